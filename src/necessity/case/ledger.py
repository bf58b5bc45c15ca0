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


def rows_in(ledger: Mapping[str, str], group: str) -> RowNumbers:
    """The rows of a list; none where a hand has written what are no rows."""
    try:
        said = json.loads(ledger.get(f"[rows.{group}]", "{}"))
        order, minted = tuple(map(int, said.get("order", ()))), int(said.get("minted", 0))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return RowNumbers()
    return RowNumbers(order=order, minted=minted)


# -- what a log says ------------------------------------------------------------------------


def of_log(log: tuple[Entry, ...]) -> Ledger:
    """What the entries that stand come to, one after the other."""
    lists = {entry.what.partition("#")[0] for entry in log if "#" in entry.what}
    found: Ledger = {}
    for entry in course(log).standing:
        _enter(found, entry, lists)
    return found


def _enter(ledger: Ledger, entry: Entry, lists: set[str]) -> None:
    match entry.did:
        case "answered" | "changed" if entry.what in lists and entry.now == "yes":
            # so a new row was written before it had an entry of its own
            _add_row(ledger, f"{entry.what}#{rows_in(ledger, entry.what).minted + 1}")
        case "answered" | "changed":
            _put_answer(ledger, entry)
        case "withdrawn":
            _drop(ledger, entry.what)
        case "row_added":
            _add_row(ledger, entry.what)
        case "row_removed":
            _remove_row(ledger, entry.what)
        case "completed":
            ledger["[status]"] = "completed"
    for change in entry.changes if entry.did != SEAL_BROKEN else ():
        ledger.pop(change.what, None)
        if change.now is not None:
            ledger[change.what] = change.now


def _put_answer(ledger: Ledger, entry: Entry) -> None:
    _drop(ledger, entry.what)
    by = entry.giver if entry.role else entry.by
    given = [by, entry.role, moment(entry.at), entry.how or str(How.MANUAL)]
    ledger.update(_lines(entry.what, entry.now, entry.note, entry.rests_on, given))
    _count_row(ledger, entry.what)


def _drop(ledger: Ledger, id_: str) -> None:
    for key in (id_, *(f"{id_} {part}" for part in (NOTE, RESTS_ON, GIVEN))):
        ledger.pop(key, None)


def row_of(what: str) -> tuple[str, int] | None:
    """`tx#2` or `tx#2.drug` is row 2 of `tx`; None for what stands in no row."""
    found = _ROW.fullmatch(what)
    return (found[1], int(found[2])) if found else None


def _count_row(ledger: Ledger, what: str) -> None:
    place = row_of(what)
    if place is not None:
        group, row = place
        rows = rows_in(ledger, group)
        order = rows.order if row in rows.order else (*rows.order, row)
        _put_rows(ledger, group, order, rows.minted)


def _add_row(ledger: Ledger, what: str) -> None:
    _drop(ledger, what.partition("#")[0])  # another row is on its way: the list is open again
    _count_row(ledger, what)


def _remove_row(ledger: Ledger, what: str) -> None:
    for key in [key for key in ledger if key.startswith(f"{what}.")]:
        del ledger[key]
    place = row_of(what)
    if place is not None:
        group, row = place
        rows = rows_in(ledger, group)
        _put_rows(ledger, group, tuple(n for n in rows.order if n != row), rows.minted)


# -- what differs ---------------------------------------------------------------------------


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Every line that two ledgers do not share, with what each says."""
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was != now:
            yield Change(what=key, was=was, now=now)
