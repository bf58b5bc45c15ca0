"""The summary: sections of sentences, every one supported. Pure.

Four kinds of sentence, and a reader can tell them apart by their marks: a *fact* of the case
(round brackets: a record of the chart, or "stated, not documented"), a *ruling* (a letter: a line
of a policy), a *claim* of the literature (a number), and the *reviewer's own words*.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from necessity.citations import PolicyLine
from necessity.pack.model import Source

Kind = Literal["fact", "ruling", "claim", "reviewer"]
STATED = "stated, not documented"


class UnsupportedError(ValueError):
    """A sentence nobody and nothing stands behind. It cannot be built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with what it rests on. Raises UnsupportedError without support."""

    kind: Kind
    text: str
    references: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    """Letters of policy lines."""
    records: tuple[int, ...] = ()
    stated: bool = False
    """A fact that no record documents."""
    depth: int = 0
    """How far it stands in, under the sentence it belongs to."""
    answers: tuple[str, ...] = ()
    """The answers it speaks of."""

    def __post_init__(self) -> None:
        supported = {
            "fact": bool(self.records) or self.stated,
            "ruling": bool(self.lines),
            "claim": bool(self.references),
            "reviewer": True,
        }
        if not supported[self.kind] or not self.text:
            raise UnsupportedError(f"nothing supports this {self.kind}: {self.text!r}")

    @property
    def marks(self) -> str:
        """Its marks as they are printed: "[a] [1,2] (1)"."""
        lines = [f"[{','.join(self.lines)}]"] if self.lines else []
        numbers = [f"[{','.join(map(str, self.references))}]"] if self.references else []
        records = [f"({','.join(map(str, self.records))})"] if self.records else []
        stated = [f"({STATED})"] if self.stated else []
        own = ["(reviewer)"] if self.kind == "reviewer" else []
        return " ".join([*lines, *numbers, *records, *stated, *own])


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with its sentences."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """Which policy needs which fact: a column for each policy, a row for each fact."""

    policies: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """The fact's name, and for each policy known, missing, open or not needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRecord:
    """A paper of the chart, as a footnote names it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All of it."""

    case: str
    title: str
    pack: str
    status: str
    parts: tuple[Part, ...]
    policies: tuple[tuple[str, PolicyLine], ...]
    references: tuple[tuple[int, Source, str], ...]
    """Number, source, and the reference as it is printed."""
    records: tuple[CitedRecord, ...]
    facts: FactTable | None = None
    log: str = ""
    """How long the case's log is and its last seal; "" for answers without a log."""

    FACT_SIGNS: ClassVar[dict[str, str]] = {
        "known": "K",
        "missing": "?",
        "open": "-",
        "not needed": ".",
    }
    FACT_LEGEND: ClassVar[str] = (
        "K known; ? still needed; - not known, and can no longer change it; . not needed"
    )

    def policy_lines(self) -> Iterator[tuple[str, str]]:
        """Each policy with its letters; what a line says stands in the sentences that cite it."""
        named: dict[str, list[str]] = {}
        for letter, line in self.policies:
            named.setdefault(f"{line.policy} {line.version}", []).append(f"[{letter}] {line.line}")
        yield from ((policy, ", ".join(lines)) for policy, lines in named.items())
