"""Answers for hypothesis, cut at the pack's own thresholds.

Blind random numbers miss what matters: values are drawn at, just under and just over every figure
that a condition of the pack names, beside the ends of the range.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from hypothesis import strategies as st

from necessity.answers import AnswerId, Reason, Unknown, Value, row_id
from necessity.conditions import Compare, parse, tests
from necessity.decide.facts import Facts
from necessity.interview.state import Interview
from necessity.pack.load import load
from necessity.pack.model import Pack
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
from necessity.pack.reading import in_range
from necessity.period import Period
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


@cache
def _quantities(question: QuantityQuestion) -> tuple[Quantity, ...]:
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
    return tuple(value for value in values if in_range(value, question))


def known_value(chance: Random, question: Item) -> Value:
    """A value that a question allows."""
    match question:
        case Boolean():
            return chance.random() < 0.5
        case Choice(many=True):
            alone = [option.code for option in question.options if option.exclusive]
            if alone and chance.random() < 0.3:
                return (chance.choice(alone),)
            shared = [option.code for option in question.options if not option.exclusive]
            return tuple(chance.sample(shared, chance.randint(1, min(3, len(shared)))))
        case Choice():
            return chance.choice(question.codes)
        case QuantityQuestion():
            return chance.choice(_quantities(question))
        case Date():
            day = date(2020, 1, 1) + timedelta(days=chance.randint(0, 2500))
            return day if chance.random() < 0.7 else period_of(chance, day)
        case Text():
            return chance.choice(["", "?", "words", "two\nlines"])
    raise TypeError(question)


def period_of(chance: Random, day: date) -> Period:
    """The month or the year of a day."""
    return Period(day.year, chance.choice((None, day.month)))


def any_value(chance: Random, question: Item) -> Value | Unknown:
    """A value that a question allows, now and then a reason for not knowing."""
    if chance.random() < 0.2:
        return Unknown(chance.choice(REASONS))
    return known_value(chance, question)


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


def chances() -> st.SearchStrategy[Random]:
    """A source of chance for each case.

    One number from hypothesis stands for a whole case: drawing its hundred answers one by one
    took a hundred times longer than judging it.
    """
    return st.integers(0, 2**48).map(Random)


def random_facts(chance: Random) -> Facts:
    """A case: some share of the deciding questions answered, up to three treatments."""
    pack = shipped()
    share = chance.choice([0.3, 0.6, 0.9])
    answers: dict[AnswerId, Value | Unknown] = {
        AnswerId(item.id): any_value(chance, item)
        for item in deciding_questions()
        if chance.random() < share
    }
    rows = {}
    for group in pack.groups.values():
        rows[group.id] = tuple(range(1, chance.randint(0, 3) + 1))
        for row in rows[group.id]:
            for item in row_items(group):
                if chance.random() < share:
                    answers[row_id(item.id, row)] = any_value(chance, item)
        if chance.random() < 0.5:
            answers[AnswerId(group.id)] = False
    return Facts(answers, rows)


def row_items(group: Group) -> list[Item]:
    """What is asked in each row."""
    return [item for item in group.item if not isinstance(item, Calculated)]


def missing_answers(known: Facts) -> list[tuple[AnswerId, Item]]:
    """The questions of a case that have no answer, row items of its rows included."""
    pack = shipped()
    found = [(AnswerId(item.id), item) for item in deciding_questions()]
    for group in pack.groups.values():
        for row in known.rows.get(group.id, ()):
            found += [(row_id(item.id, row), item) for item in row_items(group)]
    return [(id_, item) for id_, item in found if id_ not in known.answers]


def outcomes(interview: Interview) -> dict[tuple[str, str], str]:
    """How every determination stands."""
    return {
        (standing.policy.id, determination.id): str(determination.outcome)
        for standing in interview.standings
        for determination in standing.determinations
    }
