"""Laws of the interview: it ends, going back changes nothing, what is set aside never counts."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings

from necessity.answers import Answer, AnswerId, Given, Unknown, Value
from necessity.decide.facts import Facts
from necessity.decide.ruling import Outcome
from necessity.interview import engine
from necessity.interview.events import (
    Answered,
    Moved,
    RowCopied,
    RowMoved,
    RowRemoved,
    Withdrawn,
)
from necessity.interview.state import Interview
from necessity.pack.questions import Calculated, Group
from strategies import any_value, chances, outcomes, random_facts, shipped


def interview_of(known: Facts) -> Interview:
    answers = [Answer(id=id_, value=value) for id_, value in known.answers.items()]
    return engine.opened(shipped(), (), answers, known.rows)


@pytest.mark.slow
@given(chance=chances())
def test_the_order_of_answers_does_not_matter(chance: Random) -> None:
    known = random_facts(chance)
    turned = Facts(dict(reversed(list(known.answers.items()))), known.rows)
    assert outcomes(interview_of(known)) == outcomes(interview_of(turned))


@pytest.mark.slow
@given(chance=chances())
def test_the_order_of_rows_does_not_matter(chance: Random) -> None:
    interview = interview_of(random_facts(chance))
    moved = interview
    for group, rows in interview.rows.items():
        for row in rows[1:]:
            moved = engine.apply(moved, RowMoved(group, row, -1))
    assert outcomes(moved) == outcomes(interview)
    assert moved.needed == interview.needed
    assert {found.id for found in moved.contradictions} == {
        found.id for found in interview.contradictions
    }
    assert {step.id for step in moved.steps} == {step.id for step in interview.steps}


@pytest.mark.slow
@given(chance=chances())
def test_a_copied_row_turns_no_decided_case(chance: Random) -> None:
    interview = interview_of(random_facts(chance))
    rows = interview.rows.get("tx", ())
    if not rows:
        return
    after = engine.apply(interview, RowCopied("tx", chance.choice(rows), Given()))
    assert len(after.rows["tx"]) == len(rows) + 1
    before = outcomes(interview)
    for key, outcome in outcomes(after).items():
        turned = {before[key], outcome}
        assert turned != {Outcome.MET, Outcome.NOT_MET}


@pytest.mark.slow
@given(chance=chances())
def test_back_then_forward_is_where_you_were(chance: Random) -> None:
    interview = interview_of(random_facts(chance))
    steps = [step.id for step in engine.path(interview)]
    if len(steps) < 2:
        return
    here = engine.apply(interview, Moved(chance.choice(steps[1:])))
    assert engine.forward(engine.back(here)).place == here.place
    assert engine.back(here).answers == here.answers


@pytest.mark.slow
@given(chance=chances())
def test_what_is_set_aside_never_counts(chance: Random) -> None:
    known = random_facts(chance)
    interview = interview_of(known)
    kept = {id_: value for id_, value in known.answers.items() if id_ not in interview.set_aside}
    without = interview_of(Facts(kept, known.rows))
    assert outcomes(without) == outcomes(interview)
    assert not set(interview.set_aside) & set(interview.standing_answers)
    assert set(interview.set_aside) | set(interview.standing_answers) == set(interview.answers)


@pytest.mark.slow
@given(chance=chances())
def test_answers_nothing_turns_on_change_nothing(chance: Random) -> None:
    interview = interview_of(random_facts(chance))
    idle = [
        step
        for step in interview.steps
        if not step.needed and step.answer is None and not isinstance(step.question, Group)
    ]
    if idle:
        step = chance.choice(idle)
        answer = Answer(id=step.id, value=any_value(chance, step.question))
        assert outcomes(engine.apply(interview, Answered(answer))) == outcomes(interview)


@pytest.mark.slow
@settings(max_examples=40)  # each is a whole interview of a hundred steps or more
@given(chance=chances())
def test_a_random_reviewer_always_reaches_the_end(chance: Random) -> None:
    """Answers, goes back, changes, withdraws, adds and removes rows; then only answers."""
    interview = engine.opened(shipped())
    for _ in range(chance.randint(0, 40)):
        interview = _anything(chance, interview)
    left = 400
    while interview.place is not None:
        interview = _answered(chance, interview, more_rows=False)
        left -= 1
        assert left, f"still at {interview.place}"
    assert all(step.answer for step in interview.steps if step.needed)


def _anything(chance: Random, interview: Interview) -> Interview:
    doing = chance.choice(["answer", "answer", "answer", "back", "withdraw", "remove"])
    if doing == "back":
        return engine.back(interview)
    if doing == "withdraw" and interview.answers:
        id_ = chance.choice(sorted(interview.answers))
        return _settled(engine.apply(interview, Withdrawn(id_)))
    if doing == "remove" and interview.rows.get("tx"):
        row = chance.choice(interview.rows["tx"])
        return _settled(engine.apply(interview, RowRemoved("tx", row)))
    return _answered(chance, interview, more_rows=True) if interview.place else interview


def _settled(interview: Interview) -> Interview:
    """Back to the first open question, as a session does when the place is gone."""
    return replace(interview, place=engine.next_open(interview, None))


def _answered(chance: Random, interview: Interview, *, more_rows: bool) -> Interview:
    assert interview.place is not None
    step = interview.step(interview.place)
    if step is None:
        return _settled(interview)
    value: Value | Unknown
    if isinstance(step.question, Group):
        value = more_rows and len(interview.rows["tx"]) < 4 and chance.random() < 0.5
    else:
        value = any_value(chance, step.question)
    after = engine.apply(interview, Answered(Answer(id=step.id, value=value)))
    after = engine.advance(after)
    return _settled(after) if after.place is None else after


def test_with_nothing_answered_only_gates_that_need_a_known_answer_are_shut() -> None:
    asked = {step.question.id for step in engine.opened(shipped()).steps} | set(shipped().groups)
    never = [
        item.id
        for item in shipped().questions.values()
        if not isinstance(item, Calculated) and item.id not in asked
    ]
    assert all("known" in " ".join(shipped().gates[id_]) for id_ in never)


def test_a_row_number_is_never_used_twice() -> None:
    interview = engine.opened(shipped())
    for id_ in ("tx#1.drug", "tx#2.drug"):
        answer = Answer(id=AnswerId(id_), value="prednisone")
        interview = engine.apply(interview, Answered(answer))
    interview = engine.apply(interview, RowRemoved("tx", 2))
    interview = engine.apply(interview, Answered(Answer(id=AnswerId("tx"), value=True)))
    assert interview.rows["tx"] == (1, 3)
