"""The pack as the program thinks with it: frozen, complete, without any rule about files.

Each class is also the schema of a TOML table: `load.py` has pydantic read straight into these, so
there is one definition of every key. Conditions stay the text their author wrote;
`conditions.parse` is cached.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal

from necessity.calculations.registry import REGISTRY, Calculation

Strict: dict[str, str] = {"extra": "forbid"}
"""A key nobody knows is a slip of the author's, never ignored."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every kind of question has."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    type: str
    text: str
    help: str = ""
    short: str = ""
    """Two to five words that name the fact in a list."""
    enable_when: str = ""
    cites: tuple[str, ...] = ()
    context: bool = False
    """Kept for the record: nothing decides on it."""
    role: Literal["", "physician"] = ""
    """Who alone may answer it."""

    @property
    def name(self) -> str:
        """The shortest words for it."""
        return self.short or self.text

    @property
    def group(self) -> str:
        """The id of the group it may be a row item of: `tx` for `tx.drug`."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    code: str
    text: str
    exclusive: bool = False
    """Cannot be chosen together with another."""
    judged: Literal["", "unknown"] = ""
    """"unknown": chosen, it says that the fact is not known (a test that was not done)."""


@dataclass(frozen=True, kw_only=True)
class Boolean(Question):
    """Yes or no."""

    type: Literal["boolean"]


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of its options, or several of them when `many`."""

    type: Literal["choice"]
    options: tuple[Option, ...]
    many: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its options, in order."""
        return tuple(option.code for option in self.options)

    def option(self, code: str) -> Option:
        """The option of that code. Raises KeyError."""
        return {option.code: option for option in self.options}[code]


@dataclass(frozen=True, kw_only=True)
class QuantityQuestion(Question):
    """A number with a unit."""

    type: Literal["quantity"]
    unit: str
    units: tuple[str, ...] = ()
    """Other units a laboratory may use."""
    range: tuple[Decimal, Decimal] | None = None
    """Inclusive, in `unit`."""
    whole: bool = False
    comparator: bool = False
    """A laboratory's "<" or ">" is kept."""
    override: bool = False
    """A value outside the range may be kept, with a reason."""


@dataclass(frozen=True, kw_only=True)
class Date(Question):
    """A day."""

    type: Literal["date"]


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Words."""

    type: Literal["text"]


@dataclass(frozen=True, kw_only=True)
class Calculated(Question):
    """Worked out from other answers; a typed value is an override."""

    type: Literal["calculated"]
    calculate: str
    result: Literal["quantity", "choice", "boolean"]
    unit: str = "1"
    options: tuple[Option, ...] = ()

    @property
    def calculation(self) -> Calculation:
        """The function behind it. Raises KeyError for a name nobody registered."""
        return REGISTRY[self.calculate.partition("(")[0].strip()]

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """The ids of its inputs."""
        inner = self.calculate.partition("(")[2].rpartition(")")[0]
        return tuple(part.strip() for part in inner.split(",") if part.strip())

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its options, in order."""
        return tuple(option.code for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Group(Question):
    """Asked one whole row at a time, until the reviewer says that there are no others."""

    type: Literal["group"]
    item: tuple["Item", ...]
    repeats: Literal[True] = True
    at_least: int = 1
    at_most: int = 20
    more: str = "Any other?"


Item = Boolean | Choice | QuantityQuestion | Date | Text | Calculated | Group
ITEM_TYPES: dict[str, type[Item]] = {
    "boolean": Boolean,
    "choice": Choice,
    "quantity": QuantityQuestion,
    "date": Date,
    "text": Text,
    "calculated": Calculated,
    "group": Group,
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of questions; one file."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    title: str
    item: tuple[Item, ...]
    enable_when: str = ""


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
    assessment: Assessment = Assessment(heading=(), say=())
    changes: tuple[Change, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Item]:
        """Every question by id, groups and their items too, in the order they are asked."""
        return {item.id: item for _, item in self.walk()}

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
