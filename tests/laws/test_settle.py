"""The smallest sets that settle or change a determination are just those that brute force finds."""

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

from necessity.decide.finder import Finder
from necessity.decide.needs import Smallest
from necessity.decide.ruling import Determination, Outcome, Standing
from necessity.decide.settle import World
from necessity.decide.ways import FALSE, NOT_FALSE, NOT_TRUE, TRUE, Goal
from strategies import chances

LIMIT = 8_000
"""Worlds that brute force goes through; a case with more of them is left out."""
EVERY = 10**6


def found_by(standing: Standing, goal: Goal, *, given: bool) -> set[frozenset[str]]:
    world = World(standing.judge, given=given)
    finder = Finder(standing.judge, standing.policy, world, fixed=not given)
    top = standing.policy.criteria["top"]
    ways = finder.criterion(top, goal)
    return set(Smallest(standing.judge, world).sets(ways, EVERY))


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
