"""One prompt on the screen: words, help, the field, and what is there already."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from necessity.tui.keymap import respelled
from necessity.tui.keys import KEYS, Keys
from necessity.tui.prompts import Kind, Prompt
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.rows import Rows
from necessity.tui.words import cut
from necessity.tui.wrapping import hanging

_BELOW = 2
"""Lines below the field that are seen while it is typed into: what a number would come to."""
_FEWEST = 4
"""Lines a list keeps when help is long; beyond that the card scrolls."""


class Line(Static):
    """Text that wraps, is never markup, and takes no room when it is empty."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, markup=False)
        self.display = False

    def say(self, text: str, before: str = "") -> None:
        """Show a text, with words of our own before it."""
        self.update(Content(visible(before + text)))
        self.display = bool(text)


class Card(VerticalScroll, can_focus=False):
    """Shows one prompt; its two fields are filled anew for each."""

    keys: Keys = KEYS
    """As its sentences name them."""
    _notes: tuple[str, ...] = ()
    _rests = ""
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
        yield Line(id="supposed")
        yield Line(id="hint")
        yield Line(id="below")
        yield Line(id="message")
        yield Line(id="more")

    def on_mount(self) -> None:
        """Watch how far it is scrolled."""
        self.watch(self, "scroll_y", self._mark, init=False)
        self.watch(self, "virtual_size", self._mark, init=False)

    def _mark(self) -> None:
        """Say that the page goes on: what is cut without a sign is taken as the whole."""
        more, said = self.scroll_y < self.max_scroll_y, self.query_one("#more", Line)
        if more is not said.display:
            said.say("(more below: PgDn)" if more else "")
            self.call_after_refresh(self.query_one(Rows).follow)

    @property
    def _typing(self) -> bool:
        entry = self.query_one(Entry)
        return entry.display and entry.edited

    @on(Input.Changed)
    def _typed(self) -> None:
        """Show what is typed; help that is long pushes the field out of a small window."""
        entry = self.query_one(Entry)
        if self._typing:
            region = entry.virtual_region.grow((0, 0, _BELOW, 0))
            self.scroll_to_region(region, animate=False, force=True)

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
        self._line("supposed", "")
        self._notes, self._rests = prompt.notes, prompt.rests
        rows, entry = self.query_one(Rows), self.query_one(Entry)
        entry.display, rows.display = typed, not typed
        (entry if typed else rows).ask(prompt, draft)
        self.field.focus(scroll_visible=False)
        self.scroll_home(animate=False)
        self._fit()
        self.call_after_refresh(self._mark)

    def suppose(self, words: str) -> None:
        """Show what a number that is typed would come to."""
        self._line("supposed", words, "= " if words else "")

    def say(self, message: str) -> None:
        """Show what was refused, where it can be seen, or take it away."""
        self._line("message", message, "! ")
        self.call_after_refresh(self._seen if message else self._home)

    def _seen(self) -> None:
        self.scroll_end(animate=False)

    def _home(self) -> None:
        if not self._typing:
            self.scroll_home(animate=False)
            if self.query_one(Rows).cursor:
                self.query_one(Rows).follow()

    def _line(self, id_: str, text: str, before: str = "") -> None:
        self.query_one(f"#{id_}", Line).say(respelled(text, self.keys), before)

    def _said(self) -> Iterator[str]:
        return (respelled(note, self.keys) for note in self._notes)

    def on_resize(self) -> None:
        """Give the list the lines it needs and the page has."""
        self._fit()
        self.call_after_refresh(self._mark)

    def _fit(self) -> None:
        width = max(self.size.width, 20)
        parts = [part for note in self._said() for part in hanging(visible(note), width)]
        notes = "\n".join([*parts, *([cut(visible(self._rests), width)] if self._rests else [])])
        self._line("above", notes if self._above else "")
        self._line("below", "" if self._above else notes)
        rows = self.query_one(Rows)
        needed = rows.height_for(self.size.width)
        rows.styles.max_height = max(needed, 1)
        rows.styles.min_height = min(needed, _FEWEST)
