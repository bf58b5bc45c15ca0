"""Talks for tests: lines in, what was said out, the session beside it."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tui"))

from small_pack import NOW, PACK, Memory, case_with

from necessity.case.holder import Held
from necessity.case.model import Case
from necessity.pack.model import Pack
from necessity.plain.cases import Desktop
from necessity.plain.lines import text_of
from necessity.plain.speaker import Size, Speaker
from necessity.plain.talk import Talk
from necessity.session import Session
from necessity.tui.cabinet import Cabinet
from necessity.tui.leaving import Left

__all__ = ["COMMIT", "NOW", "PACK", "Memory", "at_the_folder", "case_with", "talked"]
COMMIT = ["1", "2", "70", "yes", "mtx", "Too", "2026-11-18", "Relapse"]
"""Answers to every question of the small pack."""


@dataclass
class Said:
    """What came of a talk."""

    session: Session
    store: Memory
    left: Left | None
    """None: the lines ended first."""
    text: str = ""

    def value(self, id_: str) -> object:
        answers = self.session.interview.answers
        return next((answer.value for key, answer in answers.items() if key == id_), None)

    @property
    def place(self) -> str | None:
        return self.session.interview.place

    @property
    def last(self) -> str:
        """What was said after the last line."""
        return self.text.rpartition("\n> ")[0].rpartition("\n> ")[2]


@dataclass
class Teller:
    """Gives lines one by one and keeps what is said."""

    lines: Iterable[str | bytes]
    size: Size | None = None
    said: list[str] = field(default_factory=list)

    @property
    def speaker(self) -> Speaker:
        ahead = iter(self.lines)

        def hear() -> str:
            line = next(ahead, None)
            if line is None:
                raise EOFError
            return text_of(line if isinstance(line, bytes) else line.encode(), "utf-8")

        return Speaker(hear, self.said.append, size=lambda: self.size)

    @property
    def text(self) -> str:
        return "".join(self.said)


def talked(  # noqa: PLR0913 - each is one thing a test decides
    *lines: str | bytes,
    case: Case | None = None,
    pack: Pack = PACK,
    folder: Path = Path("cases"),
    store: Memory | None = None,
    held: Held | None = None,
    size: Size | None = None,
) -> Said:
    """Talk about one case of the small pack until it is left or the lines end."""
    store = store or Memory(folder)
    session = Session(
        case or case_with(), pack, store=store, clock=lambda: NOW, user="me", held=held
    )
    teller = Teller(lines, size)
    try:
        left = Talk(session, teller.speaker).run()
    except EOFError:
        left = None
    return Said(session, store, left, teller.text)


def at_the_folder(folder: Path, *lines: str, pack: Pack = PACK) -> str:
    """Talk about the cases of a folder; give all that was said."""
    cabinet = Cabinet(pack=pack, folder=folder, policies=(), user="me", clock=lambda: NOW)
    teller = Teller(lines)
    desktop = Desktop(cabinet, teller.speaker)
    try:
        desktop.run(None)
    except EOFError:
        desktop.flush()
    finally:
        desktop.release()
    return teller.text
