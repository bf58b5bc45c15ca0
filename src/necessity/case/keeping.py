"""One case in its folder: its lock, the version that should stand there, and where it is written.

Each save takes the lock, unless it is held since the case was opened, and then replaces just the
version that was loaded or saved last. Where another one stands the case goes on in a copy.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from necessity.case.backup import backup_of
from necessity.case.conflict import conflict_words, copies
from necessity.case.disk import Disk
from necessity.case.file import of_name, replaceable
from necessity.case.folder import Open
from necessity.case.holder import Held
from necessity.case.lock import Lock, lock_of
from necessity.case.source import case_of
from necessity.case.version import Changed, digest, put_first, put_next
from necessity.errors import CaseError, SaveError

SUFFIX = ".case.toml"


class Kept:
    """What a store knows of one case."""

    def __init__(self, id_: str, disk: Disk) -> None:
        self.id = id_
        """Under which it is written: its own, or that of a copy."""
        self.known: set[str] | None = None
        """Digests of what may stand in the file; None before anything was seen of it."""
        self.open = False
        """Whether somebody works on it: then the lock is kept between saves."""
        self._own = id_
        self._moved = ""
        self._missing = ""
        # A signal may have a save done inside another one. The inner one is newer: the outer one
        # must not be put over it, and must not take what it wrote for the work of a stranger.
        self._begun = 0
        self._done = 0
        self._inside = 0
        self._disk = disk
        self._lock = Lock(lock_of(self.name), disk)

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.id}{SUFFIX}"

    @property
    def weak(self) -> str:
        """Why its lock is not sure."""
        return self._lock.weak

    @property
    def notice(self) -> str:
        """What the user must know of the last save; "" when there is nothing."""
        missing = f"There is no backup of the version before: {self._missing}."
        return " ".join(filter(None, [self._moved, missing * bool(self._missing)]))

    # -- the lock ---------------------------------------------------------------------------

    def take(self, folder: Open, *, over: bool = False) -> Held | None:
        """Keep the lock until `release`; or say who has it."""
        held = self._lock.take(folder, over=over)
        self.open = held is None
        return held

    def release(self, folder: Open | None) -> None:
        """Give the lock back."""
        self._lock.release(folder)
        self.open = False

    # -- what stands in the file ------------------------------------------------------------

    def loaded(self, data: bytes | None) -> None:
        """Go on from this version; None: from none at all."""
        self.known = set() if data is None else {digest(data)}

    def turn(self) -> int:
        """The number of a save that begins."""
        self._begun += 1
        return self._begun

    def put(self, folder: Open, written: Callable[[str], bytes], mine: int) -> None:
        """Save the case, which `written` gives under an id. Raises OSError, SaveError.

        `mine` is the `turn` of the save.
        """
        held = self._lock.take(folder)
        if held is not None:
            state = f"{self.name} could not be written: {held} What was there is as it was."
            raise SaveError(f"{state} Leave it there first.")
        self._inside += 1
        try:
            self._put(folder, written, mine)
        finally:
            self._inside -= 1
            if not self.open and not self._inside:
                self._lock.release(folder)

    def _put(self, folder: Open, written: Callable[[str], bytes], mine: int) -> None:
        data = written(self.id)
        try:
            self._replace(folder, data, mine)
        except Changed:
            data = self._copy(folder, written, mine)
        if self._begun == mine and self._inside == 1 and self.known:
            self.known.intersection_update({digest(data)})
        self._done = max(self._done, mine)

    def _replace(self, folder: Open, data: bytes, mine: int) -> None:
        known, self._missing = self._known_here(folder), ""
        if folder.find(self.name) is None:
            with suppress(Changed):
                put_first(folder, self.name, data, known)
                return
        self._missing = put_next(folder, self.name, data, known, lambda: self._done > mine)

    def _known_here(self, folder: Open) -> set[str]:
        found = self._found(folder) if self.known is None else set()
        if self.known is None:
            self.known = found
        return self.known

    def _found(self, folder: Open) -> set[str]:
        """Of a file of which nothing is known, a case of the same id is the version before."""
        if replaceable(self.name, folder, backup_of(self.name)) is not None:
            data = of_name(self.name, folder)
            with suppress(CaseError):
                if case_of(data, Path(self.name)).id == self.id:
                    return {digest(data)}
        return set()

    # -- a copy -----------------------------------------------------------------------------

    def _copy(self, folder: Open, written: Callable[[str], bytes], mine: int) -> bytes:
        before = self.name
        for id_ in copies(self._own):
            if self._done > mine:
                return b""  # a save inside this one has seen the same, and what it wrote is newer
            if folder.find(f"{id_}{SUFFIX}") is not None:
                continue
            # first of all: whatever fails now, the next save goes on with this copy
            self._go_on_as(folder, id_)
            self._moved = conflict_words(before, self.name)
            with suppress(Changed):
                data = written(id_)
                self._replace(folder, data, mine)
                return data
        raise SaveError(f"{before} was changed by another program, and has too many copies.")

    def _go_on_as(self, folder: Open, id_: str) -> None:
        """Write under another id from now on, with its own lock."""
        was_open = self.open
        self.release(folder)
        self.id, self.known = id_, set()
        self._lock = Lock(lock_of(self.name), self._disk)
        if was_open:
            self.take(folder)
