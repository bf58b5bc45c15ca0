"""What was done, as an entry of the log that holds all of it. Pure; `by` and `at` are set later."""

from necessity.answers import Answer, How, write
from necessity.case.giving import physician_of
from necessity.case.ledger import differences, of_answer, of_opinion, of_rows
from necessity.case.model import Entry, Opinion
from necessity.case.signing import logged
from necessity.interview.state import Interview


def answered(before: Interview, after: Interview, answer: Answer, why: str) -> Entry:
    """An answer given or changed; or "yes, another" to a list, which begins a row."""
    held = before.answers.get(answer.id)
    was = write(held.value) if held else ""
    if answer.id in before.pack.groups and answer.value is True:
        row = f"{answer.id}#{after.minted[answer.id]}"
        return Entry(n=0, did="row_added", what=row, was=was, why=why)
    given, physician = answer.given, physician_of(answer)
    return Entry(
        n=0,
        did="changed" if held else "answered",
        what=answer.id,
        was=was,
        now=write(answer.value),
        why=why,
        note=answer.note,
        rests_on=answer.rests_on,
        how="" if given.how is How.MANUAL else str(given.how),
        role=given.role,
        giver=physician or "",
    )


def withdrawn(answer: Answer) -> Entry:
    """An answer taken back."""
    return Entry(n=0, did="withdrawn", what=answer.id, was=write(answer.value))


def row_removed(before: Interview, group: str, row: int) -> Entry:
    """A row taken away, with its answers for whoever reads the log."""
    what = f"{group}#{row}"
    gone = [answer for id_, answer in before.answers.items() if id_.startswith(f"{what}.")]
    was = "; ".join(f"{answer.id} = {write(answer.value)}" for answer in gone)
    return Entry(n=0, did="row_removed", what=what, was=was)


def row_copied(before: Interview, after: Interview, group: str, row: int) -> Entry:
    """A row begun with the answers of another one (`was`), each of them as it is given now."""
    number = after.minted[group]
    lines: dict[str, str] = {}
    for id_, answer in after.answers.items():
        lines |= of_answer(answer) if id_ not in before.answers else {}
    changes = tuple(differences({}, lines))
    return Entry(
        n=0, did="row_copied", what=f"{group}#{number}", was=f"{group}#{row}", changes=changes
    )


def row_moved(before: Interview, after: Interview, group: str, row: int) -> Entry:
    """A row moved among the others: the order of their numbers, as it was and as it is."""
    was, now = (", ".join(map(str, each.rows[group])) for each in (before, after))
    lines = [of_rows(group, each.rows[group], each.minted[group]) for each in (before, after)]
    changes = tuple(differences(*lines))
    return Entry(n=0, did="row_moved", what=f"{group}#{row}", was=was, now=now, changes=changes)


def opined(number: int, opinion: Opinion) -> Entry:
    """A determination signed, in words for a reader and line by line."""
    what, now = logged(opinion)
    changes = tuple(differences({}, of_opinion(number, opinion)))
    return Entry(n=0, did="opinion_added", what=what, now=now, why=opinion.reason, changes=changes)
