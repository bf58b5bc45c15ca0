"""A log holds everything: at every step it comes to the answers, and undoing is exact."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import PACK
from logged import ACTS, Memory, do_one, held, loaded, page_of, session_of

from necessity.case.audit import check
from necessity.case.course import course
from necessity.case.ledger import of_case, of_log
from necessity.case.read import read
from necessity.case.verify import verify
from necessity.errors import EventRefused
from necessity.session import Session, interview_of

CHANCES = st.integers(0, 2**48).map(Random)
LENGTHS = st.integers(1, 40)
SOME = settings(max_examples=min(300, settings().max_examples))


def whole(session: Session) -> None:
    """The log, whether in memory or in the file, comes to just what the case holds."""
    page = page_of(session)
    case = read(page, "c")
    assert of_log(session.case.log) == of_case(session.case) == of_case(case)
    assert held(interview_of(case, PACK)) == held(session.interview)
    assert (case.log, case.opinions) == (session.case.log, session.case.opinions)
    found = verify(case, page)
    assert found.whole, found


@SOME
@given(CHANCES, LENGTHS)
def test_the_log_replays_to_the_case_at_every_step(chance: Random, length: int) -> None:
    session = session_of()
    for _ in range(length):
        do_one(session, chance)
        assert of_log(session.case.log) == of_case(session.case)
    whole(session)
    assert check(session.case.log) == []


@pytest.mark.slow
@SOME
@given(CHANCES, LENGTHS)
def test_undoing_goes_back_through_every_state_and_redoing_comes_again(
    chance: Random, length: int
) -> None:
    session = session_of()
    states = [held(session.interview)]
    for _ in range(length):
        count = len(session.case.log)
        if do_one(session, chance, ACTS) and len(session.case.log) > count:
            states.append(held(session.interview))
    for state in reversed(states[:-1]):
        session.undo()
        assert held(session.interview) == state
    for state in states[1:]:
        session.redo()
        assert held(session.interview) == state
    whole(session)


@SOME
@given(CHANCES, LENGTHS)
def test_a_case_that_was_closed_and_opened_again_undoes_the_same(
    chance: Random, length: int
) -> None:
    session = session_of()
    for _ in range(length):
        do_one(session, chance)
    case = loaded(session)
    again = Session(case, PACK, store=Memory(), clock=lambda: None, user="jlee")
    assert again.notices == ()
    assert again.case.log == case.log
    assert held(again.interview) == held(interview_of(case, PACK))
    try:
        before, after = session.undo(), again.undo()
    except EventRefused:
        assert not course(case.log).line
        return
    assert before == after
    assert held(again.interview) == held(session.interview)


@SOME
@given(CHANCES, LENGTHS)
def test_the_entries_are_only_ever_added_to(chance: Random, length: int) -> None:
    session = session_of()
    log = session.case.log
    for _ in range(length):
        do_one(session, chance)
        assert session.case.log[: len(log)] == log
        log = session.case.log


@SOME
@given(CHANCES, LENGTHS)
def test_a_new_answer_ends_what_can_be_redone(chance: Random, length: int) -> None:
    session = session_of()
    for _ in range(length):
        count = len(session.case.log)
        if do_one(session, chance, ACTS) and len(session.case.log) > count:
            assert not course(session.case.log).undone
