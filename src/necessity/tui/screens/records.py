"""The chart over a question: what its answer rests on, and the papers themselves."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from necessity.tui.chart import Chart
from necessity.tui.keys import fitted
from necessity.tui.screens.reader import Reader
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Card
from necessity.tui.widgets.messages import Begun, Given, Touched
from necessity.tui.widgets.rows import Rows

_LIST = (
    "1-9, Space mark  Enter keep  Esc back  n new record  q quote  e correct  x take away  v all"
    "  ? keys"
)
_AT_END = "Esc back  n new record  q quote  e correct  x take away  v all  ? keys"
_READ = "Up/Down  v all  Esc back  ? keys"
_FORM = "Enter go on  Esc the field before  Ctrl+Y keys"
_FIRST = "Enter go on  Esc back to the chart  Ctrl+Y keys"
_DROP = "y/n choose  Enter keep  Esc leave it"
_HELP = [
    "Up, Down, PgUp, PgDn   go to a record or an excerpt",
    "1 to 9, Space          mark it, or take the mark away",
    "Enter                  keep: the answer rests on what is marked",
    "n                      enter a new record of the chart, once for the case",
    "q                      quote words of the record that the cursor stands on",
    "e                      correct it",
    "x                      take it away; not while an answer rests on it",
    "v                      read it whole, with all its excerpts",
    "Esc, b                 back to the question",
    "",
    "What was cited or entered last stands first, behind what the answer rests on now.",
    "While a record is entered Escape (or Ctrl+B) goes back one field. What was typed is kept",
    "until it is entered whole or the case is left.",
]


class RecordsScreen(Screen[None], inherit_bindings=False):
    """Shows a chart; each key is one call to it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,ctrl+b,shift+tab,ctrl+x,ctrl+q,ctrl+c", "back", "back", show=False),
        Binding("n", "does('new')", "new", show=False),
        Binding("q", "does('quote')", "quote", show=False),
        Binding("e", "does('correct')", "correct", show=False),
        Binding("x", "does('take_away')", "take away", show=False),
        Binding("v", "whole", "read it whole", show=False),
        Binding("question_mark,f1,ctrl+y", "help", "keys", show=False),
    ]

    def __init__(self, chart: Chart, case: str) -> None:
        super().__init__()
        self._chart = chart
        self._case = case

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="title", markup=False)
        yield Card(id="card")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the list."""
        title = f"Case {self._case}   The records of the chart"
        self.query_one("#title", Static).update(Content(visible(title)))
        self._show()

    def on_resize(self) -> None:
        """Fit the keys to the width."""
        self._frame()

    def _frame(self) -> None:
        keys = fitted(self._keys(), max(self.size.width, 20))
        self.query_one("#keys", Static).update(Content(visible(keys)))

    def _keys(self) -> str:
        chart = self._chart
        if chart.prompt.field == "text":
            return _FIRST if chart.first else _FORM
        if not chart.listing:
            return _DROP
        if chart.closed:
            return _READ
        return _LIST if chart.prompt.field == "many" else _AT_END

    def _show(self) -> None:
        chart, card = self._chart, self.query_one(Card)
        card.ask(chart.prompt, None)
        card.say(chart.message)
        if chart.listing:
            self.query_one(Rows).stand_on(chart.here)
        self._frame()

    def _act(self, act: Callable[[], None]) -> None:
        """Do it, and show what became of it; what is typed stays where nothing else is asked."""
        chart, before = self._chart, self._chart.prompt
        if chart.listing:
            chart.here = self.query_one(Rows).here
        act()
        if chart.done:
            self.dismiss(None)
        elif chart.prompt is before:
            self.query_one(Card).say(chart.message)
        else:
            self._show()

    @on(Given)
    def _given(self, event: Given) -> None:
        event.stop()
        if event.prompt is self._chart.prompt:
            self._act(lambda: self._chart.given(event.text))

    @on(Begun)
    def _begun(self, event: Begun) -> None:
        event.stop()
        if self._chart.listing:
            self._act(lambda: self._chart.mark(self.query_one(Rows).draft))

    @on(Touched)
    def _touched(self, event: Touched) -> None:
        event.stop()
        if self._chart.message:
            self._chart.message = ""
            self.query_one(Card).say("")

    def action_back(self) -> None:
        """Back by one step: a field, the list, the question."""
        self._act(lambda: self._chart.back(self.query_one(Card).field.draft))

    def action_does(self, name: str) -> None:
        """Do something to the paper that the cursor stands on."""
        if self._chart.listing:
            self._act(getattr(self._chart, name))

    def action_whole(self) -> None:
        """Show all that is known of it."""
        if self._chart.listing:
            self._chart.here = self.query_one(Rows).here
            self.app.push_screen(Reader([("A record of the chart", self._chart.whole())]))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Reader([("Keys", _HELP)]))
