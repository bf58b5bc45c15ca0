"""The whole tree of a policy in lines, with what carries each and what would change it. Pure."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from necessity.decide.contradictions import Raised
from necessity.decide.explain import carried_by, contradiction_words, mark
from necessity.decide.judge import Judge
from necessity.decide.needed_by import Need, needed_by
from necessity.decide.outlook import outlook
from necessity.decide.ruling import Ruling, Standing, conditions

SIGNS = {Need.KNOWN: "K", Need.MISSING: "?", Need.OPEN: "-", Need.NOT_NEEDED: "."}
LEGEND = "K known  ? still needed  - not known, and can no longer change it  . not needed"


def why(standings: Sequence[Standing], contradictions: Sequence[Raised] = ()) -> list[str]:
    """How each policy stands, what contradicts what, and the tree of every policy."""
    lines = list(_contradicted(standings, contradictions))
    if len(standings) > 1:
        lines += [*outcomes(standings), "", *matrix(standings), ""]
    for standing in standings:
        lines += [*why_outcome(standing), ""]
    return lines[:-1]


def _contradicted(standings: Sequence[Standing], contradictions: Sequence[Raised]) -> Iterator[str]:
    if standings and contradictions:
        words = (contradiction_words(standings[0].judge, found) for found in contradictions)
        yield from ("Contradictions", *(f"  - {line}" for line in words), "")


def outcomes(standings: Sequence[Standing]) -> Iterator[str]:
    """One line for each determination of each policy."""
    yield "Policies"
    for standing in standings:
        for determination in standing.determinations:
            name = f"{standing.policy.id}, {determination.id.replace('_', ' ')}"
            yield f"  {name}: {determination.words}"


def matrix(standings: Sequence[Standing]) -> Iterator[str]:
    """Which policy looks at which fact: a column for each policy, a line for each fact."""
    letters = ascii_uppercase[: len(standings)]
    yield f"Facts and policies ({LEGEND})"
    for letter, standing in zip(letters, standings, strict=False):
        yield f"  {letter} {standing.policy.id}"
    yield f"  {' '.join(letters)}"
    for row in needed_by(standings):
        yield f"  {' '.join(SIGNS[need] for need in row.needs)}  {row.name}"


def why_outcome(standing: Standing) -> list[str]:
    """The whole tree of one policy, with what carries each line and what it waits for."""
    policy, judge = standing.policy, standing.judge
    lines = [f"{policy.title} ({policy.id} {policy.version})"]
    for determination in standing.determinations:
        lines += ["", determination.spec.asks, f"  {determination.words}"]
        lines += [f"  {line}" for line in outlook(standing, determination)]
        lines += _tree(determination.ruling, judge, 1)
    lines += _notes(standing)
    return lines


def _tree(ruling: Ruling, judge: Judge, depth: int) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}{mark(ruling)} {ruling.criterion.text}"
    if ruling.criterion.reading:
        yield f"{pad}    Reading: {ruling.criterion.reading}"
    for part in ruling.parts:
        yield from _tree(part, judge, depth + 1)
    if not ruling.parts:
        yield from (f"{pad}    {line}" for line in carried_by(ruling, judge))


def why_line(standing: Standing, criterion: str) -> list[str]:
    """One line of a policy with the lines below it, and what it cites."""
    ruling = standing.rulings[criterion]
    cites = [f"Source: {cite}" for cite in ruling.criterion.cites]
    return [*_tree(ruling, standing.judge, 0), *cites]


def _notes(standing: Standing) -> Iterator[str]:
    carried = conditions(standing)
    if carried:
        yield from ("", "Conditions of whatever is met")
        yield from (f"  - {note.note.otherwise}" for note in carried)
    if standing.raised:
        yield from ("", "Flags")
        yield from (f"  - {flag.note.text}" for flag in standing.raised)
