"""Laws 1 to 3: unknown never decides, and what is decided stays decided while answers come in.

The reverse is the promise that removing an answer never turns met into not met, or back.
"""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from conftest import PACK_FOLDER
from necessity.answers import AnswerId, Value, question_of, row_id
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge, says_unknown
from necessity.decide.ruling import stand
from necessity.decide.settle import missing
from necessity.logic import Truth
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.questions import Group
from strategies import (
    any_value,
    chances,
    deciding_questions,
    known_value,
    missing_answers,
    period_of,
    random_facts,
    row_items,
    shipped,
)

Truths = dict[tuple[str, str], Truth]


def truths(known: Facts) -> Truths:
    """How every line of every policy comes out."""
    judge = Judge(shipped(), known)
    return {
        (policy.id, id_): ruling.judged.truth
        for policy in shipped().policies.values()
        for id_, ruling in stand(policy, judge).rulings.items()
    }


def unchanged(then: Truths, now: Truths) -> None:
    """Every line that was decided is decided the same way."""
    for key, truth in then.items():
        assert truth is Truth.UNKNOWN or now[key] is truth, key


@pytest.mark.slow
@given(chance=chances())
def test_supplying_a_missing_answer_never_flips_a_decided_case(chance: Random) -> None:
    known = random_facts(chance)
    candidates = missing_answers(known)
    if candidates:
        id_, item = chance.choice(candidates)
        unchanged(truths(known), truths(known.having({id_: any_value(chance, item)})))


@pytest.mark.slow
@given(chance=chances())
def test_removing_any_single_answer_of_a_random_case_never_flips_it(chance: Random) -> None:
    known = random_facts(chance)
    if known.answers:
        removed = chance.choice(sorted(known.answers))
        unchanged(truths(known.without(removed)), truths(known))


@pytest.mark.slow
@given(chance=chances())
def test_the_day_in_place_of_its_month_never_flips_a_decided_case(chance: Random) -> None:
    exact = random_facts(chance)
    days = {id_: value for id_, value in exact.answers.items() if isinstance(value, date)}
    vague = exact.having({id_: period_of(chance, day) for id_, day in days.items()})
    unchanged(truths(vague), truths(exact))


@pytest.mark.slow
@given(chance=chances())
def test_another_row_in_an_open_list_never_flips_a_decided_case(chance: Random) -> None:
    group = chance.choice(list(shipped().groups.values()))
    known = random_facts(chance).without(AnswerId(group.id))
    row = len(known.rows[group.id]) + 1
    more = {row_id(item.id, row): any_value(chance, item) for item in row_items(group)}
    unchanged(truths(known), truths(known.having(more)))


@pytest.mark.slow
@given(chance=chances())
def test_closing_an_open_list_never_flips_a_decided_case(chance: Random) -> None:
    group = chance.choice(list(shipped().groups.values()))
    known = random_facts(chance).without(AnswerId(group.id))
    unchanged(truths(known), truths(known.having({AnswerId(group.id): False})))


EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_removing_any_single_answer_of_an_example_never_flips_it(path: Path, pack: Pack) -> None:
    known = open_file(path, pack, Wish()).interview.facts
    then = truths(known)
    for id_ in known.answers:
        unchanged(truths(known.without(id_)), then)


@pytest.mark.slow
@settings(max_examples=min(200, settings().max_examples))  # looking for small sets takes its time
@given(chance=chances())
def test_an_undecided_case_always_says_what_it_waits_for(chance: Random) -> None:
    judge = Judge(shipped(), random_facts(chance))
    policy = chance.choice(list(shipped().policies.values()))
    standing = stand(policy, judge)
    for determination in standing.determinations:
        judged = determination.ruling.judged
        undecided = judged.truth is Truth.UNKNOWN
        assert bool(judged.wants) is undecided
        if undecided:
            assert missing(standing, determination)


@pytest.mark.slow
@given(chance=chances())
def test_answering_what_it_waits_for_decides_it_in_the_end(chance: Random) -> None:
    """Known values for every answer it names, again and again, end every waiting."""
    pack = shipped()
    known = random_facts(chance)
    for _ in range(60):
        judge = Judge(pack, known)
        wants = {
            answer
            for policy in pack.policies.values()
            for determination in stand(policy, judge).determinations
            for answer in determination.ruling.judged.wants
        }
        if not wants:
            return
        known = known.having({answer: known_answer(chance, answer) for answer in sorted(wants)})
    raise AssertionError(f"still waiting for {wants} after 60 rounds")


def known_answer(chance: Random, answer: AnswerId) -> Value:
    """A value that says something: no reason for not knowing, no "not done"; "no others"."""
    item = shipped().questions[question_of(answer)[0]]
    if isinstance(item, Group):
        return False
    while says_unknown(value := known_value(chance, item), item):
        pass
    return value


def test_there_is_something_to_vary() -> None:
    assert len(deciding_questions()) > 40
