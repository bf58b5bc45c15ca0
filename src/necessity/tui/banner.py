"""The line under the header that stays: what is not as it should be. No Textual here."""

from collections.abc import Container

from necessity.session import Session
from necessity.tui.walk import clock_words

_OVER = " t (or F5) takes it over."
_SEEN = "(Esc: seen)"


def unsaved(session: Session) -> bool:
    """Whether something was answered that is not on disk, or may not be."""
    return session.problem is not None and bool(session.unsaved_since or not session.saved)


def banner(session: Session, seen: Container[str]) -> str:
    """What must stay on the screen; "" when all is well. `seen` are cautions that were read."""
    if session.held:
        return f"Read only: {session.held}{_OVER if session.held.breakable else ''}"
    if unsaved(session):
        return f"NOT SAVED{clock_words(session.unsaved_since)}: {session.problem}"
    cautions = [each for each in session.cautions if each not in seen]
    return f"{' '.join(cautions)} {_SEEN}" if cautions else ""
