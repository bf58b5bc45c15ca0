"""An app on our terminal: how it leaves, what it does with pastes, and that it tells nothing."""

import asyncio
import traceback
from pathlib import Path

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.widgets import Input

from necessity.exits import ExitCode
from necessity.tui.idle import NEVER, Limits
from necessity.tui.serial import SerialApp
from necessity.tui.terminal import charset
from necessity.tui.terminal.absence import Absence
from necessity.tui.terminal.driver import Pasted, TerminalDriver
from necessity.tui.terminal.launcher import Board
from necessity.tui.terminal.paste import one_line, told


class Colourless(LineFilter):
    """For NO_COLOR: bold and reverse stay; no colour is named, not even that of the terminal.

    Textual's own turns the terminal's two colours into black on black.
    """

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Take the colours from what is drawn."""
        return [each._replace(style=each.style and each.style.without_color) for each in segments]


class TerminalApp(SerialApp, inherit_bindings=False):
    """Keys one at a time, pastes in one line, and no text of the case in anything but itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, board: Board | None = None, *, locale: str = "C.UTF-8", idle: Limits = NEVER
    ) -> None:
        super().__init__(driver_class=TerminalDriver, ansi_color=True)
        if self.no_color:
            self._filters = [Colourless()]
        self.board = board or Board()
        """Shared with the process that started this one."""
        self.locale = locale
        """What the terminal shows and sends."""
        charset.use(utf8=charset.is_utf8(locale))
        self.failure = ""
        """What broke and where, without any text of the case; "" when nothing did."""
        self.parting: dict[str, str] = {}
        """What must be said when the screen has gone: of each case that is not in its place."""
        self._absence = Absence(self, idle)

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
        self._absence.look()

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

    # -- nobody there -----------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Swallow what is typed while the screen is blanked."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            enter = isinstance(event, events.Key) and event.key in {"enter", "ctrl+j"}
            if not self._absence.takes(enter=enter):
                return
        await super().on_event(event)

    def overdue(self) -> bool:
        """Whether nobody has been here for so long that nothing may be shown; from any thread."""
        return self._absence.overdue()

    def look(self) -> None:
        """Blank the screen, or leave, when that is due."""
        self._absence.look()

    def keep(self) -> bool:
        """Have everything on disk; False when that cannot be done now."""
        return True

    def hide(self, words: str) -> None:
        """Wipe the screen; show these words alone until `reveal`."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.blank(words)

    def reveal(self) -> None:
        """Show again what stood there."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.show()

    def part(self, words: str) -> None:
        """End by itself, and say this when the screen has gone."""
        self.parting[""] = words
        self.exit(int(ExitCode.OK))

    def on_unmount(self) -> None:  # type: ignore[override]
        """Watch nobody any more."""
        self._absence.stop()

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
