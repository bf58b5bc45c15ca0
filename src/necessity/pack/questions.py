"""What is asked: sections of questions, a union by `type`. Frozen; the schema of a section file.

Each class is the schema of a TOML table: `load.py` has pydantic read straight into these, so there
is one definition of every key. Conditions stay the text their author wrote; `conditions.parse` is
cached.
"""

from dataclasses import dataclass
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
    changes_with: Literal["patient", "order", "documentation"] = "patient"
    """What another answer would take: another patient, another order or request, or a record."""

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
    undocumented: bool = False
    """Chosen, it says what was not shown or not done: better documentation could change it."""


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
