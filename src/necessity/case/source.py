"""A case file or a bare answers file from a path to what is in it, or a refusal that says why."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from necessity.case.backup import help_from
from necessity.case.bare import Bare, looks_bare, read_bare
from necessity.case.disk import Disk, standard_input
from necessity.case.file import of_path
from necessity.case.limits import LARGEST, decoded
from necessity.case.model import Case
from necessity.case.read import read_case
from necessity.case.table import UNTOUCHED, parse, refused
from necessity.errors import CaseError

T = TypeVar("T")
STANDARD_INPUT = Path("-")
"""Stands for what is piped in, as everywhere on a command line."""


def load(path: Path) -> Case:
    """Read a case file. Raises CaseError; a bare answers file is none."""
    return load_bytes(path)[1]


def load_bytes(path: Path) -> tuple[bytes, Case]:
    """Read a case file; give what was read too. Raises CaseError."""
    return _or_help(path, _with_bytes)


def read_file(path: Path) -> Case | Bare:
    """Read a case file or a bare answers file. Raises CaseError."""
    return _or_help(path, _either)


def case_at(path: Path) -> Case:
    """Read a case file, without a word on its backup. Raises CaseError."""
    return _with_bytes(path)[1]


def _with_bytes(path: Path) -> tuple[bytes, Case]:
    data = bytes_of(path)
    return data, case_of(data, path)


def _either(path: Path) -> Case | Bare:
    return _read(bytes_of(path), path, _of_either)


def _of_either(data: Mapping[str, Any], file: str) -> Case | Bare:
    return read_bare(data, file) if looks_bare(data) else read_case(data, file)


def _or_help(path: Path, reading: Callable[[Path], T]) -> T:
    try:
        return reading(path)
    except CaseError as problem:
        if path == STANDARD_INPUT:
            raise
        raise help_from(path, problem, case_at) from problem


def bytes_of(path: Path, disk: Disk | None = None) -> bytes:
    """All that is in a file, which nobody changes meanwhile. Raises CaseError."""
    if path == STANDARD_INPUT:
        return standard_input(LARGEST + 1)
    try:
        return of_path(path, disk or Disk())
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else error
        raise CaseError(f"{path}: {reason}.\n  {UNTOUCHED}") from error


def case_of(data: bytes, path: Path) -> Case:
    """Read the bytes of a case file. Raises CaseError."""
    return _read(data, path, read_case)


def _read(data: bytes, path: Path, reading: Callable[[Mapping[str, Any], str], T]) -> T:
    file = str(path)
    try:
        return reading(parse(decoded(data), file), file)
    except MemoryError as error:
        raise refused(file, "", "there is not enough memory to read it") from error
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise refused(file, "", f"{error}") from error
