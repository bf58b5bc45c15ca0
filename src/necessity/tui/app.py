"""The app: theme, which screen is shown, and what happens when it breaks."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.theme import Theme

from necessity.errors import NecessityError, SaveError
from necessity.exits import ExitCode
from necessity.session import Session
from necessity.tui import firsttime
from necessity.tui.cabinet import Cabinet
from necessity.tui.idle import NEVER, Limits
from necessity.tui.keys import KEYS, Keys
from necessity.tui.leaving import Left, lost, refuge
from necessity.tui.screens.cases import CasesScreen
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.screens.reader import Reader
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

    def __init__(  # noqa: PLR0913 - each is one thing the terminal or the caller decides
        self,
        cabinet: Cabinet,
        session: Session | None = None,
        *,
        dark: bool = True,
        board: Board | None = None,
        locale: str = "C.UTF-8",
        idle: Limits = NEVER,
        keys: Keys = KEYS,
        hinted: Callable[[], None] | None = None,
    ) -> None:
        """`hinted` is called once the hint of the first time is shown; None shows none."""
        super().__init__(board, locale=locale, idle=idle)
        self._keys = keys
        self._hinted = hinted
        self._cabinet = cabinet
        self._at_once = session
        self._cases: CasesScreen | None = None
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
            self._cases = CasesScreen(self._cabinet, self._opened)
            self.push_screen(self._cases)

    def _opened(self, session: Session) -> None:
        self.session = session
        self.push_screen(InterviewScreen(session, self._keys), self._left)
        if self._hinted is not None:
            self.push_screen(Reader([(firsttime.TITLE, firsttime.lines(self._keys))]))
            self._hinted()
            self._hinted = None

    def _left(self, left: Left | None) -> None:
        session = self.session
        if session is None or left is None:
            return
        self._tell(session, left.words)
        self.release()
        if left.over and session.path is not None:
            self._take_over(session, session.path)
        elif self._at_once is not None:
            self.exit(int(ExitCode.OK))

    def _tell(self, session: Session, words: str) -> None:
        """Have something said in the list of cases, and again when the screen has gone."""
        if words:
            self.parting[session.case.id] = words
            if self._cases is not None:
                self._cases.tell(words)

    def _take_over(self, session: Session, path: Path) -> None:
        try:
            self._opened(self._cabinet.open(path, over=True))
        except NecessityError as error:
            self._tell(session, str(error))
            if self._at_once is not None:
                self.exit(int(error.exit_code))

    def release(self) -> None:
        """Let others open the case of the moment: it is left."""
        session, self.session = self.session, None
        if session is not None:
            session.release()

    @property
    def path(self) -> Path | None:
        """Where all of the case of the moment is; None when it is not, or is only read."""
        session = self.session
        return session.path if session and session.saved and not session.held else None

    def flush(self) -> None:
        """Have on disk what is not, what was begun too; elsewhere if need be. Nothing waits."""
        session = self.session
        if session is None or session.flush():
            return
        try:
            self.parting[session.case.id] = refuge(session)
        except SaveError as error:
            self.parting[session.case.id] = lost(session, error)

    def keep(self) -> bool:
        """Have on disk, in its own place, what is not yet."""
        return self.session is None or self.session.flush()

    def part(self, words: str) -> None:
        """Leave a case that is saved, and say where it is."""
        session, path = self.session, self.path
        if session is not None and path is not None:
            self.parting.pop(session.case.id, None)  # that it was elsewhere: now it is in its place
            words = f"{words}\nYour answers are saved in {path}."
        super().part(words)

    def say(self, text: str) -> None:
        """Show a sentence where the screen shows what it has to say."""
        for line in self.screen.query("#message").results(Line):
            line.say(text, "! ")
