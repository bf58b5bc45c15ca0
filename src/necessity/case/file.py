"""One file as it stands on the disk: looked at before it is read, and read to its end or not.

To open a device may do anything, a pipe that nobody writes to would be waited for, and a file
that somebody is writing is half of one version and half of another.
"""

import errno
import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from necessity.case.disk import READ, Disk
from necessity.case.folder import Folder, Open
from necessity.case.limits import LARGEST
from necessity.case.process import owner

_PART = 1 << 20
"""Bytes that are read at once of a file that may be large."""


class NotOurs(OSError):
    """A file that is not put in the place of, or not read; the reason is a part of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EPERM, reason)


def of_path(path: Path, disk: Disk) -> bytes:
    """All that is in a file. Raises OSError; ValueError when the path holds a NUL.

    The folder may be reached through links, the file itself may not be one: whoever can write
    into a cases folder could show with it any file that the reader may read.
    """
    with Folder(path.parent, disk).opened() as folder:
        return of_name(path.name or ".", folder)


def of_name(name: str, folder: Open) -> bytes:
    """All that is in a file of the folder. Raises OSError."""
    found = folder.disk.stat(name, folder.number)
    ordinary(found)
    number = folder.disk.open(name, READ, folder.number)
    try:
        for _ in range(2):
            data = _unchanged(number, folder.disk)
            if data is not None:
                return data
    finally:
        with suppress(OSError):
            folder.disk.close(number)
    raise NotOurs("it is being changed while I read it. Try again in a moment")


def digest_of(path: Path, disk: Disk, largest: int) -> str:
    """`sha256:` and hex digits of all that is in a file; nothing of it is kept. Raises OSError.

    ValueError when the path holds a NUL.
    """
    with Folder(path.parent, disk).opened() as folder:
        name = path.name or "."
        ordinary(folder.disk.stat(name, folder.number), largest)
        number = folder.disk.open(name, READ, folder.number)
        try:
            return f"sha256:{_summed(number, disk, largest)}"
        finally:
            with suppress(OSError):
                disk.close(number)


def _summed(number: int, disk: Disk, largest: int) -> str:
    before = disk.fstat(number)
    ordinary(before, largest)
    digest, size = sha256(), 0
    while size <= largest and (part := disk.read(number, _PART)):
        digest.update(part)
        size += len(part)
    after = disk.fstat(number)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or after.st_size != size:
        raise NotOurs("it is being changed while I read it. Try again in a moment")
    return digest.hexdigest()


def _unchanged(number: int, disk: Disk) -> bytes | None:
    """Read an open file from its beginning; None when it was changed meanwhile."""
    before = disk.fstat(number)
    ordinary(before)
    disk.begin(number)
    data = _all(number, disk)
    after = disk.fstat(number)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else None


def _all(number: int, disk: Disk) -> bytes:
    parts: list[bytes] = []
    room = LARGEST + 1
    while room > 0 and (part := disk.read(number, room)):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)


def ordinary(found: os.stat_result, largest: int = LARGEST) -> None:
    """Refuse what is no file, and a file that is too large to read."""
    if not stat.S_ISREG(found.st_mode):
        raise NotOurs(f"{_kind(found.st_mode)}, not a file")
    if found.st_size > largest:
        raise NotOurs(f"it is larger than {largest} bytes")


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a symbolic link"
    return "it is a folder" if stat.S_ISDIR(mode) else "it is a pipe or a device"


def replaceable(name: str, folder: Open, *friends: str) -> os.stat_result | None:
    """Give the file that would be replaced; None when there is none. Raises NotOurs.

    A second name of the same file is no stranger when it is our backup or a temporary file of
    ours: a save that was cut short leaves them so.
    """
    found = folder.find(name)
    if found is None:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise NotOurs(f"{_kind(found.st_mode)}, not a file")
    if found.st_uid != os.geteuid():
        raise NotOurs(f"it belongs to {owner(found.st_uid)}, not to you")
    if has_strange_name(found, folder, *friends):
        raise NotOurs("it has a second name elsewhere (a hard link)")
    return found


def has_strange_name(found: os.stat_result, folder: Open, *friends: str) -> bool:
    """Whether a file has a second name that is neither a friend nor a temporary one."""
    if found.st_nlink <= 1:
        return False
    names = [*friends, *(match[0] for match in folder.temporaries())]
    return found.st_nlink > 1 + sum(folder.same(found, name) for name in names)
