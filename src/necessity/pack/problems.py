"""Problems of a pack, in its author's words. Collected, never one at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.pack.reading import nearest


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
        head = f"{place}: {self.where}" if self.where else place
        body = [f"  {line}" for line in f"{self.message}\n{self.hint}".rstrip().splitlines()]
        body[-1] = f"{body[-1]}   [{self.slug}]"
        return "\n".join([head, *body])


class PackError(NecessityError):
    """A pack that cannot be used, with every problem found."""

    exit_code = ExitCode.PACK

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def in_author_words(error: Mapping[str, object], keys: Sequence[str]) -> tuple[str, str, str]:
    """Turn one pydantic error into slug, key and message; `keys` are those the table may have."""
    location = error["loc"]
    path = [str(part) for part in location] if isinstance(location, tuple) else []
    key = ".".join(path)
    match error["type"]:
        case "missing":
            return "missing-key", key, f'The key "{path[-1]}" is missing.'
        case "extra_forbidden" | "unexpected_keyword_argument":
            return "unknown-key", key, f'There is no key "{path[-1]}".{nearest(path[-1], keys)}'
    found = error.get("input")
    return "wrong-type", key, f"I found {found!r}: {_plain(str(error['msg']))}."


def _plain(message: str) -> str:
    """A library's sentence as a clause of ours."""
    return message.replace("Input should be", "it should be").replace("Value error, ", "")
