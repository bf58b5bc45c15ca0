"""All rows of a list over a question, and what can be done to whole rows."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from necessity.tui.keys import fitted
from necessity.tui.screens.reader import Reader
from necessity.tui.table import Table
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Card
from necessity.tui.widgets.messages import Given, Touched
from necessity.tui.widgets.rows import Rows

_LIST = "Enter edit  a add  c copy  u up  d down  x remove  z undo  y redo  Esc back  ? keys"
_DROP = "y/n choose  Enter keep  Esc leave it"
_HELP = [
    "Up, Down, Home, End   go to a row",
    "Enter                 go to its first question",
    "a                     add a row, and go to its first question",
    "c                     copy the row: its answers, not their papers and notes",
    "u, d                  move the row up or down; it keeps its number",
    "x                     remove the row; it is asked first, and the log keeps it",
    "z, y                  take the last step back; do it again",
    "Esc, b, l             back to the question",
    "",
    "The rows stand in this order in the questions, the case file and the summary. Nothing is",
    "judged by it.",
]


class TableScreen(Screen[None], inherit_bindings=False):
    """Shows a table; each key is one call to it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,b,l,ctrl+b,shift+tab,ctrl+x,ctrl+q,ctrl+c",
            "back",
            "back to the question",
            show=False,
        ),
        Binding("a", "does('add')", "add a row", show=False),
        Binding("c", "does('copy')", "copy the row", show=False),
        Binding("u", "moves(-1)", "move the row up", show=False),
        Binding("d", "moves(1)", "move the row down", show=False),
        Binding("x,k", "does('take_away')", "remove the row", show=False),
        Binding("z,ctrl+f", "does('undo')", "take the last step back", show=False),
        Binding("y", "does('redo')", "do it again", show=False),
        Binding("question_mark,f1,ctrl+y", "help", "keys", show=False),
    ]

    def __init__(self, table: Table, case: str) -> None:
        super().__init__()
        self._table = table
        self._case = case

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="title", markup=False)
        yield Card(id="card")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the rows."""
        title = f"Case {self._case}   {self._table.group.text}: all rows"
        self.query_one("#title", Static).update(Content(visible(title)))
        self._show()

    def on_resize(self) -> None:
        """Draw the table to the new width."""
        self._show()

    def _show(self) -> None:
        table, card = self._table, self.query_one(Card)
        table.fit(self.size.width - 2)
        card.ask(table.prompt, None)
        card.say(table.message)
        if table.listing:
            self.query_one(Rows).stand_on(table.here)
        keys = fitted(_LIST if table.listing else _DROP, max(self.size.width - 2, 20))
        self.query_one("#keys", Static).update(Content(visible(keys)))

    def _act(self, act: Callable[[], None]) -> None:
        table = self._table
        if table.listing:
            table.here = self.query_one(Rows).here
        act()
        if table.done:
            self.dismiss(None)
        else:
            self._show()

    @on(Given)
    def _given(self, event: Given) -> None:
        event.stop()
        if event.prompt is self._table.prompt:
            self._act(lambda: self._table.given(event.text))

    @on(Touched)
    def _touched(self, event: Touched) -> None:
        event.stop()
        if self._table.message:
            self._table.message = ""
            self.query_one(Card).say("")

    def action_back(self) -> None:
        """Back to the rows, or to the question."""
        self._act(self._table.back)

    def action_does(self, name: str) -> None:
        """Do something to the row that the cursor stands on."""
        if self._table.listing:
            self._act(getattr(self._table, name))

    def action_moves(self, by: int) -> None:
        """Move the row up or down."""
        if self._table.listing:
            self._act(lambda: self._table.move(by))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Reader([("Keys", _HELP)]))
