"""Next, back, rows, what is set aside and what is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
from small import pack

from necessity.answers import Answer, AnswerId, Given, How, Reason, Unknown, Value
from necessity.errors import AnswerRefused, EventRefused
from necessity.interview import engine
from necessity.interview.events import Answered, Moved, RowAdded, Withdrawn
from necessity.interview.state import Interview
from necessity.quantity import Quantity


def say(interview: Interview, id_: str, value: Value | Unknown, how: How = How.MANUAL) -> Interview:
    answer = Answer(id=AnswerId(id_), value=value, given=Given(how=how))
    return engine.advance(engine.apply(interview, Answered(answer)))


def test_it_begins_at_the_first_question_and_asks_the_first_row_unasked() -> None:
    interview = engine.opened(pack())
    assert interview.place == "tx_any"
    assert say(interview, "tx_any", value=True).place == "tx#1.outcome" or interview.steps


def test_a_whole_row_then_any_other() -> None:
    interview = say(engine.opened(pack()), "tx_any", value=True)
    interview = say(interview, "tx#1.drug", "a")
    interview = say(interview, "tx#1.outcome", "worked")
    assert interview.place == "tx"
    interview = say(interview, "tx", value=True)
    assert interview.place == "tx#2.drug"
    assert interview.rows == {"tx": (1, 2)}


def test_what_nothing_turns_on_any_more_is_not_asked() -> None:
    interview = say(engine.opened(pack()), "tx_any", value=True)
    interview = say(interview, "tx#1.outcome", "failed")
    assert interview.settled
    assert interview.place is None
    assert not interview.step(AnswerId("tx#1.drug")).needed  # type: ignore[union-attr]


def test_a_shut_gate_sets_aside_and_an_open_one_brings_back() -> None:
    interview = say(engine.opened(pack()), "tx_any", value=True)
    interview = say(interview, "tx#1.outcome", "failed")
    shut = say(interview, "tx_any", value=False)
    assert list(shut.set_aside) == ["tx#1.outcome"]
    assert "tx#1.outcome" not in shut.standing_answers
    again = say(shut, "tx_any", value=True)
    assert not again.set_aside
    assert again.settled


def test_an_unknown_gate_asks() -> None:
    interview = say(engine.opened(pack()), "tx_any", Unknown(Reason.NOT_IN_RECORD))
    assert interview.place == "tx#1.drug"


def test_withdrawing_opens_the_question_again() -> None:
    interview = say(engine.opened(pack()), "tx_any", value=False)
    interview = engine.apply(interview, Withdrawn(AnswerId("tx_any")))
    assert not interview.answers


@pytest.mark.parametrize(
    ("id_", "value", "message"),
    [
        ("pt.weight", Quantity(Decimal(900), "kg"), "a number from 2 to 300 kg"),
        ("pt.weight", Quantity(Decimal(70), "g"), "a number in kg"),
        ("pt.weight", "heavy", "a number with its unit"),
        ("lab.done", "valeu", 'Did you mean "value"'),
        ("lab.dun", "value", 'Did you mean "lab.done"'),
        ("tx.drug", "a", "write it as tx#1"),
        ("tx", Unknown(Reason.AWAITED), "open or closed"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_be(
    id_: str, value: Value | Unknown, message: str
) -> None:
    with pytest.raises((AnswerRefused, EventRefused), match=message):
        say(engine.opened(pack()), id_, value)


def test_a_number_beyond_the_range_is_kept_only_as_an_override() -> None:
    interview = say(engine.opened(pack()), "pt.weight", Quantity(Decimal(310), "kg"), How.OVERRIDE)
    assert AnswerId("pt.weight") in interview.answers


def test_a_list_is_full_at_its_most() -> None:
    interview = engine.opened(pack())
    for _ in range(20):
        interview = engine.apply(interview, RowAdded("tx"))
    with pytest.raises(EventRefused, match="there are 20 rows"):
        engine.apply(interview, RowAdded("tx"))


def test_a_place_that_does_not_stand_is_refused() -> None:
    interview = say(engine.opened(pack()), "tx_any", value=False)
    with pytest.raises(EventRefused, match="not asked in this case"):
        engine.apply(interview, Moved(AnswerId("tx#1.drug")))


def test_a_policy_may_take_only_what_is_documented() -> None:
    small = pack()
    strict = replace(small.policies["p"], id="strict", documented_only=True)
    both = replace(small, policies={"p": small.policies["p"], "strict": strict})
    given = [
        Answer(id=AnswerId("tx_any"), value=True, rests_on=("R1",)),
        Answer(id=AnswerId("tx#1.outcome"), value="failed"),
    ]
    stated = engine.opened(both, (), given)
    assert [_outcome(stated, n) for n in (0, 1)] == ["met", "undetermined"]
    assert stated.standings[1].determinations[0].ruling.judged.wants == ("tx#1.outcome", "tx")
    documented = engine.opened(both, (), [given[0], replace(given[1], rests_on=("R1.2",))])
    assert [_outcome(documented, n) for n in (0, 1)] == ["met", "met"]


def _outcome(interview: Interview, policy: int) -> str:
    return str(interview.standings[policy].determinations[0].outcome)
