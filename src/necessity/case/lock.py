"""The lock of a case: one writer at a time, and nothing that stays behind.

Beside `c-1.case.toml` stands `c-1.case.lock`. Whoever has the case open holds a kernel lock on it;
the words in it are for the next who comes. They are believed where the kernel knows nothing: on a
disk that another computer shares, or that has no kernel locks. What no lock can guard, the digests
do that the store compares.
"""

import os
from contextlib import suppress

from necessity.case.disk import Disk
from necessity.case.folder import Open
from necessity.case.holder import Held, Holder
from necessity.case.kernel_lock import NoKernelLocks, kernel_lock
from necessity.case.linked_lock import linked_lock, read_lock
from necessity.case.process import owner


def lock_of(name: str) -> str:
    """The name of the lock of a case file; it is never renamed, as the case file is."""
    return f"{name.removesuffix('.toml')}.lock"


class Lock:
    """The lock of one case. Not for two threads at once."""

    def __init__(self, name: str, disk: Disk) -> None:
        """`name` is the lock file's."""
        self.name = name
        self._disk = disk
        self.weak = ""
        """Why the lock is not sure, in one sentence; "" when it is, or when there is none."""
        self._lock: int | Holder | None = None
        """The number of the file that the kernel locked, or what our file says."""

    def take(self, folder: Open, *, over: bool = False) -> Held | None:
        """Take the lock; or say who has it. `over`: also from one who may be gone.

        Where no lock can be made the case is taken without one, and `weak` says so.
        """
        if self.keeps(folder):
            return None
        self._drop()
        try:
            found = self._found(folder, over=over)
        except OSError as error:
            return self._without(folder, error)
        if isinstance(found, Held):
            return found
        self._lock = found
        return None

    def _found(self, folder: Open, *, over: bool) -> int | Holder | Held:
        try:
            return kernel_lock(folder, self.name, over=over)
        except NoKernelLocks as error:
            found = linked_lock(folder, self.name, over=over)
            self.weak = (
                f"This disk has no locks ({error.strerror}): leave the case here before you open "
                "it on another computer."
            )
            return found

    def _without(self, folder: Open, error: OSError) -> Held | None:
        with suppress(OSError):
            found = folder.find(self.name)
            if found is not None and found.st_uid != os.geteuid():
                return Held(user=owner(found.st_uid))
        reason = error.strerror or str(error)
        self.weak = (
            f"No lock could be made ({reason}): somebody else can open the case at the same time."
        )
        return None

    def keeps(self, folder: Open) -> bool:
        """Whether it is still ours: the file may have been removed, and made by another."""
        try:
            match self._lock:
                case int():
                    return folder.same(folder.disk.fstat(self._lock), self.name)
                case Holder():
                    found = read_lock(folder, self.name)
                    return found is not None and found.mark == self._lock.mark
        except OSError:
            pass
        return False

    def release(self, folder: Open | None) -> None:
        """Give it back; without its folder (None) as far as that goes."""
        if folder is not None and self.keeps(folder):
            with suppress(OSError):
                self._disk.unlink(self.name, folder.number)
        self._drop()

    def _drop(self) -> None:
        number, self._lock, self.weak = self._lock, None, ""
        if isinstance(number, int):
            with suppress(OSError):
                self._disk.close(number)
