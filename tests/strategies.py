"""Answers for hypothesis, cut at the pack's own thresholds.

Blind random numbers miss what matters: values are drawn at, just under and just over every figure
that a condition of the pack names, beside the ends of the range.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from necessity.answers import AnswerId, Reason, Unknown, Value, row_id
from necessity.conditions import Compare, parse, tests
from necessity.decide.facts import Facts
from necessity.interview.state import Interview
from necessity.pack.load import load
from necessity.pack.model import (
    Boolean,
    Calculated,
    Choice,
    Date,
    Group,
    Item,
    Pack,
    QuantityQuestion,
    Text,
)
from necessity.pack.reading import in_range
from necessity.quantity import Quantity

STEP = Decimal("0.1")
REASONS = (Reason.NOT_IN_RECORD, Reason.AWAITED, Reason.NOT_DOCUMENTED)


@cache
def shipped() -> Pack:
    """The shipped pack, for strategies that are built before any fixture."""
    from conftest import PACK_FOLDER  # noqa: PLC0415 - pytest puts it on the path

    return load(PACK_FOLDER)


def conditions_of(pack: Pack) -> Iterator[str]:
    """Every condition of a pack."""
    for item in pack.questions.values():
        yield item.enable_when
    for policy in pack.policies.values():
        yield from (criterion.met_when for criterion in policy.criterion)
        for note in (*policy.safeguard, *policy.flag):
            yield from (note.met_when, note.applies_when)
    yield from (say.when for say in pack.assessment.say)


@cache
def thresholds() -> dict[str, tuple[Quantity, ...]]:
    """The figures that conditions of the shipped pack compare each question with."""
    found: dict[str, list[Quantity]] = {}
    for text in filter(None, conditions_of(shipped())):
        for test, _ in tests(parse(text)):
            if isinstance(test, Compare) and isinstance(test.literal, Quantity):
                found.setdefault(test.id, []).append(test.literal)
    return {question: tuple(dict.fromkeys(values)) for question, values in found.items()}


def _quantities(question: QuantityQuestion) -> st.SearchStrategy[Quantity]:
    low, high = question.range or (Decimal(0), Decimal(100))
    step = Decimal(1) if question.whole else STEP
    marks = [low, high, ((low + high) / 2).to_integral_value(), low + (high - low) // 8]
    for threshold in thresholds().get(question.id, ()):
        value = Decimal(str(threshold.value))
        marks += [value - step, value, value + step]
    values = [Quantity(mark, question.unit) for mark in dict.fromkeys(marks)]
    if question.whole:
        values = [value for value in values if value.value == int(value.value)]
    if question.comparator:
        values += [Quantity(Decimal(n), question.unit, "<") for n in (5, 7, 10)]
    return st.sampled_from([value for value in values if in_range(value, question)])


def values(question: Item) -> st.SearchStrategy[Any]:
    """Values that a question allows, now and then a reason for not knowing."""
    unknown = st.sampled_from([Unknown(reason) for reason in REASONS])
    match question:
        case Boolean():
            return st.one_of(st.booleans(), st.booleans(), unknown)
        case Choice(many=True):
            shared = [option.code for option in question.options if not option.exclusive]
            several = st.lists(st.sampled_from(shared), min_size=1, max_size=3, unique=True)
            alone = [(option.code,) for option in question.options if option.exclusive]
            kinds: list[st.SearchStrategy[Any]] = [several.map(tuple), unknown]
            return st.one_of(*kinds, *([st.sampled_from(alone)] if alone else []))
        case Choice():
            return st.one_of(st.sampled_from(question.codes), unknown)
        case QuantityQuestion():
            return st.one_of(_quantities(question), unknown)
        case Date():
            return st.one_of(st.dates(date(2020, 1, 1), date(2026, 11, 22)), unknown)
        case Text():
            return st.one_of(st.text(max_size=12), unknown)
    raise TypeError(question)


@cache
def plain_questions() -> tuple[Item, ...]:
    """The questions a reviewer answers outside the groups."""
    pack = shipped()
    return tuple(
        item
        for item in pack.questions.values()
        if not isinstance(item, Calculated | Group) and item.id not in pack.grouped
    )


@cache
def deciding_questions() -> tuple[Item, ...]:
    """Those that some criterion, gate, safeguard or flag looks at: the ones worth varying."""
    return tuple(item for item in plain_questions() if not item.context)


@st.composite
def facts(draw: st.DrawFn, *, share: int = 2) -> Facts:
    """A case: about one in `share` of the deciding questions answered, up to three treatments."""
    pack = shipped()
    answers: dict[AnswerId, Value | Unknown] = {}
    for item in deciding_questions():
        if draw(st.integers(0, share)):
            answers[AnswerId(item.id)] = draw(values(item))
    rows = {}
    for group in pack.groups.values():
        count = draw(st.integers(0, 3))
        rows[group.id] = tuple(range(1, count + 1))
        for row in rows[group.id]:
            for item in group.item:
                if not isinstance(item, Calculated) and draw(st.integers(0, 3)):
                    answers[row_id(item.id, row)] = draw(values(item))
        if draw(st.booleans()):
            answers[AnswerId(group.id)] = False
    return Facts(answers, rows)


def missing_answers(known: Facts) -> list[tuple[AnswerId, Item]]:
    """The questions of a case that have no answer, row items of its rows included."""
    pack = shipped()
    found = [(AnswerId(item.id), item) for item in deciding_questions()]
    for group in pack.groups.values():
        for row in known.rows.get(group.id, ()):
            found += [(row_id(i.id, row), i) for i in group.item if not isinstance(i, Calculated)]
    return [(id_, item) for id_, item in found if id_ not in known.answers]


def outcomes(interview: Interview) -> dict[tuple[str, str], str]:
    """How every determination stands."""
    return {
        (standing.policy.id, determination.id): str(determination.outcome)
        for standing in interview.standings
        for determination in standing.determinations
    }
