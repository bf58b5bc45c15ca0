from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from small_pack import NOW, PACK, POLICY, Reviewer, Screenful

from necessity.pack.model import Pack
from necessity.tui.app import NecessityApp
from necessity.tui.cabinet import Cabinet
from necessity.tui.screens.cases import CasesScreen
from necessity.tui.screens.interview import InterviewScreen

TWO = replace(PACK, policies={"house": POLICY, "other": replace(POLICY, id="other", title="Other")})


@asynccontextmanager
async def cases(folder: Path, pack: Pack = PACK) -> AsyncIterator[Screenful]:
    cabinet = Cabinet(pack=pack, folder=folder, policies=(), user="me", clock=lambda: NOW)
    screenful = Screenful(NecessityApp(cabinet))
    async with screenful.app.run_test(size=(80, 24)) as pilot:
        screenful.pilot = pilot
        await pilot.pause()
        yield screenful


async def test_an_empty_folder_says_what_to_press(tmp_path: Path) -> None:
    async with cases(tmp_path / "none") as person:
        assert "There is no case here yet. Press n to begin one." in person.page


async def test_a_new_case_is_begun_listed_and_taken_up_again(tmp_path: Path) -> None:
    async with cases(tmp_path) as person:
        await person.press("n")
        assert "| 2026-1122-001" in person.page
        await person.press("enter")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.press("1", "enter", "q")
        assert isinstance(person.app.screen, CasesScreen)
        assert "> 2026-1122-001  draft, saved 2026-11-22" in person.page
        assert "needed: cannot be decided" in person.page
        await person.press("n")
        assert "| 2026-1122-002" in person.page
        await person.press("escape", "enter")
        assert "Which rash?" in person.page


async def test_several_policies_are_asked_for(tmp_path: Path) -> None:
    async with cases(tmp_path, TWO) as person:
        await person.press("n", "enter")
        assert "Which policies shall judge it?" in person.page
        await person.press("enter")
        assert "house: Needed" in person.page
        assert "other: Needed" in person.page


async def test_a_file_that_is_no_case_is_listed_and_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.case.toml").write_text("nothing of ours")
    async with cases(tmp_path) as person:
        assert "odd  cannot be read" in person.page
        await person.press("enter")
        assert isinstance(person.app.screen, CasesScreen)
        assert "! " in person.page


async def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    async with cases(tmp_path) as person:
        await person.press("n", "ctrl+u")
        await person.type("a/b")
        await person.press("enter")
        assert isinstance(person.app.screen, CasesScreen)
        assert "! " in person.page


async def test_q_quits(tmp_path: Path) -> None:
    async with cases(tmp_path) as person:
        await person.press("q")
    assert person.app.return_code == 0


def test_a_reviewer_is_a_person_with_a_case() -> None:
    assert issubclass(Reviewer, Screenful)


async def test_the_cursor_stands_on_the_case_that_was_just_left(tmp_path: Path) -> None:
    async with cases(tmp_path) as person:
        await person.press("n", "enter", "q", "n", "enter", "q")
        assert "> 2026-1122-002" in person.page


async def test_the_keys_stand_in_the_last_line_while_an_id_is_typed(tmp_path: Path) -> None:
    async with cases(tmp_path) as person:
        await person.press("n")
        assert "Esc no new case" in person.page.splitlines()[-1]
