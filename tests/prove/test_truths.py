"""What the solver is given is what the judge does: held against each other on random cases."""

from random import Random

import pytest
from hypothesis import given, settings

from necessity.answers import Unknown
from necessity.conditions import parse
from necessity.decide.contradictions import AsAnswered
from necessity.decide.judge import Judge
from necessity.logic import Truth
from necessity.pack.questions import Calculated
from necessity.prove.conditions import Flow, Written
from necessity.prove.place import Given
from necessity.prove.solver import Solver, both, no
from necessity.prove.targets import side
from necessity.prove.truths import Truths
from necessity.prove.world import World
from strategies import chances, random_facts, shipped


def require(world: World, judge: Judge) -> None:
    """Every answer that was looked at so far is that of the case."""
    for (question, row), place in list(world.places.items()):
        value = judge.facts.answers.get(judge.answer_id(question, row))
        if isinstance(place.item, Calculated):
            given = value is not None
            world.solver.require(place.given if given else no(place.given))
            worked_out = judge.value(question, row)
            unknown = isinstance(worked_out, Unknown) and not given
            value = None if unknown else worked_out
        world.solver.require(world.equals(place, value))
    for group, numbers in judge.facts.rows.items():
        for row in range(1, world.rows[group] + 1):
            there = world.there(group, row)
            world.solver.require(there if row in numbers else no(there))
        closed = world.closed(group)
        world.solver.require(closed if judge.facts.closed(group) else no(closed))


def agree(flow: Flow, judge: Judge, one: Written, row: int | None) -> None:
    world = World(flow, Solver(), Given.ANY)
    pair = Truths(world, as_answered=one.as_answered).text(one.text, row)
    require(world, judge)
    judging = AsAnswered(judge) if one.as_answered else judge
    truth = judging.judge(parse(one.text), row).truth
    assert world.solver.solve(side(pair, truth)) is True, one
    others = [side(pair, other) for other in Truth if other is not truth]
    assert not any(world.solver.solve(other) for other in others), one


@settings(max_examples=8, deadline=None)
@given(chance=chances())
def test_the_formulas_of_the_shipped_pack_are_what_the_judge_says(chance: Random) -> None:
    tried(chance, 40)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(chance=chances())
def test_all_formulas_of_the_shipped_pack_are_what_the_judge_says(chance: Random) -> None:
    tried(chance, 120)


def tried(chance: Random, most: int) -> None:
    flow, judge = Flow(shipped()), Judge(shipped(), random_facts(chance))
    for one in chance.sample(flow.conditions, min(most, len(flow.conditions))):
        rows = judge.facts.rows.get(one.row, ()) if one.row else (None,)
        for row in rows:
            agree(flow, judge, one, row)


@settings(max_examples=8, deadline=None)
@given(chance=chances())
def test_gates_and_what_is_asked_are_what_the_judge_says(chance: Random) -> None:
    flow, judge = Flow(shipped()), Judge(shipped(), random_facts(chance))
    gated = [id_ for id_, gates in flow.pack.gates.items() if gates]
    for question in chance.sample(gated, 15):
        group = flow.pack.grouped.get(question)
        for row in judge.facts.rows.get(group, ()) if group else (None,):
            world = World(flow, Solver(), Given.ANY)
            truths = Truths(world)
            gate, asks = truths.gate(question, row), truths.asks(question, row)
            require(world, judge)
            wanted = both(
                [
                    side(gate, judge.gate(question, row).truth),
                    side(asks, judge.asks(question, row).truth),
                ]
            )
            assert world.solver.solve(wanted) is True
            assert world.solver.solve(no(wanted)) is False
