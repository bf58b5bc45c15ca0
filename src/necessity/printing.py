"""What the commands print of a case, in lines. Pure."""

from collections.abc import Iterable, Iterator

from necessity.answers import question_of, write
from necessity.case.course import OPENED
from necessity.case.edited import quoted
from necessity.case.model import Entry
from necessity.case.verify import CUT_OFF, Verified
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
    yield f"{replayed.case.id}: {replayed.case.status_words}"
    for id_, answer in interview.standing_answers.items():
        question = interview.pack.questions[question_of(id_)[0]]
        yield f"{id_} = {write(answer.value)}"
        name = name_of(interview.judge, id_)
        yield f"    {name}: {shown(answer.value, question)}"
    for id_, answer in interview.set_aside.items():
        yield f"{id_} = {write(answer.value)}   (set aside)"


def audit(replayed: Replayed) -> Iterator[str]:
    """The log: who did what, when; under it what one line cannot hold."""
    for entry in replayed.case.log:
        at = entry.at.isoformat() if entry.at else "-"
        yield f"{entry.n:>4} {at} {entry.by} {_done(entry)}".rstrip()
        yield from (f"       {line}" for line in _more(entry))


def _done(entry: Entry) -> str:
    was = f" was {entry.was!r}" if entry.was else ""
    became = f" now {entry.now!r}" if entry.now else ""
    of = f" (entry {entry.of})" if entry.of else ""
    return f"{entry.did} {entry.what}{of}{was}{became} {entry.why}"


def _more(entry: Entry) -> Iterator[str]:
    if entry.role:
        yield f"physician reviewer: {entry.giver or 'name not recorded'}"
    if entry.how:
        yield f"came by: {entry.how}"
    if entry.rests_on:
        yield f"rests on: {', '.join(entry.rests_on)}"
    if entry.note:
        yield f"note: {entry.note!r}"
    if entry.did != OPENED:
        for change in entry.changes:
            yield f"{change.what} was {quoted(change.was, 200)} now {quoted(change.now, 200)}"


def verified(found: Verified, since: str = "") -> Iterator[str]:
    """What a case's log was found to be, and what that cannot show."""
    yield f"{found.case}: {found.entries} entries in the log, the last seal is {found.head or '-'}"
    yield from _found("seals", found.seals, "the chain is whole")
    same = "the log comes to just the answers, rows and determinations of the file"
    yield from _found("replay", found.replay, same)
    yield from _found("spelling", found.spelling, "the log stands there as it was written")
    if since or found.compared:
        yield from _found("last seal", found.compared, since)
    yield from (f"  note: {note}" for note in found.notes)
    yield f"  note: {CUT_OFF}"


def _found(kind: str, differences: Iterable[str], otherwise: str) -> Iterator[str]:
    found = list(differences)
    yield from (f"  {kind}: {each}" for each in found or [otherwise])


def outcomes(replayed: Replayed) -> Iterator[str]:
    """How each determination came out, in a few words."""
    for standing in replayed.interview.standings:
        for determination in standing.determinations:
            outcome: Outcome = determination.outcome
            yield f"{standing.policy.id} {determination.id}: {OUTCOME_WORDS[outcome]}"
