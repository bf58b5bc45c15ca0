"""A person's determination, made of what they say and what the program says at that moment. Pure.

Nothing here approves or denies: a person says of each determination met, not met, or that it
cannot be decided yet, and the program's own word is kept beside it.
"""

from collections.abc import Mapping
from datetime import datetime

from necessity.case.model import Finding, Opinion, Role
from necessity.decide.ruling import Determination, Outcome
from necessity.errors import EventRefused
from necessity.interview.state import Interview

ROLE_WORDS: dict[Role, str] = {"reviewer": "reviewer", "physician": "physician reviewer"}


def signed(  # noqa: PLR0913 - each is a part of one opinion, all but one by keyword
    interview: Interview,
    *,
    role: Role,
    by: str,
    words: str,
    reason: str,
    own: Mapping[str, Outcome],
    at: datetime | None,
) -> Opinion:
    """Make the opinion; where `own` (by `policy.determination`) is silent, they agree.

    Raises EventRefused without a reason, a physician's name, or such a determination.
    """
    if not reason.strip():
        raise EventRefused("A determination needs a reason.")
    if role == "physician" and not by.strip():
        raise EventRefused("A physician reviewer's determination needs their name.")
    found = tuple(
        _finding(determination, own)
        for standing in interview.standings
        for determination in standing.determinations
    )
    for key in own.keys() - {finding.key for finding in found}:
        raise EventRefused(f'There is no determination "{key}" in this case.')
    return Opinion(
        role=role, by=by.strip(), findings=found, words=words.strip(), reason=reason.strip(), at=at
    )


def _finding(determination: Determination, own: Mapping[str, Outcome]) -> Finding:
    program = determination.outcome
    return Finding(
        policy=determination.policy,
        determination=determination.id,
        asks=determination.spec.asks,
        program=program,
        outcome=own.get(f"{determination.policy}.{determination.id}", program),
        conditions=tuple(condition.note.id for condition in determination.conditions),
    )


def whose(opinion: Opinion) -> str:
    """Role and name: "physician reviewer A. Chen"."""
    return f"{ROLE_WORDS[opinion.role]} {opinion.by}".rstrip()


def ended(text: str) -> str:
    """A person's words with the end of a sentence, where they set none."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def logged(opinion: Opinion) -> tuple[str, str]:
    """What the log says of an opinion: whose it is, and all that they and the program said."""
    said = [f"{each.key} = {each.outcome} (program: {each.program})" for each in opinion.findings]
    return whose(opinion), "; ".join([*said, *([opinion.words] if opinion.words else [])])
