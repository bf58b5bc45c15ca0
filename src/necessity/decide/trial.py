"""The answers behind calculations, tried until what is needed of them is fulfilled. Pure.

Where missing answers vary, what is decided stays decided. So answers are filled in one after the
other, those that are waited for, until the needs are fulfilled; what turns out idle is taken out
again; and for each answer of a set found so another set is looked for that does without it, until
there is none. Where given answers vary, few of them at a time are tried in every combination.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import combinations, product
from math import prod

from necessity.answers import AnswerId, question_of
from necessity.decide.judge import Judge, Judged
from necessity.decide.supposed import Supposed
from necessity.decide.ways import Need, Tried
from necessity.logic import Truth
from necessity.quantity import Quantity

_STEPS = 600
"""So many worlds are tried to find one set of missing answers."""
_TURNS = 120
"""So often another set is looked for that does without some answer."""
_WORLDS = 4_000
"""Of given answers so many are changed together as this many worlds allow. Only larger sets are
left out: so far the search is meant to go, and it was not cut short."""
_STUCK = 3
"""After so many numbers that leave a need waiting for what is left out, no other number helps."""
Changes = Mapping[AnswerId, Tried]


class _Failed(Enum):
    """Why no values were found."""

    WRONG = 1
    """A need came out otherwise."""
    STUCK = 2
    """A need waits for an answer that is left out."""


class Trial:
    """Tries the answers behind the needs of one way."""

    def __init__(
        self,
        judge: Judge,
        needs: Iterable[Need],
        others: Mapping[AnswerId, Sequence[Tried]],
        forced: list[AnswerId],
    ) -> None:
        self.judge = judge
        self.needs = sorted(needs, key=str)
        self.others = others
        """The values, other than its present one, of each answer behind the needs."""
        self.forced = forced
        """Answers that change in any case; which of their values is open."""
        self.free = sorted(others.keys() - set(forced))
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
        self._cut(any(without not in seen for without in turns))
        return frozenset(found)

    def _one(self, without: frozenset[AnswerId]) -> frozenset[AnswerId] | None:
        """One set that does without these, nothing in it idle."""
        self._steps = _STEPS
        for values in product(*(self.others[answer] for answer in self.forced)):
            forced = dict(zip(self.forced, values, strict=True))
            filled = self._filled(forced, self.needs, without)
            if isinstance(filled, Mapping):
                return self._without_idle(filled)
            self._cut(self._steps <= 0)
            if self.judge.effort.many_tests:
                break
        return None

    def _cut(self, left: bool) -> None:  # noqa: FBT001
        """Note that something was left untried."""
        self.judge.effort.cut = self.judge.effort.cut or left

    def _filled(
        self, changes: Changes, needs: Sequence[Need], without: frozenset[AnswerId]
    ) -> Changes | _Failed:
        """Fill in what is waited for, until the needs are fulfilled or cannot be any more."""
        self._steps -= 1
        if self.judge.effort.many_tests:
            self._cut(left=True)
            return _Failed.STUCK
        judge = Supposed(self.judge, changes)
        left, following = [], None
        for need in needs:
            judged = judge.compared(need.test, need.row, need.missing)
            if judged.truth not in need.goal:
                if judged.truth is not Truth.UNKNOWN:
                    return _Failed.WRONG
                left.append(need)
                following = self._next(judge, judged, changes, without)
                if following is None:
                    return _Failed.STUCK
        return self._with(following, changes, left, without) if following else changes

    def _with(
        self,
        answer: AnswerId,
        changes: Changes,
        needs: Sequence[Need],
        without: frozenset[AnswerId],
    ) -> Changes | _Failed:
        """Go on with each value of one answer, until one of them leads to the end."""
        stuck = 0
        for value in self.others[answer]:
            filled = self._filled({**changes, answer: value}, needs, without)
            if isinstance(filled, Mapping):
                return filled
            stuck += filled is _Failed.STUCK and isinstance(value, Quantity)
            if self._steps <= 0 or stuck == _STUCK:
                break
        return _Failed.STUCK if stuck else _Failed.WRONG

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
            left = [
                answers
                for answers in map(frozenset, combinations(self.free, size))
                if not any(known <= answers for known in found)
            ]
            if not left:
                break
            if size > 1 and self._worlds(left) > _WORLDS:
                break
            found += [answers for answers in left if self._brought(answers)]
        return frozenset(found)

    def _worlds(self, sets: Iterable[frozenset[AnswerId]]) -> int:
        fixed = prod(len(self.others[answer]) for answer in self.forced)
        return fixed * sum(prod(len(self.others[a]) for a in answers) for answers in sets)

    def _brought(self, answers: frozenset[AnswerId]) -> bool:
        names = sorted((*self.forced, *answers))
        choices = (self.others[answer] for answer in names)
        for values in product(*choices):
            if self.judge.effort.many_tests:
                self._cut(left=True)
                break
            if self._hold(dict(zip(names, values, strict=True))):
                return True
        return False

    def _hold(self, changes: Changes) -> bool:
        judge = Supposed(self.judge, changes)
        return all(
            judge.compared(need.test, need.row, need.missing).truth in need.goal
            for need in self.needs
        )
