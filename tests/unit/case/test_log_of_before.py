"""A file that an earlier version wrote: its log held answers and rows, and no more."""

from pathlib import Path

from kept import AT, PACK
from logged import Memory, loaded

from necessity.case.course import CARRIED_OVER, course
from necessity.case.ledger import of_case, of_log
from necessity.case.model import Case
from necessity.case.read import read
from necessity.case.verify import verify
from necessity.session import Session

PAGE = (Path(__file__).parent / "before.case.toml").read_text(encoding="utf-8")


def session_of(case: Case) -> Session:
    return Session(case, PACK, store=Memory(), clock=lambda: AT, user="jlee")


def test_its_answers_and_rows_fit_its_log() -> None:
    found = verify(read(PAGE, "c"), PAGE)
    assert found.whole
    assert "This log was begun by an earlier version" in found.notes[0]


def test_what_its_log_did_not_hold_is_carried_over_without_a_word() -> None:
    case = read(PAGE, "c")
    session = session_of(case)
    assert session.notices == ()
    assert [entry.did for entry in session.case.log[len(case.log) :]] == [CARRIED_OVER]
    assert of_log(session.case.log) == of_case(session.case)
    assert session.case.opinions == case.opinions
    again = loaded(session)
    assert session_of(again).case.log == again.log


def test_nothing_of_before_is_undone() -> None:
    session = session_of(read(PAGE, "c"))
    assert course(session.case.log).line == ()


def test_an_answer_changed_by_hand_in_it_is_named() -> None:
    page = PAGE.replace('value = "methotrexate"', 'value = "mycophenolate"')
    assert page != PAGE
    (said,) = verify(read(page, "c"), page).replay
    assert said == 'tx#2.drug: the log says "methotrexate", the file says "mycophenolate".'
    session = session_of(read(page, "c"))
    assert 'tx#2.drug: "methotrexate", now "mycophenolate"' in session.notices[0]
    assert of_log(session.case.log) == of_case(session.case)


def test_a_row_taken_out_by_hand_is_named() -> None:
    page = PAGE.replace("order = [2, 3]", "order = [3, 2]")
    assert page != PAGE
    (said,) = verify(read(page, "c"), page).replay
    assert said.startswith("[rows.tx]: the log says")


def test_its_status_changed_by_hand_is_named() -> None:
    page = PAGE.replace('status = "completed"', 'status = "in-progress"')
    (said,) = verify(read(page, "c"), page).replay
    assert said == '[status]: the log says "completed", the file says nothing.'
