"""The sentences of the assessment: one thing each, under a heading, with answers that exist."""

from collections.abc import Iterator

from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import Finding, Subject
from necessity.pack.model import Say
from necessity.pack.reading import nearest
from necessity.pack.uses import PLACEHOLDER


@rule("say-shape")
def say_shape(subject: Subject) -> Iterator[Finding]:
    """A sentence is exactly one of `fact`, `claim` and `rulings`.

    `each` goes with a fact and names a list. The placeholders of a fact are questions; those that
    are items of a list need its `each`.
    """
    keys = ("fact", "claim", "rulings")
    for spot, say in subject.says():
        found = [key for key in keys if getattr(say, key)]
        if len(found) != 1:
            message = f"I found {' and '.join(found) or 'none of them'}."
            hint = f"A sentence has exactly one of {', '.join(keys)}."
            yield Finding(spot, found[-1] if found else "under", message, hint)
        for key, message in (*_each(subject, say), *_placeholders(subject, say)):
            yield Finding(spot, key, message)


def _each(subject: Subject, say: Say) -> Iterator[tuple[str, str]]:
    groups = subject.pack.groups
    if say.each and not say.fact:
        yield "each", '"each" goes with "fact" alone.'
    if say.each and say.each not in groups:
        yield "each", f'There is no list "{say.each}".{nearest(say.each, groups)}'


def _placeholders(subject: Subject, say: Say) -> Iterator[tuple[str, str]]:
    pack = subject.pack
    for id_ in PLACEHOLDER.findall(say.fact):
        if id_ not in pack.questions:
            yield "fact", f'There is no question "{id_}".{nearest(id_, pack.questions)}'
        elif id_ in pack.groups:
            yield "fact", f'"{id_}" is a list: a sentence tells the items of its rows.'
        elif pack.grouped.get(id_, say.each) != say.each:
            group = pack.grouped[id_]
            yield "fact", f'"{id_}" has an answer for each row: it needs each = "{group}".'
    if any(sign in PLACEHOLDER.sub("", say.fact) for sign in "{}"):
        yield "fact", "I found a curly bracket that belongs to no {question.id}."


@rule("unknown-claim")
def unknown_claim(subject: Subject) -> Iterator[Finding]:
    """A sentence names a claim that claims.toml does not have."""
    known = subject.pack.claims
    for spot, say in subject.says():
        if say.claim and say.claim not in known:
            message = f'There is no claim "{say.claim}".{nearest(say.claim, known)}'
            yield Finding(spot, "claim", message)


@rule("unknown-heading")
def unknown_heading(subject: Subject) -> Iterator[Finding]:
    """A sentence stands under a heading that the assessment does not have: it would not be said."""
    known = [heading.id for heading in subject.pack.assessment.heading]
    for spot, say in subject.says():
        if say.under not in known:
            message = f'There is no heading "{say.under}".{nearest(say.under, known)}'
            yield Finding(spot, "under", message)


@rule("claim-unusable")
def claim_unusable(subject: Subject) -> Iterator[Finding]:
    """The assessment does not say a claim that was found not to hold.

    Such a claim is kept for the record, with `use = "do-not-cite"`.
    """
    for spot, say in subject.says():
        claim = subject.pack.claims.get(say.claim)
        if claim and claim.use == "do-not-cite":
            message = f'"{claim.id}" may not be said: its use is "do-not-cite".'
            yield Finding(spot, "claim", message)
