"""The pages that open over a question, and what leads back from them to another one."""

from collections.abc import Iterator
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from necessity.answers import AnswerId
from necessity.errors import NecessityError
from necessity.session import Session
from necessity.tui import listing
from necessity.tui.desk import Desk
from necessity.tui.exporting import export
from necessity.tui.keymap import respelled
from necessity.tui.keys import Keys, help_lines, shown_key
from necessity.tui.leaving import Left
from necessity.tui.palette import DO, LINE, NOTE, POLICY, Action, page
from necessity.tui.prompts import Kind
from necessity.tui.reasons import policy_lines, summary_pages, why_lines
from necessity.tui.screens.finder import Finder
from necessity.tui.screens.palette import Palette
from necessity.tui.screens.reader import Reader
from necessity.tui.screens.records import RecordsScreen
from necessity.tui.screens.table import TableScreen
from necessity.tui.widgets.card import Card

_LAST_PAGE = {"export", "complete", "opine", "amend"}
"""What is done at the end of the questions."""
_NO_ACTIONS = {"find", "cancel", "repaint"}
"""What means nothing out of its place."""


_PAGES: dict[str, type[Screen[Any]]] = {
    "All rows of a list": TableScreen,
    "The records of the chart": RecordsScreen,
    "Anything by its words": Palette,
    "Overview": Finder,
    "A text to read, such as the summary": Reader,
}


def _of_pages() -> Iterator[str]:
    """The keys of the pages that open over a question, as they are bound."""
    for title, screen in _PAGES.items():
        yield title
        for binding in screen.BINDINGS:
            if isinstance(binding, Binding) and binding.description:
                keys = ", ".join(shown_key(key) for key in binding.key.split(","))
                yield f"  {binding.description}: {keys}"
        yield ""


class Pages(Screen[Left], inherit_bindings=False):
    """A screen with a desk: its reasons, its policies, its summary, its questions."""

    def __init__(self, session: Session, keys: Keys) -> None:
        super().__init__()
        self.keys = keys
        self.session = session
        self.desk = Desk(session)

    def show_desk(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    def _draft(self) -> str:
        return self.query_one(Card).field.draft

    def action_why(self) -> None:
        """Show why this is asked."""
        found = why_lines(self.desk.interview, self.desk.step)
        lines = [respelled(line, self.keys) for line in found]
        self.app.push_screen(Reader([("Why is this asked?", lines)]))

    def action_policies(self) -> None:
        """Show how each policy stands."""
        self.app.push_screen(
            Reader([("How the policies stand", policy_lines(self.desk.interview))])
        )

    def action_rest(self) -> None:
        """Show what the answer rests on, and the papers of the chart."""
        chart = self.desk.chart(self._draft(), self.size.width)
        if chart is None:
            self.query_one(Card).say(self.desk.message)
        else:
            self.app.push_screen(RecordsScreen(chart, self.session.name), self._cited)

    def action_rows(self) -> None:
        """Show all rows of the list."""
        table = self.desk.table(self._draft())
        if table is None:
            self.query_one(Card).say(self.desk.message)
        else:
            self.app.push_screen(TableScreen(table, self.session.name), self._cited)

    def _cited(self, _: None) -> None:
        self.show_desk()

    def action_help(self) -> None:
        """Show the keys."""
        pages = [("Keys", help_lines(self.keys)), ("Keys of the pages", list(_of_pages()))]
        self.app.push_screen(Reader(pages))

    def action_summary(self) -> None:
        """Show the summary as it would be now."""
        pages = summary_pages(self.desk.interview, self.session.case)
        self.app.push_screen(Reader(pages, export=lambda: export(self.session)))

    def action_overview(self) -> None:
        """Show every question."""
        self.app.push_screen(Finder(self.desk.interview), self._found)

    def action_find(self) -> None:
        """Look for anything by its words."""
        actions = [
            Action(key.action, key.call, key.does, key.label)
            for key in self.keys
            if key.action not in _NO_ACTIONS
        ]
        self.app.push_screen(Palette(self.desk.interview, actions), self._found)

    def _found(self, place: str | None) -> None:
        """Go to a question, do something, or read a policy."""
        if not place:
            return
        if place.startswith(DO):
            self._do(place.removeprefix(DO))
        elif place.startswith((POLICY, LINE, NOTE)):
            self.app.push_screen(Reader([page(self.desk.interview, place)]))
        else:
            self._go(None if place == listing.END else AnswerId(place))

    def _go(self, target: AnswerId | None) -> None:
        try:
            self.desk.go(target, self._draft())
        except NecessityError as refusal:
            self.desk.message = str(refusal)
        self.show_desk()

    def _do(self, action: str) -> None:
        """Do what a key does; what belongs to the last page, there."""
        if action in _LAST_PAGE and self.desk.prompt.kind is Kind.QUESTION:
            self._go(None)
        getattr(self, f"action_{action}")()
