"""The system calls with which cases are kept, and nothing else.

Everything that touches a file goes through one Disk, so that a test can put one in its place of
which any call fails. Every name is a name inside a folder that is open already: a path that comes
to mean another folder, or a link that was planted in it, leads nowhere.
"""

import fcntl
import os
import sys
from pathlib import Path

READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
"""Never waits for the other end of a pipe, follows no link."""
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Only a file that was not there before."""
BOTH = os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
FIRST = BOTH | os.O_CREAT | os.O_EXCL
PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


class Disk:
    """Each method is one system call; a name counts from the folder whose number is given."""

    def open_folder(self, path: str, *, follow: bool = True) -> int:
        """Hold on to a folder. It may be a link: where the cases lie is for their user to say.

        Whoever could plant that link could put another folder in its place just as well.
        """
        link = 0 if follow else os.O_NOFOLLOW
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | link)

    def open(self, name: str, flags: int, folder: int) -> int:
        """Open a file of the folder; one that is made is for its user alone."""
        return os.open(name, flags, PRIVATE, dir_fd=folder)

    def close(self, number: int) -> None:
        """Some file systems say only here that what was written does not fit."""
        os.close(number)

    def read(self, number: int, count: int) -> bytes:
        """Give at most so many bytes; none at the end."""
        return os.read(number, count)

    def write(self, number: int, data: bytes | memoryview) -> int:
        """Write what fits, and say how much that was."""
        return os.write(number, data)

    def begin(self, number: int) -> None:
        """Read or write on from the beginning of the file."""
        os.lseek(number, 0, os.SEEK_SET)

    def cut(self, number: int) -> None:
        """Make the file empty."""
        os.ftruncate(number, 0)

    def fsync(self, number: int) -> None:
        """Wait until the disk has it."""
        os.fsync(number)

    def fchmod(self, number: int) -> None:
        """Make a file private, whatever the umask gave or took away."""
        os.fchmod(number, PRIVATE)

    def fstat(self, number: int) -> os.stat_result:
        """What an open file is."""
        return os.fstat(number)

    def stat(self, name: str, folder: int) -> os.stat_result:
        """What a name stands for; of a link, the link."""
        return os.stat(name, dir_fd=folder, follow_symlinks=False)

    def names(self, folder: int) -> list[str]:
        """All that stands in the folder."""
        return os.listdir(folder)

    def link(self, old: str, new: str, folder: int) -> None:
        """Give a file a second name, unless that name is taken."""
        os.link(old, new, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)

    def rename(self, old: str, new: str, folder: int) -> None:
        """Put a file in the place of another, in a single step."""
        os.replace(old, new, src_dir_fd=folder, dst_dir_fd=folder)

    def unlink(self, name: str, folder: int) -> None:
        """Take a name away."""
        os.unlink(name, dir_fd=folder)

    def make_folder(self, path: str) -> None:
        """Make one folder for its user alone, whatever the umask."""
        Path(path).mkdir(PRIVATE_FOLDER)
        Path(path).chmod(PRIVATE_FOLDER)

    def flock(self, number: int) -> None:
        """Lock an open file until it is closed. Raises BlockingIOError when somebody else has."""
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def standard_input(count: int) -> bytes:
    """Give at most so many bytes of what is piped in."""
    return sys.stdin.buffer.read(count)
