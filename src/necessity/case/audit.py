"""The log of a case: appended to, sealed, never rewritten. Pure.

Each seal covers the entry and the seal before it, so a line that is changed, dropped or moved
shows. Seals show accident and carelessness, not a forger: whoever can write the file can seal it.
"""

import hashlib
import json
from dataclasses import replace
from datetime import UTC

from necessity.case.model import Entry
from necessity.case.toml import held

_SEAL = 12


def append(log: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Add an entry with its number and its seal."""
    before = log[-1].seal if log else ""
    numbered = replace(entry, n=len(log) + 1, seal="")
    return (*log, replace(numbered, seal=seal(before, numbered)))


def seal(before: str, entry: Entry) -> str:
    """The twelve hex digits that chain an entry to the one before."""
    # Just what the file holds of an entry, so that a loaded one has the same seal.
    at = entry.at.astimezone(UTC).isoformat() if entry.at else ""
    said = (entry.did, entry.what, entry.was, entry.now, entry.why, entry.by)
    # As JSON, where no text can reach into the next one.
    canonical = json.dumps([before, entry.n, *map(held, said), at])
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:_SEAL]


def broken(log: tuple[Entry, ...]) -> Entry | None:
    """The first entry whose seal or number does not fit; None when the log is whole."""
    before = ""
    for number, entry in enumerate(log, 1):
        if entry.n != number or entry.seal != seal(before, replace(entry, seal="")):
            return entry
        before = entry.seal
    return None


def check(log: tuple[Entry, ...]) -> list[str]:
    """Name the first entry whose seal or number does not fit; none when the log is whole."""
    entry = broken(log)
    if entry is None:
        return []
    number = next(n for n, other in enumerate(log, 1) if other is entry)
    if entry.n != number:
        return [f"audit entry {number} has the number {entry.n}."]
    after = f"entry {number - 1}" if number > 1 else "what it says"
    return [f"the seal of audit entry {number} does not fit {after}."]
