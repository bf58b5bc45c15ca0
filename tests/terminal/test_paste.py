"""A paste in one line: no word of it is lost, nothing of it is executed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from necessity.tui.terminal.paste import OneLine, one_line, told


@pytest.mark.parametrize(
    ("pasted", "text", "lines"),
    [
        ("140", "140", 1),
        (" 140\t", " 140 ", 1),
        ("\n140 \n", "140", 1),
        (" \n ", "", 0),
        ("Na\t140\nK\t4.1\n", "Na 140 K 4.1", 2),
        ("Na\r\nK", "Na K", 2),
        ("Na\rK", "Na K", 2),
        ("Na\r\rK\r\r", "Na K", 2),
        ("a\u2028b\x0bc\x85d", "a b c d", 4),
        ("38\u00a0.5", "38 .5", 1),
        ("", "", 0),
        ("\n\r\n \t\n", "", 0),
        ("\x1b[31mred\x1b[0m", "[31mred[0m", 1),
        ("\x1b]0;title\x07x", "]0;titlex", 1),
        ("\x11\x00\x9bx\x7f", "x", 1),
        ("a\x1b[200~b\x1b[201~c", "abc", 1),
        ("soft\u00adhyphen\u200b\ufeff\u202e", "softhyphen", 1),
        ("\u2264 7 d \u00b0C", "\u2264 7 d \u00b0C", 1),
    ],
)
def test_a_paste_becomes_one_line(pasted: str, text: str, lines: int) -> None:
    assert one_line(pasted) == OneLine(text, lines)


@given(st.text())
def test_one_line_is_printable_and_has_every_printable_character(pasted: str) -> None:
    line = one_line(pasted)
    assert line.text.isprintable()
    assert one_line(line.text).text == line.text
    if "\x1b" not in pasted:
        words = "".join(char for char in pasted if char.isprintable() and not char.isspace())
        assert line.text.replace(" ", "") == words


def test_what_should_be_known_is_told() -> None:
    assert told(OneLine("a", 1), taken=True) == ""
    assert told(OneLine("a b", 2), taken=True) == "2 pasted lines were joined into one."
    assert "never came" in told(OneLine("a", 1), taken=True, cut=True)
    assert "200,000" in told(OneLine("", 0), taken=True, refused=True)
    assert "not taken" in told(OneLine("a", 1), taken=False)
