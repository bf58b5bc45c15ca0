"""What a first user stumbled over."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_pack import case_with, reviewing

from necessity.answers import Answer, AnswerId
from necessity.tui.prompts import Row
from necessity.tui.screens.finder import Finder
from necessity.tui.widgets.rows import Rows

pytestmark = pytest.mark.slow

TRIED = (
    Answer(id=AnswerId("tx_any"), value=True),
    Answer(id=AnswerId("tx#1.drug"), value="mtx"),
    Answer(id=AnswerId("tx#1.outcome"), value="failed"),
)


async def test_enter_without_a_reason_asks_to_choose_one() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("u", "enter")
        assert "! Choose first: a number, or the arrows." in reviewer.page
        await reviewer.press("1", "enter")
        assert reviewer.place == "dx.rash"


async def test_an_answer_that_sets_others_aside_says_so_and_says_when_they_are_back() -> None:
    case = case_with(answers=TRIED, place=AnswerId("tx_any"))
    async with reviewing(case) as reviewer:
        await reviewer.press("n", "enter")
        assert "! 2 answers no longer count and are set aside" in reviewer.page
        reviewer.screen.desk.go(AnswerId("tx_any"))
        reviewer.screen._show()  # noqa: SLF001 - the question again, by the shortest way
        await reviewer.press("y", "enter")
        assert "! 2 answers set aside before count again." in reviewer.page


async def test_leaving_saves_what_could_not_be_saved_before() -> None:
    async with reviewing() as reviewer:
        reviewer.store.full = True
        await reviewer.press("1", "enter")
        reviewer.store.full = False
        await reviewer.press("q")
    assert len(reviewer.store.saved[-1].answers) == 1


async def test_a_row_is_removed_from_a_text_field_too_and_only_after_an_answer() -> None:
    case = case_with(answers=TRIED, place=AnswerId("tx#1.outcome"))
    async with reviewing(case) as reviewer:
        assert "l list" in reviewer.page  # k, in the help, removes at once
        await reviewer.press("ctrl+d", "enter")
        assert "! Choose first" in reviewer.page
        await reviewer.press("n", "enter")
        assert reviewer.value("tx#1.drug") == "mtx"
        await reviewer.press("ctrl+d", "y", "enter")
        assert reviewer.value("tx#1.drug") is None
        assert '"Treatment 1: Methotrexate" is removed; the log keeps its answers.' in reviewer.page
        assert reviewer.place == "tx#2.drug"


async def test_after_a_row_is_removed_the_next_one_is_asked() -> None:
    second = Answer(id=AnswerId("tx#2.drug"), value="aza")
    case = case_with(answers=(*TRIED, second), place=AnswerId("tx#1.drug"))
    async with reviewing(case) as reviewer:
        await reviewer.press("k", "y", "enter")
        assert reviewer.place == "tx#2.drug"


async def test_what_is_begun_stays_while_a_row_is_asked_about() -> None:
    case = case_with(answers=TRIED[:2], place=AnswerId("tx#1.outcome"))
    async with reviewing(case) as reviewer:
        await reviewer.press("down", "down", "space", "k", "escape")
        assert "(*) 2  It worked" in reviewer.page


async def test_export_elsewhere_says_where_it_is() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("e")
        assert "! v shows the summary; e there writes it." in reviewer.page


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_leave_and_keys_stand_on_the_screen_at_every_size(size: tuple[int, int]) -> None:
    async with reviewing(size=size) as reviewer:
        assert "q leave" in reviewer.page
        assert reviewer.page.endswith("? keys")
        await reviewer.press("s", "s")
        assert "X leave" in reviewer.page
        assert reviewer.page.endswith("Y keys")


async def test_a_page_says_which_lines_it_shows(tmp_path: Path) -> None:
    async with reviewing(folder=tmp_path, size=(80, 14)) as reviewer:
        await reviewer.press("v")
        assert "(lines 1-" in reviewer.page
        await reviewer.press("end")
        last = reviewer.page.splitlines()[-1]
        shown, _, count = last.rpartition("lines ")[2].rstrip(")").partition(" of ")
        assert shown.split("-")[1] == count
        assert not shown.startswith("1-")


async def test_the_keys_of_the_overview_are_not_cut_at_60_columns() -> None:
    async with reviewing(size=(60, 20)) as reviewer:
        await reviewer.press("o")
        assert isinstance(reviewer.app.screen, Finder)
        assert "Esc close" in reviewer.page
        assert "x set aside" in reviewer.page


async def test_only_set_aside_lines_found_are_called_so() -> None:
    case = case_with(answers=(replace(TRIED[0], value=False), *TRIED[1:]))
    async with reviewing(case) as reviewer:
        await reviewer.press("ctrl+g")
        await reviewer.type("outcome")
        assert "These are only to be read." in reviewer.page


async def test_a_window_that_is_too_small_says_so_and_still_takes_an_answer() -> None:
    async with reviewing(size=(40, 10)) as reviewer:
        assert "Window too small: make it 60 by 20." in reviewer.page
        await reviewer.press("1")
        assert reviewer.value("dx.kind") == "dm"


async def test_a_list_that_goes_on_says_so_behind_a_long_line_too() -> None:
    async with reviewing(size=(60, 20)) as reviewer:
        rows = reviewer.screen.query_one(Rows)
        lines = [Row(key=str(n), text="long words " * 4) for n in range(40)]
        rows.offer(lines)
        await reviewer.pilot.pause()
        assert "(more below)" in reviewer.page


async def test_a_refusal_is_seen_below_a_long_question() -> None:
    async with reviewing(size=(60, 16)) as reviewer:
        long = replace(reviewer.screen.desk.prompt, help="words of help " * 30)
        reviewer.screen.desk.prompt = long
        reviewer.screen._show()  # noqa: SLF001 - a question with much help
        await reviewer.pilot.pause()
        await reviewer.press("enter")
        assert "! Choose first" in reviewer.page
        await reviewer.press("down", "space")
        assert "> (*) 1" in reviewer.page
        await reviewer.press("pageup")
        assert "Which disease?" in reviewer.page
