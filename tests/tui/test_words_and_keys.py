import pytest
from small_pack import PACK

from necessity.interview.engine import opened
from necessity.tui.keys import KEYS, footer, help_lines
from necessity.tui.prompts import Kind, Prompt, Row, question_prompt
from necessity.tui.words import both_ends, cut, progress
from necessity.tui.wrapping import hanging

NO_TERMINAL_SENDS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+z"}


def test_no_action_hangs_on_a_key_that_means_something_else() -> None:
    keys = {key for binding in KEYS for key in binding.binding.key.split(",")}
    assert not keys & NO_TERMINAL_SENDS
    assert not any(key.startswith("alt") for key in keys)


def test_every_key_stands_in_the_help() -> None:
    text = "\n".join(help_lines())
    assert all(key.does in text for key in KEYS)
    assert text.isascii()


@pytest.mark.parametrize("field", ["one", "many", "list", "text"])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("count", [2, 9, 34])
def test_the_footer_fits_80_columns_and_names_the_help(field: str, kind: Kind, count: int) -> None:
    rows = tuple(Row(key=str(n), text="x") for n in range(count)) if field != "text" else ()
    line = footer(Prompt(kind=kind, text="?", field=field, rows=rows), 78)  # type: ignore[arg-type]
    assert len(line) <= 78
    assert line.endswith("keys")


def test_progress_counts_sections_and_what_is_left() -> None:
    assert progress(opened(PACK)) == ("The disease", "section 1 of 4, about 6 left")


def test_a_question_prompt_holds_what_was_answered() -> None:
    interview = opened(PACK)
    step = interview.steps[0]
    prompt = question_prompt(interview, step, "a note")
    assert prompt.current == ""
    assert prompt.notes == ("Note: a note",)


def test_wrapped_lines_keep_their_indentation() -> None:
    assert hanging("  one two three four five", 16) == ["  one two", "    three four", "    five"]
    assert hanging("", 10) == [""]


def test_a_line_with_two_ends_cuts_the_left_one() -> None:
    assert both_ends("left", "right", 15) == "left      right"
    assert both_ends("very long words", "right", 15) == "very ...  right"
    assert cut("abc", 3) == "abc"
