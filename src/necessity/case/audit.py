"""The log of a case: appended to, sealed, never rewritten. Pure.

Each seal covers the entry and the seal before it, so a line that is changed, dropped or moved
shows. Two things it cannot show. Entries that are cut off at the end leave a shorter chain that is
whole: only the seal of the last entry, kept somewhere else, shows that there were more. And seals
show accident and carelessness, not a forger: whoever can write the file can seal it.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from necessity.case.model import Change, Entry
from necessity.case.toml import held

_SEAL = 12
_FEW = 3
SEAL_BROKEN = "seal_broken"
"""What an entry is called that notes a broken seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """An entry that does not fit the one before it."""

    at: int
    """Its place in the log, counted from 1."""
    entry: Entry
    expected: str
    """The seal that would fit what it says, after the seal that stands before it."""
    words: str


def append(log: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Add an entry with its number and its seal."""
    before = log[-1].seal if log else ""
    numbered = replace(entry, n=log[-1].n + 1 if log else 1, seal="")
    return (*log, replace(numbered, seal=seal(before, numbered)))


def head(log: tuple[Entry, ...]) -> str:
    """The seal of the last entry, which stands for the whole log; "" for none."""
    return log[-1].seal if log else ""


def seal(before: str, entry: Entry) -> str:
    """The twelve hex digits that chain an entry to the one before."""
    # Just what the file holds of an entry, so that a loaded one has the same seal.
    said = (entry.did, entry.what, entry.was, entry.now, entry.why, entry.by)
    parts: list[object] = [before, entry.n, *map(held, said), moment(entry.at)]
    more = _more(entry)
    # As JSON, where no text can reach into the next one.
    canonical = json.dumps([*parts, more] if more else parts)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:_SEAL]


def _more(entry: Entry) -> dict[str, object]:
    """What entries had no place for at first: left out where there is none, as in the file."""
    texts = {name: held(getattr(entry, name)) for name in ("note", "how", "role", "giver")}
    changes = [
        [None if text is None else held(text) for text in (change.what, change.was, change.now)]
        for change in entry.changes
    ]
    lists = {"rests_on": [held(id_) for id_ in entry.rests_on], "changes": changes}
    found: dict[str, object] = {**texts, **lists, "of": entry.of}
    return {name: value for name, value in found.items() if value}


def moment(at: datetime | None) -> str:
    """A time as seals and ledgers have it, in UTC; "" for none."""
    return at.astimezone(UTC).isoformat() if at else ""


def breaks(log: tuple[Entry, ...]) -> Iterator[Break]:
    """Every entry whose number or seal does not fit the entry before it."""
    befores, number = [""], 0
    for at, entry in enumerate(log, 1):
        bare = replace(entry, seal="")
        fitting = [seal(before, bare) for before in befores]
        fits = entry.seal in fitting
        words = _words(at, entry, number + 1, fits=fits)
        if words:
            yield Break(at=at, entry=entry, expected=fitting[0], words=words)
        # Where only the seal of an entry was changed, the next one fits what it should be: the one
        # that was touched is named, not its neighbour. The last is the chain as if none were.
        others = [] if fits else [fitting[0], fitting[-1]]
        befores, number = list(dict.fromkeys([entry.seal, *others])), entry.n


def _words(at: int, entry: Entry, number: int, *, fits: bool) -> str:
    if entry.n != number:
        return f"audit entry {at} has the number {entry.n}."
    after = f"entry {at - 1}" if at > 1 else "what it says"
    return "" if fits else f"the seal of audit entry {at} does not fit {after}."


def noting(found: Sequence[Break]) -> Entry:
    """One entry that notes these breaks: the first of them to be read, all of them in lines."""
    lines = tuple(_line(each) for each in found)
    first, words = found[0], " ".join(each.words for each in found[:_FEW])
    more = f" So are {len(found) - _FEW} more." if len(found) > _FEW else ""
    return Entry(n=0, did=SEAL_BROKEN, what=str(first.at), why=f"{words}{more}", changes=lines)


def _line(found: Break) -> Change:
    return Change(what=str(found.at), was=found.entry.seal, now=found.expected)


def noted(log: tuple[Entry, ...]) -> frozenset[Change]:
    """Every break that an entry notes: the seal found, and the one expected."""
    return frozenset(line for entry in log if entry.did == SEAL_BROKEN for line in entry.changes)


def unnoted(log: tuple[Entry, ...]) -> list[Break]:
    """The breaks that no entry notes yet."""
    known = noted(log)
    return [found for found in breaks(log) if _line(found) not in known]


def broken(log: tuple[Entry, ...]) -> Entry | None:
    """The first entry whose seal or number does not fit; None when the log is whole."""
    return next((found.entry for found in breaks(log)), None)


def check(log: tuple[Entry, ...]) -> list[str]:
    """Name every entry whose seal or number does not fit; none when the log is whole."""
    return [found.words for found in breaks(log)]
