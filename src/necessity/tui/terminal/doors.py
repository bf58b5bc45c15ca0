"""The ways out that are no key: signals, and the loss of the terminal.

Each saves first and at once, in the signal handler itself, for the loop may never run again: it may
wait for a terminal that takes nothing. Then the loop is asked to end; if it has not ended in time
the system ends the process.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

from necessity.tui.terminal.launcher import PASSED, Board

LONGEST = 5
"""Seconds that leaving may take."""
ONE = 0.5
"""Seconds in which signals are one: a hang-up comes from the system, the shell and our parent."""


class Doors:
    """Watches for signals while it is entered."""

    def __init__(
        self, flush: Callable[[], None], leave: Callable[[int], None], board: Board
    ) -> None:
        """`flush` saves now; `leave` ends the loop with an exit code. Both must return at once."""
        self._flush, self._leave, self._board = flush, leave, board
        self._since = 0.0
        self.problem: Exception | None = None
        """Why `flush` could not save."""

    @property
    def closing(self) -> bool:
        """Whether the program is leaving for a signal."""
        return bool(self._board.closing)

    def __enter__(self) -> Self:
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a write that fails is an error like others
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        self._before = {name: signal.signal(name, self._left) for name in PASSED}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # the alarm stays set: what comes after must not hang either
        for name, handler in self._before.items():
            signal.signal(name, handler)

    def _left(self, number: int, _frame: FrameType | None) -> None:
        if self.closing:
            if time.monotonic() - self._since > ONE:
                os._exit(128 + number)
            return
        self._board.closing, self._since = number, time.monotonic()
        signal.alarm(LONGEST)
        self.save()
        self._leave(128 + number)

    def save(self) -> None:
        """Save now; what hinders it is told at the end."""
        try:
            self._flush()
        except Exception as error:  # noqa: BLE001 - told at the end; leaving comes first
            self.problem = error


def hang_up() -> None:
    """Leave as if the line had dropped; from any thread."""
    main = threading.main_thread().ident
    if main is not None:
        signal.pthread_kill(main, signal.SIGHUP)
