"""The table of a list on the screen: one key each, at the two smallest sizes."""

import pytest
from small_pack import reviewing
from test_table import TWO

from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.screens.table import TableScreen

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_rows_are_copied_moved_removed_and_gone_to_by_one_key_each(
    size: tuple[int, int],
) -> None:
    async with reviewing(TWO, size=size) as reviewer:
        assert "l list" in reviewer.page
        await reviewer.press("l")
        assert isinstance(reviewer.app.screen, TableScreen)
        assert "> 2    Azathioprine  -" in reviewer.page
        assert "Esc back  ? keys" in " ".join(reviewer.page.split("\n")[-2:]).replace("\n", "  ")
        await reviewer.press("c", "u")
        assert "> 3    Azathioprine  -" in reviewer.page
        assert "stands 2 of 3. It keeps its" in reviewer.page
        await reviewer.press("up", "x", "y", "enter")
        assert reviewer.session.interview.rows["tx"] == (3, 2)
        await reviewer.press("z", "question_mark")
        assert "copy the row" in reviewer.page
        await reviewer.press("escape", "enter")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        assert "Which drug?" in reviewer.page
        assert reviewer.session.interview.place == "tx#1.drug"


async def test_a_row_is_added_and_the_page_is_left_to_the_same_question() -> None:
    async with reviewing(TWO) as reviewer:
        await reviewer.press("l", "l")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        assert reviewer.session.interview.place == "tx#2.outcome"
        await reviewer.press("l", "a")
        assert reviewer.session.interview.place == "tx#3.drug"
        assert reviewer.session.interview.rows["tx"] == (1, 2, 3)


async def test_the_help_has_the_keys_of_the_pages_too() -> None:
    async with reviewing(TWO) as reviewer:
        await reviewer.press("question_mark")
        assert "t other form" in reviewer.page
        await reviewer.press("t")
        assert "Keys of the pages" in reviewer.page
        assert "\n  copy the row: c\n" in reviewer.page
        assert "\n  new: n\n" in reviewer.page
