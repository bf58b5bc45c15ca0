"""A tiny parent that outlives the program and gives the terminal back when the program cannot.

A process that is killed leaves the terminal without echo and with the case on it. So the program
runs in a child; the parent only waits, passes signals on and, when the child ended without having
given the terminal back, does it in its place. Nothing is imported here that takes time or memory.
"""

import ctypes
import mmap
import os
import select
import signal
import sys
import termios
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

from necessity.visible import visible

PASSED = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_WATCHED = {signal.SIGCHLD, signal.SIGTSTP, *PASSED}
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of Linux."""
_TOO_LONG = 2
"""Seconds that a terminal which takes nothing any more may hold the parent."""
_STOPPING = 0.3
"""Seconds after which a child that was told to stop, as a whole process group is, has stopped."""
_LOCAL, _INPUT, _OUTPUT = 3, 0, 1
"""Places in what `tcgetattr` gives."""


class Board:
    """Two bytes that parent and child share."""

    def __init__(self) -> None:
        self._bytes = mmap.mmap(-1, 2)

    @property
    def taken(self) -> bool:
        """Whether the child has the terminal in its own modes now."""
        return bool(self._bytes[0])

    @taken.setter
    def taken(self, value: bool) -> None:
        self._bytes[0] = value

    @property
    def closing(self) -> int:
        """The signal that the child is leaving for; 0 when none."""
        return self._bytes[1]

    @closing.setter
    def closing(self, number: int) -> None:
        self._bytes[1] = number


def erased(rows: int) -> str:
    """Wipe every row by itself: some terminals keep a screen that is wiped whole.

    Then what has scrolled away: without a second screen, a window made lower pushes rows there.
    """
    return "".join(f"\x1b[{row};1H\x1b[2K" for row in range(rows, 0, -1)) + "\x1b[3J"


OFF = (
    "\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l"
    "\x1b[?1l\x1b>\x1b(B\x0f\x1b[0m"
)
"""No reports, the keys as they were, the letters of ASCII, no colours."""
BACK = "\x1b[?7h\x1b[?1049l\x1b[?25h"
_BROKEN_OFF = "\x18\x1b\\"
"""Ends whatever sequence the child was killed in."""


def guarded(child: Callable[[Board], int]) -> int:
    """Run a function in a child of this process; give its exit code, 128 + n for a signal."""
    board = Board()
    modes = termios.tcgetattr(0)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # it would be ignored otherwise
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
    parent, pid = os.getpid(), os.fork()
    if pid == 0:
        _be_child(child, board, before, parent)
    try:
        status = _wait(pid)
        if board.taken:
            _give_back(modes)
        return _code(status, board)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _be_child(
    child: Callable[[Board], int], board: Board, mask: set[int | signal.Signals], parent: int
) -> None:
    """Run and end here: a child must never return into its parent's code."""
    code = 70
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _die_with(parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        code = child(board)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else code
    except KeyboardInterrupt:  # before the screens: from then on it is one of the doors
        code = 128 + signal.SIGINT
    except Exception as error:  # noqa: BLE001 - named as every defect is; its text may hold a case
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {frame.filename}:{frame.lineno}"
        sys.stderr.write(f"Broke: {visible(place)}\n")
    finally:
        with suppress(OSError, ValueError):  # the terminal may be gone
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _die_with(parent: int) -> None:
    """Hang up when the parent is killed; elsewhere than on Linux the end of input says so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, int(signal.SIGHUP), 0, 0, 0)
        if os.getppid() != parent:
            raise SystemExit(128 + signal.SIGHUP)


def _wait(pid: int) -> int:
    """Wait for the end of the child; give its status as `waitpid` does."""
    while True:
        number = signal.sigwait(_WATCHED)
        if number in PASSED:
            _send(pid, number)
        elif number == signal.SIGTSTP:
            time.sleep(_STOPPING)
        found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
        if found and os.WIFSTOPPED(status):
            os.kill(os.getpid(), signal.SIGSTOP)  # so that the shell sees that the job has stopped
            _send(pid, signal.SIGCONT)
        elif found:
            return status
        elif number == signal.SIGTSTP:
            _send(pid, number)


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _code(status: int, board: Board) -> int:
    """Say which signal the child left for, also when it was killed for taking too long."""
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    return 128 + (board.closing or os.WTERMSIG(status))


def _give_back(modes: list[object]) -> None:
    """Put the terminal right, as `stty sane` and `reset` would; what was typed ahead is no command.

    SIGALRM ends a parent whose terminal takes nothing any more.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_TOO_LONG)
    local, reading = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN, termios.ICRNL
    for place, bits in ((_LOCAL, local), (_INPUT, reading), (_OUTPUT, termios.OPOST)):
        modes[place] = int(str(modes[place])) | bits
    with suppress(termios.error, OSError):  # the terminal may be gone: then nothing is to be done
        termios.tcflush(0, termios.TCIFLUSH)
        termios.tcsetattr(0, termios.TCSANOW, modes)  # type: ignore[arg-type]
        data = (_BROKEN_OFF + OFF + erased(os.get_terminal_size(0).lines or 24) + BACK).encode()
        while data and select.select([], [1], [], 1.0)[1]:
            data = data[os.write(1, data[:256]) :]
    signal.alarm(0)
