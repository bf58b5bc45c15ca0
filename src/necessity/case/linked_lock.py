"""A lock that is only a file: for disks without kernel locks.

It gets its name in one step and with its words in it. To take over the lock of a dead process
takes a second file, which only one can make: another may have thought of the same.
"""

import errno
import time
from contextlib import suppress

from necessity.case.disk import NEW, READ
from necessity.case.folder import Open
from necessity.case.holder import NOBODY, Held, Holder, held_by, holder, myself
from necessity.case.kernel_lock import PAUSE, TRIES, WORDS

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def linked_lock(folder: Open, name: str, *, over: bool) -> Holder | Held:
    """Give what our lock file says, or say who has it. Raises OSError."""
    mine = myself(kernel=False)
    spare = folder.temporary(mine.written())
    try:
        for _ in range(TRIES):
            found = _attempt(folder, spare, name, mine, over=over)
            if found is not None:
                return found
            time.sleep(PAUSE)
    finally:
        folder.discard(spare)
    return held_by(NOBODY, breakable=True)


def read_lock(folder: Open, name: str) -> Holder | None:
    """What a lock file says; None when there is none."""
    try:
        number = folder.disk.open(name, READ, folder.number)
    except FileNotFoundError:
        return None
    try:
        return holder(folder.disk.read(number, WORDS))
    finally:
        with suppress(OSError):
            folder.disk.close(number)


def _attempt(
    folder: Open, spare: str, name: str, mine: Holder, *, over: bool
) -> Holder | Held | None:
    if _named(folder, spare, name, mine):
        return mine
    found = read_lock(folder, name)
    if found is None:
        return None
    if over or found.gone(given=False):
        return mine if _taken_over(folder, spare, name, mine, over=over) else None
    return None if found == NOBODY else held_by(found, breakable=True)


def _named(folder: Open, spare: str, name: str, mine: Holder) -> bool:
    try:
        folder.disk.link(spare, name, folder.number)
    except FileExistsError:
        # a server whose answer was lost says so of what it has done
        return folder.same(folder.disk.stat(spare, folder.number), name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _made(folder, name, mine)
    return True


def _made(folder: Open, name: str, mine: Holder) -> bool:
    try:
        number = folder.disk.open(name, NEW, folder.number)
    except FileExistsError:
        return False
    try:
        folder.disk.fchmod(number)
        folder.disk.write(number, mine.written())
    finally:
        folder.disk.close(number)
    return True


def _taken_over(folder: Open, spare: str, name: str, mine: Holder, *, over: bool) -> bool:
    """Replace the lock of a dead process; one at a time, or the second replaces the first's."""
    guard = f"{name}.over"
    if not _named(folder, spare, guard, mine):
        found = read_lock(folder, guard)
        if found is not None and (over or found.gone(given=False)):
            _remove(folder, guard)  # its owner ended in the middle of this
        return False
    try:
        found = read_lock(folder, name)
        if found is not None and (over or found.gone(given=False)):
            _replace(folder, name, mine)
            return True
    finally:
        _remove(folder, guard)
    return False


def _remove(folder: Open, name: str) -> None:
    with suppress(OSError):
        folder.disk.unlink(name, folder.number)


def _replace(folder: Open, name: str, mine: Holder) -> None:
    spare = folder.temporary(mine.written())
    try:
        folder.disk.rename(spare, name, folder.number)
    finally:
        folder.discard(spare)
