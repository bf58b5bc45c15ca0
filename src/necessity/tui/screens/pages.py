"""The pages that open over a question, and what leads back from them to another one."""

from textual.screen import Screen

from necessity.answers import AnswerId
from necessity.errors import NecessityError
from necessity.session import Session
from necessity.tui import listing
from necessity.tui.desk import Desk
from necessity.tui.exporting import export
from necessity.tui.keys import help_lines
from necessity.tui.leaving import Left
from necessity.tui.reasons import policy_lines, summary_pages, why_lines
from necessity.tui.screens.finder import Finder
from necessity.tui.screens.reader import Reader
from necessity.tui.screens.records import RecordsScreen
from necessity.tui.screens.table import TableScreen
from necessity.tui.widgets.card import Card


class Pages(Screen[Left], inherit_bindings=False):
    """A screen with a desk: its reasons, its policies, its summary, its questions."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.desk = Desk(session)

    def show_desk(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    def _draft(self) -> str:
        return self.query_one(Card).field.draft

    def action_why(self) -> None:
        """Show why this is asked."""
        lines = why_lines(self.desk.interview, self.desk.step)
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
        self.app.push_screen(Reader([("Keys", help_lines())]))

    def action_summary(self) -> None:
        """Show the summary as it would be now."""
        pages = summary_pages(self.desk.interview, self.session.case)
        self.app.push_screen(Reader(pages, export=lambda: export(self.session)))

    def action_overview(self) -> None:
        """Show every question."""
        self._find(finding=False)

    def action_find(self) -> None:
        """Look for a question."""
        self._find(finding=True)

    def _find(self, *, finding: bool) -> None:
        self.app.push_screen(Finder(self.desk.interview, finding=finding), self._found)

    def _found(self, place: str | None) -> None:
        if place:
            target = None if place == listing.END else AnswerId(place)
            try:
                self.desk.go(target, self._draft())
            except NecessityError as refusal:
                self.desk.message = str(refusal)
            self.show_desk()
