"""A terminal that is not known to show UTF-8 gets ASCII, and no sign is lost."""

import re
from collections.abc import Iterator, Mapping

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from necessity.tui.terminal import charset
from necessity.tui.terminal.charset import (
    ascii_output,
    ascii_text,
    encoding_of,
    is_utf8,
    locale_of,
)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    charset.use(utf8=True)


@pytest.mark.parametrize(
    ("environ", "locale", "utf8"),
    [
        ({}, "C", False),
        ({"LANG": ""}, "C", False),
        ({"LANG": "C"}, "C", False),
        ({"LANG": "en_US.UTF-8"}, "en_US.UTF-8", True),
        ({"LANG": "C.utf8"}, "C.utf8", True),
        ({"LANG": "de_DE@euro"}, "de_DE@euro", False),
        ({"LANG": "de_DE.UTF-8@euro"}, "de_DE.UTF-8@euro", True),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "en_US.ISO-8859-1"}, "en_US.ISO-8859-1", False),
        ({"LC_ALL": "C", "LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"}, "C", False),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, "C.UTF-8", True),
        ({"LC_CTYPE": "UTF-8"}, "UTF-8", True),
        ({"LC_ALL": "xx_YY"}, "xx_YY", False),
    ],
)
def test_the_locale_says_whether_it_is_utf8(
    environ: Mapping[str, str],
    locale: str,
    utf8: bool,  # noqa: FBT001 - a table
) -> None:
    assert locale_of(environ) == locale
    assert is_utf8(locale) is utf8


@pytest.mark.parametrize(
    ("locale", "encoding"),
    [
        ("C", "utf-8"),
        ("C.UTF-8", "utf-8"),
        ("en_US.ISO-8859-1", "iso8859-1"),
        ("de_DE.ISO-8859-15@euro", "iso8859-15"),
        ("ru_RU.KOI8-R", "koi8-r"),
        ("C.ANSI_X3.4-1968", "utf-8"),
        ("x.rot13", "utf-8"),
        ("x.nonsense", "utf-8"),
    ],
)
def test_what_is_typed_is_read_as_the_locale_says(locale: str, encoding: str) -> None:
    assert encoding_of(locale) == encoding


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("onset \u2264 7 d", "onset <= 7 d"),
        ("\u2265 38.5 \u00b0C", ">= 38.5  degC"),
        ("5 \u00b5g, 5 \u03bcg", "5 ug, 5 ug"),
        ("\u00b15", "+/-5"),
        ("3\u20135 \u2212 2", "3-5 - 2"),
        ("Ren\u00e9", "Ren<U+00E9>"),
        ("\u5024", "<U+5024>"),
        ("plain", "plain"),
    ],
)
def test_a_sign_has_an_ascii_spelling_or_is_shown_as_its_code_point(
    text: str, spelled: str
) -> None:
    assert ascii_text(text) == spelled


@given(st.text())
def test_nothing_is_lost_and_all_of_it_is_ascii(text: str) -> None:
    spelled = ascii_text(text)
    assert spelled.isascii()
    assert sum(map(len, map(ascii_text, text))) == len(spelled) >= len(text)


def test_words_are_spelled_before_they_are_laid_out_only_where_it_is_needed() -> None:
    assert charset.visible("\u2264\u202e") == "\u2264<U+202E>"
    charset.use(utf8=False)
    assert charset.visible("\u2264\u202e") == "<=<U+202E>"


ROW = st.text("ab 5\u2264\u00e9\u00b0", max_size=30)


@given(st.lists(ROW, min_size=1, max_size=5))
def test_what_follows_the_blanks_stays_in_its_place(rows: list[str]) -> None:
    """A row, then enough blanks, then a border: the border does not move."""
    room = 60
    drawn = "\n".join(
        f"\x1b[{y};1H\x1b[1m{row}\x1b[0m{' ' * (room - len(row))}|" for y, row in enumerate(rows, 1)
    )
    shown = ascii_output(drawn)
    assert shown.isascii()
    screen = pyte.Screen(300, 10)
    pyte.Stream(screen).feed(shown.replace("\n", "\r\n"))
    for row, line in zip(rows, screen.display, strict=False):
        spelled = ascii_text(row)
        if len(spelled) < room:
            assert line[room] == "|"
            assert line[: line.index("|")].split() == spelled.split()


def test_sequences_are_sent_as_they_are() -> None:
    data = "\x1b[1;5H\x1b[38;5;4m\u2264\x1b[0m\x1b[?25l\x1b(B"
    assert re.sub("<=", "\u2264", ascii_output(data)) == data


def test_half_a_character_does_not_stop_the_output() -> None:
    assert ascii_output("a\ud800b") == "a<U+D800>b"
