"""What would settle an open determination, and what would change a decided one. Pure.

Of an undetermined one: every smallest set of answers, missing or not known, that with the right
values would make it met (or not met). Of a decided one: every smallest set of answers that were
given and would have to be others; what is still unanswered cannot change it (law 3). That both
are right and complete is tried against brute force on hundreds of cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from necessity.answers import AnswerId, Unknown, question_of
from necessity.decide.candidates import candidates, days_of, known, seen, settled
from necessity.decide.finder import Finder
from necessity.decide.judge import NOT_ASKED, Judge
from necessity.decide.needs import Smallest
from necessity.decide.ruling import Determination, Outcome, Standing
from necessity.decide.ways import FALSE, MORE, NOT_FALSE, NOT_TRUE, TRUE, Goal, Tried
from necessity.pack.questions import Choice, Group
from necessity.period import Period

MOST = 10
"""So many sets are told."""
_ALL = 10**6
By = Literal["documentation", "judgement", "order", "patient"]
"""What a change takes: better documentation, a physician reviewer's judgement, another order or
request, or another patient. The last of them counts for a set."""
_HARDER: tuple[By, ...] = ("documentation", "judgement", "order", "patient")
Sets = tuple[tuple[AnswerId, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Answers that were given, and what the determination could be were they others."""

    answers: tuple[AnswerId, ...]
    outcome: Outcome
    by: By


class World:
    """Which answers may vary, and the values they may take; the present one first."""

    def __init__(self, judge: Judge, *, given: bool) -> None:
        self.judge = judge
        self.given = given
        """Whether the answers that were given vary, or those that are missing."""
        self._kept: dict[AnswerId, tuple[Tried, ...]] = {}

    def __call__(self, answer: AnswerId) -> tuple[Tried, ...]:
        """The values of one answer."""
        if answer not in self._kept:
            self._kept[answer] = self._values(answer)
        return self._kept[answer]

    def _values(self, answer: AnswerId) -> tuple[Tried, ...]:
        judge, question = self.judge, question_of(answer)[0]
        item = judge.pack.questions[question]
        if isinstance(item, Group):
            closed = judge.facts.closed(question)
            present: tuple[Tried, ...] = (False,) if closed else (NOT_ASKED,)
            others: tuple[Tried, ...] = (MORE,) if self.given else (MORE, False)
            return (*present, *others) if closed is self.given else present
        value = judge.facts.answers.get(answer, NOT_ASKED)
        if not (known(value, item) if self.given else not settled(value, item)):
            return (value,)
        tried: Iterable[Tried] = candidates(judge, answer)
        if isinstance(value, Period) and not self.given:
            tried = dict.fromkeys(days_of(value, candidates(judge, answer)))
        return (value, *(other for other in tried if self._new(other, answer)))

    def _new(self, other: Tried, answer: AnswerId) -> bool:
        """Whether another value of a given answer could make a difference."""
        question, pack = question_of(answer)[0], self.judge.pack
        present = self.judge.facts.answers.get(answer, NOT_ASKED)
        if not self.given or isinstance(present, Unknown):
            return True
        if question in pack.calculated_from or not pack.tests_on.get(question):
            return other != present
        return other != present and (
            seen(pack, question, other) != seen(pack, question, present)  # type: ignore[arg-type]
            or not seen(pack, question, present)
        )


def ways_to(standing: Standing, determination: Determination, goal: Goal) -> Sets:
    """Every smallest set of missing answers that could bring a determination there, at most ten."""
    if determination.outcome is not Outcome.UNDETERMINED:
        return ()
    judge = standing.judge
    key = (standing.policy.id, determination.id, goal)
    if key not in judge.effort.told:
        judge.effort.cut = False
        judge.effort.told[key] = _ways_to(standing, determination, goal)
        judge.effort.partial |= {key} if judge.effort.cut else set()
    told: Sets = judge.effort.told[key]
    return told


def _ways_to(standing: Standing, determination: Determination, goal: Goal) -> Sets:
    judge, world = standing.judge, World(standing.judge, given=False)
    finder = Finder(judge, standing.policy, world, fixed=True)
    ways = finder.criterion(determination.ruling.criterion, goal)
    found = Smallest(judge, world, given=False).sets(ways, MOST)
    ranked = sorted(found, key=partial(_preference, judge=judge))
    return tuple(_in_order(judge, answers) for answers in ranked[:MOST])


def ways_to_settle(standing: Standing, determination: Determination) -> Sets:
    """Every smallest set that could make it met; where there is none, not met.

    Of sets of one size those come first whose answers were looked for and not found: that is what
    the record lacks.
    """
    met = ways_to(standing, determination, TRUE)
    return met or ways_to(standing, determination, FALSE)


def missing(standing: Standing, determination: Determination) -> tuple[AnswerId, ...]:
    """The first of `ways_to_settle`; () when the determination is decided."""
    return next(iter(ways_to_settle(standing, determination)), ())


def ways_to_change(standing: Standing, determination: Determination) -> tuple[Change, ...]:
    """Every smallest set of given answers that would alter a decided determination, at most ten."""
    if determination.outcome is Outcome.UNDETERMINED:
        return ()
    key, told = (standing.policy.id, determination.id), standing.judge.effort.told
    if key not in told:
        effort = standing.judge.effort
        effort.cut = False
        told[key] = _ways_to_change(standing, determination)
        effort.partial |= {key} if effort.cut else set()
    changes: tuple[Change, ...] = told[key]
    return changes


def cut_short(standing: Standing, determination: Determination, *goals: Goal) -> bool:
    """Whether a search reached a bound: that for these goals, or for changes of a decided one.

    Without goals, the search that `ways_to_settle` and `ways_to_change` told the result of.
    """
    name, partial = (standing.policy.id, determination.id), standing.judge.effort.partial
    if determination.outcome is not Outcome.UNDETERMINED:
        ways_to_change(standing, determination)
        return name in partial
    met = ways_to(standing, determination, TRUE)
    wanted = goals or ((TRUE,) if met else (TRUE, FALSE))
    for goal in wanted:
        ways_to(standing, determination, goal)
    return any((*name, goal) in partial for goal in wanted)


def _ways_to_change(standing: Standing, determination: Determination) -> tuple[Change, ...]:
    judge, world = standing.judge, World(standing.judge, given=True)
    finder, smallest = (
        Finder(judge, standing.policy, world, fixed=False),
        Smallest(judge, world, given=True),
    )
    criterion, met = determination.ruling.criterion, determination.outcome is Outcome.MET
    altered = smallest.sets(finder.criterion(criterion, NOT_TRUE if met else NOT_FALSE), MOST)
    turned = smallest.sets(finder.criterion(criterion, FALSE if met else TRUE), _ALL)
    opposite = Outcome.NOT_MET if met else Outcome.MET
    ranked = sorted(altered, key=partial(_preference, judge=judge))
    return tuple(
        Change(
            answers=_in_order(judge, answers),
            outcome=opposite if any(t <= answers for t in turned) else Outcome.UNDETERMINED,
            by=max((_takes(judge, answer) for answer in answers), key=_HARDER.index),
        )
        for answers in ranked[:MOST]
    )


def _takes(judge: Judge, answer: AnswerId) -> By:
    """What another answer would take."""
    item = judge.pack.questions[question_of(answer)[0]]
    if item.role == "physician":
        return "judgement"
    if isinstance(item, Group):
        return "documentation"
    value = judge.facts.answers.get(answer)
    if isinstance(item, Choice):
        chosen = value if isinstance(value, tuple) else (value,)
        if any(option.undocumented and option.code in chosen for option in item.options):
            return "documentation"
    return item.changes_with


def _in_order(judge: Judge, answers: Iterable[AnswerId]) -> tuple[AnswerId, ...]:
    return tuple(sorted(answers, key=lambda answer: _rank(answer, judge)))


def _preference(found: frozenset[AnswerId], judge: Judge) -> tuple[int, int, list[tuple[int, str]]]:
    untouched = sum(answer not in judge.facts.answers for answer in found)
    return len(found), untouched, sorted(_rank(answer, judge) for answer in found)


def _rank(answer: AnswerId, judge: Judge) -> tuple[int, str]:
    return judge.pack.position.get(question_of(answer)[0], 0), answer
