"""The rows of a list: begun, copied, moved, removed. Pure.

A row has a number, minted once and never used again; the order of the numbers is the order in which
rows are asked and read. Nothing is judged by that order.
"""

from collections.abc import Iterator
from dataclasses import replace

from necessity.answers import Answer, Given, How, question_of, row_id
from necessity.errors import EventRefused
from necessity.interview.state import Interview


def added(interview: Interview, group: str) -> Interview:
    """Begin another row, after the others. Raises EventRefused."""
    limit = interview.pack.groups[group].at_most
    rows = interview.rows.get(group, ())
    if len(rows) >= limit:
        raise EventRefused(f"{group}: there are {limit} rows, the most this list holds.")
    row = interview.minted.get(group, 0) + 1
    return replace(
        interview,
        # another row is on its way, so the list is open again
        answers={id_: answer for id_, answer in interview.answers.items() if id_ != group},
        rows={**interview.rows, group: (*rows, row)},
        minted={**interview.minted, group: row},
    )


def copied(interview: Interview, group: str, row: int, given: Given) -> Interview:
    """Begin another row with the answers of this one, given anew. Raises EventRefused.

    What the answers rest on and their notes are not copied: a paper about one treatment says
    nothing of another. Answers that are set aside, and those of a physician reviewer, are not.
    """
    _check(interview, group, row)
    after = added(interview, group)
    new = {answer.id: answer for answer in _copies(interview, group, row, given)}
    return replace(after, answers={**after.answers, **new})


def _copies(interview: Interview, group: str, row: int, given: Given) -> Iterator[Answer]:
    number = interview.minted[group] + 1
    for id_, answer in interview.standing_answers.items():
        question, its_row = question_of(id_)
        mine = its_row == row and interview.pack.grouped.get(question) == group
        if mine and interview.pack.questions[question].role != "physician":
            how = How.OVERRIDE if answer.given.how is How.OVERRIDE else given.how
            new = replace(given, how=how)
            yield Answer(id=row_id(question, number), value=answer.value, given=new)


def moved(interview: Interview, group: str, row: int, by: int) -> Interview:
    """Move a row up (-1) or down (1) among the others. Raises EventRefused."""
    _check(interview, group, row)
    order = list(interview.rows[group])
    at = order.index(row)
    if not 0 <= at + by < len(order):
        raise EventRefused(f"It is the {'first' if by < 0 else 'last'} row already.")
    order.insert(at + by, order.pop(at))
    return replace(interview, rows={**interview.rows, group: tuple(order)})


def removed(interview: Interview, group: str, row: int) -> Interview:
    """Take a row away with its answers; the log keeps them. Raises EventRefused."""
    _check(interview, group, row)
    gone = f"{group}#{row}."
    return replace(
        interview,
        answers={id_: a for id_, a in interview.answers.items() if not id_.startswith(gone)},
        rows={
            **interview.rows,
            group: tuple(number for number in interview.rows[group] if number != row),
        },
    )


def _check(interview: Interview, group: str, row: int) -> None:
    if row not in interview.rows.get(group, ()):
        raise EventRefused(f"{group}: there is no row {row}.")
