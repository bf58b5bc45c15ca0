"""What the checks look at: a pack, and where each part of it stands in its files. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from necessity.conditions import And, Condition, Each, Not, Or, Test, parse, second
from necessity.errors import ConditionError
from necessity.pack.locate import Path as Place
from necessity.pack.model import Contradiction, Criterion, Note, Pack, Policy, Say
from necessity.pack.questions import Group, Item

CLAIMS = "claims.toml"
SOURCES = "sources.toml"
VALUE_SETS = "value-sets.toml"
ASSESSMENT = "assessment.toml"
CONTRADICTIONS = "contradictions.toml"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a table stands: its file, what it is called there, and its place in the file."""

    file: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: at which key of which table, and in which words."""

    spot: Spot
    key: str
    message: str
    hint: str = ""


class Placed(NamedTuple):
    """A question where it stands; `group` is the list it is a row item of, "" for none."""

    spot: Spot
    item: Item
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A condition where it stands."""

    spot: Spot
    key: str
    text: str
    before: int | None = None
    """A gate looks only at the questions in front of this one."""
    row: str = ""
    """A row item's own gate is about one row of this group."""


class Looked(NamedTuple):
    """One look of a condition: a test, or the list an `any` or `all` goes through."""

    written: Written
    at: Test | Each
    group: str
    """Whose row it is about: the `any` or `all` nearest around it, or the gate's own row."""

    @property
    def named(self) -> tuple[str, ...]:
        """The questions it names."""
        if isinstance(self.at, Each):
            return (self.at.group,)
        other = second(self.at)
        return (self.at.id, other) if other else (self.at.id,)


@dataclass(frozen=True)
class Subject:
    """A pack under the eyes of the checks. None of them may rely on what another one checks."""

    pack: Pack
    root: Path
    texts: Mapping[str, str]
    """The texts of the pack's files by name, for line numbers only."""

    # -- questions --------------------------------------------------------------------------

    @cached_property
    def items(self) -> tuple[Placed, ...]:
        """Every question in the order they are asked, a group before its items."""
        return tuple(self._items())

    def _items(self) -> Iterator[Placed]:
        for section in self.pack.sections:
            for index, item in enumerate(section.item):
                spot = Spot(f"{section.id}.toml", item.id, ("item", index))
                yield Placed(spot, item, "")
                for below, inner in enumerate(item.item if isinstance(item, Group) else ()):
                    place = (*spot.place, "item", below)
                    yield Placed(Spot(spot.file, inner.id, place), inner, item.id)

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each question, counted from 0."""
        return {placed.item.id: n for n, placed in reversed(list(enumerate(self.items)))}

    # -- policies and sentences -------------------------------------------------------------

    def policies(self) -> Iterator[tuple[Spot, Policy]]:
        """Every policy; its name is that of its file."""
        for policy in self.pack.policies.values():
            yield Spot(f"policies/{policy.id}.toml", policy.id, ()), policy

    def criteria(self) -> Iterator[tuple[Spot, Policy, Criterion]]:
        """Every line that decides."""
        for spot, policy in self.policies():
            for n, criterion in enumerate(policy.criterion):
                yield Spot(spot.file, criterion.id, ("criterion", n)), policy, criterion

    def notes(self, *keys: str) -> Iterator[tuple[Spot, Policy, Note]]:
        """Every safeguard and flag, or only those of one kind."""
        for spot, policy in self.policies():
            for key, notes in (("safeguard", policy.safeguard), ("flag", policy.flag)):
                for n, note in enumerate(notes if not keys or key in keys else ()):
                    yield Spot(spot.file, note.id, (key, n)), policy, note

    def says(self) -> Iterator[tuple[Spot, Say]]:
        """Every sentence of the assessment, called by its number: it has no id."""
        for n, say in enumerate(self.pack.assessment.say):
            yield Spot(ASSESSMENT, f"say {n + 1}", ("say", n)), say

    def contradictions(self) -> Iterator[tuple[Spot, Contradiction]]:
        """Everything that cannot be right together."""
        for n, contradiction in enumerate(self.pack.contradictions):
            yield Spot(CONTRADICTIONS, contradiction.id, ("contradiction", n)), contradiction

    # -- conditions -------------------------------------------------------------------------

    @cached_property
    def conditions(self) -> tuple[Written, ...]:
        """Every condition, read or not."""
        return (*self._gates(), *self._judged())

    def _gates(self) -> Iterator[Written]:
        for section in self.pack.sections:
            if section.enable_when:
                spot = Spot(f"{section.id}.toml", section.id, ())
                first = self.order[section.item[0].id] if section.item else len(self.items)
                yield Written(spot=spot, key="enable_when", text=section.enable_when, before=first)
        for n, (spot, item, group) in enumerate(self.items):
            if item.enable_when:
                text = item.enable_when
                yield Written(spot=spot, key="enable_when", text=text, before=n, row=group)

    def _judged(self) -> Iterator[Written]:
        for spot, one in self.contradictions():
            yield Written(spot=spot, key="when", text=one.when, row=one.each)
        for spot, _, criterion in self.criteria():
            if criterion.met_when:
                yield Written(spot=spot, key="met_when", text=criterion.met_when)
        for spot, _, note in self.notes():
            yield Written(spot=spot, key="met_when", text=note.met_when)
            if note.applies_when:
                yield Written(spot=spot, key="applies_when", text=note.applies_when)
        for spot, say in self.says():
            if say.when:
                yield Written(spot=spot, key="when", text=say.when)

    @cached_property
    def looks(self) -> tuple[Looked, ...]:
        """Everything that the readable conditions look at."""
        return tuple(
            Looked(written, at, group)
            for written in self.conditions
            if (read := readable(written.text))
            for at, group in _looks(read, written.row)
        )


def readable(text: str) -> Condition | None:
    """A condition, or None when it cannot be read (`bad-condition` says why)."""
    try:
        return parse(text)
    except ConditionError:
        return None


def _looks(condition: Condition, group: str) -> Iterator[tuple[Test | Each, str]]:
    match condition:
        case Not(part):
            yield from _looks(part, group)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _looks(part, group)
        case Each():
            yield condition, group
            yield from _looks(condition.part, condition.group)
        case _:
            yield condition, group
