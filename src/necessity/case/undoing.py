"""From one state of a log to another: the answers and rows of an interview, rebuilt. Pure."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal, cast

from necessity.answers import Answer, AnswerId, Given, How, Unknown, Value, question_of
from necessity.case.course import REDONE, UNDONE, course
from necessity.case.ledger import (
    GIVEN,
    NOTE,
    RESTS_ON,
    Ledger,
    differences,
    of_log,
    row_of,
    rows_in,
)
from necessity.case.model import Entry
from necessity.errors import AnswerRefused, EventRefused
from necessity.interview.engine import next_open
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.reading import read

NOTHING = {UNDONE: "There is nothing to undo.", REDONE: "There is nothing to redo."}


def next_to_turn(log: tuple[Entry, ...], did: str) -> Entry:
    """The entry that undoing (or redoing) turns round now. Raises EventRefused for none."""
    found = course(log).line if did == UNDONE else course(log).undone
    if not found:
        raise EventRefused(NOTHING[did])
    return found[-1]


def turned(interview: Interview, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Interview:
    """The interview as a later state of its log has it. Raises EventRefused; nothing changed then.

    Only what the two states do not share is rebuilt: the answers that stand are the same ones.
    """
    then = of_log(after)
    answers, rows, minted = dict(interview.answers), dict(interview.rows), dict(interview.minted)
    changed = [change.what for change in differences(of_log(before), then)]
    for id_ in _ids(changed):
        if id_ in then:
            answers[id_] = _answer(id_, then, interview.pack)
        else:
            answers.pop(id_, None)
    for group in interview.pack.groups:
        if f"[rows.{group}]" in changed:
            numbers = rows_in(then, group)
            rows[group], minted[group] = numbers.order, numbers.minted
    return replace(interview, answers=answers, rows=rows, minted=minted)


def _ids(keys: Iterable[str]) -> Iterable[AnswerId]:
    return dict.fromkeys(AnswerId(key.partition(" ")[0]) for key in keys if key[:1] != "[")


def _answer(id_: AnswerId, ledger: Ledger, pack: Pack) -> Answer:
    try:
        given = _given(json.loads(ledger[f"{id_} {GIVEN}"]))
        rests_on = tuple(map(str, json.loads(ledger.get(f"{id_} {RESTS_ON}", "[]"))))
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise EventRefused(f"{id_}: a hand has written here what I cannot turn round.") from error
    value = _value(id_, ledger[id_], pack, given.how)
    note = ledger.get(f"{id_} {NOTE}", "")
    return Answer(id=id_, value=value, given=given, rests_on=rests_on, note=note)


def _given(said: list[str]) -> Given:
    by, role, at, how = said
    if role not in {"", "physician"}:
        raise ValueError(role)
    time = datetime.fromisoformat(at) if at else None
    return Given(by=str(by), role=cast("Literal['', 'physician']", role), at=time, how=How(how))


def _value(id_: AnswerId, text: str, pack: Pack, how: How) -> Value | Unknown:
    question = pack.questions.get(question_of(id_)[0])
    if question is None:
        raise EventRefused(
            f'The pack has no question "{id_}" any more: this cannot be turned round.'
        )
    try:
        return read(text, question, beyond_range=how is How.OVERRIDE)
    except AnswerRefused as error:
        raise EventRefused(f"The pack has changed, this cannot be turned round. {error}") from error


def place_of(interview: Interview, entry: Entry) -> AnswerId | None:
    """The question that a turned entry speaks of; where it is gone, the nearest open one."""
    place = row_of(entry.what)
    group = place[0] if place else ""
    ids = [step.id for step in interview.steps]
    exact = [id_ for id_ in ids if id_ == entry.what]
    in_row = [id_ for id_ in ids if entry.what == id_.partition(".")[0]]
    more = [id_ for id_ in ids if id_ == group]
    near = [*exact, *in_row, *more, next_open(interview, interview.place), interview.place]
    return next((id_ for id_ in near if id_ in ids), None)
