"""A condition as a tree: written back to text, and asked what it looks at. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from necessity.answers import write as write_value
from necessity.quantity import Quantity

Literal = Quantity | date | str


@dataclass(frozen=True, slots=True)
class Compare:
    """`ID op literal`."""

    id: str
    op: str
    literal: Literal


@dataclass(frozen=True, slots=True)
class Against:
    """`ID op ID`: two answers beside each other."""

    id: str
    op: str
    other: str


@dataclass(frozen=True, slots=True)
class In:
    """`ID in value_set`, or `ID in (code, code)`; exactly one of the two is filled."""

    id: str
    value_set: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Has:
    """`ID has CODE`: that code is among those chosen."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Known:
    """`ID known`: answered with something other than a reason for not knowing."""

    id: str


@dataclass(frozen=True, slots=True)
class Within:
    """`ID within QUANTITY before ID`."""

    id: str
    span: Quantity
    before: str


@dataclass(frozen=True, slots=True)
class Not:
    """Its part, turned round."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """All parts."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Each:
    """`any GROUP (...)` or `all GROUP (...)` over the rows of a group."""

    quantifier: str
    group: str
    part: "Condition"


Test = Compare | Against | In | Has | Known | Within
Condition = Test | Not | And | Or | Each


def write(condition: Condition) -> str:
    """Write a condition so that `parse` reads the same one back."""
    match condition:
        case Compare(subject, op) | Against(subject, op):
            other = condition.other if isinstance(condition, Against) else condition.literal
            return f"{subject} {op} {write_value(other)}"
        case In(subject, value_set, codes):
            return f"{subject} in {value_set or '(' + ', '.join(codes) + ')'}"
        case Has(subject, code):
            return f"{subject} has {code}"
        case Known(subject):
            return f"{subject} known"
        case Within(subject, span, before):
            return f"{subject} within {span} before {before}"
        case Not(part):
            return f"not {_bracket(part)}"
        case Each(quantifier, group, part):
            return f"{quantifier} {group} ({write(part)})"
        case And(parts):
            return " and ".join(_bracket(part) for part in parts)
        case Or(parts):
            return " or ".join(
                _bracket(part) if isinstance(part, Or) else write(part) for part in parts
            )


def _bracket(part: Condition) -> str:
    return f"({write(part)})" if isinstance(part, And | Or) else write(part)


def tests(condition: Condition) -> Iterator[tuple[Test, str]]:
    """Every test of a condition, with the group whose rows it ranges over ("" for none)."""
    match condition:
        case Not(part):
            yield from tests(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from tests(part)
        case Each(_, group, part):
            yield from ((test, group) for test, _ in tests(part))
        case _:
            yield condition, ""


def second(test: Test) -> str:
    """The other question a test looks at; "" for most."""
    match test:
        case Against(other=other) | Within(before=other):
            return other
    return ""


def ids(condition: Condition) -> frozenset[str]:
    """Every question a condition looks at, with the groups it ranges over."""
    named = {test.id for test, _ in tests(condition)}
    later = {other for test, _ in tests(condition) if (other := second(test))}
    groups = {group for _, group in tests(condition) if group}
    return frozenset(named | later | groups)
