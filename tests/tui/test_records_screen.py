"""The chart in front of a person: its keys, its form, its pages."""

from dataclasses import replace
from datetime import date

import pytest
from small_pack import PACK, Reviewer, case_with, reviewing
from textual.events import Paste

from necessity.answers import Answer, AnswerId
from necessity.case.model import Case, Excerpt, Record
from necessity.pack.questions import Group, Item, QuantityQuestion
from necessity.tui.keys import KEYS
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.screens.reader import Reader
from necessity.tui.screens.records import RecordsScreen

pytestmark = pytest.mark.slow

KIND, WEIGHT = AnswerId("dx.kind"), AnswerId("pt.weight")
DM = Answer(id=KIND, value="dm")
CONSULT = Record(
    id="R1",
    title="Rheumatology consult",
    dated=date(2026, 11, 11),
    excerpt=tuple(Excerpt(id=f"R1.{n}", quote=f"words {n}", at=f"p. {n}") for n in range(1, 13)),
)


def chart_case(**more: object) -> Case:
    return case_with(**{"records": (CONSULT,), "answers": (DM,), "place": KIND} | more)


def rests(reviewer: Reviewer, id_: AnswerId = KIND) -> tuple[str, ...]:
    return reviewer.session.interview.answers[id_].rests_on


async def test_the_most_recent_is_cited_in_two_keys_and_kept_by_enter() -> None:
    async with reviewing(chart_case()) as reviewer:
        await reviewer.press("r", "1")
        assert isinstance(reviewer.app.screen, RecordsScreen)
        assert '> [x] 1  R1.12  "words 12"  p. 12  - Rheumatology consult, 11 Nov' in reviewer.page
        await reviewer.press("enter")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        assert rests(reviewer) == ("R1.12",)
        assert 'Rests on R1.12 "words 12" p. 12' in reviewer.page
        assert "! It rests on R1.12 now." in reviewer.page
        assert "stated, not documented" not in reviewer.page
        assert [answer.rests_on for answer in reviewer.store.saved[-1].answers] == [("R1.12",)]


async def test_a_digit_marks_one_of_nine_however_many_there_are() -> None:
    async with reviewing(chart_case()) as reviewer:
        await reviewer.press("r", "1", "9", "1", "2")
        assert "> [x] 2  R1.11" in reviewer.page
        assert "  [ ] 1  R1.12" in reviewer.page
        assert '  [ ]    R1.3  "words 3"' in reviewer.page
        await reviewer.press("enter")
        assert rests(reviewer) == ("R1.11", "R1.4")


async def test_escape_keeps_nothing_and_says_so_first() -> None:
    async with reviewing(chart_case()) as reviewer:
        await reviewer.press("r", "1", "escape")
        assert "! What is marked is not kept yet." in reviewer.page
        await reviewer.press("escape")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        assert rests(reviewer) == ()


@pytest.mark.parametrize("key", ["ctrl+e", pytest.param("f2", marks=pytest.mark.slow)])
async def test_from_a_text_field_what_is_typed_there_stays(key: str) -> None:
    async with reviewing(chart_case(place=WEIGHT)) as reviewer:
        await reviewer.press("7", "1", key, "1", "enter")
        assert "| 71" in reviewer.page
        assert "! R1.12: kept with the answer, once there is one." in reviewer.page
        assert 'Will rest on R1.12 "words 12" p. 12' in reviewer.page
        await reviewer.press("enter")
        assert str(reviewer.value("pt.weight")) == "71 kg"
        assert rests(reviewer, WEIGHT) == ("R1.12",)


async def test_in_a_note_the_key_goes_to_the_end_of_the_line() -> None:
    async with reviewing(chart_case()) as reviewer:
        await reviewer.press("n", "a", "left", "ctrl+e", "c")
        assert "| ac" in reviewer.page


async def test_ctrl_d_asks_about_a_row_from_its_text_field_and_else_deletes() -> None:
    sections = [
        replace(section, item=tuple(map(_with_dose, section.item))) for section in PACK.sections
    ]
    pack = replace(PACK, sections=tuple(sections))
    answers = (
        Answer(id=AnswerId("tx_any"), value=True),
        Answer(id=AnswerId("tx#1.drug"), value="mtx"),
    )
    async with reviewing(case_with(answers=answers, place=WEIGHT), pack=pack) as reviewer:
        await reviewer.press("7", "left", "ctrl+d")
        assert "| 7" not in reviewer.page
        reviewer.screen.desk.go(AnswerId("tx#1.dose"))
        reviewer.screen.show_desk()
        await reviewer.press("9", "ctrl+d")
        assert 'Remove "Treatment 1: Methotrexate"' in reviewer.page
        await reviewer.press("escape")
        assert "| 9" in reviewer.page


def _with_dose(item: Item) -> Item:
    dose = QuantityQuestion(
        id="tx.dose", type="quantity", text="Which dose?", short="dose", unit="mg"
    )
    return replace(item, item=(*item.item, dose)) if isinstance(item, Group) else item


async def test_in_the_form_letters_are_text_and_what_is_refused_stays() -> None:
    async with reviewing(case_with(answers=(DM,), place=KIND)) as reviewer:
        await reviewer.press("r", "n", "enter")
        assert "A new record of the chart   1 of 6" in reviewer.page
        assert "! A record needs a title" in reviewer.page
        await reviewer.press("q", "enter", "enter", "enter", "2", "enter")
        assert "! That is no day." in reviewer.page
        assert "| 2 " in reviewer.page
        await reviewer.press("escape")
        assert "Who wrote it?" in reviewer.page
        await reviewer.press("enter")
        assert "| 2 " in reviewer.page


async def test_a_paste_is_one_line_and_carries_no_control() -> None:
    async with reviewing(case_with(answers=(DM,), place=KIND)) as reviewer:
        await reviewer.press("r", "n")
        focused = reviewer.app.screen.focused
        assert focused is not None
        focused.post_message(Paste("one\r\ntwo\x1b[31m\tthree\x07\n\u202efour"))
        await reviewer.press("enter")
        assert "What kind of record is it?" in reviewer.page
        assert "title: one two[31m three four" in reviewer.page


async def test_hostile_words_of_a_file_are_shown_as_what_they_are() -> None:
    hostile = Record(id="R1", title="a\x1b]0;x\x07b", excerpt=(Excerpt(id="R1.1", quote="[b]\n"),))
    case = case_with(records=(hostile,), answers=(replace(DM, rests_on=("R1",)),), place=KIND)
    async with reviewing(case) as reviewer:
        assert "Rests on R1 a<U+001B>]0;x<U+0007>b" in reviewer.page
        await reviewer.press("r")
        assert "> [x] 1  R1  a<U+001B>]0;x<U+0007>b" in reviewer.page
        assert '"[b]' in reviewer.page
        await reviewer.press("v")
        assert "a<U+001B>]0;x" in reviewer.page


async def test_it_is_read_whole_and_its_keys_are_told() -> None:
    async with reviewing(chart_case()) as reviewer:
        await reviewer.press("r", "v")
        assert isinstance(reviewer.app.screen, Reader)
        assert 'R1.1 "words 1" p. 1  (nothing rests on it)' in reviewer.page
        await reviewer.press("escape", "question_mark")
        assert "take it away; not while an answer rests on it" in reviewer.page
        await reviewer.press("escape", "escape")
        assert isinstance(reviewer.app.screen, InterviewScreen)


async def test_taking_away_asks_and_is_refused_under_an_answer() -> None:
    case = chart_case(answers=(replace(DM, rests_on=("R1.12",)),))
    async with reviewing(case) as reviewer:
        await reviewer.press("r", "x")
        assert '! "disease" rests on it.' in reviewer.page
        await reviewer.press("down", "x", "y", "enter")
        assert "! R1.11 is taken away; the log keeps it." in reviewer.page


async def test_a_completed_case_shows_all_and_changes_nothing() -> None:
    async with reviewing(chart_case(status="completed")) as reviewer:
        await reviewer.press("r", "1")
        assert "! This case is completed." in reviewer.page
        assert "> [ ] 1  R1.12" in reviewer.page


async def test_at_the_end_the_records_are_there_too() -> None:
    async with reviewing(chart_case(place=None)) as reviewer:
        reviewer.screen.desk.go(None)
        reviewer.screen.show_desk()
        await reviewer.press("r")
        assert "The records of the chart" in reviewer.page
        await reviewer.press("down", "down", "e")
        assert "Correcting R1.10" in reviewer.page


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_key_of_the_page_is_named(size: tuple[int, int]) -> None:
    async with reviewing(chart_case(), size=size) as reviewer:
        assert "r cite" in reviewer.page
        await reviewer.press("r")
        named = "Space mark  Enter keep  Esc back  n new record  q quote  e correct  x take away"
        assert all(part in reviewer.page for part in named.split("  "))


def test_no_two_keys_are_the_same() -> None:
    keys = [name for key in KEYS for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))
