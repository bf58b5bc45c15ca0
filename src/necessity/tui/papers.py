"""The forms in which a paper of the chart and an excerpt are entered: one field after the other.

What was typed stays in the form until it is entered whole, also while another page is looked at.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from necessity.case.disk import Disk
from necessity.case.file import digest_of
from necessity.case.model import Excerpt, Record
from necessity.case.records import About, line_of, title_of, words_of
from necessity.errors import EventRefused
from necessity.period import read_day
from necessity.tui.prompts import Kind, Prompt

LARGEST_PAPER = 100_000_000
"""Bytes of a file whose digest is made: 100 MB, a long scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field."""

    name: str
    text: str
    read: Callable[[str], object]
    """Raises EventRefused, with a sentence for the person who types."""
    help: str = "It may stay empty."
    hint: str = ""


@dataclass(slots=True, kw_only=True)
class Form:
    """The fields, what was typed into them, and where the reviewer is among them."""

    title: str
    parts: tuple[Part, ...]
    typed: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    """What stands in a field that was left by going back; not read yet."""
    was: dict[str, str] = field(default_factory=dict)
    """What the fields held before anything was typed."""
    values: dict[str, object] = field(default_factory=dict)
    """What the fields came to."""
    at: int = 0

    def prompt(self) -> Prompt:
        """The field that is asked now, with those before it."""
        part = self.parts[self.at]
        before = (each.name for each in self.parts[: self.at])
        return Prompt(
            kind=Kind.PAPER,
            text=part.text,
            help=part.help,
            hint=part.hint,
            context=f"{self.title}   {self.at + 1} of {len(self.parts)}",
            notes=tuple(f"{name}: {self.typed[name]}" for name in before if self.typed.get(name)),
            typed=self.begun.get(part.name, self.typed.get(part.name, "")),
            field="text",
        )

    def keep(self, text: str) -> None:
        """Keep what stands in the field as it is."""
        self.begun[self.parts[self.at].name] = text

    def take(self, text: str) -> bool:
        """Read a field and go on; say whether it was the last one. Raises EventRefused."""
        part = self.parts[self.at]
        self.keep(text)
        self.values[part.name] = part.read(text.strip())
        self.typed[part.name] = self.begun.pop(part.name).strip()
        if self.at + 1 == len(self.parts):
            return True
        self.at += 1
        return False

    @property
    def unchanged(self) -> bool:
        """Whether nothing was typed that it did not hold before."""
        now = self.typed | self.begun
        return all(now.get(part.name, "") == self.was.get(part.name, "") for part in self.parts)


# -- a paper ------------------------------------------------------------------------------------


def paper_form(record: Record | None = None) -> Form:
    """The form of a new paper, or of one that is corrected."""
    named = record.file if record else ""
    held = (record.file, record.digest) if record else ("", "")
    parts = (
        Part(
            name="title",
            text="What is it called?",
            help="Every record needs a title.",
            hint="Such as: Consult note",
            read=title_of,
        ),
        Part(
            name="kind",
            text="What kind of record is it?",
            hint="Such as: office note, infusion order, laboratory report",
            read=line_of,
        ),
        Part(name="author", text="Who wrote it?", read=line_of),
        Part(
            name="date",
            text="Of which day is it?",
            help="It may stay empty. A month or a year alone is no day: put it into the title.",
            hint="A day, written 2026-11-18.",
            read=day_of,
        ),
        Part(name="pages", text="How many pages has it?", hint="A whole number.", read=pages_of),
        Part(
            name="file",
            text="Is there a file of it on this computer?",
            help="It may stay empty. Only the name of the file and its SHA-256 are kept in the "
            "case, never what is in it, nor its folder.",
            hint="Its path, such as ~/chart/consult.pdf",
            read=lambda text: held if text == named else file_of(text),
        ),
    )
    if record is None:
        return Form(title="A new record of the chart", parts=parts)
    return _filled(f"Correcting {record.id}", parts, _texts(record))


def _filled(title: str, parts: tuple[Part, ...], texts: dict[str, str]) -> Form:
    return Form(title=title, parts=parts, typed=dict(texts), was=texts)


def _texts(record: Record) -> dict[str, str]:
    return {
        "title": record.title,
        "kind": record.kind,
        "author": record.author,
        "date": record.dated.isoformat() if record.dated else "",
        "pages": str(record.pages or ""),
        "file": record.file,
    }


def about_of(values: Mapping[str, object]) -> About:
    """What was told of a paper."""
    name, digest = cast("tuple[str, str]", values["file"])
    return About(
        title=str(values["title"]),
        kind=str(values["kind"]),
        author=str(values["author"]),
        dated=cast("date | None", values["date"]),
        pages=cast("int | None", values["pages"]),
        file=name,
        digest=digest,
    )


def day_of(text: str) -> date | None:
    """A day; None for nothing. Raises EventRefused."""
    found = read_day(text)
    if found is None and text:
        raise EventRefused("That is no day. Write it like 2026-11-18, or leave it empty.")
    if found is not None and not isinstance(found, date):
        raise EventRefused(
            "A record has a day, and this is a month or a year. Leave it empty and say it in "
            "the title."
        )
    return found


def pages_of(text: str) -> int | None:
    """A number of pages; None for nothing. Raises EventRefused."""
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not number:
        raise EventRefused("Pages are a whole number, at least 1.")
    return number


def file_of(text: str) -> tuple[str, str]:
    """The name and the digest of a file; both empty for nothing. Raises EventRefused."""
    if not text:
        return "", ""
    try:
        path = Path(_unquoted(text)).expanduser()
        return path.name, digest_of(path, Disk(), LARGEST_PAPER)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EventRefused(f"This file is not taken: {reason}. Another one, or nothing.") from error


def _unquoted(text: str) -> str:
    """A path as a shell would read it: a file dragged to a terminal comes with its signs."""
    try:
        parts = shlex.split(text)
    except ValueError:
        return text
    return parts[0] if len(parts) == 1 else text


# -- an excerpt ---------------------------------------------------------------------------------


def quote_form(record: Record, excerpt: Excerpt | None = None) -> Form:
    """The form of words of a paper."""
    parts = (
        Part(
            name="words",
            text="Which words?",
            help="As they stand there, without quotation marks around them.",
            read=words_of,
        ),
        Part(name="where", text="Where in it do they stand?", hint="Such as: p. 2", read=line_of),
    )
    if excerpt is None:
        return Form(title=f"Words of {record.id} {record.title}", parts=parts)
    texts = {"words": excerpt.quote, "where": excerpt.at}
    return _filled(f"Correcting {excerpt.id}", parts, texts)
