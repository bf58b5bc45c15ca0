"""All rows of a list: told, added, copied, moved and removed line by line."""

from collections.abc import Callable

from necessity.plain.choosing import Unclear
from necessity.plain.speaker import Speaker
from necessity.plain.wording import worded
from necessity.tui.columns import cells
from necessity.tui.desk import Desk
from necessity.tui.table import Table

_HOW = (
    "The number of a row goes to it. add: another row. copy 2: another row with the answers of "
    "row 2. up 2, down 2: move row 2. remove 2: take row 2 away. undo and redo. "
    "An empty line goes back to the question."
)


class Rows:
    """A conversation about the rows of one list."""

    def __init__(self, desk: Desk, table: Table, speaker: Speaker) -> None:
        self._desk, self._table, self._speaker = desk, table, speaker

    def run(self) -> None:
        """Talk until a question is gone to. Raises EOFError."""
        self._speaker.page(self._told())
        self._speaker.say(_HOW)
        while not self._table.done:
            typed = self._speaker.ask().strip().lower().lstrip(":/")
            try:
                self._does(typed)
                self._speaker.say(worded(self._table.message))
            except Unclear as refusal:
                self._speaker.say(str(refusal))
        self._desk.message = ""

    def _told(self) -> list[str]:
        table, interview = self._table, self._desk.interview
        told = [
            f"  {row}  {', '.join(said)}" for row, said in cells(interview, table.group).items()
        ]
        return [table.prompt.text, *(told or ["There is no row yet."])]

    def _does(self, typed: str) -> None:
        table = self._table
        word, _, number = typed.partition(" ")
        turns: dict[str, Callable[[], None]] = {
            "": table.back,
            "back": table.back,
            "cancel": table.back,
            "add": table.add,
            "undo": table.undo,
            "redo": table.redo,
        }
        to_a_row: dict[str, Callable[[], None]] = {
            "copy": table.copy,
            "up": lambda: table.move(-1),
            "down": lambda: table.move(1),
            "remove": self._remove,
        }
        if typed in turns:
            turns[typed]()
        elif word in to_a_row:
            self._row(number)
            to_a_row[word]()
        else:
            self._row(typed)
            table.edit()
        if typed not in {"", "back", "cancel"} and table.numbers and not table.done:
            self._speaker.page(self._told())

    def _row(self, typed: str) -> None:
        """Stand on the row of a number. Raises Unclear."""
        numbers = [str(number) for number in self._table.numbers]
        if typed not in numbers:
            raise Unclear(f'There is no row "{typed}". {_HOW}')
        self._table.here = typed

    def _remove(self) -> None:
        table = self._table
        table.take_away()
        if table.listing:
            return
        self._speaker.say(table.prompt.text, table.prompt.help, "Answer yes or no.")
        typed = self._speaker.ask().strip().lower()
        table.given("yes" if typed in {"yes", "y"} else "no")
