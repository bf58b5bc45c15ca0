"""Claims and their figures: every number was read in a source, and says what it needs beside it."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import CLAIMS, Finding, Spot, Subject
from necessity.pack.model import Claim, Source
from necessity.pack.problems import Severity

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])|(?<=-)\d+(?:[.,]\d+)+(?![\w-])")
"""A number of a text; digits of a name (MMT-8, MDA5) are none."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _claims(subject: Subject) -> Iterator[tuple[Spot, Claim]]:
    for n, claim in enumerate(subject.pack.claims.values()):
        yield Spot(CLAIMS, claim.id, ("claim", n)), claim


def _printed(subject: Subject, claim: Claim) -> str:
    """What the summary prints of it, less the names that have numbers in them."""
    text = f"{claim.says} {claim.caveat}"
    options = (getattr(placed.item, "options", ()) for placed in subject.items)
    for name in sorted({option.text for each in options for option in each}, key=len):
        text = text.replace(name, "") if re.search(r"[A-Za-z]{3}.*\d", name) else text
    return text


def _spans(figure: str, text: str) -> list[tuple[int, int]]:
    """Where a figure stands as a whole: "7" does not stand in "79"."""
    whole = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)")
    return [found.span() for found in whole.finditer(text)]


@rule("claim-figures", Severity.WARNING)
def claim_figures(subject: Subject) -> Iterator[Finding]:
    """A number that a claim states is not among its `figures`, or one of these is not stated.

    `figures` are written down as they were read in the source. A number that stands only in the
    sentence is a slip, or one that nobody looked up.
    """
    for spot, claim in _claims(subject):
        text = _printed(subject, claim)
        spans = [span for figure in claim.figures for span in _spans(figure, text)]
        for found in _NUMBER.finditer(text):
            if not any(low <= found.start() and found.end() <= high for low, high in spans):
                key = "says" if found[0] in _DIGITS.findall(claim.says) else "caveat"
                yield Finding(spot, key, f'"{found[0]}" is not among its figures.')
        for figure in claim.figures:
            if not _spans(figure, text):
                yield Finding(spot, "figures", f'It does not say "{figure}".')


@rule("figure-unread", Severity.WARNING)
def figure_unread(subject: Subject) -> Iterator[Finding]:
    """A figure of a claim stands in none of its sources: nobody wrote that it was read there.

    What was read of a source stands in its `read`, `population`, `design`, `n`, `year`, `title`,
    `journal` or `note`, rounded as the claim has it or with more decimals. A figure that no source
    prints, since it is this pack's own arithmetic or its own mark, is named in `own` as well.
    """
    for spot, claim in _claims(subject):
        known = subject.pack.sources
        sources = [known[id_] for id_ in claim.sources if id_ in known]
        for figure in (figure for figure in claim.figures if figure not in claim.own):
            unread = [number for number in _DIGITS.findall(figure) if not _read(number, sources)]
            if unread:
                message = f'"{figure}" was read in none of its sources: {", ".join(unread)}.'
                yield Finding(spot, "figures", message)
        for figure in claim.own:
            if figure not in claim.figures:
                yield Finding(spot, "own", f'"{figure}" is not among its figures.')


def _read(number: str, sources: list[Source]) -> bool:
    value = Decimal(number.replace(",", ""))
    return any(seen.quantize(value, ROUND_HALF_UP) == value for seen in _seen(sources, value))


def _seen(sources: list[Source], like: Decimal) -> Iterator[Decimal]:
    """The numbers of a source, of a size that can be rounded to this one's decimals."""
    for of in sources:
        words = (of.read, of.population, of.design, of.n, of.year, of.title, of.journal, of.note)
        for found in _DIGITS.findall(" ".join(str(word) for word in words if word)):
            plain = found.replace(",", "")
            if len(plain) < len(str(like)) + 12 and plain.count(".") < 2:
                yield Decimal(plain)


@rule("claim-unverified", Severity.WARNING)
def claim_unverified(subject: Subject) -> Iterator[Finding]:
    """A claim that was not verified in its source states a number.

    `verified` is neither "yes" nor "partial": then it may say what is known, without any figure.
    """
    for spot, claim in _claims(subject):
        numbers = _NUMBER.findall(_printed(subject, claim))
        if claim.verified not in {"yes", "partial"} and numbers:
            message = f'It states {", ".join(numbers)}, and its verified is "{claim.verified}".'
            yield Finding(spot, "verified", message)


@rule("caveat-missing")
def caveat_missing(subject: Subject) -> Iterator[Finding]:
    """A claim that is to be cited with a caveat has none."""
    for spot, claim in _claims(subject):
        if claim.use == "cite-with-caveat" and not claim.caveat.strip():
            yield Finding(spot, "use", 'Its use is "cite-with-caveat", and it has no caveat.')


@rule("claim-unused", Severity.WARNING)
def claim_unused(subject: Subject) -> Iterator[Finding]:
    """No sentence of the assessment says this claim. Say it, or write `use = "do-not-cite"`."""
    said = {say.claim for _, say in subject.says()}
    for spot, claim in _claims(subject):
        if claim.use != "do-not-cite" and claim.id not in said:
            yield Finding(spot, "id", "No sentence of the assessment says it.")
