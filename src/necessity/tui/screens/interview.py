"""The interview: one question at a time, with free correction."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from necessity.session import Session
from necessity.tui.banner import banner, unsaved
from necessity.tui.exporting import export
from necessity.tui.keymap import respelled
from necessity.tui.keys import KEYS, Key, Keys, footer
from necessity.tui.prompts import Kind, Prompt
from necessity.tui.screens.pages import Pages
from necessity.tui.supposing import supposed
from necessity.tui.terminal.charset import visible
from necessity.tui.widgets.card import Card, Line
from necessity.tui.widgets.messages import Begun, Given, Touched
from necessity.tui.widgets.standing import Standing
from necessity.tui.words import both_ends, flags_of, progress, saved_words, standing_lines

WIDE = 110
"""From here on the standing panel has the right side."""
SMALLEST = (60, 20)
LOW = 16
"""Lines below which the question needs those of the standing panel."""
_SMALL = "Window too small: make it 60 by 20."
_EXPORT = "v shows the summary; e there writes it."
_FLUSH = 2.0
"""Seconds after which what was begun is on disk, whatever ends the program."""
_RETRY = 10.0
"""Seconds after which a case that could not be saved is tried again, without an answer."""
_ALONE = {Kind.END, Kind.OVER, Kind.LOSE}
"""Prompts that need the room of the standing panel."""
IN_FIELDS = (
    Binding("ctrl+e", "in_field('rest')", show=False, priority=True),
    Binding("ctrl+d", "in_field('remove')", show=False, priority=True),
)
"""Keys that a text field has for itself, and gives up while a question is asked in it."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


def bound(key: Key) -> Binding:
    """The binding of all keys of an action."""
    return Binding(key.keys, key.action, key.label, id=key.action, tooltip=key.does, show=False)


class InterviewScreen(Pages, inherit_bindings=False):
    """Shows the desk; each key is one call to it."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [*map(bound, KEYS), *IN_FIELDS]

    def __init__(self, session: Session, keys: Keys = KEYS) -> None:
        super().__init__(session, keys)
        self._bindings = BindingsMap([*map(bound, keys), *IN_FIELDS])
        self._warned = False
        self._seen: set[str] = set()
        """Cautions that were read."""

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
        self.query_one(Card).keys = self.query_one(Standing).keys = self.keys
        self.session.save()
        self.set_interval(_FLUSH, self._flush)
        self.set_interval(_RETRY, self._retry)
        self._show()

    def _flush(self) -> None:
        """Have on disk what was begun."""
        if self.session.problem is None and not self.session.saved:
            self.session.flush()
            self._frame()

    def _retry(self) -> None:
        """Try to save what could not be: its folder may be back."""
        if self.session.problem is not None:
            if self.session.save() is not None:
                self.desk.saved_again()
                self.query_one(Card).say(self.desk.message)
            self._frame()

    def on_resize(self) -> None:
        """Draw header and panel to the new width."""
        self._frame()
        self._stand()

    # -- showing ----------------------------------------------------------------------------

    def show_desk(self) -> None:
        """Show everything anew."""
        self._show()

    def _show(self) -> None:
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
        room = self.app.size.height >= LOW and desk.prompt.kind not in _ALONE
        standing.display = standing.wide or room
        flags = flags_of(desk.interview.standings)
        standing.stand(standing_lines(desk.interview), desk.changed, desk.news, flags)

    def _after(self, before: Prompt) -> None:
        """Show what a key has done; what is typed stays where nothing else is asked now."""
        if self.desk.left is not None:
            self.dismiss(self.desk.left)
        elif self.desk.prompt is before:
            self.query_one(Card).say(self.desk.message)
            self._frame()
        else:
            self._show()

    def _frame(self) -> None:
        session, width = self.session, self.size.width
        left = f"Case {session.name}   {session.interview.pack.title}"
        right = "" if unsaved(session) else saved_words(session.case.saved)
        self._line("header", both_ends(visible(left), right, width))
        small = self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]
        where = (_SMALL, "") if small else progress(session.interview)
        self._line("progress", both_ends(*where, width))
        self.query_one("#banner", Line).say(respelled(banner(session, self._seen), self.keys))
        self._line("keys", footer(self.desk.prompt, width, self.keys))

    def _line(self, id_: str, text: str) -> None:
        self.query_one(f"#{id_}", Static).update(Content(visible(text)))

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

    @on(Input.Changed)
    @on(Begun)
    def _begun(self, event: Input.Changed | Begun) -> None:
        event.stop()
        draft, desk = self._draft(), self.desk
        desk.typed(draft)
        if desk.prompt.kind is Kind.QUESTION:
            begun = "" if draft == desk.prompt.current else draft
            self.query_one(Card).suppose(supposed(desk.interview, desk.step, begun))

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

    def action_in_field(self, action: str) -> None:
        """Do what a key does that a text field else has for itself: only at a question."""
        prompt = self.desk.prompt
        if prompt.kind is not Kind.QUESTION or (action == "remove" and not prompt.row):
            raise SkipAction
        if action == "remove":
            self.action_remove()
        else:
            self.action_rest()

    def action_clear(self) -> None:
        """Take the answer back."""
        self._does(self.desk.clear)

    def action_remove(self) -> None:
        """Ask whether the row is to go."""
        self._does(lambda: self.desk.remove(self._draft()))

    def action_cancel(self) -> None:
        """Leave an inner question; what was typed in it is not lost by a key that came broken."""
        if self.desk.prompt.kind in {Kind.QUESTION, Kind.END}:
            self._seen |= set(self.session.cautions)
            self._frame()
            return
        if self._draft() not in {"", self.desk.prompt.current} and not self._warned:
            self._warned = True
            self.query_one(Card).say("What is typed is not entered. Escape again leaves it.")
            return
        self.desk.cancel()
        self._show()

    def action_undo(self) -> None:
        """Turn round the last thing done."""
        self._does(lambda: self.desk.undo(self._draft()))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._does(lambda: self.desk.redo(self._draft()))

    def action_amend(self) -> None:
        """Open a completed case again."""
        self._does(self.desk.amend)

    def action_complete(self) -> None:
        """Ask for the reviewer's own determination."""
        self._does(self.desk.complete)

    def action_opine(self) -> None:
        """Ask for a physician reviewer's determination."""
        self._does(self.desk.opine)

    def action_export(self) -> None:
        """Write the summary."""
        at_end = self.desk.prompt.kind is Kind.END
        self.query_one(Card).say(export(self.session) if at_end else _EXPORT)

    def action_repaint(self) -> None:
        """Draw the screen anew, for a terminal that something else wrote on."""
        self.app.refresh(repaint=True, layout=True)

    def action_leave(self) -> None:
        """Leave; every answer is saved already, what is only typed is not."""
        self._does(lambda: self.desk.leave(self._draft()))

    def action_take_over(self) -> None:
        """Ask whether a case that another has open is to be taken over."""
        self._does(self.desk.take_over)
