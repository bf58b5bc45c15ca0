"""What is still needed and what would change it, in words for every front end. Pure."""

from collections.abc import Iterator

from necessity.answers import AnswerId, question_of
from necessity.decide.explain import name_of
from necessity.decide.judge import Judge
from necessity.decide.ruling import Determination, Outcome, Standing
from necessity.decide.settle import By, Change, cut_short, missing, ways_to_change, ways_to_settle
from necessity.pack.questions import Group
from necessity.pack.reading import shown

UNANSWERED = "Nothing that is still unanswered can change this."
CUT_SHORT = "The search was cut short: there may be other, smaller sets."
TAKES: dict[By, str] = {
    "documentation": "Better documentation could change it",
    "judgement": "A physician reviewer's judgement could change it",
    "order": "Another order or request would change it",
    "patient": "Only other facts about the patient would change it",
}
REACHED = {
    Outcome.MET: "it would be met",
    Outcome.NOT_MET: "it would not be met",
    Outcome.UNDETERMINED: "it would be open again",
}


def still_needed(standing: Standing, determination: Determination) -> list[str]:
    """The names of one smallest set of facts that would settle a determination."""
    return [name_of(standing.judge, answer) for answer in missing(standing, determination)]


def sets_needed(standing: Standing, determination: Determination) -> list[str]:
    """Every smallest set that would settle it, one in a line; the first is `still_needed`."""
    judge = standing.judge
    return [
        "; ".join(name_of(judge, answer) for answer in answers)
        for answers in ways_to_settle(standing, determination)
    ]


def changes(standing: Standing, determination: Determination) -> dict[By, list[str]]:
    """What would change a decided determination, by what each change takes; the easiest first."""
    found = ways_to_change(standing, determination)
    return {
        by: [change_words(standing.judge, change) for change in found if change.by == by]
        for by in TAKES
        if any(change.by == by for change in found)
    }


def change_words(judge: Judge, change: Change) -> str:
    """One change: "working diagnosis (now: the second kind): it would be met"."""
    facts = " and ".join(_with_value(judge, answer) for answer in change.answers)
    return f"{facts}: {REACHED[change.outcome]}"


def _with_value(judge: Judge, answer: AnswerId) -> str:
    question, row = question_of(answer)
    item = judge.pack.questions[question]
    if isinstance(item, Group):
        return f"{item.text.lower()}, another one (now: no others)"
    name = name_of(judge, answer)
    group = judge.pack.group_of(question)
    if group and row is not None and item is group.item[0]:
        name = f"{item.name} of {group.text.lower()} {row}"  # its value names the row
    return f"{name} (now: {shown(judge.value(question, row), item)})"


def outlook(standing: Standing, determination: Determination) -> Iterator[str]:
    """What is still needed, or what would change it, in lines."""
    if determination.outcome is Outcome.UNDETERMINED:
        first, *others = sets_needed(standing, determination) or ["nothing that can be named"]
        yield f"Still needed: {first}."
        if others:
            yield "Or instead, any one of:"
            yield from (f"  - {words}" for words in others)
        yield from _bounded(standing, determination)
        return
    yield UNANSWERED
    for by, lines in changes(standing, determination).items():
        yield f"{TAKES[by]}:"
        yield from (f"  - {words}" for words in lines)
    yield from _bounded(standing, determination)


def _bounded(standing: Standing, determination: Determination) -> Iterator[str]:
    if cut_short(standing, determination):
        yield CUT_SHORT
