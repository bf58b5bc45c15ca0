"""A real terminal for a test: a pty that a program lives on, and what its screen shows."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

_TAKE = """
import fcntl, os, sys, termios
if sys.argv[1] == "controlling":
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
del os.environ["PYTHONCOERCECLOCALE"]
os.execvp(sys.argv[2], sys.argv[2:])
"""
"""Makes the pty the controlling terminal, as a login does, and becomes the program.

It must not add to its environment, as Python does where the locale is C.
"""
UTF8 = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


def clean_environment(more: Mapping[str, str]) -> dict[str, str]:
    """What a login has, and nothing of the test's own terminal."""
    kept = ("PATH", "HOME", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
    here = {name: os.environ[name] for name in kept if name in os.environ}
    return here | UTF8 | {"NECESSITY_HINT": "0"} | dict(more)


class Screen:
    """One program on a pty of its own, in a session of its own."""

    def __init__(  # noqa: PLR0913 - each is one thing a terminal has
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        controlling: bool = True,
        says_size: bool = True,
        folder: Path | None = None,
    ) -> None:
        self.size = size
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = bytearray()
        """Every byte the program sent."""
        self._lock = threading.Lock()
        self.reading = threading.Event()
        """Cleared, the terminal stands still and takes nothing."""
        self.reading.set()
        self._closed = False
        self.master, self.slave = pty.openpty()
        if says_size:
            self.resize(*size)
        self.before = termios.tcgetattr(self.slave)
        how = "controlling" if controlling else "other"
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE, how, *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env=clean_environment({**(environment or {}), "PYTHONCOERCECLOCALE": "0"}),
            cwd=folder,
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pid in [*children(self.process.pid), self.process.pid]:
            if self.process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.wait(10)
        self.close()

    def close(self) -> None:
        """Close the line, as a terminal does that goes away."""
        if not self._closed:
            self._closed = True
            os.close(self.slave)
            self.reading.set()
            self._thread.join(2)
            os.close(self.master)

    def _read(self) -> None:
        while not self._closed:
            self.reading.wait()
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self.master, 65536)
            except OSError:  # EIO: the program has gone, and the line is closed
                return
            with self._lock:
                self.raw += data
                self._stream.feed(data)

    # -- what a person does -----------------------------------------------------------------

    def send(self, data: bytes | str) -> None:
        """Send bytes as they are, all at once."""
        os.write(self.master, data.encode() if isinstance(data, str) else data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        with self._lock:
            self._screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # -- what a person sees -----------------------------------------------------------------

    @property
    def text(self) -> str:
        """The whole screen."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """The screen with every run of white space as one space."""
        return " ".join(self.text.split())

    def wait_for(self, *texts: str, seconds: float = 20) -> None:
        """Wait until all these words stand on the screen together."""
        end = time.monotonic() + seconds
        while not all(text in self.words for text in texts):
            if time.monotonic() > end:
                pytest.fail(f"never saw {texts!r}; the screen is\n{self.text}")
            if self.process.poll() is not None and time.monotonic() > end - seconds + 2:
                pytest.fail(f"ended {self.process.returncode} without {texts!r}:\n{self.text}")
            time.sleep(0.01)

    @property
    def modes(self) -> set[int]:
        """The private modes that are on, as the bytes say."""
        on: set[int] = set()
        for number, letter in private_modes(bytes(self.raw)):
            (on.add if letter == "h" else on.discard)(number)
        return on

    @property
    def sane(self) -> bool:
        """Whether the terminal is as it was before the program came."""
        local, before = int(termios.tcgetattr(self.slave)[3]), int(self.before[3])
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        return local & wanted == wanted == before & wanted

    # -- the program ------------------------------------------------------------------------

    @property
    def inner(self) -> int:
        """The process that shows the screens: the child of the one that was started."""
        end = time.monotonic() + 10
        while not (found := children(self.process.pid)):
            assert time.monotonic() < end, "no child"
            time.sleep(0.01)
        return found[0]

    def left(self, seconds: float = 10) -> int:
        """Wait for the end; give the exit code."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            pytest.fail(f"still running after {seconds} s; the screen is\n{self.text}")


def private_modes(data: bytes) -> list[tuple[int, str]]:
    """Every `CSI ? n h` and `CSI ? n l`, in order."""
    found = []
    for part in data.split(b"\x1b[?")[1:]:
        digits = part[: len(part) - len(part.lstrip(b"0123456789;"))]
        letter = part[len(digits) : len(digits) + 1].decode("latin-1")
        if letter in {"h", "l"}:
            found += [(int(number), letter) for number in digits.split(b";")]
    return found


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found


def alive(pid: int) -> bool:
    """Whether a process still runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pid: int, seconds: float) -> float:
    """Wait until a process has ended; give the seconds it took."""
    begun = time.monotonic()
    while alive(pid):
        assert time.monotonic() - begun < seconds, f"{pid} still runs after {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - begun


def cpu(pid: int) -> int:
    """Ticks of a hundredth of a second that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
