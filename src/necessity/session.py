"""The shell: the only class that brings clock, user and store to an interview.

Every committed answer is in the log and on disk before the next question is shown. A save that
fails loses nothing: the interview goes on in memory, `problem` says why, and the next answer tries
again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from necessity.answers import Answer, AnswerId, Given, How, Unknown, Value, write
from necessity.case.audit import append
from necessity.case.model import Case, Entry, Opinion, PackRef, RowNumbers
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
    ) -> Interview:
        """Answer a question, save, and go on to the next open one."""
        given = Given(by=self.user, at=self._clock(), how=how)
        answer = Answer(id=id_, value=value, given=given, rests_on=rests_on, note=note)
        before = self.interview.answers.get(id_)
        if before is not None and _same(before, answer):
            return self._go(engine.advance(self.interview))
        after = self._apply(Answered(answer))
        self._log(*_logged(before, answer), why=why or note)
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

    def complete(self, words: str, reason: str) -> None:
        """Record the reviewer's own determination and close the case."""
        before = self.case
        opinion = Opinion(by=self.user, words=words, reason=reason, at=self._clock())
        self.case = replace(self.case, status="completed", opinion=opinion)
        self._log("completed", now=words, why=reason)
        if self.save() is None:
            # what is not on disk is not completed; the answers stay, and `problem` says why
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

    def _apply(self, event: Event) -> Interview:
        if self.case.status == "completed":
            raise EventRefused("This case is completed. Its answers are kept as they are.")
        return engine.apply(self.interview, event)

    def _go(self, interview: Interview) -> Interview:
        self.interview = interview
        self.save()
        return interview

    def _log(self, did: str, what: str = "", was: str = "", now: str = "", why: str = "") -> None:
        entry = Entry(
            n=0, did=did, what=what, was=was, now=now, why=why, by=self.user, at=self._clock()
        )
        self.case = replace(self.case, log=append(self.case.log, entry))


def _same(before: Answer, answer: Answer) -> bool:
    return (before.value, before.rests_on, before.note) == (
        answer.value,
        answer.rests_on,
        answer.note,
    )


def _logged(before: Answer | None, answer: Answer) -> tuple[str, str, str, str]:
    """What the log says of an answer: did, what, was, now."""
    now = write(answer.value)
    if before is None:
        return "answered", answer.id, "", now
    return "changed", answer.id, write(before.value), now
