"""Every slug under which `check` names a problem, with a paragraph of help.

A slug is defined beside what finds it: reading, lint, age, examples, edges, and the certificate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from necessity import edges, examples
from necessity.errors import UsageError
from necessity.pack import forms
from necessity.pack.lint import RULES
from necessity.pack.lint.stale import HELP as OLD
from necessity.pack.lint.stale import SLUG as STALE
from necessity.pack.reading import nearest
from necessity.prove.slugs import HELP as PROVED

Finder = Literal["reading", "lint", "age", "examples", "edges", "certificate"]
WHEN: dict[Finder, str] = {
    "reading": "while the files are read",
    "lint": "when every file has its form",
    "age": "when nothing else is wrong, by the day of the check",
    "examples": "when the pack is without an error, by its examples",
    "edges": "when the pack is without an error, by its edges",
    "certificate": "by the certificate (--prove)",
}
_WIDTH = 88


@dataclass(frozen=True, slots=True)
class Slug:
    """A kind of problem."""

    name: str
    found: Finder
    help: str


def _all() -> Iterator[Slug]:
    yield from (Slug(name, "reading", text) for name, text in forms.HELP.items())
    yield from (Slug(name, "lint", rule.help) for name, rule in RULES.items())
    yield Slug(STALE, "age", OLD)
    yield from (Slug(name, "examples", text) for name, text in examples.HELP.items())
    yield from (Slug(name, "edges", text) for name, text in edges.HELP.items())
    yield from (Slug(name, "certificate", text) for name, text in PROVED.items())


SLUGS: dict[str, Slug] = {}
for _slug in _all():  # the linter and the reader may find the same kind; the first tells of it
    SLUGS.setdefault(_slug.name, _slug)


def explained(name: str) -> list[str]:
    """The help of one slug in lines. Raises UsageError with the nearest spelling."""
    found = SLUGS.get(name)
    if found is None:
        message = f'There is no slug "{name}".{nearest(name, SLUGS)}'
        raise UsageError(f"{message} `necessity check --explain` lists them all.")
    return [found.name, *_wrapped(found.help), "", f"Found {WHEN[found.found]}."]


def listed() -> list[str]:
    """Every slug with the first sentence of its help."""
    return [line for found in WHEN for line in _of(found)][:-1]


def _of(finder: Finder) -> Iterator[str]:
    yield f"Found {WHEN[finder]}:"
    for slug in sorted(SLUGS.values(), key=lambda slug: slug.name):
        if slug.found == finder:
            first = " ".join(slug.help.split("\n\n")[0].split())
            yield from _wrapped(f"{slug.name}: {first}", more="      ")
    yield ""


def _wrapped(text: str, more: str = "  ") -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        yield from ([""] if number else [])
        words = " ".join(paragraph.split())
        yield from wrap(words, _WIDTH, initial_indent="  ", subsequent_indent=more)
