"""What answers rest on: entered, saved and logged at once, and cited only where it is there."""

from pathlib import Path

import pytest
from small import pack
from test_session import NOW, TX_ANY, Memory

from necessity.answers import AnswerId
from necessity.case.holder import Held
from necessity.case.records import About
from necessity.errors import EventRefused, SaveError
from necessity.session import Session, new_case

CONSULT = About(title="Rheumatology consult")


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def session(store: Memory) -> Session:
    case = new_case("c", pack(), (), "reviewer")
    return Session(case, pack(), store=store, clock=lambda: NOW, user="me")


def test_a_paper_and_its_words_are_saved_and_logged(session: Session, store: Memory) -> None:
    assert session.add_record(CONSULT) == "R1"
    assert session.quote("R1", "dermatomyositis", "p. 1") == "R1.1"
    assert store.saved[-1].records[0].excerpt[0].quote == "dermatomyositis"
    entries = [(entry.did, entry.what, entry.by) for entry in store.saved[-1].log[1:]]
    assert entries == [("record_added", "R1", "me"), ("excerpt_added", "R1.1", "me")]


def test_an_answer_rests_on_it_and_the_reviewer_stays_there(session: Session) -> None:
    session.add_record(CONSULT)
    session.answer(TX_ANY, value=True, note="kept")
    place = session.go(TX_ANY).place
    session.rest(TX_ANY, ("R1", "R1"))
    answer = session.interview.answers[TX_ANY]
    assert (answer.value, answer.rests_on, answer.note) == (True, ("R1",), "kept")
    assert session.interview.place == place
    assert session.citable() == ("R1",)
    with pytest.raises(EventRefused, match="rests on it"):
        session.remove_record("R1")


def test_undoing_gives_the_answer_back_as_it_rested_before(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.add_record(CONSULT)
    session.rest(TX_ANY, ("R1",))
    session.undo()
    assert session.interview.answers[TX_ANY].rests_on == ()
    assert [record.id for record in session.case.records] == ["R1"]
    session.redo()
    assert session.interview.answers[TX_ANY].rests_on == ("R1",)


def test_nothing_rests_on_what_is_not_there(session: Session) -> None:
    with pytest.raises(EventRefused, match="Answer the question first"):
        session.rest(TX_ANY, ())
    session.answer(TX_ANY, value=True)
    with pytest.raises(EventRefused, match="no record or excerpt"):
        session.rest(TX_ANY, ("R1",))


def test_a_paper_is_corrected_and_taken_away(session: Session) -> None:
    session.add_record(CONSULT)
    session.quote("R1", "words")
    session.change_record("R1", About(title="Consult"))
    assert session.case.records[0].title == "Consult"
    session.unquote("R1.1")
    session.remove_record("R1")
    assert session.case.records == ()


def test_a_closed_case_and_one_that_is_only_read_take_none(session: Session, store: Memory) -> None:
    session.complete("as the program", "the chart says so")
    with pytest.raises(EventRefused, match="completed"):
        session.add_record(CONSULT)
    case = new_case("d", pack(), (), "reviewer")
    held = Held(user="alice")
    reader = Session(case, pack(), store=store, clock=lambda: NOW, user="me", held=held)
    with pytest.raises(EventRefused, match="alice has it open"):
        reader.add_record(CONSULT)


def test_a_paper_that_could_not_be_saved_is_kept_and_said(session: Session, store: Memory) -> None:
    store.full = True
    session.add_record(CONSULT)
    assert isinstance(session.problem, SaveError)
    store.full = False
    session.answer(AnswerId("tx_any"), value=True)
    assert store.saved[-1].records[0].id == "R1"
    assert session.path == Path("case")
