"""The seals of a log: any change by accident shows at the first entry it touches."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from necessity.case.audit import append, broken, check
from necessity.case.model import Change, Entry

AT = datetime(2026, 11, 20, 14, 5, 11, tzinfo=UTC)


def log_of(*entries: Entry) -> tuple[Entry, ...]:
    log: tuple[Entry, ...] = ()
    for entry in entries:
        log = append(log, entry)
    return log


def entry(what: str = "", was: str = "", now: str = "", why: str = "") -> Entry:
    return Entry(n=0, did="answered", by="jlee", at=AT, what=what, was=was, now=now, why=why)


SEALS = ["40751040aae3", "da66b4a3e2cf", "2753ea16ea1a"]
LOG = log_of(entry(), entry(what="a", now="1"), entry(what="a", was="1", now="2", why="misread"))


def test_entries_are_numbered_and_sealed() -> None:
    assert [e.n for e in LOG] == [1, 2, 3]
    assert all(len(e.seal) == 12 and set(e.seal) <= set("0123456789abcdef") for e in LOG)
    assert check(LOG) == check(()) == []
    assert broken(LOG) is None


def test_a_seal_does_not_change_with_the_program() -> None:
    assert [e.seal for e in LOG] == SEALS


@pytest.mark.parametrize(
    "change",
    [
        {"did": "changed"}, {"what": "b"}, {"was": "3"}, {"now": "3"}, {"why": "x"}, {"by": "x"},
        {"at": None}, {"at": AT + timedelta(seconds=1)}, {"seal": ""}, {"seal": "0" * 12},
        {"what": "a1", "now": ""}, {"note": "x"}, {"rests_on": ("R1",)}, {"how": "imported"},
        {"role": "physician"}, {"giver": "A. Chen"}, {"of": 1}, {"changes": (Change(what=""),)},
    ],
    ids=str,
)  # fmt: skip
def test_any_change_shows(change: dict[str, object]) -> None:
    changed = (LOG[0], replace(LOG[1], **change), LOG[2])  # type: ignore[arg-type]
    assert check(changed) == ["the seal of audit entry 2 does not fit entry 1."]


def test_an_entry_that_is_dropped_moved_or_put_first_shows() -> None:
    assert check((LOG[0], LOG[2])) == ["audit entry 2 has the number 3."]
    moved = zip((1, 2, 3), (2, 1, 3), strict=True)
    assert check((LOG[1], LOG[0], LOG[2])) == [
        f"audit entry {place} has the number {number}." for place, number in moved
    ]
    renumbered = (LOG[0], replace(LOG[2], n=2))
    assert check(renumbered) == ["the seal of audit entry 2 does not fit entry 1."]
    first = (replace(LOG[0], by="x"), *LOG[1:])
    assert check(first) == ["the seal of audit entry 1 does not fit what it says."]


def test_what_an_entry_holds_cannot_slip_into_another_place() -> None:
    parts: list[dict[str, Any]] = [
        {"note": "x"}, {"how": "x"}, {"role": "x"}, {"giver": "x"}, {"rests_on": ("x",)},
        {"rests_on": ("", "x")}, {"changes": (Change(what="x"),)},
        {"changes": (Change(what="x", was=""),)}, {"changes": (Change(what="x", now=""),)},
        {"changes": (Change(what="x"), Change(what="x"))}, {"why": "x"}, {"of": 1}, {"of": 11},
    ]  # fmt: skip
    seals = [log_of(replace(entry(), **part))[0].seal for part in parts]
    assert len({*seals}) == len(parts)


def test_a_seal_is_that_of_the_file_whatever_the_zone_and_the_text() -> None:
    there = AT.astimezone(timezone(timedelta(hours=-5)))
    half = replace(entry(now="a\ud800"), at=there)
    whole = replace(half, now="a?", at=AT)
    assert log_of(half)[0].seal == log_of(whole)[0].seal
