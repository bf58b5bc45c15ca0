"""What each command does."""

from collections.abc import Callable, Iterable

from necessity.answers import AnswerId
from necessity.errors import NecessityError
from necessity.plain import reading
from necessity.plain.asking import helped
from necessity.plain.charting import Chart
from necessity.plain.commands import COMMANDS, NAMES, WITH_WORDS, listed
from necessity.plain.speaker import Speaker
from necessity.plain.tabling import Rows
from necessity.plain.typed import HELP, Doing
from necessity.tui import palette
from necessity.tui.desk import Desk
from necessity.tui.exporting import export
from necessity.tui.listing import END, overview
from necessity.tui.palette import Action
from necessity.tui.prompts import Kind, Row
from necessity.tui.reasons import policy_lines, why_lines

_SLOW = "One moment."
_SLOW_ONES = {"summary", "request", "rulings", "missing"}
"""By many policies each takes seconds, in which nothing else would be said."""
_NOTHING = "That does nothing here."


class Doer:
    """Does commands at a desk."""

    def __init__(self, desk: Desk, speaker: Speaker) -> None:
        self._desk, self._speaker = desk, speaker
        self.again = False
        """Whether the question is to be said whole."""

    def do(self, doing: Doing) -> None:
        """Do one command."""
        desk, name = self._desk, doing.name
        if name == "go":
            self._go(doing.words)
        elif name == "find":
            self._find(doing.words)
        elif name in (reads := self._reads()):
            self._speaker.say(_SLOW * (name in _SLOW_ONES))
            with self._speaker.calm():
                lines = list(reads[name]())
            self._speaker.page(lines)
        else:
            before = desk.prompt
            desk.message = ""
            self._acts()[name]()
            if desk.prompt is before and not (desk.message or desk.left or self.again):
                desk.message = _NOTHING

    @property
    def _draft(self) -> str:
        """What stands in the field: what was begun on the screen stays begun."""
        begun = self._desk.draft
        return self._desk.prompt.current if begun is None else begun

    def _acts(self) -> dict[str, Callable[[], None]]:
        desk = self._desk
        return {
            "back": lambda: desk.back(self._draft),
            "next": lambda: desk.skip(self._draft),
            "unknown": lambda: desk.unknown(self._draft),
            "note": lambda: desk.note(self._draft),
            "clear": self._clear,
            "remove": lambda: desk.remove(self._draft),
            "undo": lambda: desk.undo(self._draft),
            "redo": lambda: desk.redo(self._draft),
            "end": lambda: desk.go(None, self._draft),
            "complete": desk.complete,
            "physician": desk.opine,
            "amend": desk.amend,
            "cancel": self._cancel,
            "takeover": desk.take_over,
            "again": self._again,
            "rests": self._rests,
            "rows": self._rows,
            "export": self._export,
            "quit": lambda: desk.leave(desk.prompt.current),
        }

    def _reads(self) -> dict[str, Callable[[], Iterable[str]]]:
        desk = self._desk
        interview, case = desk.interview, desk.session.case
        return {
            HELP: lambda: filter(None, helped(desk.prompt)),
            "keys": listed,
            "why": lambda: why_lines(interview, desk.step),
            "policies": lambda: reading.policies(interview),
            "rulings": lambda: policy_lines(interview),
            "missing": lambda: reading.missing(interview),
            "overview": lambda: reading.questions(interview),
            "summary": lambda: reading.summary(interview, case),
            "request": lambda: reading.wanted(interview, case),
        }

    def _again(self) -> None:
        self.again = True

    def _rests(self) -> None:
        Chart(self._desk, self._speaker).run()
        self.again = True

    def _rows(self) -> None:
        table = self._desk.table(self._draft)
        if table is not None:
            Rows(self._desk, table, self._speaker).run()
            self.again = True

    def _export(self) -> None:
        self._speaker.say(_SLOW)
        self._desk.message = export(self._desk.session)

    def _clear(self) -> None:
        if self._desk.prompt.kind is Kind.NOTE:
            self._desk.given("")
        else:
            self._desk.clear()

    def _cancel(self) -> None:
        if self._desk.prompt.kind not in {Kind.QUESTION, Kind.END}:
            self._desk.cancel()

    # -- going anywhere ---------------------------------------------------------------------

    def _go(self, words: str) -> None:
        """Go to the question that has these words; ask which where there are several."""
        found = [row for row in overview(self._desk.interview, words) if row.reachable]
        if not found:
            self._desk.message = f'No question has the words "{words}".'
            return
        row = found[0] if len(found) == 1 else self._which(found)
        if row is not None:
            self._go_to(row.key)

    def _go_to(self, place: str) -> None:
        try:
            self._desk.go(None if place == END else AnswerId(place), self._draft)
        except NecessityError as refusal:
            self._desk.message = str(refusal)

    def _find(self, words: str) -> None:
        """Go to a question, do a command, or read a policy that has these words."""
        actions = [Action(each.name, each.name, each.does) for each in COMMANDS]
        rows = palette.found(self._desk.interview, actions, words)
        row = self._which([row for row in rows if row.reachable]) if rows else None
        if not rows:
            self._desk.message = palette.NOTHING
        elif row is not None and row.key.startswith(palette.DO):
            self.do(Doing(row.key.removeprefix(palette.DO)))
        elif row is not None and row.key.startswith((palette.POLICY, palette.LINE, palette.NOTE)):
            title, lines = palette.page(self._desk.interview, row.key)
            self._speaker.page([title, *lines])
        elif row is not None:
            self._go_to(row.key)

    def _which(self, found: list[Row]) -> Row | None:
        width = len(str(len(found)))
        rows = (f"  {number:>{width}}  {row.text.strip()}" for number, row in enumerate(found, 1))
        self._speaker.page(rows)
        self._speaker.say("Type its number; an empty line stays here.")
        while True:
            typed = self._speaker.ask().strip()
            command = NAMES.get(typed.lower().lstrip(":/"))
            if command and command not in WITH_WORDS:
                self.do(Doing(command))
            if not typed or command:
                return None
            number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
            if 1 <= number <= len(found):
                return found[number - 1]
            self._speaker.say(f"A number from 1 to {len(found)}, or an empty line to stay.")
