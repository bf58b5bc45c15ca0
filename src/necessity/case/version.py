"""A new version of a file in the place of the one before, which is kept as its backup.

Every name that stands in the folder stands for a whole version at every moment: the new one is
complete and on the disk before it gets a name, the old one gets its second name before it loses
its first. A new name is given only where there was none.
"""

import errno
import hashlib
import os
from collections.abc import Callable

from necessity.case.backup import backup_of
from necessity.case.file import of_name, replaceable
from necessity.case.folder import Open
from necessity.case.limits import LARGEST

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
"""What file systems say that give a file only one name."""


class Changed(Exception):
    """The file is not the one that was loaded or last saved."""


class Unconfirmed(OSError):
    """The new version is in its place, and the disk did not say that it has it."""


def digest(data: bytes) -> str:
    """What tells one version from another."""
    return hashlib.sha256(data).hexdigest()


def put_first(folder: Open, name: str, data: bytes, known: set[str]) -> None:
    """Write a file where there is none. Raises OSError; Changed when there is one.

    `known` are the digests of the versions that may stand there; the new one's is added before it
    can.
    """
    spare = folder.temporary(data)
    try:
        known.add(digest(data))
        named = _named(folder, spare, name)
    finally:
        folder.discard(spare)
    if not named:
        raise Changed
    _confirm(folder)


def _named(folder: Open, spare: str, name: str) -> bool:
    try:
        folder.disk.link(spare, name, folder.number)
    except FileExistsError:
        # a server whose answer was lost says so of what it has done
        found = folder.find(name)
        if found is None:
            raise
        return folder.same(found, spare)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if folder.find(name) is not None:
            return False
        folder.disk.rename(spare, name, folder.number)
    return True


def put_next(
    folder: Open, name: str, data: bytes, known: set[str], newer: Callable[[], bool]
) -> str:
    """Replace a version that is known, unless a newer one was saved. Raises OSError, Changed.

    `known` is as above. Gives why there is no backup, "" when there is one.
    """
    spare = folder.temporary(data)
    try:
        missing = _backed_up(folder, name, known)
        known.add(digest(data))
        if newer():
            return missing
        folder.disk.rename(spare, name, folder.number)
    finally:
        folder.discard(spare)
    _confirm(folder)
    return missing


def put_any(folder: Open, name: str, data: bytes) -> None:
    """Replace whatever of ours stands there, without a backup. Raises OSError."""
    replaceable(name, folder)
    spare = folder.temporary(data)
    try:
        folder.disk.rename(spare, name, folder.number)
    finally:
        folder.discard(spare)
    _confirm(folder)


def _confirm(folder: Open) -> None:
    try:
        folder.flush()
    except OSError as error:
        raise Unconfirmed(error.errno, error.strerror) from error


def _backed_up(folder: Open, name: str, known: set[str]) -> str:
    """Keep the version that stands there. That it cannot be kept hinders no save."""
    found = replaceable(name, folder, backup_of(name))
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    if found.st_size > LARGEST:
        raise Changed
    old = of_name(name, folder)
    if digest(old) not in known:
        raise Changed
    spare = folder.new_name()
    try:
        if not _second_name(folder, name, spare):
            spare = folder.temporary(old)
        elif not os.path.samestat(found, folder.disk.stat(spare, folder.number)):
            raise Changed
        folder.disk.rename(spare, backup_of(name), folder.number)
    except OSError as error:
        return error.strerror or str(error)
    finally:
        folder.discard(spare)
    return ""


def _second_name(folder: Open, name: str, spare: str) -> bool:
    try:
        folder.disk.link(name, spare, folder.number)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True
