"""The app: theme, which screen is shown, and what happens when it breaks."""

import traceback
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.theme import Theme

from necessity.exits import ExitCode
from necessity.session import Session
from necessity.tui.cabinet import Cabinet
from necessity.tui.screens.cases import CasesScreen
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.serial import SerialApp


def _theme(name: str, *, dark: bool) -> Theme:
    """The terminal's own colours: nothing is said by colour, so there are hardly any."""
    return Theme(
        name=name,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow" if dark else "ansi_red",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_cyan" if dark else "ansi_blue",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=dark,
        variables={
            "ansi-background": "ansi_black" if dark else "ansi_white",
            "ansi-foreground": "ansi_white" if dark else "ansi_black",
            "block-cursor-foreground": "ansi_black" if dark else "ansi_white",
            "block-cursor-background": "ansi_white" if dark else "ansi_black",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_white",
        },
    )


class NecessityApp(SerialApp, inherit_bindings=False):
    """Cases, or one case at once."""

    CSS_PATH = "app.tcss"
    TITLE = "necessity"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "repaint", "repaint", show=False),
    ]

    def __init__(
        self, cabinet: Cabinet, session: Session | None = None, *, dark: bool = True
    ) -> None:
        super().__init__()
        self._cabinet = cabinet
        self._at_once = session
        self.session: Session | None = session
        """The case being worked on: it is saved, and its path is told, when the app breaks."""
        self.failure = ""
        """What broke and where, without any text of the case; "" when nothing did."""
        for theme in (_theme("necessity-dark", dark=True), _theme("necessity-light", dark=False)):
            self.register_theme(theme)
        self.theme = "necessity-dark" if dark else "necessity-light"

    def on_mount(self) -> None:
        """Begin with the cases, or with the one asked for."""
        if self._at_once is not None:
            self._opened(self._at_once)
        else:
            self.push_screen(CasesScreen(self._cabinet, self._opened))

    def _opened(self, session: Session) -> None:
        self.session = session
        self.push_screen(InterviewScreen(session), self._left)

    def _left(self, _result: None) -> None:
        self.session = None
        if self._at_once is not None:
            self.exit(int(ExitCode.OK))

    @property
    def path(self) -> Path | None:
        """Where the case of the moment is."""
        return self.session.path if self.session else None

    def hang_up(self) -> None:
        """Leave at once, from a signal handler; every answer is saved already."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit, int(ExitCode.INTERRUPTED))

    def action_repaint(self) -> None:
        """Draw everything anew, for a terminal that something else wrote on."""
        self.refresh(repaint=True, layout=True)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied inside: a workstation's clipboard is no place for a case."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a traceback: Textual's prints local variables, which hold the case."""
        self._return_code = int(ExitCode.INTERNAL)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            where = traceback.extract_tb(error.__traceback__)[-1:]
            places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in where]
            self.failure = f"{type(error).__name__} at {', '.join(places)}"
        self._close_messages_no_wait()
