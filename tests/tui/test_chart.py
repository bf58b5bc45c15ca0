"""What answers rest on, without a screen: chosen, waiting, entered, quoted, corrected, refused."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from small_pack import NOW, PACK, Memory, case_with

from necessity.answers import Answer, AnswerId, Reason, Unknown
from necessity.case.holder import Held
from necessity.case.model import Case, Excerpt, Record
from necessity.errors import EventRefused
from necessity.session import Session
from necessity.tui.chart import Chart
from necessity.tui.charted import entry_words, rests_words, source_words
from necessity.tui.desk import Desk
from necessity.tui.listing import overview
from necessity.tui.papers import day_of, file_of, pages_of
from necessity.tui.prompts import Kind

KIND, RASH = AnswerId("dx.kind"), AnswerId("dx.rash")
CONSULT = Record(
    id="R1",
    title="Rheumatology consult",
    dated=date(2026, 11, 11),
    pages=4,
    excerpt=(
        Excerpt(id="R1.1", quote="classic dermatomyositis", at="p. 1"),
        Excerpt(id="R1.2", quote="Prednisone since April without enough effect", at="p. 2"),
    ),
)
DM = Answer(id=KIND, value="dm")
SENTENCE = "This case is completed. Its answers are kept as they are."


def desk_of(case: Case, held: Held | None = None) -> Desk:
    store = Memory()
    return Desk(Session(case, PACK, store=store, clock=lambda: NOW, user="me", held=held))


def opened(desk: Desk, width: int = 80) -> Chart:
    chart = desk.chart(desk.prompt.current, width)
    assert chart is not None
    return chart


def entered(chart: Chart, *fields: str) -> None:
    for text in fields:
        chart.given(text)
        assert not chart.message or chart.listing, chart.message


@pytest.fixture
def desk() -> Desk:
    return desk_of(case_with(records=(CONSULT,), answers=(DM,), place=KIND))


def rests(desk: Desk, id_: AnswerId = KIND) -> tuple[str, ...]:
    return desk.interview.answers[id_].rests_on


# -- citing -------------------------------------------------------------------------------------


def test_an_answer_rests_on_what_is_marked_and_the_question_says_so(desk: Desk) -> None:
    assert "Answered: Dermatomyositis (stated, not documented)" in desk.prompt.notes
    chart = opened(desk)
    assert [row.key for row in chart.prompt.rows] == ["R1.2", "R1.1", "R1"]
    assert "It is stated, not documented." in chart.prompt.text
    chart.mark("R1.2, R1")
    chart.given("R1.2, R1")
    assert chart.done
    assert rests(desk) == ("R1.2", "R1")
    assert desk.message == "It rests on R1.2, R1 now."
    assert desk.prompt.rests == 'Rests on R1.2 "Prednisone since April without..." p. 2, R1'
    assert "Answered: Dermatomyositis" in desk.prompt.notes
    again = opened(desk)
    assert again.prompt.chosen == ("R1.2", "R1")
    assert [row.key for row in again.prompt.rows] == ["R1.2", "R1", "R1.1"]


def test_nothing_is_logged_where_nothing_changes(desk: Desk) -> None:
    before = desk.session.case.log
    chart = opened(desk)
    chart.given("")
    assert chart.done
    assert desk.session.case.log == before


def test_what_is_typed_at_the_question_is_still_there(desk: Desk) -> None:
    chart = desk.chart("pm", 80)
    assert chart is not None
    chart.mark("R1")
    chart.given("R1")
    assert desk.draft == "pm"
    assert rests(desk) == ("R1",)


def test_what_is_chosen_before_there_is_an_answer_waits_for_it() -> None:
    desk = desk_of(case_with(records=(CONSULT,)))
    chart = opened(desk)
    assert chart.prompt.text == "What will the answer rest on? What is marked waits for it."
    chart.mark("R1.1")
    chart.given("R1.1")
    assert desk.message == "R1.1: kept with the answer, once there is one."
    assert desk.prompt.rests.startswith("Will rest on R1.1")
    assert opened(desk).prompt.chosen == ("R1.1",)
    desk.given("dm")
    assert rests(desk) == ("R1.1",)
    assert desk.waiting == {}


def test_what_waits_is_said_before_the_case_is_left() -> None:
    desk = desk_of(case_with(records=(CONSULT,)))
    chart = opened(desk)
    chart.mark("R1.1")
    chart.given("R1.1")
    desk.leave("")
    assert desk.left is None
    assert '"disease" has no answer, and that it rests on R1.1 is lost then.' in desk.message
    desk.leave("")
    assert desk.left is not None


def test_another_answer_does_not_rest_on_what_the_one_before_did(desk: Desk) -> None:
    desk.session.rest(KIND, ("R1.1",))
    desk.given("pm")
    assert rests(desk) == ()
    assert '"disease" rested on R1.1; the new answer is stated' in desk.message


def test_yes_another_leaves_what_waits_for_the_answer_to_the_list() -> None:
    tried = (
        Answer(id=AnswerId("tx_any"), value=True),
        Answer(id=AnswerId("tx#1.drug"), value="mtx"),
        Answer(id=AnswerId("tx#1.outcome"), value="failed"),
    )
    desk = desk_of(case_with(records=(CONSULT,), answers=tried, place=AnswerId("tx")))
    chart = opened(desk)
    chart.mark("R1")
    chart.given("R1")
    desk.given("yes")
    assert desk.waiting == {"tx": ("R1",)}
    desk.go(AnswerId("tx"))
    desk.given("no")
    assert rests(desk, AnswerId("tx")) == ("R1",)


def test_what_is_marked_and_not_kept_is_said_once(desk: Desk) -> None:
    chart = opened(desk)
    chart.mark("R1")
    chart.back("R1")
    assert not chart.done
    assert "is not kept yet" in chart.message
    chart.back("R1")
    assert chart.done
    assert rests(desk) == ()


def test_undo_takes_the_citation_back(desk: Desk) -> None:
    chart = opened(desk)
    chart.mark("R1")
    chart.given("R1")
    desk.undo("dm")
    assert rests(desk) == ()
    assert "has its note, and what it rests on, as they were" in desk.message


def test_a_note_is_entered_first() -> None:
    desk = desk_of(case_with())
    desk.note("")
    assert desk.chart("", 80) is None
    assert desk.message == "Enter this first, or leave it with Escape."


# -- a new record -------------------------------------------------------------------------------


def test_a_record_is_entered_one_field_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "my consult.pdf"
    path.write_bytes(b"what the physician wrote")
    desk = desk_of(case_with(answers=(DM,), place=KIND))
    chart = opened(desk)
    assert chart.prompt.help == "No record of the chart is entered yet: n enters one."
    chart.new()
    entered(chart, "Consult", "office note", "R. Osei, MD", "2026-11-11", "4", f"'{path}'")
    record = desk.session.case.records[0]
    digest = sha256(b"what the physician wrote").hexdigest()
    assert (record.title, record.dated, record.pages) == ("Consult", date(2026, 11, 11), 4)
    assert (record.file, record.digest) == ("my consult.pdf", f"sha256:{digest}")
    assert chart.message.startswith("R1 is entered.")
    assert (chart.here, chart.listing, chart.marks) == ("R1", True, ())
    chart.quote()
    entered(chart, "classic dermatomyositis", "p. 1")
    assert [row.key for row in chart.prompt.rows] == ["R1.1", "R1"]
    chart.mark("R1.1")
    chart.given("R1.1")
    assert rests(desk) == ("R1.1",)


def test_all_but_the_title_may_stay_empty() -> None:
    desk = desk_of(case_with())
    chart = opened(desk)
    chart.new()
    chart.given("  ")
    assert "needs a title" in chart.message
    entered(chart, "Order", "", "", "", "", "")
    assert desk.session.case.records == (Record(id="R1", title="Order"),)


def test_escape_goes_back_a_field_and_nothing_typed_is_lost() -> None:
    desk = desk_of(case_with())
    chart = opened(desk)
    chart.new()
    entered(chart, "Consult", "office note")
    chart.back("R. Os")
    assert chart.prompt.typed == "office note"
    chart.back("office note, first")
    assert (chart.prompt.typed, chart.first) == ("Consult", True)
    chart.back("Consult")
    assert chart.listing
    assert "A new record is begun and not entered: n goes on with it." in chart.prompt.notes
    chart.back("")
    assert chart.done
    desk.leave("")
    assert "begun, not entered, and lost then" in desk.message
    again = opened(desk)
    again.new()
    assert again.prompt.typed == "Consult"
    again.given("Consult")
    assert again.prompt.typed == "office note, first"
    again.given("office note")
    assert again.prompt.typed == "R. Os"


def test_a_form_in_which_nothing_was_typed_is_not_kept(desk: Desk) -> None:
    chart = opened(desk)
    chart.here = "R1"
    for act in (chart.new, chart.quote, chart.correct):
        act()
        chart.back(chart.prompt.typed)
        assert chart.listing
        assert chart.prompt.notes == ()


def test_a_month_is_no_day_of_a_record() -> None:
    assert day_of("2026-11-11") == date(2026, 11, 11)
    assert day_of("") is None
    for text in ("2026-11", "2026"):
        with pytest.raises(EventRefused, match="a month or a year"):
            day_of(text)
    for text in ("11/11/2026", "2026-02-30"):
        with pytest.raises(EventRefused, match="no day"):
            day_of(text)


@pytest.mark.parametrize("text", ["0", "-1", "four", "1.5", "123456", "\u0664"])
def test_pages_are_counted(text: str) -> None:
    with pytest.raises(EventRefused, match="whole number"):
        pages_of(text)


def test_a_file_that_is_not_taken_says_why(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to("/etc/hostname")
    for text, reason in (
        (f"{tmp_path}/none.pdf", "No such file"),
        (str(tmp_path), "it is a folder"),
        (f"{tmp_path}/link.pdf", "it is a symbolic link"),
        ("/dev/zero", "a pipe or a device"),
        ("~nobody-of-this-name/x.pdf", "home"),
        ("a\0b", "null"),
    ):
        with pytest.raises(EventRefused, match=f"This file is not taken: .*{reason}"):
            file_of(text)
    assert file_of("") == ("", "")


# -- corrected, taken away ----------------------------------------------------------------------


def test_a_record_is_corrected_and_keeps_its_excerpts_and_its_digest() -> None:
    filed = replace(CONSULT, file="consult.pdf", digest="sha256:ab")
    desk = desk_of(case_with(records=(filed,), answers=(DM,), place=KIND))
    chart = opened(desk)
    chart.here = "R1"
    chart.correct()
    held = ("Rheumatology consult", "", "", "2026-11-11", "4", "consult.pdf")
    for text in held:
        assert chart.prompt.typed == text
        chart.given("R. Osei, MD" if chart.prompt.text == "Who wrote it?" else text)
    assert desk.session.case.records == (replace(filed, author="R. Osei, MD"),)
    assert chart.message == "R1 is corrected; the log keeps what it was."


def test_an_excerpt_is_corrected(desk: Desk) -> None:
    chart = opened(desk)
    chart.here = "R1.2"
    chart.correct()
    assert chart.prompt.typed == CONSULT.excerpt[1].quote
    entered(chart, "Prednisone since March", "p. 3")
    assert desk.session.case.records[0].excerpt[1] == Excerpt(
        id="R1.2", quote="Prednisone since March", at="p. 3"
    )


def test_what_an_answer_rests_on_stays_and_the_question_is_named(desk: Desk) -> None:
    desk.session.rest(KIND, ("R1.1",))
    chart = opened(desk)
    for here in ("R1", "R1.1"):
        chart.here = here
        chart.take_away()
        assert chart.listing
        assert chart.message == '"disease" rests on it. Let it rest on something else first.'
    chart.here = "R1.2"
    chart.take_away()
    assert chart.prompt.kind is Kind.DROP
    chart.given("no")
    assert chart.listing
    chart.take_away()
    chart.given("yes")
    assert chart.message == "R1.2 is taken away; the log keeps it."
    assert [each.id for each in desk.session.case.records[0].excerpt] == ["R1.1"]


def test_what_waits_for_an_answer_stays_too() -> None:
    desk = desk_of(case_with(records=(CONSULT,)))
    chart = opened(desk)
    chart.mark("R1")
    chart.given("R1")
    desk.go(RASH)
    there = opened(desk)
    there.here = "R1"
    there.take_away()
    assert there.message.startswith('"disease" (not answered yet) rests on it.')


def test_what_goes_is_marked_no_more_and_its_forms_go_with_it(desk: Desk) -> None:
    chart = opened(desk)
    chart.mark("R1, R1.1")
    chart.here = "R1"
    chart.quote()
    chart.back("begun")
    assert chart.prompt.notes == ("Words of R1 Rheumatology consult: begun and not entered.",)
    chart.take_away()
    chart.given("yes")
    assert not chart.marks
    assert not (*chart.prompt.notes, *chart.prompt.rows)
    chart.quote()
    assert chart.message == "There is no record yet: n enters one."


def test_what_could_not_be_saved_is_said_on_the_page() -> None:
    store = Memory(full=True)
    desk = Desk(Session(case_with(), PACK, store=store, clock=lambda: NOW, user="me"))
    chart = opened(desk)
    chart.new()
    entered(chart, "Order", "", "", "", "", "")
    assert "NOT SAVED: The disk is full." in chart.message


# -- closed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", [None, Held(user="alice", host="ws7", pid=4711)])
def test_where_nothing_may_change_all_is_shown_and_nothing_changes(held: Held | None) -> None:
    case = case_with(records=(CONSULT,), answers=(replace(DM, rests_on=("R1.1",)),), place=KIND)
    desk = desk_of(case if held else replace(case, status="completed"), held)
    chart = opened(desk)
    said = "Nothing is changed: alice has it open" if held else SENTENCE
    assert len(chart.prompt.rows) == 3
    chart.here = "R1.2"
    chart.mark("R1.1, R1.2")
    assert chart.message.startswith(said)
    assert (chart.marks, chart.prompt.chosen) == (("R1.1",), ("R1.1",))
    for act in (chart.new, chart.quote, chart.correct, chart.take_away):
        act()
        assert chart.message.startswith(said)
        assert chart.listing
    assert chart.whole()[0].startswith("R1 Rheumatology consult")
    chart.given("R1.1")
    assert chart.done
    assert rests(desk) == ("R1.1",)
    assert desk.session.case.records == (CONSULT,)


def test_at_the_end_the_records_are_shown_and_nothing_is_marked() -> None:
    desk = desk_of(case_with(records=(CONSULT,)))
    desk.go(None)
    chart = opened(desk)
    assert (chart.prompt.text, chart.prompt.field) == ("The records of the chart", "list")
    chart.new()
    entered(chart, "Order", "", "", "", "", "")
    assert chart.message == "R2 is entered. q quotes its words."
    chart.given("R2")
    assert chart.done


# -- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_entry_takes_two_lines_at_most(width: int) -> None:
    long = replace(
        CONSULT,
        title="Consultation of the university clinic for rheumatology",
        excerpt=(Excerpt(id="R1.1", quote="weakness of thighs " * 40, at="page 12, line 30"),),
    )
    case = case_with(records=(long,))
    chart = opened(desk_of(case), width)
    for row in chart.prompt.rows:
        assert len(row.text) <= 2 * (width - 17)
    words = entry_words(case, "R1.1", 2 * (width - 17))
    assert words.startswith('R1.1  "weakness')
    assert '..."  page 12, line 30  - Consultation' in words
    assert words.endswith(", 11 Nov 2026")


def test_the_line_on_the_question_has_place_on_sixty_columns() -> None:
    case = case_with(records=(CONSULT,))
    line = rests_words("Rests on", case, ("R1.2", "R1.1", "R1"))
    assert len(line) <= 58
    assert line.endswith('..." p. 2, R1.1, R1')
    assert rests_words("Rests on", case, ("R1",)) == "Rests on R1 Rheumatology consult"
    assert rests_words("Rests on", case, ("R7",)) == "Rests on R7"


def test_the_source_of_each_answer_is_in_the_overview() -> None:
    answers = (
        replace(DM, rests_on=("R1.1", "R1")),
        Answer(id=RASH, value=("gottron",)),
        Answer(id=AnswerId("pt.weight"), value=Unknown(Reason.AWAITED)),
    )
    desk = desk_of(case_with(records=(CONSULT,), answers=answers))
    texts = [row.text for row in overview(desk.interview)]
    assert "+ disease: Dermatomyositis [R1.1, R1]" in texts
    assert "+ rash: Gottron papules [stated]" in texts
    assert "? weight: not known (awaited)" in texts
    assert source_words(answers[2]) == ""
