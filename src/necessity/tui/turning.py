"""Undoing, redoing, and opening a completed case again. No Textual here."""

from collections.abc import Callable

from necessity.case.course import REDONE, UNDONE
from necessity.case.model import Entry
from necessity.errors import NecessityError
from necessity.tui.inner import amend_prompt
from necessity.tui.prompts import Kind
from necessity.tui.turned import turned_words
from necessity.tui.walk import Walk, changes


class Turning(Walk):
    """The part of the desk that turns round what was done."""

    @changes
    def undo(self, draft: str) -> None:
        """Turn round the last thing done, and go to its question."""
        self._turn(self.session.undo, UNDONE, draft)

    @changes
    def redo(self, draft: str) -> None:
        """Do again what was undone last, and go to its question."""
        self._turn(self.session.redo, REDONE, draft)

    def _turn(self, turning: Callable[[], Entry], did: str, draft: str) -> None:
        if self.prompt.kind not in {Kind.QUESTION, Kind.END}:
            self.message = "Enter this first, or leave it with Escape."
            return
        before = self.interview
        self._keep(draft)
        try:
            entry = turning()
        except NecessityError as refusal:
            self.message = str(refusal)
            return
        aside = self._compare(before)
        said = turned_words(before, self.interview, entry, did)
        self._arrive(f"{said} {aside}".rstrip())

    @changes
    def amend(self) -> None:
        """Ask why a completed case is opened again."""
        if self.prompt.kind is not Kind.END:
            self.message = "That is on the last page: o (or Ctrl+O), End, Enter goes there."
        elif self.session.case.status != "completed":
            self.message = "This case is open. Only a completed one is amended."
        else:
            self.message = ""
            self.prompt = amend_prompt(self.session.case.version + 1)

    def _amend(self, reason: str) -> None:
        if not any(char.isalpha() for char in reason):
            self.message = "Type the reason in words, or Escape to leave the case as it is."
            return
        self.session.amend(reason)
        if self.session.problem:
            self._arrive(f"The case is as it was. {self.session.problem}")
            return
        version = self.session.case.version
        kept = f"Version {version - 1} is kept beside it, as it was signed."
        self._arrive(f"The case is open again, as version {version}. {kept}")
