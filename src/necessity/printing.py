"""What the commands print of a case, in lines. Pure."""

from collections.abc import Iterator

from necessity.answers import question_of, write
from necessity.decide.explain import name_of
from necessity.decide.ruling import OUTCOME_WORDS, Outcome, conditions
from necessity.pack.reading import shown
from necessity.replay import Replayed, result
from necessity.visible import visible


def determinations(replayed: Replayed) -> Iterator[str]:
    """How each policy came out, what it still needs, its conditions and its notes."""
    interview = replayed.interview
    yield visible(replayed.case.id)
    entries = iter(result(replayed)["determinations"])
    for standing in interview.standings:
        for determination in standing.determinations:
            yield f"  {standing.policy.id}: {determination.spec.asks} {determination.words}"
            for answer in next(entries)["missing"]:
                yield f"    still needed: {name_of(interview.judge, answer)}"
        for condition in conditions(standing):
            yield f"    condition of what is met: {condition.note.otherwise}"
        yield from (f"    note: {flag.note.text}" for flag in standing.raised)


def answers(replayed: Replayed) -> Iterator[str]:
    """Every answer as it is written and as it is read."""
    interview = replayed.interview
    yield f"{replayed.case.id}: {replayed.case.status}"
    for id_, answer in interview.standing_answers.items():
        question = interview.pack.questions[question_of(id_)[0]]
        yield f"{id_} = {write(answer.value)}"
        name = name_of(interview.judge, id_)
        yield f"    {name}: {shown(answer.value, question)}"
    for id_, answer in interview.set_aside.items():
        yield f"{id_} = {write(answer.value)}   (set aside)"


def audit(replayed: Replayed) -> Iterator[str]:
    """The log: who did what, when."""
    for entry in replayed.case.log:
        at = entry.at.isoformat() if entry.at else "-"
        was = f" was {entry.was!r}" if entry.was else ""
        became = f" now {entry.now!r}" if entry.now else ""
        said = f"{entry.did} {entry.what}{was}{became} {entry.why}".rstrip()
        yield f"{entry.n:>4} {at} {entry.by} {said}"


def outcomes(replayed: Replayed) -> Iterator[str]:
    """How each determination came out, in a few words."""
    for standing in replayed.interview.standings:
        for determination in standing.determinations:
            outcome: Outcome = determination.outcome
            yield f"{standing.policy.id} {determination.id}: {OUTCOME_WORDS[outcome]}"
