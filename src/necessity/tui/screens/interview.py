"""The interview: one question at a time, with free correction."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from necessity.answers import AnswerId
from necessity.errors import NecessityError
from necessity.session import Session
from necessity.tui import listing
from necessity.tui.desk import Desk
from necessity.tui.exporting import export
from necessity.tui.keys import KEYS, footer, help_lines
from necessity.tui.prompts import Kind, Prompt
from necessity.tui.reasons import policy_lines, summary_pages, why_lines
from necessity.tui.screens.finder import Finder
from necessity.tui.screens.reader import Reader
from necessity.tui.widgets.card import Card, Line
from necessity.tui.widgets.messages import Given, Touched
from necessity.tui.widgets.standing import Standing
from necessity.tui.words import both_ends, flags_of, progress, saved_words, standing_lines
from necessity.visible import visible

WIDE = 110
"""From here on the standing panel has the right side."""
SMALLEST = (60, 20)
LOW = 16
"""Lines below which the question needs those of the standing panel."""
_SMALL = "Window too small: make it 60 by 20."
_EXPORT = "v shows the summary; e there writes it."
_UNENTERED = "What is typed is not entered. Enter keeps it; leave again to go."
_UNSAVED = "The case is not saved: leaving now loses what was answered. Leave again to go."
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


class InterviewScreen(Screen[None], inherit_bindings=False):
    """Shows the desk; each key is one call to it."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in KEYS]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.desk = Desk(session)
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield Static("", id="header", markup=False)
        yield Static("", id="progress", markup=False)
        yield Line(id="banner")
        with Container(id="body"):
            yield Card(id="card")
            yield Standing(id="standing")
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the question where the case was left."""
        self.session.save()
        self._show()

    def on_resize(self) -> None:
        """Draw header and panel to the new width."""
        self._frame()
        self._stand()

    # -- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        """Show everything anew."""
        desk = self.desk
        self._warned = False
        self._frame()
        card = self.query_one(Card)
        card.ask(desk.prompt, desk.draft)
        card.say(desk.message)
        self._stand()

    def _stand(self) -> None:
        """Show how things stand; the end page says it itself where there is no room for both."""
        desk, standing = self.desk, self.query_one(Standing)
        standing.wide = self.app.size.width >= WIDE
        room = self.app.size.height >= LOW and desk.prompt.kind is not Kind.END
        standing.display = standing.wide or room
        flags = flags_of(desk.interview.standings)
        standing.stand(standing_lines(desk.interview), desk.changed, desk.news, flags)

    def _after(self, before: Prompt) -> None:
        """Show what a key has done; what is typed stays where nothing else is asked now."""
        if self.desk.prompt is before:
            self.query_one(Card).say(self.desk.message)
            self._frame()
        else:
            self._show()

    def _frame(self) -> None:
        session, width = self.session, self.size.width
        left = f"Case {session.case.id}   {session.interview.pack.title}"
        right = "" if session.problem else saved_words(session.case.saved)
        self._line("header", both_ends(visible(left), right, width))
        small = self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]
        where = (_SMALL, "") if small else progress(session.interview)
        self._line("progress", both_ends(*where, width))
        problem = f"NOT SAVED. {session.problem} The next answer tries again."
        self.query_one("#banner", Line).say(problem if session.problem else "")
        self._line("keys", footer(self.desk.prompt, width))

    def _line(self, id_: str, text: str) -> None:
        self.query_one(f"#{id_}", Static).update(Content(visible(text)))

    def _draft(self) -> str:
        return self.query_one(Card).field.draft

    # -- answering --------------------------------------------------------------------------

    @on(Given)
    def _given(self, event: Given) -> None:
        event.stop()
        if event.prompt is not self.desk.prompt:
            return  # typed ahead: its question has gone, and it must not answer the next one
        self._does(lambda: self.desk.given(event.text))

    @on(Touched)
    def _touched(self, event: Touched) -> None:
        event.stop()
        if self.desk.message:
            self.desk.message = ""
            self.query_one(Card).say("")

    # -- keys -------------------------------------------------------------------------------

    def _does(self, act: Callable[[], None]) -> None:
        before = self.desk.prompt
        act()
        self._after(before)

    def action_back(self) -> None:
        """Go to the question before."""
        self._does(lambda: self.desk.back(self._draft()))

    def action_skip(self) -> None:
        """Go on."""
        self._does(lambda: self.desk.skip(self._draft()))

    def action_unknown(self) -> None:
        """Ask why it is not known."""
        self._does(lambda: self.desk.unknown(self._draft()))

    def action_note(self) -> None:
        """Ask for a note."""
        self._does(lambda: self.desk.note(self._draft()))

    def action_clear(self) -> None:
        """Take the answer back."""
        self._does(self.desk.clear)

    def action_remove(self) -> None:
        """Ask whether the row is to go."""
        self._does(lambda: self.desk.remove(self._draft()))

    def action_cancel(self) -> None:
        """Leave an inner question; what was typed in it is not lost by a key that came broken."""
        if self.desk.prompt.kind in {Kind.QUESTION, Kind.END}:
            return
        if self._draft() not in {"", self.desk.prompt.current} and not self._warned:
            self._warned = True
            self.query_one(Card).say("What is typed is not entered. Escape again leaves it.")
            return
        self.desk.cancel()
        self._show()

    def action_complete(self) -> None:
        """Ask for the reviewer's own determination."""
        self._does(self.desk.complete)

    def action_opine(self) -> None:
        """Ask for a physician reviewer's determination."""
        self._does(self.desk.opine)

    def action_why(self) -> None:
        """Show why this is asked."""
        lines = why_lines(self.desk.interview, self.desk.step)
        self.app.push_screen(Reader([("Why is this asked?", lines)]))

    def action_policies(self) -> None:
        """Show how each policy stands."""
        self.app.push_screen(
            Reader([("How the policies stand", policy_lines(self.desk.interview))])
        )

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Reader([("Keys", help_lines())]))

    def action_summary(self) -> None:
        """Show the summary as it would be now."""
        pages = summary_pages(self.desk.interview, self.session.case)
        self.app.push_screen(Reader(pages, export=lambda: export(self.session)))

    def action_export(self) -> None:
        """Write the summary."""
        at_end = self.desk.prompt.kind is Kind.END
        self.query_one(Card).say(export(self.session) if at_end else _EXPORT)

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
            self._show()

    def action_repaint(self) -> None:
        """Draw the screen anew, for a terminal that something else wrote on."""
        self.app.refresh(repaint=True, layout=True)

    def action_leave(self) -> None:
        """Leave; every answer is saved already, what is only typed is not."""
        prompt = self.desk.prompt
        typed = prompt.field != "list" and self._draft() != prompt.current
        self.session.save()
        self._frame()
        if (typed or self.session.problem) and not self._warned:
            self._warned = True
            self.query_one(Card).say(_UNSAVED if self.session.problem else _UNENTERED)
            return
        self.dismiss(None)
