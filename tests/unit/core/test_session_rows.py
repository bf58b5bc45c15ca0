"""Rows of a list: copied, moved, removed. Numbers stay, the log holds all of it, undo returns."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from small import pack

from necessity.answers import AnswerId, How, Reason, Unknown
from necessity.case.model import Case
from necessity.errors import EventRefused
from necessity.interview.state import Interview
from necessity.quantity import Quantity
from necessity.session import Session, Store, new_case

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, TX, WEIGHT = AnswerId("tx_any"), AnswerId("tx"), AnswerId("pt.weight")


class Memory(Store):
    def save(self, case: Case, interview: Interview) -> Path:
        assert case.answers == tuple(interview.answers.values())
        return Path("case")


@pytest.fixture
def session() -> Session:
    found = Session(
        new_case("c", pack(), (), "r"), pack(), store=Memory(), clock=lambda: NOW, user="me"
    )
    found.answer(TX_ANY, value=True)
    found.answer(AnswerId("tx#1.drug"), "mtx", note="page 2", rests_on=("R1",))
    found.answer(AnswerId("tx#1.outcome"), Unknown(Reason.AWAITED))
    found.answer(TX, value=True)
    found.answer(AnswerId("tx#2.drug"), "aza")
    return found


def test_a_copied_row_has_a_number_of_its_own_and_the_answers_without_their_papers(
    session: Session,
) -> None:
    session.answer(TX, value=False)
    session.copy_row("tx", 1)
    assert session.interview.rows["tx"] == (1, 2, 3)
    assert session.interview.place == "tx#3.drug"
    assert TX not in session.interview.answers  # the list is open again
    copy = session.interview.answers[AnswerId("tx#3.drug")]
    assert (copy.value, copy.note, copy.rests_on) == ("mtx", "", ())
    assert (copy.given.by, copy.given.at, copy.given.how) == ("me", NOW, How.COPIED)
    assert session.interview.answers[AnswerId("tx#3.outcome")].value == Unknown(Reason.AWAITED)
    entry = session.case.log[-1]
    assert (entry.did, entry.what, entry.was) == ("row_copied", "tx#3", "tx#1")


def test_what_was_copied_and_moved_is_undone_and_redone(session: Session) -> None:
    states = [session.interview]
    session.copy_row("tx", 1)
    states.append(session.interview)
    session.move_row("tx", 3, -1)
    states.append(session.interview)
    session.move_row("tx", 1, 1)
    states.append(session.interview)
    assert session.interview.rows["tx"] == (3, 1, 2)
    for step in (session.undo, session.redo):
        for before in states[-2::-1] if step == session.undo else states[1:]:
            step()
            found = session.interview
            assert (found.answers, found.rows["tx"]) == (before.answers, before.rows["tx"])


def test_a_moved_row_keeps_its_number_and_is_asked_and_saved_in_its_new_place(
    session: Session,
) -> None:
    session.move_row("tx", 2, -1)
    assert session.interview.rows["tx"] == (2, 1)
    asked = [step.id for step in session.interview.steps if step.row]
    assert asked == ["tx#2.drug", "tx#2.outcome", "tx#1.drug", "tx#1.outcome"]
    entry = session.case.log[-1]
    assert (entry.what, entry.was, entry.now) == ("tx#2", "1, 2", "2, 1")
    for row, by, place in ((2, -1, "first"), (1, 1, "last")):
        with pytest.raises(EventRefused, match=f"It is the {place} row already"):
            session.move_row("tx", row, by)
    with pytest.raises(EventRefused, match="there is no row 7"):
        session.move_row("tx", 7, 1)


def test_a_full_list_and_a_completed_case_take_no_copy(session: Session) -> None:
    for _ in range(session.interview.pack.groups["tx"].at_most - 2):
        session.copy_row("tx", 1)
    with pytest.raises(EventRefused, match="the most this list holds"):
        session.copy_row("tx", 1)
    session.complete("", "seen")
    log = session.case.log
    for act in (session.copy_row, lambda group, row: session.move_row(group, row, 1)):
        with pytest.raises(EventRefused, match="completed"):
            act("tx", 1)
    assert session.case.log == log


def test_a_row_begun_stays_the_one_that_is_asked_though_others_were_moved(
    session: Session,
) -> None:
    session.move_row("tx", 2, -1)
    session.answer(WEIGHT, Quantity(Decimal(70), "kg"))
    session.go(TX)
    session.answer(TX, value=True)
    assert session.interview.place == "tx#3.drug"
