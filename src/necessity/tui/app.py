"""The app: theme, which screen is shown, and what happens when it breaks."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.theme import Theme

from necessity.exits import ExitCode
from necessity.session import Session
from necessity.tui.cabinet import Cabinet
from necessity.tui.screens.cases import CasesScreen
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.terminal.app import TerminalApp
from necessity.tui.terminal.launcher import Board
from necessity.tui.widgets.card import Line


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


class NecessityApp(TerminalApp, inherit_bindings=False):
    """Cases, or one case at once."""

    CSS_PATH = "app.tcss"
    TITLE = "necessity"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "repaint", "repaint", show=False),
    ]

    def __init__(
        self,
        cabinet: Cabinet,
        session: Session | None = None,
        *,
        dark: bool = True,
        board: Board | None = None,
        locale: str = "C.UTF-8",
    ) -> None:
        super().__init__(board, locale=locale)
        self._cabinet = cabinet
        self._at_once = session
        self.session: Session | None = session
        """The case being worked on: it is saved, and its path is told, when the app breaks."""
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

    def flush(self) -> None:
        """Have on disk what is not: what was begun too. Nothing here waits."""
        if self.session is not None:
            self.session.flush()

    def say(self, text: str) -> None:
        """Show a sentence where the screen shows what it has to say."""
        for line in self.screen.query("#message").results(Line):
            line.say(text, "! ")
