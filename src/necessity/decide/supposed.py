"""A case as it would be if some of its answers were others. Pure."""

from collections.abc import Mapping

from necessity.answers import AnswerId
from necessity.conditions import Each
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge, Judged
from necessity.decide.ways import More, Tried
from necessity.logic import Truth


class Supposed(Judge):
    """Judges a world in which some answers differ; lists may get a row that fits."""

    def __init__(self, judge: Judge, changes: Mapping[AnswerId, Tried]) -> None:
        plain = {id_: value for id_, value in changes.items() if not isinstance(value, More)}
        more = frozenset(id_ for id_, value in changes.items() if isinstance(value, More))
        answers = {id_: value for id_, value in judge.facts.answers.items() if id_ not in more}
        facts = Facts({**answers, **plain}, judge.facts.rows, judge.facts.documented)
        super().__init__(judge.pack, facts)
        self.effort = judge.effort
        self._more = more

    def list_itself(self, each: Each) -> Judged:
        """The rows that are not there yet."""
        if each.group in self._more:
            return Judged(Truth.TRUE if each.quantifier == "any" else Truth.FALSE)
        return super().list_itself(each)
