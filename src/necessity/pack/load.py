"""A folder of TOML to a Pack, or to every problem in it.

pydantic reads each table straight into the classes of `model.py`; its complaints are turned into
the author's words. This and `case/store.py` are the only modules below `session` that open files.
"""

import hashlib
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter, ValidationError

from necessity.pack.lint import lint
from necessity.pack.locate import locate
from necessity.pack.model import (
    Assessment,
    Change,
    Claim,
    Contradiction,
    Pack,
    Policy,
    Source,
    ValueSet,
)
from necessity.pack.problems import (
    PackError,
    Problem,
    Severity,
    in_author_words,
    keys_of,
    no_key,
    where,
)
from necessity.pack.questions import ITEM_TYPES, Group, Item, Section, Strict
from necessity.pack.reading import nearest

T = TypeVar("T")
Table = dict[str, Any]

_MANIFEST = "pack.toml"
_SIZE_LIMIT = 5_000_000
"""A file larger than this is no section, policy or list of claims that a person keeps."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`pack.toml`."""

    __pydantic_config__: ClassVar[dict[str, str]] = Strict

    id: str
    title: str
    version: str
    sections: tuple[str, ...]
    policies: tuple[str, ...]
    default_policies: tuple[str, ...] = ()


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


class Folder:
    """Reads the files of one pack and collects what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}

    def problem(self, slug: str, name: str, message: str, **more: Any) -> None:  # noqa: ANN401
        """Note a problem of one file."""
        self.problems.append(
            Problem(slug=slug, file=str(self.root / name), message=message, **more)
        )

    def table(self, name: str) -> Table | None:
        """Read one file; None (and a problem) when it cannot be."""
        path = self.root / name
        try:
            if path.stat().st_size > _SIZE_LIMIT:
                self.problem("not-toml", name, f"It is larger than {_SIZE_LIMIT} bytes.")
                return None
            text = path.read_bytes().decode("utf-8")
            self.texts[name] = text
            return tomllib.loads(text, parse_float=Decimal)
        except FileNotFoundError:
            self.problem("missing-file", name, "There is no such file.")
        except OSError as error:
            self.problem("missing-file", name, f"It cannot be read: {error.strerror}.")
        except UnicodeDecodeError as error:
            self.problem("not-toml", name, f"It is not UTF-8 (byte {error.start}).")
        except (ValueError, RecursionError) as error:
            self.problem("not-toml", name, f"It is not TOML: {error}.")
        return None

    def build(self, kind: type[T], data: Table, name: str, path: tuple[str | int, ...]) -> T | None:
        """Read one table into its class; None (and problems) when it does not fit."""
        try:
            built: T = _adapter(kind).validate_python(data)  # type: ignore[arg-type] # it hashes
        except ValidationError as error:
            for item in error.errors():
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

    # -- the kinds of file ------------------------------------------------------------------

    def section(self, id_: str) -> Section | None:
        """Read a section with its questions."""
        name = f"{id_}.toml"
        data = self.table(name)
        if data is None:
            return None
        items = self._items(data.pop("item", []), name, ())
        head = self.build(Section, {**data, "id": id_, "item": ()}, name, ())
        if head is None:
            return None
        return Section(id=id_, title=head.title, enable_when=head.enable_when, item=tuple(items))

    def _items(self, tables: Any, name: str, path: tuple[str | int, ...]) -> list[Item]:  # noqa: ANN401
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problem("wrong-type", name, 'Questions are written as "[[item]]" tables.')
            return []
        found = (
            self._item(table, name, (*path, "item", index)) for index, table in enumerate(tables)
        )
        return [item for item in found if item is not None]

    def _item(self, data: Table, name: str, path: tuple[str | int, ...]) -> Item | None:
        kind = ITEM_TYPES.get(str(data.get("type", "")))
        if kind is None:
            found = str(data.get("type", ""))
            message = (
                f'"{found}" is no type of question.{nearest(found, ITEM_TYPES)}\n'
                f"The types are: {', '.join(ITEM_TYPES)}."
            )
            line = locate(self.texts.get(name, ""), (*path, "type"))
            self.problem(
                "wrong-type", name, message, where=f"{data.get('id', '')}: type", line=line
            )
            return None
        if kind is Group:
            inner = self._items(data.pop("item", []), name, path)
            head = self.build(Group, {**data, "item": ()}, name, path)
            return head and replace(head, item=tuple(inner))
        return self.build(kind, data, name, path)

    def listed(self, kind: type[T], key: str, name: str) -> list[T]:
        """Read a file that is one list of tables."""
        data = self.table(name) or {}
        for other in data.keys() - {key}:
            line = locate(self.texts[name], (other, 0))
            self.problem("unknown-key", name, no_key(other, [key]), where=other, line=line)
        return self.tables(kind, key, data.get(key, []), name)

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
            if id_ in seen - {""}:
                line = locate(self.texts[name], (key, n, "id"))
                self.problem(
                    "id-twice", name, f'"{id_}" stands twice.', where=f"{id_}: id", line=line
                )
            seen.add(id_)

    def contradictions(self) -> list[Contradiction]:
        """Read the contradictions; a pack may have none."""
        name = "contradictions.toml"
        there = (self.root / name).exists()
        return self.listed(Contradiction, "contradiction", name) if there else []

    def whole(self, kind: type[T], name: str) -> T | None:
        """Read a file that is one thing."""
        data = self.table(name)
        return None if data is None else self.build(kind, data, name, ())


def digest(root: Path) -> str:
    """The digest over every TOML file of a pack but its examples, names included."""
    total = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        if not name.startswith("examples/"):
            total.update(f"{name}\0".encode())
            total.update(path.read_bytes())
            total.update(b"\0")
    return f"sha256:{total.hexdigest()}"


def read_folder(root: Path) -> tuple[Pack | None, list[Problem]]:
    """Read a pack; what can be read, and every problem in it, warnings too.

    Problems of reference and type are looked for only when every table has its form: a question
    that cannot be read would otherwise be missed wherever it is named.
    """
    folder = Folder(root)
    pack = _read(folder)
    if pack is not None and not folder.problems:
        return pack, lint(pack, root, folder.texts)
    return pack, folder.problems


def _read(folder: Folder) -> Pack | None:
    manifest = folder.table(_MANIFEST)
    if manifest is None:
        return None
    changes = manifest.pop("change", [])
    head = folder.build(Manifest, manifest, _MANIFEST, ())
    if head is None:
        return None
    sections = [folder.section(id_) for id_ in head.sections]
    policies = [folder.whole(Policy, f"policies/{id_}.toml") for id_ in head.policies]
    return Pack(
        id=head.id,
        title=head.title,
        version=head.version,
        digest=digest(folder.root),
        sections=tuple(section for section in sections if section),
        value_sets={
            item.id: item for item in folder.listed(ValueSet, "value_set", "value-sets.toml")
        },
        policies={policy.id: policy for policy in policies if policy},
        sources={item.id: item for item in folder.listed(Source, "source", "sources.toml")},
        claims={item.id: item for item in folder.listed(Claim, "claim", "claims.toml")},
        contradictions=tuple(folder.contradictions()),
        assessment=folder.whole(Assessment, "assessment.toml") or Assessment(heading=(), say=()),
        default_policies=head.default_policies,
        changes=tuple(folder.tables(Change, "change", changes, _MANIFEST)),
    )


def load(root: Path) -> Pack:
    """Load a pack that can be used. Raises PackError with every error of form and reference."""
    pack, problems = read_folder(root)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if pack is None or errors:
        raise PackError(errors)
    return pack
