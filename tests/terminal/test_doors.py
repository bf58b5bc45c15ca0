"""Every way out: what was typed is saved, the terminal is given back, and nothing stays behind."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screen import Screen, alive, children, cpu, wait_until_gone

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("two_lines.py")
MODES = {25, 7}
"""What is on after a program that has given the terminal back: cursor and wrapping."""
Kill = Callable[[Screen, int], None]


def started(folder: Path, *arguments: str, controlling: bool = True) -> Screen:
    screen = Screen(
        [sys.executable, str(SCRIPT), str(folder), *arguments],
        controlling=controlling,
        folder=folder,
    )
    screen.wait_for("ready")
    return screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with started(tmp_path) as screen:
        screen.send("abc")
        screen.wait_for("| abc")
        yield screen


def draft(folder: Path) -> str:
    return (folder / "draft").read_text()


def given_back(screen: Screen, *, told: str = "") -> None:
    """The modes are as before, and nothing of the case stands on the screen."""
    time.sleep(0.1)
    assert screen.sane
    assert screen.modes == MODES
    assert "abc" not in screen.text
    assert told in screen.words
    assert told or not screen.words


def inner(screen: Screen, number: int) -> None:
    os.kill(screen.inner, number)


def outer(screen: Screen, number: int) -> None:
    screen.process.send_signal(number)


def group(screen: Screen, number: int) -> None:
    os.killpg(os.getpgid(screen.process.pid), number)


# -- signals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kill", [inner, outer, group])
@pytest.mark.parametrize("number", [1, 2, 3, 15], ids=lambda n: signal.Signals(n).name)
def test_a_signal_saves_gives_the_terminal_back_and_is_the_exit_code(
    screen: Screen, tmp_path: Path, kill: Kill, number: int
) -> None:
    begun = time.monotonic()
    kill(screen, number)
    assert screen.left() == 128 + number
    assert time.monotonic() - begun < 2
    assert draft(tmp_path) == "abc | "
    given_back(screen, told="Stopped from outside. Your answers are saved in")


@pytest.mark.parametrize("kill", [inner, outer])
def test_one_that_is_killed_leaves_no_broken_terminal(screen: Screen, kill: Kill) -> None:
    child = screen.inner
    kill(screen, signal.SIGKILL)
    code = screen.left()
    wait_until_gone(child, 2)
    assert code == (137 if kill is inner else -9)
    time.sleep(0.2)
    assert screen.sane
    assert screen.modes == MODES
    assert "abc" not in screen.text


def test_it_does_not_outlive_its_parent_and_gives_the_terminal_back(tmp_path: Path) -> None:
    """Under a shell that goes on: no hang-up comes from the system."""
    command = f"{sys.executable} {SCRIPT} {tmp_path}; sleep 60"
    with Screen(["sh", "-c", command]) as screen:
        screen.wait_for("ready")
        screen.send("abc")
        screen.wait_for("| abc")
        pid = int((tmp_path / "pid").read_text())
        os.kill(screen.inner, signal.SIGKILL)
        wait_until_gone(pid, 2)
        assert draft(tmp_path) == "abc | "
        time.sleep(0.1)
        assert screen.sane
        assert screen.modes == MODES
        assert "abc" not in screen.text


def test_what_was_typed_ahead_is_no_command_for_the_shell(screen: Screen) -> None:
    os.kill(screen.inner, signal.SIGSTOP)
    screen.process.send_signal(signal.SIGCONT)
    screen.send("rm -rf x\r")
    os.kill(screen.inner, signal.SIGKILL)
    screen.process.send_signal(signal.SIGCONT)
    assert screen.left() == 137
    os.set_blocking(screen.slave, False)
    with pytest.raises(BlockingIOError):
        os.read(screen.slave, 100)


def test_a_loop_that_hangs_is_ended_and_its_text_is_saved(screen: Screen, tmp_path: Path) -> None:
    screen.send("\x1bOS")
    while not (tmp_path / "hangs").exists():
        time.sleep(0.01)
    inner(screen, signal.SIGTERM)
    begun = time.monotonic()
    assert screen.left() == 143
    assert 4 < time.monotonic() - begun < 7
    assert draft(tmp_path) == "abc | "
    given_back(screen)


def test_a_second_signal_ends_it_at_once(screen: Screen, tmp_path: Path) -> None:
    screen.send("\x1bOS")
    while not (tmp_path / "hangs").exists():
        time.sleep(0.01)
    inner(screen, signal.SIGTERM)
    time.sleep(0.8)
    inner(screen, signal.SIGHUP)
    assert screen.left(1) == 129
    assert draft(tmp_path) == "abc | "
    given_back(screen)


# -- the line drops -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["hang up", "hang-up ignored", "no signal at all"])
def test_when_the_line_drops_it_saves_and_is_gone(tmp_path: Path, how: str) -> None:
    arguments = ["--no-hang-up"] if how == "hang-up ignored" else []
    with started(tmp_path, *arguments, controlling=how != "no signal at all") as screen:
        screen.send("abc")
        screen.wait_for("| abc")
        pids = [screen.process.pid, *children(screen.process.pid)]
        assert len(pids) == 2
        screen.close()
        assert screen.process.wait(5) == 129
        assert max(wait_until_gone(pid, 2) for pid in pids) < 2
    assert draft(tmp_path) == "abc | "


# -- what breaks --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["\x1bOQ", "\x1b[17~"], ids=["in a widget", "beside them"])
def test_a_defect_is_told_in_one_sentence_without_any_text_of_the_case(
    screen: Screen, key: str
) -> None:
    screen.send(key)
    assert screen.left() == 70
    given_back(screen, told="Something in the program broke (ValueError at")
    assert "Jane" not in screen.raw.decode()
    assert "Traceback" not in screen.raw.decode()


# -- stopped and continued ----------------------------------------------------------------------


def stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


def until(true: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("kill", [inner, outer, group])
@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_continued_it_is_painted_anew(
    screen: Screen, tmp_path: Path, kill: Kill, number: int
) -> None:
    pids = [screen.process.pid, screen.inner]
    kill(screen, number)
    if number == signal.SIGTSTP or kill is not outer:
        until(lambda: all(map(stopped, pids)))
        time.sleep(0.1)
    if number == signal.SIGTSTP:
        assert screen.sane
        assert screen.modes == MODES
        assert "abc" not in screen.text
        assert draft(tmp_path) == "abc | "
    group(screen, signal.SIGCONT)
    until(lambda: not any(map(stopped, pids)))
    screen.wait_for("| abc")
    screen.send("d")
    screen.wait_for("| abcd")
    screen.send("\x11")
    assert screen.left() == 0
    given_back(screen)


def test_a_shell_stops_it_and_takes_it_back(tmp_path: Path) -> None:
    with Screen(["bash", "--norc", "-i"], environment={"PS1": "prompt> "}) as screen:
        screen.wait_for("prompt>")
        screen.send(f"{sys.executable} {SCRIPT} {tmp_path}\r")
        screen.wait_for("ready")
        screen.send("abc")
        screen.wait_for("| abc")
        pid = int((tmp_path / "pid").read_text())
        os.killpg(os.getpgid(pid), signal.SIGTSTP)
        screen.wait_for("Stopped", "prompt>")
        assert "| abc" not in screen.text
        screen.send("bg\r")
        time.sleep(0.5)
        assert stopped(pid)
        screen.send("echo still $((20 + 3))\r")
        screen.wait_for("still 23")
        screen.send("fg\r")
        screen.wait_for("| abc", "ready")
        screen.send("d")
        screen.wait_for("| abcd")
        screen.send("\x11")
        screen.wait_for("prompt>")
        screen.send("echo left $?\r")
        screen.wait_for("left 0")
        assert not alive(pid)


# -- a terminal that stands still ---------------------------------------------------------------


def frames(folder: Path) -> int:
    path = folder / "frames"
    while path.exists():
        if text := path.read_text():  # it is empty while it is written
            return int(text)
    return 0


def stalled(screen: Screen, folder: Path) -> None:
    """Let the terminal take nothing while the program paints, until everything is full."""
    screen.send("\x1bOR")
    until(lambda: frames(folder) > 5)
    screen.reading.clear()
    before = frames(folder)
    time.sleep(1.5)
    assert frames(folder) > before + 5, "the loop stands still"


def test_a_terminal_that_stands_still_does_not_keep_it(screen: Screen, tmp_path: Path) -> None:
    stalled(screen, tmp_path)
    begun = time.monotonic()
    inner(screen, signal.SIGTERM)
    assert screen.left() == 143
    assert time.monotonic() - begun < 5
    assert draft(tmp_path) == "abc | "


def shown_frame(screen: Screen) -> int:
    found = re.search(r"frame (\d+)", screen.words)
    return int(found[1]) if found else -1


def test_when_it_goes_on_the_whole_screen_is_right(screen: Screen, tmp_path: Path) -> None:
    stalled(screen, tmp_path)
    screen.send("de")
    seen = frames(tmp_path)
    screen.reading.set()
    screen.wait_for("| abcde")
    end = time.monotonic() + 20  # a frame is counted before it is painted
    while shown_frame(screen) < seen and time.monotonic() < end:
        time.sleep(0.05)
    assert shown_frame(screen) >= seen


# -- nothing to do ------------------------------------------------------------------------------


@pytest.mark.slow
def test_with_nothing_to_do_it_sends_nothing_and_takes_no_time(screen: Screen) -> None:
    pids = [screen.process.pid, screen.inner]
    time.sleep(0.5)
    sent, used = len(screen.raw), sum(map(cpu, pids))
    time.sleep(5)
    assert len(screen.raw) == sent
    assert sum(map(cpu, pids)) - used <= 2
