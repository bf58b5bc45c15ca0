"""The program itself in plain mode: through a pipe, on a terminal, and when it is ended."""

import os
import select
import signal
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_texts import ALL, acting, quoted
from screen import Screen, clean_environment
from test_golden_by_keys import SEED, _case, _value, _without_seal

from conftest import PACK_FOLDER
from necessity.answers import REASON_WORDS, Answer, Unknown, Value, write
from necessity.cli import main
from necessity.interview import engine
from necessity.interview.events import Answered
from necessity.interview.state import Step
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Choice, Group
from necessity.plain.wish import wished

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "necessity"]
FIRST = "What is the date of the request?"


def piped(
    folder: Path, lines: bytes | str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program on the cases of a folder with these lines as its input."""
    data = lines.encode() if isinstance(lines, str) else lines
    command = [*PROGRAM, "--cases", str(folder), *(arguments or ("review", "--plain", "c-1"))]
    environ = clean_environment(environment)
    return subprocess.run(command, input=data, capture_output=True, check=False, env=environ)


def answers_in(folder: Path) -> int:
    """How many answers a person gave."""
    found = tomllib.loads((folder / "c-1.case.toml").read_text(encoding="utf-8"))
    return sum(answer["given"]["how"] == "manual" for answer in found.get("answer", ()))


# -- the golden case ----------------------------------------------------------------------------


def test_the_golden_case_by_lines_alone_equals_its_replay(tmp_path: Path, pack: Pack) -> None:
    cases, out = tmp_path / "cases", tmp_path / "out"
    golden = tmp_path / "golden.toml"
    golden.write_bytes(SEED.read_bytes())
    policies = ",".join(str(number) for number in range(1, len(pack.policies) + 1))
    lines = ["new", "golden", policies, *answering(pack), "summary", "export", "quit", "quit"]
    ran = piped(cases, "\n".join([*lines, ""]), "review", "--plain")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert main(["replay", str(golden), "--out", str(out)]) == 0
    typed, replayed = (_case(folder / "golden.case.toml") for folder in (cases, out))
    assert typed == replayed
    summary = "golden.summary.txt"
    assert _without_seal(cases / summary) == _without_seal(out / summary)
    assert b"End of the questions" in ran.stdout


def answering(pack: Pack) -> list[str]:
    """What is typed to answer as the seed case does, and to skip what it does not answer."""
    target = open_file(SEED, pack, Wish()).interview
    interview = engine.opened(pack, target.policies)
    lines = []
    while interview.place is not None:
        step = interview.step(interview.place)
        assert step is not None
        value = _value(step, target, interview)
        if value is None:
            lines.append(":next")
            interview = engine.forward(interview)
            continue
        lines += _typed(step, value)
        answered = engine.apply(interview, Answered(Answer(id=step.id, value=value)))
        interview = engine.advance(replace(answered, place=step.id))
    return lines


def _typed(step: Step, value: Value | Unknown) -> list[str]:
    question = step.question
    if isinstance(value, Unknown):
        return [":unknown", str(list(REASON_WORDS).index(value.reason) + 1)]
    if isinstance(question, Boolean | Group):
        return ["y" if value else "n"]
    if isinstance(question, Choice):
        codes = value if isinstance(value, tuple) else (value,)
        return [",".join(str(question.codes.index(str(code)) + 1) for code in codes)]
    return [write(value)]


# -- the end of the input -----------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_input_may_end_anywhere_and_no_committed_answer_is_lost(
    count: int, tmp_path: Path
) -> None:
    lines = ["2026-11-18", "1", "1"][:count]
    ran = piped(tmp_path, "".join(f"{line}\n" for line in lines) + "not ended")
    assert ran.returncode == 0
    assert answers_in(tmp_path) == count
    path = tmp_path / "c-1.case.toml"
    assert ran.stderr.decode() == f"The input has ended. Your answers are saved in {path}.\n"
    assert piped(tmp_path, "quit\n").stdout.decode().count(f"Question {count + 1} of about") == 1


@pytest.mark.parametrize(
    "lines",
    ["note\nhalf\n:note\n", "unknown\n", "go kind\n", ":end\ncomplete\nyes\n", "\n:clear\n"],
)
def test_it_may_end_within_anything_that_is_asked(lines: str, tmp_path: Path) -> None:
    ran = piped(tmp_path, f"2026-11-18\n{lines}")
    assert ran.returncode == 0
    assert b"Your answers are saved in" in ran.stderr
    assert answers_in(tmp_path) == 1
    assert not list(tmp_path.glob("*.lock"))


def test_without_any_input_it_ends_too(tmp_path: Path) -> None:
    assert piped(tmp_path, "").returncode == 0
    assert piped(tmp_path, "", "--plain").returncode == 0
    command = [*PROGRAM, "--cases", str(tmp_path), "review", "--plain", "c-1"]
    for closing, code in (("<&-", 0), ("<&- 2>&-", 0), ("<&- >&-", 2), ("<&- >&- 2>&-", 2)):
        closed = f"exec {' '.join(command)} {closing}"
        ran = subprocess.run(["sh", "-c", closed], capture_output=True, check=False)
        assert ran.returncode == code, closing
        assert "2>" in closing or (b"The input has ended." in ran.stderr) is (code == 0)


def test_a_reader_that_goes_away_ends_it_and_nothing_is_lost(tmp_path: Path) -> None:
    command = [*PROGRAM, "--cases", str(tmp_path), "review", "--plain", "c-1"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdin
        assert ran.stdout
        assert ran.stderr
        ran.stdout.close()
        assert ran.wait(20) == 128 + signal.SIGHUP
        assert b"Your answers are saved in" in ran.stderr.read()


def test_a_folder_that_takes_nothing_is_told_with_where_the_case_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "home"
    home.mkdir()
    ran = piped(tmp_path / "file" / "cases", "2026-11-18\n", HOME=str(home))
    told = ran.stdout.decode() + ran.stderr.decode()
    assert ran.returncode == 4
    assert "Traceback" not in told
    assert str(tmp_path / "file") in told


# -- signals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_says_so_and_leaves(number: signal.Signals, tmp_path: Path) -> None:
    command = [*PROGRAM, "--cases", str(tmp_path), "review", "--plain", "c-1"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as ran:
        assert ran.stdin
        assert ran.stdout
        assert ran.stderr
        ran.stdin.write(b"2026-11-18\n1")
        _until(ran.stdout.fileno(), b"Question 2")
        ran.send_signal(number)
        assert ran.wait(10) == 128 + number
        path = tmp_path / "c-1.case.toml"
        said = f"Stopped from outside. Your answers are saved in {path}.\n"
        assert ran.stderr.read().decode() == said
    assert answers_in(tmp_path) == 1


def test_a_signal_breaks_off_what_is_only_read(tmp_path: Path) -> None:
    command = [*PROGRAM, "--cases", str(tmp_path), "--policy", "all", "review", "--plain", "c-1"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as ran:
        assert ran.stdin
        assert ran.stdout
        ran.stdin.write(b"2026-11-18\nsummary\n")
        _until(ran.stdout.fileno(), b"One moment.")
        ran.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        assert ran.wait(10) == 128 + signal.SIGTERM
        assert time.monotonic() - begun < 2
    assert answers_in(tmp_path) == 1


def _until(fd: int, words: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 20
    while words not in seen:
        assert time.monotonic() < end, seen
        if select.select([fd], [], [], 0.1)[0]:
            seen += os.read(fd, 65_536)
    return seen


# -- terminals ----------------------------------------------------------------------------------


def plain_terminal(folder: Path, **environment: str) -> Screen:
    command = [*PROGRAM, "--cases", str(folder), "review", "--plain", "c-1"]
    return Screen(command, environment=environment)


def test_under_lang_c_only_ascii_is_sent_and_no_escape_at_all(tmp_path: Path) -> None:
    with plain_terminal(tmp_path, LANG="C", TERM="dumb") as screen:
        screen.wait_for(FIRST)
        for line in ("2026-11-18", "1", "keys", "", "policies", "rulings", "q", ":go note"):
            screen.send(f"{line}\n")
        screen.send("\u00e9\u2264\n")
        screen.send("quit\nquit\n")
        assert screen.left() == 0
        assert b"\x1b" not in screen.raw
        sent = bytes(screen.raw).replace("\u00e9\u2264".encode(), b"")  # echoed by the system
        assert sent.isascii()
        assert all(byte >= 0x20 or byte in b"\r\n" for byte in sent)
        assert screen.sane


def test_a_terminal_line_that_the_system_has_cut_is_refused(tmp_path: Path) -> None:
    with plain_terminal(tmp_path) as screen:
        screen.wait_for(FIRST)
        screen.send("x" * 5000)
        screen.send("\n")
        screen.wait_for("A terminal takes 4,095 bytes in a line")
        screen.send("2026-11-18\n")
        screen.wait_for("Taken: 18 Nov 2026.")


def test_a_dropped_line_saves_and_leaves(tmp_path: Path) -> None:
    with plain_terminal(tmp_path) as screen:
        screen.wait_for(FIRST)
        screen.send("2026-11-18\n")
        screen.wait_for("Question 2")
        screen.close()
        assert screen.left() == 128 + signal.SIGHUP
    assert answers_in(tmp_path) == 1


def test_on_a_terminal_the_summary_comes_in_pages_of_its_height(tmp_path: Path) -> None:
    with plain_terminal(tmp_path) as screen:
        screen.wait_for(FIRST)
        screen.send("summary\n")
        screen.wait_for("Enter for more, q to stop (22 of")
        assert "DIRECT ANSWER" in screen.words
        screen.send("q\n")
        screen.wait_for(f"{FIRST} >")


def test_the_end_of_input_by_key_saves_and_leaves(tmp_path: Path) -> None:
    with plain_terminal(tmp_path) as screen:
        screen.wait_for(FIRST)
        screen.send("\x04")
        screen.wait_for("The input has ended. Your answers are saved in")
        assert screen.left() == 0


# -- hostile texts ------------------------------------------------------------------------------


def test_what_a_case_holds_is_shown_as_what_it_is(tmp_path: Path) -> None:
    answers = tmp_path / "c-1.toml"
    answers.write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["replay", str(answers), "--out", str(tmp_path)]) == 0
    path = tmp_path / "c-1.case.toml"
    text, note = path.read_text(encoding="utf-8"), f"note = {quoted(ALL)}\n"
    first = text.index("[[answer]]")
    at = text.index("given", first)
    path.write_text(f"{text[:at]}{note}{text[at:]}", encoding="utf-8")
    ran = piped(tmp_path, "overview\nsummary\ngo kind of request\nback\nquit\n")
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.decode()
    assert not acting(said + ran.stderr.decode())
    assert "<U+001B>]0;PWNED<U+0007>" in said


# -- how it is chosen ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ACCESSIBLE", "NECESSITY_PLAIN"])
def test_the_environment_chooses_it(name: str, tmp_path: Path) -> None:
    ran = piped(tmp_path, "quit\n", "review", "c-1", **{name: "1"})
    assert ran.returncode == 0
    assert FIRST in ran.stdout.decode()
    assert wished({name: "yes"})
    assert not wished({name: "0"})
    assert not wished({})


def test_what_refuses_a_screen_names_it(tmp_path: Path) -> None:
    ran = piped(tmp_path, "", "review", "c-1")
    assert ran.returncode == 2
    assert b"necessity review --plain" in ran.stderr


def test_it_never_loads_what_draws() -> None:
    code = (
        "import sys, necessity.plain.launch; "
        "sys.exit(bool({'textual', 'rich', 'readline'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_case_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "c-1.case.toml").write_text("x = [", encoding="utf-8")
    ran = piped(tmp_path, "1\n")
    assert ran.returncode == 4
    assert b"Traceback" not in ran.stderr
    assert PACK_FOLDER.exists()
