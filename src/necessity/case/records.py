"""The papers of the chart that answers rest on: added, quoted, corrected, taken away. Pure.

A record is `R1`, `R2`, ...; its excerpts are `R1.1`, `R1.2`, ... No number is used twice, the log
of the case included, so that an id never comes to mean another paper.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from necessity.answers import Answer
from necessity.case.ledger import differences, of_records
from necessity.case.model import Case, Entry, Excerpt, Record
from necessity.errors import EventRefused

LONGEST_TITLE = 200
LONGEST_QUOTE = 4_000
"""Characters: an excerpt is quoted in the summary; a whole letter belongs into the chart."""

ADDED, CHANGED, REMOVED = "record_added", "record_changed", "record_removed"
QUOTED, UNQUOTED = "excerpt_added", "excerpt_removed"
_ID = re.compile(r"R([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is told of a paper when it is entered."""

    title: str
    kind: str = ""
    """office note, infusion order, laboratory report, ...: in the reviewer's words."""
    author: str = ""
    dated: date | None = None
    pages: int | None = None
    file: str = ""
    digest: str = ""
    """`sha256:` and hex digits of the file, where there is one."""


Done = tuple[Case, Entry]
"""The case afterwards, and what its log says of it (number, seal, who and when come later)."""


def added(case: Case, about: About) -> Done:
    """Enter a paper, under the next number. Raises EventRefused without a title."""
    taken = {int(found[1]) for id_ in _ever(case) if (found := _ID.fullmatch(id_))}
    record = _record(f"R{max(taken, default=0) + 1}", about)
    return _become(case, (*case.records, record), ADDED, record.id, record.title)


def changed(case: Case, id_: str, about: About) -> Done:
    """Correct what is told of a paper; its excerpts stay. Raises EventRefused."""
    before = record_of(case, id_)
    after = replace(_record(id_, about), excerpt=before.excerpt)
    return _become(case, _with(case, after), CHANGED, id_, after.title)


def removed(case: Case, id_: str) -> Done:
    """Take a paper away that no answer rests on. Raises EventRefused."""
    record = record_of(case, id_)
    _check_free(case, {id_, *(excerpt.id for excerpt in record.excerpt)})
    kept = tuple(each for each in case.records if each.id != id_)
    return _become(case, kept, REMOVED, id_, "")


def quoted(case: Case, id_: str, quote: str, at: str = "") -> Done:
    """Quote words of a paper, and where in it they stand. Raises EventRefused."""
    record, words, where = record_of(case, id_), words_of(quote), line_of(at)
    numbers = [int(each.rpartition(".")[2]) for each in _ever(case) if each.startswith(f"{id_}.")]
    excerpt = Excerpt(id=f"{id_}.{max(numbers, default=0) + 1}", quote=words, at=where)
    after = replace(record, excerpt=(*record.excerpt, excerpt))
    return _become(case, _with(case, after), QUOTED, excerpt.id, words)


def requoted(case: Case, excerpt: str, quote: str, at: str = "") -> Done:
    """Correct the words of an excerpt, or their place. Raises EventRefused."""
    record = _quoting(case, excerpt)
    right = Excerpt(id=excerpt, quote=words_of(quote), at=line_of(at))
    quotes = tuple(right if each.id == excerpt else each for each in record.excerpt)
    after = _with(case, replace(record, excerpt=quotes))
    return _become(case, after, CHANGED, record.id, right.quote)


def unquoted(case: Case, excerpt: str) -> Done:
    """Take an excerpt away that no answer rests on. Raises EventRefused."""
    record = _quoting(case, excerpt)
    _check_free(case, {excerpt})
    kept = tuple(each for each in record.excerpt if each.id != excerpt)
    return _become(case, _with(case, replace(record, excerpt=kept)), UNQUOTED, excerpt, "")


def record_of(case: Case, id_: str) -> Record:
    """The paper of that id. Raises EventRefused."""
    for record in case.records:
        if record.id == id_:
            return record
    raise EventRefused(f'There is no record "{id_}".')


def citable(case: Case) -> tuple[str, ...]:
    """Every id that an answer may rest on."""
    return tuple(
        id_ for record in case.records for id_ in (record.id, *(e.id for e in record.excerpt))
    )


def check_cited(case: Case, ids: Iterable[str]) -> None:
    """Raise EventRefused for what is neither a record nor an excerpt of this case."""
    known = citable(case)
    for id_ in ids:
        if id_ not in known:
            raise EventRefused(f'There is no record or excerpt "{id_}" in this case.')


def recent(answers: Iterable[Answer], case: Case) -> tuple[str, ...]:
    """What an answer may rest on: what was cited or entered last is the first."""
    last = {entry.what: _moment(entry.at) for entry in case.log if entry.did in {ADDED, QUOTED}}
    cited: set[str] = set()
    for answer in answers:
        for id_ in answer.rests_on:
            cited.add(id_)
            last[id_] = max(_moment(answer.given.at), last.get(id_, ""))
    newest = reversed(citable(case))
    # at the same moment what is cited comes before what nothing rests on yet
    return tuple(sorted(newest, key=lambda id_: (last.get(id_, ""), id_ in cited), reverse=True))


def title_of(text: str) -> str:
    """A title on one line. Raises EventRefused."""
    title = " ".join(text.split())
    if not title:
        raise EventRefused("A record needs a title, such as: Consult note.")
    if len(title) > LONGEST_TITLE:
        raise EventRefused(f"A title has at most {LONGEST_TITLE} characters.")
    return title


def line_of(text: str) -> str:
    """A few words on one line; they may be none. Raises EventRefused."""
    words = " ".join(text.split())
    if len(words) > LONGEST_TITLE:
        raise EventRefused(f"This has at most {LONGEST_TITLE} characters.")
    return words


def words_of(quote: str) -> str:
    """The words that are quoted, on one line. Raises EventRefused."""
    words = " ".join(quote.split())
    if not words:
        raise EventRefused("Nothing is quoted: type the words as they stand in the record.")
    if len(words) > LONGEST_QUOTE:
        raise EventRefused(f"An excerpt has at most {LONGEST_QUOTE} characters: quote what counts.")
    return words


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _quoting(case: Case, excerpt: str) -> Record:
    """The record that an excerpt is of. Raises EventRefused."""
    record = record_of(case, excerpt.partition(".")[0])
    if excerpt not in {each.id for each in record.excerpt}:
        raise EventRefused(f'There is no excerpt "{excerpt}".')
    return record


def _record(id_: str, about: About) -> Record:
    if about.pages is not None and about.pages < 1:
        raise EventRefused("A record has at least one page.")
    return Record(
        id=id_,
        title=title_of(about.title),
        kind=line_of(about.kind),
        author=line_of(about.author),
        dated=about.dated,
        pages=about.pages,
        file=about.file,
        digest=about.digest,
    )


def _ever(case: Case) -> Iterator[str]:
    """Ids in use, and those that the log tells of."""
    yield from citable(case)
    yield from (entry.what for entry in case.log if entry.did in {ADDED, QUOTED})


def _with(case: Case, record: Record) -> tuple[Record, ...]:
    return tuple(record if each.id == record.id else each for each in case.records)


def _check_free(case: Case, ids: set[str]) -> None:
    resting = [answer.id for answer in case.answers if ids & set(answer.rests_on)]
    if resting:
        more = f" and {len(resting) - 1} more" if len(resting) > 1 else ""
        raise EventRefused(f"{resting[0]}{more} rests on it. Let it rest on something else first.")


def _become(case: Case, records: tuple[Record, ...], did: str, what: str, now: str) -> Done:
    changes = tuple(differences(of_records(case.records), of_records(records)))
    return replace(case, records=records), Entry(n=0, did=did, what=what, now=now, changes=changes)
