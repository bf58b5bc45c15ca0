"""What an answer rests on: shown, chosen, and the papers of the chart entered and quoted."""

from collections.abc import Iterator
from datetime import date

from necessity.answers import AnswerId
from necessity.case.model import Excerpt, Record
from necessity.case.records import About
from necessity.errors import EventRefused
from necessity.period import read_day
from necessity.plain.choosing import Unclear
from necessity.plain.speaker import Speaker
from necessity.tui.desk import Desk
from necessity.tui.words import standing_lines, worked_out

_HOW = (
    "Numbers with commas: the answer rests on these. none: on no paper. paper: enter a paper. "
    "quote: quote words of a paper. drop: take a paper or a quotation away. "
    "An empty line goes back to the question."
)
_NO_DAY = "A day is written 2026-11-18."


class Chart:
    """A conversation about the papers of one case."""

    def __init__(self, desk: Desk, speaker: Speaker) -> None:
        self._desk, self._speaker = desk, speaker

    def run(self) -> None:
        """Talk until the question is gone back to. Raises EOFError."""
        self._speaker.say(*self._stands())
        if self._desk.session.closed:
            self._speaker.say(*self._papers())
            return
        while True:
            self._speaker.say(*self._papers(), _HOW)
            typed = self._speaker.ask().strip().lower().lstrip(":/")
            if not typed or typed in {"back", "cancel"}:
                return
            try:
                self._does(typed)
            except (EventRefused, Unclear) as refusal:
                self._speaker.say(str(refusal))

    def _does(self, typed: str) -> None:
        match typed:
            case "paper":
                self._enter()
            case "quote":
                self._quote()
            case "drop":
                self._drop()
            case "none":
                self._rest(())
            case _:
                self._rest(tuple(self._id(part) for part in typed.split(",")))

    # -- what is there ----------------------------------------------------------------------

    def _stands(self) -> Iterator[str]:
        step = self._desk.step
        if step is None:
            yield "This is the end of the questions: there is no answer here."
        elif step.answer is None:
            yield "There is no answer yet."
        elif not step.answer.rests_on:
            yield "The answer rests on no paper of the chart: it is stated, not documented."
        else:
            yield f"The answer rests on {', '.join(step.answer.rests_on)}."

    def _ids(self) -> tuple[str, ...]:
        return self._desk.session.citable()

    def _papers(self) -> Iterator[str]:
        records = self._desk.session.case.records
        words = {record.id: _title(record) for record in records}
        words |= {each.id: _quote(each) for record in records for each in record.excerpt}
        yield "Papers of this case:" if words else "No paper of the chart is entered yet."
        for number, id_ in enumerate(self._ids(), 1):
            yield f"  {number:>{len(str(len(words)))}}  {id_} {words[id_]}"

    def _id(self, typed: str) -> str:
        """A number of the list, or an id as R1.2. Raises Unclear."""
        ids, text = self._ids(), typed.strip()
        if text.upper() in ids:
            return text.upper()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        if not 1 <= number <= len(ids):
            raise Unclear(f'There is no paper "{text}" in this list.')
        return ids[number - 1]

    # -- what is done -----------------------------------------------------------------------

    def _rest(self, ids: tuple[str, ...]) -> None:
        desk, step, before = self._desk, self._desk.step, self._desk.interview
        if step is None:
            raise Unclear("This is the end of the questions: there is no answer here.")
        desk.session.rest(AnswerId(step.id), ids)
        old = {line.key: line.state for line in standing_lines(before)}
        lines = standing_lines(desk.interview)
        desk.changed = frozenset(line.key for line in lines if line.state != old.get(line.key))
        desk.news = worked_out(before, desk.interview)
        self._speaker.say(*self._stands())

    def _asked(self, question: str) -> str:
        self._speaker.say(question)
        return self._speaker.ask().strip()

    def _enter(self) -> None:
        title = self._asked("What is it called? As: Consult note. Empty: no paper.")
        if not title:
            return
        about = About(
            title=title,
            kind=self._asked("What kind of paper? As: office note. It may stay empty."),
            author=self._asked("Who wrote it? It may stay empty."),
            dated=self._day(),
            pages=self._pages(),
        )
        self._speaker.say(f"{self._desk.session.add_record(about)} is entered.")

    def _day(self) -> date | None:
        while True:
            typed = self._asked(f"Of which day is it? {_NO_DAY} It may stay empty.")
            day = read_day(typed) if typed else None
            if not typed or isinstance(day, date):
                return day if isinstance(day, date) else None
            self._speaker.say(_NO_DAY)

    def _pages(self) -> int | None:
        while True:
            typed = self._asked("How many pages? It may stay empty.")
            if not typed:
                return None
            if typed.isascii() and typed.isdigit() and len(typed) < 6:
                return int(typed)
            self._speaker.say("A whole number.")

    def _quote(self) -> None:
        id_ = self._id(self._asked("Of which paper? Its number or its id."))
        words = self._asked("Which words, as they stand there?")
        at = self._asked("Where in it? As: p. 2. It may stay empty.")
        excerpt = self._desk.session.quote(id_.partition(".")[0], words, at)
        self._speaker.say(f"{excerpt} is entered.")

    def _drop(self) -> None:
        id_ = self._id(self._asked("Which one? Its number or its id."))
        session = self._desk.session
        (session.unquote if "." in id_ else session.remove_record)(id_)
        self._speaker.say(f"{id_} is taken away; the log keeps it.")


def _title(record: Record) -> str:
    parts = [record.title, record.kind, record.author]
    return ", ".join([*filter(None, parts), *([f"{record.dated}"] if record.dated else [])])


def _quote(excerpt: Excerpt) -> str:
    return f'"{excerpt.quote}"{f", {excerpt.at}" if excerpt.at else ""}'
