"""README shows real output and real screens."""

import pytest
from readme import README, made, screens


def test_the_output_on_the_page_is_real() -> None:
    text = README.read_text(encoding="utf-8")
    assert made(text, None) == text


@pytest.mark.slow
def test_the_screens_on_the_page_are_real() -> None:
    text = README.read_text(encoding="utf-8")
    assert made(text, screens()) == text


def test_every_mark_has_its_block() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("-->\n\n```text\n") == 7
