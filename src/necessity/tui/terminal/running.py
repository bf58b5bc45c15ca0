"""From a terminal to a screen and back: it is checked first, and at the end one sentence is said.

Nothing here may import Textual before the environment is prepared.
"""

import os
import select
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from necessity.exits import ExitCode
from necessity.tui.terminal import charset

if TYPE_CHECKING:
    from necessity.tui.terminal.app import TerminalApp

_PATIENCE = 0.5
"""Seconds that the last sentence waits for a terminal that stands still."""


def refusal() -> str:
    """Why there can be no screen here; "" when there can."""
    streams = {"input": sys.stdin, "output": sys.stdout, "error output": sys.stderr}
    away = [name for name, stream in streams.items() if stream is None or not stream.isatty()]
    if away:
        return f"The interview needs a terminal, and the {away[0]} is none."
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        return f'The interview needs a screen, and TERM is "{os.environ.get("TERM", "")}".'
    if _in_background():
        return "The interview cannot run in the background: it needs the terminal."
    return ""


def _in_background() -> bool:
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp()
    except OSError:  # not our controlling terminal: nobody can put us into its background
        return False


def run_app(app: "TerminalApp", path: Callable[[], Path | None]) -> int:
    """Run an app until it ends by whatever door; say what has to be said; give the exit code.

    `path` gives the file of the case that is open, for the sentence that says where answers are;
    None when they are not in it, and then the app's parting words say it.
    """
    from necessity.tui.terminal.app import place_of  # noqa: PLC0415 - Textual, see above
    from necessity.tui.terminal.doors import Doors  # noqa: PLC0415

    code: int | None = None
    with Doors(app.flush, app.leave, app.board) as doors:
        try:
            code = app.run(mouse=False)
        except Exception as error:  # noqa: BLE001 - a defect is named; its text may hold the case
            app.failure = app.failure or place_of(error)
        if app.failure:
            doors.save()
    parting = [] if doors.problem is None else [_failed(place_of(doors.problem))]
    parting += [line for words in app.parting.values() for line in words.splitlines()]
    if app.failure:
        return broke(app.failure, path(), parting)
    if doors.closing and (path() or parting):
        parting.insert(0, f"Stopped from outside.{_where(path())}")
    tell(parting)
    return int(code or app.return_code or ExitCode.OK)


def broke(failure: str, path: Path | None, parting: Sequence[str] = ()) -> int:
    """Say what broke, and where the answers are."""
    where = _where(path) or ("" if parting else " No case was open for writing.")
    tell([f"Something in the program broke ({failure}).{where}", *parting])
    return int(ExitCode.INTERNAL)


def _failed(place: str) -> str:
    return f"The last save failed ({place})."


def _where(path: Path | None) -> str:
    return f" Your answers are saved in {path}." if path else ""


def tell(lines: Sequence[str]) -> None:
    """Write lines where a person reads them; not on a terminal that takes nothing any more."""
    if not lines or sys.stderr is None:
        return
    with suppress(OSError):  # the terminal may be gone, and with it whoever would read this
        if not sys.stderr.isatty() or select.select([], [sys.stderr], [], _PATIENCE)[1]:
            sys.stderr.write(charset.visible("".join(f"{line}\n" for line in lines)))
            sys.stderr.flush()
