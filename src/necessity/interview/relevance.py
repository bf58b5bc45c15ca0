"""The questions that something of the chosen policies still turns on. Pure.

A question is asked while its gate is not shut and anything still turns on it: an undetermined
criterion, a safeguard, a flag, a calculation or a sentence of the assessment. What no longer
matters is shown as not needed, never as met. The rows of a list are asked whole.
"""

from collections.abc import Iterable, Iterator

from necessity.answers import AnswerId, question_of
from necessity.conditions import parse
from necessity.decide.judge import Judge
from necessity.decide.ruling import NoteRuling, Outcome, Ruling, Standing
from necessity.logic import Truth
from necessity.pack.model import Pack, Say
from necessity.pack.uses import PLACEHOLDER


def needed(pack: Pack, judge: Judge, standings: Iterable[Standing]) -> frozenset[str]:
    """Question ids, row items without their row number."""
    wanted: set[AnswerId] = set()
    for standing in standings:
        wanted.update(_of_standing(standing, judge))
    for say in pack.assessment.say:
        wanted.update(_of_sentence(say, judge))
    return _whole_rows(pack, {question_of(answer)[0] for answer in wanted})


def deciding(standings: Iterable[Standing]) -> frozenset[AnswerId]:
    """The answers that can still change a determination."""
    return frozenset(
        answer
        for standing in standings
        for determination in standing.determinations
        for answer in _of_ruling(determination.ruling)
    )


def _of_standing(standing: Standing, judge: Judge) -> Iterator[AnswerId]:
    for determination in standing.determinations:
        yield from _of_ruling(determination.ruling)
    # A condition is carried by what is met: where nothing can be met, none is needed.
    if any(d.outcome is not Outcome.NOT_MET for d in standing.determinations):
        for safeguard in standing.safeguards:
            yield from _of_note(safeguard, judge)
    for flag in standing.flags:
        yield from _of_note(flag, judge)


def _of_ruling(ruling: Ruling) -> tuple[AnswerId, ...]:
    return ruling.judged.wants if ruling.judged.truth is Truth.UNKNOWN else ()


def _of_note(ruling: NoteRuling, judge: Judge) -> Iterator[AnswerId]:
    note = ruling.note
    applies = _wants(note.applies_when, judge)
    if ruling.applies is not Truth.FALSE or applies:
        yield from applies
        yield from _wants(note.met_when, judge)


def _of_sentence(say: Say, judge: Judge) -> Iterator[AnswerId]:
    when = judge.judge(parse(say.when), missing=Truth.UNKNOWN) if say.when else None
    if when is not None and when.truth is Truth.FALSE:
        return
    if when is not None:
        yield from when.wants
    if say.each:
        if judge.gate(say.each).truth is not Truth.FALSE:
            yield from judge.gate(say.each).wants
            yield from (AnswerId(id_) for id_ in (say.each, *PLACEHOLDER.findall(say.fact)))
        return
    for question in PLACEHOLDER.findall(say.fact):
        if judge.gate(question).truth is not Truth.FALSE and judge.unknown(question):
            yield from judge.gate(question).wants
            yield from judge.wanted(question)


def _wants(condition: str, judge: Judge) -> tuple[AnswerId, ...]:
    """What a condition waits for, `known` included."""
    return judge.judge(parse(condition), missing=Truth.UNKNOWN).wants if condition else ()


def _whole_rows(pack: Pack, questions: set[str]) -> frozenset[str]:
    """A row is asked whole: if one of its items matters, so do the others and "any other?"."""
    touched = {pack.grouped.get(question, question) for question in questions} & set(pack.groups)
    rows = {item.id for group in touched for item in pack.groups[group].item if not item.context}
    return frozenset(questions | touched | rows)
