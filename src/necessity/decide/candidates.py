"""Which values of an answer are worth trying: one for each way its tests can come out. Pure.

A condition sees of a number only which side of its figures it lies on, and of an option only in
which sets it is. So a few values stand for all: at, just below and just above every figure that
the pack compares the answer with, beside the ends of its range, and one option of each kind. What
a calculation takes is tried with every option and with numbers spread over the range.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from necessity.answers import AnswerId, Unknown, Value, question_of
from necessity.conditions import Compare, Known, Within, second
from necessity.decide.judge import Judge, alone, says_unknown
from necessity.logic import Truth
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Calculated, Choice, Date, Item, QuantityQuestion, Text
from necessity.pack.reading import in_range
from necessity.period import Period
from necessity.quantity import UNITS, Number, Quantity

_STEP = Decimal("0.001")
"""Just below or above a figure, of a number that need not be whole."""
_SPREAD = tuple(Decimal(part) / 100 for part in (2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80))
"""Where in its range a number that a calculation takes is tried, beside the ends."""
_ANY_DAY = date(2000, 1, 1)


def candidates(judge: Judge, answer: AnswerId) -> tuple[Value, ...]:
    """Values that answer may have, one for each way the tests on it can come out."""
    question, row = question_of(answer)
    item, pack = judge.pack.questions[question], judge.pack
    if isinstance(item, Date):
        return tuple(dict.fromkeys(_days(judge, question, row)))
    allowed = (value for value in _values(item, pack) if not says_unknown(value, item))
    if question in pack.calculated_from:
        return tuple(dict.fromkeys(allowed))
    kinds: dict[tuple[Truth, ...], Value] = {}
    for value in allowed:
        kinds.setdefault(seen(pack, question, value), value)
    return tuple(kinds.values())


def seen(pack: Pack, question: str, value: Value) -> tuple[Truth, ...]:
    """How every test that looks at this answer alone comes out."""
    single = (t for t in pack.tests_on.get(question, ()) if not second(t))
    return tuple(alone(test, value, pack) for test in single if not isinstance(test, Known))


def _values(item: Item, pack: Pack) -> Iterable[Value]:
    match item:
        case Boolean() | Calculated(result="boolean"):
            return (True, False)
        case Choice(many=True):
            return _several(item, pack)
        case Choice() | Calculated(result="choice"):
            return item.codes
        case QuantityQuestion() | Calculated():
            return _numbers(item, pack)
        case Text():
            return ("said",)
    return ()


def _several(item: Choice, pack: Pack) -> Iterator[Value]:
    """Each option alone, and one of each kind together."""
    kinds: dict[tuple[Truth, ...], str] = {}
    for option in item.options:
        yield (option.code,)
        if not (option.exclusive or option.judged):
            kinds.setdefault(seen(pack, item.id, (option.code,)), option.code)
    if len(kinds) > 1:
        yield tuple(kinds.values())


def _numbers(item: QuantityQuestion | Calculated, pack: Pack) -> Iterator[Value]:
    whole = isinstance(item, QuantityQuestion) and item.whole
    step = Decimal(1) if whole else _STEP
    marks = [*_figures(item, pack, step), *_range(item, spread=item.id in pack.calculated_from)]
    for mark in dict.fromkeys(marks):
        value = Quantity(mark, item.unit)
        if not (whole and mark != int(mark)) and _possible(value, item):
            yield value


def _possible(value: Quantity, item: QuantityQuestion | Calculated) -> bool:
    return in_range(value, item) if isinstance(item, QuantityQuestion) else value.value >= 0


def _figures(item: QuantityQuestion | Calculated, pack: Pack, step: Decimal) -> Iterator[Number]:
    for test in pack.tests_on.get(item.id, ()):
        literal = test.literal if isinstance(test, Compare) else None
        if isinstance(literal, Quantity) and literal.unit in _same(item.unit):
            at = literal.base / UNITS[item.unit].factor
            plain = Decimal(at.numerator) / Decimal(at.denominator)
            yield from (plain - step, plain, plain + step)


def _same(unit: str) -> tuple[str, ...]:
    """The units that convert to this one."""
    dimension = UNITS[unit].dimension
    return tuple(code for code, other in UNITS.items() if other.dimension == dimension)


def _range(item: QuantityQuestion | Calculated, *, spread: bool) -> Iterator[Number]:
    low, high = (item.range if isinstance(item, QuantityQuestion) else None) or (
        Decimal(0),
        Decimal(1000),
    )
    yield from (low, high)
    for part in _SPREAD if spread else ():
        mark = low + (high - low) * part
        yield mark.to_integral_value() if mark > 1 else mark


def _days(judge: Judge, question: str, row: int | None) -> Iterator[date]:
    """Days around those that the answer is compared with."""
    yield _ANY_DAY
    for test in judge.pack.tests_on.get(question, ()):
        if isinstance(test, Compare) and isinstance(test.literal, date):
            yield from _around(test.literal, 1)
        other = second(test)
        if other:
            partner = test.id if other == question else other
            span = int(test.span.base) if isinstance(test, Within) else 0
            known = judge.value(partner, row)
            start = _day(known)
            yield from (day for reach in {0, span} for day in _around(start, reach + 1))
            yield start


def _day(known: Value | Unknown) -> date:
    if isinstance(known, Period):
        return known.first
    return known if isinstance(known, date) else _ANY_DAY


def _around(day: date, reach: int) -> Iterator[date]:
    """At the edges of the calendar fewer: what was answered, or a pack compares, may lie there."""
    for days in (-reach, 0, reach):
        number = day.toordinal() + days
        if date.min.toordinal() <= number <= date.max.toordinal():
            yield date.fromordinal(number)


def known(value: Value | Unknown, item: Item) -> bool:
    """Whether an answer says something: no reason for not knowing, no "not done"."""
    return not isinstance(value, Unknown) and not says_unknown(value, item)


def settled(value: Value | Unknown, item: Item) -> bool:
    """Whether nothing more can be said: of a day not only its month or year."""
    return known(value, item) and not isinstance(value, Period)


def days_of(period: Period, days: Iterable[Value]) -> Iterator[Value]:
    """Those of the days that lie in a period, with its first and its last."""
    yield from (period.first, period.last)
    inside = (day for day in days if isinstance(day, date))
    yield from (day for day in inside if period.first <= day <= period.last)
