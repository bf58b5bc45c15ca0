from dataclasses import replace

import pytest
from small_pack import PACK

from necessity.answers import Answer, Reason, Unknown
from necessity.interview.engine import opened
from necessity.tui.keys import KEYS, fitted, footer, help_lines
from necessity.tui.prompts import Kind, Prompt, Row, question_prompt
from necessity.tui.words import answered_line, both_ends, cut, progress
from necessity.tui.wrapping import hanging

NO_TERMINAL_SENDS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+z"}


def test_no_action_hangs_on_a_key_that_means_something_else() -> None:
    keys = {key for binding in KEYS for key in binding.keys.split(",")}
    assert not keys & NO_TERMINAL_SENDS
    assert not any(key.startswith("alt") for key in keys)


def test_every_key_stands_in_the_help() -> None:
    text = "\n".join(help_lines())
    assert all(key.does in text for key in KEYS)
    assert text.isascii()


@pytest.mark.parametrize("field", ["one", "many", "list", "text"])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("count", [2, 9, 34])
@pytest.mark.parametrize("width", [58, 78, 118])
def test_the_footer_fits_two_lines_and_names_the_help(
    field: str, kind: Kind, count: int, width: int
) -> None:
    rows = tuple(Row(key=str(n), text="x") for n in range(count)) if field != "text" else ()
    asked = Prompt(kind=kind, text="?", field=field, rows=rows, answered=True, row=True)  # type: ignore[arg-type]
    lines = footer(asked, width).split("\n")
    assert len(lines) <= 2
    assert all(len(line) <= width for line in lines)
    assert lines[-1].endswith("keys")
    assert "leave" in " ".join(lines)


@pytest.mark.parametrize("field", ["one", "many", "text"])
def test_at_80_columns_every_key_of_a_question_stands_in_the_footer(field: str) -> None:
    rows = tuple(Row(key=str(n), text="x") for n in range(34)) if field != "text" else ()
    asked = Prompt(kind=Kind.QUESTION, text="?", field=field, rows=rows, answered=True, row=True)  # type: ignore[arg-type]
    shown = footer(asked, 78)
    last_page = {"export", "complete", "opine", "amend"}
    actions = (
        {key.action for key in KEYS}
        - {"cancel", "repaint", "undo", "redo", "take_over", "rows"}
        - last_page
    )
    assert all(key.label in shown for key in KEYS if key.action in actions)
    if field == "text":
        assert all("Ctrl + " in line for line in shown.split("\n"))


@pytest.mark.parametrize("width", [58, 78])
def test_in_a_list_the_footer_names_the_way_to_all_of_it(width: int) -> None:
    rows = tuple(Row(key=str(n), text="x") for n in range(7))
    asked = Prompt(kind=Kind.QUESTION, text="?", field="one", rows=rows, row=True, listed=True)
    assert "l list" in footer(asked, width)
    assert "l list" not in footer(replace(asked, listed=False), width)


@pytest.mark.parametrize(("field", "undo"), [("one", "z undo  d redo"), ("text", "F undo")])
def test_where_there_is_room_the_footer_names_undo(field: str, undo: str) -> None:
    rows = (Row(key="x", text="x"),) if field != "text" else ()
    asked = Prompt(kind=Kind.QUESTION, text="?", field=field, rows=rows)  # type: ignore[arg-type]
    assert undo in footer(asked, 78)


def test_where_n_means_no_the_footer_names_the_other_key_for_a_note() -> None:
    asked = Prompt(
        kind=Kind.QUESTION, text="?", field="one", rows=(Row(key="yes", text="Yes"),), yes_no=True
    )
    assert "Ctrl+T note" in footer(asked, 78)
    assert "clear" not in footer(asked, 78)


def test_keys_break_only_between_two_of_them() -> None:
    assert fitted("Enter go there  Esc close", 20) == "Enter go there\nEsc close"


def test_the_end_page_counts_nothing_that_its_list_does_not_hold() -> None:
    assert progress(replace(opened(PACK), place=None)) == ("End of the questions", "")


def test_an_unknown_answer_is_said_without_a_second_colon() -> None:
    first = opened(PACK).steps[0]
    answer = Answer(id=first.id, value=Unknown(Reason.NOT_IN_RECORD))
    assert answered_line(replace(first, answer=answer)) == "not known (not in the record)"


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
