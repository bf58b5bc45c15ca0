"""Which process this is, and whether another one still runs.

A number is given to a new process after a while, and every computer counts anew: beside it stand
the time at which the process began, the start of the computer, and a mark of the computer.
"""

import hashlib
import os
import pwd
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_BEGAN = 19
"""Which word behind the name of a process in /proc/PID/stat is when it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process on one computer. What is not known is ""."""

    user: str
    host: str
    machine: str
    """Eight hex digits of the computer and of the part of it whose processes can be seen."""
    boot: str
    """Differs each time the computer is started."""
    pid: int
    began: str
    """In ticks since the computer was started."""

    @property
    def here(self) -> bool:
        """Whether it was on this computer."""
        return self.machine == machine()

    @property
    def dead(self) -> bool:
        """Whether it surely runs no more. Of another computer that is never known."""
        if not self.here:
            return False
        if self.boot and _boot() and self.boot != _boot():
            return True
        if not runs(self.pid):
            return True
        now = began(self.pid)
        return bool(self.began and now and now != self.began)


def this() -> Process:
    """The process that asks. Not kept: a fork is another one."""
    pid = os.getpid()
    return Process(
        user=owner(os.geteuid()),
        host=os.uname().nodename,
        machine=machine(),
        boot=_boot(),
        pid=pid,
        began=began(pid),
    )


def owner(number: int) -> str:
    """The name of a user, or the number when nobody has it."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def runs(pid: int) -> bool:
    """Whether a process of this computer has that number now."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError) as error:
        return isinstance(error, PermissionError)  # it is somebody else's
    return True


def began(pid: int) -> str:
    """When a process began; "" where the system does not tell."""
    text = _first(f"/proc/{pid}/stat")
    words = text.rpartition(")")[2].split()  # its name may hold spaces and brackets
    return words[_BEGAN] if len(words) > _BEGAN else ""


@lru_cache(maxsize=1)
def machine() -> str:
    """A mark of this computer; containers that cannot see each other's processes differ."""
    seen = ""
    with suppress(OSError):
        seen = str(Path("/proc/self/ns/pid").readlink())
    marks = (os.uname().nodename, _first("/etc/machine-id"), seen)
    return hashlib.sha256("\0".join(marks).encode("utf-8", "replace")).hexdigest()[:8]


@lru_cache(maxsize=1)
def _boot() -> str:
    return _first("/proc/sys/kernel/random/boot_id")


def _first(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
