"""Answers in, determinations out, no screen: the same answers always give the same result. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from necessity.answers import AnswerId
from necessity.case.bare import Expected
from necessity.case.model import Case
from necessity.decide.needed_by import needed_by
from necessity.decide.ruling import Determination, Outcome, Standing
from necessity.decide.settle import cut_short, missing, ways_to, ways_to_change
from necessity.decide.ways import FALSE, TRUE
from necessity.interview.state import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One case, judged."""

    file: str
    case: Case
    interview: Interview
    expected: tuple[Expected, ...] = ()
    unused: tuple[str, ...] = ()
    """Answers that no question takes; only with `--allow-unused`."""
    notices: tuple[str, ...] = ()
    """What was changed outside the program, in sentences (see `case/edited.py`)."""


def missing_for(standing: Standing, determination: Determination) -> tuple[AnswerId, ...]:
    """One smallest set of facts that would settle an undetermined determination."""
    return missing(standing, determination)


def result(replayed: Replayed) -> dict[str, Any]:
    """The one JSON object for each case."""
    interview, pack = replayed.interview, replayed.interview.pack
    return {
        "case": replayed.case.id,
        "file": replayed.file,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "determinations": [
            _determination(standing, determination)
            for standing in interview.standings
            for determination in standing.determinations
        ],
        "flags": flags(interview),
        "contradictions": [
            {"id": found.id, "answers": list(found.answers)} for found in interview.contradictions
        ],
        "set_aside": sorted(interview.set_aside),
        "unused": list(replayed.unused),
    }


def explained(replayed: Replayed) -> dict[str, Any]:
    """As `result`, with what would settle or change each determination, and who needs what."""
    interview = replayed.interview
    standings = {standing.policy.id: standing for standing in interview.standings}
    data = result(replayed)
    for entry in data["determinations"]:
        standing = standings[entry["policy"]]
        found = next(d for d in standing.determinations if d.id == entry["determination"])
        entry["missing_sets"] = {
            "met": [list(answers) for answers in ways_to(standing, found, TRUE)],
            "not_met": [list(answers) for answers in ways_to(standing, found, FALSE)],
        }
        entry["cut_short"] = cut_short(standing, found, TRUE, FALSE)
        entry["unanswered_can_change"] = found.outcome is Outcome.UNDETERMINED
        entry["changes"] = [
            {"answers": list(each.answers), "outcome": str(each.outcome), "by": each.by}
            for each in ways_to_change(standing, found)
        ]
    data["facts"] = [
        {"question": row.question, "policies": dict(zip(standings, row.needs, strict=True))}
        for row in needed_by(interview.standings)
    ]
    return data


def flags(interview: Interview) -> list[str]:
    """The ids of every flag that is up."""
    raised = (flag.note.id for standing in interview.standings for flag in standing.raised)
    return list(dict.fromkeys(raised))


def _determination(standing: Standing, determination: Determination) -> dict[str, Any]:
    decided = determination.outcome is not Outcome.UNDETERMINED
    return {
        "policy": standing.policy.id,
        "determination": determination.id,
        "outcome": str(determination.outcome),
        "conditions": [condition.note.id for condition in determination.conditions],
        "because": list(determination.because) if decided else [],
        "missing": list(missing_for(standing, determination)),
    }


def differences(replayed: Replayed) -> list[str]:
    """What differs from what the file expects, each in one line; none when all is as expected."""
    found = {
        (entry["policy"], entry["determination"]): entry
        for entry in result(replayed)["determinations"]
    }
    up = [*flags(replayed.interview), *(c.id for c in replayed.interview.contradictions)]
    return [
        line
        for expected in replayed.expected
        for line in _compared(expected, found.get((expected.policy, expected.determination)), up)
    ]


def _compared(
    expected: Expected, found: Mapping[str, Any] | None, up: Iterable[str]
) -> Iterable[str]:
    name = f"{expected.policy}, {expected.determination}"
    if found is None:
        yield f"{name}: there is no such determination."
        return
    if expected.outcome and found["outcome"] != expected.outcome:
        yield f"{name}: expected {expected.outcome}, found {found['outcome']}."
    for key in ("because", "missing", "conditions"):
        absent = [id_ for id_ in getattr(expected, key) if id_ not in found[key]]
        if absent:
            yield f"{name}: expected {', '.join(absent)} in {key}, found {', '.join(found[key])}."
    absent = [id_ for id_ in expected.flags if id_ not in up]
    if absent:
        yield f"{name}: expected {', '.join(absent)} among the flags, found {', '.join(up)}."
