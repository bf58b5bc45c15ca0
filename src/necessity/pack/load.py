"""A folder of TOML to a Pack, or to every problem in it.

What a file holds is read by `forms.py`, and looked over by `measure.py` before anything thinks
about it. Nothing here trusts a file: it must be an ordinary one, and is read to a limit.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from necessity.pack.forms import Forms, Table
from necessity.pack.lint import lint
from necessity.pack.locate import locate
from necessity.pack.measure import too_much
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
    ENOUGH,
    PackError,
    Problem,
    Severity,
    begun,
    no_key,
)
from necessity.pack.questions import Section, Strict
from necessity.pack.reading import nearest

T = TypeVar("T")

_MANIFEST = "pack.toml"
_SIZE_LIMIT = 2_000_000
"""Bytes: a larger file is no section, policy or list of claims that a person keeps."""
_FILES = 500
"""TOML files in the folder of a pack, its examples aside."""
_MOST = {"sections": 50, "policies": 26}
"""In a pack. A summary names each policy by a letter."""
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")
"""A section or a policy is a file of the pack: its id must not lead out of the folder."""


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


class Folder(Forms):
    """Reads the files of one pack."""

    def bytes(self, name: str) -> bytes | None:
        """All of one file; None (and a problem) when it cannot be read."""
        try:
            return whole_file(self.root / name)
        except FileNotFoundError:
            self.problem("missing-file", name, "There is no such file.")
        except OSError as error:
            self.problem("missing-file", name, f"It cannot be read: {error.strerror}.")
        except ValueError as error:
            self.problem("not-toml", name, f"{error}.")
        return None

    def table(self, name: str) -> Table | None:
        """Read one file; None (and a problem) when it cannot be."""
        data = self.bytes(name)
        return None if data is None else self.parsed(data, name)

    # -- the kinds of file ------------------------------------------------------------------

    def section(self, id_: str) -> Section | None:
        """Read a section with its questions."""
        name = f"{id_}.toml"
        data = self.table(name)
        if data is None:
            return None
        items = self.items(data.pop("item", []), name, ())
        head = self.build(Section, {**data, "id": id_, "item": ()}, name, ())
        if head is None:
            return None
        return Section(id=id_, title=head.title, enable_when=head.enable_when, item=tuple(items))

    def listed(self, kind: type[T], key: str, name: str) -> list[T]:
        """Read a file that is one list of tables."""
        data = self.table(name) or {}
        for other in list(data.keys() - {key})[:ENOUGH]:
            line = locate(self.texts[name], (other, 0))
            self.problem("unknown-key", name, no_key(other, [key]), where=begun(other), line=line)
        return self.tables(kind, key, data.get(key, []), name)

    def contradictions(self) -> list[Contradiction]:
        """Read the contradictions; a pack may have none."""
        name = "contradictions.toml"
        there = (self.root / name).exists()
        return self.listed(Contradiction, "contradiction", name) if there else []

    def whole(self, kind: type[T], name: str) -> T | None:
        """Read a file that is one thing."""
        data = self.table(name)
        return None if data is None else self.build(kind, data, name, ())

    # -- the folder -------------------------------------------------------------------------

    def digest(self) -> str:
        """The digest over every TOML file of a pack but its examples, names included."""
        total = hashlib.sha256()
        names = sorted(path.relative_to(self.root).as_posix() for path in _toml(self.root))
        if len(names) > _FILES:
            self.problem("missing-file", "", f"It has more than {_FILES} files.")
        for name in names[:_FILES]:
            total.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            total.update(self.bytes(name) or b"")
            total.update(b"\0")
        return f"sha256:{total.hexdigest()}"

    def unlisted(self) -> Iterator[Problem]:
        """Files of the folder that nothing names: written, and then forgotten in `pack.toml`."""
        for path in sorted(_toml(self.root))[:_FILES]:
            name = path.relative_to(self.root).as_posix()
            if name not in self.texts:
                message = "Nothing names it, so it is not used."
                hint = "Write it into pack.toml, or take it away."
                yield Problem(
                    slug="unlisted-file",
                    file=str(path),
                    message=message,
                    hint=hint,
                    severity=Severity.WARNING,
                )

    def named(self, ids: tuple[str, ...], key: str) -> tuple[str, ...]:
        """The sections or policies of the manifest whose ids may be names of files."""
        most = _MOST[key]
        if len(ids) > most:
            message = f"I found {len(ids)} of them; {most} are the most."
            self.problem("wrong-type", _MANIFEST, message, where=key)
        for id_ in ids[:most]:
            if not _FILE_NAME.fullmatch(id_):
                message = f'"{begun(id_)}" cannot be the name of a file: letters, digits, - and _.'
                self.problem("id-shape", _MANIFEST, message, where=key)
        return tuple(id_ for id_ in ids[:most] if _FILE_NAME.fullmatch(id_))

    def defaults(self, head: Manifest) -> None:
        """The policies that judge when nobody chooses are policies of the pack."""
        for id_ in head.default_policies:
            if id_ not in head.policies and not self.full:
                message = f'There is no policy "{begun(id_)}".{nearest(id_, head.policies)}'
                self.problem("unknown-policy", _MANIFEST, message, where="default_policies")


def _toml(root: Path) -> Iterator[Path]:
    """The TOML files of a pack's folder that make it what it is: not its examples."""
    for path in root.rglob("*.toml"):
        if path.relative_to(root).parts[0] != "examples":
            yield path


def whole_file(path: Path) -> bytes:
    """All that is in an ordinary file. Raises OSError, ValueError.

    A device may do anything when it is opened, and a pipe would be waited for.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("It is no ordinary file")
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise ValueError("It is no ordinary file")
        data = file.read(_SIZE_LIMIT + 1)
    if len(data) > _SIZE_LIMIT:
        raise ValueError(f"It is larger than {_SIZE_LIMIT} bytes")
    return data


def read_folder(root: Path) -> tuple[Pack | None, list[Problem]]:
    """Read a pack; what can be read, and every problem in it, warnings too.

    Problems of reference and type are looked for only when every table has its form: a question
    that cannot be read would otherwise be missed wherever it is named.
    """
    folder = Folder(root)
    pack = _read(folder)
    if pack is not None and not folder.problems:
        for file, name, message in too_much(pack):
            folder.problem("too-large", file, message, where=name)
    if pack is not None and not folder.problems:
        return pack, [*lint(pack, root, folder.texts), *folder.unlisted()]
    return pack, folder.problems[:ENOUGH]


def _read(folder: Folder) -> Pack | None:
    manifest = folder.table(_MANIFEST)
    if manifest is None:
        return None
    changes = manifest.pop("change", [])
    head = folder.build(Manifest, manifest, _MANIFEST, ())
    if head is None:
        return None
    sections = [folder.section(id_) for id_ in folder.named(head.sections, "sections")]
    named = folder.named(head.policies, "policies")
    folder.defaults(head)
    policies = [folder.whole(Policy, f"policies/{id_}.toml") for id_ in named]
    return Pack(
        id=head.id,
        title=head.title,
        version=head.version,
        digest=folder.digest(),
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
