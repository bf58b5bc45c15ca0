"""Versions of a case: what a completed one said stays beside the amended one, to be read only.

`<id>.v1.case.toml` is the case as it was completed first, byte for byte; `<id>.case.toml` is the
case as it stands.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from necessity.case.model import Case
from necessity.case.source import bytes_of, case_of
from necessity.case.store import SUFFIX, path_of, write_file
from necessity.errors import CaseError, SaveError

_KEPT = re.compile(r"(?P<id>.+)\.v[1-9][0-9]{0,5}")
_READ_ONLY = 0o400


def path_of_version(path: Path, id_: str, version: int) -> Path:
    """Where a version is kept, beside the file of its case."""
    return path_of(path.parent, f"{id_}.v{version}")


def keep(path: Path) -> Path:
    """Keep the version in a case's file beside it. Raises SaveError; no other file is replaced."""
    try:
        data = bytes_of(path)
        case = case_of(data, path)
        kept = path_of_version(path, case.id, case.version)
        if kept.exists():
            _check_the_same(kept, case)
            return kept
    except CaseError as error:
        raise SaveError(f"The completed version could not be kept. {error}") from error
    write_file(kept, data.decode("utf-8"))
    kept.chmod(_READ_ONLY)
    return kept


def _check_the_same(kept: Path, case: Case) -> None:
    """An amendment that could not be saved has left its kept version: it need not be written.

    Raises SaveError, CaseError.
    """
    there = case_of(bytes_of(kept), kept)
    if (there.log, there.answers) != (case.log, case.answers):
        raise SaveError(f"{kept} is there already, and is another one. Nothing was changed.")


def present(paths: Iterable[Path]) -> list[Path]:
    """The files of cases as they stand, without the versions kept beside them."""
    found = list(paths)
    names = {path.name for path in found}
    return [path for path in found if not _is_kept(path, names)]


def _is_kept(path: Path, names: set[str]) -> bool:
    match = _KEPT.fullmatch(path.name.removesuffix(SUFFIX))
    return match is not None and f"{match['id']}{SUFFIX}" in names
