"""The answers a question may have, cut into classes that no condition of the pack tells apart.

A number is cut at every figure that some condition compares it with and at the ends of its range;
of the figures themselves and of what lies between each is a class. Of each class there is one
value that stands for it. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from necessity.answers import Reason, Unknown, Value
from necessity.conditions import Compare, Test
from necessity.pack.questions import (
    Boolean,
    Calculated,
    Choice,
    Date,
    Group,
    Item,
    QuantityQuestion,
    Text,
)
from necessity.quantity import UNITS, Quantity, Sign

Limit = Fraction | None
"""An end of a class of numbers; None where it has none."""
ANY_DAY = date(2024, 6, 1)
NOT_KNOWN = Unknown(Reason.NOT_KNOWN)
_DIGITS = 6
"""Decimals of a number that stands for its class."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One class of answers."""

    value: Value | Unknown | None
    """The value that stands for it; None: not answered."""
    low: Limit = None
    high: Limit = None
    """Of a number, in the base unit: the open interval; the number itself when both are equal."""
    compared: bool = True
    """Of a number: False when its unit cannot be compared with that of the conditions."""

    @property
    def known(self) -> bool:
        """Whether it is a value at all."""
        return self.value is not None and not isinstance(self.value, Unknown)


NONE, UNKNOWN = Cell(None), Cell(NOT_KNOWN)


def cells(item: Item, tests: tuple[Test, ...]) -> tuple[Cell, ...]:
    """Not answered, not known, and each class of values, of a question with these tests on it."""
    return (NONE, UNKNOWN, *_values(item, tests))


def _values(item: Item, tests: tuple[Test, ...]) -> Iterator[Cell]:
    match item:
        case Boolean() | Calculated(result="boolean"):
            yield from (Cell(value) for value in (True, False))
        case Choice() | Calculated(result="choice"):
            yield from (Cell((code,) if _many(item) else code) for code in item.codes)
        case QuantityQuestion() | Calculated():
            yield from _numbers(item, tests)
        case Date():
            yield Cell(ANY_DAY)
        case Text():
            yield Cell("said")
        case Group():
            raise TypeError(item)


def _many(item: Item) -> bool:
    return isinstance(item, Choice) and item.many


def _numbers(item: QuantityQuestion | Calculated, tests: tuple[Test, ...]) -> Iterator[Cell]:
    asked = item if isinstance(item, QuantityQuestion) else None
    whole = bool(asked and asked.whole)
    signs: tuple[Sign, ...] = ("", "<", ">") if asked and asked.comparator else ("",)
    for low, high in _intervals(_ends(item), sorted(set(_figures(item, tests)))):
        value = _standing_for(low, high, UNITS[item.unit].factor, whole=whole)
        if value is not None:
            for sign in signs:
                yield Cell(Quantity(value, item.unit, sign), low, high)
    for unit in asked.units if asked else ():
        if dimension(unit) != dimension(item.unit):
            yield Cell(Quantity(Decimal(1), unit), compared=False)


def dimension(unit: str) -> str:
    """What two units must have in common to be compared."""
    return UNITS[unit].dimension


def _ends(item: QuantityQuestion | Calculated) -> tuple[Limit, Limit]:
    if isinstance(item, Calculated):
        return None, None
    if item.range is None:
        return Fraction(0), None
    low, high = (Quantity(limit, item.unit).base for limit in item.range)
    return low, high


def _figures(item: QuantityQuestion | Calculated, tests: tuple[Test, ...]) -> Iterator[Fraction]:
    for test in tests:
        literal = test.literal if isinstance(test, Compare) else None
        if isinstance(literal, Quantity) and dimension(literal.unit) == dimension(item.unit):
            yield literal.base


def _intervals(ends: tuple[Limit, Limit], figures: list[Fraction]) -> Iterator[tuple[Limit, Limit]]:
    """The marks within the ends, and what lies between them."""
    low, high = ends
    inside = {
        mark for mark in figures if (low is None or mark >= low) and (high is None or mark <= high)
    }
    marks = sorted(inside | {end for end in ends if end is not None})
    before = None
    for mark in marks:
        if before is not None or low is None:
            yield before, mark
        yield mark, mark
        before = mark
    if high is None:
        yield before, None


def _standing_for(low: Limit, high: Limit, factor: Fraction, *, whole: bool) -> Decimal | None:
    """A plain number of the class, in the question's own unit; None when it holds none."""
    first = None if low is None else low / factor
    last = None if high is None else high / factor
    if first is not None and first == last:
        return _plain(first, 0 if whole else 9)
    if first is None or last is None:
        middle = last - 1 if last is not None else (first or Fraction(0)) + 1
    else:
        middle = (first + last) / 2
    for digits in (0,) if whole else range(_DIGITS + 1):
        step = Fraction(1, 10**digits)
        for near in (middle // step * step, middle // step * step + step):
            if (first is None or near > first) and (last is None or near < last):
                return _plain(near, digits)
    return None


def _plain(value: Fraction, digits: int) -> Decimal | None:
    scaled = value * 10**digits
    if scaled.denominator != 1:
        return None
    return Decimal(int(scaled)).scaleb(-digits)
