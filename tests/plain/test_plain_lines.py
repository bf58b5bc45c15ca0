"""Bytes to lines, lines to a width: what comes in is whole or refused, what goes out only text."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from necessity.plain.layout import columns, wrapped
from necessity.plain.lines import LONGEST, Lines, NotTaken, text_of
from necessity.plain.speaker import Speaker


def lines_of(data: bytes, tmp_path: Path, *, terminal: bool = False) -> Iterator[str]:
    """Every line of some bytes; what is refused in words, after an exclamation mark."""
    path = tmp_path / "lines"
    path.write_bytes(data)
    fd = os.open(path, os.O_RDONLY)
    try:
        lines = Lines(fd, terminal=terminal)
        while True:
            try:
                yield lines.read()
            except NotTaken as reason:
                yield f"! {reason}"
            except EOFError:
                return
    finally:
        os.close(fd)


def test_lines_end_as_on_any_system(tmp_path: Path) -> None:
    assert list(lines_of(b"a\nb\r\n\nc\n", tmp_path)) == ["a", "b", "", "c"]


def test_a_line_without_its_end_is_not_taken(tmp_path: Path) -> None:
    first, second = lines_of(b"1\n12", tmp_path)
    assert first == "1"
    assert second == "! The last line has no end, so it may be cut: it is not taken."


@pytest.mark.parametrize("length", [LONGEST + 1, 4 * LONGEST + 1, 1_000_000])
def test_a_line_that_is_too_long_is_refused_whole_and_the_next_is_taken(
    length: int, tmp_path: Path
) -> None:
    found = list(lines_of(b"x" * length + b"\nnext\n", tmp_path))
    assert found == [
        f"! A line has at most {LONGEST:,} characters. Nothing of it is taken.",
        "next",
    ]
    assert list(lines_of(b"x" * LONGEST + b"\n", tmp_path)) == ["x" * LONGEST]


def test_bytes_that_are_no_text_are_shown_as_code_points(tmp_path: Path) -> None:
    found = list(lines_of(b"a\xe9b\n\xc3\xa9\n", tmp_path))
    assert found[0].startswith("! This line is not text in UTF-8. It was read as: a<U+DCE9>b")
    assert found[1] == "\u00e9"
    assert text_of(b"\xe9", "iso8859-1") == "\u00e9"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\r\r"])
def test_a_key_that_types_no_character_is_refused(char: str) -> None:
    with pytest.raises(NotTaken, match=r"<U\+00"):
        text_of(f"a{char}b".encode(), "utf-8")


def test_what_a_terminal_may_have_cut_is_refused() -> None:
    with pytest.raises(NotTaken, match="the end of this one may be missing"):
        text_of(b"x" * 4095, "utf-8", terminal=True)
    assert text_of(b"x" * 4094, "utf-8", terminal=True) == "x" * 4094


@given(st.text(), st.integers(1, 100))
def test_no_word_is_lost_and_no_line_is_wider(text: str, width: int) -> None:
    found = wrapped(text, width)
    assert "".join("".join(found).split()) == "".join(text.split())
    wide = max(columns(char) for char in f"{text} ")
    assert all(columns(line) <= max(width, 20) + wide - 1 for line in found)


def test_what_follows_stands_under_the_first_word() -> None:
    assert wrapped("  1  Too little response here", 20) == ["  1  Too little", "    response here"]
    assert wrapped("a\nQuestion 2", None) == ["a", "  Question 2"]


def test_nothing_said_acts_on_a_terminal() -> None:
    said: list[str] = []
    speaker = Speaker(lambda: "\x1b[2J", said.append)
    speaker.say("\x1b]0;x\x07", "")
    speaker.page(["\x9b", "\u202e"])
    assert speaker.ask() == "\x1b[2J"
    assert "".join(said) == "<U+001B>]0;x<U+0007>\n<U+009B>\n<U+202E>\n> <U+001B>[2J\n"
