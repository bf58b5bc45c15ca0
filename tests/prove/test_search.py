"""Of random packs: what the solver calls impossible no case shows, and all else has a case."""

from random import Random

import pytest
from hypothesis import given, settings
from laws_worlds import random_case, random_pack

from necessity.decide.judge import Judge
from necessity.decide.ruling import stand
from necessity.interview.engine import opened
from necessity.logic import Truth
from necessity.prove.conditions import Flow
from necessity.prove.pool import Pool
from necessity.prove.samples import Samples
from necessity.prove.search import Search
from necessity.prove.targets import Line, targets
from strategies import chances

CASES = 150


def seen(chance: Random, flow: Flow) -> set[tuple[str, Truth]]:
    """The truths of each line that random cases come to."""
    found = set()
    for _ in range(CASES):
        judge = Judge(flow.pack, random_case(chance, flow.pack))
        rulings = stand(flow.pack.policies["p"], judge).rulings
        found |= {(id_, ruling.judged.truth) for id_, ruling in rulings.items()}
    return found


def decided(chance: Random) -> None:
    flow = Flow(random_pack(chance))
    search, shown = Search(flow, Samples(flow, ())), seen(chance, flow)
    for target in targets(flow):
        if isinstance(target, Line) and not target.determination:
            found = search.find(target)
            assert (found.case is None) is found.impossible, target.words
            assert not (found.impossible and (target.criterion, target.truth) in shown)


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(chance=chances())
def test_every_line_has_a_case_or_is_impossible(chance: Random) -> None:
    decided(chance)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(chance=chances())
def test_every_line_has_a_case_or_is_impossible_in_many_packs(chance: Random) -> None:
    decided(chance)


@settings(max_examples=3, deadline=None)
@given(chance=chances())
def test_a_pool_counts_a_thing_once(chance: Random) -> None:
    flow = Flow(random_pack(chance))
    pool = Pool(flow.pack, list(targets(flow)))
    before = len(pool.open)
    search = Search(flow, Samples(flow, ()))
    case = search.find(pool.open[0]).case
    assert case is not None
    pool.add(case)
    pool.add(case)
    assert len(pool.open) + len(pool.shown) == before
    assert (
        case.interview.answers
        == opened(flow.pack, ("p",), case.interview.answers.values(), case.interview.rows).answers
    )
