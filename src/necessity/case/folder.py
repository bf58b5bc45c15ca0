"""The folder in which cases lie: held open while something in it is done, flushed afterwards.

A temporary file is named after the process that writes it, never after a case. When that process
is dead nobody will finish the file, and a case may be in it: it is removed.
"""

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from necessity.case.disk import NEW, Disk
from necessity.case.process import machine, runs

_TEMPORARY = re.compile(r"\.necessity-(?:(?P<machine>[0-9a-f]{8})-(?P<pid>[0-9]{1,10})-)?\w+\.tmp")
"""Without a process: as older versions wrote it."""
_STALE = 86_400
"""Seconds after which no save goes on any more, on whatever computer."""
_NOTHING_TO_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


class Open:
    """A folder that is held open. Every name is one inside it."""

    def __init__(self, number: int, disk: Disk, left: set[str]) -> None:
        """`left` are temporary files that could not be removed yet."""
        self.number = number
        self.disk = disk
        self._left = left

    def temporary(self, data: bytes) -> str:
        """Write a private file that is on the disk when this returns, and give its name."""
        name = self.new_name()
        try:
            self._write(name, data)
        except BaseException:
            self.discard(name)
            raise
        return name

    def new_name(self) -> str:
        """A name for a temporary file of this process."""
        return f".necessity-{machine()}-{os.getpid()}-{os.urandom(8).hex()}.tmp"

    def _write(self, name: str, data: bytes) -> None:
        number = self.disk.open(name, NEW, self.number)
        try:
            self.disk.fchmod(number)
            rest = memoryview(data)
            while rest:
                rest = rest[self.disk.write(number, rest) :]
            self.disk.fsync(number)
        except BaseException:
            with suppress(OSError):
                self.disk.close(number)
            raise
        self.disk.close(number)

    def discard(self, *names: str) -> None:
        """Remove temporary files; one that cannot be is tried again with the next."""
        for name in {*names, *self._left}:
            try:
                self.disk.unlink(name, self.number)
            except FileNotFoundError:
                self._left.discard(name)
            except OSError:
                self._left.add(name)
            else:
                self._left.discard(name)

    def find(self, name: str) -> os.stat_result | None:
        """What a name stands for; None when there is no such name."""
        try:
            return self.disk.stat(name, self.number)
        except FileNotFoundError:
            return None

    def same(self, one: os.stat_result, name: str) -> bool:
        """Whether a name stands for that file."""
        other = self.find(name)
        return other is not None and os.path.samestat(one, other)

    def flush(self) -> None:
        """Wait until the disk has the names too."""
        try:
            self.disk.fsync(self.number)
        except OSError as error:
            if error.errno not in _NOTHING_TO_FLUSH:
                raise

    def temporaries(self) -> Iterator[re.Match[str]]:
        """The temporary files, whosesoever."""
        return filter(None, map(_TEMPORARY.fullmatch, self.disk.names(self.number)))

    def sweep(self) -> None:
        """Remove the temporary files of processes that are dead."""
        with suppress(OSError):  # it hinders no save
            for found in self.temporaries():
                if self._dead(found):
                    with suppress(OSError):
                        self.disk.unlink(found[0], self.number)

    def _dead(self, found: re.Match[str]) -> bool:
        if found["machine"] == machine():
            return not runs(int(found["pid"]))
        at = self.find(found[0])
        return at is not None and time.time() - at.st_mtime > _STALE


class Folder:
    """A folder by its path. The first who needs it makes it."""

    def __init__(self, path: Path, disk: Disk, *, private: bool = False) -> None:
        """`private`: only a folder of ours that nobody else may look into, and no link to one."""
        self.path = path
        self.disk = disk
        self._private = private
        self.ready = False
        """Whether it was there and swept; to be taken back when it has vanished."""
        self._left: set[str] = set()

    @contextmanager
    def made(self) -> Iterator[Open]:
        """Hold it open; it is made where it is missing."""
        if not self.ready or not self.path.is_dir():
            _make(self.path, self.disk)
            self.ready = False
        with self.opened() as folder:
            if not self.ready:
                folder.sweep()
                self.ready = True
            yield folder

    @contextmanager
    def opened(self) -> Iterator[Open]:
        """Hold it open. Raises OSError when there is none."""
        number = self.disk.open_folder(str(self.path), follow=not self._private)
        try:
            if self._private:
                self._check(self.disk.fstat(number))
            yield Open(number, self.disk, self._left)
        finally:
            with suppress(OSError):  # nothing was written through it
                self.disk.close(number)

    @staticmethod
    def _check(found: os.stat_result) -> None:
        if found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise PermissionError(errno.EACCES, "it is no private folder of yours")


def _make(folder: Path, disk: Disk) -> None:
    """Make the folder and those it stands in."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make(folder.parent, disk)
    with suppress(FileExistsError):
        disk.make_folder(str(folder))
