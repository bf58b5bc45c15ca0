"""The six kinds of not knowing are judged alike: tried on every case, one reason for another."""

from necessity.answers import REASON_WORDS, Reason, Unknown
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge
from necessity.decide.ruling import Standing, stand
from necessity.logic import Truth
from necessity.prove.cells import NOT_KNOWN
from necessity.prove.conditions import Flow
from necessity.prove.options import truth_in
from necessity.prove.witness import Witness, witness

_CASES = 50
Came = tuple[Truth, ...]


def differing(flow: Flow, cases: list[Witness]) -> tuple[int, Witness | None]:
    """How many cases were tried with each reason; the first that came out otherwise."""
    tried = 0
    for number, case in enumerate(cases):
        facts = _less_known(flow, case.interview.facts, number)
        if tried == _CASES:
            break
        if not any(isinstance(value, Unknown) for value in facts.answers.values()):
            continue
        tried += 1
        first = came_out(flow, _for(facts, Reason.NOT_KNOWN))
        for reason in REASON_WORDS:
            if came_out(flow, _for(facts, reason)) != first:
                name = f'"{reason}" is judged otherwise than "not_known"'
                return tried, witness(flow.pack, name, _for(facts, reason))
    return tried, None


def came_out(flow: Flow, facts: Facts) -> Came:
    """Every line of every policy and every condition of the pack."""
    judge = Judge(flow.pack, facts)
    standings: list[Standing] = [stand(policy, judge) for policy in flow.pack.policies.values()]
    lines = [ruling.judged.truth for each in standings for ruling in each.rulings.values()]
    return (*lines, *(truth_in(one, judge, None) for one in flow.conditions))


def _less_known(flow: Flow, facts: Facts, number: int) -> Facts:
    """The same case, every third of its answers not known; which of them, differs by case."""
    answers = {
        id_: NOT_KNOWN if (place + number) % 3 == 0 and id_ not in flow.pack.groups else value
        for place, (id_, value) in enumerate(facts.answers.items())
    }
    return Facts(answers, facts.rows, facts.documented)


def _for(facts: Facts, reason: Reason) -> Facts:
    answers = {
        id_: Unknown(reason) if isinstance(value, Unknown) else value
        for id_, value in facts.answers.items()
    }
    return Facts(answers, facts.rows, facts.documented)
