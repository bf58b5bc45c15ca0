"""The pack as the program thinks with it: frozen, complete, without any rule about files.

Questions are in `questions.py`; here is what decides, what may be cited and what is said. As there,
each class is also the schema of its TOML table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

from necessity.conditions import Test, parse, second, tests
from necessity.pack.questions import Calculated, Group, Item, Section, Strict


@dataclass(frozen=True, kw_only=True)
class ValueSet:
    """A word a policy uses, and the codes it stands for."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    text: str
    codes: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a policy: a leaf with `met_when`, or all or any of other lines."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    text: str
    met_when: str = ""
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    reading: str = ""
    """How the policy's words were read, where they could be read otherwise."""
    not_met: str = ""
    """The sentence said when it is not met."""


@dataclass(frozen=True, kw_only=True)
class DeterminationSpec:
    """A question the policy answers of a case."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    asks: str
    criterion: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A safeguard or a flag: it never decides."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    text: str
    met_when: str
    applies_when: str = ""
    otherwise: str = ""
    """What to do while a safeguard is not known to be met."""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Answers that cannot all be right. It decides nothing; a person finds out which is right."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    text: str
    when: str
    facts: tuple[str, ...] = ()
    """The questions whose answers are quoted; without it, all that `when` names."""
    each: str = ""
    """Of a group: `when` speaks of one row."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What decides. One file, one table for each line of the policy."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    title: str
    version: str
    source: str
    determination: tuple[DeterminationSpec, ...]
    criterion: tuple[Criterion, ...]
    safeguard: tuple[Note, ...] = ()
    flag: tuple[Note, ...] = ()
    read: date | None = None
    url: str = ""
    documented_only: bool = False
    """Only what rests on a record counts; a stated answer is not known."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Its lines by id."""
        return {criterion.id: criterion for criterion in self.criterion}


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a rule or a sentence may cite."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    kind: Literal["trial", "review", "guideline", "label", "cohort", "policy", "regulator", "other"]
    title: str
    checked: date
    authors: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    design: str = ""
    population: str = ""
    n: int | None = None
    read: str = ""
    """What was really read of it."""
    not_seen: str = ""
    """Bibliographic fields that were never seen in print."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence of the literature that the summary may say; a rule may not rest on one."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    says: str
    sources: tuple[str, ...]
    population: str
    strength: Literal[
        "label", "guideline", "rct", "observational", "open-trial", "expert-consensus"
    ]
    fidelity: Literal["accurate", "overstated", "other-population", "unverifiable", "matches"]
    use: Literal["cite", "cite-with-caveat", "do-not-cite"]
    verified: Literal["yes", "partial", "secondary", "no", "na"]
    checked: date
    figures: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # of its figures those that no source prints: own arithmetic
    caveat: str = ""
    document: int | None = None
    document_says: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of the summary."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Say:
    """What the summary says under a heading: exactly one of fact, claim and rulings."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    under: str
    when: str = ""
    fact: str = ""
    claim: str = ""
    rulings: str = ""
    each: str = ""
    """With `fact`: one sentence for each row of this group."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The narrative: which sentence is said when."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    heading: tuple[Heading, ...]
    say: tuple[Say, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of the pack, for the person who will be surprised."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    date: date
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything: what is asked, what decides, what may be cited."""

    id: str
    title: str
    version: str
    digest: str
    """"sha256:..." over every file, so that two packs of one version can be told apart."""
    sections: tuple[Section, ...]
    value_sets: dict[str, ValueSet] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    assessment: Assessment = Assessment(heading=(), say=())
    changes: tuple[Change, ...] = ()
    default_policies: tuple[str, ...] = ()
    """Those that judge a case when nobody chooses; every one when empty."""

    @property
    def judging(self) -> tuple[str, ...]:
        """The policies that judge a case when nobody chooses."""
        return self.default_policies or tuple(self.policies)

    @cached_property
    def questions(self) -> dict[str, Item]:
        """Every question by id, groups and their items too, in the order they are asked."""
        return {item.id: item for _, item in self.walk()}

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each question stands in the order they are asked."""
        return {id_: index for index, id_ in enumerate(self.questions)}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section each question stands in."""
        return {item.id: section for section, item in self.walk()}

    @cached_property
    def gates(self) -> dict[str, tuple[str, ...]]:
        """The conditions in front of each question: its section's, its group's and its own."""
        gates = {}
        for section, item in self.walk():
            group = self.group_of(item.id)
            outer = group.enable_when if group else ""
            gates[item.id] = tuple(g for g in (section.enable_when, outer, item.enable_when) if g)
        return gates

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The repeating groups by id."""
        return {id_: item for id_, item in self.questions.items() if isinstance(item, Group)}

    @cached_property
    def grouped(self) -> dict[str, str]:
        """The group of each row item."""
        return {item.id: group.id for group in self.groups.values() for item in group.item}

    @cached_property
    def tests_on(self) -> dict[str, tuple[Test, ...]]:
        """Every test that a gate or a criterion makes of each question."""
        lines = (line.met_when for policy in self.policies.values() for line in policy.criterion)
        gates = (gate for texts in self.gates.values() for gate in texts)
        found: dict[str, dict[Test, None]] = {}
        for text in dict.fromkeys((*lines, *gates)):
            for test, _ in tests(parse(text)) if text else ():
                for question in filter(None, (test.id, second(test))):
                    found.setdefault(question, {})[test] = None
        return {question: tuple(made) for question, made in found.items()}

    @cached_property
    def calculated_from(self) -> frozenset[str]:
        """The questions that a calculation takes."""
        items = (item for item in self.questions.values() if isinstance(item, Calculated))
        return frozenset(name for item in items for name in item.arguments)

    def group_of(self, question: str) -> Group | None:
        """The group this question is a row item of."""
        found = self.grouped.get(question)
        return self.groups[found] if found else None

    def walk(self) -> Iterator[tuple[Section, Item]]:
        """Every question in order, a group before its items."""
        for section in self.sections:
            for item in section.item:
                yield section, item
                if isinstance(item, Group):
                    yield from ((section, inner) for inner in item.item)
