"""What an answer would change is what it then changes, and looking changes nothing."""

from random import Random

import pytest
from hypothesis import given, settings
from small import pack
from test_engine import say

from necessity.answers import AnswerId
from necessity.decide.ruling import Outcome
from necessity.errors import AnswerRefused, EventRefused
from necessity.interview import engine, preview
from necessity.interview.state import Interview
from necessity.pack.questions import Group
from strategies import any_value, chances, shipped


def begun() -> Interview:
    interview = say(engine.opened(pack()), "tx_any", value=True)
    return say(interview, "tx#1.outcome", "failed")


def test_what_would_be_set_aside_and_how_it_would_stand() -> None:
    found = preview.of_answer(begun(), AnswerId("tx_any"), value=False)
    assert found.aside == ("tx#1.outcome",)
    shift = found.shifts[0]
    assert (shift.policy, shift.determination, shift.asks) == ("p", "d", "Is it so?")
    assert (shift.was, shift.becomes) == (Outcome.MET, Outcome.NOT_MET)
    assert not found.nothing


def test_what_would_come_back() -> None:
    shut = say(begun(), "tx_any", value=False)
    assert preview.of_answer(shut, AnswerId("tx_any"), value=True).back == ("tx#1.outcome",)
    assert preview.of_withdrawal(shut, AnswerId("tx_any")).back == ("tx#1.outcome",)


def test_a_row_that_would_go() -> None:
    found = preview.of_row_removed(begun(), "tx", 1)
    assert found.shifts[0].becomes is Outcome.UNDETERMINED


def test_the_same_answer_changes_nothing() -> None:
    assert preview.of_answer(begun(), AnswerId("tx#1.outcome"), "failed").nothing


def test_what_cannot_be_answered_is_refused() -> None:
    with pytest.raises((EventRefused, AnswerRefused)):
        preview.of_answer(begun(), AnswerId("tx#1.outcome"), "no such option")


@pytest.mark.slow
@settings(max_examples=min(settings.default.max_examples if settings.default else 20, 60))
@given(chance=chances())
def test_it_tells_what_then_happens(chance: Random) -> None:
    interview = engine.opened(shipped())
    for _ in range(12):
        asked = [step for step in interview.steps if step.needed]
        step = chance.choice(asked)
        is_list = isinstance(step.question, Group)  # a list is open or closed, never unknown
        value = chance.random() < 0.5 if is_list else any_value(chance, step.question)
        told = preview.of_answer(interview, step.id, value)
        after = say(interview, step.id, value)
        assert told == preview.between(interview, after)
        interview = after
