"""A month or a year in place of a day: decided only where every day of it would decide the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import pack

from necessity.answers import Answer, AnswerId, Unknown, Value, write
from necessity.conditions import parse
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge, Judged
from necessity.errors import AnswerRefused
from necessity.logic import Truth
from necessity.pack.questions import Date
from necessity.pack.reading import read, shown
from necessity.period import Period, compared, read_day, within

YEARS = st.integers(2019, 2022)
PERIODS = st.builds(Period, YEARS, st.one_of(st.none(), st.integers(1, 12)))
DAYS = st.dates(date(2018, 6, 1), date(2023, 6, 1))
OPS = ["=", "!=", "<", "<=", ">", ">="]
START = Date(type="date", id="lab.start", text="Start?")
STOP = Date(type="date", id="lab.stop", text="Stop?")


def days(period: Period) -> list[date]:
    count = (period.last - period.first).days + 1
    return [period.first + timedelta(days=n) for n in range(count)]


def agreed(truths: set[Truth]) -> Truth:
    return truths.pop() if len(truths) == 1 else Truth.UNKNOWN


@given(PERIODS, st.sampled_from(OPS), DAYS)
def test_a_comparison_is_decided_when_every_day_agrees(period: Period, op: str, day: date) -> None:
    each = {compared(one, op, day) for one in days(period)}
    assert compared(period, op, day) is agreed(set(each))
    assert compared(day, op, period) is agreed({compared(day, op, one) for one in days(period)})


@given(
    st.builds(Period, YEARS, st.integers(1, 12)),
    st.sampled_from(OPS),
    st.builds(Period, YEARS, st.integers(1, 12)),
)
def test_two_periods_are_compared_day_by_day(one: Period, op: str, other: Period) -> None:
    ends = {compared(a, op, b) for a in days(one) for b in days(other)}
    assert compared(one, op, other) is agreed(ends)


@given(PERIODS, st.integers(0, 800), DAYS)
def test_a_span_is_decided_when_every_day_agrees(period: Period, span: int, day: date) -> None:
    assert within(period, span, day) is agreed({within(one, span, day) for one in days(period)})
    assert within(day, span, period) is agreed({within(day, span, one) for one in days(period)})


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("2024-06-30", date(2024, 6, 30), "30 Jun 2024"),
        ("2024-06", Period(2024, 6), "Jun 2024"),
        ("2024", Period(2024), "2024"),
    ],
)
def test_a_day_a_month_and_a_year_are_read_and_written(text: str, value: Value, words: str) -> None:
    assert read(text, START) == value
    assert write(value) == text
    assert shown(value, START) == words


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-00", "0000", "2024-6", "2024-W01", "20240630", "2024-02-30"],
)
def test_nothing_else_is_a_day(text: str) -> None:
    assert read_day(text) is None
    with pytest.raises(AnswerRefused, match="or only its month"):
        read(text, START)


def judged(condition: str, **answers: Value | Unknown) -> Judged:
    small = pack()
    section = replace(small.sections[0], item=(*small.sections[0].item, START, STOP))
    facts = Facts({AnswerId(f"lab.{key}"): value for key, value in answers.items()})
    return Judge(replace(small, sections=(section,)), facts).judge(parse(condition))


def test_what_a_month_leaves_open_waits_for_the_day() -> None:
    may = Period(2024, 5)
    assert judged("lab.start < 2024-06-01", start=may).truth is Truth.TRUE
    found = judged("lab.start < 2024-05-15", start=may)
    assert (found.truth, found.wants) == (Truth.UNKNOWN, ("lab.start",))


def test_of_two_days_the_one_that_is_vague_is_waited_for() -> None:
    day, may = date(2024, 5, 15), Period(2024, 5)
    assert judged("lab.start <= lab.stop", start=may, stop=day).wants == ("lab.start",)
    assert judged("lab.start <= lab.stop", start=day, stop=may).wants == ("lab.stop",)
    assert judged("lab.start <= lab.stop", start=may, stop=may).wants == ("lab.start", "lab.stop")
    assert judged("lab.start <= lab.stop", start=may, stop=Period(2025)).truth is Truth.TRUE


def test_it_is_known_but_a_calculation_has_nothing_to_count() -> None:
    assert judged("lab.start known", start=Period(2024)).truth is Truth.TRUE


def test_an_answer_may_hold_one() -> None:
    assert Answer(id=AnswerId("lab.start"), value=Period(2024)).value == Period(2024)
