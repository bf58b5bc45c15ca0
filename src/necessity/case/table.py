"""TOML of a case file, taken key by key; what does not fit is refused. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from necessity.errors import CaseError
from necessity.pack import document
from necessity.pack.reading import nearest
from necessity.visible import visible

T = TypeVar("T")
CASE_ID = re.compile(
    r"(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z))"
    r"(?=.{1,81}\Z)[A-Za-z0-9](?!.*\.\.)(?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
)
"""It names a file: it must not lead out of its folder, nor mean a device on a shared disk."""
ANSWER_ID = re.compile(
    r"(?=.{1,120}\Z)[A-Za-z][\w-]*(?:#[1-9][0-9]{0,5}(?=\.))?(?:\.[\w-]+)*", re.ASCII
)
UNTOUCHED = "Nothing was loaded and nothing was changed."
_TEXT, _TIME, _WHOLE = "a text", "a time such as 2026-11-20T14:02:03Z", "a whole number"
_LONGEST = 60
"""A text longer than this is shown by its beginning."""
_MESSAGE = 3000
"""So much of a message is shown; one that names every option of a question is shorter."""
_YEARS = range(1900, 2201)
"""Of a time: one at the edge of the calendar has no place in another zone."""
_LARGEST = 10**6
"""Rows, pages and entries are counted far below it."""


def refused(file: str, where: str, message: str) -> CaseError:
    """Say where, what, and that nothing happened."""
    place = f"{file}: {begun(where)}" if where else file
    said = message if len(message) <= _MESSAGE else f"{message[:_MESSAGE]}..."
    end = "" if said.endswith((".", "?")) else "."
    return CaseError(visible(f"{place}: {said}{end}\n  {UNTOUCHED}"))


def parse(text: str, file: str) -> dict[str, Any]:
    """Read TOML, its numbers exactly. Raises CaseError."""
    try:
        return document.parse(text)
    except document.Unreadable as error:
        raise refused(file, "", str(error)) from error


class Table:
    """A TOML table, the file it stands in, and what it is called there."""

    def __init__(self, data: object, file: str, where: str = "") -> None:
        """Raises CaseError when `data` is no table."""
        self.file, self.where = file, where
        if not isinstance(data, dict):
            raise refused(file, where, f"I found {found(data)} and expected a table")
        self.data: dict[str, Any] = dict(data)
        self.keys: list[str] = []

    def fail(self, key: str, message: str) -> CaseError:
        """The refusal of one key, or ("") of the table."""
        return refused(self.file, self._inside(key), message)

    def _inside(self, key: str) -> str:
        return ".".join(part for part in (self.where, key) if part)

    def raw(self, key: str) -> Any:  # noqa: ANN401 - whatever TOML gave
        """Whatever stands there; None when nothing does."""
        self.keys.append(key)
        return self.data.pop(key, None)

    def take(self, key: str, kind: type[T], words: str) -> T | None:
        """A value of just this type, which `words` names; None when the key is absent."""
        value = self.raw(key)
        if value is None:
            return None
        if type(value) is not kind:
            raise self.fail(key, f"I found {found(value)} and expected {words}")
        return value

    def text(self, key: str) -> str:
        """A text; "" when the key is absent."""
        return self.take(key, str, _TEXT) or ""

    def need(self, key: str) -> str:
        """A text that must be there."""
        value = self.take(key, str, _TEXT)
        if not value:
            raise self.fail(key, "it is missing" if value is None else "it is empty")
        return value

    def one_of(self, key: str, known: Sequence[str], default: str = "") -> str:
        """One of these texts, or the default when the key is absent (or empty)."""
        value = self.text(key) or default
        if value not in (*known, default):
            raise self.fail(key, self.unlike(value, known))
        return value

    @staticmethod
    def unlike(value: str, known: Collection[str]) -> str:
        """What is said of a text that is none of those known."""
        expected = f"one of {', '.join(known)}"
        return f"I found {found(value)} and expected {expected}.{nearest(value, known)}"

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an empty one when the key is absent."""
        value = self.take(key, list, "a list of texts") or []
        if not all(isinstance(item, str) for item in value):
            raise self.fail(key, "it should be a list of texts")
        return tuple(value)

    def whole(self, key: str) -> int | None:
        """A whole number that counts something."""
        value = self.take(key, int, _WHOLE)
        if value is not None and not 0 <= value < _LARGEST:
            raise self.fail(key, f"I found {found(value)} and expected {_WHOLE} of ordinary size")
        return value

    def time(self, key: str) -> datetime | None:
        """A time; one without a zone is read as UTC."""
        value = self.take(key, datetime, _TIME)
        if value is None:
            return None
        if value.year not in _YEARS:
            raise self.fail(key, f"I found {found(value)} and expected {_TIME}")
        return value.replace(tzinfo=value.tzinfo or UTC)

    def table(self, key: str) -> "Table":
        """The table of that name; an empty one when the key is absent."""
        value = self.raw(key)
        return Table({} if value is None else value, self.file, self._inside(key))

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list."""
        value = self.take(key, list, "a list of tables") or []
        for number, item in enumerate(value, 1):
            yield Table(item, self.file, f"{self._inside(key)}[{number}]")

    def done(self) -> None:
        """Refuse what nobody took."""
        for key in self.data:
            raise self.fail(key, f"there is no key {found(key)} here.{nearest(key, self.keys)}")


def found(value: object) -> str:
    """What was found, short enough for a line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{begun(value)}"'
        case dict() | list():
            return "a table" if isinstance(value, dict) else "a list"
        case int() if abs(value) >= 10**15:  # Python may refuse to write it
            return "a very large number"
    return begun(str(value))


def begun(text: str) -> str:
    """A text, or the beginning of a long one."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
