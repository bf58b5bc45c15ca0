"""The program itself on a real terminal, at home or through SSH, and what it may send to it."""

import contextlib
import os
import re
import shlex
import sys
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from screen import Screen, children
from sshd import Server

FIRST, SECOND = "What is the date of the request?", "What kind of request is this?"
PROGRAM = [sys.executable, "-m", "necessity"]

_MODES = "1|7|25|1000|1002|1003|1004|1006|1015|1049|2004"
OURS = re.compile(
    rf"\x1b\[\?(?:{_MODES})[hl]"  # the modes of `launcher.OFF`, `modes.ON` and `launcher.BACK`
    r"|\x1b\[(?:[0-9]+;[0-9]+)?H|\x1b\[[23]J|\x1b\[2K"  # placed, wiped
    r"|\x1b\[(?:;?(?:0|1|7|30|37|40|47|39|49))*m"  # bold, reversed, the terminal's two colours
    r"|\x1b\(B|\x1b>|\x0f|\r{0,2}\n"
)
"""Every sequence that we ourselves send: no title, no clipboard, no question."""
_BEGUN = re.compile(rb"(?:\x1b(?:\[[0-9;?]*|\()?|[\xc2-\xf4][\x80-\xbf]*|\r+)\Z")
"""What is still on its way when one looks at the middle of something."""
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")
_ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NOTHING = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)}
"""Drawn as nothing, though they are letters or marks."""


def foreign(raw: bytes) -> set[str]:
    """What was sent and is neither one of our sequences nor a character that is only drawn."""
    whole = _BEGUN.sub(b"", raw)
    left = OURS.sub("", whole.decode("utf-8", "surrogateescape"))
    acting = {char for char in set(left) if unicodedata.category(char) in _ACTING}
    return acting | {char for char in set(left) if ord(char) in _NOTHING}


def colours(raw: bytes) -> set[str]:
    """Every colour that was asked for: 31, 94, 38;5;208."""
    found: set[str] = set()
    for sequence in _SGR.findall(raw):
        numbers = [int(number or 0) for number in sequence.split(b";")]
        while numbers:
            number = numbers.pop(0)
            if number in {38, 48}:
                count = {5: 2, 2: 4}.get(numbers[0] if numbers else 0, 0)
                found.add(";".join(map(str, (number, *numbers[:count]))))
                del numbers[:count]
            elif number // 10 in {3, 4, 9, 10} and number not in {39, 49}:
                found.add(str(number))
    return found


@dataclass(frozen=True)
class Login:
    """What a terminal says of itself when somebody logs in from it."""

    term: str = "xterm-256color"
    lang: str = "C.UTF-8"
    size: tuple[int, int] = (80, 24)
    more: tuple[tuple[str, str], ...] = ()

    def over(self, server: Server, folder: Path, *arguments: str) -> Screen:
        """Log in and start the program on the cases of a folder; its code is the connection's."""
        there = {"LANG": self.lang, "TERM": self.term, "NECESSITY_HINT": "0"}
        there |= dict(self.more)
        for name in ("PATH", "HOME", "PYTHONPATH"):
            if name in os.environ:
                there[name] = os.environ[name]
        said = ["env", "-i", *(f"{name}={value}" for name, value in there.items())]
        program = [*PROGRAM, "--cases", str(folder / "cases"), *arguments]
        remote = f"exec {shlex.join([*said, *program])}"
        return Screen(server.command(remote), size=self.size, environment={"TERM": self.term})

    def begun(self, server: Server, folder: Path) -> Screen:
        """The same with a new case at its first question."""
        screen = self.over(server, folder, "--policy", "consensus", "review", "c-1")
        screen.wait_for(FIRST)
        return screen


def at_home(
    folder: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
) -> Screen:
    """Start the program on a terminal of its own."""
    return Screen(
        [*PROGRAM, "--cases", str(folder / "cases"), *arguments],
        size=size,
        environment=environment,
        folder=folder,
    )


def begun_at_home(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
) -> Screen:
    """Open a new case at its first question."""
    arguments = ("--policy", "consensus", "review", "c-1")
    screen = at_home(folder, *arguments, size=size, environment=environment)
    screen.wait_for("Case c-1", FIRST)
    return screen


def case_text(folder: Path) -> str:
    """The file of the case."""
    return (folder / "cases" / "c-1.case.toml").read_text(encoding="utf-8")


def second(screen: Screen) -> None:
    """Go on to the second question."""
    screen.send("2026-11-18\r")
    screen.wait_for(SECOND)


def page_through(screen: Screen, *, most: int = 200) -> str:
    """Read a page to its end; give all that stood on it."""
    seen = [screen.text]
    for _ in range(most):
        place = re.search(r"\(lines (\d+)-(\d+) of (\d+)\)", screen.words)
        assert place, screen.text
        if place[2] == place[3]:
            return "\n".join(seen)
        screen.send("\x1b[6~")
        until_changed(screen, place[0])
        seen.append(screen.text)
    pytest.fail(f"no end after {most} pages")


def until_changed(screen: Screen, words: str, seconds: float = 10) -> None:
    """Wait until these words stand there no more."""
    end = time.monotonic() + seconds
    while words in screen.words:
        assert time.monotonic() < end, f"{words!r} stays:\n{screen.text}"
        time.sleep(0.01)


def still(screen: Screen, quiet: float = 0.25) -> str:
    """The screen once nothing has come for a while."""
    sent, since = len(screen.raw), time.monotonic()
    while time.monotonic() - since < quiet:
        time.sleep(0.01)
        if len(screen.raw) != sent:
            sent, since = len(screen.raw), time.monotonic()
    return screen.text


def below(pid: int) -> list[int]:
    """Every process that came from a process."""
    found = []
    for child in children(pid):
        found += [child, *below(child)]
    return found


def running(server: Server, folder: Path) -> list[int]:
    """The processes of the program that were started through the server on a folder's cases."""
    found = []
    for pid in below(server.pid):
        with contextlib.suppress(OSError):
            said = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if b"necessity" in said and str(folder / "cases").encode() in said:
                found.append(pid)
    return found
