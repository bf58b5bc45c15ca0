"""What is said when something was undone or redone, or was begun and is offered again. Pure."""

from necessity.answers import Unknown, question_of
from necessity.case.course import ROW_ACTS, UNDONE
from necessity.case.ledger import row_of
from necessity.case.model import Entry
from necessity.decide.explain import name_of, row_name
from necessity.interview.state import Interview
from necessity.pack.questions import Boolean, Choice, Group, Item
from necessity.pack.reading import shown


def turned_words(before: Interview, after: Interview, entry: Entry, did: str) -> str:
    """What undoing or redoing an entry has come to."""
    lead = "Undone" if did == UNDONE else "Redone"
    if entry.did == "row_moved":
        return f'{lead}: "{_row(after, entry.what)}" stands {_at(after, entry.what)}.'
    if entry.did in ROW_ACTS:
        there = (entry.did != "row_removed") is (did != UNDONE)
        is_ = "is there again, with its answers" if there else "is taken away again"
        return f'{lead}: "{_row(after if there else before, entry.what)}" {is_}.'
    return f"{lead}: {_answer(before, after, entry.what)}"


def _row(interview: Interview, what: str) -> str:
    group, row = row_of(what) or ("", 0)
    first = interview.pack.groups[group].item[0]
    return row_name(interview.judge, first.id, row)


def _at(interview: Interview, what: str) -> str:
    group, row = row_of(what) or ("", 0)
    rows = interview.rows[group]
    return f"{rows.index(row) + 1} of {len(rows)} again"


def _answer(before: Interview, after: Interview, what: str) -> str:
    answers = after.answers
    found = next((answers[id_] for id_ in answers if id_ == what), None)
    was = next((before.answers[id_] for id_ in before.answers if id_ == what), None)
    judge = after.judge if found else before.judge
    name = next(name_of(judge, id_) for id_ in (*answers, *before.answers) if id_ == what)
    if found is None:
        return f'"{name}" has no answer again.'
    if was is not None and was.value == found.value:
        return f'"{name}" has its note, and what it rests on, as they were.'
    said = shown(found.value, after.pack.questions[question_of(found.id)[0]])
    unknown = isinstance(found.value, Unknown)
    return f'"{name}" is {"not known " if unknown else ""}{_quoted(said, unknown=unknown)} again.'


def _quoted(said: str, *, unknown: bool) -> str:
    return f"({said})" if unknown else f'"{said}"'


def began(item: Item, text: str, *, note: bool = False) -> str:
    """What was typed or marked at a question and never entered."""
    marked = isinstance(item, Choice | Boolean | Group) and not note
    words = _marked(item, text) if marked else text
    return f'You began: "{words}". It is not entered.'


def _marked(item: Item, text: str) -> str:
    if not isinstance(item, Choice):
        return text
    known = {option.code: option.text for option in item.options}
    return "; ".join(known.get(code.strip(), code.strip()) for code in text.split(","))
