"""Every question of the case: what was answered, and a way to each."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from necessity.interview.state import Interview
from necessity.tui.keys import fitted
from necessity.tui.listing import LEGEND, overview
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Line
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.messages import Given
from necessity.tui.widgets.rows import Rows

_KEYS = "Up/Down, PgUp/PgDn, Home, End  Enter go there  / find  Esc close"
_FINDING = "type a part of the words  Up/Down  Enter go there  Esc close"


class Finder(Screen[str], inherit_bindings=False):
    """Gives back the id of the question to go to, `listing.END`, or ""."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x,ctrl+q,ctrl+c,ctrl+b,ctrl+o", "close", "close", show=False),
        Binding("q,b,o", "close", "close", show=False),
        Binding("slash,ctrl+g", "find", "find", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
    ]

    def __init__(self, interview: Interview, *, finding: bool = False) -> None:
        super().__init__()
        self._interview = interview
        self._finding = finding

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("Questions and answers", id="title", markup=False)
        yield Static(LEGEND, id="legend", markup=False)
        yield Entry(id="words")
        yield Line(id="none")
        yield Rows(id="found")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin where the reviewer is."""
        self.query_one(Rows).offer(overview(self._interview), self._interview.place or "end")
        self._focus()

    def _focus(self) -> None:
        entry = self.query_one(Entry)
        entry.display = self._finding
        (entry if self._finding else self.query_one(Rows)).focus()
        self._frame()

    def on_resize(self) -> None:
        """Fit legend and keys to the width."""
        self._frame()

    def _frame(self) -> None:
        for id_, said in (("legend", LEGEND), ("keys", _FINDING if self._finding else _KEYS)):
            keys = fitted(said, self.size.width)
            self.query_one(f"#{id_}", Static).update(Content(visible(keys)))

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        found = overview(self._interview, event.value)
        self.query_one(Rows).offer(found)
        none = "No question has these words."
        if found:
            none = "" if any(row.reachable for row in found) else "These are only to be read."
        self.query_one("#none", Line).say(none)

    @on(Given)
    def _go(self) -> None:
        rows = self.query_one(Rows)
        if rows.cursor is not None:
            self.dismiss(rows.rows[rows.cursor].key)

    def action_find(self) -> None:
        """Type words to look for, from the beginning."""
        self._finding = True
        self.query_one(Entry).value = ""
        self._focus()

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while words are typed."""
        self.query_one(Rows).action_move(by)

    def action_page(self, by: int) -> None:
        """Move by a page while words are typed."""
        self.query_one(Rows).action_page(by)

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss("")
