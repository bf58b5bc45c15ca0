"""No connection to anything: every command under a watch that sees each socket."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from screen import Screen, clean_environment

from conftest import PACK_FOLDER

pytestmark = pytest.mark.slow

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
WATCH = """
import os, sys

_FILE = os.open(os.environ["SOCKETS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

def _told(event, arguments):
    if event.startswith("socket."):
        said = " ".join([event, *(repr(each) for each in arguments[1:])])
        os.write(_FILE, said.encode() + b"\\n")

sys.addaudithook(_told)
os.write(_FILE, b"watched\\n")
"""
"""A `sitecustomize`: Python imports it before the program, and nothing can take the hook away."""
PAIR = "socket.__new__ 1 1 0"
"""One end of the pair by which asyncio wakes itself: AF_UNIX, SOCK_STREAM, of no address.

It is made with the event loop, twice, and never bound, connected or written to from outside. Any
other event (connect, bind, sendto, getaddrinfo, gethostname, another family) is a fault.
"""
COMMANDS = {
    "replay": ["replay", str(SEED)],
    "replay as JSON": ["replay", str(SEED), "--format", "json"],
    "replay into a folder": ["replay", str(SEED), "--out", "out"],
    "why": ["why", str(SEED)],
    "why as JSON": ["why", str(SEED), "--format", "json"],
    "request": ["request", str(SEED)],
    "request as Markdown": ["request", str(SEED), "--format", "md"],
    "show": ["show", "out/seed-case.case.toml"],
    "show the log": ["show", "out/seed-case.case.toml", "--audit"],
    "verify": ["verify", "out/seed-case.case.toml"],
    "cases": ["cases", "out"],
    "check": ["check", str(PACK_FOLDER)],
    "line by line": ["--policy", "consensus", "--cases", "made", "review", "--plain", "c-1"],
    "help": ["--help"],
    **{f"summary as {form}": ["summary", str(SEED), "--format", form]
       for form in ("text", "md", "html", "json")},
}  # fmt: skip


@pytest.fixture
def watch(tmp_path: Path) -> dict[str, str]:
    """What makes a process tell of its sockets in the file `sockets`."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    searched = [str(tmp_path / "watch"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(searched), "SOCKETS": str(tmp_path / "sockets")}


def seen(folder: Path) -> list[str]:
    said = (folder / "sockets").read_text().splitlines()
    assert said[0] == "watched"
    return [line for line in said if line != "watched"]


def ran(arguments: list[str], folder: Path, more: dict[str, str]) -> None:
    command = [sys.executable, "-m", "necessity", *arguments]
    around = clean_environment(more)
    done = subprocess.run(
        command, env=around, cwd=folder, input=b"quit\n", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_watch_sees_what_it_is_to_see(tmp_path: Path, watch: dict[str, str]) -> None:
    code = (
        "import asyncio, socket; asyncio.run(asyncio.sleep(0));"
        "socket.socket().bind(('127.0.0.1', 0)); socket.getaddrinfo('localhost', 80)"
    )
    subprocess.run([sys.executable, "-c", code], env=clean_environment(watch), check=True)
    found = seen(tmp_path)
    assert found[:2] == [PAIR, PAIR]
    assert [line.split()[0] for line in found[2:]] == [
        "socket.__new__",
        "socket.bind",
        "socket.getaddrinfo",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_makes_no_socket_at_all(name: str, tmp_path: Path, watch: dict[str, str]) -> None:
    if "out/" in " ".join(COMMANDS[name]) or name == "cases":
        ran(COMMANDS["replay into a folder"], tmp_path, {})
    ran(COMMANDS[name], tmp_path, watch)
    assert seen(tmp_path) == []


def walked(screen: Screen) -> None:
    """A few keys on many screens, and out."""
    screen.wait_for("There is no case here yet")
    screen.send("n")
    screen.wait_for("What is the id of the new case?")
    screen.send("\x15c-1\r")
    screen.wait_for("Which policies shall judge it?")
    screen.send("\r")
    screen.wait_for("What is the date of the request?")
    screen.send("2026-11-18\r")
    screen.wait_for("What kind of request is this?")
    for key, words in (("v", "Summary, as text"), ("o", "Questions and answers"), ("?", "Keys")):
        screen.send(key)
        screen.wait_for(words)
        screen.send("e" if key == "v" else "")
        screen.send("q")
        screen.wait_for("What kind of request is this?")
    screen.send("q")
    screen.wait_for("c-1")
    screen.send("q")
    assert screen.left() == 0


def test_the_screens_make_only_the_pair_by_which_the_loop_wakes_itself(
    tmp_path: Path, watch: dict[str, str]
) -> None:
    program = [sys.executable, "-m", "necessity", "--cases", str(tmp_path / "cases")]
    steering = {"TEXTUAL": "devtools", "HTTPS_PROXY": "http://127.0.0.1:9"}
    with Screen(program, environment={**watch, **steering}, folder=tmp_path) as screen:
        walked(screen)
    assert seen(tmp_path) == [PAIR, PAIR]


def test_the_kernel_saw_no_other_socket_either(tmp_path: Path) -> None:
    """What the C library does by itself is seen too: it names the user of the machine.

    For that it may ask the name service of the machine itself, through its socket file.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    program = [sys.executable, "-m", "necessity", "--cases", str(tmp_path / "cases")]
    command = [strace, "-f", "-qq", "-e", "trace=network", "-o", str(trace), *program]
    with Screen(command, folder=tmp_path) as screen:
        walked(screen)
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", trace.read_text(), re.MULTILINE)
    assert [rest for name, rest in calls if name == "socketpair"]
    assert [call for call in calls if not _allowed(*call)] == []


def _allowed(name: str, rest: str) -> bool:
    """The pair and the bytes that wake the loop through it; the name service of the machine."""
    match name:
        case "socketpair":
            return rest.startswith("AF_UNIX, SOCK_STREAM")
        case "sendto" | "recvfrom":
            return "sa_family" not in rest  # to and from nobody but the other end
        case "getsockname":
            return "{sa_family=AF_UNIX}" in rest  # it has no name
        case "socket":
            return rest.startswith("AF_UNIX, SOCK_STREAM")
        case "connect":
            return 'sun_path="/var/run/nscd/socket"' in rest
    return False
