"""Our own driver for Textual: keys one by one in, whole screens out, and never stuck.

Textual's driver for Linux types what it does not understand, dies with one wrong byte, waits for a
terminal that does not read and spins when the line drops. It asks the terminal what it can do, and
late replies are typed too. This one asks nothing, so that no reply can come, and never sets the
title, the clipboard or the pointer.
"""

import os
import signal
import termios
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol, cast

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import _character_to_key

from necessity.tui.screens import away
from necessity.tui.terminal import charset, launcher, modes
from necessity.tui.terminal.doors import hang_up
from necessity.tui.terminal.reader import Reader
from necessity.tui.terminal.tokens import Key, Paste, Text, Token
from necessity.tui.terminal.writer import Writer

_INPUT, _OUTPUT = 0, 1


class Tenant(Protocol):
    """What the driver needs of the app that lives in the terminal."""

    board: launcher.Board
    locale: str

    def repaint(self) -> None:
        """Draw everything anew; from any thread."""

    def flush(self) -> None:
        """Save now."""

    def broke(self, error: Exception) -> None:
        """End with this defect; from any thread."""

    def overdue(self) -> bool:
        """Whether nobody has been here for so long that nothing may be shown; from any thread."""

    def look(self) -> None:
        """Blank the screen when that is due."""


class Pasted(events.Paste, bubble=True):
    """A paste, and what is wrong with it."""

    def __init__(self, token: Paste) -> None:
        super().__init__(token.text)
        self.cut, self.refused = token.cut, token.refused


def event_of(token: Token) -> events.Key | Pasted:
    """Turn a token into Textual's event."""
    match token:
        case Text(char):
            return events.Key(_character_to_key(char), char)
        case Key(name):
            return events.Key(name, modes.CHARACTERS.get(name))
        case Paste():
            return Pasted(token)


class TerminalDriver(Driver):
    """Standard input and output of this process as a screen."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._tenant = cast("Tenant", app)
        self._utf8 = charset.is_utf8(self._tenant.locale)
        self._before = termios.tcgetattr(_INPUT)
        self._reader: Reader | None = None
        self._writer: Writer | None = None
        self._asleep = False
        """Whether the process is stopped, or just wakes from it."""
        self._words: str | None = None
        """All that is shown while the screen is blanked; None while it is not."""

    # -- out --------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Send whole sequences; none for the title, the clipboard or the pointer."""
        if self._words is None and not data.startswith("\x1b]"):
            self._send(data)

    def _send(self, data: str) -> None:
        if self._writer is not None:
            self._writer.write(self._encoded(data))

    def _encoded(self, data: str) -> bytes:
        shown = data if self._utf8 else charset.ascii_output(data)
        try:
            return shown.encode()
        except UnicodeEncodeError:  # half of a character, from a file that is broken
            return charset.ascii_output(shown).encode()

    # -- nobody there -----------------------------------------------------------------------

    def blank(self, words: str) -> None:
        """Wipe the screen; until `show` these words alone stand there, whatever is painted."""
        self._words = words
        self._blank()

    def _blank(self, before: str = "") -> None:
        if self._words is not None and self._writer is not None:
            columns, rows = modes.size(_OUTPUT)
            page = f"\x1b[0m{launcher.erased(rows)}{away.drawn(self._words, columns, rows)}"
            self._writer.instead(self._encoded(before + page))

    def show(self) -> None:
        """Show again what is painted."""
        self._words = None
        self._send(launcher.erased(modes.size(_OUTPUT)[1]))
        self._tenant.repaint()

    # -- the beginning ----------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal."""
        for name, handler in self._handlers().items():
            signal.signal(name, handler)
        self._take()

    def _handlers(self) -> dict[signal.Signals, Callable[[int, FrameType | None], None]]:
        return {
            signal.SIGWINCH: lambda _number, _frame: self._resized(),
            signal.SIGTSTP: lambda _number, _frame: self._soon(self._suspended),
            signal.SIGCONT: lambda _number, _frame: self._soon(self._continued),
        }

    def _soon(self, act: Callable[[], None]) -> None:
        """Act between two steps of the loop: not in the middle of a write."""
        if not self._asleep:
            self._loop.call_soon_threadsafe(act)

    def _take(self) -> None:
        self._tenant.board.taken = True
        modes.put(_INPUT, modes.raw(self._before))  # when it is gone the reader says so
        tenant = self._tenant
        self._writer = Writer(
            _OUTPUT, drained=tenant.repaint, lost=self._lost, withheld=tenant.overdue
        )
        self._writer.start()
        self._send(modes.ON)
        self._blank(modes.ON)
        self._reader = Reader(
            _INPUT,
            given=self._typed,
            lost=self._lost,
            broke=self._tenant.broke,
            encoding=charset.encoding_of(self._tenant.locale),
        )
        self._reader.start()
        self._resized()

    def _typed(self, token: Token) -> None:
        self.process_message(event_of(token))

    def _lost(self) -> None:
        if not self._tenant.board.closing:
            hang_up()

    def _resized(self) -> None:
        self._soon(self._blank)
        size = Size(*modes.size(_OUTPUT))
        self._loop.call_soon_threadsafe(self._app.post_message, events.Resize(size, size))

    # -- the end ----------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Read no more; what was typed ahead is not for the shell."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()
            modes.forget_typed(_INPUT)

    def stop_application_mode(self) -> None:
        """Wipe the screen and give the terminal back, in a second at most."""
        self.disable_input()
        writer, self._writer = self._writer, None
        if writer is not None:
            rows = modes.size(_OUTPUT)[1]
            last = f"{launcher.OFF}{launcher.erased(rows)}{launcher.BACK}"
            written = writer.stop(last.encode())
            restored = modes.put(_INPUT, self._before)
            self._tenant.board.taken = not (written and restored)

    def close(self) -> None:
        """Let the signals be: there is no loop any more that they could reach."""
        for name in self._handlers():
            signal.signal(name, signal.SIG_DFL)

    # -- stopped and continued --------------------------------------------------------------

    @property
    def can_suspend(self) -> bool:
        """No: a program inside would have the case's terminal."""
        return False

    def _suspended(self) -> None:
        """Stop as every program does on SIGTSTP, with the terminal given back."""
        self._tenant.flush()
        self.stop_application_mode()
        self._asleep = True
        os.kill(os.getpid(), signal.SIGSTOP)
        while modes.in_background(_INPUT):
            os.kill(os.getpid(), signal.SIGSTOP)  # `bg`: without a terminal nothing can be done
        self._asleep = False
        self._tenant.look()
        self._take()
        self._tenant.repaint()

    def _continued(self) -> None:
        """Take the terminal anew after SIGSTOP, which gave no time to give it back."""
        if self._writer is not None:
            modes.put(_INPUT, modes.raw(self._before))
            self._tenant.look()
            self._send(modes.ON)
            self._blank(modes.ON)
            self._resized()
            self._tenant.repaint()
