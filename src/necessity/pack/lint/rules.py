"""The table of checks: a slug to one small function and one paragraph of help, its docstring."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc

from necessity.pack.lint.subject import Finding, Spot, Subject
from necessity.pack.locate import locate
from necessity.pack.problems import Problem, Severity

Check = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check."""

    slug: str
    check: Check
    help: str
    severity: Severity

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """What it finds, at its place."""
        for found in self.check(subject):
            yield problem(subject, self.slug, found, self.severity)


RULES: dict[str, Rule] = {}


def rule(slug: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a check; its docstring is the help."""

    def register(check: Check) -> Check:
        help_ = getdoc(check) or ""
        RULES[slug] = Rule(slug=slug, check=check, help=help_, severity=severity)
        return check

    return register


def problem(subject: Subject, slug: str, found: Finding, severity: Severity) -> Problem:
    """A finding with its file, its line and its slug."""
    spot = found.spot
    return Problem(
        slug=slug,
        file=str(subject.root / spot.file),
        where=_where(spot, found.key),
        line=locate(subject.texts.get(spot.file, ""), (*spot.place, found.key)),
        message=found.message,
        hint=found.hint,
        severity=severity,
    )


def _where(spot: Spot, key: str) -> str:
    return f"{spot.name}: {key}" if spot.name else key
