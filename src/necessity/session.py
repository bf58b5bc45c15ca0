"""The shell: the only class that brings clock, user and store to an interview.

Every committed answer is in the log and on disk before the next question is shown. A save that
fails loses nothing: the interview goes on in memory, `problem` says why, and the next answer tries
again. Undoing takes nothing out of the log: it adds an entry that turns another one round.
"""

from collections.abc import Mapping
from dataclasses import replace

from necessity.answers import Answer, AnswerId, Given, How, Unknown, Value
from necessity.case import amending, doing
from necessity.case.atwork import Clock, Store
from necessity.case.audit import append
from necessity.case.course import AMENDED, COMPLETED, REDONE, UNDONE
from necessity.case.edited import taken_up
from necessity.case.giving import only_a_physician, physician_of, same
from necessity.case.holder import Held
from necessity.case.model import Case, Change, Entry, PackRef, Role
from necessity.case.signing import signed
from necessity.case.undoing import next_to_turn, place_of, turned
from necessity.charting import Charting
from necessity.decide.ruling import Outcome
from necessity.errors import EventRefused, SaveError
from necessity.interview import engine
from necessity.interview.events import (
    Answered,
    Event,
    Moved,
    RowCopied,
    RowMoved,
    RowRemoved,
    Withdrawn,
)
from necessity.interview.state import Interview
from necessity.pack.model import Pack

__all__ = ["Clock", "Session", "Store", "interview_of", "new_case"]


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


class Session(Charting):
    """One reviewer at work on one case."""

    def __init__(  # noqa: PLR0913 - each is one thing the caller decides
        self,
        case: Case,
        pack: Pack,
        *,
        store: Store,
        clock: Clock,
        user: str,
        held: Held | None = None,
    ) -> None:
        """`held` says who else has the case open: then it can be walked through, and no more."""
        taken = taken_up(case, user, clock())
        super().__init__(taken.case, interview_of(case, pack), store, clock, held)
        self.notices = taken.notices
        """What was changed outside the program since the case was saved, in sentences."""
        self.user = user

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
        stay: bool = False,
    ) -> Interview:
        """Answer a question, save, and go on to the next open one, or (`stay`) do not go on.

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
            return self._go(engine.advance(self.interview), id_)
        self._check_open()
        if only_a_physician(self.interview.pack, answer) and physician is None and not again:
            raise EventRefused("Only a physician reviewer answers this.")
        after = self._apply(Answered(answer))
        entry = replace(doing.answered(self.interview, after, answer, why), at=given.at)
        after = replace(after, place=id_)
        return self._done(entry, after if stay else engine.advance(after), id_)

    def withdraw(self, id_: AnswerId) -> Interview:
        """Take an answer back; the log keeps it."""
        before = self.interview.answers.get(id_)
        if before is None:
            return self.interview
        after = self._apply(Withdrawn(id_))
        return self._done(self._now(doing.withdrawn(before)), replace(after, place=id_), id_)

    def rest(self, id_: AnswerId, rests_on: tuple[str, ...]) -> None:
        """Let an answer rest on records and excerpts of this case. Raises EventRefused."""
        answer = self.interview.answers.get(id_)
        if answer is None:
            raise EventRefused("Answer the question first; then say what the answer rests on.")
        self._check_cited(id_, rests_on)
        ids, how = tuple(dict.fromkeys(rests_on)), answer.given.how
        self.answer(id_, answer.value, rests_on=ids, note=answer.note, how=how, stay=True)

    def remove_row(self, group: str, row: int) -> Interview:
        """Remove a row; the log keeps its answers."""
        after = self._apply(RowRemoved(group, row))
        entry = self._now(doing.row_removed(self.interview, group, row))
        standing = {step.id for step in after.steps}
        place = after.place if after.place in standing else engine.next_open(after, None)
        return self._done(entry, replace(after, place=place), f"{group}#{row}.")

    def copy_row(self, group: str, row: int) -> Interview:
        """Begin another row with the answers of this one, and go there. Raises EventRefused."""
        given = Given(by=self.user, at=self._clock(), how=How.COPIED)
        after = self._apply(RowCopied(group, row, given))
        entry = replace(doing.row_copied(self.interview, after, group, row), at=given.at)
        begun = f"{group}#{after.minted[group]}."
        place = next((step.id for step in after.steps if step.id.startswith(begun)), after.place)
        return self._done(entry, replace(after, place=place))

    def move_row(self, group: str, row: int, by: int) -> Interview:
        """Move a row up (-1) or down (1); its number stays. Raises EventRefused."""
        after = self._apply(RowMoved(group, row, by))
        return self._done(self._now(doing.row_moved(self.interview, after, group, row)), after)

    def undo(self) -> Entry:
        """Turn round the last thing done that stands, and go there. Raises EventRefused."""
        return self._turn_round(UNDONE)

    def redo(self) -> Entry:
        """Bring back the last thing undone, and go there. Raises EventRefused."""
        return self._turn_round(REDONE)

    def _turn_round(self, did: str) -> Entry:
        self._check_open()
        log = self.case.log
        entry = next_to_turn(log, did)
        turning = self._now(Entry(n=0, did=did, what=entry.what, of=entry.n))
        after = turned(self.interview, log, append(log, turning))
        self._done(turning, replace(after, place=place_of(after, entry)))
        return entry

    def back(self) -> Interview:
        """Go to the question before."""
        return self._go(engine.back(self.interview))

    def forward(self) -> Interview:
        """Go to the next question, leaving this one as it is."""
        return self._go(engine.forward(self.interview))

    def go(self, place: AnswerId | None) -> Interview:
        """Go to any question, or (None) to the end. Raises EventRefused."""
        return self._go(engine.apply(self.interview, Moved(place)))

    # -- what people determine --------------------------------------------------------------

    def complete(self, words: str, reason: str, own: Mapping[str, Outcome] | None = None) -> None:
        """Record the reviewer's own determination and close the case.

        `own` names what they determine otherwise than the program: outcomes by
        `policy.determination`. Raises EventRefused.
        """
        self._check_ours()
        if self.case.status == "completed":
            raise EventRefused("This case is completed already.")
        case = self._opined("reviewer", self.user, words, reason, own or {})
        log = append(case.log, self._now(Entry(n=0, did=COMPLETED)))
        self._sign(replace(case, status="completed", log=log))

    def add_opinion(
        self, by: str, words: str, reason: str, own: Mapping[str, Outcome] | None = None
    ) -> None:
        """Add a physician reviewer's determination; also to a completed case. See `complete`."""
        self._check_ours()
        self._sign(self._opined("physician", by, words, reason, own or {}))

    def amend(self, reason: str) -> None:
        """Open a completed case again as its next version; the one signed is kept beside it.

        Raises EventRefused; `problem` says when that could not be saved, and nothing changed then.
        """
        self._check_ours()
        if self.case.status != "completed":
            raise EventRefused("Only a completed case is amended; this one is still open.")
        if not reason.strip():
            raise EventRefused("An amendment needs a reason.")
        path = self.path if self.saved else self.save()
        if path is None:
            return
        try:
            amending.keep(path)
        except SaveError as problem:
            self.problem = problem
            return
        self._sign(self._amended(reason.strip()))

    def _amended(self, reason: str) -> Case:
        version = self.case.version + 1
        was = None if version == 2 else str(version - 1)  # the first version is not said
        changes = (
            Change(what="[status]", was="completed", now=AMENDED),
            Change(what="[version]", was=was, now=str(version)),
        )
        said = Entry(n=0, did=AMENDED, what=f"version {version}", why=reason, changes=changes)
        log = append(self.case.log, self._now(said))
        return replace(self.case, status="amended", version=version, log=log)

    def _opined(
        self, role: Role, by: str, words: str, reason: str, own: Mapping[str, Outcome]
    ) -> Case:
        at = self._clock()
        opinion = signed(
            self.interview, role=role, by=by, words=words, reason=reason, own=own, at=at
        )
        opinions = (*self.case.opinions, replace(opinion, version=self.case.version))
        entry = self._now(doing.opined(len(opinions), opinions[-1]))
        return replace(self.case, opinions=opinions, log=append(self.case.log, entry))

    def _sign(self, case: Case) -> None:
        """Save; what is not on disk was not signed: the answers stay, and `problem` says why."""
        before = self.case
        self._become(case, self.interview)
        if self.save() is None:
            self._become(before, self.interview)

    # -- what stands behind it --------------------------------------------------------------

    def _apply(self, event: Event) -> Interview:
        self._check_open()
        return engine.apply(self.interview, event)

    def _given(self, how: How, physician: str | None) -> Given:
        at = self._clock()
        if physician is None:
            return Given(by=self.user, at=at, how=how)
        return Given(by=physician.strip(), role="physician", at=at, how=how)

    def _now(self, entry: Entry) -> Entry:
        return replace(entry, by=self.user, at=self._clock())

    def _done(self, entry: Entry, interview: Interview, dropped: str = "") -> Interview:
        log = append(self.case.log, replace(entry, by=self.user))
        self._become(replace(self.case, log=log), interview, dropped)
        self.save()
        return interview

    def _go(self, interview: Interview, dropped: str = "") -> Interview:
        self._become(self.case, interview, dropped)
        self.save()
        return interview
