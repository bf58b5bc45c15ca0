"""The same through a real SSH connection, and through tmux: what a reviewer at a hospital has."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from screen import Screen, wait_until_gone
from sshd import Server, serving
from tmux import Terminal

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("two_lines.py")
SIGNS = "\x1b[18~"
FLOOD = "\x1bOR"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def connected(
    server: Server, folder: Path, *, lang: str = "C.UTF-8", size: tuple[int, int] = (80, 24)
) -> Screen:
    """Log in with a terminal and start the program there; its exit code is the connection's."""
    variables = {"LANG": lang, "PATH": os.environ["PATH"], "TERM": "xterm-256color"}
    if "PYTHONPATH" in os.environ:
        variables["PYTHONPATH"] = os.environ["PYTHONPATH"]
    there = ["env", "-i", *(f"{name}={value}" for name, value in variables.items())]
    remote = shlex.join([*there, sys.executable, str(SCRIPT), str(folder)])
    screen = Screen(server.command(f"exec {remote}"), size=size)
    screen.wait_for("ready")
    return screen


def pid_of(folder: Path) -> int:
    return int((folder / "pid").read_text())


def draft(folder: Path) -> str:
    return (folder / "draft").read_text()


# -- 1, 2: signs --------------------------------------------------------------------------------


def test_1_signs_are_signs_where_the_terminal_shows_them(server: Server, tmp_path: Path) -> None:
    with connected(server, tmp_path) as screen:
        screen.send(SIGNS)
        screen.wait_for("onset \u2264 7 d, \u2265 38.5 \u00b0C, 5 \u00b5g \u00b1 1, caf\u00e9")
        assert "\\u" not in screen.text


@pytest.mark.parametrize("lang", ["C", "en_US.ISO-8859-1", "xx_YY"])
def test_2_and_words_where_it_may_not(server: Server, tmp_path: Path, lang: str) -> None:
    with connected(server, tmp_path, lang=lang) as screen:
        screen.send(SIGNS)
        screen.wait_for("onset <= 7 d, >= 38.5 degC, 5 ug +/- 1, caf<U+00E9>")
        screen.send("5 \u00b5g".encode("latin-1" if "ISO" in lang else "utf-8"))
        screen.wait_for("| 5 ug")
        assert screen.raw.isascii()
        rows = [line for line in screen.text.splitlines() if line.startswith("|")]
        assert all(len(row) == 80 and row.endswith("|") for row in rows)


# -- 4, 5, 10, 12: leaving ----------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_4_when_the_connection_is_cut_it_saves_and_is_gone(
    server: Server, tmp_path: Path, number: int
) -> None:
    with connected(server, tmp_path) as screen:
        screen.send("abc")
        screen.wait_for("| abc")
        screen.process.send_signal(number)
        assert wait_until_gone(pid_of(tmp_path), 4) < 4
    assert draft(tmp_path) == "abc | "


@pytest.mark.parametrize("number", [1, 15])
def test_5_a_signal_saves_and_gives_the_terminal_back(
    server: Server, tmp_path: Path, number: int
) -> None:
    with connected(server, tmp_path) as screen:
        screen.send("abc")
        screen.wait_for("| abc")
        os.kill(pid_of(tmp_path), number)
        assert screen.left() == 128 + number
        assert draft(tmp_path) == "abc | "
        assert screen.modes == {7, 25}
        assert screen.sane
        assert "abc" not in screen.text


def test_10_a_frozen_client_does_not_keep_it(server: Server, tmp_path: Path) -> None:
    with connected(server, tmp_path) as screen:
        screen.send("abc")
        screen.wait_for("| abc")
        screen.send(FLOOD)
        screen.wait_for("frame")
        screen.process.send_signal(signal.SIGSTOP)
        time.sleep(1)
        os.kill(pid_of(tmp_path), signal.SIGTERM)
        assert wait_until_gone(pid_of(tmp_path), 4) < 4
        screen.process.send_signal(signal.SIGCONT)
    assert draft(tmp_path) == "abc | "


def test_12_without_a_terminal_it_says_so_at_once(tmp_path: Path) -> None:
    for stream in ("<", ">", "2>"):
        command = f"exec {shlex.join([sys.executable, str(SCRIPT), str(tmp_path)])} {stream}"
        with Screen(["sh", "-c", f"{command}/dev/null"]) as screen:
            assert screen.left(4) == 2
            assert "The interview needs a terminal" in screen.words or stream == "2>"


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_nor_does_it_start_where_there_is_no_screen(tmp_path: Path, term: str) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path)]
    with Screen(command, environment={"TERM": term}) as screen:
        assert screen.left(4) == 2
        assert f'TERM is "{term}"' in screen.words


# -- 6, 7, 8, 9, 14: typing ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "first", "second"),
    [
        (b"120\t80\t\x0538.5", "12038.5", "80"),  # 6
        (b"5\xe96", "5\ufffd6", ""),  # 7
        (b"x\x1bOTy\x1b[?1;2cz", "xyz", ""),  # 8
        (b"\x1b[200~a\x1b[0m\x11b\x1b[201~c", "a[0mbc", ""),  # 9
        (b"385\x7f8.5", "388.5", ""),  # 14
        (b"128\x7f\x7f05\r15\x1b[D2", "105", "125"),
    ],
    ids=["6", "7", "8", "9", "14", "14b"],
)
def test_6_to_9_and_14_bursts_land_where_they_were_typed(
    server: Server, tmp_path: Path, sent: bytes, first: str, second: str
) -> None:
    with connected(server, tmp_path) as screen:
        screen.send(sent)
        screen.wait_for(f"| {first} ", f"| {second}")
        screen.process.send_signal(signal.SIGHUP)
        wait_until_gone(pid_of(tmp_path), 4)
    assert draft(tmp_path) == f"{first} | {second}"


# -- 11: nothing to do --------------------------------------------------------------------------


@pytest.mark.slow
def test_11_with_nothing_to_do_nothing_is_sent(server: Server, tmp_path: Path) -> None:
    with connected(server, tmp_path) as screen:
        time.sleep(0.5)
        sent = len(screen.raw)
        time.sleep(5)
        assert len(screen.raw) == sent


# -- 13: tmux -----------------------------------------------------------------------------------


def test_13_in_tmux_it_is_drawn_typed_into_and_resized(tmp_path: Path) -> None:
    with Terminal(tmp_path, shlex.join([sys.executable, str(SCRIPT), str(tmp_path)])) as terminal:
        terminal.wait_for("ready")
        terminal.type("385")
        terminal.press("BSpace", "Left", "x")
        terminal.wait_for("| 3x8 ")
        terminal.resize(60, 20)
        terminal.wait_for("| 3x8 ")
        assert max(map(len, terminal.quiet_screen.splitlines())) <= 60
        terminal.press("C-q")
        terminal.wait_for("LEFT 0")
        assert "3x8" not in terminal.screen
