"""The files of `examples/edges`, read; each edge with what it expects of which value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from necessity.answers import AnswerId, Unknown, Value, question_of
from necessity.case.bare import answers_of, read_bare
from necessity.decide.facts import Facts
from necessity.errors import NecessityError
from necessity.logic import Truth
from necessity.pack.document import parse
from necessity.pack.load import whole_file
from necessity.pack.locate import locate
from necessity.pack.model import Pack
from necessity.pack.problems import Problem, begun, no_key
from necessity.pack.reading import nearest, read

_KEYS = ("of", "vary", "yes", "no", "unknown", "gives", "answers", "closed")
Came = Truth | str
"""What comes of a value: a truth, or the text of what is worked out."""
NOTHING = "?"
"""Of what is worked out: it is not known."""
SIDES = {"yes": Truth.TRUE, "no": Truth.FALSE, "unknown": Truth.UNKNOWN}


@dataclass(frozen=True)
class Edge:
    """One answer varied, the others as they are: what some things come to."""

    of: tuple[str, ...]
    vary: AnswerId
    facts: Facts
    values: tuple[tuple[str, Value | Unknown, Came], ...]
    """Each value as it stands in the file, read, and what must come of it."""
    file: str
    line: int | None

    @property
    def question(self) -> str:
        """The question whose answer is varied."""
        return question_of(self.vary)[0]

    def facts_with(self, value: Value | Unknown) -> Facts:
        """The answers with one value of what is varied."""
        return self.facts.having({self.vary: value})


class Wrong(ValueError):
    """An edge that cannot be read: at which key, and why."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass
class Read:
    """What was read of a folder of edges."""

    edges: list[Edge] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_edges(folder: Path, pack: Pack, names: Sequence[str]) -> Read:
    """Every edge of a folder, and every problem of form in it."""
    found = Read()
    for path in sorted(folder.glob("*.toml")):
        try:
            text = whole_file(path).decode("utf-8-sig")
            tables = _tables(parse(text))
        except (ValueError, OSError) as error:  # no TOML, no UTF-8, no ordinary file
            words = str(error)
            dot = "" if words.endswith((".", "?")) else "."
            found.problems.append(_problem(str(path), None, f"{words[:1].upper()}{words[1:]}{dot}"))
            continue
        for number, table in enumerate(tables):
            line = locate(text, ("edge", number))
            try:
                found.edges.append(_edge(table, pack, names, str(path), line))
            except Wrong as error:
                at = locate(text, ("edge", number, error.key))
                found.problems.append(_problem(str(path), at, str(error), error.key))
            except NecessityError as error:
                words = str(error).removeprefix(f"{path}: ")
                found.problems.append(_problem(str(path), line, words, "answers"))
    return found


def _problem(file: str, line: int | None, message: str, where: str = "") -> Problem:
    return Problem(slug="edge-unreadable", file=file, line=line, where=where, message=message)


def _tables(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    for key in data:
        if key != "edge":
            raise Wrong(key, no_key(key, ["edge"]))
    tables = data.get("edge", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise Wrong("edge", 'Edges are written as "[[edge]]" tables')
    return tables


def _edge(
    table: Mapping[str, Any], pack: Pack, names: Sequence[str], file: str, line: int | None
) -> Edge:
    for key in table:
        if key not in _KEYS:
            raise Wrong(key, no_key(key, _KEYS))
    of = _texts(table, "of")
    for name in of:
        if name not in names:
            raise Wrong("of", f'There is nothing called "{begun(name)}".{nearest(name, names)}')
    vary = table.get("vary", "")
    item = pack.questions.get(question_of(AnswerId(vary))[0]) if isinstance(vary, str) else None
    if item is None:
        near = nearest(str(vary), pack.questions)
        raise Wrong("vary", f'There is no question "{begun(str(vary))}".{near}')
    data = {"answers": table.get("answers", {}), "closed": table.get("closed", [])}
    values: tuple[tuple[str, Value | Unknown, Came], ...] = tuple(
        (text, read(text, item), truth)
        for side, truth in SIDES.items()
        for text in _texts(table, side, needed=False)
    )
    gives = _gives(table)
    worked_out = {name.startswith("value ") for name in of}
    if worked_out != {bool(gives)} or bool(values) is bool(gives):
        raise Wrong("of", 'A "value" has a table gives; all else has lists yes, no and unknown')
    values += tuple((text, read(text, item), result) for text, result in gives.items())
    if not of:
        raise Wrong("of", "An edge names what it is of")
    return Edge(of, AnswerId(vary), _facts(data, pack, file), values, file, line)


def _texts(table: Mapping[str, Any], key: str, *, needed: bool = True) -> tuple[str, ...]:
    found = table.get(key, None if needed else [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise Wrong(key, "It should be a list of texts")
    return tuple(found)


def _gives(table: Mapping[str, Any]) -> dict[str, str]:
    found = table.get("gives", {})
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise Wrong("gives", "It should be a table of texts")
    return found


def _facts(data: Mapping[str, Any], pack: Pack, file: str) -> Facts:
    bare = read_bare(data, file)
    given, _ = answers_of(bare, pack)
    rows = {group: numbers.order for group, numbers in bare.rows.items()}
    return Facts({answer.id: answer.value for answer in given}, rows)


def checked(edge: Edge) -> Iterator[tuple[str, Facts, Came]]:
    """Each value of an edge as its file writes it, the facts with it, and what must come of it."""
    for text, value, truth in edge.values:
        yield text, edge.facts_with(value), truth
