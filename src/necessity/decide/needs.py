"""The smallest sets of answers to change: ways to sets, the needs of calculations tried. Pure.

Fewest changes first. Where a way has needs, the answers behind its calculations are tried in every
combination of their values, few of them at a time; the rest of the way holds already.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from necessity.answers import AnswerId
from necessity.conditions import And, Condition, Each, Not, Or, Test, parse, second
from necessity.decide.facts import Facts
from necessity.decide.finder import World
from necessity.decide.judge import Judge, Judged
from necessity.decide.ways import More, Need, Tried, Way, Ways
from necessity.logic import Truth
from necessity.pack.questions import Calculated

_MOST_BEHIND = 5
"""So many answers behind calculations are changed together at most."""
Sets = tuple[frozenset[AnswerId], ...]


class Supposed(Judge):
    """Judges a world in which some answers differ; lists may get a row that fits."""

    def __init__(self, judge: Judge, changes: Mapping[AnswerId, Tried]) -> None:
        plain = {id_: value for id_, value in changes.items() if not isinstance(value, More)}
        more = frozenset(id_ for id_, value in changes.items() if isinstance(value, More))
        facts = judge.facts.having(plain)
        for group in more:
            facts = facts.without(group)
        super().__init__(judge.pack, Facts(facts.answers, facts.rows, facts.documented))
        self._more = more

    def list_itself(self, each: Each) -> Judged:
        """The rows that are not there yet."""
        if each.group in self._more:
            return Judged(Truth.TRUE if each.quantifier == "any" else Truth.FALSE)
        return super().list_itself(each)


class Smallest:
    """Finds the smallest sets of changes that fulfil one of some ways."""

    def __init__(self, judge: Judge, world: World) -> None:
        self.judge = judge
        self.world = world

    def sets(self, ways: Ways, most: int) -> Sets:
        """The smallest sets of answers to change, smallest first.

        At least `most` when there are so many; those of one size are all there, or none is.
        """
        kept: list[frozenset[AnswerId]] = []
        size, largest = 0, max((self._largest(way) for way in ways), default=-1)
        while size <= largest and len(kept) < most:
            for way in ways:
                if len(way.changed) <= size:
                    kept += self._of_size(way, size, kept)
            size += 1
        return tuple(kept)

    def _largest(self, way: Way) -> int:
        return len(way.changed) + (_MOST_BEHIND if way.needs else 0)

    def _of_size(
        self, way: Way, size: int, kept: list[frozenset[AnswerId]]
    ) -> list[frozenset[AnswerId]]:
        found: list[frozenset[AnswerId]] = []
        extra = size - len(way.changed)
        if not way.needs and extra:
            return found
        allowed = dict(way.allowed)
        behind = self._behind(way, allowed)
        for more in combinations(sorted(behind - way.changed), extra):
            answers = way.changed | set(more)
            if any(other <= answers for other in (*kept, *found)):
                continue
            if self._fulfilled(way, allowed, answers & behind):
                found.append(answers)
        return found

    def _behind(self, way: Way, allowed: Mapping[AnswerId, frozenset[int]]) -> set[AnswerId]:
        """The answers behind the needs of a way that may vary."""
        leaves = {leaf for need in way.needs for leaf in self._leaves(need.test, need.row)}
        return {leaf for leaf in leaves if self._others(leaf, allowed)}

    def _others(self, answer: AnswerId, allowed: Mapping[AnswerId, frozenset[int]]) -> list[Tried]:
        values = self.world(answer)
        places = allowed.get(answer, frozenset(range(len(values))))
        return [values[place] for place in sorted(places) if place]

    def _fulfilled(
        self,
        way: Way,
        allowed: Mapping[AnswerId, frozenset[int]],
        answers: Iterable[AnswerId],
    ) -> bool:
        names = sorted(answers)
        choices = [self._others(answer, allowed) for answer in names]
        return any(
            self._hold(way.needs, dict(zip(names, values, strict=True)))
            for values in product(*choices)
        )

    def _hold(self, needs: Iterable[Need], changes: Mapping[AnswerId, Tried]) -> bool:
        judge = Supposed(self.judge, changes)
        return all(
            judge.compared(need.test, need.row, need.missing).truth in need.goal for need in needs
        )

    def _leaves(self, test: Test, row: int | None) -> Iterator[AnswerId]:
        yield from self._inputs(test.id, row)
        other = second(test)
        if other:
            yield from self._counted(other, row)

    def _inputs(self, question: str, row: int | None) -> Iterator[AnswerId]:
        item, answer = self.judge.pack.questions[question], self.judge.answer_id(question, row)
        if isinstance(item, Calculated) and answer not in self.judge.facts.answers:
            for name in item.arguments:
                yield from self._counted(name, row)
        else:
            yield answer

    def _counted(self, question: str, row: int | None) -> Iterator[AnswerId]:
        yield from self._inputs(question, row)
        for text in self.judge.pack.gates[question]:
            yield from self._looked_at(parse(text), row)

    def _looked_at(self, condition: Condition, row: int | None) -> Iterator[AnswerId]:
        match condition:
            case Not(part):
                yield from self._looked_at(part, row)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._looked_at(part, row)
            case Each(_, group, part):
                yield AnswerId(group)
                for number in self.judge.facts.rows.get(group, ()):
                    yield from self._looked_at(part, number)
            case _:
                yield from self._leaves(condition, row)
                yield from self._counted(condition.id, row)
