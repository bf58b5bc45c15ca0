"""Where cases lie: the one class that reads and writes them.

A case is written to a temporary file in its own folder, flushed to the disk, and put in the place
of the old one in a single step; then the folder is flushed too. Whatever happens in between, the
file is the old one or the new one. Nothing of a case is in a file's name but the case's id.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from necessity.case import layout
from necessity.case.bare import Bare, looks_bare, read_bare
from necessity.case.model import Case
from necessity.case.read import read_case
from necessity.case.table import CASE_ID, UNTOUCHED, parse, refused
from necessity.errors import CaseError, SaveError
from necessity.interview.state import Interview

SUFFIX = ".case.toml"
STANDARD_INPUT = Path("-")
"""Stands for what is piped in, as everywhere on a command line."""
_LIMIT = 20_000_000
_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700
_TEMPORARY = ".necessity-"
_STALE = 3600
"""Seconds after which a temporary file was left behind by a process that was killed."""

_ADVICE = {
    errno.ENOSPC: "The disk is full: make room on it",
    errno.EDQUOT: "Your share of the disk is used up: make room on it",
    errno.ENOENT: "Make its folder first",
}
_OTHERWISE = "Choose a folder that you can write to"


def path_of(folder: Path, id_: str) -> Path:
    """The file of a case. Raises CaseError when the id could leave the folder."""
    if not CASE_ID.fullmatch(id_):
        raise CaseError(
            f'"{id_}" is no case id. A case id is made of letters, digits, ".", "-" and "_", '
            'begins with a letter or a digit, and has no ".." and at most 81 characters.'
        )
    return folder / f"{id_}{SUFFIX}"


def list_cases(folder: Path) -> list[Path]:
    """Every case file of a folder, by name; those that cannot be read too."""
    found = folder.glob(f"*{SUFFIX}")
    return sorted(path for path in found if CASE_ID.fullmatch(path.name.removesuffix(SUFFIX)))


class FileStore:
    """Keeps the cases of one folder."""

    def __init__(self, folder: Path) -> None:
        """Nothing is touched: the folder is made by the first save."""
        self.folder = folder
        self._ready = False

    def save(self, case: Case, interview: Interview) -> Path:
        """Write a case in one step. Raises SaveError; then the file is as it was."""
        try:
            path = path_of(self.folder, case.id)
        except CaseError as error:
            raise SaveError(str(error)) from error
        if not self._ready:
            self._prepare()
        return write_file(path, layout.write(case, interview))

    def _prepare(self) -> None:
        with _saving(self.folder):
            _make_folder(self.folder)
            _sweep(self.folder)
        self._ready = True

    def load(self, path: Path) -> Case:
        """Read a case file to go on with it. Raises CaseError; a bare answers file is none."""
        case = load(path)
        if path.name != f"{case.id}{SUFFIX}":
            # It would be saved under its id: over the case it may have been copied from.
            where = f'it holds the case "{case.id}"'
            raise refused(str(path), "", f"{where}. Name it {case.id}{SUFFIX} to go on with it")
        return case


# -- writing --------------------------------------------------------------------------------


def write_file(path: Path, text: str) -> Path:
    """Write a private file in one step. Raises SaveError; then nothing has changed."""
    with _saving(path), _opened(path.parent) as folder:
        _check_replaceable(path)
        temporary = f"{_TEMPORARY}{os.urandom(8).hex()}.tmp"
        try:
            _write(temporary, text.encode("utf-8", "replace"), folder)
            os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
            raise
        _flush_folder(folder)
    return path


@contextmanager
def _saving(path: Path) -> Iterator[None]:
    """Turn what the system says into what happened and what to do."""
    try:
        yield
    except OSError as error:
        reason, advice = error.strerror or str(error), _ADVICE.get(error.errno or 0, _OTHERWISE)
        raise SaveError(
            f"{path} could not be written: {reason}. What was there is as it was. {advice}."
        ) from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Hold on to the folder itself: its path may come to mean another one."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield number
    finally:
        os.close(number)


def _check_replaceable(path: Path) -> None:
    """Refuse to put a file in the place of /dev/stdout, a pipe or a folder."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file")


def _write(name: str, data: bytes, folder: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, _PRIVATE, dir_fd=folder), "wb") as file:
        os.fchmod(file.fileno(), _PRIVATE)  # whatever the umask took away
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems have nothing to flush
            raise


def _make_folder(folder: Path) -> None:
    """Make the folder and those it stands in, for their user alone, whatever the umask."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(_PRIVATE_FOLDER)
        folder.chmod(_PRIVATE_FOLDER)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left: a case may be in them."""
    for path in folder.glob(f"{_TEMPORARY}*.tmp"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > _STALE:
                path.unlink()


# -- reading --------------------------------------------------------------------------------


def load(path: Path) -> Case:
    """Read a case file. Raises CaseError; a bare answers file is none."""
    return read_case(parse(_text(path), str(path)), str(path))


def read_file(path: Path) -> Case | Bare:
    """Read a case file or a bare answers file. Raises CaseError."""
    data = parse(_text(path), str(path))
    return read_bare(data, str(path)) if looks_bare(data) else read_case(data, str(path))


def _text(path: Path) -> str:
    try:
        data = _bytes(path)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "It looks like UTF-16. " if data[:2] in _UTF_16 else ""
        raise refused(
            str(path), "", f"it is not UTF-8 (byte {error.start}). {hint}Save it so"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else error
        raise CaseError(f"{path}: {reason}.\n  {UNTOUCHED}") from error


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _bytes(path: Path) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(_LIMIT + 1)
    # To open a device may do anything, and a pipe that nobody writes to would be waited for.
    _check_file(path, path.stat())
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags), "rb") as file:
        _check_file(path, os.fstat(file.fileno()))
        return file.read(_LIMIT + 1)


def _check_file(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
        raise refused(str(path), "", f"it is {kind}, not a file")
    if found.st_size > _LIMIT:
        raise refused(str(path), "", f"it is larger than {_LIMIT} bytes")
