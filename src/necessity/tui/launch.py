"""From a command line to a screen and back: the terminal is checked first and restored after.

Textual reads its environment while it is imported, so nothing above `run` may import it.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from necessity.exits import ExitCode
from necessity.pack.model import Pack
from necessity.session import Clock

_SET = {
    "ESCDELAY": "500",  # a slow line splits an arrow key: half of it must not be read as Escape
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}
_GONE = (
    # these would freeze the size of the screen
    "COLUMNS",
    "LINES",
    # these write what is typed or shown into files, load code, or press keys
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_DRIVER",
    "TEXTUAL_PRESS",
    "TEXTUAL_SHOW_RETURN",
)

_LONGEST = 5
"""Seconds that leaving may take after a signal."""


def refusal() -> str:
    """Why there can be no screen here; "" when there can."""
    streams = {"input": sys.stdin, "output": sys.stdout, "error output": sys.stderr}
    away = [name for name, stream in streams.items() if stream is None or not stream.isatty()]
    if away:
        return f"The interview needs a terminal, and the {away[0]} is none."
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        return f'The interview needs a screen, and TERM is "{os.environ.get("TERM", "")}".'
    return ""


def run(  # noqa: PLR0913 - each is one thing the caller decides
    *,
    pack: Pack,
    cases: Path,
    case: str | Path | None,
    policies: tuple[str, ...],
    user: str,
    clock: Clock,
) -> int:
    """Show the cases, or one case; give the exit code."""
    reason = refusal()
    if reason:
        _tell([reason, "Without one: necessity replay, summary, why and check."])
        return int(ExitCode.USAGE)
    _environment()
    # after the environment, and not for the commands that show no screen
    from necessity.tui.app import NecessityApp  # noqa: PLC0415
    from necessity.tui.cabinet import Cabinet  # noqa: PLC0415

    cabinet = Cabinet(pack=pack, folder=cases, policies=policies, user=user, clock=clock)
    session = cabinet.taken_up(case) if case is not None else None
    app = NecessityApp(cabinet, session, dark=os.environ.get("NECESSITY_THEME") != "light")
    with _hung_up(app.hang_up):
        code = app.run(mouse=False)
    if app.failure:
        return _broke(app.failure, app.path)
    if code == ExitCode.INTERRUPTED and app.path:
        _tell([f"Stopped from outside. Your answers are saved in {app.path}."])
    return int(code or app.return_code or ExitCode.OK)


@contextmanager
def _hung_up(leave: Callable[[], None]) -> Iterator[None]:
    """Leave when the line drops or the program is told to end. Every answer is on disk already.

    Textual alone would die where it stands and leave the terminal unusable.
    """

    def ended(_signal: int, _frame: FrameType | None) -> None:
        # a terminal that takes nothing any more must not keep the program alive
        signal.alarm(_LONGEST)
        leave()

    before = {name: signal.signal(name, ended) for name in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        signal.alarm(0)
        for name, handler in before.items():
            signal.signal(name, handler)


def _environment() -> None:
    for name in _GONE:
        os.environ.pop(name, None)
    for name, value in _SET.items():
        os.environ.setdefault(name, value)


def _broke(failure: str, path: Path | None) -> int:
    where = f"Your answers are saved in {path}." if path else "No case was open."
    _tell([f"Something in the program broke ({failure}). {where}"])
    return int(ExitCode.INTERNAL)


def _tell(lines: Sequence[str]) -> None:
    with suppress(OSError):  # the terminal may be gone, and with it whoever would read this
        sys.stderr.write("\n".join([*lines, ""]))
