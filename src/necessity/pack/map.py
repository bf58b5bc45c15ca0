"""The flow of a pack, to look at: as a tree of plain text, and as Mermaid. Pure.

A question stands with what opens it and with the policies that rest on it; `*` is a list whose
questions are asked for each of its rows.
"""

from collections.abc import Iterator

from necessity.conditions import ids, parse
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Choice, Group, Item, Section
from necessity.pack.uses import Use, uses

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DECIDING = {"criterion", "safeguard", "flag"}


def text(pack: Pack) -> list[str]:
    """The tree: sections, questions, their options and gates, and which policy needs which."""
    letters = dict(zip(pack.policies, _LETTERS, strict=False))
    used = uses(pack)
    lines = [
        f"{pack.title} ({pack.id} {pack.version})",
        "",
        *(f"{letter}  {id_}: {pack.policies[id_].title}" for id_, letter in letters.items()),
    ]
    for section in pack.sections:
        lines += ["", section.title, *_opened(section.enable_when, "  ")]
        for item in section.item:
            lines += _lines(item, used, letters, "  ")
    return lines


def _lines(
    item: Item, used: dict[str, tuple[Use, ...]], letters: dict[str, str], indent: str
) -> Iterator[str]:
    sign = "*" if isinstance(item, Group) else "=" if isinstance(item, Calculated) else "-"
    needs = _needs(used.get(item.id, ()), letters)
    yield f"{indent}{sign} {item.id}  {item.name}{f'  [{needs}]' if needs else ''}"
    inner = indent + "    "
    yield from _opened(item.enable_when, inner)
    if isinstance(item, Calculated):
        yield f"{inner}calculated: {item.calculate}"
    if isinstance(item, Choice):
        yield f"{inner}options: {', '.join(item.codes)}"
    if isinstance(item, Group):
        for row_item in item.item:
            yield from _lines(row_item, used, letters, inner)


def _opened(condition: str, indent: str) -> list[str]:
    return [f"{indent}asked when: {condition}"] if condition else []


def _needs(found: tuple[Use, ...], letters: dict[str, str]) -> str:
    """Letters of the policies that rest on it; else what it is for."""
    policies = sorted({letters[use.policy] for use in found if use.kind in _DECIDING})
    if policies:
        return " ".join(policies)
    kinds = sorted({use.kind for use in found})
    return f"only: {', '.join(kinds)}" if kinds else "context"


# -- Mermaid ------------------------------------------------------------------------------------


def mermaid(pack: Pack) -> list[str]:
    """A flow chart: an arrow from what is answered to what it opens, and to the policies."""
    lines = ["flowchart LR"]
    for section in pack.sections:
        lines += [f"  subgraph {_node(f'section {section.id}')}[{_quoted(section.title)}]"]
        lines += [f"    {_node(item.id)}[{_quoted(item.name)}]" for item in _items(section)]
        lines += ["  end"]
    for policy in pack.policies.values():
        lines += [f"  {_node(f'policy {policy.id}')}([{_quoted(policy.title)}])"]
    return [*lines, *(f"  {arrow}" for arrow in dict.fromkeys(_arrows(pack)))]


def _items(section: Section) -> Iterator[Item]:
    for item in section.item:
        yield item
        if isinstance(item, Group):
            yield from item.item


def _arrows(pack: Pack) -> Iterator[str]:
    for section, item in pack.walk():
        gates = (item.enable_when or section.enable_when,)
        opening = {id_ for gate in gates if gate for id_ in ids(parse(gate))}
        yield from (f"{_node(id_)} -->|opens| {_node(item.id)}" for id_ in sorted(opening))
        group = pack.group_of(item.id)
        if group:
            yield f"{_node(group.id)} -->|each row| {_node(item.id)}"
        if isinstance(item, Calculated):
            yield from (f"{_node(id_)} --> {_node(item.id)}" for id_ in item.arguments)
    for question, found in uses(pack).items():
        policies = sorted({use.policy for use in found if use.kind in _DECIDING})
        yield from (f"{_node(question)} -.-> {_node(f'policy {id_}')}" for id_ in policies)


def _node(id_: str) -> str:
    """A name that Mermaid takes, one for each id: its signs are written as their numbers."""
    return "n_" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c)}_" for c in id_)


def _quoted(words: str) -> str:
    return '"' + words.replace("#", "#35;").replace('"', "#quot;") + '"'
