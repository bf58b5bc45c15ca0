"""The log of a case: appended to, sealed, never rewritten. Pure."""

from dataclasses import replace

from necessity.case.model import Entry


def append(log: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Add an entry with its number and its seal."""
    return (*log, replace(entry, n=len(log) + 1))
