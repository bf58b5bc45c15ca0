"""A saved case, as its file says it. Frozen.

The file keeps what was answered, what was set aside, what the answers rest on, and the log. How
the policies stand is written into it for its readers and is worked out again when it is loaded.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from necessity.answers import Answer, AnswerId

FORMAT = "case/1"
Status = Literal["in-progress", "completed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRef:
    """Which pack asked."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words of a record, quoted once."""

    id: str
    quote: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper of the chart."""

    id: str
    title: str
    kind: str = ""
    author: str = ""
    dated: date | None = None
    pages: int | None = None
    file: str = ""
    digest: str = ""
    excerpt: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log: who did what, when."""

    n: int
    did: str
    what: str = ""
    was: str = ""
    now: str = ""
    why: str = ""
    by: str = ""
    at: datetime | None = None
    seal: str = ""
    """Twelve hex digits that chain this entry to the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNumbers:
    """The rows of one list."""

    order: tuple[int, ...] = ()
    minted: int = 0
    """The highest number given so far; none is used twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The reviewer's own determination."""

    by: str
    words: str
    reason: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a case file holds."""

    id: str
    pack: PackRef
    policies: tuple[str, ...]
    status: Status = "in-progress"
    reviewer: str = ""
    opened: datetime | None = None
    saved: datetime | None = None
    place: AnswerId | None = None
    """Where the interview goes on; None at its end."""
    answers: tuple[Answer, ...] = ()
    """Those that count and those set aside, in the order they stand in the file."""
    rows: dict[str, RowNumbers] | None = None
    records: tuple[Record, ...] = ()
    log: tuple[Entry, ...] = ()
    opinion: Opinion | None = None
