"""What the card asks: the question itself, or a reason, a note, a signature. Pure.

The card shows one prompt and knows nothing else. Everything that is asked around a question (why
it is not known, a note, a reason for an unusual number) is asked in its place, with the same keys,
so that nothing new must be learned for it and no other screen is opened.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from necessity.answers import Answer, Given, Unknown, write
from necessity.decide.explain import contradiction_words, row_name
from necessity.interview.state import Interview, Step
from necessity.pack.questions import (
    Boolean,
    Choice,
    Date,
    Group,
    Item,
    Option,
    QuantityQuestion,
)
from necessity.quantity import UNITS, Quantity, number_text, shown_quantity
from necessity.tui.words import answered_line

PHYSICIAN = "If you are no physician reviewer, skip it."


class Kind(StrEnum):
    """What an answer to the prompt is for."""

    QUESTION = "question"
    UNKNOWN = "unknown"
    NOTE = "note"
    OVERRIDE = "override"
    REMOVE = "remove"
    AMEND = "amend"
    PHYSICIAN = "physician"
    END = "end"
    NAME = "name"
    AGREE = "agree"
    DETERMINE = "determine"
    WORDS = "words"
    REASON = "reason"
    SIGN = "sign"
    OVER = "over"
    LOSE = "lose"
    REST = "rest"
    PAPER = "paper"
    DROP = "drop"
    TABLE = "table"


OPINING = {Kind.NAME, Kind.AGREE, Kind.DETERMINE, Kind.WORDS, Kind.REASON, Kind.SIGN}
"""The steps of a person's own determination."""
Field = Literal["one", "many", "list", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line that can be chosen."""

    key: str
    text: str
    alone: bool = False
    """Cannot be chosen together with another."""
    heading: bool = False
    """Only a heading: the cursor passes it by."""
    still: bool = False
    """To read, not to go to: the cursor passes it by."""

    @property
    def reachable(self) -> bool:
        """Whether the cursor may stand on it."""
        return not (self.heading or self.still)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One thing to ask."""

    kind: Kind
    text: str
    field: Field
    help: str = ""
    context: str = ""
    rows: tuple[Row, ...] = ()
    chosen: tuple[str, ...] = ()
    typed: str = ""
    hint: str = ""
    """What the field takes: a unit, a range, how a day is written."""
    notes: tuple[str, ...] = ()
    """What is already there."""
    rests: str = ""
    """What the answer rests on: one line, cut to the width."""
    yes_no: bool = False
    answered: bool = False
    """Whether there is an answer to take back; at the end, whether the case is completed."""
    row: bool = False
    """Whether it stands in a row that can be removed."""
    listed: bool = False
    """Whether it stands in a list, or asks for another row of it."""

    @property
    def current(self) -> str:
        """What the field holds before anything is typed."""
        return self.typed if self.field == "text" else ", ".join(self.chosen)

    @property
    def at_once(self) -> bool:
        """Whether a number, or y and n, enters it: not where it would put another in its place."""
        asked = self.kind in {Kind.QUESTION, Kind.UNKNOWN}
        return asked and self.field == "one" and not self.answered


YES_NO = (Row(key="yes", text="Yes"), Row(key="no", text="No"))


def question_prompt(interview: Interview, step: Step, note: str) -> Prompt:
    """The question as it stands; `note` is one that waits for its answer."""
    item = step.question
    held = step.answer.value if step.answer else None
    known = held is not None and not isinstance(held, Unknown)
    current = write(held) if known and held is not None else ""
    field = field_of(item)
    chosen = (
        tuple(part.strip() for part in current.split(",")) if field != "text" and current else ()
    )
    return Prompt(
        kind=Kind.QUESTION,
        text=step.text,
        help=item.help,
        context=_context(interview, step),
        field=field,
        rows=_rows(item),
        chosen=chosen,
        typed=_typed(current, item) if field == "text" else "",
        hint=hint_of(item),
        notes=(*_notes(step, note), *_contradicted(interview, step)),
        yes_no=isinstance(item, Boolean | Group),
        answered=step.answer is not None,
        row=step.row is not None,
        listed=step.row is not None or isinstance(item, Group),
    )


def _typed(current: str, item: Item) -> str:
    """A text as it was typed; a number without the unit that is shown beside it anyway."""
    if isinstance(item, QuantityQuestion):
        return current.removesuffix(f" {item.unit}")
    return current.removeprefix("\\")


def field_of(item: Item) -> Field:
    """How a question is answered."""
    match item:
        case Choice(many=True):
            return "many"
        case Choice() | Boolean() | Group():
            return "one"
    return "text"


def _rows(item: Item) -> tuple[Row, ...]:
    if isinstance(item, Choice):
        return tuple(_row(option) for option in item.options)
    return YES_NO if field_of(item) == "one" else ()


def _row(option: Option) -> Row:
    return Row(key=option.code, text=option.text, alone=option.exclusive)


def _context(interview: Interview, step: Step) -> str:
    if step.row is None:
        return ""
    return row_name(interview.judge, step.question.id, step.row)


def _contradicted(interview: Interview, step: Step) -> tuple[str, ...]:
    """What this answer cannot be right together with."""
    return tuple(
        f"Contradiction: {contradiction_words(interview.judge, found)}"
        for found in interview.contradictions
        if step.id in found.answers
    )


def _notes(step: Step, note: str) -> tuple[str, ...]:
    found = [PHYSICIAN] if step.question.role == "physician" else []
    answer = step.answer
    if answer is not None:
        found.append(f"Answered: {answered_line(step)}{_by(answer.given)}{_stated(answer)}")
    kept = note or (answer.note if answer else "")
    if kept:
        found.append(f"Note: {kept}")
    if not step.needed and answer is None:
        found.append("Nothing turns on this question any more.")
    return tuple(found)


def _stated(answer: Answer) -> str:
    bare = not (answer.rests_on or isinstance(answer.value, Unknown))
    return " (stated, not documented)" if bare else ""


def _by(given: Given) -> str:
    if given.role != "physician":
        return ""
    return f" (physician reviewer {given.by or 'of no recorded name'})"


def hint_of(item: Item) -> str:
    """What a typed answer looks like."""
    if isinstance(item, Date):
        return "A day, written 2026-11-18; or only its month, 2026-11, or its year."
    if isinstance(item, QuantityQuestion):
        return " ".join(_quantity_hints(item))
    return ""


def _quantity_hints(item: QuantityQuestion) -> list[str]:
    unit = UNITS[item.unit].shown
    found = [f"In {unit}." if unit else "A number."]
    if item.range is not None:
        low, high = item.range
        words = f"From {number_text(low)} to {shown_quantity(Quantity(high, item.unit))}."
        found = [f"A whole number. {words}" if item.whole else words]
    elif item.whole:
        found = [f"A whole number of {unit}." if unit else "A whole number."]
    if item.units:
        more = " or ".join(UNITS[code].code for code in item.units)
        found.append(f"For another unit type it too: {more}.")
    if item.comparator:
        found.append('Keep a "<" or ">" of the report: <7.')
    return found
