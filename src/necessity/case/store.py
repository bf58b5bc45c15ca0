"""Where cases lie: the one class that keeps them.

A case is written to a temporary file in its own folder, flushed to the disk, and put in the place
of the version before, which is kept as its backup; then the folder is flushed too. Whatever
happens in between, the file is the old one or the new one. A case that is open is locked, and a
file that is not the one that was loaded or last saved is never written over: the case goes on in a
copy beside it. Nothing of a case is in a file's name but the case's id.
"""

import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from necessity.case import layout
from necessity.case.backup import backup_of, original_of
from necessity.case.disk import Disk
from necessity.case.elsewhere import places
from necessity.case.folder import Folder
from necessity.case.holder import NOBODY, Held, held_by
from necessity.case.keeping import SUFFIX, Kept
from necessity.case.limits import unreadable
from necessity.case.linked_lock import read_lock
from necessity.case.lock import lock_of
from necessity.case.model import Case
from necessity.case.process import this
from necessity.case.source import STANDARD_INPUT, load, load_bytes, read_file
from necessity.case.table import CASE_ID, refused
from necessity.case.trouble import KEPT, save_error
from necessity.case.version import Unconfirmed, put_any
from necessity.errors import CaseError, SaveError
from necessity.interview.state import Interview

__all__ = [
    "STANDARD_INPUT",
    "SUFFIX",
    "FileStore",
    "Held",
    "list_cases",
    "load",
    "path_of",
    "read_file",
    "write_file",
]

_PATIENCE = 10
"""Seconds that a save waits for that of another thread, which may hang with its disk."""
_VANISHED = {errno.ENOENT, errno.ESTALE}
"""The folder was taken away while it was held open: it is made again, once."""


def path_of(folder: Path, id_: str) -> Path:
    """The file of a case. Raises CaseError when the id could leave the folder."""
    if not CASE_ID.fullmatch(id_):
        raise CaseError(
            f'"{id_}" is no case id. A case id is made of letters, digits, ".", "-" and "_", '
            'begins with a letter or a digit, and has no ".." and at most 81 characters.'
        )
    return folder / f"{id_}{SUFFIX}"


def list_cases(folder: Path) -> list[Path]:
    """Every case file of a folder, by name, also those that cannot be read.

    One of which only the backup is there is among them: a case does not vanish without a word.
    """
    names = {path.name for path in folder.glob(f"*{SUFFIX}")}
    names |= {original_of(path.name) for path in folder.glob(backup_of(f"*{SUFFIX}"))}
    return sorted(folder / name for name in names if CASE_ID.fullmatch(name.removesuffix(SUFFIX)))


def write_file(path: Path, text: str) -> Path:
    """Write a private file in one step. Raises SaveError; then nothing has changed."""
    disk = Disk()
    try:
        with Folder(path.parent, disk).opened() as folder:
            put_any(folder, path.name, text.encode("utf-8", "replace"))
    except OSError as error:
        raise save_error(path, error) from error
    return path


class FileStore:
    """Keeps the cases of one folder."""

    def __init__(self, folder: Path, disk: Disk | None = None, *, private: bool = False) -> None:
        """Nothing is touched: the folder is made by whatever needs it first.

        `private`: nobody else may look into the folder, and nothing in it is replaced.
        """
        self.folder = folder
        self.notice = ""
        """What the user must know of the last save that was done; "" when there is nothing."""
        self.weak = ""
        """Why the lock of the case taken last is not sure; "" when it is."""
        self._disk = disk or Disk()
        self._private = private
        self._place = Folder(folder, self._disk, private=private)
        self._cases: dict[str, Kept] = {}
        self._refuges: dict[Path, FileStore] = {}
        self._turn = threading.RLock()

    # -- opening ----------------------------------------------------------------------------

    def take(self, id_: str, *, over: bool = False) -> Held | None:
        """Lock a case before it is loaded, until `release`; or say who has it open.

        `over` takes it from one who may be gone, after the user said so. Raises CaseError.
        """
        path_of(self.folder, id_)
        kept = self._opened(id_)
        try:
            with self._turn, self._place.made() as folder:
                held = kept.take(folder, over=over)
        except OSError as error:
            kept.open = True  # each save tries again
            self.weak = f"{self.folder} cannot be used: {error.strerror or error}."
            return None
        self.weak = kept.weak
        return held

    def holder(self, id_: str) -> Held | None:
        """Who else seems to have a case open, by its lock file; nothing is locked."""
        path_of(self.folder, id_)
        try:
            with self._place.opened() as folder:
                found = read_lock(folder, lock_of(f"{id_}{SUFFIX}"))
        except OSError:  # nothing to be read: whoever opens the case is told
            return None
        gone = found is None or found == NOBODY or found.gone(given=False)
        mine = found is not None and found.process == this()
        return None if found is None or gone or mine else held_by(found, breakable=False)

    def release(self) -> None:
        """Give every lock back: the cases are left."""
        for kept in self._cases.values():
            with self._turn:
                with suppress(OSError), self._place.opened() as folder:
                    kept.release(folder)
                kept.release(None)

    def begin(self, id_: str) -> None:
        """Make sure that there is no such case yet. Raises CaseError."""
        path = path_of(self.folder, id_)
        if path in list_cases(self.folder) or path.is_symlink():
            raise CaseError(f'There is a case "{id_}" already, or a backup of one: {path}.')
        self._opened(id_).loaded(None)

    def load(self, path: Path) -> Case:
        """Read a case file to go on with it. Raises CaseError; a bare answers file is none."""
        data, case = load_bytes(path)
        if path.name != f"{case.id}{SUFFIX}":
            # It would be saved under its id: over the case it may have been copied from.
            where = f'it holds the case "{case.id}"'
            raise refused(str(path), "", f"{where}. Name it {case.id}{SUFFIX} to go on with it")
        if path.parent == self.folder:
            self._opened(case.id).loaded(data)
        return case

    def _of(self, id_: str) -> Kept:
        if id_ not in self._cases:
            self._cases[id_] = Kept(id_, self._disk)
            if self._private:  # nobody saw what is there already: it stays
                self._cases[id_].loaded(None)
        return self._cases[id_]

    def _opened(self, id_: str) -> Kept:
        if self._of(id_).id != id_:  # it had gone on in a copy, which is another case now
            del self._cases[id_]
        return self._of(id_)

    # -- saving -----------------------------------------------------------------------------

    def save(self, case: Case, interview: Interview) -> Path:
        """Write a case in one step and say where. Raises SaveError; then nothing is lost.

        The path is another one when the file was changed by another program: see `notice`.
        """
        try:
            path = path_of(self.folder, case.id)
        except CaseError as error:
            raise SaveError(str(error)) from error
        kept = self._of(case.id)
        try:
            with self._alone(path):
                self._put(
                    kept, lambda id_: _data(replace(case, id=id_), interview, path), kept.turn()
                )
        except SaveError as error:
            raise SaveError(f"{error} {KEPT}" if kept.open else str(error)) from error
        self._cases[kept.id] = kept  # a copy may be saved under its own id from now on
        self.notice, self.weak = kept.notice, kept.weak
        return self.folder / kept.name

    def _put(self, kept: Kept, written: Callable[[str], bytes], mine: int) -> None:
        try:
            try:
                self._in_place(kept, written, mine)
            except OSError as error:
                if isinstance(error, Unconfirmed) or error.errno not in _VANISHED:
                    raise
                self._place.ready = False
                self._in_place(kept, written, mine)
        except OSError as error:
            raise save_error(self.folder / kept.name, error) from error

    def _in_place(self, kept: Kept, written: Callable[[str], bytes], mine: int) -> None:
        with self._place.made() as folder:
            kept.put(folder, written, mine)

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """One thread after the other. A signal may ask for a save inside another: that is done."""
        if not self._turn.acquire(timeout=_PATIENCE):
            raise SaveError(f"{path} has been being saved for {_PATIENCE} seconds.")
        try:
            yield
        finally:
            self._turn.release()

    def save_elsewhere(self, case: Case, interview: Interview) -> Path:
        """Write a case that is left while its folder takes nothing. Raises SaveError."""
        tried: list[str] = []
        for place in places():
            try:
                return self._refuge(place).save(case, interview)
            except SaveError as error:
                tried.append(f"  {error}")
        raise SaveError("\n".join(["The case could not be written anywhere.", *tried]))

    def _refuge(self, place: Path) -> "FileStore":
        if place not in self._refuges:
            self._refuges[place] = FileStore(place, self._disk, private=True)
        return self._refuges[place]


def _data(case: Case, interview: Interview, path: Path) -> bytes:
    """What is written, which can be read again."""
    text = layout.write(case, interview)
    reason = unreadable(text)
    if reason:
        words = "It could not be read again. Shorten the longest note"
        raise SaveError(f"{path} could not be written: {reason}. {words}.")
    return text.encode("utf-8", "replace")
