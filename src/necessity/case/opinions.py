"""What reviewers determined, as it stands in a case file: written and read. Pure."""

from collections.abc import Iterable, Iterator
from typing import cast

from necessity.case.model import ROLES, Finding, Opinion, Role
from necessity.case.table import Table
from necessity.case.toml import table, text
from necessity.decide.ruling import Outcome

# -- writing --------------------------------------------------------------------------------


def written(opinions: Iterable[Opinion]) -> Iterator[str]:
    """The tables of each opinion: whose it is, then determination by determination."""
    for opinion in opinions:
        yield _opinion(opinion)
        for finding in opinion.findings:
            yield _finding(finding)


def _opinion(opinion: Opinion) -> str:
    return "\n".join(
        [
            table(
                "[opinion]", role=opinion.role, by=opinion.by, at=opinion.at, version=_of(opinion)
            ),
            *([f"words = {text(opinion.words, lines=True)}"] if opinion.words else []),
            *([f"reason = {text(opinion.reason, lines=True)}"] if opinion.reason else []),
        ]
    )


def _of(opinion: Opinion) -> int | None:
    return opinion.version if opinion.version > 1 else None


def _finding(finding: Finding) -> str:
    return table(
        "[opinion.determination]",
        policy=finding.policy,
        id=finding.determination,
        asked=finding.asks,
        program=str(finding.program),
        conditions=finding.conditions,
        outcome=str(finding.outcome),
    )


# -- reading --------------------------------------------------------------------------------


def read_opinions(top: Table) -> Iterator[Opinion]:
    """Every opinion of a case file. Raises CaseError."""
    if isinstance(top.data.get("opinion"), dict):
        # files had a single one before: the reviewer's, in words alone
        yield _read(top.table("opinion"))
    else:
        yield from map(_read, top.tables("opinion"))


def _read(given: Table) -> Opinion:
    opinion = Opinion(
        role=cast("Role", given.one_of("role", ROLES, ROLES[0])),
        by=given.text("by"),
        at=given.time("at"),
        version=given.whole("version") or 1,
        words=given.text("words"),
        reason=given.text("reason"),
        findings=tuple(map(_read_finding, given.tables("determination"))),
    )
    given.done()
    return opinion


def _read_finding(given: Table) -> Finding:
    finding = Finding(
        policy=given.need("policy"),
        determination=given.need("id"),
        asks=given.text("asked"),
        program=_outcome(given, "program"),
        outcome=_outcome(given, "outcome"),
        conditions=given.texts("conditions"),
    )
    given.done()
    return finding


def _outcome(given: Table, key: str) -> Outcome:
    names = [str(outcome) for outcome in Outcome]
    said = given.need(key)
    if said not in names:
        raise given.fail(key, given.unlike(said, names))
    return Outcome(said)
