"""The cases of the folder: open one, or begin a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from necessity.errors import NecessityError
from necessity.session import Session
from necessity.tui.cabinet import Cabinet, plainly
from necessity.tui.keys import fitted
from necessity.tui.prompts import Row
from necessity.tui.screens.reader import Reader
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Line
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.messages import Given, Touched
from necessity.tui.widgets.rows import Rows

_KEYS = {
    "cases": "Up/Down choose  Enter open  n new case  q quit  ? keys",
    "id": "type an id (Ctrl+U empties the line)  Enter go on  Esc no new case",
    "policies": "Space or number choose  Enter begin the case  Esc no new case",
}
_HELP = [
    "Up, Down, PgUp, PgDn   choose a case",
    "Enter                  open it where it was left",
    "n                      begin a new case",
    "Ctrl+L                 draw the screen anew",
    "q, Ctrl+Q              quit; every case is saved already",
]


class CasesScreen(Screen[None], inherit_bindings=False):
    """One list, and in its place the two questions that begin a case."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new case", show=False),
        Binding("q,ctrl+q,ctrl+c,ctrl+x", "quit", "quit", show=False),
        Binding("escape", "escape", "back to the list", show=False),
        Binding("question_mark,f1,ctrl+y", "help", "keys", show=False),
    ]

    def __init__(self, cabinet: Cabinet, opened: Callable[[Session], None]) -> None:
        super().__init__()
        self._cabinet = cabinet
        self._opened = opened
        self._named_id = ""
        self._state = "cases"
        self._left: Session | None = None
        """The case last opened: the cursor stands on it again."""

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="header", markup=False)
        yield Line(id="where")
        yield Line(id="banner")
        yield Line(id="question")
        yield Rows(id="rows")
        yield Entry(id="entry")
        yield Line(id="message")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Say whose cases these are."""
        title = f"Necessity   {self._cabinet.pack.title} {self._cabinet.pack.version}"
        self.query_one("#header", Static).update(Content(visible(title)))
        self._say("where", f"Cases in {self._cabinet.folder}")

    def on_screen_resume(self) -> None:
        """Read the folder again: a case has just been left."""
        self.action_list()

    def _say(self, id_: str, text: str) -> None:
        self.query_one(f"#{id_}", Line).say(text)

    def _turn(self, state: str, question: str) -> None:
        self._state = state
        self._say("question", question)
        self._say("message", "")
        rows, entry = self.query_one(Rows), self.query_one(Entry)
        rows.display, entry.display = state != "id", state == "id"
        (entry if state == "id" else rows).focus()
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the keys to the width."""
        keys = fitted(_KEYS[self._state], self.size.width)
        self.query_one("#keys", Static).update(Content(visible(keys)))

    def tell(self, words: str) -> None:
        """Show what must be known of a case that was left, until Escape or another case."""
        self._say("banner", f"{words} (Esc: seen)" if words else "")

    def action_escape(self) -> None:
        """Leave the question that is asked, or the words that were read."""
        if self._state == "cases":
            self.tell("")
        self.action_list()

    # -- the list ---------------------------------------------------------------------------

    def action_list(self) -> None:
        """Show the cases."""
        rows = self.query_one(Rows)
        found = list(self._cabinet.listed())
        here = rows.rows[rows.cursor].key if rows.mode == "list" and rows.cursor is not None else ""
        if self._left is not None:
            here, self._left = str(self._left.path), None
        listed = [Row(key=str(case.path), text=f"{case.id}  {case.words}") for case in found]
        empty = "There is no case here yet. Press n to begin one." if not found else ""
        self._turn("cases", empty)
        rows.offer(listed, here)

    def action_new(self) -> None:
        """Ask for the id of a new case."""
        if self._state != "cases":
            return
        self._turn("id", "What is the id of the new case? Letters, digits, - and _.")
        entry = self.query_one(Entry)
        entry.value = visible(self._cabinet.proposed())
        entry.cursor_position = len(entry.value)

    @on(Touched)
    def _touched(self) -> None:
        self._say("message", "")

    @on(Given)
    def _given(self, event: Given) -> None:
        event.stop()
        match self._state:
            case "id":
                self._named(self.query_one(Entry).value.strip())
            case "policies":
                self._begin(tuple(self.query_one(Rows).chosen))
            case _:
                self._open(event.text)

    def _open(self, path: str) -> None:
        chosen = [case.path for case in self._cabinet.listed() if str(case.path) == path]
        if chosen:
            self._try(lambda: self._cabinet.open(chosen[0]), chosen[0])

    def _named(self, id_: str) -> None:
        self._named_id = id_
        policies = self._cabinet.pack.policies
        if not id_:
            self._say("message", "! Type an id, or Escape for no new case.")
        elif len(policies) > 1 and not self._cabinet.policies:
            self._turn("policies", "Which policies shall judge it?")
            rows = [Row(key=policy.id, text=policy.title) for policy in policies.values()]
            self.query_one(Rows).choose(rows, self._cabinet.pack.judging)
        else:
            self._begin(())

    def _begin(self, policies: tuple[str, ...]) -> None:
        if self._state == "policies" and not policies:
            self._say("message", "! Choose at least one.")
            return
        self._try(lambda: self._cabinet.begin(self._named_id, policies), self._cabinet.folder)

    def _try(self, opening: Callable[[], Session], path: Path) -> None:
        try:
            session = opening()
        except (NecessityError, OSError) as error:
            self._say("message", f"! {plainly(error, path)}")
            return
        self._left = session
        self.tell("")
        self._opened(session)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Reader([("Keys", _HELP)]))

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit(0)
