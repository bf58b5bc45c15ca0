"""Which edge is missing: every answer a condition looks at is shown to matter, at every figure.

For a condition: each question it names is varied by some edge that comes out at least two ways,
with every option, both of yes and no, and each figure itself among the values. Whoever then swaps
an operator, moves a figure, drops a part or a code, changes what an edge expects. For a line made
of others: it is shown with all of them so as to leave it, and with each of them otherwise.
"""

from collections.abc import Iterable, Iterator

from necessity.conditions import Compare, Has, In, Test, parse, second, tests
from necessity.decide.judge import Judge
from necessity.decide.ruling import rule
from necessity.edges.places import Place
from necessity.edges.reading import NOTHING, Edge
from necessity.logic import Truth
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Calculated, Choice, Item
from necessity.quantity import Quantity

_WORDS = {Truth.TRUE: "met", Truth.FALSE: "not met"}


def lacking(place: Place, edges: Iterable[Edge], pack: Pack) -> Iterator[str]:
    """What the edges of one place do not show, in sentences."""
    mine = [edge for edge in edges if place.name in edge.of]
    if place.calculated:
        yield from _worked_out(mine, pack)
        return
    if not place.text:
        yield from _parts(place, mine, pack)
        return
    looks: dict[str, list[Test]] = {}
    for test, _ in tests(parse(place.text)):
        for question in filter(None, (test.id, second(test))):
            looks.setdefault(question, []).append(test)
    for question, made in looks.items():
        varied = [edge for edge in mine if edge.question == question]
        yield from _of_question(pack.questions[question], made, varied)


def _of_question(item: Item, made: list[Test], edges: list[Edge]) -> Iterator[str]:
    if not any(len({truth for _, _, truth in edge.values}) > 1 for edge in edges):
        yield f'No edge shows that "{item.id}" matters to it.'
        return
    seen = {value for edge in edges for _, value, _ in edge.values}
    if any(isinstance(test, Compare | Has | In) for test in made):
        yield from _unshown(item, edges)
    sizes = [value.base for value in seen if isinstance(value, Quantity) and not value.sign]
    for test in made:
        figure = test.literal if isinstance(test, Compare) else None
        if isinstance(figure, Quantity) and figure.base not in sizes:
            yield f'No edge shows what it comes to when "{item.id}" is just {figure}.'


def _worked_out(edges: list[Edge], pack: Pack) -> Iterator[str]:
    """Of what is worked out: some value of it, and every option of what is varied."""
    if all(came == NOTHING for edge in edges for _, _, came in edge.values):
        yield "No edge shows what is worked out."
    for question in dict.fromkeys(edge.question for edge in edges):
        varied = [edge for edge in edges if edge.question == question]
        yield from _unshown(pack.questions[question], varied)


def _unshown(item: Item, edges: list[Edge]) -> Iterator[str]:
    seen = {value for edge in edges for _, value, _ in edge.values}
    shown = {each for value in seen for each in (value if isinstance(value, tuple) else (value,))}
    missing = [str(code) for code in _options(item) if code not in shown]
    if missing:
        yield f'No edge shows what it comes to for "{item.id}": {", ".join(missing)}.'


def _options(item: Item) -> tuple[object, ...]:
    if isinstance(item, Choice | Calculated) and item.options:
        return item.codes
    return (True, False) if isinstance(item, Boolean) else ()


def _parts(place: Place, edges: list[Edge], pack: Pack) -> Iterator[str]:
    """Of a line made of others: those that decide it in no edge."""
    if place.policy is None:
        return
    line = place.policy.criteria[place.line]
    deciding, rest = (Truth.FALSE, Truth.TRUE) if line.all_of else (Truth.TRUE, Truth.FALSE)
    cases = [
        {part: rule(place.policy, part, judge).judged.truth for part in line.all_of or line.any_of}
        for edge in edges
        for _, value, _ in edge.values
        for judge in (Judge(pack, edge.facts_with(value)),)
    ]
    for part in line.all_of or line.any_of:
        if not any(case[part] is deciding for case in cases):
            yield f'No edge shows it with "{part}" {_WORDS[deciding]}.'
    if not any(set(case.values()) == {rest} for case in cases):
        yield f"No edge shows it with every part {_WORDS[rest]}."
