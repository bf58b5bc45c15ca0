from dataclasses import replace
from pathlib import Path

import pytest
from small_pack import NOW, Reviewer, case_with, reviewing

from necessity.answers import Answer, AnswerId
from necessity.tui.screens.finder import Finder
from necessity.tui.screens.reader import Reader


def answers(**given: object) -> tuple[Answer, ...]:
    return tuple(
        Answer(id=AnswerId(key.replace("__", ".")), value=value)  # type: ignore[arg-type]
        for key, value in given.items()
    )


async def to_the_end(reviewer: Reviewer) -> None:
    while reviewer.place is not None:
        await reviewer.press("ctrl+n")


async def test_the_case_is_saved_after_each_answer() -> None:
    async with reviewing() as reviewer:
        before = len(reviewer.store.saved)
        await reviewer.press("1", "enter")
        assert len(reviewer.store.saved) > before
        assert [answer.id for answer in reviewer.store.saved[-1].answers] == ["dx.kind"]
        assert reviewer.page.splitlines()[0].split()[-2] == "saved"


async def test_a_save_that_fails_is_said_until_one_succeeds() -> None:
    async with reviewing() as reviewer:
        reviewer.store.full = True
        await reviewer.press("1", "enter")
        assert f"NOT SAVED since {NOW.astimezone():%H:%M}: The disk is full." in reviewer.page
        await reviewer.press("down")
        assert "The disk is full." in reviewer.page
        reviewer.store.full = False
        await reviewer.press("space", "enter")
        assert "NOT SAVED" not in reviewer.page
        assert len(reviewer.store.saved[-1].answers) == 2


async def test_back_and_skip_change_nothing() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("s", "s")
        assert reviewer.place == "pt.weight"
        await reviewer.press("ctrl+b", "b", "b")
        assert reviewer.place == "dx.kind"
        assert not reviewer.session.interview.answers


async def test_what_was_begun_and_not_entered_stands_there_again() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("s", "s")
        await reviewer.type("71")
        await reviewer.press("ctrl+b")
        assert "what you began there is not entered" in reviewer.page
        await reviewer.press("s")
        assert "| 71" in reviewer.page
        await reviewer.press("enter")
        assert str(reviewer.value("pt.weight")) == "71 kg"


async def test_a_case_goes_on_where_it_was_left() -> None:
    case = case_with(answers=answers(dx__kind="dm"), place=AnswerId("tx_any"))
    async with reviewing(case) as reviewer:
        assert "Was anything tried?" in reviewer.page
        assert reviewer.place == "tx_any"


async def test_the_overview_goes_to_an_answer_and_changes_it() -> None:
    case = case_with(answers=answers(dx__kind="dm"), place=AnswerId("tx_any"))
    async with reviewing(case) as reviewer:
        await reviewer.press("o")
        assert isinstance(reviewer.app.screen, Finder)
        assert "+ disease: Dermatomyositis" in reviewer.page
        assert "> . anything tried: open" in reviewer.page
        await reviewer.press("home", "enter")
        assert reviewer.place == "dx.kind"
        assert "> (*) 1  Dermatomyositis" in reviewer.page
        await reviewer.press("3", "enter")
        assert reviewer.value("dx.kind") == "ibm"
        assert reviewer.session.case.log[-1].was == "dm"


async def test_go_to_finds_a_question_by_a_part_of_its_words() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("slash")
        await reviewer.type("the weig")
        assert "disease: open" not in reviewer.page
        await reviewer.press("enter")
        assert reviewer.place == "pt.weight"
        await reviewer.press("ctrl+g")
        await reviewer.type("zzz")
        assert "Nothing here has these words." in reviewer.page
        await reviewer.press("escape")
        assert reviewer.place == "pt.weight"


async def test_an_answer_behind_a_shut_gate_is_listed_as_set_aside() -> None:
    case = case_with(answers=answers(tx_any=False) + answers(**{"tx#1__drug": "mtx"}))
    async with reviewing(case) as reviewer:
        await reviewer.press("ctrl+o")
        assert "x drug (Treatment 1: Methotrexate): Methotrexate (set aside" in reviewer.page


async def test_standing_marks_what_the_last_answer_changed() -> None:
    async with reviewing() as reviewer:
        assert "  Needed  cannot be decided, waits for: disease" in reviewer.page
        await reviewer.press("3", "enter")
        assert "* Needed  not met" in reviewer.page


async def test_settled_is_told_once() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("3")
        assert "Nothing that is still unanswered" in reviewer.page
        await reviewer.press("ctrl+b")
        assert "Nothing that is still unanswered" not in reviewer.page


async def test_the_end_says_how_it_stands_and_what_was_skipped() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter")
        await to_the_end(reviewer)
        assert "Needed: cannot be decided." in reviewer.page
        assert "Enter goes to the one chosen" in reviewer.page
        await reviewer.press("down", "enter")
        assert reviewer.place == "dx.rash"


async def test_a_completed_case_refuses_another_answer() -> None:
    case = replace(case_with(), status="completed")
    async with reviewing(case) as reviewer:
        await reviewer.press("1", "enter")
        assert "This case is completed." in reviewer.page
        assert reviewer.value("dx.kind") is None


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("w", "What turns on it"),
        ("p", "House policy"),
        ("question_mark", "while typing"),
        ("v", "case-1"),
    ],
)
async def test_a_page_opens_over_the_question_and_closes(key: str, words: str) -> None:
    async with reviewing() as reviewer:
        await reviewer.press(key)
        assert isinstance(reviewer.app.screen, Reader)
        assert words in reviewer.page
        await reviewer.press("escape")
        assert "Which disease?" in reviewer.page
        await reviewer.press("1")
        assert reviewer.value("dx.kind") == "dm"


async def test_the_summary_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    async with reviewing(folder=tmp_path) as reviewer:
        await reviewer.press("v", "t", "e")
        assert "Written" in reviewer.page
        for ending in ("txt", "md"):
            written = tmp_path / f"case-1.summary.{ending}"
            assert written.stat().st_mode & 0o777 == 0o600
            assert "case-1" in written.read_text()


async def test_leaving_asks_twice_when_something_is_not_entered() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("down", "space", "q")
        assert "What is typed is not entered" in reviewer.page
        await reviewer.press("q")
    assert reviewer.app.return_code == 0
    assert reviewer.store.saved


async def test_on_a_wide_screen_the_standing_panel_has_the_right_side() -> None:
    async with reviewing(size=(120, 40)) as reviewer:
        line = next(line for line in reviewer.page.splitlines() if "Which disease?" in line)
        assert "|" in line
        assert "waits for:" in reviewer.page
