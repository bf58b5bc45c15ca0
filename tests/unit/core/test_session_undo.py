"""Undo and redo are entries; a step turned round takes the reviewer to its question."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from small import pack

from necessity.answers import AnswerId, How, Reason, Unknown
from necessity.case.model import Case
from necessity.errors import EventRefused, SaveError
from necessity.interview.state import Interview
from necessity.quantity import Quantity
from necessity.session import Session, Store, new_case

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, DRUG, OUTCOME = AnswerId("tx_any"), AnswerId("tx#1.drug"), AnswerId("tx#1.outcome")
TX, WEIGHT = AnswerId("tx"), AnswerId("pt.weight")


class Memory(Store):
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
    return Session(
        new_case("c", pack(), (), "reviewer"), pack(), store=store, clock=lambda: NOW, user="me"
    )


def done(session: Session) -> list[tuple[str, str, int]]:
    return [(entry.did, entry.what, entry.of) for entry in session.case.log]


def test_an_undone_answer_is_gone_and_its_question_is_asked(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    entry = session.undo()
    assert (entry.did, entry.what) == ("answered", DRUG)
    assert DRUG not in session.interview.answers
    assert session.interview.place == DRUG
    assert session.interview.rows.get("tx", ()) == ()
    assert done(session)[-1] == ("undone", DRUG, 3)


def test_an_undone_change_brings_back_the_answer_with_all_that_belongs_to_it(
    session: Session,
) -> None:
    heavy = Quantity(Decimal(400), "kg")
    session.answer(WEIGHT, heavy, how=How.OVERRIDE, why="bed scale", note="n", rests_on=("R1",))
    before = session.interview.answers[WEIGHT]
    session.answer(WEIGHT, Unknown(Reason.AWAITED))
    session.undo()
    assert session.interview.answers[WEIGHT] == before
    session.redo()
    assert session.interview.answers[WEIGHT].value == Unknown(Reason.AWAITED)


def test_an_undone_withdrawal_brings_the_answer_back(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.withdraw(TX_ANY)
    session.undo()
    assert session.interview.answers[TX_ANY].value is True
    assert session.interview.place == TX_ANY


def test_a_removed_row_comes_back_with_its_number_and_its_answers(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx", note="page 2")
    session.answer(OUTCOME, "failed")
    session.answer(TX, value=True)
    session.answer(AnswerId("tx#2.drug"), "aza")
    before = session.interview
    session.remove_row("tx", 1)
    assert session.interview.rows["tx"] == (2,)
    session.undo()
    assert (session.interview.answers, session.interview.rows) == (before.answers, before.rows)
    assert session.interview.place == DRUG
    session.redo()
    assert session.interview.rows["tx"] == (2,)
    assert DRUG not in session.interview.answers


def test_a_row_that_was_added_goes_and_comes_again(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    session.answer(TX, value=False)
    session.answer(TX, value=True)
    assert done(session)[-1] == ("row_added", "tx#2", 0)
    session.undo()
    assert list(session.interview.rows["tx"]) == [1]
    assert session.interview.answers[TX].value is False
    assert session.interview.place == TX
    session.redo()
    assert list(session.interview.rows["tx"]) == [1, 2]
    assert session.interview.place == "tx#2.drug"


def test_a_new_answer_ends_the_redo_line(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.undo()
    session.answer(TX_ANY, value=False)
    with pytest.raises(EventRefused, match="There is nothing to redo"):
        session.redo()


def test_nothing_is_erased(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.undo()
    session.redo()
    session.undo()
    assert done(session) == [
        ("opened", "", 0),
        ("answered", "tx_any", 0),
        ("undone", "tx_any", 2),
        ("redone", "tx_any", 2),
        ("undone", "tx_any", 2),
    ]


def test_going_back_and_forth_ends_no_redo_line(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.undo()
    session.forward()
    session.back()
    session.redo()
    assert session.interview.answers[TX_ANY].value is True


def test_there_is_an_end_to_undoing(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.undo()
    before = session.case
    with pytest.raises(EventRefused, match="There is nothing to undo"):
        session.undo()
    assert session.case == before


def test_a_completed_case_undoes_nothing(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.complete("", "seen")
    with pytest.raises(EventRefused, match="This case is completed"):
        session.undo()


def test_a_physicians_determination_stands_while_answers_are_undone(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.add_opinion("A. Chen", "", "seen")
    session.undo()
    assert TX_ANY not in session.interview.answers
    assert len(session.case.opinions) == 1


def test_an_undoing_that_cannot_be_saved_is_tried_again(session: Session, store: Memory) -> None:
    session.answer(TX_ANY, value=True)
    store.full = True
    session.undo()
    assert session.problem is not None
    assert TX_ANY not in session.interview.answers
    store.full = False
    session.save()
    assert store.saved[-1].log[-1].did == "undone"
    assert store.saved[-1].answers == ()
