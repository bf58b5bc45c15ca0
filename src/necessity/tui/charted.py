"""Papers of the chart and their excerpts in a line: to choose from, and on the question. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from necessity.answers import Answer, Unknown
from necessity.case.model import Case, Excerpt, Record
from necessity.tui.words import cut

STATED = "stated, not documented"
_LINE = 58
"""Columns of what an answer rests on: it has place on a screen of 60."""
_TITLE = 40
"""Letters of a title beside a quotation, at most."""
_FEWEST = 20
"""Letters of a quotation, however much stands around it."""


def day(dated: date | None) -> str:
    """`11 Nov 2026`."""
    return f"{dated.day} {dated:%b %Y}" if dated else ""


def found(case: Case, id_: str) -> tuple[Record, Excerpt | None] | None:
    """The paper of an id, and the excerpt where it is one; None when the case has no such."""
    for record in case.records:
        if record.id == id_:
            return record, None
        for excerpt in record.excerpt:
            if excerpt.id == id_:
                return record, excerpt
    return None


def entry_words(case: Case, id_: str, room: int) -> str:
    """One line to choose; a quotation gives way so that all of it has `room` columns."""
    held = found(case, id_)
    if held is None:
        return f"{id_}  (not in this case)"
    record, excerpt = held
    if excerpt is None:
        return cut(f"{id_}  {', '.join(_told(record))}", room)
    at = f"  {cut(excerpt.at, _FEWEST)}" if excerpt.at else ""
    title = cut(record.title, max(min(_TITLE, room // 4), _FEWEST))
    of = ", ".join(filter(None, (title, day(record.dated))))
    left = room - len(f'{id_}  ""{at}  - {of}')
    return f'{id_}  "{cut(excerpt.quote, max(left, _FEWEST))}"{at}  - {of}'


def _told(record: Record) -> Iterator[str]:
    yield from filter(None, (record.title, record.kind, record.author, day(record.dated)))
    if record.pages:
        yield f"{record.pages} {'page' if record.pages == 1 else 'pages'}"


def rests_words(lead: str, case: Case, ids: Sequence[str]) -> str:
    """What stands on the question: the first in its words, of the others their ids."""
    more = f", {', '.join(ids[1:])}" if len(ids) > 1 else ""
    return f"{lead} {_cited(case, ids[0], _LINE - len(f'{lead} {more}'))}{more}"


def _cited(case: Case, id_: str, room: int) -> str:
    held = found(case, id_)
    if held is None:
        return id_
    record, excerpt = held
    if excerpt is None:
        return cut(f"{id_} {record.title}", room)
    at = f" {cut(excerpt.at, _FEWEST)}" if excerpt.at else ""
    return f'{id_} "{cut(excerpt.quote, max(room - len(f"{id_} {at}") - 2, _FEWEST))}"{at}'


def source_words(answer: Answer) -> str:
    """Where an answer comes from, as a list of answers says it; an unknown one says why itself."""
    if answer.rests_on:
        return ", ".join(answer.rests_on)
    return "" if isinstance(answer.value, Unknown) else "stated"


def whole(answers: Iterable[Answer], record: Record) -> list[str]:
    """All that is known of a paper, with all its excerpts and how many answers rest on each."""
    cited = [id_ for answer in answers for id_ in answer.rests_on]
    parts = {
        "kind": record.kind,
        "author": record.author,
        "date": day(record.dated),
        "pages": str(record.pages or ""),
        "file": record.file,
        "digest": record.digest,
    }
    lines = [f"{record.id} {record.title}{_resting(cited.count(record.id))}"]
    lines += [f"  {name}: {words}" for name, words in parts.items() if words]
    for each in record.excerpt:
        at = f" {each.at}" if each.at else ""
        lines += ["", f'  {each.id} "{each.quote}"{at}{_resting(cited.count(each.id))}']
    return lines


def _resting(count: int) -> str:
    if not count:
        return "  (nothing rests on it)"
    return f"  ({count} {'answer rests' if count == 1 else 'answers rest'} on it)"
