"""A text to read: reasons, policies, keys, the summary."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from necessity.tui.keys import fitted
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Line
from necessity.tui.wrapping import hanging


class Page(VerticalScroll, can_focus=True):
    """Scrolls its text; the keys do nothing else here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "Bottom", show=False),
    ]


class Reader(ModalScreen[None], inherit_bindings=False):
    """Shows lines under a title until it is closed. `more` are pages that `t` turns to."""

    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,b,enter,ctrl+j,ctrl+x,ctrl+q,ctrl+c,ctrl+b", "close", "close", show=False
        ),
        Binding("t,ctrl+t", "turn", "turn", show=False),
        Binding("e", "export", "export", show=False),
    ]

    def __init__(
        self,
        pages: Sequence[tuple[str, Sequence[str]]],
        *,
        export: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self._pages = pages
        self._at = 0
        self._count = 0
        self._export = export

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="title", markup=False)
        with Page(id="page"):
            yield Static("", id="text", markup=False)
        yield Line(id="said")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()
        self.watch(self.query_one(Page), "scroll_y", self._place, init=False)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._show()

    def _show(self) -> None:
        title, lines = self._pages[self._at]
        width = max(self.size.width, 20)
        wrapped = [part for line in lines for part in hanging(visible(line), width)]
        self.query_one("#title", Static).update(Content(visible(title)))
        self.query_one("#text", Static).update(Content(visible("\n".join(wrapped))))
        self._count = len(wrapped)
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        """Say which lines are on the page, and the keys."""
        page = self.query_one(Page)
        top = round(page.scroll_y) + 1
        last = min(top + page.size.height - 1, self._count)
        here = f"lines {top}-{last} of {self._count}"
        turn = "t other form  " if len(self._pages) > 1 else ""
        export = "e export  " if self._export else ""
        scroll = "Up/Down, PgUp/PgDn scroll  " if self._count > page.size.height else ""
        keys = fitted(f"{scroll}{turn}{export}q close  ({here})", max(self.size.width, 20))
        self.query_one("#keys", Static).update(Content(visible(keys)))

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_turn(self) -> None:
        """Show the other form."""
        self._at = (self._at + 1) % len(self._pages)
        self.query_one(Page).scroll_home(animate=False)
        self._show()

    def action_export(self) -> None:
        """Write it, and say where."""
        if self._export is not None:
            self.query_one("#said", Line).say(self._export())
