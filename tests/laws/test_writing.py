"""What is written can be read; any text parses or says where it does not."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from necessity.conditions import (
    Against,
    And,
    Compare,
    Condition,
    Each,
    Has,
    In,
    Known,
    Not,
    Or,
    Within,
    parse,
    write,
)
from necessity.errors import ConditionError
from necessity.quantity import UNITS, Quantity, parse_quantity

RESERVED = {"and", "or", "not", "any", "all", "in", "has", "known", "within", "before"}
WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(lambda w: w not in RESERVED)
IDS = st.builds("{}.{}".format, WORDS, WORDS)
NUMBERS = st.decimals(-9999, 9999, places=3).map(lambda d: d.normalize())
QUANTITIES = st.builds(Quantity, NUMBERS, st.sampled_from(sorted(UNITS)))
LITERALS = st.one_of(QUANTITIES, st.dates(date(1900, 1, 1), date(2100, 1, 1)), WORDS)
TESTS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, IDS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), LITERALS),
    st.builds(lambda i, v: In(i, value_set=v), IDS, WORDS),
    st.builds(lambda i, c: In(i, codes=tuple(c)), IDS, st.lists(WORDS, min_size=1, max_size=3)),
    st.builds(Has, IDS, WORDS),
    st.builds(Known, IDS),
    st.builds(Within, IDS, QUANTITIES, IDS),
    st.builds(Against, IDS, st.sampled_from(["=", "<", ">="]), IDS),
)


def _compound(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Each, st.sampled_from(["any", "all"]), WORDS, inner),
    )


@given(st.recursive(TESTS, _compound, max_leaves=8))
def test_a_condition_that_is_written_can_be_read(condition: Condition) -> None:
    assert parse(write(condition)) == condition


@given(st.text(max_size=40))
def test_any_text_parses_or_says_where(text: str) -> None:
    assert _column(text) in range(len(text) + 1)


@given(
    st.decimals(0, 10**6, places=4),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["", "<", ">"]),
)
def test_a_quantity_that_is_written_can_be_read(value: Decimal, unit: str, sign: str) -> None:
    quantity = Quantity(value, unit, sign)  # type: ignore[arg-type]
    assert parse_quantity(str(quantity)) == quantity


def _column(text: str) -> int:
    """Where reading a text ends: at its end, or where it says that it cannot go on."""
    try:
        parse(text)
    except ConditionError as error:
        return error.column
    return len(text)
