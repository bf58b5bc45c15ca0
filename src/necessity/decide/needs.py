"""The smallest sets of answers to change: ways to sets, the needs of calculations tried. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from necessity.answers import AnswerId
from necessity.conditions import And, Condition, Each, Not, Or, Test, parse, second
from necessity.decide.finder import World
from necessity.decide.judge import Judge
from necessity.decide.trial import Trial
from necessity.decide.ways import Need, Tried, Way, Ways
from necessity.pack.questions import Calculated

Sets = tuple[frozenset[AnswerId], ...]
Allowed = Mapping[AnswerId, frozenset[int]]


_MOST_SETS = 400


def _least(sets: Iterable[frozenset[AnswerId]]) -> list[frozenset[AnswerId]]:
    """Those that contain no other of them."""
    kept: list[frozenset[AnswerId]] = []
    for found in sorted(sets, key=len):
        if not any(known <= found for known in kept):
            kept.append(found)
    return kept


class Smallest:
    """Finds the smallest sets of changes that fulfil one of some ways."""

    def __init__(self, judge: Judge, world: World, *, given: bool) -> None:
        self.judge = judge
        self.world = world
        self.given = given
        """Whether given answers vary, or missing ones."""

    def sets(self, ways: Ways, most: int) -> Sets:
        """The smallest sets of answers to change, smallest first; at least so many, if there are.

        All of those of one size are there, or none is.
        """
        kept: list[frozenset[AnswerId]] = []
        for way in sorted(ways, key=lambda way: len(way.changed)):
            if sum(len(known) < len(way.changed) for known in kept) >= most:
                break
            for answers in self._of(way):
                if not any(known <= answers for known in kept):
                    kept = [*(known for known in kept if not answers <= known), answers]
        return tuple(sorted(kept, key=len))

    def _of(self, way: Way) -> Iterable[frozenset[AnswerId]]:
        """The sets that fulfil one way: its own changes, and what its needs take."""
        found = {way.changed}
        for needs in self._apart(way.needs):
            more = self._fulfilling(needs, way)
            found = {left | right for left, right in product(found, more)}
            if len(found) > _MOST_SETS:  # each group of needs multiplies them
                self.judge.effort.cut = True
                found = {*sorted(found, key=lambda each: (len(each), sorted(each)))[:_MOST_SETS]}
        return _least(found)

    def _apart(self, needs: Iterable[Need]) -> list[frozenset[Need]]:
        """The needs in groups that have no answer behind them in common."""
        groups: list[tuple[frozenset[Need], frozenset[AnswerId]]] = []
        for need in sorted(needs, key=str):
            alike, behind = frozenset({need}), self._behind([need])
            for group in [group for group in groups if group[1] & behind]:
                groups.remove(group)
                alike, behind = alike | group[0], behind | group[1]
            groups.append((alike, behind))
        return [alike for alike, _ in groups]

    def _fulfilling(self, needs: frozenset[Need], way: Way) -> frozenset[frozenset[AnswerId]]:
        behind = self._behind(needs)
        allowed = {answer: places for answer, places in way.allowed if answer in behind}
        key = (self.given, needs, frozenset(allowed.items()))
        effort = self.judge.effort
        if key not in self.judge.memo:
            before, effort.cut = effort.cut, False
            forced = sorted(way.changed & behind)
            others = {answer: self._others(answer, allowed) for answer in behind}
            trial = Trial(self.judge, needs, others, forced)
            self.judge.memo[key] = trial.changing() if self.given else trial.supplying()
            effort.partial |= {key} if effort.cut else set()
            effort.cut = effort.cut or before
        effort.cut = effort.cut or key in effort.partial
        return self.judge.memo[key]

    def _behind(self, needs: Iterable[Need]) -> frozenset[AnswerId]:
        """The answers behind needs that may vary."""
        leaves = {leaf for need in needs for leaf in self._leaves(need.test, need.row)}
        return frozenset(leaf for leaf in leaves if len(self.world(leaf)) > 1)

    def _others(self, answer: AnswerId, allowed: Allowed) -> list[Tried]:
        """The values other than the present one that will do."""
        values = self.world(answer)
        places = allowed.get(answer, frozenset(range(len(values))))
        return [values[place] for place in sorted(places) if place]

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
