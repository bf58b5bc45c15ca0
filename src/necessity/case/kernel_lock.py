"""A lock that the kernel keeps (flock): it ends with its process, whatever ends that."""

import errno
import os
import stat
import time
from contextlib import suppress

from necessity.case.disk import BOTH, FIRST
from necessity.case.file import NotOurs, has_strange_name
from necessity.case.folder import Open
from necessity.case.holder import NOBODY, Held, held_by, holder, myself
from necessity.case.process import owner

_NONE_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}
TRIES = 20
PAUSE = 0.02
"""Seconds in which somebody writes who they are, or takes away a lock that they gave back."""
WORDS = 4096
"""Bytes of a lock file that are read."""


class NoKernelLocks(OSError):
    """This disk has none."""


class _Vanished(OSError):
    """The lock file was taken away meanwhile: whoever had it gave it back."""


class _TwoNames(NotOurs):
    """Just made by another: its temporary name was there, and is gone by now. Or it was planted."""


class _Mute(Exception):
    """Somebody has the lock and has not written yet who they are."""


def kernel_lock(folder: Open, name: str, *, over: bool) -> int | Held:
    """Give the number of the locked file, or say who has it. Raises OSError, NoKernelLocks."""
    for left in reversed(range(TRIES)):
        try:
            return _attempt(folder, name, over=over)
        except (_Vanished, _TwoNames):
            if not left:
                raise
        except _Mute:
            pass
        time.sleep(PAUSE)
    return held_by(NOBODY, breakable=False)


def _attempt(folder: Open, name: str, *, over: bool) -> int | Held:
    number, made = _opened(folder, name)
    try:
        found = _locked(folder, name, number, made=made, over=over)
    except BaseException:
        _close(folder, number)
        raise
    if isinstance(found, Held):
        _close(folder, number)
        return found
    return number


def _opened(folder: Open, name: str) -> tuple[int, bool]:
    try:
        return folder.disk.open(name, FIRST, folder.number), True
    except FileExistsError:
        try:
            return folder.disk.open(name, BOTH, folder.number), False
        except FileNotFoundError as error:
            raise _Vanished(error.errno, error.strerror) from error


def _locked(folder: Open, name: str, number: int, *, made: bool, over: bool) -> Held | None:
    _check(folder.disk.fstat(number), folder)
    try:
        folder.disk.flock(number)
    except BlockingIOError:
        return _held(folder, number)
    except OSError as error:
        if made:  # it says nothing, and would be in our own way
            folder.disk.unlink(name, folder.number)
        if error.errno in _NONE_HERE:
            raise NoKernelLocks(error.errno, error.strerror) from error
        raise
    if not folder.same(folder.disk.fstat(number), name):
        raise _Vanished(errno.ENOENT, os.strerror(errno.ENOENT))
    found = holder(folder.disk.read(number, WORDS))
    if found != NOBODY and not over and not found.gone(given=True):
        return held_by(found, breakable=True)
    _sign(folder, number)
    return None


def _held(folder: Open, number: int) -> Held:
    found = holder(folder.disk.read(number, WORDS))
    if found == NOBODY:
        raise _Mute
    return held_by(found, breakable=False)


def _sign(folder: Open, number: int) -> None:
    """Write who we are. It holds without, so that a full disk takes nothing but the words."""
    with suppress(OSError):
        folder.disk.fchmod(number)
        folder.disk.begin(number)
        folder.disk.cut(number)
        folder.disk.write(number, myself(kernel=True).written())


def _check(found: os.stat_result, folder: Open) -> None:
    """Refuse to write into what somebody else may read, or has planted."""
    if not stat.S_ISREG(found.st_mode):
        raise NotOurs("its lock file is no ordinary file")
    if found.st_nlink == 0:
        raise _Vanished(errno.ENOENT, os.strerror(errno.ENOENT))
    if found.st_uid != os.geteuid():
        raise NotOurs(f"its lock file belongs to {owner(found.st_uid)}")
    if has_strange_name(found, folder):
        raise _TwoNames("its lock file has a second name elsewhere (a hard link)")


def _close(folder: Open, number: int) -> None:
    with suppress(OSError):
        folder.disk.close(number)
