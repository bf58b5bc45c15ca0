"""Laws of the interview: it ends, going back changes nothing, what is set aside never counts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from necessity.answers import Answer, AnswerId
from necessity.decide.facts import Facts
from necessity.interview import engine
from necessity.interview.events import Answered, Moved, RowRemoved, Withdrawn
from necessity.interview.state import Interview
from necessity.pack.model import Calculated, Group
from strategies import facts, outcomes, shipped, values


def interview_of(known: Facts) -> Interview:
    answers = [Answer(id=id_, value=value) for id_, value in known.answers.items()]
    return engine.opened(shipped(), (), answers, known.rows)


@pytest.mark.slow
@given(known=facts())
def test_the_order_of_answers_does_not_matter(known: Facts) -> None:
    turned = Facts(dict(reversed(known.answers.items())), known.rows)
    assert outcomes(interview_of(known)) == outcomes(interview_of(turned))


@pytest.mark.slow
@given(data=st.data(), known=facts(share=1))
def test_back_then_forward_is_where_you_were(data: st.DataObject, known: Facts) -> None:
    interview = interview_of(known)
    steps = [step.id for step in engine.path(interview)]
    if len(steps) < 2:
        return
    here = engine.apply(interview, Moved(data.draw(st.sampled_from(steps[1:]))))
    assert engine.forward(engine.back(here)).place == here.place
    assert engine.back(here).answers == here.answers


@pytest.mark.slow
@given(known=facts())
def test_what_is_set_aside_never_counts(known: Facts) -> None:
    interview = interview_of(known)
    kept = {id_: value for id_, value in known.answers.items() if id_ not in interview.set_aside}
    without = interview_of(Facts(kept, known.rows))
    assert outcomes(without) == outcomes(interview)
    assert not set(interview.set_aside) & set(interview.standing_answers)
    assert set(interview.set_aside) | set(interview.standing_answers) == set(interview.answers)


@pytest.mark.slow
@given(data=st.data(), known=facts())
def test_answers_nothing_turns_on_change_nothing(data: st.DataObject, known: Facts) -> None:
    interview = interview_of(known)
    idle = [step for step in interview.steps if not step.needed and step.answer is None]
    if not idle:
        return
    step = data.draw(st.sampled_from(idle))
    if isinstance(step.question, Group):
        return
    answer = Answer(id=step.id, value=data.draw(values(step.question)))
    assert outcomes(engine.apply(interview, Answered(answer))) == outcomes(interview)


@pytest.mark.slow
@given(data=st.data())
def test_a_random_reviewer_always_reaches_the_end(data: st.DataObject) -> None:
    """Answers, goes back, changes, withdraws, adds and removes rows; then only answers."""
    interview = engine.opened(shipped())
    for _ in range(data.draw(st.integers(0, 40))):
        interview = _anything(data, interview)
    left = 400
    while interview.place is not None:
        interview = _answered(data, interview, more_rows=False)
        left -= 1
        assert left, f"still at {interview.place}"
    assert all(step.answer for step in interview.steps if step.needed)


def _anything(data: st.DataObject, interview: Interview) -> Interview:
    doing = data.draw(st.sampled_from(["answer", "answer", "answer", "back", "withdraw", "remove"]))
    if doing == "back":
        return engine.back(interview)
    if doing == "withdraw" and interview.answers:
        id_ = data.draw(st.sampled_from(sorted(interview.answers)))
        after = engine.apply(interview, Withdrawn(id_))
        return _settled(after)
    if doing == "remove" and interview.rows.get("tx"):
        row = data.draw(st.sampled_from(interview.rows["tx"]))
        return _settled(engine.apply(interview, RowRemoved("tx", row)))
    return _answered(data, interview, more_rows=True) if interview.place else interview


def _settled(interview: Interview) -> Interview:
    """Back to the first open question, as a session does when the place is gone."""
    return replace(interview, place=engine.next_open(interview, None))


def _answered(data: st.DataObject, interview: Interview, *, more_rows: bool) -> Interview:
    assert interview.place is not None
    step = interview.step(interview.place)
    if step is None:
        return _settled(interview)
    value: Any
    if isinstance(step.question, Group):
        value = more_rows and len(interview.rows["tx"]) < 4 and data.draw(st.booleans())
    else:
        value = data.draw(values(step.question))
    after = engine.apply(interview, Answered(Answer(id=step.id, value=value)))
    after = engine.advance(after)
    if after.place is None:
        return _settled(after)
    return after


def test_every_plain_question_is_reached_by_some_reviewer() -> None:
    """Every question's gate can open: what no reviewer can be asked is a dead line of the pack."""
    asked = {step.question.id for step in engine.opened(shipped()).steps} | {
        "tx"
    }  # with nothing answered every gate is open or unknown
    never = [
        item.id
        for item in shipped().questions.values()
        if not isinstance(item, Calculated) and item.id not in asked
    ]
    known_gates = [id_ for id_ in never if "known" in " ".join(shipped().gates[id_])]
    assert sorted(never) == sorted(known_gates)


def test_a_row_number_is_never_used_twice() -> None:
    interview = engine.opened(shipped())
    for id_ in ("tx#1.drug", "tx#2.drug"):
        answer = Answer(id=AnswerId(id_), value="prednisone")
        interview = engine.apply(interview, Answered(answer))
    interview = engine.apply(interview, RowRemoved("tx", 2))
    interview = engine.apply(interview, Answered(Answer(id=AnswerId("tx"), value=True)))
    assert interview.rows["tx"] == (1, 3)
