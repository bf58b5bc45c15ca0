"""Problems of a pack, in its author's words. Collected, never one at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.pack.model import Criterion, DeterminationSpec, Heading, Note, Say
from necessity.pack.questions import Option
from necessity.pack.reading import nearest
from necessity.visible import visible, visible_line

_LONGEST = 5000
"""So much of a message is shown: one that names every question's id is shorter."""
ENOUGH = 100
"""Errors: whoever has mended so many is told the rest."""


class Severity(StrEnum):
    """Whether the pack can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: where, what was found, what to do."""

    slug: str
    file: str
    """Path relative to where the pack was named."""
    where: str = ""
    """The thing and its key: "dose.rationale: enable_when"."""
    line: int | None = None
    """Known, or absent; never guessed."""
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = visible_line(f"{place}: {begun(self.where, _LONGEST)}" if self.where else place)
        body = [f"  {line}" for line in self._said().rstrip().split("\n")]
        body[-1] = f"{body[-1]}   [{self.slug}]"
        return "\n".join([head, *body])

    def _said(self) -> str:
        return visible(f"{begun(self.message, _LONGEST)}\n{begun(self.hint, _LONGEST)}")


class PackError(NecessityError):
    """A pack that cannot be used, with every problem found."""

    exit_code = ExitCode.PACK

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def in_author_words(error: Mapping[str, object], keys: Sequence[str]) -> tuple[str, str]:
    """Turn one pydantic error into slug and message; `keys` are those the table may have."""
    location = error["loc"]
    last = str(location[-1]) if isinstance(location, tuple) and location else ""
    match error["type"]:
        case "missing":
            return "missing-key", f'The key "{last}" is missing.'
        case "extra_forbidden" | "unexpected_keyword_argument":
            return "unknown-key", no_key(last, keys)
    found = error.get("input")
    return "wrong-type", f"I found {_shown(found)}: {_plain(str(error['msg']))}."


def keys_of(kind: type, location: Sequence[str | int]) -> list[str]:
    """The keys that the table at a location may have, so that "Did you mean" knows an option's."""
    owner = next((_INNER[str(part)] for part in location[-2::-1] if part in _INNER), kind)
    return [field.name for field in fields(owner)] if is_dataclass(owner) else []


_INNER: dict[str, type] = {
    "options": Option,
    "criterion": Criterion,
    "determination": DeterminationSpec,
    "safeguard": Note,
    "flag": Note,
    "heading": Heading,
    "say": Say,
}
"""The tables inside a table."""


def no_key(key: str, keys: Sequence[str]) -> str:
    """Say that a table has no such key, and which one may be meant."""
    return f'There is no key "{begun(key)}".{nearest(key, keys)}'


def where(data: Mapping[str, Any], location: Sequence[str | int]) -> str:
    """Name the key as "id: key", with the id of the innermost table that has one."""
    name, key = _name(data), list(location)
    here: Any = data
    for depth, part in enumerate(location[:-1], 1):
        if isinstance(here, list) and isinstance(part, int):
            here = here[part]
        else:
            here = here.get(part) if isinstance(here, dict) else None
        if isinstance(here, dict) and "id" in here:
            name, key = _name(here), list(location[depth:])
    shown = ".".join(begun(str(part)) for part in key)
    return f"{begun(name)}: {shown}" if name else shown


def _name(table: Mapping[str, Any]) -> str:
    """The id of a table; a number of ten thousand digits is none, and Python does not write it."""
    id_ = table.get("id", "")
    return id_ if isinstance(id_, str) else ""


_TEXT_LIMIT = 60
"""A value longer than this is shown by its beginning."""


def begun(text: str, most: int = _TEXT_LIMIT) -> str:
    """A text, or the beginning of a long one."""
    return text if len(text) <= most else f"{text[:most]}..."


def _shown(found: object) -> str:
    return begun(f'"{found}"' if isinstance(found, str) else str(found))


def _plain(message: str) -> str:
    """A library's sentence as a clause of ours."""
    return message.replace("Input should be", "it should be").replace("Value error, ", "")
