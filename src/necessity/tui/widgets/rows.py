"""Lines to choose from: wrapped, numbered, with a cursor and marks that need no colour."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from necessity.tui.choices import jump, with_row
from necessity.tui.prompts import Field, Kind, Prompt, Row
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.messages import Begun, Given, Touched
from necessity.tui.words import cut

BOLD = Style(bold=True)
_MARKS = {"one": ("( ) ", "(*) "), "many": ("[ ] ", "[x] "), "list": ("", "")}


class Rows(ScrollView, can_focus=True):
    """A list with a cursor; a choice of one or of many marks what is chosen.

    Without an answer the cursor stands nowhere: an Enter too many chooses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("home", "edge(-1)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter,ctrl+j", "enter", "Enter", show=False),
        Binding("space", "choose", "Choose", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.prompt: Prompt | None = None
        self.rows: tuple[Row, ...] = ()
        self.mode: Field = "list"
        self.cursor: int | None = None
        self.chosen: list[str] = []
        self._digits = ""
        self._letters = ""
        """Capitals typed one after the other: the beginning of an option."""
        self.nine = False
        """Only the first nine have a number, and it chooses at once, however many there are."""
        self._lines: list[tuple[int, str]] = []
        """Every line with the row it belongs to."""
        self._width = 0

    # -- what stands in it ------------------------------------------------------------------

    def ask(self, prompt: Prompt, draft: str | None) -> None:
        """Show the choices of a prompt, with what was begun before."""
        begun = prompt.chosen if draft is None else tuple(filter(None, draft.split(", ")))
        self.prompt = prompt
        self.nine = prompt.kind is Kind.REST
        self._load(prompt.rows, prompt.field, begun)

    def offer(self, rows: Iterable[Row], cursor: str = "") -> None:
        """Show lines of which one is gone to."""
        self.prompt = None
        self._load(tuple(rows), "list", (cursor,))
        if self.cursor is None:
            self.action_edge(-1)

    def choose(self, rows: Iterable[Row], chosen: tuple[str, ...]) -> None:
        """Show lines of which several may be chosen, these of them already."""
        self.prompt = None
        self._load(tuple(rows), "many", chosen)

    def _load(self, rows: tuple[Row, ...], mode: Field, chosen: tuple[str, ...]) -> None:
        self.rows, self.mode, self._digits, self._letters = rows, mode, "", ""
        self.chosen = [row.key for row in rows if row.key in chosen] if mode != "list" else []
        at = [index for index, row in enumerate(rows) if row.key in chosen and row.reachable]
        self.cursor = at[0] if at else None
        self._width = 0
        self.refresh(layout=True)
        self.call_after_refresh(self.follow)

    def stand_on(self, key: str) -> None:
        """Put the cursor on a row; on the first when there is no such."""
        places = [n for n, row in enumerate(self.rows) if row.key == key and row.reachable]
        if places:
            self._to(places[0])
        elif self.rows:
            self.action_edge(-1)

    @property
    def here(self) -> str:
        """The key of the row that the cursor stands on; "" for none."""
        return "" if self.cursor is None else self.rows[self.cursor].key

    @property
    def draft(self) -> str:
        """What is marked now."""
        return ", ".join(self.chosen)

    @property
    def numbered(self) -> bool:
        """Whether digits choose."""
        return self.mode in {"one", "many"}

    # -- lines on the page ------------------------------------------------------------------

    def height_for(self, width: int) -> int:
        """How many lines all rows take."""
        self._wrap(width)
        return len(self._lines)

    def _wrap(self, width: int) -> None:
        if width == self._width or width <= 0:
            return
        self._width = width
        self._lines = [
            (index, line) for index, row in enumerate(self.rows) for line in self._row(index, row)
        ]
        self.virtual_size = Size(width, len(self._lines))

    def _row(self, index: int, row: Row) -> list[str]:
        if row.heading:
            return [line.plain for line in Content(visible(row.text)).wrap(self._width)]
        lead = len(self._lead(index))
        wrapped = Content(visible(row.text)).wrap(max(self._width - lead, 8))
        return [" " * lead + line.plain if n else line.plain for n, line in enumerate(wrapped)]

    def _lead(self, index: int) -> str:
        row = self.rows[index]
        cursor = "> " if index == self.cursor else "  "
        number = self._number(index) if self.numbered else ""
        empty, full = _MARKS.get(self.mode, ("", ""))
        return cursor + (full if row.key in self.chosen else empty) + number

    def _number(self, index: int) -> str:
        if self.nine:
            return f"{index + 1 if index < 9 else ' '}  "
        return f"{index + 1:>{len(str(len(self.rows)))}}  "

    def render_line(self, y: int) -> Strip:
        """Draw one line; only the first of a row carries cursor, mark and number."""
        width = self.size.width
        self._wrap(width)
        y += self.scroll_offset.y
        style = self.rich_style
        if y >= len(self._lines):
            return Strip.blank(width, style)
        index, line = self._lines[y]
        first = y == 0 or self._lines[y - 1][0] != index
        row = self.rows[index]
        text = self._lead(index) + line if first and not row.heading else line
        bold = style + BOLD if row.heading or index == self.cursor else style
        text = self._marked(text, y)
        return Strip([Segment(visible(text), bold)]).adjust_cell_length(width, style)

    def _marked(self, text: str, y: int) -> str:
        """Say at the edges of the list that it goes on."""
        top, height = self.scroll_offset.y, self.size.height
        if y == top and top > 0:
            said = "(more above)"
        elif y == top + height - 1 and y < len(self._lines) - 1:
            said = "(more below)"
        else:
            return text
        room = self.size.width - len(said) - 1
        return f"{cut(text, room):<{room}} {said}"

    def on_resize(self) -> None:
        """Keep the cursor on the page."""
        self.follow()

    # -- keys -------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Digits choose; y and n where it is yes or no; capitals go to what begins with them."""
        self.post_message(Touched())
        character = event.character or ""
        if self.numbered and character.isascii() and character.isdigit():
            event.stop()
            self._digit(character)
            return
        self._digits = ""
        if self.prompt and self.prompt.yes_no and character.lower() in {"y", "n"}:
            event.stop()
            self._to(0 if character.lower() == "y" else 1)
            self._chosen_by_key()
        elif self.numbered and character.isupper():
            event.stop()
            self._letters, place = jump(self.rows, self._letters, character, self.cursor)
            self._to(self.cursor if place is None else place)
            return
        self._letters = ""

    def _digit(self, digit: str) -> None:
        """In a list of more than nine a second digit follows: 1, then 12."""
        typed = digit if self.nine else self._digits + digit
        if not 1 <= int(typed) <= len(self.rows):
            typed = digit
        self._digits = typed if len(self.rows) > 9 else ""
        if 1 <= int(typed) <= len(self.rows):
            self._to(int(typed) - 1)
            if self.mode == "one" and int(typed) * 10 > len(self.rows):
                self._chosen_by_key()
            elif self.mode == "one" or self.nine or len(self.rows) <= 9:
                self.action_choose()

    def _chosen_by_key(self) -> None:
        """Enter it where that puts nothing else away; else Enter does."""
        if self.prompt and self.prompt.at_once:
            self.action_enter()
        else:
            self.action_choose()

    def action_choose(self) -> None:
        """Choose what the cursor stands on."""
        if self.cursor is None or not self.numbered:
            return
        row = self.rows[self.cursor]
        if self.mode == "one":
            self.chosen = [row.key]
        elif row.key in self.chosen:
            self.chosen.remove(row.key)
        else:
            self.chosen = with_row(self.rows, self.chosen, row)
        self.post_message(Begun())
        self.refresh()

    def action_enter(self) -> None:
        """Enter what is chosen."""
        if self.mode == "one" and self.cursor is not None:
            self.chosen = [self.rows[self.cursor].key]
            self.refresh()
        text = self.draft
        if self.mode == "list":
            text = "" if self.cursor is None else self.rows[self.cursor].key
        self.post_message(Given(self.prompt, text))

    def action_move(self, by: int) -> None:
        """Move the cursor by one row, past headings."""
        if self.cursor is None:
            self.action_edge(-by)
            return
        index = self.cursor + by
        while 0 <= index < len(self.rows) and not self.rows[index].reachable:
            index += by
        if 0 <= index < len(self.rows):
            self._to(index)

    def action_edge(self, which: int) -> None:
        """Go to the first or the last row."""
        rows = [index for index, row in enumerate(self.rows) if row.reachable]
        if rows:
            self._to(rows[0] if which < 0 else rows[-1])

    def action_page(self, by: int) -> None:
        """Move the cursor by a page; beyond its ends, the page that the list stands on."""
        rows = [index for index, row in enumerate(self.rows) if row.reachable]
        if not rows or self.cursor == rows[-1 if by > 0 else 0]:
            if isinstance(self.parent, VerticalScroll):
                self.parent.scroll_relative(y=by * self.parent.size.height, animate=False)
        else:
            here = self.cursor if self.cursor is not None else rows[0]
            wanted = min(max(here + by * max(self.size.height - 1, 1), rows[0]), rows[-1])
            self._to(min(rows, key=lambda index: abs(index - wanted)))

    def _to(self, index: int | None) -> None:
        self.cursor = index
        self.refresh()
        self.follow()

    def follow(self) -> None:
        """Scroll so that the cursor's row, and a heading right above it, can be seen."""
        self._wrap(self.size.width)
        if self.cursor is None or not self._lines:
            self.scroll_to(y=0, animate=False)
            return
        ys = [y for y, (index, _) in enumerate(self._lines) if index == self.cursor]
        top, last = ys[0], ys[-1]
        while top and self.rows[self._lines[top - 1][0]].heading:
            top -= 1
        region = Region(0, top, self.size.width, last - top + 1)
        self.scroll_to_region(region, animate=False, force=True)
        if isinstance(self.parent, VerticalScroll):
            # what stands above the list may leave it less room than it has
            self.call_after_refresh(self._into_view, self.parent, top, last - top + 1)

    def _into_view(self, page: VerticalScroll, top: int, height: int) -> None:
        """Scroll the page that the list stands on to the cursor; from the first row, to its top."""
        if self.cursor == 0:
            page.scroll_home(animate=False)
        y = self.virtual_region.y + top - self.scroll_offset.y
        # one line more: the page may say there that it goes on
        page.scroll_to_region(Region(0, y, self.size.width, height + 1), animate=False, force=True)
