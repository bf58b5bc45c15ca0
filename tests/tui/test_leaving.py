"""A case that cannot be saved, or that somebody else has open, in front of a person."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from small_pack import NOW, PACK, Screenful, case_with, reviewing

from necessity.answers import Answer, AnswerId
from necessity.case.holder import Held
from necessity.case.store import FileStore, load
from necessity.tui.app import NecessityApp
from necessity.tui.banner import banner
from necessity.tui.cabinet import Cabinet
from necessity.tui.prompts import Kind
from necessity.tui.screens import interview
from necessity.tui.screens.cases import CasesScreen
from necessity.tui.screens.interview import InterviewScreen

pytestmark = pytest.mark.slow

HELD = Held(user="alice", host="ws7", pid=4711)
BREAKABLE = Held(user="alice", host="ws7", pid=4711, breakable=True)
SINCE = f"NOT SAVED since {NOW.astimezone():%H:%M}: The disk is full."
DISEASE = Answer(id=AnswerId("dx.kind"), value="dm")


# -- unsaved ------------------------------------------------------------------------------------


async def test_an_unsaved_case_is_written_elsewhere_when_it_is_left(tmp_path: Path) -> None:
    async with reviewing() as reviewer:
        reviewer.store.full, reviewer.store.refuge = True, tmp_path / "a home"
        await reviewer.press("1", "enter", "q")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        assert SINCE in reviewer.page
        assert "! The case is not saved. q again writes it to another folder" in reviewer.page
        assert reviewer.store.moved == []
        await reviewer.press("q")
        assert [answer.id for answer in reviewer.store.moved[-1].answers] == ["dx.kind"]
    assert reviewer.app.return_code == 0
    path = tmp_path / "a home" / "case-1.case.toml"
    assert reviewer.app.parting == {
        "case-1": f"The case case-1 could not be saved in its own folder. All of it is in {path}. "
        f"To go on with it: necessity review '{path}'"
    }


async def test_what_no_folder_takes_is_left_only_with_the_typed_word() -> None:
    async with reviewing() as reviewer:
        reviewer.store.full = True
        await reviewer.press("1", "enter", "q", "q")
        assert 'Type "lose" to leave without what was answered since' in reviewer.page
        assert "The home is full." in reviewer.page
        await reviewer.press("enter")
        assert '! Type "lose"' in reviewer.page
        await reviewer.press("ctrl+q")  # tries again
        assert reviewer.screen.desk.prompt.kind is Kind.LOSE
        await reviewer.press("escape")
        assert "Which rash?" in reviewer.page
        await reviewer.press("q", "q")
        await reviewer.type("lose")
        await reviewer.press("enter")
    assert reviewer.app.return_code == 0
    words = "The case case-1 was left without being saved. The disk is full."
    assert reviewer.app.parting == {"case-1": words}


async def test_a_disk_that_has_room_again_needs_no_word() -> None:
    async with reviewing() as reviewer:
        reviewer.store.full = True
        await reviewer.press("1", "enter", "q", "q")
        reviewer.store.full = False
        await reviewer.press("ctrl+q")
    assert reviewer.app.return_code == 0
    assert reviewer.app.parting == {}
    assert len(reviewer.store.saved[-1].answers) == 1


async def test_a_folder_that_comes_back_is_noticed_without_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(interview, "_RETRY", 0.05)
    async with reviewing() as reviewer:
        reviewer.store.full = True
        await reviewer.press("1", "enter", "q")
        assert SINCE in reviewer.page
        reviewer.store.full = False
        for _ in range(100):
            await reviewer.pilot.pause(0.05)
            if "NOT SAVED" not in reviewer.page:
                break
        assert "NOT SAVED" not in reviewer.page
        assert "The case is not saved" not in reviewer.page
        assert len(reviewer.store.saved[-1].answers) == 1


async def test_a_signal_has_it_written_elsewhere_and_says_where(tmp_path: Path) -> None:
    async with reviewing() as reviewer:
        reviewer.store.full, reviewer.store.refuge = True, tmp_path
        await reviewer.press("1", "enter")
        reviewer.app.flush()
        assert len(reviewer.store.moved[-1].answers) == 1
        assert str(tmp_path) in reviewer.app.parting["case-1"]
        assert reviewer.app.path is None
        reviewer.store.refuge = None
        reviewer.app.flush()
        said = reviewer.app.parting["case-1"].splitlines()
        assert said[:2] == ["The case case-1 is not saved.", "The disk is full."]
        assert said[-1] == "  The home is full."
        reviewer.store.full = False
        reviewer.app.flush()
        assert reviewer.app.path is not None


async def test_in_the_list_it_is_said_where_the_case_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, folder = tmp_path / "home", tmp_path / "cases"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    cabinet = Cabinet(pack=PACK, folder=folder, policies=(), user="me", clock=lambda: NOW)
    person = Screenful(NecessityApp(cabinet))
    async with person.app.run_test(size=(80, 24)) as pilot:
        person.pilot = pilot
        await person.press("n", "enter", "1", "enter")
        folder.rename(tmp_path / "away")
        folder.write_text("in its place")
        await person.press("1", "enter", "ctrl+q", "ctrl+q")
        assert isinstance(person.app.screen, CasesScreen)
        assert "could not be saved in its own folder. All of it is in" in person.page
        assert "(Esc: seen)" in person.page
        await person.press("down")
        assert "All of it is in" in person.page
        await person.press("escape")
        assert "All of it is in" not in person.page
    found = load(home / "necessity-unsaved" / "2026-1122-001.case.toml")
    assert [answer.id for answer in found.answers] == ["dx.kind", "dx.rash"]
    assert len(person.app.parting) == 1


# -- what the store says ------------------------------------------------------------------------


async def test_what_the_store_says_stays_until_it_was_read() -> None:
    async with reviewing() as reviewer:
        reviewer.store.weak = "This disk has no locks."
        await reviewer.press("1", "enter")
        assert "This disk has no locks. (Esc: seen)" in reviewer.page
        await reviewer.press("s", "ctrl+b")
        assert "This disk has no locks." in reviewer.page
        await reviewer.press("escape")
        assert "This disk has no locks." not in reviewer.page
        reviewer.store.notice = "Saved in a copy."
        await reviewer.press("b")
        assert "Saved in a copy. (Esc: seen)" in reviewer.page


def test_the_banner_is_empty_when_all_is_well() -> None:
    well = SimpleNamespace(held=None, problem=None, unsaved_since=None, saved=True, cautions=())
    assert banner(well, set()) == ""  # type: ignore[arg-type]


# -- read only ----------------------------------------------------------------------------------


async def test_a_case_that_is_open_elsewhere_is_only_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    case = case_with(answers=(DISEASE,), place=AnswerId("dx.kind"))
    async with reviewing(case, held=HELD) as reviewer:
        assert "Read only: alice has it open on ws7 (process 4711)." in reviewer.page
        said = "! Nothing is changed: alice has it open on ws7 (process 4711)."
        keys = (("2", "enter"), ("u",), ("n",), ("x",), ("z",), ("d",))
        for pressed in keys:
            await reviewer.press(*pressed)
            assert said in reviewer.page, pressed
            assert reviewer.place == "dx.kind"
        await reviewer.press("b", "enter")
        assert reviewer.place == "dx.rash"
        await reviewer.press("t")
        assert "! That program still runs: it must leave the case." in reviewer.page
        await reviewer.press("s")
        await reviewer.type("71")
        await reviewer.press("ctrl+n")
        assert said in reviewer.page
        reviewer.screen.desk.go(None)
        reviewer.screen.show_desk()
        for key in ("c", "a", "m"):
            await reviewer.press(key)
            assert said in reviewer.page, key
        await reviewer.press("e")
        assert "necessity-exports" in "".join(map(str.strip, reviewer.page.splitlines()))
        assert (tmp_path / "necessity-exports" / "case-1.summary.txt").exists()
        await reviewer.press("q")
    assert reviewer.app.return_code == 0
    assert reviewer.value("dx.kind") == "dm"
    assert reviewer.store.saved == []


async def test_a_lock_of_which_only_a_file_knows_is_taken_over_by_a_typed_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    real = FileStore.take

    def take(store: FileStore, id_: str, *, over: bool = False) -> Held | None:
        asked.append(over)
        return real(store, id_, over=over) if over else BREAKABLE

    cabinet = Cabinet(pack=PACK, folder=tmp_path, policies=(), user="me", clock=lambda: NOW)
    begun = cabinet.begin("c-1")
    begun.save()
    begun.release()
    monkeypatch.setattr(FileStore, "take", take)
    person = Screenful(NecessityApp(cabinet, cabinet.open(tmp_path / "c-1.case.toml")))
    async with person.app.run_test(size=(60, 20)) as pilot:
        person.pilot = pilot
        await pilot.pause()
        assert "t (or F5) takes it over." in " ".join(person.page.split())
        await person.press("t")
        assert 'Type "take over" to go on with this case here.' in person.page
        assert "|    " in person.page  # the field is seen
        await person.type("take")
        await person.press("enter")
        assert '! Type "take over"' in person.page
        assert asked == [False]
        await person.type(" over")
        await person.press("enter")
        assert asked == [False, True]
        assert "Read only" not in person.page
        await person.press("1", "enter", "q")
    assert len(load(tmp_path / "c-1.case.toml").answers) == 1
    assert not (tmp_path / "c-1.case.lock").exists()


# -- the lock -----------------------------------------------------------------------------------


async def test_a_case_is_locked_while_it_is_open_and_no_longer(tmp_path: Path) -> None:
    cabinet = Cabinet(pack=PACK, folder=tmp_path, policies=(), user="me", clock=lambda: NOW)
    person = Screenful(NecessityApp(cabinet))
    async with person.app.run_test(size=(80, 24)) as pilot:
        person.pilot = pilot
        await person.press("n", "enter")
        assert FileStore(tmp_path).take("2026-1122-001") is not None
        second = cabinet.open(tmp_path / "2026-1122-001.case.toml")
        assert second.held is not None
        await person.press("q")
        assert FileStore(tmp_path).take("2026-1122-002") is None
        third = cabinet.open(tmp_path / "2026-1122-001.case.toml")
        assert third.held is None
        third.release()


def test_a_case_that_cannot_be_opened_is_not_left_locked(tmp_path: Path) -> None:
    cabinet = Cabinet(pack=PACK, folder=tmp_path, policies=(), user="me", clock=lambda: NOW)
    path = tmp_path / "odd.case.toml"
    path.write_text("nothing of ours")
    with pytest.raises(Exception, match="odd"):
        cabinet.open(path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    first = cabinet.begin("new")
    with pytest.raises(Exception, match='Nothing is saved of the case "new" yet'):
        cabinet.begin("new")
    first.release()
