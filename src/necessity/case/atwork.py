"""A case that is being worked on: in memory as one value, on disk whenever it is saved.

Case, interview and drafts are replaced together, in one step, so that a signal handler that saves
between any two steps of the program finds all of them as they were, or all as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from necessity.answers import AnswerId
from necessity.case.holder import Held
from necessity.case.keeping import SUFFIX
from necessity.case.model import Case, Draft, RowNumbers
from necessity.errors import SaveError
from necessity.interview.state import Interview

Clock = Callable[[], datetime | None]
Drafts = Mapping[tuple[AnswerId, str], Draft]
"""By the question, and the field ("" or "note") of it that was typed into."""
State = tuple[Case, Interview, Drafts]


class Store(Protocol):
    """Where a case is kept. One that only saves has nothing else to say or to do."""

    notice: str = ""
    """What the user must know of the last save that was done."""
    weak: str = ""
    """Why somebody else may have the case open too."""

    def save(self, case: Case, interview: Interview) -> Path:
        """Write the case and say where. Raises SaveError."""

    def save_elsewhere(self, case: Case, interview: Interview) -> Path:
        """Write a case that its own place does not take. Raises SaveError, with every reason."""
        raise SaveError(f"There is no other place for {case.id} of {interview.pack.id}.")

    def release(self) -> None:
        """Let others open what was open here."""
        self.weak = ""


class AtWork:
    """One case, its interview, and what is typed but not entered."""

    def __init__(
        self, case: Case, interview: Interview, store: Store, clock: Clock, held: Held | None
    ) -> None:
        self.held = held
        """Who has the case open: then it is only read here, and nothing of it is written."""
        self.problem: SaveError | None = None
        """Why the last save did not happen; None when it did."""
        self.unsaved_since: datetime | None = None
        """When the first save failed of those that failed one after the other."""
        self.path: Path | None = None
        drafts = {(draft.id, str(draft.field)): draft for draft in case.drafts}
        self._state: State = (case, interview, drafts)
        self._saved: State | None = None
        """What is on disk."""
        self._store = store
        self._clock = clock
        self._flushed = 0

    @property
    def case(self) -> Case:
        """The case with its log; its answers are those of the last save."""
        return self._state[0]

    @property
    def interview(self) -> Interview:
        """The answers, and where the reviewer is."""
        return self._state[1]

    @property
    def drafts(self) -> Drafts:
        """What was begun, by the question and the field ("" or "note") it was typed into."""
        return self._state[2]

    @property
    def closed(self) -> bool:
        """Whether it takes no answer."""
        return bool(self.held) or self.case.status == "completed"

    @property
    def name(self) -> str:
        """The id under which it is kept: its own, or that of the copy in which it goes on."""
        return self.path.name.removesuffix(SUFFIX) if self.path else self.case.id

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the user must know of where the case is kept, in sentences."""
        return tuple(filter(None, (self._store.notice, self._store.weak)))

    def _become(self, case: Case, interview: Interview, dropped: str = "") -> None:
        """Be this from now on; with it go the drafts of a question, or (`tx#2.`) of a row."""
        drafts = self.drafts
        if dropped:
            drafts = {key: each for key, each in drafts.items() if not _is_in(key[0], dropped)}
        self._state = (case, interview, drafts)

    def draft(self, id_: AnswerId, text: str, field: str = "") -> None:
        """Keep what is typed so far, without saving; an empty text keeps nothing.

        A completed case, or one that is only read, takes no answer: nothing is begun in it.
        """
        kept = self.drafts.get((id_, field))
        if (kept.text if kept else "") == text or self.closed:
            return
        drafts = {key: draft for key, draft in self.drafts.items() if key != (id_, field)}
        if text:
            named: Literal["", "note"] = "note" if field else ""
            drafts[(id_, field)] = Draft(id=id_, text=text, field=named, at=self._clock())
        self._state = (self.case, self.interview, drafts)

    # -- saving -----------------------------------------------------------------------------

    @property
    def saved(self) -> bool:
        """Whether all of it is on disk, drafts too; of what is only read nothing is to be."""
        return self._saved is self._state or bool(self.held)

    def save(self) -> Path | None:
        """Write the case; None (and `problem`) when that could not be done."""
        if self.held:
            return self.path
        flushed = -1
        while flushed != self._flushed:
            # A signal that came while the file was written has written more, and was overwritten.
            flushed = self._flushed
            self._write()
        return None if self.problem else self.path

    def flush(self) -> bool:
        """Write what is not on disk yet, drafts too; say whether all of it is there now.

        Made for signal handlers: it takes no lock, waits for nobody and raises nothing.
        """
        if not self.saved:
            self._flushed += 1
            self._write()
        return self.saved

    def _write(self) -> None:
        state = self._state
        written = (self._as_it_stands(*state), *state[1:])
        try:
            self.path = self._store.save(*written[:2])
        except SaveError as problem:
            self.unsaved_since = self.unsaved_since or self._clock()
            self.problem = problem
            return
        self.problem = self.unsaved_since = None
        if self._state is state:  # else something was done meanwhile, and is still to be saved
            self._state = self._saved = written

    def save_elsewhere(self) -> Path:
        """Write all of it, drafts too, where it is not lost. Raises SaveError, with every reason.

        Like `flush` it may be called in a signal handler.
        """
        state = self._state
        return self._store.save_elsewhere(self._as_it_stands(*state), state[1])

    def release(self) -> None:
        """Let others open the case: it is left."""
        self._store.release()

    def _as_it_stands(self, case: Case, interview: Interview, drafts: Drafts) -> Case:
        rows = {
            group: RowNumbers(order=interview.rows.get(group, ()), minted=minted)
            for group, minted in interview.minted.items()
        }
        return replace(
            case,
            saved=self._clock(),
            place=interview.place,
            answers=tuple(interview.answers.values()),
            rows=rows,
            drafts=tuple(drafts.values()),
        )


def _is_in(id_: AnswerId, where: str) -> bool:
    return id_ == where or (where.endswith(".") and id_.startswith(where))
