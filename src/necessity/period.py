"""A month or a year: all that a record may say of a day. Pure.

A comparison with one is decided only when every day of it would come out the same.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from necessity.logic import Truth, truth

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or one month of it."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.month is None else self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = 12 if self.month is None else self.month
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """`Jun 2024`, `2024`."""
        return f"{self.first:%b} {self.year}" if self.month else f"{self.year}"

    def __str__(self) -> str:
        """`2024-06`, `2024`."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def read_day(text: str) -> date | Period | None:
    """`2024-06-30`, `2024-06` or `2024`; None for anything else and for days that there are not."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        found = _PERIOD.fullmatch(text)
        if found is None:
            return None
        period = Period(int(found["year"]), int(found["month"]) if found["month"] else None)
        period.first  # noqa: B018 - raises for a month or a year that there is not
    except ValueError:
        return None
    return period


def _bounds(value: date | Period) -> tuple[date, date]:
    return (value.first, value.last) if isinstance(value, Period) else (value, value)


def compared(value: date | Period, op: str, other: date | Period) -> Truth:
    """One comparison of two days; unknown where days of a period would differ."""
    if op in {">", ">="}:
        return compared(other, {">": "<", ">=": "<="}[op], value)
    if op == "!=":
        return ~compared(value, "=", other)
    (first, last), (other_first, other_last) = _bounds(value), _bounds(other)
    always, never = {
        "<": (last < other_first, first >= other_last),
        "<=": (last <= other_first, first > other_last),
        "=": (first == last == other_first == other_last, last < other_first or first > other_last),
    }[op]
    return truth(always) if always or never else Truth.UNKNOWN


def within(value: date | Period, days: int, later: date | Period) -> Truth:
    """Whether `later` comes no more than so many days after, and not before."""
    (first, last), (later_first, later_last) = _bounds(value), _bounds(later)
    least, most = (later_first - last).days, (later_last - first).days
    if least >= 0 and most <= days:
        return Truth.TRUE
    return Truth.FALSE if most < 0 or least > days else Truth.UNKNOWN
