"""What may be cited, and how it is numbered: in the order of first use. Pure."""

from dataclasses import dataclass, field

from necessity.pack.model import Criterion, Note, Pack, Policy, Source


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: "some-label dosage" is the part "dosage" of that source."""

    source: str
    where: str = ""


def citation(text: str) -> Citation:
    """Read "source-id where"."""
    source, _, where = text.partition(" ")
    return Citation(source, where)


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line of a policy, as a footnote names it."""

    policy: str
    version: str
    line: str
    text: str


@dataclass
class Numbering:
    """Numbers for the literature, letters for policy lines, numbers for records of the chart.

    The one place here that changes: it is filled while a summary is built, sentence by sentence.
    """

    pack: Pack
    references: dict[str, int] = field(default_factory=dict)
    lines: dict[PolicyLine, str] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)

    def reference(self, source: str) -> int:
        """The number of a source."""
        return self.references.setdefault(source, len(self.references) + 1)

    def letter(self, policy: Policy, of: Criterion | Note) -> str:
        """The letter of a policy line."""
        line = PolicyLine(policy.id, policy.version, of.id, of.text)
        return self.lines.setdefault(line, letters(len(self.lines)))

    def record(self, record: str) -> int:
        """The number of a record or excerpt."""
        return self.records.setdefault(record, len(self.records) + 1)

    def literature(self, policy: Policy, of: Criterion | Note) -> tuple[int, ...]:
        """The sources a policy line cites beside the policy itself."""
        sources = (citation(text).source for text in of.cites)
        return tuple(self.reference(source) for source in sources if source != policy.source)


def letters(index: int) -> str:
    """Count a, b, ... z, aa, ab, ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def vancouver(source: Source) -> str:
    """Write a reference in Vancouver style, with DOI and PMID, and what of it was never seen."""
    head = ". ".join(part.rstrip(".") for part in (source.authors, source.title) if part)
    year = str(source.year or "")
    volume = f";{source.volume}" if source.volume else ""
    pages = f":{source.pages}" if source.pages else ""
    place = " ".join(part for part in (source.journal.rstrip("."), year) if part)
    published = f"{place}{volume}{pages}" if place else ""
    doi = f"doi:{source.doi}" if source.doi else ""
    pmid = f"PMID {source.pmid}" if source.pmid else ""
    locator = source.url if not (doi or pmid) else ""
    known = [part for part in (head, published, doi, pmid, locator) if part]
    unseen = f" [not seen in print: {source.not_seen}]" if source.not_seen else ""
    return ". ".join(known) + "." + unseen
