"""What happens next. Pure: an interview and an event in, an interview out.

Theory of operation. An interview is a fold of `apply` over events, and nothing else is stored:
which questions stand follows from the answers, and the place is one of them or the end. Answers
are never lost here. An answer whose gate shuts stays among the answers, where `Interview.set_aside`
finds it and `Judge` does not count it; when the gate opens again it counts again. Only withdrawing
an answer or removing a row takes answers away, and the log outside keeps those.

Going back is never blocked, and it changes nothing: `back` then `forward` is where you were.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from necessity.answers import Answer, AnswerId, How, Unknown, question_of
from necessity.decide.facts import rows_of
from necessity.errors import EventRefused
from necessity.interview import lists
from necessity.interview.events import (
    Answered,
    Event,
    Moved,
    RowAdded,
    RowCopied,
    RowMoved,
    RowRemoved,
    Withdrawn,
)
from necessity.interview.state import Interview, Step
from necessity.pack.model import Pack
from necessity.pack.questions import Group
from necessity.pack.reading import check, nearest

ROWS = 500
"""Of all lists together. The longest honest course of treatment has some thirty."""


def opened(
    pack: Pack,
    policies: Iterable[str] = (),
    answers: Iterable[Answer] = (),
    rows: Mapping[str, tuple[int, ...]] | None = None,
    minted: Mapping[str, int] | None = None,
) -> Interview:
    """Begin, or take up again, an interview; by the default policies unless some are named."""
    chosen = tuple(policies) or pack.judging
    for policy in chosen:
        if policy not in pack.policies:
            raise EventRefused(
                f'There is no policy "{policy}".{nearest(policy, pack.policies)} '
                f"The policies are: {', '.join(pack.policies)}."
            )
    given = {answer.id: answer for answer in answers}
    for answer in given.values():
        _checked(pack, answer)
    _check_rows(pack, given, rows or {})
    all_rows = rows_of(given, rows or {})
    highest = {group: max(numbers, default=0) for group, numbers in all_rows.items()}
    highest |= {group: max(n, highest.get(group, 0)) for group, n in (minted or {}).items()}
    interview = Interview(pack=pack, policies=chosen, answers=given, rows=all_rows, minted=highest)
    return replace(interview, place=next_open(interview, None))


def _check_rows(
    pack: Pack, answers: Iterable[AnswerId], rows: Mapping[str, tuple[int, ...]]
) -> None:
    """Every row is judged line by line: thousands of them would be judged for minutes."""
    for group in rows:
        if group not in pack.groups:
            raise EventRefused(f'There is no list "{group}".{nearest(group, pack.groups)}')
    numbered = ((id_.partition("#")[0], question_of(id_)[1]) for id_ in answers if "#" in id_)
    found = {*numbered, *((group, row) for group, numbers in rows.items() for row in numbers)}
    if len(found) > ROWS:
        raise EventRefused(f"There are {len(found)} rows in its lists; {ROWS} are the most.")


def apply(interview: Interview, event: Event) -> Interview:
    """Give the interview after an event. Raises EventRefused or AnswerRefused; changes nothing."""
    match event:
        case Answered(answer):
            return _answered(interview, answer)
        case Withdrawn(id_):
            kept = {key: answer for key, answer in interview.answers.items() if key != id_}
            return replace(interview, answers=kept)
        case RowAdded(group):
            return lists.added(interview, group)
        case RowRemoved(group, row):
            return lists.removed(interview, group, row)
        case RowCopied(group, row, given):
            return lists.copied(interview, group, row, given)
        case RowMoved(group, row, by):
            return lists.moved(interview, group, row, by)
        case Moved(place):
            if place is not None and interview.step(place) is None:
                raise EventRefused(f"{place} is not asked in this case.")
            return replace(interview, place=place)


def _answered(interview: Interview, answer: Answer) -> Interview:
    _checked(interview.pack, answer)
    question, row = question_of(answer.id)
    if question in interview.pack.groups and answer.value is True:
        return lists.added(interview, question)
    answers = {**interview.answers, answer.id: answer}
    if row is None:
        return replace(interview, answers=answers)
    rows = rows_of([answer.id], interview.rows)
    group = interview.pack.grouped[question]
    minted = {**interview.minted, group: max(row, interview.minted.get(group, 0))}
    return replace(interview, answers=answers, rows=rows, minted=minted)


def _checked(pack: Pack, answer: Answer) -> None:
    question, row = question_of(answer.id)
    item = pack.questions.get(question)
    if item is None:
        raise EventRefused(f'There is no question "{question}".{nearest(question, pack.questions)}')
    if (row is None) is (question in pack.grouped):
        shape = f"{pack.grouped[question]}#1.…" if row is None else question
        raise EventRefused(f"{answer.id}: write it as {shape}.")
    if isinstance(answer.value, Unknown):
        if isinstance(item, Group):
            raise EventRefused(f"{answer.id}: a list is open or closed; it cannot be unknown.")
        return
    check(answer.value, item, beyond_range=answer.given.how is How.OVERRIDE)


# -- where to go ----------------------------------------------------------------------------


def path(interview: Interview) -> tuple[Step, ...]:
    """The steps a reviewer walks: needed ones, and those answered anyway."""
    return tuple(step for step in interview.steps if step.needed or step.answer)


def next_open(interview: Interview, after: AnswerId | None) -> AnswerId | None:
    """The first needed question without an answer after that place; None when there is none."""
    steps = _from(interview, after)
    if after in interview.pack.groups and interview.rows.get(after):
        # a row that was just begun stands before "any other?"
        begun = f"{after}#{max(interview.rows[after])}."
        steps = (*(step for step in interview.steps if step.id.startswith(begun)), *steps)
    return next((step.id for step in steps if step.needed and step.answer is None), None)


def forward(interview: Interview) -> Interview:
    """Go to the next step, answered or not; past the last one is the end."""
    if interview.place is None:
        return interview
    following = [step for step in _from(interview, interview.place) if step.needed or step.answer]
    return replace(interview, place=following[0].id if following else None)


def back(interview: Interview) -> Interview:
    """Go to the step before; at the first one, stay."""
    ids = [step.id for step in interview.steps]
    here = ids.index(interview.place) if interview.place in ids else len(ids)
    before = [step for step in interview.steps[:here] if step.needed or step.answer]
    return replace(interview, place=before[-1].id) if before else interview


def advance(interview: Interview) -> Interview:
    """After an answer: on to the next question that is still open."""
    return replace(interview, place=next_open(interview, interview.place))


def _from(interview: Interview, after: AnswerId | None) -> tuple[Step, ...]:
    ids = [step.id for step in interview.steps]
    return interview.steps[ids.index(after) + 1 :] if after in ids else interview.steps
