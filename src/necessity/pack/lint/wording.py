"""The words of a line beside its condition: a figure that they share is the same figure."""

import re
from collections.abc import Iterator

from necessity.conditions import Compare, tests
from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import Finding, Spot, Subject, readable
from necessity.pack.model import Criterion, Note, Policy
from necessity.pack.problems import Severity
from necessity.quantity import Quantity, number_text

_WORDED = {"1", "d", "wk", "mo", "a", "min"}
"""Units that sentences spell otherwise: days, weeks, months, years."""


@rule("text-differs", Severity.WARNING)
def text_differs(subject: Subject) -> Iterator[Finding]:
    """The words of a line state a figure that no condition of its policy has.

    Such as "at most 0.4 mL/kg/min" over `rate <= 0.04 mL/kg/min`. Only figures with a unit are
    looked at, and only in units that some condition of the line has.
    """
    every = {policy.id: set(_figures(policy)) for _, policy in subject.policies()}
    for spot, policy, line in _lines(subject):
        units = {unit for _, unit in _of_line(line.met_when)} - _WORDED
        for key in ("text", "not_met", "otherwise"):
            for number, unit in _stated(str(getattr(line, key, "")), units):
                if (number, unit) not in every[policy.id]:
                    message = f'It says "{number} {unit}"; no condition of the policy does.'
                    yield Finding(spot, key, message)


def _lines(subject: Subject) -> Iterator[tuple[Spot, Policy, Criterion | Note]]:
    yield from subject.criteria()
    yield from subject.notes()


def _figures(policy: Policy) -> Iterator[tuple[str, str]]:
    lines: list[Criterion | Note] = [*policy.criterion, *policy.safeguard, *policy.flag]
    for line in lines:
        yield from _of_line(line.met_when)


def _of_line(condition: str) -> Iterator[tuple[str, str]]:
    """The figures of a condition: number and unit."""
    read = readable(condition) if condition else None
    for test, _ in tests(read) if read else ():
        if isinstance(test, Compare) and isinstance(test.literal, Quantity):
            yield number_text(test.literal.value), test.literal.unit


def _stated(text: str, units: set[str]) -> Iterator[tuple[str, str]]:
    for unit in sorted(units):
        for number in re.findall(rf"(?<![\w.])(\d+(?:\.\d+)?) {re.escape(unit)}(?![\w/])", text):
            yield number, unit
