"""Laws 1 to 3: unknown never decides, and what is decided stays decided while answers come in.

The reverse is the promise that removing an answer never turns met into not met, or back.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PACK_FOLDER
from necessity.answers import AnswerId, Unknown, question_of, row_id
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge, says_unknown
from necessity.decide.ruling import stand
from necessity.decide.settle import missing
from necessity.logic import Truth
from necessity.opening import Wish, open_file
from necessity.pack.model import Group, Pack
from strategies import deciding_questions, facts, missing_answers, shipped, values


def truths(known: Facts) -> dict[tuple[str, str], Truth]:
    judge = Judge(shipped(), known)
    return {
        (policy.id, id_): ruling.judged.truth
        for policy in shipped().policies.values()
        for id_, ruling in stand(policy, judge).rulings.items()
    }


@pytest.mark.slow
@given(data=st.data(), known=facts())
def test_supplying_a_missing_answer_never_flips_a_decided_case(
    data: st.DataObject, known: Facts
) -> None:
    candidates = missing_answers(known)
    if not candidates:
        return
    id_, item = data.draw(st.sampled_from(candidates))
    after = known.having({id_: data.draw(values(item))})
    then, now = truths(known), truths(after)
    for key, truth in then.items():
        assert truth is Truth.UNKNOWN or now[key] is truth, (key, id_, after.answers[id_])


@pytest.mark.slow
@given(data=st.data(), known=facts())
def test_another_row_in_an_open_list_never_flips_a_decided_case(
    data: st.DataObject, known: Facts
) -> None:
    group = next(iter(shipped().groups.values()))
    if known.closed(group.id):
        known = known.without(AnswerId(group.id))
    row = len(known.rows[group.id]) + 1
    more = {row_id(item.id, row): data.draw(values(item)) for item in group.item}
    then, now = truths(known), truths(known.having(more))
    for key, truth in then.items():
        assert truth is Truth.UNKNOWN or now[key] is truth, key


@pytest.mark.slow
@given(data=st.data(), known=facts())
def test_closing_an_open_list_never_flips_a_decided_case(data: st.DataObject, known: Facts) -> None:
    group = data.draw(st.sampled_from(list(shipped().groups.values())))
    then = truths(known.without(AnswerId(group.id)))
    now = truths(known.having({AnswerId(group.id): False}))
    for key, truth in then.items():
        assert truth is Truth.UNKNOWN or now[key] is truth, key


@pytest.mark.parametrize(
    "path", sorted((PACK_FOLDER / "examples").glob("*.toml")), ids=lambda path: path.stem
)
def test_removing_any_single_answer_of_an_example_never_flips_it(path: Path, pack: Pack) -> None:
    known = open_file(path, pack, Wish()).interview.facts
    then = truths(known)
    for id_ in known.answers:
        now = truths(known.without(id_))
        for key, truth in now.items():
            assert truth is Truth.UNKNOWN or then[key] is truth, (key, id_)


@pytest.mark.slow
@given(known=facts())
def test_an_undecided_case_always_says_what_it_waits_for(known: Facts) -> None:
    judge = Judge(shipped(), known)
    for policy in shipped().policies.values():
        for determination in stand(policy, judge).determinations:
            if determination.ruling.judged.truth is Truth.UNKNOWN:
                assert determination.ruling.judged.wants
                assert missing(judge, policy, determination.ruling.criterion)
            else:
                assert not determination.ruling.judged.wants


@pytest.mark.slow
@given(data=st.data(), known=facts())
def test_answering_what_it_waits_for_decides_it_in_the_end(
    data: st.DataObject, known: Facts
) -> None:
    """Known values for every answer it names, again and again, end every waiting."""
    pack = shipped()
    for _ in range(60):
        judge = Judge(pack, known)
        wants = [
            answer
            for policy in pack.policies.values()
            for determination in stand(policy, judge).determinations
            for answer in determination.ruling.judged.wants
        ]
        if not wants:
            return
        known = known.having({answer: _known(data, pack, answer) for answer in set(wants)})
    raise AssertionError(f"still waiting for {wants} after 60 rounds")


def _known(data: st.DataObject, pack: Pack, answer: AnswerId) -> Any:
    item = pack.questions[question_of(answer)[0]]
    if isinstance(item, Group):
        return False
    fits = values(item).filter(lambda v: not isinstance(v, Unknown) and not says_unknown(v, item))
    return data.draw(fits)


def test_there_is_something_to_vary() -> None:
    assert len(deciding_questions()) > 40
