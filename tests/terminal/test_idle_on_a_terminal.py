"""Nobody at the keys of the real program: it is blanked, everything waits, and it leaves."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from real import FIRST, at_home, case_text, still
from screen import Screen, cpu

pytestmark = pytest.mark.slow

CANARY = "ZEBRA"
BLANK = 3.0
"""Seconds."""
AWAY = "The screen was blanked after 0.05 minutes without a key; everything is saved"
UNSAVED = "The screen was blanked after 0.05 minutes without a key; NOT everything could be saved"
GONE = "No key was pressed for 0.1 minutes, and the program has left by itself."


@contextmanager
def begun(folder: Path, idle: str = "0.05,10", **environment: str) -> Iterator[Screen]:
    """A new case with the canary typed into its first question."""
    arguments = ("--policy", "consensus", "review", "c-1")
    asked = () if environment else ("--idle", idle)
    with at_home(folder, *arguments, *asked, environment=environment) as screen:
        screen.wait_for("Case c-1", FIRST)
        screen.send(CANARY)
        screen.wait_for(f"| {CANARY} ")
        yield screen


def alone(screen: Screen, words: str = AWAY) -> None:
    """The sentence stands there, and nothing else."""
    screen.wait_for(words)
    assert screen.words.startswith(words)
    assert screen.words.endswith("and Enter goes on.")


def group(screen: Screen, number: int) -> None:
    os.killpg(os.getpgid(screen.process.pid), number)


def goes_on(screen: Screen) -> None:
    time.sleep(0.5)  # an Enter by itself
    screen.send("\r")
    screen.wait_for(FIRST, f"| {CANARY} ")


def test_it_is_blanked_and_enter_brings_the_same_back(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        screen.send("\x1b[D\x1b[D")
        before = still(screen)
        alone(screen)
        assert b"\x1b[3J" in screen.raw
        assert CANARY in case_text(tmp_path)
        goes_on(screen)
        assert still(screen).splitlines()[1:] == before.splitlines()[1:]  # above: when it was saved
        time.sleep(0.5)
        screen.send("-")
        screen.wait_for("| ZEB-RA ")  # the cursor stands where it stood


def test_what_is_typed_into_the_dark_is_never_delivered(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        alone(screen)
        sent = len(screen.raw)
        for typed in (
            "xyz",
            "\x11",
            "\x1b[A",
            "9\r9\r",
            "\x1b[200~pasted\r\x1b[201~",
            "q" * 50 + "\r",
        ):
            screen.send(typed)
            time.sleep(0.2)
        time.sleep(0.5)
        alone(screen)
        assert len(screen.raw) == sent
        screen.send("\r7\r")  # what comes with the Enter is typed blindly too
        screen.wait_for(FIRST, f"| {CANARY} ")
        time.sleep(0.5)
        screen.wait_for(FIRST, f"| {CANARY} ")
        screen.send("8")
        screen.wait_for(f"| {CANARY}8 ")


def test_an_open_page_and_its_place_are_there_again(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        screen.send("\x0f")
        screen.wait_for("Questions and answers")
        screen.send("\x1b[6~")
        before = still(screen)
        alone(screen)
        time.sleep(0.5)
        screen.send("\r")
        screen.wait_for("Questions and answers")
        assert still(screen) == before


def test_a_window_of_another_size_stays_blank(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        alone(screen)
        sent = len(screen.raw)
        for size in ((60, 20), (120, 40), (30, 5)):
            screen.resize(*size)
            still(screen, 0.5)
            alone(screen)
        assert CANARY.encode() not in screen.raw[sent:]
        screen.resize(80, 24)
        goes_on(screen)


def test_it_leaves_by_itself_with_everything_saved(tmp_path: Path) -> None:
    with begun(tmp_path, NECESSITY_IDLE="0.05,0.05") as screen:
        assert (tmp_path / "cases" / "c-1.case.lock").exists()
        alone(screen)
        since = time.monotonic()
        assert screen.left() == 0
        assert BLANK - 1 < time.monotonic() - since < BLANK + 2
        screen.wait_for(GONE, "Your answers are saved in")
        assert screen.sane
        assert screen.modes == {7, 25}
        assert CANARY not in screen.text
    assert f'text = "{CANARY}"' in case_text(tmp_path)
    assert not list((tmp_path / "cases").glob("*.lock"))


def test_while_it_waits_it_sends_nothing_and_takes_no_time(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        alone(screen)
        time.sleep(0.5)
        pids = [screen.process.pid, screen.inner]
        sent, used = len(screen.raw), sum(map(cpu, pids))
        time.sleep(5)
        assert len(screen.raw) == sent
        assert sum(map(cpu, pids)) - used <= 3


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP])
def test_after_a_long_stop_nothing_of_the_case_is_painted(tmp_path: Path, number: int) -> None:
    with begun(tmp_path) as screen:
        group(screen, number)
        time.sleep(BLANK + 1)
        assert "The screen was blanked" not in screen.words
        sent = len(screen.raw)
        group(screen, signal.SIGCONT)
        alone(screen)
        time.sleep(0.5)
        assert CANARY.encode() not in screen.raw[sent:]
        goes_on(screen)


def test_after_a_stop_longer_than_both_times_it_leaves(tmp_path: Path) -> None:
    with begun(tmp_path, "0.05,0.05") as screen:
        group(screen, signal.SIGSTOP)
        time.sleep(2 * BLANK + 1)
        sent = len(screen.raw)
        group(screen, signal.SIGCONT)
        assert screen.left() == 0
        screen.wait_for(GONE)
        assert CANARY.encode() not in screen.raw[sent:]
    assert CANARY in case_text(tmp_path)


def test_a_terminal_that_stands_still_shows_nothing_old_when_it_goes_on(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        screen.reading.clear()
        for _ in range(20):
            screen.send("\x0c")  # whole screens with the canary, more than the line takes
            time.sleep(0.05)
        screen.send("more")
        time.sleep(BLANK + 1)
        assert f'text = "{CANARY}more"' in case_text(tmp_path)
        screen.reading.set()
        alone(screen)
        # what the line had taken already comes first; what was painted after that never comes
        assert f"{CANARY}mo".encode() not in screen.raw
        time.sleep(0.5)
        screen.send("\r")
        screen.wait_for(FIRST, f"| {CANARY}more ")


def test_a_terminal_that_stands_still_does_not_keep_it_from_leaving(tmp_path: Path) -> None:
    with begun(tmp_path, "0.05,0.02") as screen:
        screen.reading.clear()
        for _ in range(20):
            screen.send("\x0c")
            time.sleep(0.05)
        assert screen.left(15) == 0
    assert CANARY in case_text(tmp_path)
    assert not list((tmp_path / "cases").glob("*.lock"))


def test_what_cannot_be_saved_is_not_left_and_is_tried_again(tmp_path: Path) -> None:
    cases, away = tmp_path / "cases", tmp_path / "away"
    with begun(tmp_path, "0.05,0.05", HOME=str(tmp_path), NECESSITY_IDLE="0.05,0.05") as screen:
        time.sleep(2.2)  # what was begun is saved, and what comes now is not
        cases.rename(away)
        cases.write_text("no folder")
        screen.send("more")
        alone(screen, UNSAVED)
        time.sleep(BLANK + 1)
        alone(screen, UNSAVED)
        assert screen.process.poll() is None
        cases.unlink()
        away.rename(cases)
        assert screen.left(25) == 0
        screen.wait_for(GONE, "Your answers are saved in")
    assert f'text = "{CANARY}more"' in case_text(tmp_path)
    assert not (tmp_path / "necessity-unsaved").exists()


def test_a_signal_is_as_good_as_ever(tmp_path: Path) -> None:
    with begun(tmp_path) as screen:
        alone(screen)
        screen.process.send_signal(signal.SIGTERM)
        assert screen.left() == 143
        screen.wait_for("Stopped from outside. Your answers are saved in")
        assert screen.modes == {7, 25}
        assert CANARY not in screen.text


def test_the_cases_are_blanked_too(tmp_path: Path) -> None:
    with at_home(tmp_path, "--idle", "0.05,0.05") as screen:
        screen.wait_for("There is no case here yet")
        screen.send("n")
        screen.wait_for("What is the id of the new case?")
        before = still(screen)
        alone(screen)
        time.sleep(0.5)
        screen.send("\r")
        screen.wait_for("What is the id of the new case?")
        assert still(screen) == before
        alone(screen)
        assert screen.left() == 0
        screen.wait_for(GONE)
        assert "Your answers" not in screen.text
