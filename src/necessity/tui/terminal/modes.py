"""How the terminal is set while the screens are on it."""

import os
import termios

from necessity.tui.terminal.launcher import OFF

ON = f"\x1b[?1049h{OFF}\x1b[2J\x1b[?25l\x1b[?7l\x1b[?2004h"
"""The other screen, empty; no cursor, no wrapping; pastes are marked.

What another program may have left on is switched off: with no mouse and no focus reported, and
nothing asked, a terminal sends keys and pastes alone.
"""
CHARACTERS = {"enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b"}
"""Keys that Textual gives a character."""
_USUAL = (80, 24)
_LARGEST = (500, 200)
"""A size that is not true must not take all memory."""
_INPUT_FLAGS, _LOCAL_FLAGS, _SPECIAL = 0, 3, 6
"""Places in what `tcgetattr` gives."""

Attributes = list[int | list[bytes | int]]


def raw(before: Attributes) -> Attributes:
    """Every byte at once and as it is, no echo, no signal by a key, no Ctrl+S that stops it all."""
    after = [list(part) if isinstance(part, list) else part for part in before]
    reading, local, special = after[_INPUT_FLAGS], after[_LOCAL_FLAGS], after[_SPECIAL]
    assert isinstance(reading, int)  # noqa: S101 - for the type checker: termios is not typed so
    assert isinstance(local, int)  # noqa: S101
    assert isinstance(special, list)  # noqa: S101
    after[_INPUT_FLAGS] = reading & ~(
        termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        | termios.ISTRIP | termios.BRKINT | termios.PARMRK
    )  # fmt: skip
    after[_LOCAL_FLAGS] = local & ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    special[termios.VMIN], special[termios.VTIME] = 1, 0
    return after


def put(fd: int, attributes: Attributes) -> bool:
    """Set the terminal; False when it is gone."""
    try:
        termios.tcsetattr(fd, termios.TCSANOW, attributes)
    except termios.error:
        return False
    return True


def forget_typed(fd: int) -> bool:
    """Drop what was typed and not read; False when the terminal is gone."""
    try:
        termios.tcflush(fd, termios.TCIFLUSH)
    except termios.error:
        return False
    return True


def size(fd: int) -> tuple[int, int]:
    """Columns and rows; some terminals do not say, and a wrong size is cut."""
    try:
        columns, rows = os.get_terminal_size(fd)
    except OSError:
        columns, rows = 0, 0
    return (
        min(columns or _USUAL[0], _LARGEST[0]),
        min(rows or _USUAL[1], _LARGEST[1]),
    )


def in_background(fd: int) -> bool:
    """Whether another process group has the terminal."""
    try:
        return os.tcgetpgrp(fd) != os.getpgrp()
    except OSError:  # it is not our controlling terminal, or is gone
        return False
