"""A saved case, as its file says it. Frozen.

The file keeps what was answered, what was set aside, what the answers rest on, and the log. How
the policies stand is written into it for its readers and is worked out again when it is loaded.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from necessity.answers import Answer, AnswerId
from necessity.decide.ruling import Outcome

FORMAT = "case/1"
Status = Literal["in-progress", "completed", "amended"]
"""`amended`: a later version of a case that was completed, open again until it is completed too."""
STATUSES: tuple[Status, ...] = ("in-progress", "completed", "amended")
Role = Literal["reviewer", "physician"]
ROLES: tuple[Role, ...] = ("reviewer", "physician")


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
class Change:
    """One line of what a case holds (see `ledger.py`) that an entry changed."""

    what: str
    was: str | None = None
    """None: nothing stood there."""
    now: str | None = None
    """None: it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log: who did what, when. All of them together rebuild the case."""

    n: int
    did: str
    what: str = ""
    was: str = ""
    now: str = ""
    why: str = ""
    by: str = ""
    at: datetime | None = None
    note: str = ""
    """The note of the answer, as it is from then on."""
    rests_on: tuple[str, ...] = ()
    """What the answer rests on from then on."""
    how: str = ""
    """Where the answer came from, when it was not typed by hand (`answers.How`)."""
    role: str = ""
    """`physician`: the answer is that of a physician reviewer."""
    giver: str = ""
    """The name of that physician reviewer; `by` is who entered it."""
    of: int = 0
    """The number of the entry that this one turns round."""
    changes: tuple[Change, ...] = ()
    """What it changed line by line, where `what`, `was` and `now` cannot hold it."""
    seal: str = ""
    """Twelve hex digits that chain this entry to the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed and never entered. It counts for nothing; it is offered again."""

    id: AnswerId
    text: str
    field: Literal["", "note"] = ""
    """`note`: it was begun as a note to the answer."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNumbers:
    """The rows of one list."""

    order: tuple[int, ...] = ()
    minted: int = 0
    """The highest number given so far; none is used twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the program and a person said of one determination, at the moment of signing.

    The program's word stands here too, so that a later policy or answer does not rewrite it.
    """

    policy: str
    determination: str
    asks: str
    """The question it answers, as it was worded then."""
    program: Outcome
    outcome: Outcome
    """The person's own."""
    conditions: tuple[str, ...] = ()
    """Ids of the safeguards that the program carried as conditions."""

    @property
    def key(self) -> str:
        """`policy.determination`."""
        return f"{self.policy}.{self.determination}"

    @property
    def differs(self) -> bool:
        """Whether the person says otherwise than the program."""
        return self.program is not self.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One person's own determination; those of others stand beside it."""

    role: Role = "reviewer"
    by: str
    findings: tuple[Finding, ...] = ()
    """One for each determination; none in a file that was written before they were kept."""
    words: str = ""
    reason: str
    at: datetime | None = None
    version: int = 1
    """The version of the case that it was signed for."""

    @property
    def differs(self) -> bool:
        """Whether it is anywhere otherwise than the program."""
        return any(finding.differs for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a case file holds."""

    id: str
    pack: PackRef
    policies: tuple[str, ...]
    status: Status = "in-progress"
    version: int = 1
    """Counted from 1; each amendment of a completed case begins another."""
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
    opinions: tuple[Opinion, ...] = ()
    """The reviewer's and those of physician reviewers, in the order in which they were signed."""
    drafts: tuple[Draft, ...] = ()
    head: str = field(default="", compare=False)
    """The seal of the last entry as its file names it; what is written is always the log's own."""

    @property
    def status_words(self) -> str:
        """The status, with the version from the second on."""
        return self.status if self.version == 1 else f"{self.status}, version {self.version}"
