"""Nobody at the keys: when the screen is blanked, and when the program leaves. Pure.

It is told the time, in seconds of a clock that goes on while process and machine stand still.
"""

import re
from dataclasses import dataclass

from necessity.errors import UsageError

STILL = 0.4
"""Seconds around the Enter that goes on: keys that come with it are typed blindly."""
_MINUTE = 60.0
_NUMBER = r"(\d{1,6}(?:\.\d{1,6})?)"
_LIMITS = re.compile(rf"{_NUMBER}(?:,{_NUMBER})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limits:
    """Both in seconds; 0 is never."""

    blank: float = 10 * _MINUTE
    """Without a key, until the screen is blanked."""
    leave: float = 30 * _MINUTE
    """More of them, until the program leaves."""


NEVER = Limits(0.0, 0.0)


def limits(text: str) -> Limits:
    """Read `10`, `10,30` or `0`: minutes. Nothing is the usual ones. Raises UsageError."""
    text = text.strip()
    if not text:
        return Limits()
    found = _LIMITS.fullmatch(text)
    if found is None:
        raise UsageError(
            f'"{text}" is no time without a key (--idle, NECESSITY_IDLE). Give minutes until the '
            "screen is blanked, and if you like a comma and minutes more until the program "
            "leaves, as 10,30; 0 is never."
        )
    blank = float(found[1]) * _MINUTE
    return Limits(blank, float(found[2]) * _MINUTE if found[2] else Limits().leave)


class Idle:
    """What is due at a time, from the keys that came."""

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self.away = False
        """Whether the screen is blanked."""
        self._here = now
        """When somebody was surely here: the last key that was not swallowed."""
        self._last = self._woken = float("-inf")
        """When the last key of any kind came, and when the screen came back."""

    def overdue(self, now: float) -> bool:
        """Whether the screen is to be blanked, and is not yet. Also from another thread."""
        return not self.away and 0 < self.limits.blank <= now - self._here

    def blank(self, now: float) -> None:
        """The screen is blanked. A key that comes just now was meant for what stood there."""
        self.away, self._last = True, now

    def over(self, now: float) -> bool:
        """Whether the program is to leave."""
        limits = self.limits
        return self.away and 0 < limits.leave <= now - self._here - limits.blank

    def takes(self, now: float, *, enter: bool) -> bool:
        """Take note of a key or paste; say whether it is delivered. Enter by itself goes on."""
        still, self._last = now - self._last >= STILL, now
        if self.away:
            if enter and still:
                self._here = self._woken = now  # first this: `overdue` may be asked in between
                self.away = False
            return False
        self._here = now
        return now - self._woken >= STILL

    def wait(self, now: float) -> float | None:
        """Seconds until something is due; None when nothing ever is."""
        limits = self.limits
        if not limits.blank or (self.away and not limits.leave):
            return None
        due = limits.blank + (limits.leave if self.away else 0.0)
        return max(self._here + due - now, 0.0)
