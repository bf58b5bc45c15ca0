r"""What a reviewer said to one question, and its one text form. Pure.

The same text stands in case files, examples, the log, `--set` and error messages: `yes`,
`2 g/kg`, `classic`, `left, right`, `2026-11-18`, `2026-11`, `?not_in_record`.
A free text that begins with "?" or "\" is written with a "\" before it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NewType

from necessity.period import Period
from necessity.quantity import Quantity

AnswerId = NewType("AnswerId", str)
"""`dx.subtype`; in a row `tx#2.outcome`; for "any other?" the group's own id, `tx`."""


class Reason(StrEnum):
    """Why an answer is not known (FHIR data-absent-reason in our spelling)."""

    NOT_IN_RECORD = "not_in_record"
    NOT_KNOWN = "not_known"
    AWAITED = "awaited"
    DECLINED = "declined"
    ILLEGIBLE = "illegible"
    NOT_DOCUMENTED = "not_documented"
    NOT_ASKED = "not_asked"
    """Never written, only judged."""
    NOT_APPLICABLE = "not_applicable"
    """Never written, only judged: the question does not arise."""


REASON_WORDS = {
    Reason.NOT_IN_RECORD: "not in the record",
    Reason.NOT_KNOWN: "someone was asked and does not know",
    Reason.AWAITED: "awaited",
    Reason.DECLINED: "declined to say",
    Reason.ILLEGIBLE: "illegible",
    Reason.NOT_DOCUMENTED: "claimed, with no record of it",
}
"""The six reasons a reviewer may give, in the order they are offered."""


class How(StrEnum):
    """Where an answer came from."""

    MANUAL = "manual"
    IMPORTED = "imported"
    OVERRIDE = "override"
    CALCULATED = "calculated"
    COPIED = "copied"
    """From another row of the same list, when that row was copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who gave an answer, when and how; `at` is None in a replay of bare answers."""

    by: str = ""
    role: Literal["", "physician"] = ""
    """`physician`: a physician reviewer of the name `by` ("" when it was not recorded)."""
    at: datetime | None = None
    how: How = How.MANUAL


@dataclass(frozen=True, slots=True)
class Unknown:
    """An answer all the same: it is known that this is not known, and why."""

    reason: Reason


Value = bool | str | tuple[str, ...] | Quantity | date | Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer with what it rests on."""

    id: AnswerId
    value: Value | Unknown
    given: Given = Given()
    rests_on: tuple[str, ...] = ()
    """Ids of records or excerpts; empty means stated, not documented."""
    note: str = ""


def write(value: Value | Unknown) -> str:
    """Write the one text form of an answer."""
    match value:
        case Unknown(reason):
            return f"?{reason}"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(value)
        case date():
            return value.isoformat()
        case Quantity() | Period():
            return str(value)
    return f"\\{value}" if value.startswith(("?", "\\")) else value


def row_id(question: str, row: int) -> AnswerId:
    """`tx.outcome` in row 2 is `tx#2.outcome`."""
    group, _, rest = question.partition(".")
    return AnswerId(f"{group}#{row}.{rest}")


def question_of(answer: str) -> tuple[str, int | None]:
    """Split `tx#2.outcome` into `tx.outcome` and 2; row None outside a group."""
    head, mark, tail = answer.partition("#")
    if not mark:
        return answer, None
    number, _, rest = tail.partition(".")
    return f"{head}.{rest}", int(number)
