"""The command palette: words in, what can be gone to, done or read."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from necessity.interview.state import Interview
from necessity.tui.keys import fitted
from necessity.tui.listing import LEGEND
from necessity.tui.palette import NOTHING, Action, found
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Line
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.messages import Given
from necessity.tui.widgets.rows import Rows

_KEYS = "type some words  Up/Down, PgUp/PgDn  Enter go there, do it or read it  Esc close"
_STILL = "These are only to be read."


class Palette(Screen[str], inherit_bindings=False):
    """Gives back the key of a row of the palette; "" for nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x,ctrl+q,ctrl+c,ctrl+b,ctrl+g", "close", "close", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
    ]

    def __init__(self, interview: Interview, actions: Sequence[Action]) -> None:
        super().__init__()
        self._interview = interview
        self._actions = actions

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="title", markup=False)
        yield Static("", id="legend", markup=False)
        yield Entry(id="words")
        yield Line(id="none")
        yield Rows(id="found")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with all questions, where the reviewer is."""
        title = "Go to a question, do something, read a policy"
        self.query_one("#title", Static).update(Content(visible(title)))
        self.query_one(Rows).offer(
            found(self._interview, self._actions, ""), self._interview.place or "end"
        )
        self.query_one(Entry).focus()
        self._frame()

    def on_resize(self) -> None:
        """Fit legend and keys to the width."""
        self._frame()

    def _frame(self) -> None:
        for id_, said in (("legend", LEGEND), ("keys", _KEYS)):
            keys = fitted(said, max(self.size.width - 2, 20))
            self.query_one(f"#{id_}", Static).update(Content(visible(keys)))

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        rows = found(self._interview, self._actions, event.value)
        self.query_one(Rows).offer(rows)
        still = "" if any(row.reachable for row in rows) else _STILL
        self.query_one("#none", Line).say(still if rows else NOTHING)

    @on(Given)
    def _go(self) -> None:
        rows = self.query_one(Rows)
        if rows.cursor is not None:
            self.dismiss(rows.rows[rows.cursor].key)

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while words are typed."""
        self.query_one(Rows).action_move(by)

    def action_page(self, by: int) -> None:
        """Move by a page while words are typed."""
        self.query_one(Rows).action_page(by)

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss("")
