"""Blanks the terminal when no key comes, brings it back, and leaves in the end.

One timer. It is looked at seldom, because it stands still while the machine sleeps; the clock does
not, and it is also looked at when a key comes or the process goes on after having been stopped.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from necessity.tui.idle import Idle, Limits
from necessity.tui.screens import away

LOOK = 10.0
"""Seconds between looks at the clock, and between tries to save what could not be."""
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Elsewhere than on Linux the monotonic one counts the machine's sleep too."""


def now() -> float:
    """Seconds of a clock that is never set and never stands still."""
    return time.clock_gettime(_CLOCK)


class Watched(Protocol):
    """The app, to the one who watches for its user."""

    def keep(self) -> bool:
        """Have everything on disk; False when that cannot be done now."""

    def hide(self, words: str) -> None:
        """Wipe the screen; show these words alone until `reveal`."""

    def reveal(self) -> None:
        """Show again what stood there."""

    def part(self, words: str) -> None:
        """End, and say this when the screen has gone."""


class Absence:
    """Watches the keys of one app."""

    def __init__(self, app: Watched, limits: Limits, clock: Callable[[], float] = now) -> None:
        self._app, self._limits, self._clock = app, limits, clock
        self._idle = Idle(limits, clock())
        self._saved = False
        self._words = ""
        """What the blanked screen says."""
        self._timer: asyncio.TimerHandle | None = None

    def overdue(self) -> bool:
        """Whether nothing may be shown any more, though it is not blanked yet; from any thread."""
        return self._idle.overdue(self._clock())

    def look(self) -> None:
        """Do what is due, and come again when something is."""
        at = self._clock()
        if self._idle.overdue(at):
            self._idle.blank(at)
            self._say("")  # at once: saving may take its time
        if self._idle.away:
            self._saved = self._app.keep()
            self._say(away.words(self._limits, saved=self._saved))
        if self._saved and self._idle.over(at):
            self.stop()
            self._app.part(away.parting(self._limits))
        else:
            self._come_again(at)

    def takes(self, *, enter: bool) -> bool:
        """Take note of a key or paste; say whether it is delivered."""
        at = self._clock()
        if self._idle.overdue(at):
            self.look()
        before = self._idle.away
        taken = self._idle.takes(at, enter=enter)
        if before and not self._idle.away:
            self._saved = False
            self._come_again(at)
            self._app.reveal()
        return taken

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _say(self, words: str) -> None:
        """Write on the terminal only what does not stand there yet."""
        if not words or words != self._words:
            self._words = words
            self._app.hide(words)

    def _come_again(self, at: float) -> None:
        self.stop()
        wait = self._idle.wait(at)
        if self._idle.away and not self._saved:
            wait = LOOK
        if wait is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(min(wait, LOOK), self.look)
