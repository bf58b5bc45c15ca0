"""One prompt on the screen: words, help, the field, and what is there already."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from necessity.tui.prompts import Kind, Prompt
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.rows import Rows
from necessity.tui.wrapping import hanging

_FEWEST = 4
"""Lines a list keeps when help is long; beyond that the card scrolls."""


class Line(Static):
    """Text that wraps, is never markup, and takes no room when it is empty."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, markup=False)
        self.display = False

    def say(self, text: str, before: str = "") -> None:
        """Show a text, with words of our own before it."""
        self.update(Content(before + visible(text)))
        self.display = bool(text)


class Card(VerticalScroll, can_focus=False):
    """Shows one prompt; its two fields are filled anew for each."""

    _notes: tuple[str, ...] = ()
    _above = False
    """On the end page the notes stand before the list: they are what the page is for."""

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Line(id="context")
        yield Line(id="question")
        yield Line(id="help")
        yield Line(id="above")
        yield Rows(id="rows")
        yield Entry(id="entry")
        yield Line(id="hint")
        yield Line(id="below")
        yield Line(id="message")

    @property
    def field(self) -> Rows | Entry:
        """The field that is asked now."""
        entry = self.query_one(Entry)
        return entry if entry.display else self.query_one(Rows)

    def ask(self, prompt: Prompt, draft: str | None) -> None:
        """Show a prompt."""
        typed, self._above = prompt.field == "text", prompt.kind is Kind.END
        self._line("context", prompt.context)
        self._line("question", prompt.text)
        self._line("help", prompt.help)
        self.set_class(not prompt.help, "-bare")
        self._line("hint", prompt.hint)
        self._notes = prompt.notes
        rows, entry = self.query_one(Rows), self.query_one(Entry)
        entry.display, rows.display = typed, not typed
        (entry if typed else rows).ask(prompt, draft)
        self.field.focus(scroll_visible=False)
        self.scroll_home(animate=False)
        self._fit()

    def say(self, message: str) -> None:
        """Show what was refused, where it can be seen, or take it away."""
        self._line("message", message, "! ")
        self.call_after_refresh(self._seen if message else self._home)

    def _seen(self) -> None:
        self.scroll_end(animate=False)

    def _home(self) -> None:
        self.scroll_home(animate=False)

    def _line(self, id_: str, text: str, before: str = "") -> None:
        self.query_one(f"#{id_}", Line).say(text, before)

    def on_resize(self) -> None:
        """Give the list the lines it needs and the page has."""
        self._fit()

    def _fit(self) -> None:
        width = max(self.size.width, 20)
        notes = "\n".join(part for note in self._notes for part in hanging(visible(note), width))
        self._line("above", notes if self._above else "")
        self._line("below", "" if self._above else notes)
        rows = self.query_one(Rows)
        needed = rows.height_for(self.size.width)
        rows.styles.max_height = max(needed, 1)
        rows.styles.min_height = min(needed, _FEWEST)
