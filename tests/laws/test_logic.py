"""Kleene's laws, and that a truth is not a bool."""

from itertools import product

import pytest

from necessity.logic import Truth, all_of, any_of

ALL = list(Truth)


def test_a_truth_is_not_a_bool() -> None:
    with pytest.raises(TypeError, match=r"is Truth\.TRUE"):
        bool(Truth.TRUE)


@pytest.mark.parametrize(("a", "b", "c"), list(product(ALL, ALL, ALL)))
def test_kleene_laws(a: Truth, b: Truth, c: Truth) -> None:
    assert a & b is b & a
    assert a | b is b | a
    assert ~(a & b) is ~a | ~b
    assert ~~a is a
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)
    assert all_of([a, b, c]) is a & b & c
    assert any_of([a, b, c]) is a | b | c


def test_unknown_is_decided_only_by_the_other_side() -> None:
    assert Truth.UNKNOWN & Truth.FALSE is Truth.FALSE
    assert Truth.UNKNOWN & Truth.TRUE is Truth.UNKNOWN
    assert Truth.UNKNOWN | Truth.TRUE is Truth.TRUE
    assert ~Truth.UNKNOWN is Truth.UNKNOWN


def test_nothing_at_all() -> None:
    assert all_of([]) is Truth.TRUE
    assert any_of([]) is Truth.FALSE
