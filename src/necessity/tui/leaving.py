"""Leaving a case, also one that cannot be saved, and taking one over. No Textual here.

Nothing that was answered is let go without the typed word for it: what its own folder does not
take is written elsewhere, and where that is stands on the terminal when the screen has gone.
"""

from dataclasses import dataclass
from shlex import quote

from necessity.case.trouble import KEPT
from necessity.errors import SaveError
from necessity.session import Session
from necessity.tui.inner import lose_prompt, over_prompt
from necessity.tui.opining import Opining
from necessity.tui.prompts import Kind, Prompt
from necessity.tui.walk import clock_words

OVER, LOSE = "take over", "lose"
"""The words that are typed to take a case over, and to leave what is saved nowhere."""
_UNENTERED = "What is typed is not entered, only kept as begun. Enter enters it; q again leaves."
_UNSAVED = "The case is not saved. q again writes it to another folder, says where, and leaves."


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """That the case is left."""

    words: str = ""
    """What must be said where it is left to; "" when all is where it belongs."""
    over: bool = False
    """To be opened again at once, taken from who holds it."""


def refuge(session: Session) -> str:
    """Write a case elsewhere that its folder does not take, and say where. Raises SaveError."""
    path = session.save_elsewhere()
    return (
        f"The case {session.case.id} could not be saved in its own folder. All of it is in {path}. "
        f"To go on with it: necessity review {quote(str(path))}"
    )


def lost(session: Session, error: SaveError) -> str:
    """What is said of a case that no folder took, with every reason."""
    return f"The case {session.case.id} is not saved.\n{_reason(session)}\n{error}"


def _reason(session: Session) -> str:
    """Why; without the promise that holds only while the program runs."""
    return str(session.problem).removesuffix(KEPT).rstrip()


class Leaving(Opining):
    """The part of the desk that ends the work at a case."""

    left: Left | None = None
    """Set when the screen is to go."""
    _warned: Prompt | None = None
    """The prompt at which leaving was asked for once already."""

    def leave(self, draft: str) -> None:
        """Leave when all is saved and entered; otherwise say so, and leave the second time."""
        session, again = self.session, self._warned is self.prompt
        session.save()
        typed = self.prompt.field != "list" and draft != self.prompt.current and not session.held
        self._warned = self.prompt
        if not again and (session.problem or typed):
            self.message = _UNSAVED if session.problem else _UNENTERED
        elif session.problem:
            self._to_refuge()
        else:
            self.left = Left()

    def saved_again(self) -> None:
        """Take back what was said of leaving: a later save has had room."""
        if self.message == _UNSAVED:
            self.message, self._warned = "", None

    def _to_refuge(self) -> None:
        try:
            self.left = Left(words=refuge(self.session))
        except SaveError as error:
            since = clock_words(self.session.unsaved_since)
            self.message = ""
            self.prompt = lose_prompt(LOSE, since, tuple(str(error).splitlines()))
            self._warned = self.prompt  # Ctrl+Q tries again

    def take_over(self) -> None:
        """Ask whether a case of which only a file says that it is held is to be taken over."""
        held = self.session.held
        if held is None:
            self.message = "The case is yours already: nobody else has it open."
        elif not held.breakable:
            self.message = f"That program still runs: it must leave the case. {held}"
        else:
            self.message, self.prompt = "", over_prompt(OVER)

    def _parts(self, text: str) -> None:
        """Take the typed word."""
        word = OVER if self.prompt.kind is Kind.OVER else LOSE
        if text.strip().lower() != word:
            self.message = f'Type "{word}", or Escape to leave everything as it is.'
        elif word == OVER:
            self.left = Left(over=True)
        else:
            self._lose()

    def _lose(self) -> None:
        self.session.save()
        self.left = Left()
        if self.session.problem:
            words = f"The case {self.session.case.id} was left without being saved."
            self.left = Left(words=f"{words} {_reason(self.session)}")
