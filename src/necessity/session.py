"""The shell: the only class that brings clock, user and store to an interview.

Every committed answer is in the log and on disk before the next question is shown. A save that
fails loses nothing: the interview goes on in memory, `problem` says why, and the next answer tries
again.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from necessity.answers import (
    Answer,
    AnswerId,
    Given,
    How,
    Unknown,
    Value,
    write,
)
from necessity.case.audit import append
from necessity.case.giving import done_with, only_a_physician, physician_of, reason_of, same
from necessity.case.model import Case, Entry, PackRef, Role, RowNumbers
from necessity.case.signing import logged, signed
from necessity.decide.ruling import Outcome
from necessity.errors import EventRefused, SaveError
from necessity.interview import engine
from necessity.interview.events import Answered, Event, Moved, RowRemoved, Withdrawn
from necessity.interview.state import Interview
from necessity.pack.model import Pack

Clock = Callable[[], datetime | None]


class Store(Protocol):
    """Where a case is kept."""

    def save(self, case: Case, interview: Interview) -> Path:
        """Write the case and say where. Raises SaveError."""


def new_case(id_: str, pack: Pack, policies: tuple[str, ...], reviewer: str) -> Case:
    """Begin an empty case."""
    reference = PackRef(id=pack.id, version=pack.version, digest=pack.digest)
    chosen = policies or pack.judging
    return Case(id=id_, pack=reference, policies=chosen, reviewer=reviewer)


def interview_of(case: Case, pack: Pack) -> Interview:
    """Take up the interview of a case, where it was left. Raises EventRefused, AnswerRefused."""
    rows = {group: numbers.order for group, numbers in (case.rows or {}).items()}
    minted = {group: numbers.minted for group, numbers in (case.rows or {}).items()}
    interview = engine.opened(pack, case.policies, case.answers, rows, minted)
    if case.place is not None and interview.step(case.place) is not None:
        return replace(interview, place=case.place)
    # left at the end; a case without a log was not left anywhere and begins at its first question
    return replace(interview, place=None) if case.log and case.place is None else interview


class Session:
    """One reviewer at work on one case."""

    def __init__(self, case: Case, pack: Pack, *, store: Store, clock: Clock, user: str) -> None:
        self.case = case
        self.interview = interview_of(case, pack)
        self.user = user
        self.problem: SaveError | None = None
        """Why the last save did not happen; None when it did."""
        self.path: Path | None = None
        self._store = store
        self._clock = clock
        if not case.log:
            self.case = replace(case, opened=clock())
            self._log("opened")

    # -- what a reviewer does ---------------------------------------------------------------

    def answer(  # noqa: PLR0913 - each is a part of one answer, all but two by keyword
        self,
        id_: AnswerId,
        value: Value | Unknown,
        *,
        rests_on: tuple[str, ...] = (),
        note: str = "",
        why: str = "",
        how: How = How.MANUAL,
        physician: str | None = None,
    ) -> Interview:
        """Answer a question, save, and go on to the next open one.

        `physician` is the name of the physician reviewer who gives the answer; "" when it was not
        recorded. Raises EventRefused when only a physician reviewer answers and none does.
        """
        before = self.interview.answers.get(id_)
        again = before is not None and before.value == value
        if again and physician is None:
            physician = physician_of(before)
        given = self._given(how, physician)
        answer = Answer(id=id_, value=value, given=given, rests_on=rests_on, note=note)
        if before is not None and same(before, answer):
            return self._go(engine.advance(self.interview))
        self._check_open()
        if only_a_physician(self.interview.pack, answer) and physician is None and not again:
            raise EventRefused("Only a physician reviewer answers this.")
        after = self._apply(Answered(answer))
        self._log(*done_with(before, answer), why=reason_of(answer, why or note))
        return self._go(engine.advance(replace(after, place=id_)))

    def withdraw(self, id_: AnswerId) -> Interview:
        """Take an answer back; the log keeps it."""
        before = self.interview.answers.get(id_)
        if before is None:
            return self.interview
        after = self._apply(Withdrawn(id_))
        self._log("withdrawn", id_, was=write(before.value))
        return self._go(replace(after, place=id_))

    def remove_row(self, group: str, row: int) -> Interview:
        """Remove a row; the log keeps its answers."""
        gone = [a for id_, a in self.interview.answers.items() if id_.startswith(f"{group}#{row}.")]
        after = self._apply(RowRemoved(group, row))
        was = "; ".join(f"{answer.id} = {write(answer.value)}" for answer in gone)
        self._log("row_removed", f"{group}#{row}", was=was)
        standing = {step.id for step in after.steps}
        place = after.place if after.place in standing else engine.next_open(after, None)
        return self._go(replace(after, place=place))

    def back(self) -> Interview:
        """Go to the question before."""
        return self._go(engine.back(self.interview))

    def forward(self) -> Interview:
        """Go to the next question, leaving this one as it is."""
        return self._go(engine.forward(self.interview))

    def go(self, place: AnswerId | None) -> Interview:
        """Go to any question, or (None) to the end. Raises EventRefused."""
        return self._go(engine.apply(self.interview, Moved(place)))

    def complete(self, words: str, reason: str, own: Mapping[str, Outcome] | None = None) -> None:
        """Record the reviewer's own determination and close the case.

        `own` names what they determine otherwise than the program: outcomes by
        `policy.determination`. Raises EventRefused.
        """
        if self.case.status == "completed":
            raise EventRefused("This case is completed already.")
        before = self.case
        self._opine("reviewer", self.user, words, reason, own or {})
        self.case = replace(self.case, status="completed")
        self._log("completed")
        self._kept(before)

    def add_opinion(
        self, by: str, words: str, reason: str, own: Mapping[str, Outcome] | None = None
    ) -> None:
        """Add a physician reviewer's determination; also to a completed case. See `complete`."""
        before = self.case
        self._opine("physician", by, words, reason, own or {})
        self._kept(before)

    def _opine(
        self, role: Role, by: str, words: str, reason: str, own: Mapping[str, Outcome]
    ) -> None:
        opinion = signed(
            self.interview, role=role, by=by, words=words, reason=reason, own=own, at=self._clock()
        )
        self.case = replace(self.case, opinions=(*self.case.opinions, opinion))
        what, now = logged(opinion)
        self._log("opinion_added", what, now=now, why=opinion.reason)

    def _kept(self, before: Case) -> None:
        """Save; what is not on disk was not signed: the answers stay, and `problem` says why."""
        if self.save() is None:
            self.case = before

    # -- what stands behind it --------------------------------------------------------------

    def save(self) -> Path | None:
        """Write the case; None (and `problem`) when that could not be done."""
        rows = {
            group: RowNumbers(order=self.interview.rows.get(group, ()), minted=minted)
            for group, minted in self.interview.minted.items()
        }
        self.case = replace(
            self.case,
            saved=self._clock(),
            place=self.interview.place,
            answers=tuple(self.interview.answers.values()),
            rows=rows,
        )
        try:
            self.path = self._store.save(self.case, self.interview)
            self.problem = None
        except SaveError as problem:
            self.problem = problem
            return None
        return self.path

    def _check_open(self) -> None:
        if self.case.status == "completed":
            raise EventRefused("This case is completed. Its answers are kept as they are.")

    def _apply(self, event: Event) -> Interview:
        self._check_open()
        return engine.apply(self.interview, event)

    def _given(self, how: How, physician: str | None) -> Given:
        at = self._clock()
        if physician is None:
            return Given(by=self.user, at=at, how=how)
        return Given(by=physician.strip(), role="physician", at=at, how=how)

    def _go(self, interview: Interview) -> Interview:
        self.interview = interview
        self.save()
        return interview

    def _log(self, did: str, what: str = "", was: str = "", now: str = "", why: str = "") -> None:
        entry = Entry(
            n=0, did=did, what=what, was=was, now=now, why=why, by=self.user, at=self._clock()
        )
        self.case = replace(self.case, log=append(self.case.log, entry))
