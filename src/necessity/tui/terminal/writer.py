"""The only place that writes to the terminal: it never makes the program wait.

A terminal may stop reading, for a frozen window or a dead line. What cannot be written is kept up
to a limit; beyond it all of it is dropped, for it would be old when it is seen, and when the
terminal reads again the whole screen is asked for once. An error means that the terminal is gone.
"""

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable

MOST = 256_000
"""Bytes kept: several full screens."""
_PIECE = 1024
"""Bytes written at once: few, for a write of more than there is room for waits."""
_LOOK = 0.2
"""Seconds between looks at whether the end has been asked for, while nothing can be written."""
_ENDED = b"\x18\x1b\\"
"""Ends a sequence that was cut off."""
LEAVING = 1.0
"""Seconds that the end may take."""


class Writer(threading.Thread):
    """Writes to one file descriptor, in its own thread."""

    def __init__(
        self,
        fd: int,
        *,
        drained: Callable[[], None],
        lost: Callable[[], None],
        withheld: Callable[[], bool] = lambda: False,
        most: int = MOST,
    ) -> None:
        """All three are called in the writer's thread.

        While something is `withheld` nothing is written, and what is queued is dropped.
        """
        super().__init__(daemon=True, name="terminal-output")
        self._fd, self._most = fd, most
        self._drained, self._lost, self._withheld = drained, lost, withheld
        self._queue: deque[bytes] = deque()
        self._size = 0
        self._change = threading.Condition()  # reentrant: a signal handler writes too
        self._until: float | None = None
        """When to give up; None while running."""
        self._dropping = False
        self._forget = self._cut = False
        """Whether what is written now is to be dropped; and whether something was, midway."""
        self.dead = False
        """Whether the terminal is gone."""
        self.done = False
        """Whether everything was written, to the last byte."""

    def write(self, data: bytes) -> None:
        """Queue whole sequences; returns at once."""
        with self._change:
            if self.dead or self._dropping or not data:
                return
            if self._size + len(data) > self._most:
                self._queue.clear()
                self._size, self._dropping = 0, True
                return
            self._queue.append(data)
            self._size += len(data)
            self._change.notify()

    def instead(self, data: bytes) -> None:
        """Drop what is queued, also the rest of what is half written; write this."""
        with self._change:
            if not self.dead:
                self._clear()
                self._queue.append(data)
                self._size = len(data)
                self._change.notify()

    def _clear(self) -> None:
        self._queue.clear()
        self._size, self._dropping, self._forget = 0, False, True

    def stop(self, last: bytes, wait: float = LEAVING) -> bool:
        """Write what is queued and these last bytes; False when that could not be done in time."""
        with self._change:
            if self._withheld():
                self._clear()
            self._queue.append(last)
            self._until = time.monotonic() + wait
            self._change.notify()
        self.join(wait + _LOOK)
        return self.done

    def run(self) -> None:
        """Write until the end is asked for, or the terminal is gone."""
        try:
            while (data := self._next()) is not None:
                self._put(memoryview(data))
                self._after(len(data))
        except OSError:
            self.dead = True
            self._lost()
        except TimeoutError:
            return

    def _next(self) -> bytes | None:
        with self._change:
            while not self._queue and self._until is None:
                if self._dropping:
                    self._dropping = False
                    self._drained()
                else:
                    self._change.wait()
            if self._queue:
                self._forget = False
                return self._queue.popleft()
            self.done = True
            return None

    def _put(self, data: memoryview) -> None:
        if self._cut:
            data, self._cut = memoryview(_ENDED + data), False
        whole = len(data)
        while data:
            if self._forget or (self._until is None and self._withheld()):
                self._cut = len(data) < whole
                return
            if self._until is not None and time.monotonic() > self._until:
                raise TimeoutError
            if not select.select([], [self._fd], [], _LOOK)[1]:
                continue
            try:
                data = data[os.write(self._fd, data[:_PIECE]) :]
            except BlockingIOError:
                time.sleep(_LOOK / 10)  # another program has made the terminal non-blocking

    def _after(self, size: int) -> None:
        with self._change:
            self._size = max(self._size - size, 0)
