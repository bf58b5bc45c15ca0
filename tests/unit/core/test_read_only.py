"""A case that somebody else has open: it can be walked through; nothing is changed or written."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small import pack

from necessity.answers import AnswerId, Reason, Unknown
from necessity.case.holder import Held
from necessity.case.model import Case
from necessity.errors import EventRefused, SaveError
from necessity.interview.state import Interview
from necessity.session import Session, Store, new_case

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 14, 40, tzinfo=UTC)
TX_ANY, DRUG = AnswerId("tx_any"), AnswerId("tx#1.drug")
HELD = Held(user="alice", host="ws7", pid=4711)
SAID = "Nothing is changed: alice has it open on ws7 (process 4711)."


class Fragile(Store):
    """A store that must not be asked, or fails, or has another place."""

    def __init__(self) -> None:
        self.saved: list[Case] = []
        self.elsewhere: list[Case] = []
        self.full = False

    def save(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == "small"
        if self.full:
            raise SaveError("The disk is full.")
        self.saved.append(case)
        return Path("c.case.toml")

    def save_elsewhere(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == "small"
        self.elsewhere.append(case)
        return Path("home/c.case.toml")


def begun(store: Fragile) -> Case:
    """A case with one answer and one that can be brought back."""
    case = new_case("c", pack(), (), "reviewer")
    session = Session(case, pack(), store=store, clock=lambda: NOW, user="alice")
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    session.undo()
    session.go(TX_ANY)
    return session.case


def read(status: str = "in-progress") -> tuple[Session, Fragile]:
    store = Fragile()
    case = begun(store)
    if status == "completed":
        again = Session(case, pack(), store=store, clock=lambda: NOW, user="alice")
        again.complete("needed", "the rash")
        case = again.case
    store.saved.clear()
    session = Session(case, pack(), store=store, clock=lambda: NOW, user="bob", held=HELD)
    return session, store


CHANGES: list[Callable[[Session], object]] = [
    lambda s: s.answer(TX_ANY, value=False),
    lambda s: s.answer(TX_ANY, value=True, note="page 3"),
    lambda s: s.answer(DRUG, Unknown(Reason.NOT_IN_RECORD)),
    lambda s: s.withdraw(TX_ANY),
    lambda s: s.remove_row("tx", 1),
    lambda s: s.undo(),
    lambda s: s.redo(),
    lambda s: s.complete("needed", "the rash"),
    lambda s: s.add_opinion("Dr. Ray", "needed", "the rash"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_refused_with_the_holder(change: Callable[[Session], object]) -> None:
    session, store = read()
    before = session.case, session.interview
    with pytest.raises(EventRefused) as caught:
        change(session)
    assert str(caught.value) == SAID
    assert (session.case, session.interview) == before
    assert store.saved == []


@pytest.mark.parametrize(
    "change", [lambda s: s.amend("new record"), lambda s: s.add_opinion("Dr. Ray", "", "seen")]
)
def test_a_completed_case_is_neither_amended_nor_added_to(
    change: Callable[[Session], object],
) -> None:
    session, store = read("completed")
    with pytest.raises(EventRefused, match="alice has it open"):
        change(session)
    assert session.case.status == "completed"
    assert store.saved == []


def test_it_can_be_walked_through_and_nothing_is_written() -> None:
    session, store = read()
    session.answer(TX_ANY, value=True)  # as it is: goes on
    session.forward()
    session.go(None)
    session.back()
    session.go(DRUG)
    assert session.interview.place == DRUG
    session.draft(DRUG, "mt")
    assert session.drafts == {}
    assert session.flush()
    assert session.saved
    assert session.save() == session.path
    assert store.saved == []


def test_the_first_of_the_failed_saves_is_remembered() -> None:
    store, now = Fragile(), [NOW]
    case = new_case("c", pack(), (), "reviewer")
    session = Session(case, pack(), store=store, clock=lambda: now[0], user="me")
    store.full = True
    session.answer(TX_ANY, value=True)
    now[0] = LATER
    session.answer(DRUG, "mtx")
    assert session.unsaved_since == NOW
    assert not session.saved
    store.full = False
    session.save()
    assert session.saved
    store.full = True
    session.answer(TX_ANY, value=False)
    assert session.unsaved_since == LATER


def test_what_is_written_elsewhere_has_all_of_it() -> None:
    store = Fragile()
    case = new_case("c", pack(), (), "reviewer")
    session = Session(case, pack(), store=store, clock=lambda: NOW, user="me")
    store.full = True
    session.answer(TX_ANY, value=True)
    session.draft(DRUG, "mt")
    assert session.save_elsewhere() == Path("home/c.case.toml")
    assert [answer.id for answer in store.elsewhere[0].answers] == [TX_ANY]
    assert [draft.text for draft in store.elsewhere[0].drafts] == ["mt"]
    assert not session.saved  # its own place has not taken it
