"""The program itself on a real terminal: what it sends, what it leaves, what it withstands."""

import os
import re
import signal
import sys
import time
import tomllib
from pathlib import Path

import pytest
from real import FIRST, SECOND, at_home, begun_at_home, case_text, foreign, still
from screen import Screen, cpu, wait_until_gone

pytestmark = pytest.mark.slow


def test_an_answer_typed_in_one_burst_is_on_disk_when_it_is_killed(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026-11-19\x7f8\r")
        screen.wait_for(SECOND)
        os.kill(screen.inner, signal.SIGKILL)
        assert screen.left() == 137
        assert screen.sane
        assert screen.modes == {7, 25}
        assert "Case c-1" not in screen.text
    assert "2026-11-18" in case_text(tmp_path)


def test_three_answers_in_one_packet_are_three_answers(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026-11-18\r2\r1\r")
        screen.wait_for("By which route")
        screen.send("\x11")
        assert screen.left() == 0
    answers = {
        answer["id"]: answer["value"] for answer in tomllib.loads(case_text(tmp_path))["answer"]
    }
    assert str(answers["req.date"]) == "2026-11-18"
    assert answers["req.type"] == "continuation"
    assert answers["req.product"] == "octagam_10"


def test_with_nothing_to_do_it_sends_nothing_and_takes_no_time(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026")
        screen.wait_for("| 2026 ")
        pids = [screen.process.pid, screen.inner]
        time.sleep(3)  # what was begun has been saved
        sent, used = len(screen.raw), sum(map(cpu, pids))
        time.sleep(5)
        assert len(screen.raw) == sent
        assert sum(map(cpu, pids)) - used <= 3


@pytest.mark.parametrize("number", [1, 15])
def test_told_to_end_it_says_where_the_answers_are(tmp_path: Path, number: int) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.process.send_signal(number)
        assert screen.left() == 128 + number
        screen.wait_for("Stopped from outside. Your answers are saved in")
        assert str(tmp_path / "cases" / "c-1.case.toml") in screen.text.replace("\n", "")


@pytest.mark.parametrize("how", ["signal", "killed parent", "line"])
def test_what_was_begun_is_on_disk_by_whatever_door_it_leaves(tmp_path: Path, how: str) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026-11-")
        screen.wait_for("| 2026-11- ")
        pid = screen.inner
        match how:
            case "signal":
                os.kill(pid, signal.SIGTERM)
            case "killed parent":
                screen.process.kill()
            case "line":
                screen.close()
        wait_until_gone(pid, 4)
    assert "2026-11-" in case_text(tmp_path)


def test_nothing_but_known_sequences_is_ever_sent(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        for key in ("?", "\x1b", "o", "\x1b[6~", "\x1b", "p", "\x1b", "v", "\x1b", "w", "\x1b"):
            screen.send(key)
            time.sleep(0.6 if key == "\x1b" else 0.2)
        screen.send("u")
        screen.wait_for("not known?")
        screen.send("\x11")
        screen.send("\x11")
        assert screen.left() == 0
        raw = bytes(screen.raw)
    assert not foreign(raw)


def test_what_leaks_by_the_environment_does_not(tmp_path: Path) -> None:
    leaking = {
        "TEXTUAL_LOG": "log.txt",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": ".",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_DRIVER": "os:system",
        "TEXTUAL_SHOW_RETURN": "1",
        "COLUMNS": "100",
        "LINES": "30",
    }
    with begun_at_home(tmp_path, environment=leaking) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        time.sleep(1.2)
        assert {path.name for path in tmp_path.iterdir()} == {"cases"}
        status = Path(f"/proc/{screen.inner}/status").read_text()
        assert re.search(r"Umask:\s+0077", status)
        limits = Path(f"/proc/{screen.inner}/limits").read_text()
        assert re.search(r"Max core file size\s+0\s+0", limits)
    assert (tmp_path / "cases" / "c-1.case.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("lang", ["C", "en_US.ISO-8859-1"])
def test_where_utf8_is_not_sure_only_ascii_is_sent_and_no_sign_is_lost(
    tmp_path: Path, lang: str
) -> None:
    named = tmp_path / "caf\u00e9"
    named.mkdir()
    with begun_at_home(named, environment={"LANG": lang}) as screen:
        screen.send("\u2264 7 \u00b0" if lang == "C" else b"\xb1 7 \xb0")
        screen.wait_for("| <= 7 deg" if lang == "C" else "| +/- 7 deg")
        screen.process.send_signal(signal.SIGTERM)
        screen.left()
        screen.wait_for("Stopped from outside")
        assert "caf<U+00E9>" in screen.text.replace("\n", "")
        assert screen.raw.isascii()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60), (500, 200)])
def test_any_size_is_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    with begun_at_home(tmp_path, size=size) as screen:
        screen.send("2026-11-18")
        screen.wait_for("2026-11-18")
        screen.send("\x15")
        still(screen, 1)  # the terminal of the test takes its time for a large window
        screen.send("\x11")
        assert screen.left(30) == 0


def test_a_window_that_is_too_small_says_so_and_grows_again(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        for columns, rows in ((40, 10), (20, 5), (5, 3), (1, 1)):
            screen.resize(columns, rows)
            time.sleep(0.2)
            if columns == 40:
                screen.wait_for("Window too small")
        for step in range(200):
            screen.resize(60 + step % 100, 20 + step % 30)
            time.sleep(0.002)
        screen.resize(80, 24)
        screen.wait_for("Case c-1", FIRST)
        screen.send("\x11")
        assert screen.left() == 0


def test_a_terminal_that_does_not_say_its_size_has_the_usual_one(tmp_path: Path) -> None:
    with Screen(
        [sys.executable, "-m", "necessity", "--cases", str(tmp_path)], says_size=False
    ) as screen:
        screen.wait_for("There is no case here yet", "? keys")
        assert len(screen.text.splitlines()) == 24


def test_a_screen_that_something_else_wrote_on_is_drawn_anew(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        before = screen.text
        os.write(screen.slave, b"\x1b[5;1HBroadcast message from root\r\n" * 3)
        screen.wait_for("Broadcast message")
        screen.send("\x0c")
        end = time.monotonic() + 5
        while screen.text != before:
            assert time.monotonic() < end, screen.text
            time.sleep(0.02)


def test_a_paste_where_nothing_is_typed_answers_nothing(tmp_path: Path) -> None:
    with begun_at_home(tmp_path) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND, "1-")
        before = case_text(tmp_path).count("[[answer]]")
        screen.send("\x1b[200~1\r2\r\x1b[201~")
        screen.wait_for("what was pasted was not taken")
        screen.send("sodium 140 mmol/L\r1\r1\r1\r1\r")
        time.sleep(0.5)
        screen.wait_for(SECOND, "what was pasted was not taken")
        assert case_text(tmp_path).count("[[answer]]") == before


def test_a_case_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "c-1.case.toml").write_text("not a case")
    with at_home(tmp_path, "review", "c-1") as screen:
        assert screen.left() == 4
        assert "c-1.case.toml" in screen.text.replace("\n", "")
        assert "Traceback" not in screen.text


def test_it_does_not_start_in_the_background(tmp_path: Path) -> None:
    with Screen(["bash", "--norc", "-i"], environment={"PS1": "prompt> "}) as screen:
        screen.wait_for("prompt>")
        screen.send(f"{sys.executable} -m necessity --cases {tmp_path} & wait $!; echo left $?\r")
        screen.wait_for("cannot run in the background", "left 2")


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_a_page_and_a_key_cost_few_bytes(tmp_path: Path, term: str) -> None:
    with begun_at_home(tmp_path, environment={"TERM": term}) as screen:
        time.sleep(0.5)
        start = len(screen.raw)
        screen.send("2")
        screen.wait_for("| 2")
        time.sleep(0.3)
        key = len(screen.raw) - start
        print(term, start, key)  # noqa: T201 - shown with -s: the figures of this terminal
    assert start < 20_000
    assert key < 1_000
