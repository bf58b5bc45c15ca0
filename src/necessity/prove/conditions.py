"""Every condition of a pack, called by where it stands, and all that it looks at. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from necessity.conditions import And, Condition, Each, Not, Or, Test, ids, parse, tests
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated


@dataclass(frozen=True, slots=True)
class Written:
    """One condition where it stands."""

    kind: str
    """gate, criterion, safeguard, flag, sentence or contradiction."""
    name: str
    """What it belongs to, in words."""
    text: str
    row: str = ""
    """It speaks of one row of this group."""
    as_answered: bool = False
    """Of a contradiction: answers count even where their question does not arise."""


@dataclass(frozen=True)
class Flow:
    """A pack, with what a proof asks of it again and again."""

    pack: Pack

    @cached_property
    def conditions(self) -> tuple[Written, ...]:
        """Every condition; a text that stands twice in one kind is told once."""
        return conditions(self.pack)

    @cached_property
    def tests(self) -> dict[str, tuple[Test, ...]]:
        """Every test of the pack, under the question it looks at first."""
        found: dict[str, dict[Test, None]] = {}
        for one in self.conditions:
            for test, _ in tests(parse(one.text)):
                found.setdefault(test.id, {})[test] = None
        return {question: tuple(made) for question, made in found.items()}

    @cached_property
    def rows(self) -> int:
        """So many rows of a list decide all that any number of rows can (see `ASSUMES`).

        What a line says of a list is carried by one row for each `any` and `all` in it.
        """
        texts = [[c.met_when for c in p.criterion] for p in self.pack.policies.values()]
        gates = [gate for gates in self.pack.gates.values() for gate in gates]
        counts = [len(_lists(*lines, *gates)) for lines in texts]
        counts += [len(_lists(one.text, *gates)) + bool(one.row) for one in self.conditions]
        return max([1, *counts])


def _lists(*texts: str) -> frozenset[Each]:
    return frozenset(each for text in texts if text for each in lists_in(parse(text)))


def conditions(pack: Pack) -> tuple[Written, ...]:
    """All of them; a text that stands twice in one kind is told once."""
    found: dict[tuple[str, str, str], Written] = {}
    for one in (*_gates(pack), *_of_policies(pack), *_others(pack)):
        found.setdefault((one.kind, one.text, one.row), one)
    return tuple(found.values())


def _gates(pack: Pack) -> Iterator[Written]:
    for section in pack.sections:
        if section.enable_when:
            yield Written("gate", f"section {section.id}", section.enable_when)
    for item in pack.questions.values():
        if item.enable_when:
            yield Written("gate", item.id, item.enable_when, pack.grouped.get(item.id, ""))


def _of_policies(pack: Pack) -> Iterator[Written]:
    for policy in pack.policies.values():
        for line in policy.criterion:
            if line.met_when:
                yield Written("criterion", f"{policy.id} {line.id}", line.met_when)
        for kind, notes in (("safeguard", policy.safeguard), ("flag", policy.flag)):
            for note in notes:
                name = f"{policy.id} {note.id}"
                yield Written(kind, name, note.met_when)
                if note.applies_when:
                    yield Written(kind, f"{name} (applies_when)", note.applies_when)


def _others(pack: Pack) -> Iterator[Written]:
    for number, say in enumerate(pack.assessment.say, 1):
        if say.when:
            yield Written("sentence", f"sentence {number} under {say.under}", say.when)
    for one in pack.contradictions:
        yield Written("contradiction", one.id, one.when, one.each, as_answered=True)


def lists_in(condition: Condition) -> frozenset[Each]:
    """The `any` and `all` of a condition."""
    match condition:
        case Not(part):
            return lists_in(part)
        case And(parts) | Or(parts):
            return frozenset(each for part in parts for each in lists_in(part))
        case Each():
            return frozenset({condition})
    return frozenset()


def behind(pack: Pack, questions: frozenset[str], *, into: bool = True) -> tuple[str, ...]:
    """These questions, those that their gates look at and (`into`) what calculations take."""
    found: dict[str, None] = {}
    waiting = sorted(questions, key=lambda id_: pack.position[id_])
    while waiting:
        id_ = waiting.pop(0)
        if id_ in found:
            continue
        found[id_] = None
        item = pack.questions[id_]
        more = {name for gate in pack.gates[id_] for name in ids(parse(gate))}
        if into and isinstance(item, Calculated):
            more |= set(item.arguments)
        waiting += sorted(more, key=lambda name: pack.position[name])
    return tuple(found)


def looked_at(pack: Pack, texts: tuple[str, ...], *, into: bool = True) -> tuple[str, ...]:
    """Every question that these conditions rest on."""
    named = frozenset(name for text in texts for name in ids(parse(text)))
    return behind(pack, named, into=into)
