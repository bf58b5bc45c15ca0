"""Whether a pack is of a size that can be thought through; said in its author's words. Pure.

What a line of a policy rests on is a tree: a criterion has parts, a question has a gate and a
calculation its inputs. Written with names, a tree of a million branches fits on one page, and to
judge it takes for ever. So every tree is counted here before anything walks through it.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from necessity.conditions import ids, parse
from necessity.errors import ConditionError
from necessity.pack.model import Pack, Policy
from necessity.pack.questions import Calculated, Choice

Finding = tuple[str, str, str]
"""File, what it is called there, and what is wrong."""

_DEEPEST = 40
_BRANCHES = 2_000
_TEXT = 10_000
"""Characters of one text."""
_DIGITS = 15
"""Before the point and after it."""


def unusual(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """Texts and numbers of a document, with their place, that no pack would hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from unusual(inner, (*where, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from unusual(inner, (*where, number))
    elif isinstance(value, str) and len(value) > _TEXT:
        yield where, f"I found a text of {len(value)} characters; {_TEXT} are the most."
    elif isinstance(value, int | Decimal) and not _ordinary(Decimal(value)):
        yield where, "I found a number of unusual size."


def _ordinary(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS and number.adjusted() < _DIGITS


def too_much(pack: Pack) -> Iterator[Finding]:
    """Where there is more of something, or a tree is deeper or wider, than can be judged."""
    yield from _numbers(pack)
    section = {item.id: section.id for section, item in pack.walk()}
    below = {id_: _looked_at(pack, id_) for id_ in pack.questions}
    for id_, words in _counted(below, below.__getitem__):
        yield f"{section[id_]}.toml", id_, words
    for policy in pack.policies.values():
        for id_, words in _counted(policy.criteria, _parts(policy)):
            yield f"policies/{policy.id}.toml", id_, words


def _numbers(pack: Pack) -> Iterator[Finding]:
    lists: list[tuple[str, str, int, int]] = [
        ("claims.toml", "claim", len(pack.claims), 2000),
        ("sources.toml", "source", len(pack.sources), 2000),
        ("value-sets.toml", "value_set", len(pack.value_sets), 500),
        ("contradictions.toml", "contradiction", len(pack.contradictions), 500),
        ("assessment.toml", "heading", len(pack.assessment.heading), 100),
        ("assessment.toml", "say", len(pack.assessment.say), 2000),
        ("pack.toml", "change", len(pack.changes), 2000),
        ("pack.toml", "sections", len(list(pack.walk())), 2000),
    ]
    for policy in pack.policies.values():
        file = f"policies/{policy.id}.toml"
        lists.append((file, "criterion", len(policy.criterion), 500))
        lists.append((file, "determination", len(policy.determination), 20))
        lists.append((file, "notes", len(policy.safeguard) + len(policy.flag), 300))
    for section, item in pack.walk():
        many = len(item.options) if isinstance(item, Choice | Calculated) else 0
        lists.append((f"{section.id}.toml", item.id, many, 300))
    for file, name, found, most in lists:
        if found > most:
            yield file, name, f"I found {found} of them; {most} are the most."


def _looked_at(pack: Pack, question: str) -> tuple[str, ...]:
    """The questions behind one: those its gates name, and the inputs of its calculation."""
    item = pack.questions[question]
    named = [id_ for gate in pack.gates[question] for id_ in _named(gate)]
    named += item.arguments if isinstance(item, Calculated) else ()
    return tuple(id_ for id_ in named if id_ in pack.questions and id_ != question)


def _named(condition: str) -> Iterable[str]:
    try:
        return sorted(ids(parse(condition)))
    except ConditionError:  # the linter says so
        return ()


def _parts(policy: Policy) -> Callable[[str], tuple[str, ...]]:
    def parts(id_: str) -> tuple[str, ...]:
        line = policy.criteria[id_]
        return tuple(part for part in (*line.all_of, *line.any_of) if part in policy.criteria)

    return parts


def _counted(
    every: Iterable[str], below: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Those whose tree is too large; without recursion, and a loop is no tree at all."""
    sizes: dict[str, tuple[int, int]] = {}
    for start in every:
        waiting = [start]
        entered: set[str] = set()
        while waiting:
            id_ = waiting[-1]
            open_ones = [part for part in below(id_) if part not in sizes and part not in entered]
            entered.add(id_)
            if open_ones:
                waiting += open_ones
                continue
            waiting.pop()
            found = [sizes.get(part, (0, 0)) for part in below(id_)]
            depth = 1 + max((deep for deep, _ in found), default=0)
            sizes[id_] = depth, 1 + sum(branches for _, branches in found)
        depth, branches = sizes[start]
        if depth > _DEEPEST:
            yield start, f"It rests on {depth} others one below the other; {_DEEPEST} are the most."
        elif branches > _BRANCHES:
            yield start, f"Its tree has more than {_BRANCHES} branches."
