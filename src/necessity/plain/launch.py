"""From a command line to a conversation and back. Nothing here imports Textual."""

import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.pack.model import Pack
from necessity.plain.cases import Desktop
from necessity.plain.lines import Lines
from necessity.plain.speaker import Size, Speaker
from necessity.session import Clock
from necessity.tui.cabinet import Cabinet
from necessity.tui.terminal import charset, environment
from necessity.tui.terminal.charset import visible
from necessity.tui.terminal.doors import Doors
from necessity.tui.terminal.launcher import Board
from necessity.tui.terminal.running import broke, tell

SIGNALS = 128
"""From here on an exit code is this and the number of a signal."""


class _Stopped(Exception):
    """A signal has come, or the line has gone, while nothing was being done."""


class _Outside:
    """Ends a talk from outside, but only while nothing is half done: in saying and in hearing."""

    def __init__(self) -> None:
        self.code = 0
        self._idle = False

    def leave(self, code: int) -> None:
        """Leave with this code; at once where nothing is being done."""
        self.code = code
        if self._idle:
            raise _Stopped

    @contextmanager
    def idle(self) -> Iterator[None]:
        """While this is entered a signal ends it."""
        self._idle = True
        try:
            if self.code:
                raise _Stopped
            yield
        except OSError:  # the line has dropped, or nobody reads what is said any more
            self.code = SIGNALS + signal.SIGHUP
            raise _Stopped from None
        finally:
            self._idle = False


def run(  # noqa: PLR0913 - each is one thing the caller decides
    *,
    pack: Pack,
    cases: Path,
    case: str | Path | None,
    policies: tuple[str, ...],
    user: str,
    clock: Clock,
    hinted: Callable[[], None] | None = None,
) -> int:
    """Talk about the cases, or one case; give the exit code. A signal's is raised as SystemExit.

    `hinted` is called once the hint of the first time is said; None says none. To lines that come
    from a file none is said.
    """
    if sys.stdout is None:
        tell(["There is nowhere to say anything: the output is closed."])
        return int(ExitCode.USAGE)
    locale = charset.locale_of(charset.first_environment())
    environment.prepare()
    charset.use(utf8=charset.is_utf8(locale))
    cabinet = Cabinet(pack=pack, folder=cases, policies=policies, user=user, clock=clock)
    outside = _Outside()
    with _woken() as wake:
        speaker = _speaker(outside, charset.encoding_of(locale), wake)
        terminal = sys.stdin is not None and sys.stdin.isatty()
        desktop = Desktop(cabinet, speaker, hinted if terminal else None)
        try:
            code = _talked(desktop, case, outside)
        finally:
            desktop.release()
            _let_go()
    if code > SIGNALS:
        raise SystemExit(code)
    return code


def _talked(desktop: Desktop, case: str | Path | None, outside: _Outside) -> int:
    """Talk until it ends by whatever door; say what has to be said."""
    code, failure, last = int(ExitCode.OK), "", ""
    with Doors(desktop.flush, outside.leave, Board()) as doors:
        try:
            code = int(desktop.run(case))
        except EOFError:
            doors.save()
            last = "The input has ended."
        except _Stopped:
            code, last = outside.code, "Stopped from outside."
        except NecessityError as error:
            tell([str(error)])
            code = int(error.exit_code)
        except Exception as error:  # noqa: BLE001 - a defect is named; its text may hold the case
            doors.save()
            failure = _place(error)
    parting = [line for words in desktop.parting.values() for line in words.splitlines()]
    if failure:
        return broke(failure, desktop.path, parting)
    where = f" Your answers are saved in {desktop.path}." if desktop.path else ""
    tell([*([f"{last}{where}"] if last else []), *parting])
    return code or int(ExitCode.CASE if last and parting else ExitCode.OK)


def _let_go() -> None:
    """Have nothing left to say where nobody listens: Python would say it again when it ends."""
    for stream, fd in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, fd)
            os.close(nowhere)


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


@contextmanager
def _woken() -> Iterator[int]:
    """Give a descriptor that can be read when a signal has come, so that none is waited past."""
    wake, written = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(written, False)
    before = signal.set_wakeup_fd(written)
    try:
        yield wake
    finally:
        signal.set_wakeup_fd(before)
        os.close(wake)
        os.close(written)


def _speaker(outside: _Outside, encoding: str, wake: int) -> Speaker:
    there = sys.stdin is not None
    terminal = there and sys.stdin.isatty()
    lines = Lines(0, encoding, terminal=terminal, wake=wake)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # of a terminal without it only ASCII is sent

    def hear() -> str:
        if not there:
            raise EOFError
        with outside.idle():
            return lines.read()

    def write(text: str) -> None:
        with outside.idle():
            sys.stdout.write(visible(text))
            sys.stdout.flush()

    size = _size if terminal else lambda: None
    return Speaker(hear, write, size=size, echo=not terminal, calm=outside.idle)


def _size() -> Size | None:
    """The size of the terminal that is written to; None where it is none."""
    try:
        columns, lines = os.get_terminal_size(1)
    except OSError:
        return None
    return (columns or 80, lines or 24)
