"""The shell around an interview: every answer is saved and logged; a failed save loses nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from small import pack

from necessity.answers import AnswerId
from necessity.case.model import Case
from necessity.errors import EventRefused, SaveError
from necessity.interview.state import Interview
from necessity.session import Session, Store, interview_of, new_case

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, DRUG, OUTCOME = AnswerId("tx_any"), AnswerId("tx#1.drug"), AnswerId("tx#1.outcome")


class Memory(Store):
    """A store that keeps what it was given, or refuses."""

    def __init__(self) -> None:
        self.saved: list[Case] = []
        self.full = False

    def save(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == "small"
        if self.full:
            raise SaveError("The disk is full.")
        self.saved.append(case)
        return Path("case")


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def session(store: Memory) -> Session:
    case = new_case("c", pack(), (), "reviewer")
    return Session(case, pack(), store=store, clock=lambda: NOW, user="me")


def test_an_answer_is_saved_and_logged_before_the_next_question(
    session: Session, store: Memory
) -> None:
    interview = session.answer(TX_ANY, value=True)
    assert interview.place == DRUG
    assert [answer.id for answer in store.saved[-1].answers] == [TX_ANY]
    assert [entry.did for entry in store.saved[-1].log] == ["opened", "answered"]


def test_a_changed_answer_keeps_what_it_was(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(TX_ANY, value=False, why="misread")
    entry = session.case.log[-1]
    assert (entry.did, entry.was, entry.now, entry.why) == ("changed", "yes", "no", "misread")


def test_the_same_answer_again_is_no_entry(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(TX_ANY, value=True)
    assert len(session.case.log) == 2


def test_a_failed_save_loses_nothing_and_the_next_answer_tries_again(
    session: Session, store: Memory
) -> None:
    store.full = True
    session.answer(TX_ANY, value=True)
    assert str(session.problem) == "The disk is full."
    assert TX_ANY in session.interview.answers
    store.full = False
    session.answer(DRUG, "mtx")
    assert session.problem is None
    assert [answer.id for answer in store.saved[-1].answers] == [TX_ANY, DRUG]


def test_a_case_goes_on_at_the_same_question(session: Session, store: Memory) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    assert interview_of(store.saved[-1], pack()).place == OUTCOME


def test_a_removed_row_stays_in_the_log(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    session.remove_row("tx", 1)
    assert DRUG not in session.interview.answers
    assert session.case.log[-1].was == "tx#1.drug = mtx"


def test_what_is_not_on_disk_is_not_completed(session: Session, store: Memory) -> None:
    store.full = True
    session.complete("needed", "the rash")
    assert session.case.status == "in-progress"
    assert session.case.opinions == ()
    store.full = False
    session.complete("needed", "the rash")
    assert store.saved[-1].status == "completed"
    with pytest.raises(EventRefused, match="This case is completed"):
        session.answer(TX_ANY, value=True)
