"""Tables of a pack to the classes of `model.py`, or to what is wrong with them. Pure.

pydantic reads each table straight into its class; its complaints are turned into the author's
words, with the line they are about.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from necessity.pack import document
from necessity.pack.locate import locate
from necessity.pack.measure import unusual
from necessity.pack.problems import ENOUGH, Problem, begun, in_author_words, keys_of, where
from necessity.pack.questions import ITEM_TYPES, Group, Item
from necessity.pack.reading import nearest

T = TypeVar("T")
Table = dict[str, Any]

HELP = {
    "not-toml": """A file cannot be read as TOML.

The message says where, as far as that is known. Often a quote is missing, a string runs over two
lines, a key stands twice, or the file is not saved as UTF-8.""",
    "missing-file": """A file that the pack needs is not there, or cannot be opened.

Every section and policy that `pack.toml` lists is a file of that name, and `value-sets.toml`,
`sources.toml`, `claims.toml` and `assessment.toml` are there, if only empty.""",
    "unlisted-file": """A file of the pack's folder is listed nowhere, so nothing in it is used.

Sections stand under `sections` and policies under `policies` in `pack.toml`.""",
    "unknown-key": """A table has a key that means nothing: a slip, never passed over.

The message names the nearest key there is. Of examples see `example-unreadable`.""",
    "missing-key": """A table lacks a key that it must have.""",
    "wrong-type": """A value is not of the kind that its key takes.

Such as a number where a text belongs, a word that is not on the list of those allowed, or one table
where a list of tables belongs.""",
    "unknown-policy": """`default_policies` names a policy that the pack does not have.

Those that judge when nobody chooses are some of those listed under `policies`.""",
    "too-large": """There is more of something than can be judged in time.

Such as thousands of questions, or a line that rests on forty others one below the other. What a
line rests on is a tree, and every branch of it is judged.""",
}
"""What is found while files are read."""


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


class Forms:
    """Reads the tables of one pack and collects what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}

    def problem(self, slug: str, name: str, message: str, **more: Any) -> None:  # noqa: ANN401
        """Note a problem of one file."""
        self.problems.append(
            Problem(slug=slug, file=str(self.root / name), message=message, **more)
        )

    @property
    def full(self) -> bool:
        """Whether there are so many problems that it is no use to look for more."""
        return len(self.problems) >= ENOUGH

    def parsed(self, data: bytes, name: str) -> Table | None:
        """Read the bytes of one file; None (and a problem) when they are not TOML."""
        try:
            text = data.decode("utf-8-sig")
            self.texts[name] = text
            found = document.parse(text)
        except UnicodeDecodeError as error:
            self.problem("not-toml", name, f"It is not UTF-8 (byte {error.start}).")
        except document.Unreadable as error:
            said = str(error)
            self.problem("not-toml", name, f"{said[:1].upper()}{said[1:]}.")
        else:
            return None if self._unusual(found, name) else found
        return None

    def _unusual(self, data: Table, name: str) -> bool:
        place, message = next(unusual(data), ((), ""))
        if message:
            line = locate(self.texts[name], place)
            self.problem("wrong-type", name, message, where=where(data, place), line=line)
        return bool(message)

    def build(self, kind: type[T], data: Table, name: str, path: tuple[str | int, ...]) -> T | None:
        """Read one table into its class; None (and problems) when it does not fit."""
        try:
            built: T = _adapter(kind).validate_python(data)  # type: ignore[arg-type] # it hashes
        except ValidationError as error:
            for item in error.errors(include_url=False, include_context=False):
                if self.full:
                    break
                self._refused(item, kind, data, name, path)
            return None
        return built

    def _refused(
        self,
        item: Any,  # noqa: ANN401 - pydantic's own
        kind: type,
        data: Table,
        name: str,
        path: tuple[str | int, ...],
    ) -> None:
        slug, message = in_author_words(item, keys_of(kind, item["loc"]))
        line = locate(self.texts.get(name, ""), (*path, *item["loc"]))
        self.problem(slug, name, message, where=where(data, item["loc"]), line=line)

    def items(self, tables: Any, name: str, path: tuple[str | int, ...]) -> list[Item]:  # noqa: ANN401
        """Read the questions of a section, or of a group."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problem("wrong-type", name, 'Questions are written as "[[item]]" tables.')
            return []
        found = (
            self._item(table, name, (*path, "item", index)) for index, table in enumerate(tables)
        )
        return [item for item in found if item is not None]

    def _item(self, data: Table, name: str, path: tuple[str | int, ...]) -> Item | None:
        kind = ITEM_TYPES.get(str(data.get("type", "")))
        if self.full:
            return None
        if kind is None:
            found = begun(str(data.get("type", "")))
            message = (
                f'"{found}" is no type of question.{nearest(found, ITEM_TYPES)}\n'
                f"The types are: {', '.join(ITEM_TYPES)}."
            )
            line = locate(self.texts.get(name, ""), (*path, "type"))
            here = where(data, ("type",))
            self.problem("wrong-type", name, message, where=here, line=line)
            return None
        if kind is Group:
            inner = self.items(data.pop("item", []), name, path)
            head = self.build(Group, {**data, "item": ()}, name, path)
            return head and replace(head, item=tuple(inner))
        return self.build(kind, data, name, path)

    def tables(self, kind: type[T], key: str, tables: Any, name: str) -> list[T]:  # noqa: ANN401
        """Read a list of tables."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            line = locate(self.texts[name], (key,))
            message = f'They are written as "[[{key}]]" tables.'
            self.problem("wrong-type", name, message, where=key, line=line)
            return []
        self._once(key, tables, name)
        built = (self.build(kind, table, name, (key, n)) for n, table in enumerate(tables))
        return [item for item in built if item is not None]

    def _once(self, key: str, tables: list[Table], name: str) -> None:
        seen: set[str] = set()
        for n, id_ in enumerate(str(table.get("id", "")) for table in tables):
            if id_ in seen and id_ and not self.full:
                line = locate(self.texts[name], (key, n, "id"))
                self.problem(
                    "id-twice",
                    name,
                    f'"{begun(id_)}" stands twice.',
                    where=f"{begun(id_)}: id",
                    line=line,
                )
            seen.add(id_)
