"""A pack that has been read to what is wrong in it: all problems at once. Pure.

Form is `load.py`'s; this is about what the parts say of each other. Each check is one function
under its slug in `RULES` and stands alone: a pack with an unreadable condition still gets the rest.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from necessity.pack.lint import (
    evidence,
    kinds,
    order,
    policies,
    references,
    sayings,
    shapes,
    wording,
)
from necessity.pack.lint.rules import RULES, Rule
from necessity.pack.lint.stale import stale
from necessity.pack.lint.subject import Subject
from necessity.pack.model import Pack
from necessity.pack.problems import ENOUGH, Problem, Severity

__all__ = [
    "RULES",
    "Rule",
    "evidence",
    "kinds",
    "lint",
    "order",
    "policies",
    "references",
    "sayings",
    "shapes",
    "stale",
    "wording",
]


def lint(pack: Pack, root: Path, texts: Mapping[str, str]) -> list[Problem]:
    """Every problem of reference and type, file by file and line by line.

    `texts` holds the text of each file by its name in the pack; it gives the line numbers.
    """
    subject = Subject(pack, root, texts)
    found = (problem for rule in RULES.values() for problem in rule.problems(subject))
    return sorted(
        dict.fromkeys(_enough(found)), key=lambda problem: (problem.file, problem.line or 0)
    )


def _enough(found: Iterable[Problem]) -> Iterator[Problem]:
    """All of them; but after so many errors no more: the nearest name of each takes its time."""
    errors = 0
    for problem in found:
        yield problem
        errors += problem.severity is Severity.ERROR
        if errors >= ENOUGH:
            return
