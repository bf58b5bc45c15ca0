"""What a person sees of the store, by keys: a full disk, a lost folder, a case open elsewhere."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from screen import Screen

from necessity.case.store import load

pytestmark = pytest.mark.slow

FIRST, SECOND = "What is the date of the request?", "What kind of request is this?"
THIRD = "Which immunoglobulin product is ordered?"
HOLDER = {
    "user": "alice",
    "host": "ws7",
    "machine": "deadbeef",
    "boot": "x",
    "pid": 4711,
    "began": "1",
    "since": "2026-11-22T14:02:00+00:00",
    "mark": "m",
    "kernel": True,
}
"""A lock of another computer, which may still run."""


def opened(
    folder: Path, cases: Path, *, size: tuple[int, int] = (80, 24), **environment: str
) -> Screen:
    """Open the case c-1, or begin it."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    here = {"HOME": str(home), "TMPDIR": str(folder), **environment}
    command = [sys.executable, "-m", "necessity", "--cases", str(cases), "--policy", "consensus"]
    screen = Screen([*command, "review", "c-1"], size=size, environment=here, folder=folder)
    screen.wait_for("Case c-1")
    return screen


def answers(path: Path) -> dict[str, str]:
    return {str(answer.id): str(answer.value) for answer in load(path).answers}


def gone(screen: Screen, words: str, seconds: float) -> None:
    """Wait until these words stand on the screen no more."""
    end = time.monotonic() + seconds
    while words in screen.words:
        assert time.monotonic() < end, screen.text
        time.sleep(0.05)


def joined(screen: Screen) -> str:
    """The screen without the ends of its lines: a long path breaks anywhere."""
    return "".join(line.strip() for line in screen.text.splitlines())


@contextmanager
def mounted(place: Path, *steps: list[str]) -> Iterator[None]:
    """Mount something at a place for a while; only root can."""
    if os.geteuid() or subprocess.run(["mount", *steps[0]], check=False).returncode:
        pytest.skip("only root can mount")
    try:
        for step in steps[1:]:
            subprocess.run(["mount", *step], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    with mounted(place, ["-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)]):
        yield place


def fill(place: Path) -> Path:
    """Leave not one byte."""
    junk = place / "junk"
    with suppress(OSError), junk.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return junk


# -- what cannot be saved -----------------------------------------------------------------------


def test_a_full_disk_is_told_until_there_is_room_again(tmp_path: Path, disk: Path) -> None:
    path = disk / "cases" / "c-1.case.toml"
    with opened(tmp_path, disk / "cases") as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND, "saved")
        junk = fill(disk)
        screen.send("2\r")
        screen.wait_for(THIRD, "NOT SAVED since", "The disk is full: make room on it.")
        screen.send("1\r")
        screen.wait_for("By which route", "NOT SAVED since")
        assert list(answers(path)) == ["req.date"]
        junk.unlink()
        gone(screen, "NOT SAVED", seconds=15)  # without any key
        screen.wait_for("By which route", " saved ")
        assert answers(path)["req.product"] == "octagam_10"
        screen.send("q")
        assert screen.left() == 0
    assert not list((tmp_path / "home").iterdir())


def test_leaving_what_is_not_saved_prints_where_it_went(tmp_path: Path, disk: Path) -> None:
    with opened(tmp_path, disk / "cases") as screen:
        fill(disk)
        screen.send("2026-11-18\r2\r")
        screen.wait_for(THIRD, "NOT SAVED since")
        screen.send("q")
        screen.wait_for("q again writes it to another folder")
        screen.send("q")
        assert screen.left() == 0
        path = tmp_path / "home" / "necessity-unsaved" / "c-1.case.toml"
        screen.wait_for("could not be saved in its own folder.")
        assert f"All of it is in {path}.To go on with it" in joined(screen).replace(". To", ".To")
        assert "NOT SAVED" not in screen.text  # the screen itself has gone
    assert answers(path) == {"req.date": "2026-11-18", "req.type": "continuation"}
    assert path.stat().st_mode & 0o777 == 0o600
    command = [sys.executable, "-m", "necessity", "verify", str(path)]
    assert subprocess.run(command, check=False, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_goes_elsewhere_too(tmp_path: Path, disk: Path, number: int) -> None:
    with opened(tmp_path, disk / "cases") as screen:
        fill(disk)
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND, "NOT SAVED since")
        screen.send("\x0f")
        screen.wait_for("Questions and answers")
        begun = time.monotonic()
        screen.process.send_signal(number)
        assert screen.left() == 128 + number
        assert time.monotonic() - begun < 5
        screen.wait_for("Stopped from outside.", "could not be saved in its own folder")
        assert "Your answers are saved in" not in screen.words
        path = tmp_path / "home" / "necessity-unsaved" / "c-1.case.toml"
        assert str(path) in joined(screen)
    assert answers(path) == {"req.date": "2026-11-18"}


def test_what_nothing_takes_needs_a_typed_word_and_every_reason_is_told(
    tmp_path: Path, disk: Path
) -> None:
    nowhere = {"HOME": "/proc/home", "TMPDIR": "/proc/tmp"}
    with opened(tmp_path, disk / "cases", size=(60, 20), **nowhere) as screen:
        junk = fill(disk)
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND, "NOT SAVED since")
        screen.send("qq")
        screen.wait_for('Type "lose" to leave without what was answered since')
        screen.send("q\r")
        screen.wait_for('! Type "lose", or Escape')
        screen.send("\x1b[6~")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.left() == 143
        screen.wait_for("The case c-1 is not saved.", "No space left on device")
        assert "/proc/home/necessity-unsaved" in joined(screen)
        assert "/proc/tmp/necessity-unsaved" in joined(screen)
        assert "Your answers are" not in screen.words
    junk.unlink()


def test_a_folder_that_can_only_be_read(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    with opened(tmp_path, cases) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        screen.send("q")
        assert screen.left() == 0
    bind = ["--bind", str(cases), str(cases)], ["-o", "remount,bind,ro", str(cases)]
    with mounted(cases, *bind), opened(tmp_path, cases) as screen:
        screen.wait_for(SECOND, "NOT SAVED since", "Read-only file system")
        screen.send("1\r")
        screen.wait_for(THIRD, "NOT SAVED since")
        screen.send("qq")
        assert screen.left() == 0
        path = tmp_path / "home" / "necessity-unsaved" / "c-1.case.toml"
        assert str(path) in joined(screen)
    assert answers(path) == {"req.date": "2026-11-18", "req.type": "initial"}
    assert list(answers(cases / "c-1.case.toml")) == ["req.date"]


def test_a_folder_that_vanishes_and_comes_back(tmp_path: Path) -> None:
    cases, away = tmp_path / "cases", tmp_path / "away"
    with opened(tmp_path, cases) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        cases.rename(away)
        cases.write_text("something else")
        screen.send("1\r")
        screen.wait_for(THIRD, "NOT SAVED since")
        cases.unlink()
        away.rename(cases)
        gone(screen, "NOT SAVED", seconds=15)
        assert len(answers(cases / "c-1.case.toml")) == 2
        shutil.rmtree(cases)
        screen.send("1\r")
        screen.wait_for("By which route", " saved ")
        assert len(answers(cases / "c-1.case.toml")) == 3
        screen.send("q")
        assert screen.left() == 0


def test_a_case_that_another_program_changed_goes_on_in_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "cases" / "c-1.case.toml"
    with opened(tmp_path, tmp_path / "cases") as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        path.write_text(path.read_text() + "\n")
        screen.send("1\r")
        screen.wait_for(THIRD, "was changed by another program", "(Esc: seen)")
        screen.send("1\r")
        screen.wait_for("By which route", "Case c-1.conflict-1", "(Esc: seen)")
        screen.send("\x1b")
        gone(screen, "(Esc: seen)", seconds=5)
        screen.send("q")
        assert screen.left() == 0
    assert len(answers(path)) == 1
    assert len(answers(path.with_name("c-1.conflict-1.case.toml"))) == 3


# -- open elsewhere -----------------------------------------------------------------------------


def standing(folder: Path) -> Mapping[str, tuple[bytes, int]]:
    """All that stands in a folder, and when it was written."""
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_second_who_opens_it_only_reads(tmp_path: Path, size: tuple[int, int]) -> None:
    cases = tmp_path / "cases"
    with opened(tmp_path, cases) as first:
        first.send("2026-11-18\r")
        first.wait_for(SECOND)
        before = standing(cases)
        with opened(tmp_path, cases, size=size) as screen:
            held = f"has it open on {os.uname().nodename} (process {first.inner}) since"
            screen.wait_for(SECOND, "Read only:", held)
            for keys in ("1\r", "u", "x", "z"):
                screen.send(keys)
                screen.wait_for("! Nothing is changed:")
                screen.send("s")
                screen.wait_for(THIRD)
                screen.send("b")
                screen.wait_for(SECOND)
                gone(screen, "! Nothing", seconds=5)
            screen.send("v")
            screen.wait_for("DIRECT ANSWER")
            screen.send("q")
            screen.wait_for("Read only:")
            screen.send("\x0f")
            screen.wait_for("Questions and answers")
            screen.send("\x1b")
            screen.wait_for("Read only:")
            time.sleep(2.5)  # the time after which what was begun would be on disk
            assert standing(cases) == before
            screen.send("\x18")
            assert screen.left() == 0
            assert not screen.words
        first.send("q")
        assert first.left() == 0
    with opened(tmp_path, cases) as screen:
        screen.wait_for(SECOND)
        assert "Read only" not in screen.words
        screen.send("1\r")
        screen.wait_for(THIRD)
        os.kill(screen.inner, signal.SIGKILL)
        assert screen.left() == 137
    with opened(tmp_path, cases) as screen:  # a dead program holds nothing
        screen.wait_for(THIRD)
        assert "Read only" not in screen.words
        screen.process.send_signal(signal.SIGTERM)
        assert screen.left() == 143
    assert not (cases / "c-1.case.lock").exists()
    assert len(answers(cases / "c-1.case.toml")) == 2


def test_a_lock_of_another_computer_is_taken_over_by_a_typed_word(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    with opened(tmp_path, cases) as screen:
        screen.send("\x11")
        assert screen.left() == 0
    lock = cases / "c-1.case.lock"
    lock.write_text(json.dumps(HOLDER))
    lock.chmod(0o600)
    with opened(tmp_path, cases, size=(60, 20)) as screen:
        screen.wait_for("Read only: alice has it open on ws7 (process 4711)", "takes it over.")
        screen.send("2026-11-18\r")
        screen.wait_for("! Nothing is changed: alice has it open on ws7 (process 4711)")
        screen.send("\x1b[15~")  # F5: there a letter is text
        screen.wait_for('Type "take over" to go on with this case here.', "Ask first.")
        screen.send("yes\r")
        screen.wait_for('! Type "take over"')
        assert json.loads(lock.read_text()) == HOLDER
        screen.send("\x15take over\r")
        screen.wait_for(FIRST)
        gone(screen, "Read only", seconds=5)
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        assert json.loads(lock.read_text())["pid"] == screen.inner
        screen.send("q")
        assert screen.left() == 0
    assert list(answers(cases / "c-1.case.toml")) == ["req.date"]
    assert not lock.exists()
