"""Ids, options and ranges; and questions that nothing turns on."""

import re
from collections.abc import Iterable, Iterator

from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import (
    ASSESSMENT,
    VALUE_SETS,
    Finding,
    Placed,
    Spot,
    Subject,
    readable,
)
from necessity.pack.problems import Severity
from necessity.pack.questions import Calculated, Choice, Group, QuantityQuestion
from necessity.pack.uses import mentioned, uses
from necessity.quantity import number_text

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_LETTERS = 'small letters, digits and "_", a letter first'


@rule("id-twice")
def id_twice(subject: Subject) -> Iterator[Finding]:
    """Two things of one kind have one id: whatever names it could mean either.

    Questions, the options of one question, the criteria, notes and determinations of one policy,
    and headings.
    """
    yield from _twice((spot, item.id, "id") for spot, item, _ in subject.items)
    for spot, item, _ in subject.items:
        yield from _twice((spot, code, "options") for code in getattr(item, "codes", ()))
    for at, policy in subject.policies():
        lines = [(spot, of.id, "id") for spot, mine, of in subject.criteria() if mine is policy]
        notes = [(spot, of.id, "id") for spot, mine, of in subject.notes() if mine is policy]
        asked = [
            (Spot(at.file, determination.id, ("determination", n)), determination.id, "id")
            for n, determination in enumerate(policy.determination)
        ]
        for table in (lines, notes, asked):
            yield from _twice(table)
    headings = enumerate(subject.pack.assessment.heading)
    yield from _twice((Spot(ASSESSMENT, h.id, ("heading", n)), h.id, "id") for n, h in headings)


def _twice(table: Iterable[tuple[Spot, str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for spot, id_, key in table:
        if id_ in seen:
            yield Finding(spot, key, f'"{id_}" stands twice.')
        seen.add(id_)


@rule("id-shape")
def id_shape(subject: Subject) -> Iterator[Finding]:
    """Ids of questions are words joined by dots; lists, criteria and codes are one word.

    A word has small letters, digits and "_". The items of a list begin with its id and a dot. No
    id is a word of the condition language, which could not name it. A policy is called as its
    file is.
    """
    for placed in subject.items:
        yield from (Finding(placed.spot, "id", message) for message in _of_question(placed))
        for code in getattr(placed.item, "codes", ()):
            if message := _of_word(code, f"x in ({code})"):
                yield Finding(placed.spot, "options", message)
    for n, value_set in enumerate(subject.pack.value_sets.values()):
        if message := _of_word(value_set.id, f"x in {value_set.id}"):
            yield Finding(Spot(VALUE_SETS, value_set.id, ("value_set", n)), "id", message)
    lines = [spot for spot, _, _ in (*subject.criteria(), *subject.notes())]
    for spot in lines:
        if message := _of_word(spot.name):
            yield Finding(spot, "id", message)
    for file in subject.texts:
        name = file.removeprefix("policies/").removesuffix(".toml")
        if name not in subject.pack.policies and file.startswith("policies/"):
            message = f'The id of the policy is not "{name}", as its file is called.'
            yield Finding(Spot(file, "", ()), "id", message)


def _of_question(placed: Placed) -> Iterator[str]:
    id_, group = placed.item.id, placed.group
    if isinstance(placed.item, Group) and "." in id_ and not group:
        yield f'"{id_}" is the id of a list, and these are one word without dots.'
    elif not _DOTTED.fullmatch(id_):
        yield f'"{id_}" is not an id: words joined by dots, of {_LETTERS}.'
    elif not readable(f"{id_} known"):
        yield f'"{id_}" is a word of the condition language.'
    if group and not id_.startswith(f"{group}."):
        yield f'An item of the list "{group}" has an id that begins with "{group}.".'


def _of_word(word: str, condition: str = "x known") -> str:
    if not _WORD.fullmatch(word):
        return f'"{word}" is not one word of {_LETTERS}.'
    return "" if readable(condition) else f'"{word}" is a word of the condition language.'


@rule("exclusive-alone")
def exclusive_alone(subject: Subject) -> Iterator[Finding]:
    """An option is exclusive although only one can be chosen.

    `exclusive` says that an option cannot be chosen beside others. Here it says nothing, or
    `many = true` was forgotten.
    """
    for spot, item, _ in subject.items:
        many = isinstance(item, Choice) and item.many
        for option in item.options if isinstance(item, Choice | Calculated) and not many else ():
            if option.exclusive:
                message = f'"{option.code}" is exclusive, but only one option can be chosen.'
                yield Finding(spot, "options", message, "Take it away, or write many = true.")


@rule("range-shape")
def range_shape(subject: Subject) -> Iterator[Finding]:
    """The first number of a range is not above the second, nor `at_least` above `at_most`."""
    for spot, item, _ in subject.items:
        if isinstance(item, QuantityQuestion) and item.range and item.range[0] > item.range[1]:
            low, high = (number_text(limit) for limit in item.range)
            yield Finding(spot, "range", f"{low} is above {high}.", f"Write [{high}, {low}].")
        if isinstance(item, Group) and item.at_least > item.at_most:
            message = f"It asks for at least {item.at_least} and at most {item.at_most} rows."
            yield Finding(spot, "at_least", message)


@rule("question-unused", Severity.WARNING)
def question_unused(subject: Subject) -> Iterator[Finding]:
    """Nothing turns on this question, so it is never asked.

    No criterion, safeguard, flag, gate, calculation or sentence looks at it. Take it away, or say
    `context = true` when it is kept for the record.
    """
    if not all(readable(written.text) for written in subject.conditions):
        return  # What an unreadable condition looks at is not known.
    used = set(uses(subject.pack))
    for section in subject.pack.sections:
        used |= mentioned(subject.pack, section.enable_when)
    for spot, item, _ in subject.items:
        inner = {below.id for below in item.item} if isinstance(item, Group) else set()
        if not item.context and not ({item.id} | inner) & used:
            hint = "Take it away, or write context = true."
            yield Finding(spot, "id", "Nothing turns on it.", hint)
