"""Undo, redo, drafts, amendments and notices, by keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from small_pack import NOW, PACK, Memory, Reviewer, case_with, reviewing

from necessity.answers import Answer, AnswerId
from necessity.case.model import Case, Draft
from necessity.case.store import FileStore, load
from necessity.session import Session
from necessity.tui.keys import KEYS
from necessity.tui.prompts import Kind

pytestmark = pytest.mark.slow

TRIED = (
    Answer(id=AnswerId("tx_any"), value=True),
    Answer(id=AnswerId("tx#1.drug"), value="mtx"),
    Answer(id=AnswerId("tx#1.outcome"), value="failed"),
)
WEIGHT = AnswerId("pt.weight")


def logged(**more: object) -> Case:
    """A case with a log that fits it, as a file that was saved has one."""
    session = Session(case_with(**more), PACK, store=Memory(), clock=lambda: NOW, user="me")
    session.save()
    return session.case


# -- undo and redo --------------------------------------------------------------------------


async def test_undo_says_what_it_did_and_goes_to_the_question() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter")
        assert reviewer.place == "dx.rash"
        await reviewer.press("z")
        assert reviewer.place == "dx.kind"
        assert reviewer.value("dx.kind") is None
        assert '! Undone: "disease" has no answer again.' in reviewer.page
        await reviewer.press("d")
        assert reviewer.value("dx.kind") == "dm"
        assert '! Redone: "disease" is "Dermatomyositis" again.' in reviewer.page
        assert [entry.did for entry in reviewer.store.saved[-1].log] == [
            "opened",
            "answered",
            "undone",
            "redone",
        ]


async def test_undo_while_typing_is_another_key_and_keeps_what_was_typed() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter", "s")
        await reviewer.type("71")
        await reviewer.press("ctrl+f")
        assert reviewer.place == "dx.kind"
        await reviewer.press("s", "s")
        assert "| 71" in reviewer.page
        await reviewer.press("f4")
        assert reviewer.value("dx.kind") == "dm"


async def test_undo_of_a_change_names_the_answer_that_is_back() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter", "b", "2", "enter", "ctrl+f")
        assert '! Undone: "disease" is "Dermatomyositis" again.' in reviewer.page
        await reviewer.press("u", "1", "enter", "b", "3", "enter", "ctrl+f")
        assert '"disease" is not known (not in the record) again.' in reviewer.page


async def test_a_removed_row_is_back_with_its_answers() -> None:
    case = logged(answers=TRIED, place=AnswerId("tx#1.outcome"))
    async with reviewing(case) as reviewer:
        await reviewer.press("k", "y", "enter")
        assert reviewer.value("tx#1.drug") is None
        await reviewer.press("z")
        assert reviewer.value("tx#1.drug") == "mtx"
        assert reviewer.place == "tx#1.drug"
        said = 'Undone: "Treatment 1: Methotrexate" is there again, with its answers.'
        assert said in reviewer.page
        await reviewer.press("d")
        assert '"Treatment 1: Methotrexate" is taken away again.' in reviewer.page


async def test_a_row_that_was_begun_is_gone_again() -> None:
    case = logged(answers=TRIED, place=AnswerId("tx"))
    async with reviewing(case) as reviewer:
        await reviewer.press("y", "enter")
        assert reviewer.place == "tx#2.drug"
        await reviewer.press("z")
        assert reviewer.place == "tx"
        assert 'Undone: "Treatment 2" is taken away again.' in reviewer.page


async def test_a_note_that_was_added_is_undone_by_itself() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter", "b", "n")
        await reviewer.type("why")
        await reviewer.press("enter", "z")
        assert 'Undone: "disease" has its note, and what it rests on, as they were.' in (
            reviewer.page
        )
        answer = reviewer.session.interview.answers[AnswerId("dx.kind")]
        assert (answer.value, answer.note) == ("dm", "")


async def test_with_nothing_to_undo_that_is_said_and_inside_a_prompt_nothing_is_done() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("z")
        assert "! There is nothing to undo." in reviewer.page
        await reviewer.press("d")
        assert "! There is nothing to redo." in reviewer.page
        await reviewer.press("1", "enter", "u", "z")
        assert reviewer.screen.desk.prompt.kind is Kind.UNKNOWN
        assert "! Enter this first, or leave it with Escape." in reviewer.page


def test_ctrl_z_is_no_key_of_ours() -> None:
    keys = {name for key in KEYS for name in key.keys.split(",")}
    assert "ctrl+z" not in keys
    assert len(keys) == sum(len(key.keys.split(",")) for key in KEYS)


# -- drafts ---------------------------------------------------------------------------------


async def test_what_is_typed_is_in_the_session_without_a_save() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("s", "s")
        before = len(reviewer.store.saved)
        await reviewer.type("71")
        assert reviewer.session.drafts[(WEIGHT, "")].text == "71"
        assert len(reviewer.store.saved) == before
        reviewer.session.flush()
        assert reviewer.store.saved[-1].drafts == (Draft(id=WEIGHT, text="71", at=NOW),)
        await reviewer.press("backspace", "backspace")
        assert not reviewer.session.drafts


async def test_what_was_marked_is_a_draft_too() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("down", "down", "space")
        assert reviewer.session.drafts[(AnswerId("dx.kind"), "")].text == "pm"
        await reviewer.press("s", "1", "2")
        assert reviewer.session.drafts[(AnswerId("dx.rash"), "")].text == "heliotrope, gottron"


async def test_a_draft_of_a_file_is_offered_and_dropped_when_it_is_entered() -> None:
    draft = Draft(id=WEIGHT, text="71", at=NOW)
    async with reviewing(logged(place=WEIGHT, drafts=(draft,))) as reviewer:
        assert 'You began: "71". It is not entered.' in reviewer.page
        assert "| 71" in reviewer.page
        assert reviewer.value("pt.weight") is None
        await reviewer.press("enter")
        assert str(reviewer.value("pt.weight")) == "71 kg"
        assert reviewer.store.saved[-1].drafts == ()
        await reviewer.press("b")
        assert "You began" not in reviewer.page


async def test_a_draft_of_a_choice_is_offered_in_words() -> None:
    draft = Draft(id=AnswerId("dx.rash"), text="heliotrope, gottron", at=NOW)
    async with reviewing(logged(place=AnswerId("dx.rash"), drafts=(draft,))) as reviewer:
        assert 'You began: "Heliotrope; Gottron papules". It is not entered.' in reviewer.page
        assert "[x] 1  Heliotrope" in reviewer.page


async def test_a_note_that_was_begun_is_offered_in_the_note() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("n")
        await reviewer.type("page")
        reviewer.session.flush()
        saved = reviewer.store.saved[-1]
    assert saved.drafts == (Draft(id=AnswerId("dx.kind"), text="page", field="note", at=NOW),)
    async with reviewing(saved) as reviewer:
        assert "You began" not in reviewer.page
        await reviewer.press("n")
        assert 'You began: "page". It is not entered.' in reviewer.page
        await reviewer.press("enter", "1", "enter")
        answer = reviewer.session.interview.answers[AnswerId("dx.kind")]
        assert (answer.note, reviewer.store.saved[-1].drafts) == ("page", ())


async def test_a_note_left_with_escape_is_no_draft() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("n")
        await reviewer.type("page")
        await reviewer.press("escape", "escape", "1", "enter")
        answer = reviewer.session.interview.answers[AnswerId("dx.kind")]
        assert (answer.note, reviewer.session.drafts) == ("", {})


@pytest.mark.slow
async def test_what_was_begun_is_on_disk_soon_though_nothing_is_entered() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("s", "s")
        await reviewer.type("71")
        await reviewer.pilot.pause(2.5)
        assert reviewer.store.saved[-1].drafts[0].text == "71"
        before = len(reviewer.store.saved)
        await reviewer.pilot.pause(2.5)
        assert len(reviewer.store.saved) == before


# -- files changed outside the program ------------------------------------------------------


async def test_a_file_that_was_changed_by_hand_says_so_at_once() -> None:
    case = logged(answers=TRIED, place=AnswerId("tx_any"))
    changed = (*TRIED[:1], replace(TRIED[1], value="aza"), TRIED[2])
    async with reviewing(replace(case, answers=changed)) as reviewer:
        page = " ".join(reviewer.page.split())
        assert "This file was changed outside the program" in page
        assert 'tx#1.drug: "mtx", now "aza"' in page
        assert reviewer.store.saved[-1].log[-1].did == "edited"


# -- amendments -----------------------------------------------------------------------------


async def completed(reviewer: Reviewer) -> None:
    await reviewer.press("ctrl+o", "end", "enter")
    assert "m amend" in reviewer.page


async def test_a_completed_case_is_amended_with_a_reason(tmp_path: Path) -> None:
    case = replace(logged(answers=TRIED), status="completed", place=None)
    path = FileStore(tmp_path).save(case, Session(case, PACK, store=Memory(), clock=lambda: NOW,
                                                  user="me").interview)  # fmt: skip
    async with reviewing(load(path), folder=tmp_path) as reviewer:
        reviewer.session._store = FileStore(tmp_path)  # noqa: SLF001 - a real folder
        await completed(reviewer)
        await reviewer.press("m")
        assert "Why is this completed case opened again?" in reviewer.page
        await reviewer.press("enter")
        assert "Type the reason in words" in reviewer.page
        await reviewer.type("a letter")
        await reviewer.press("enter")
        page = " ".join(reviewer.page.split())
        assert "The case is open again, as version 2. Version 1 is kept beside it" in page
        assert "c complete" in reviewer.page
    assert load(path).version == 2
    assert load(tmp_path / "case-1.v1.case.toml").version == 1


async def test_an_open_case_is_not_amended() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("m")
        assert "! That is on the last page" in reviewer.page
        await reviewer.press("ctrl+o", "end", "enter", "m")
        assert "! This case is open. Only a completed one is amended." in reviewer.page
