"""What a person or a file wrote never acts on a terminal, and nothing of it is dropped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from necessity.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\tb", "a b"),
        ("two\nlines", "two\nlines"),
        ("2 g\u202e/kg", "2 g<U+202E>/kg"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("line\u2028end", "line<U+2028>end"),
        ("\udc80", "<U+DC80>"),
        ("\x00\x7f", "<U+0000><U+007F>"),
        ("onset <= 7 d, Müller, ≤ 38 °C", "onset <= 7 d, Müller, ≤ 38 °C"),
    ],
)
def test_what_would_act_is_shown_as_its_code_point(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_that_acts_is_left(text: str) -> None:
    kept = visible(text).replace("\n", "")
    acting = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not [char for char in kept if unicodedata.category(char) in acting]


@given(st.text())
def test_showing_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)
