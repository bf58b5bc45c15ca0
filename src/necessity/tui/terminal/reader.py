"""What comes from the terminal, read in its own thread. No input any more means it is gone."""

import codecs
import os
import select
import threading
import time
from collections.abc import Callable

from necessity.tui.terminal.bursts import Bursts
from necessity.tui.terminal.tokenizer import Tokenizer
from necessity.tui.terminal.tokens import Token

_PIECE = 4096


class Input:
    """From bytes to what they say: decoder, tokenizer and bursts, one behind the other."""

    def __init__(self, encoding: str = "utf-8") -> None:
        # a byte that is no character is shown as one that cannot be overlooked; it ends nothing
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._tokenizer, self._bursts = Tokenizer(), Bursts()

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Take bytes; give what is sure."""
        return self._bursts.take(self._tokenizer.feed(self._decoder.decode(data), now), now)

    def tick(self, now: float) -> list[Token]:
        """Give what time has made sure."""
        passed = self._tokenizer.tick(now)
        return self._bursts.take(passed, now) if passed else self._bursts.tick(now)

    @property
    def deadline(self) -> float | None:
        """When to call `tick`; None while nothing is held back."""
        times = (self._tokenizer.deadline, self._bursts.deadline)
        return min((time for time in times if time is not None), default=None)


class Reader(threading.Thread):
    """Reads one file descriptor until it is stopped or has no more."""

    def __init__(
        self,
        fd: int,
        *,
        given: Callable[[Token], None],
        lost: Callable[[], None],
        broke: Callable[[Exception], None],
        encoding: str = "utf-8",
    ) -> None:
        """All three are called in the reader's thread."""
        super().__init__(daemon=True, name="terminal-input")
        self._fd, self._given, self._lost, self._broke = fd, given, lost, broke
        self._input = Input(encoding)
        self._wake, self._waker = os.pipe()

    def stop(self) -> None:
        """Read no more; only once."""
        os.write(self._waker, b".")
        self.join(1.0)
        os.close(self._waker)
        if not self.is_alive():
            os.close(self._wake)

    def run(self) -> None:
        """Wait for bytes; nothing runs while none come."""
        try:
            if not self._read_all():
                self._lost()
        except Exception as error:  # noqa: BLE001 - told as every other defect is, and not here
            self._broke(error)

    def _read_all(self) -> bool:
        """Read; False when the terminal is gone, True when stopped."""
        while True:
            ready = select.select([self._fd, self._wake], [], [], self._patience())[0]
            if self._wake in ready:
                return True
            tokens = self._input.tick(time.monotonic())
            if self._fd in ready:
                data = self._read()
                if data == b"":
                    return False
                tokens += self._input.feed(data or b"", time.monotonic())
            for token in tokens:
                self._given(token)

    def _patience(self) -> float | None:
        until = self._input.deadline
        return None if until is None else max(until - time.monotonic(), 0.0)

    def _read(self) -> bytes | None:
        """Read what is there; b"" when the terminal is gone, None when nothing came after all."""
        try:
            return os.read(self._fd, _PIECE)
        except BlockingIOError:
            return None
        except OSError:  # EIO: the line has dropped
            return b""
