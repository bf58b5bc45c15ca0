"""Where cases lie: the one class that reads and writes them.

A case is written to a temporary file in its own folder, flushed to the disk, and put in the place
of the old one in a single step; then the folder is flushed too. Whatever happens in between, the
file is the old one or the new one. Nothing of a case is in a file's name but the case's id.
"""

import os
import re
import stat
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from necessity.case import layout
from necessity.case.bare import Bare, looks_bare, read_bare
from necessity.case.model import Case
from necessity.case.read import UNTOUCHED, read_case, refused
from necessity.errors import CaseError, SaveError
from necessity.interview.state import Interview

SUFFIX = ".case.toml"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_LIMIT = 20_000_000
_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700


def path_of(folder: Path, id_: str) -> Path:
    """The file of a case. Raises CaseError when the id could leave the folder."""
    if not _ID.fullmatch(id_) or ".." in id_:
        raise CaseError(
            f'"{id_}" is no case id. A case id is made of letters, digits, ".", "-" and "_", '
            "and begins with a letter or a digit."
        )
    return folder / f"{id_}{SUFFIX}"


def list_cases(folder: Path) -> list[Path]:
    """Every case file of a folder, by name."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))


class FileStore:
    """Keeps the cases of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, case: Case, interview: Interview) -> Path:
        """Write a case in one step. Raises SaveError; then the file is as it was."""
        try:
            self.folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            raise _unsaved(self.folder, error) from error
        return write_file(path_of(self.folder, case.id), layout.write(case, interview))

    def load(self, path: Path) -> Case:
        """Read a case file. Raises CaseError; a bare answers file is none."""
        found = read_file(path)
        if isinstance(found, Bare):
            raise refused(str(path), "format", "it is missing: this is no case file")
        return found


def write_file(path: Path, text: str) -> Path:
    """Write a private file in one step. Raises SaveError; then nothing has changed."""
    temporary = path.parent / f".{os.urandom(8).hex()}.tmp"
    try:
        with _new_file(temporary) as number:
            _write_all(number, text.encode("utf-8"))
            os.fsync(number)
        os.replace(temporary, path)
        _flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _unsaved(path, error) from error
    return path


@contextmanager
def _new_file(path: Path) -> Iterator[int]:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _PRIVATE)
    try:
        os.fchmod(number, _PRIVATE)  # whatever the umask took away
        yield number
    finally:
        os.close(number)


def _write_all(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


def _flush_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _unsaved(path: Path, error: OSError) -> SaveError:
    reason = error.strerror or str(error)
    return SaveError(f"{path} could not be written: {reason}. What was there is as it was.")


def read_file(path: Path) -> Case | Bare:
    """Read a case file or a bare answers file. Raises CaseError."""
    data = _toml(path)
    if looks_bare(data):
        return read_bare(data, str(path))
    return read_case(data, str(path))


def _toml(path: Path) -> dict[str, Any]:
    try:
        text = _bytes(path).decode("utf-8")
        return tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise CaseError(f"{path}: {error.strerror or error}.\n  {UNTOUCHED}") from error
    except UnicodeDecodeError as error:
        raise refused(str(path), "", f"it is not UTF-8 (byte {error.start})") from error
    except (tomllib.TOMLDecodeError, RecursionError, ValueError, ArithmeticError) as error:
        raise refused(str(path), "", f"it is not TOML: {error}") from error


def _bytes(path: Path) -> bytes:
    # O_NONBLOCK: opening a named pipe that nobody writes to would wait for ever.
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise refused(str(path), "", "it is no file")
        if found.st_size > _LIMIT:
            raise refused(str(path), "", f"it is larger than {_LIMIT} bytes")
        return file.read(_LIMIT + 1)
