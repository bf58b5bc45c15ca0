"""The certificate as it is shown: claim by claim, then what failed, then what it rests on. Pure."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from necessity.prove.slugs import SLUGS
from necessity.prove.witness import Witness

_TOLD = 10
"""So many things that were left open are told one by one; the JSON has all."""


@dataclass(frozen=True)
class Failure:
    """Something that does not hold, and a case that shows it."""

    words: str
    case: Witness | None = None
    proved: bool = True
    """False: it was neither shown nor shown to be impossible."""
    slug: str = ""
    """Of the claim that fails, as `--explain` takes it."""


@dataclass
class Claim:
    """One claim of the certificate."""

    id: str
    words: str
    of: int = 0
    """So many things had to be shown."""
    shown: int = 0
    how: dict[str, int] = field(default_factory=dict)
    """By which method how many."""
    seconds: float = 0
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What holds, and a reader should know of all the same."""

    def by(self, method: str, count: int = 1) -> None:
        """Count things shown by a method."""
        self.shown += count
        self.how[method] = self.how.get(method, 0) + count


@dataclass
class Certificate:
    """All claims made of one pack."""

    pack: str
    version: str
    digest: str
    claims: list[Claim]
    assumes: tuple[str, ...]
    excepts: tuple[str, ...]
    solver: bool
    cases: list[Witness] = field(default_factory=list)
    """The cases that were found beside the examples, and show what these do not."""

    @property
    def failures(self) -> list[Failure]:
        """What does not hold, and what was not shown either way."""
        return [
            replace(failure, slug=SLUGS[claim.id])
            for claim in self.claims
            for failure in claim.failures
        ]

    @property
    def holds(self) -> bool:
        """Whether everything was shown."""
        return not self.failures


def text(found: Certificate, files: dict[str, str]) -> Iterator[str]:
    """The lines of the certificate; `files`: where each witness was written, by its name."""
    yield f"Certificate of {found.pack} {found.version} ({found.digest[:19]}...)"
    yield ""
    for claim in found.claims:
        yield f"{_state(claim)}  {claim.words}"
        how = "; ".join(f"{count} by {method}" for method, count in claim.how.items())
        yield from _wrapped(f"{claim.shown} of {claim.of}: {how or 'none'}. {_seconds(claim)}", 7)
        for note in claim.notes:
            yield from _wrapped(note, 7)
    yield from _failures(found, files)
    yield from ("", "This proof assumes")
    for line in found.assumes:
        yield from _wrapped(f"- {line}", 2)
    yield from ("", "It does not cover")
    for line in found.excepts:
        yield from _wrapped(f"- {line}", 2)
    yield ""
    total = sum(claim.seconds for claim in found.claims)
    word = "Everything was shown" if found.holds else f"{len(found.failures)} not shown"
    yield f"{word}, in {total:.1f} s."


def _state(claim: Claim) -> str:
    if not claim.failures:
        return "holds"
    return "FAILS" if any(failure.proved for failure in claim.failures) else "open "


def _failures(found: Certificate, files: dict[str, str]) -> Iterator[str]:
    if found.failures:
        yield from ("", "What does not hold, or was not shown")
    left = [failure for failure in found.failures if not failure.proved]
    for failure in found.failures:
        if failure in left[_TOLD:]:
            continue
        yield from _wrapped(f"- {failure.words}   [{failure.slug}]", 2)
        if failure.case is not None and failure.case.name in files:
            yield f"    witness: {files[failure.case.name]}"
        elif failure.case is not None:
            yield "    witness, an answers file:"
            yield from (f"      {line}".rstrip() for line in failure.case.text.splitlines())
        elif not failure.proved:
            yield "    neither shown nor shown to be impossible"
    if len(left) > _TOLD:
        yield f"  - and {len(left) - _TOLD} more that were neither shown nor shown to be impossible"


def _seconds(claim: Claim) -> str:
    return f"({claim.seconds:.1f} s)"


def _wrapped(line: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(line, 96, initial_indent=space, subsequent_indent=f"{space}  ")


def data(found: Certificate, files: dict[str, str]) -> dict[str, Any]:
    """The certificate for machines."""
    return {
        "pack": {"id": found.pack, "version": found.version, "digest": found.digest},
        "holds": found.holds,
        "solver": found.solver,
        "claims": [
            {
                "id": claim.id,
                "claim": claim.words,
                "of": claim.of,
                "shown": claim.shown,
                "by": claim.how,
                "seconds": round(claim.seconds, 1),
                "notes": claim.notes,
                "failures": [
                    {
                        "slug": SLUGS[claim.id],
                        "what": failure.words,
                        "proved": failure.proved,
                        "witness": files.get(failure.case.name, "") if failure.case else "",
                    }
                    for failure in claim.failures
                ],
            }
            for claim in found.claims
        ],
        "assumes": list(found.assumes),
        "does_not_cover": list(found.excepts),
    }
