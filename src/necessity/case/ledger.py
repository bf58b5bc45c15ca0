"""What a case holds, line by line, and the same rebuilt from its log alone. Pure.

A ledger is a dictionary of texts, so that any two can be compared and each difference named:

    dx.kind              an answer, in its one text form
    dx.kind note         its note; "rests_on" and "given" beside it, as JSON
    [rows.tx]            the rows of a list and the highest number given, as JSON
    [opinion.1]          who signed, when, in what words; [opinion.1.2] one determination of it
    [record.1]           a paper of the chart with its excerpts, as JSON
    [status] ...         the case itself: id, pack, policies, reviewer, status, version, opened

It needs no pack: a log is read the same when the pack has moved on. `of_log` is a fold over the
entries that stand: an entry that was undone, and not redone, is left out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from necessity.answers import Answer, How, write
from necessity.case.audit import SEAL_BROKEN, moment
from necessity.case.course import course
from necessity.case.model import Case, Change, Entry, Finding, Opinion, Record, RowNumbers
from necessity.case.toml import held
from necessity.decide.facts import rows_of

Ledger = dict[str, str]
NOTE, RESTS_ON, GIVEN = "note", "rests_on", "given"
_COPY = re.compile(r"\.conflict-[0-9]+\Z")
"""What the program adds to the id of a copy; the case is the same one."""
_LONGEST_ROWS = 10_000
"""Characters; a list may have five hundred rows. A longer one, forged, is not read again and again.
"""
_ROW = re.compile(r"([^#.]+)#([1-9][0-9]{0,5})(?:\..+)?")

# -- what a case holds ----------------------------------------------------------------------


def of_case(case: Case) -> Ledger:
    """What the case itself says, line by line."""
    found = {f"[{key}]": held(text) for key, text in facts(case).items()}
    for answer in case.answers:
        found |= of_answer(answer)
    minted = {group: numbers.minted for group, numbers in (case.rows or {}).items()}
    orders = {group: numbers.order for group, numbers in (case.rows or {}).items()}
    for group, order in rows_of([answer.id for answer in case.answers], orders).items():
        _put_rows(found, group, order, minted.get(group, 0))
    for number, opinion in enumerate(case.opinions, 1):
        found |= of_opinion(number, opinion)
    return found | of_records(case.records)


def facts(case: Case) -> dict[str, str]:
    """What is said of the case as a whole; what is as it always is at first is left out."""
    pack = f"{case.pack.id} {case.pack.version} {case.pack.digest}"
    said = {
        "id": _COPY.sub("", case.id),
        "pack": pack,
        "policies": ", ".join(case.policies),
        "reviewer": case.reviewer,
        "opened": moment(case.opened),
        "status": "" if case.status == "in-progress" else case.status,
        "version": "" if case.version == 1 else str(case.version),
    }
    return {key: text for key, text in said.items() if text}


def of_answer(answer: Answer) -> Ledger:
    """An answer with its note, what it rests on and who gave it."""
    given = answer.given
    return _lines(
        answer.id,
        write(answer.value),
        answer.note,
        answer.rests_on,
        [given.by, given.role, moment(given.at), str(given.how)],
    )


def _lines(id_: str, text: str, note: str, rests_on: tuple[str, ...], given: list[str]) -> Ledger:
    found = {id_: held(text), f"{id_} {GIVEN}": _json(given)}
    if note:
        found[f"{id_} {NOTE}"] = held(note)
    if rests_on:
        found[f"{id_} {RESTS_ON}"] = _json(rests_on)
    return found


def of_opinion(number: int, opinion: Opinion) -> Ledger:
    """An opinion, and each of its determinations by itself."""
    said = [opinion.role, opinion.by, moment(opinion.at), opinion.words, opinion.reason]
    found = {f"[opinion.{number}]": _json([*said, opinion.version])}
    for place, finding in enumerate(opinion.findings, 1):
        found[f"[opinion.{number}.{place}]"] = _finding(finding)
    return found


def _finding(each: Finding) -> str:
    outcomes = f"program: {each.program}", f"person: {each.outcome}"
    return _json([each.key, each.asks, *outcomes, *each.conditions])


def of_records(records: tuple[Record, ...]) -> Ledger:
    """The papers of the chart, each on a line of its own."""
    return {f"[record.{n}]": _record(record) for n, record in enumerate(records, 1)}


def _record(record: Record) -> str:
    return _json({key: value for key, value in asdict(record).items() if value})


def _json(value: object) -> str:
    return held(json.dumps(value, ensure_ascii=False, default=str))


def _put_rows(ledger: Ledger, group: str, order: tuple[int, ...], minted: int) -> None:
    highest = max(minted, *order, 0) if order else minted
    if highest:
        ledger[f"[rows.{group}]"] = _json({"order": order, "minted": highest})


def of_rows(group: str, order: tuple[int, ...], minted: int) -> Ledger:
    """The rows of one list."""
    found: Ledger = {}
    _put_rows(found, group, order, minted)
    return found


def rows_in(ledger: Mapping[str, str], group: str) -> RowNumbers:
    """The rows of a list; none where a hand has written what are no rows."""
    written = ledger.get(f"[rows.{group}]", "{}")
    if len(written) > _LONGEST_ROWS:
        return RowNumbers()
    try:
        said = json.loads(written)
        order, minted = tuple(map(int, said.get("order", ()))), int(said.get("minted", 0))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return RowNumbers()
    return RowNumbers(order=order, minted=minted)


# -- what a log says ------------------------------------------------------------------------


def of_log(log: tuple[Entry, ...]) -> Ledger:
    """What the entries that stand come to, one after the other."""
    lists = {entry.what.partition("#")[0] for entry in log if "#" in entry.what}
    book = _Book()
    for entry in course(log).standing:
        book.enter(entry, lists)
    return book.closed()


def row_of(what: str) -> tuple[str, int] | None:
    """`tx#2` or `tx#2.drug` is row 2 of `tx`; None for what stands in no row."""
    found = _ROW.fullmatch(what)
    return (found[1], int(found[2])) if found else None


class _Book:
    """A ledger into which a log is read. Each entry costs the same, however many went before it.

    So the rows of a list are numbers here, and become JSON at the end; and the lines of a row are
    known by the row.
    """

    def __init__(self) -> None:
        self._lines: Ledger = {}
        self._orders: dict[str, dict[int, None]] = {}
        self._minted: dict[str, int] = {}
        self._in_row: dict[str, set[str]] = {}

    def closed(self) -> Ledger:
        """The ledger, with the rows of every list."""
        for group, order in self._orders.items():
            _put_rows(self._lines, group, tuple(order), self._minted[group])
        return self._lines

    def enter(self, entry: Entry, lists: set[str]) -> None:
        """Do what one entry says."""
        match entry.did:
            case "answered" | "changed" if entry.what in lists and entry.now == "yes":
                # so a new row was written before it had an entry of its own
                self._rows(entry.what)
                self._add_row(f"{entry.what}#{self._minted[entry.what] + 1}")
            case "answered" | "changed":
                self._put_answer(entry)
            case "withdrawn":
                self._drop(entry.what)
            case "row_added" | "row_copied":
                self._add_row(entry.what)
            case "row_removed":
                self._remove_row(entry.what)
            case "completed":
                self._lines["[status]"] = "completed"
        for change in entry.changes if entry.did != SEAL_BROKEN else ():
            self._change(change)

    def _change(self, change: Change) -> None:
        if change.what.startswith("[rows."):
            self._orders.pop(change.what[len("[rows.") : -1], None)
        self._lines.pop(change.what, None)
        if change.now is not None:
            self._put({change.what: change.now})

    def _put(self, lines: Ledger) -> None:
        self._lines.update(lines)
        for key in lines:
            if "#" in key:
                self._in_row.setdefault(key.partition(".")[0], set()).add(key)

    def _put_answer(self, entry: Entry) -> None:
        self._drop(entry.what)
        by = entry.giver if entry.role else entry.by
        given = [by, entry.role, moment(entry.at), entry.how or str(How.MANUAL)]
        self._put(_lines(entry.what, entry.now, entry.note, entry.rests_on, given))
        self._count_row(entry.what)

    def _drop(self, id_: str) -> None:
        for key in (id_, *(f"{id_} {part}" for part in (NOTE, RESTS_ON, GIVEN))):
            self._lines.pop(key, None)

    # -- rows -------------------------------------------------------------------------------

    def _rows(self, group: str) -> dict[int, None]:
        """The rows of a list, in their order; with it the highest number is known."""
        if group not in self._orders:
            found = rows_in(self._lines, group)
            self._orders[group] = dict.fromkeys(found.order)
            self._minted[group] = max(found.minted, *found.order, 0)
        return self._orders[group]

    def _count_row(self, what: str) -> None:
        place = row_of(what)
        if place is not None:
            group, row = place
            self._rows(group)[row] = None
            self._minted[group] = max(self._minted[group], row)
            self._lines.setdefault(f"[rows.{group}]", "")  # its place; what it says comes last

    def _add_row(self, what: str) -> None:
        self._drop(what.partition("#")[0])  # another row is on its way: the list is open again
        self._count_row(what)

    def _remove_row(self, what: str) -> None:
        place = row_of(what)
        if place is None:
            return
        for key in self._in_row.pop(what, ()):
            self._lines.pop(key, None)
        self._rows(place[0]).pop(place[1], None)


# -- what differs ---------------------------------------------------------------------------


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Every line that two ledgers do not share, with what each says."""
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was != now:
            yield Change(what=key, was=was, now=now)
