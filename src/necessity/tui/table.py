"""The page of a list over a question: all its rows, one line each. No Textual here.

The screen shows `prompt` and `message`, and calls one method for each key. What is done to a row is
the desk's, as at a question.
"""

from collections.abc import Callable

from necessity.answers import question_of
from necessity.errors import NecessityError
from necessity.logic import Truth
from necessity.pack.questions import Group
from necessity.tui.columns import SIGNS, columns, state_words
from necessity.tui.inner import remove_prompt
from necessity.tui.prompts import Kind, Prompt, Row
from necessity.tui.tabling import Tabling
from necessity.tui.walk import refused

_WHICH = "There is no row yet."
HEAD = "head"
_LEAD = 2
"""Columns before each line, where the cursor is shown."""


class Table:
    """What is chosen and done on that page."""

    def __init__(self, desk: Tabling, group: Group, row: int | None) -> None:
        self._desk = desk
        self.group = group
        self._width = 76
        self._dropping: int | None = None
        """The row about which it is asked whether it is to go."""
        self.here = str(row or "")
        """The row that the cursor stands on."""
        self.done = False
        """Set when the page is to close."""
        self.message = ""
        self.prompt = self._list()

    @property
    def listing(self) -> bool:
        """Whether the rows are shown: there letters are keys."""
        return self.prompt.kind is Kind.TABLE

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows, in their order."""
        return self._desk.session.interview.rows.get(self.group.id, ())

    def fit(self, width: int) -> None:
        """Draw the table to another width."""
        self._width = max(width - _LEAD, 20)
        if self.listing:
            self.prompt = self._list()

    def _list(self) -> Prompt:
        interview = self._desk.session.interview
        found = columns(interview, self.group, self._width)
        lines = (Row(key=str(row), text=line) for row, line in found.lines.items())
        left_out = f"For these there is no room here: {', '.join(found.left_out)}."
        return Prompt(
            kind=Kind.TABLE,
            text=state_words(interview, self.group),
            field="list",
            rows=(Row(key=HEAD, text=" " * _LEAD + found.head, heading=True), *lines),
            chosen=(self.here,),
            notes=(SIGNS, *([left_out] if found.left_out else [])),
        )

    def _row(self) -> int | None:
        """The row that is meant; says so where there is none."""
        found = next((row for row in self.numbers if str(row) == self.here), None)
        self.message = _WHICH if found is None else ""
        return found

    def _may(self) -> bool:
        """Whether anything may change; says why not."""
        if self._desk.session.held:
            self.message = refused(self._desk.session)
        return not self._desk.session.held

    def _does(self, act: Callable[[], object]) -> bool:
        """Do it, show the rows as they are then, and say what became of it, or why it did not."""
        self._dropping = None
        if not self._may():
            return False
        try:
            act()
            self.message = self._desk.message
        except NecessityError as refusal:
            self.message = str(refusal).removeprefix(f"{self.group.id}: ")
            return False
        self.prompt = self._list()
        return True

    # -- what the keys do -------------------------------------------------------------------

    def given(self, text: str) -> None:
        """Enter: go to the row; or, where it is asked, take it away."""
        if self._dropping is None:
            self.here = text
            self.edit()
        elif text == "yes":
            self._drop(self._dropping)
        elif text == "no":
            self.back()
        else:
            self.message = "Answer yes or no."

    def _drop(self, row: int) -> None:
        near = self._beside(row)
        if self._does(lambda: self._desk.drop_row(self.group, row)):
            self.here = near
        self.prompt = self._list()

    def _beside(self, row: int) -> str:
        at = self.numbers.index(row)
        rest = [str(each) for each in self.numbers if each != row]
        return rest[min(at, len(rest) - 1)] if rest else ""

    def edit(self) -> None:
        """Go to the first question of the row."""
        row = self._row()
        if row is not None or not self.numbers:
            self._desk.edit_row(self.group, row)
            self.done = True

    def add(self) -> None:
        """Begin another row and go there."""
        self.done = self._does(lambda: self._desk.add_row(self.group))

    def copy(self) -> None:
        """Begin another row with the answers of this one."""
        row = self._row()
        if row is not None:
            self._does(lambda: self._copied(row))

    def _copied(self, row: int) -> None:
        self.here = str(self._desk.copy_row(self.group, row))

    def move(self, by: int) -> None:
        """Move the row up (-1) or down (1)."""
        row = self._row()
        if row is not None:
            self._does(lambda: self._desk.move_row(self.group, row, by))

    def take_away(self) -> None:
        """Ask whether the row is to go."""
        row = self._row()
        if row is not None and self._may():
            self._dropping = row
            self.prompt = remove_prompt(self._desk.name_of_row(self.group, row))

    def undo(self) -> None:
        """Turn round the last thing done; the page stays."""
        self._turned(self._desk.undo)

    def redo(self) -> None:
        """Do it again after all."""
        self._turned(self._desk.redo)

    def _turned(self, turn: Callable[[str], None]) -> None:
        session = self._desk.session
        place = session.interview.place
        if not self._does(lambda: turn("")):
            return
        now = session.interview.place
        question, row = question_of(now) if now else ("", None)
        if any(item.id == question for item in self.group.item):
            self.here = str(row)  # what was turned stands there
            self.prompt = self._list()
        if session.interview.judge.gate(self.group.id).truth is Truth.FALSE:
            self.done = True  # the list is not asked any more
        elif place is not None and session.interview.step(place) is not None:
            session.go(place)

    def back(self) -> None:
        """Back to the rows, or to the question."""
        self.message = ""
        if self._dropping is None:
            self.done, self._desk.message = True, ""
        else:
            self._dropping = None
            self.prompt = self._list()
