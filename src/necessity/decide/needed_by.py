"""Which policy needs which fact. Pure.

What a policy does not look at is not needed by it. It is never met, and never missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from necessity.answers import question_of
from necessity.decide.ruling import Outcome, Standing
from necessity.pack.model import Pack, Policy
from necessity.pack.questions import Calculated, Group, Item
from necessity.pack.uses import mentioned


class Need(StrEnum):
    """What a fact is to a policy."""

    KNOWN = "known"
    """It looks at the fact, and the fact is known."""
    MISSING = "missing"
    """It waits for the fact."""
    OPEN = "open"
    """It looks at the fact, which is not known and can no longer change anything."""
    NOT_NEEDED = "not needed"
    """It does not look at the fact."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact, and what it is to each policy."""

    question: str
    name: str
    needs: tuple[Need, ...]


def needed_by(standings: Sequence[Standing]) -> tuple[Row, ...]:
    """Every fact that a determination of one of these policies looks at, in the pack's order."""
    if not standings:
        return ()
    pack = standings[0].judge.pack
    looks = [_looked_at(standing.policy, pack) for standing in standings]
    wanted = [set(_wanted(standing)) for standing in standings]
    return tuple(
        Row(question, _name(pack.questions[question]), needs)
        for question in pack.questions
        if any(question in look for look in looks)
        for needs in [
            tuple(
                _need(standing, question, look, wants)
                for standing, look, wants in zip(standings, looks, wanted, strict=True)
            )
        ]
    )


def _need(standing: Standing, question: str, looks: Iterable[str], wanted: Iterable[str]) -> Need:
    if question not in looks:
        return Need.NOT_NEEDED
    if question in wanted:
        return Need.MISSING
    return Need.KNOWN if _known(standing, question) else Need.OPEN


def _name(item: Item) -> str:
    return item.more.rstrip("?").lower() if isinstance(item, Group) else item.name


def _known(standing: Standing, question: str) -> bool:
    judge = standing.judge
    if question in judge.pack.groups:
        return judge.facts.closed(question)
    group = judge.pack.grouped.get(question)
    rows = judge.facts.rows.get(group, ()) if group else (None,)
    return any(not judge.unknown(question, row) for row in rows)


def _wanted(standing: Standing) -> Iterator[str]:
    for determination in standing.determinations:
        if determination.outcome is Outcome.UNDETERMINED:
            for answer in determination.ruling.judged.wants:
                yield question_of(answer)[0]


def _looked_at(policy: Policy, pack: Pack) -> frozenset[str]:
    """The questions that its lines rest on, without those that are worked out."""
    found = (mentioned(pack, line.met_when) for line in policy.criterion if line.met_when)
    every = frozenset().union(*found)
    return frozenset(
        question for question in every if not isinstance(pack.questions[question], Calculated)
    )
