"""An app on our terminal: how it leaves, what it does with pastes, and that it tells nothing."""

import asyncio
import traceback
from pathlib import Path

from textual import events
from textual.widgets import Input

from necessity.exits import ExitCode
from necessity.tui.serial import SerialApp
from necessity.tui.terminal import charset
from necessity.tui.terminal.driver import Pasted, TerminalDriver
from necessity.tui.terminal.launcher import Board
from necessity.tui.terminal.paste import one_line, told


class TerminalApp(SerialApp, inherit_bindings=False):
    """Keys one at a time, pastes in one line, and no text of the case in anything but itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, board: Board | None = None, *, locale: str = "C.UTF-8") -> None:
        super().__init__(driver_class=TerminalDriver)
        self.board = board or Board()
        """Shared with the process that started this one."""
        self.locale = locale
        """What the terminal shows and sends."""
        charset.use(utf8=charset.is_utf8(locale))
        self.failure = ""
        """What broke and where, without any text of the case; "" when nothing did."""

    # -- leaving ----------------------------------------------------------------------------

    def flush(self) -> None:
        """Save at once what is not saved yet. Called in a signal handler, between any two steps."""

    def leave(self, code: int) -> None:
        """End with an exit code; from a signal handler."""
        if self._loop is None:
            raise SystemExit(code)
        self._loop.call_soon_threadsafe(self.exit, code, code)

    def broke(self, error: Exception) -> None:
        """End with this defect; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a traceback: Textual's prints local variables, which hold the case."""
        self._return_code = int(ExitCode.INTERNAL)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.failure = place_of(error)
        self._close_messages_no_wait()

    def on_load(self) -> None:
        """Treat what breaks beside the widgets like what breaks in them."""
        asyncio.get_running_loop().set_exception_handler(self._beside)

    def _beside(self, _loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        self._handle_exception(
            error if isinstance(error, Exception) else RuntimeError("in the event loop")
        )

    # -- showing ----------------------------------------------------------------------------

    def repaint(self) -> None:
        """Draw everything anew; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.call_later, self.action_repaint)

    def action_repaint(self) -> None:
        """Draw everything anew, for a terminal that something else wrote on."""
        self.refresh(repaint=True, layout=True)

    def say(self, text: str) -> None:
        """Show a sentence about what was just done."""

    # -- typing -----------------------------------------------------------------------------

    async def deliver(self, event: events.Key | events.Paste) -> None:
        """Deliver one key, or one paste as one line, and say what was done with the paste."""
        if not isinstance(event, events.Paste):
            await super().deliver(event)
            return
        line, taken = one_line(event.text), isinstance(self.focused, Input)
        if line.text:
            await super().deliver(events.Paste(line.text))
        cut, refused = (event.cut, event.refused) if isinstance(event, Pasted) else (False, False)
        self.say(told(line, taken=taken, cut=cut, refused=refused))

    # -- silence ----------------------------------------------------------------------------

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied inside: a workstation's clipboard is no place for a case."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""


def place_of(error: BaseException) -> str:
    """Name what broke and where; an error's message may hold what a record says."""
    frames = traceback.extract_tb(error.__traceback__)[-1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} at {', '.join(places)}"
