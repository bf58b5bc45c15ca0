"""The smallest sets that settle or change a determination are just those that brute force finds."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import assume, given, settings
from laws_worlds import (
    brute,
    every_answer,
    random_case,
    random_pack,
    standing_of,
    tried_values,
)

from necessity.answers import AnswerId, row_id
from necessity.decide.finder import Finder
from necessity.decide.judge import Judge
from necessity.decide.needs import Smallest
from necessity.decide.ruling import Determination, Outcome, Standing, rule, stand
from necessity.decide.settle import MOST, World, ways_to, ways_to_change
from necessity.decide.supposed import Supposed
from necessity.decide.ways import FALSE, NOT_FALSE, NOT_TRUE, TRUE, Goal
from necessity.logic import Truth
from necessity.pack.questions import Calculated
from strategies import chances, random_facts, shipped

LIMIT = 3_000
"""Worlds that brute force goes through; a case with more of them is left out."""
EVERY = 10**6
WIDE = 2
"""Sets of more answers than this take too many worlds to try."""
SOME = 30
"""So many answers of a case are tried one by one."""


def found_by(standing: Standing, goal: Goal, *, given: bool) -> set[frozenset[str]]:
    world = World(standing.judge, given=given)
    finder = Finder(standing.judge, standing.policy, world, fixed=not given)
    top = standing.policy.criteria["top"]
    ways = finder.criterion(top, goal)
    return set(Smallest(standing.judge, world, given=given).sets(ways, EVERY))


def one(chance: Random) -> tuple[Standing, Determination]:
    pack = random_pack(chance)
    standing = standing_of(pack, random_case(chance, pack))
    return standing, standing.determinations[0]


def compare(standing: Standing, goal: Goal, *, given: bool) -> None:
    judge = standing.judge
    answers = [
        answer
        for answer in every_answer(judge.pack, judge.facts)
        if tried_values(judge, answer, given=given)
    ]
    sizes = (len(tried_values(judge, answer, given=given)) + 1 for answer in answers)
    assume(prod(sizes) <= LIMIT)
    assert found_by(standing, goal, given=given) == brute(standing, answers, goal, given=given)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(chance=chances())
def test_what_would_settle_it_agrees_with_brute_force(chance: Random) -> None:
    standing, determination = one(chance)
    assume(determination.outcome is Outcome.UNDETERMINED)
    compare(standing, chance.choice([TRUE, FALSE]), given=False)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(chance=chances())
def test_what_would_change_it_agrees_with_brute_force(chance: Random) -> None:
    standing, determination = one(chance)
    assume(determination.outcome is not Outcome.UNDETERMINED)
    goal = NOT_TRUE if determination.outcome is Outcome.MET else NOT_FALSE
    compare(standing, goal, given=True)


# -- the shipped pack ---------------------------------------------------------------------------


def shipped_case(chance: Random) -> tuple[Standing, Determination]:
    pack = shipped()
    policy = pack.policies[chance.choice(sorted(pack.policies))]
    standing = stand(policy, Judge(pack, random_facts(chance)))
    return standing, chance.choice(standing.determinations)


def reached(standing: Standing, determination: Determination, names: Iterable[str]) -> set[Truth]:
    """Every truth that changing just these answers can bring."""
    world = World(standing.judge, given=determination.outcome is not Outcome.UNDETERMINED)
    answers = [AnswerId(name) for name in names]
    found = set()
    for values in product(*(world(answer)[1:] for answer in answers)):
        judge = Supposed(standing.judge, dict(zip(answers, values, strict=True)))
        criterion = determination.spec.criterion
        found.add(rule(standing.policy, criterion, judge).judged.truth)
    return found


def single_answers(standing: Standing) -> Iterator[AnswerId]:
    pack, facts = standing.judge.pack, standing.judge.facts
    for item in pack.questions.values():
        group = pack.grouped.get(item.id)
        if not isinstance(item, Calculated):
            rows = facts.rows.get(group, ()) if group else ()
            yield from (row_id(item.id, row) for row in rows) if group else (AnswerId(item.id),)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(chance=chances())
def test_of_the_shipped_pack_every_set_does_what_it_says_and_no_smaller_one(chance: Random) -> None:
    standing, determination = shipped_case(chance)
    goal = TRUE
    if determination.outcome is Outcome.UNDETERMINED:
        sets = ways_to(standing, determination, TRUE)
    else:
        sets = tuple(change.answers for change in ways_to_change(standing, determination))
        goal = NOT_TRUE if determination.outcome is Outcome.MET else NOT_FALSE
    for answers in sets[:4]:
        if len(answers) <= WIDE:
            assert reached(standing, determination, answers) & goal, answers
            for gone in answers:
                fewer = [answer for answer in answers if answer != gone]
                assert not reached(standing, determination, fewer) & goal, (answers, gone)
    alone = {answers[0] for answers in sets if len(answers) == 1}
    if len(sets) < MOST:
        every = list(single_answers(standing))
        for answer in chance.sample(every, min(len(every), SOME)):
            does = bool(reached(standing, determination, [answer]) & goal)
            assert does is (answer in alone), answer
