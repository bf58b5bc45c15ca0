"""The smallest sets of answers to change: ways to sets, the needs of calculations tried. Pure.

Where missing answers vary, what is decided stays decided. So answers are filled in one after the
other, those that are waited for, until the needs are fulfilled; what turns out idle is taken out
again; and for each answer of a set found so another set is looked for that does without it, until
there is none. Where given answers vary, few of them at a time are tried in every combination.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import prod

from necessity.answers import AnswerId, question_of
from necessity.conditions import And, Condition, Each, Not, Or, Test, parse, second
from necessity.decide.facts import Facts
from necessity.decide.finder import World
from necessity.decide.judge import Judge, Judged
from necessity.decide.ways import More, Need, Tried, Way, Ways
from necessity.logic import Truth
from necessity.pack.questions import Calculated

_STEPS = 600
"""So many worlds are tried to find one set of missing answers."""
_TURNS = 120
"""So often another set is looked for that does without some answer."""
_WORLDS = 4_000
"""Of given answers so many are changed together as this many worlds allow."""
Sets = tuple[frozenset[AnswerId], ...]
Changes = Mapping[AnswerId, Tried]
Allowed = Mapping[AnswerId, frozenset[int]]


class Supposed(Judge):
    """Judges a world in which some answers differ; lists may get a row that fits."""

    def __init__(self, judge: Judge, changes: Mapping[AnswerId, Tried]) -> None:
        plain = {id_: value for id_, value in changes.items() if not isinstance(value, More)}
        more = frozenset(id_ for id_, value in changes.items() if isinstance(value, More))
        answers = {id_: value for id_, value in judge.facts.answers.items() if id_ not in more}
        facts = Facts({**answers, **plain}, judge.facts.rows, judge.facts.documented)
        super().__init__(judge.pack, facts)
        self._more = more

    def list_itself(self, each: Each) -> Judged:
        """The rows that are not there yet."""
        if each.group in self._more:
            return Judged(Truth.TRUE if each.quantifier == "any" else Truth.FALSE)
        return super().list_itself(each)


class Smallest:
    """Finds the smallest sets of changes that fulfil one of some ways."""

    def __init__(self, judge: Judge, world: World, *, given: bool) -> None:
        self.judge = judge
        self.world = world
        self.given = given
        """Whether given answers vary, or missing ones."""
        self._kept: dict[object, frozenset[frozenset[AnswerId]]] = {}

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

    def _of(self, way: Way) -> list[frozenset[AnswerId]]:
        if not way.needs:
            return [way.changed]
        behind = self._behind(way)
        allowed = {answer: places for answer, places in way.allowed if answer in behind}
        key = (way.needs, way.changed & behind, frozenset(allowed.items()))
        if key not in self._kept:
            forced = sorted(way.changed & behind)
            trial = _Trial(self, way.needs, allowed, forced, behind)
            self._kept[key] = trial.changing() if self.given else trial.supplying()
        return [way.changed | more for more in self._kept[key]]

    def _behind(self, way: Way) -> frozenset[AnswerId]:
        """The answers behind the needs of a way that may vary."""
        leaves = {leaf for need in way.needs for leaf in self._leaves(need.test, need.row)}
        return frozenset(leaf for leaf in leaves if len(self.world(leaf)) > 1)

    def others(self, answer: AnswerId, allowed: Allowed) -> list[Tried]:
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


class _Trial:
    """Tries the answers behind the needs of one way."""

    def __init__(
        self,
        smallest: Smallest,
        needs: Iterable[Need],
        allowed: Allowed,
        forced: list[AnswerId],
        behind: frozenset[AnswerId],
    ) -> None:
        self.judge = smallest.judge
        self.needs = sorted(needs, key=str)
        self.forced = forced
        """Answers that change in any case; which of their values is open."""
        self.free = sorted(behind - set(forced))
        self.others = {answer: smallest.others(answer, allowed) for answer in behind}
        self._steps = 0

    # -- missing answers --------------------------------------------------------------------

    def supplying(self) -> frozenset[frozenset[AnswerId]]:
        """Every smallest set of missing answers that fulfils the needs, beside the forced ones."""
        found: set[frozenset[AnswerId]] = set()
        seen: set[frozenset[AnswerId]] = set()
        turns: list[frozenset[AnswerId]] = [frozenset()]
        while turns and len(seen) < _TURNS:
            without = turns.pop(0)
            if without in seen:
                continue
            seen.add(without)
            one = next((known for known in found if not known & without), None)
            one = self._one(without) if one is None else one
            if one is not None:
                found.add(one)
                turns += [without | {answer} for answer in sorted(one)]
        return frozenset(found)

    def _one(self, without: frozenset[AnswerId]) -> frozenset[AnswerId] | None:
        """One set that does without these, nothing in it idle."""
        self._steps = _STEPS
        for values in product(*(self.others[answer] for answer in self.forced)):
            forced = dict(zip(self.forced, values, strict=True))
            filled = self._filled(forced, without)
            if filled is not None:
                return self._without_idle(filled)
        return None

    def _filled(self, changes: Changes, without: frozenset[AnswerId]) -> Changes | None:
        """Fill in what is waited for, until the needs are fulfilled or cannot be any more."""
        self._steps -= 1
        judge = Supposed(self.judge, changes)
        wanted: list[AnswerId | None] = []
        for need in self.needs:
            judged = judge.compared(need.test, need.row, need.missing)
            if judged.truth not in need.goal:
                if judged.truth is not Truth.UNKNOWN:
                    return None
                wanted.append(self._next(judge, judged, changes, without))
        if not wanted:
            return changes
        return None if None in wanted else self._with(wanted[0], changes, without)

    def _with(
        self, answer: AnswerId | None, changes: Changes, without: frozenset[AnswerId]
    ) -> Changes | None:
        """Go on with each value of one answer, until one of them leads to the end."""
        for value in self.others[answer] if answer else ():
            if self._steps <= 0 or answer is None:
                break
            filled = self._filled({**changes, answer: value}, without)
            if filled is not None:
                return filled
        return None

    def _next(
        self, judge: Judge, judged: Judged, changes: Changes, without: frozenset[AnswerId]
    ) -> AnswerId | None:
        """The first answer a need waits for that may be given: its gate is open."""
        for answer in judged.wants:
            may = answer in self.others and answer not in changes and answer not in without
            if may and judge.gate(*question_of(answer)).truth is Truth.TRUE:
                return answer
        return None

    def _without_idle(self, filled: Changes) -> frozenset[AnswerId]:
        changes = dict(filled)
        for answer in [answer for answer in filled if answer not in self.forced]:
            fewer = {id_: value for id_, value in changes.items() if id_ != answer}
            if self._hold(fewer):
                changes = fewer
        return frozenset(changes) - set(self.forced)

    # -- given answers ----------------------------------------------------------------------

    def changing(self) -> frozenset[frozenset[AnswerId]]:
        """The smallest sets of given answers whose change fulfils the needs, few at a time."""
        found: list[frozenset[AnswerId]] = []
        for size in range(len(self.free) + 1):
            if size > 1 and self._worlds(size) > _WORLDS:
                break
            for more in combinations(self.free, size):
                answers = frozenset(more)
                if not any(known <= answers for known in found) and self._brought(answers):
                    found.append(answers)
        return frozenset(found)

    def _worlds(self, size: int) -> int:
        fixed = prod(len(self.others[answer]) for answer in self.forced)
        counts = [len(self.others[answer]) for answer in self.free]
        return fixed * sum(prod(chosen) for chosen in combinations(counts, size))

    def _brought(self, answers: frozenset[AnswerId]) -> bool:
        names = sorted((*self.forced, *answers))
        choices = (self.others[answer] for answer in names)
        return any(
            self._hold(dict(zip(names, values, strict=True))) for values in product(*choices)
        )

    def _hold(self, changes: Changes) -> bool:
        judge = Supposed(self.judge, changes)
        return all(
            judge.compared(need.test, need.row, need.missing).truth in need.goal
            for need in self.needs
        )
