"""What the order of the questions proves: the interview ends. And that it does, walked to the end.

A question's gate and a calculation look only at questions further up (so they cannot go round in a
circle), the reviewer goes only forward from one open question to the next, and a list has a most
of rows: so the number of answers is bounded, whatever they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from necessity.answers import Answer, Unknown, Value, question_of
from necessity.conditions import ids, parse
from necessity.interview import engine
from necessity.interview.events import Answered
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Group, Item
from necessity.prove.cells import NOT_KNOWN
from necessity.prove.conditions import Flow
from necessity.prove.samples import tried_values

_MORE = 0.6
"""How often a walk says that there is another row."""


@dataclass(frozen=True)
class Forward:
    """A question that looks at one that is asked only later."""

    question: str
    at: str


def forward(pack: Pack) -> tuple[Forward, ...]:
    """Every look ahead of a gate or a calculation; none is what proves that the interview ends."""
    return tuple(_ahead(pack))


def _ahead(pack: Pack) -> Iterator[Forward]:
    for item in pack.questions.values():
        group = pack.grouped.get(item.id)
        named = {name for gate in pack.gates[item.id] for name in ids(parse(gate))}
        named |= set(item.arguments if isinstance(item, Calculated) else ())
        for name in sorted(named - {group}):
            if pack.position[name] >= pack.position[item.id]:
                yield Forward(item.id, name)


def most_answers(pack: Pack) -> int:
    """The most answers that an interview can take."""
    total = 0
    for section in pack.sections:
        for item in section.item:
            if isinstance(item, Group):
                inside = sum(not isinstance(inner, Calculated) for inner in item.item)
                total += item.at_most * (inside + 1)
            elif not isinstance(item, Calculated):
                total += 1
    return total


def walk(flow: Flow, chance: Random, unknown: float) -> Interview:
    """Answer whatever is asked, by chance, to the end or to the most answers that there can be.

    `unknown` is how often the answer is that it is not known.
    """
    interview, taken = engine.opened(flow.pack, tuple(flow.pack.policies)), 0
    most = most_answers(flow.pack)
    while interview.place is not None and taken <= most:
        place = interview.place
        item = flow.pack.questions[question_of(place)[0]]
        full = isinstance(item, Group) and len(interview.rows[item.id]) >= item.at_most
        answer = Answer(id=place, value=_value(flow, item, full, chance, unknown))
        interview = engine.advance(engine.apply(interview, Answered(answer)))
        taken += 1
    return interview


def _value(flow: Flow, item: Item, full: bool, chance: Random, unknown: float) -> Value | Unknown:  # noqa: FBT001
    if isinstance(item, Group):
        return not full and chance.random() < _MORE
    if chance.random() < unknown:
        return NOT_KNOWN
    return chance.choice(tried_values(flow, item, chance))
