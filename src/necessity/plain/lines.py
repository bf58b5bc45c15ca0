"""Lines of text from a file descriptor: whole ones, short enough, and of characters only.

What is refused is refused as a whole and said, for half of a line may say something else.
"""

import os
import select
import unicodedata

from necessity.visible import visible_line

LONGEST = 10_000
"""Characters of one line."""
_MOST_BYTES = 4 * LONGEST
"""What that many characters take at most; more is not kept."""
_CANONICAL = 4095
"""Bytes of one line that the system keeps of what is typed on a terminal; it drops the others."""
_CHUNK = 65_536


class NotTaken(Exception):
    """A line that is no answer to anything; `str()` says why."""


class Lines:
    """What comes in at a file descriptor, line by line."""

    def __init__(
        self, fd: int, encoding: str = "utf-8", *, terminal: bool = False, wake: int | None = None
    ) -> None:
        """`wake` is a descriptor that can be read when a signal has come."""
        self._fd, self._encoding, self._terminal = fd, encoding, terminal
        self._waits = [fd] if wake is None else [fd, wake]
        self._data = b""
        self._dropped = False
        """Whether the beginning of this line was too long to be kept."""

    def read(self) -> str:
        """Give the next line without its end. Raises NotTaken, EOFError, OSError."""
        while b"\n" not in self._data:
            if len(self._data) > _MOST_BYTES:
                self._data, self._dropped = b"", True
            more = self._more()
            if not more:
                self._at_the_end()
            self._data += more
        line, _, self._data = self._data.partition(b"\n")
        dropped, self._dropped = self._dropped, False
        return text_of(line, self._encoding, terminal=self._terminal, dropped=dropped)

    def _more(self) -> bytes:
        while self._fd not in select.select(self._waits, [], [])[0]:
            os.read(self._waits[-1], _CHUNK)
        return os.read(self._fd, _CHUNK)

    def _at_the_end(self) -> None:
        begun, self._data, self._dropped = self._data or self._dropped, b"", False
        if begun:
            raise NotTaken("The last line has no end, so it may be cut: it is not taken.")
        raise EOFError


def text_of(line: bytes, encoding: str, *, terminal: bool = False, dropped: bool = False) -> str:
    """Read the bytes of one line as text. Raises NotTaken."""
    line = line.removesuffix(b"\r")
    if terminal and len(line) >= _CANONICAL:
        raise NotTaken(
            f"A terminal takes {_CANONICAL:,} bytes in a line, so the end of this one may be "
            "missing. Nothing of it is taken: say it in fewer words."
        )
    text = line.decode(encoding, "surrogateescape")
    if dropped or len(text) > LONGEST:
        raise NotTaken(f"A line has at most {LONGEST:,} characters. Nothing of it is taken.")
    if any("\udc80" <= char <= "\udcff" for char in text):
        raise NotTaken(f"This line is not text in {encoding.upper()}. {_as_read(text)}")
    if any(unicodedata.category(char) == "Cc" and char != "\t" for char in text):
        raise NotTaken(f"This line has keys in it that type no character. {_as_read(text)}")
    return visible_line(text)  # what is kept is what is shown


def _as_read(text: str) -> str:
    shown = visible_line(text)
    return f"It was read as: {shown[:200]}{'...' if len(shown) > 200 else ''}\nIt is not taken."
