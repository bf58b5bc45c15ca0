"""The little language: what it reads, and how it says what it cannot read."""

import pytest

from necessity.conditions import And, Compare, Each, In, Or, ids, parse
from necessity.errors import ConditionError
from necessity.quantity import Quantity


def test_and_binds_more_tightly_than_or() -> None:
    found = parse("a.b = x or c.d = y and e.f = z")
    assert isinstance(found, Or)
    assert isinstance(found.parts[1], And)


def test_a_number_takes_its_unit_and_stops_before_a_keyword() -> None:
    found = parse("dose.per_cycle > 2 g/kg and x.y = yes")
    assert isinstance(found, And)
    assert found.parts[0] == Compare("dose.per_cycle", ">", Quantity(2, "g/kg"))  # type: ignore[arg-type]


def test_each_ranges_over_a_group() -> None:
    found = parse("any tx (tx.drug in (a, b) and tx.outcome in failed)")
    assert isinstance(found, Each)
    assert found.group == "tx"
    assert ids(found) == {"tx", "tx.drug", "tx.outcome"}


def test_codes_in_brackets_and_value_sets() -> None:
    assert parse("a.b in (x, y)") == In("a.b", codes=("x", "y"))
    assert parse("a.b in words") == In("a.b", value_set="words")


ERRORS = {
    "dose.per_cycle => 2 g/kg": (
        "I expected a value here.\n"
        "    dose.per_cycle => 2 g/kg\n"
        "                    ^\n"
        'Write ">=" for "at least".'
    ),
    "a.b = ": "I expected a value here.\n    a.b = \n          ^",
    "a.b": 'I expected "=", "<", "in", "has", "known" or "within" here.\n    a.b\n       ^',
    "a.b = x y": 'I expected "and", "or" or the end here.\n    a.b = x y\n            ^',
    "a.b == x": 'I expected a value here.\n    a.b == x\n         ^\nWrite "=" for "is".',
    "not": "I expected the id of a question here.\n    not\n       ^",
    "a.b & c": "I do not know the sign '&'.\n    a.b & c\n        ^",
    "any (a.b = c)": "I expected the name of a group here.\n    any (a.b = c)\n        ^",
    "a.b in ()": "I expected a code here.\n    a.b in ()\n            ^",
    "a.b = 2026-13-40": "I expected a day of the calendar here.\n    a.b = 2026-13-40\n          ^",
}


@pytest.mark.parametrize(("text", "message"), ERRORS.items(), ids=ERRORS)
def test_an_error_points_at_the_place(text: str, message: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_a_wrong_unit_lists_the_right_ones() -> None:
    with pytest.raises(ConditionError, match=r"I expected a unit here"):
        parse("a.b > 2 gram")
