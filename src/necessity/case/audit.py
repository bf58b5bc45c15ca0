"""The log of a case: appended to, sealed, never rewritten. Pure.

Each seal covers the entry and the seal before it, so a line that is changed, dropped or moved
shows. Seals show accident and carelessness, not a forger: whoever can write the file can seal it.
"""

import hashlib
from dataclasses import replace

from necessity.case.model import Entry

_SEAL = 12


def append(log: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Add an entry with its number and its seal."""
    before = log[-1].seal if log else ""
    numbered = replace(entry, n=len(log) + 1, seal="")
    return (*log, replace(numbered, seal=seal(before, numbered)))


def seal(before: str, entry: Entry) -> str:
    """The twelve hex digits that chain an entry to the one before."""
    at = entry.at.isoformat() if entry.at else ""
    parts = (before, str(entry.n), entry.did, entry.what, entry.was, entry.now, entry.why)
    text = "\0".join((*parts, entry.by, at))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SEAL]


def broken(log: tuple[Entry, ...]) -> Entry | None:
    """The first entry whose seal or number does not fit; None when the log is whole."""
    before = ""
    for number, entry in enumerate(log, 1):
        if entry.n != number or entry.seal != seal(before, replace(entry, seal="")):
            return entry
        before = entry.seal
    return None
