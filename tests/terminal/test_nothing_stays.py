"""A case full of one word that stands nowhere else: it is left by every door, and looked for."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from real import below
from screen import Screen, children
from tmux import Terminal

from necessity.answers import AnswerId
from necessity.case.model import Excerpt, Record
from necessity.case.store import FileStore
from necessity.clock import now
from necessity.pack.model import Pack
from necessity.session import Session, new_case

pytestmark = pytest.mark.slow

CANARY = "QUOKKA"
QUESTION, REASON = "What is the name of the drug?", "To which class does it belong?"
STEERING = {
    "TEXTUAL_LOG": "log.txt",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL": "debug,devtools",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_SCREENSHOT_FILENAME": "shot.svg",
}
BREAKING = """
import sys
from necessity import cli
from necessity.tui import launch

def breaking(app, path):
    from necessity.tui.screens.interview import InterviewScreen
    def broken(screen):
        raise ValueError(screen.query_one("Entry").value, screen.session.case)
    InterviewScreen.action_redo = broken
    return run_app(app, path)

run_app, launch.run_app = launch.run_app, breaking
sys.exit(cli.main(sys.argv[1:]))
"""
"""The program with a defect in what the key F4 does; the defect's message holds the case."""


# -- a case full of it --------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, pack: Pack) -> Path:
    """A folder with home, temporary folder and a case whose chart holds the word."""
    for name in ("home", "tmp", "here"):
        (tmp_path / name).mkdir()
    (tmp_path / "here" / "breaking.py").write_text(BREAKING)
    chart = Record(
        id="R1",
        title=f"{CANARY} consult",
        excerpt=(Excerpt(id="R1.1", quote=f"{CANARY} in the chart", at="p. 1"),),
    )
    case = replace(new_case("c-1", pack, ("consensus",), "me"), records=(chart,))
    store = FileStore(tmp_path / "cases")
    session = Session(case, pack, store=store, clock=now, user="me")
    session.answer(AnswerId("dx.subtype"), "dm_unspecified", rests_on=("R1.1",))
    session.answer(AnswerId("tx_any"), value=True)
    session.answer(AnswerId("tx#1.drug"), "other")
    session.go(AnswerId("tx#1.name"))
    assert session.problem is None
    session.release()
    return tmp_path


def command(place: Path, *more: str) -> list[str]:
    program = [sys.executable, str(place / "here" / "breaking.py"), "--cases", str(place / "cases")]
    return [*program, "review", "c-1", *more]


def surroundings(place: Path) -> dict[str, str]:
    return {"HOME": str(place / "home"), "TMPDIR": str(place / "tmp"), **STEERING}


Keys = Callable[[str], None]
Sees = Callable[..., None]


def filled(keys: Keys, sees: Sees) -> None:
    """Put the word into an answer, a note and a field, and have it shown from the chart."""
    sees(QUESTION)
    keys("\x16")
    sees("Summary, as text")
    keys("\x1b[F")
    sees(f"{CANARY} in the chart")
    keys("q")
    sees(QUESTION)
    keys(f"{CANARY} answer\r")
    sees(REASON)
    keys("\x02")
    sees(f"| {CANARY} answer ")
    keys("\x14")
    sees("Note to this answer:")
    keys(f"{CANARY} note\r")
    sees(QUESTION, f"| {CANARY} answer ")
    keys(f" {CANARY} begun")
    sees(f"| {CANARY} answer {CANARY} begun ")


def leave(way: str, keys: Keys, inner: int) -> None:
    match way:
        case "by a key":
            keys("\x11")
            time.sleep(0.3)
            keys("\x11")
        case "by a signal":
            os.kill(inner, signal.SIGTERM)
        case "killed":
            time.sleep(2.5)  # what was begun is on disk
            os.kill(inner, signal.SIGKILL)
        case "by a defect":
            keys("\x1bOS")


WAYS = {"by a key": 0, "by a signal": 143, "killed": 137, "by a defect": 70}


# -- where it is looked for ---------------------------------------------------------------------


def said_of(pid: int) -> Iterator[tuple[str, bytes]]:
    """What everybody on the machine, or the same user, sees of a process."""
    for name in ("cmdline", "environ", "comm"):
        with suppress(PermissionError):  # better still
            yield f"{pid} {name}", Path(f"/proc/{pid}/{name}").read_bytes()


def in_processes(*pids: int) -> list[str]:
    told = [told for pid in pids for told in said_of(pid)]
    assert any("cmdline" in name and b"review" in data for name, data in told)
    return [name for name, data in told if CANARY.encode() in data]


def kept_only_in_the_case(place: Path) -> None:
    """No file is named after it, and none but the case and its backup holds it."""
    found = [path for path in place.rglob("*") if path.is_file()]
    assert not [path for path in place.rglob("*") if CANARY in path.name]
    holding = {path.relative_to(place).as_posix() for path in found if _holds(path)}
    assert holding == {"cases/c-1.case.toml", "cases/c-1.case.toml.bak"}
    made = {path.relative_to(place).as_posix() for path in found} - holding
    assert made <= {"here/breaking.py", "cases/c-1.case.lock"}
    text = (place / "cases" / "c-1.case.toml").read_text()
    assert all(f"{CANARY} {what}" in text for what in ("answer", "note", "begun", "in the chart"))


def _holds(path: Path) -> bool:
    return CANARY.encode() in path.read_bytes()


# -- on a terminal of our own -------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_the_case_stays_on_a_terminal(way: str, place: Path) -> None:
    with Screen(command(place), environment=surroundings(place), folder=place / "here") as screen:
        filled(screen.send, screen.wait_for)
        pids = [screen.process.pid, *below(screen.process.pid)]
        assert len(pids) > 1
        assert not in_processes(*pids)
        leave(way, screen.send, screen.inner)
        assert screen.left() == WAYS[way]
        time.sleep(0.2)
        nothing_in(screen.text)
        said = bytes(screen.raw).rpartition(b"\x1b[?1049l")[2]  # stderr too is this terminal
        assert CANARY.encode() not in said
        assert b"Traceback" not in said
        assert b"\x1b]" not in screen.raw  # no title, no clipboard
        assert screen.sane
    kept_only_in_the_case(place)


# -- in tmux, where nothing is taken back by a second screen --------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("second", ["on", "off"])
def test_nothing_of_the_case_stays_in_what_scrolled_away(
    way: str, second: str, place: Path
) -> None:
    """Without a second screen, as in GNU screen, rows go there when the window is made lower."""
    with in_tmux(place, second) as terminal:
        filled(terminal.type, terminal.wait_for)
        made_lower(terminal, second)
        shell = int(asked(terminal, "#{pane_pid}"))
        pids = below(shell)
        assert not in_processes(*pids)
        leave(way, terminal.type, children(children(shell)[-1])[0])
        terminal.wait_for(f"LEFT {WAYS[way]}")
        nothing_in(scrolled(terminal))
        assert CANARY not in asked(terminal, "#{pane_title} #{window_name} #{pane_current_command}")
    kept_only_in_the_case(place)


@pytest.mark.parametrize("second", ["on", "off"])
def test_a_blanked_screen_cannot_be_scrolled_back(second: str, place: Path) -> None:
    with in_tmux(place, second, "--idle", "0.1") as terminal:
        filled(terminal.type, terminal.wait_for)
        made_lower(terminal, second)
        terminal.wait_for("The screen was blanked after 0.1 minutes without a key")
        nothing_in(scrolled(terminal))
        terminal.resize(80, 24)
        time.sleep(0.5)
        nothing_in(scrolled(terminal))
        terminal.press("Enter")
        terminal.wait_for(f"| {CANARY} answer {CANARY} begun ")


def in_tmux(place: Path, second: str, *more: str) -> Terminal:
    """The program in a window with, or without, a second screen."""
    settings = f"tmux -S {place / 'tmp' / 'tmux'} set -g alternate-screen {second}"
    around = [f"{name}={value}" for name, value in surroundings(place).items()]
    program = shlex.join(["env", *around, *command(place, *more)])
    return Terminal(place / "tmp", f"cd {place / 'here'}; {settings}; {program}")


def made_lower(terminal: Terminal, second: str) -> None:
    """Make the window so low that without a second screen rows scroll away."""
    terminal.resize(80, 2)
    time.sleep(0.5)
    if second == "off":
        assert QUESTION in terminal._run("capture-pane", "-p", "-S", "-", "-E", "-1", "-t", "t")  # noqa: SLF001


def nothing_in(text: str) -> None:
    assert not [words for words in (CANARY, QUESTION, "Case c-1") if words in text]


def scrolled(terminal: Terminal) -> str:
    """The screen and everything that can be scrolled back to, joined where lines were wrapped."""
    return terminal._run("capture-pane", "-p", "-J", "-S", "-", "-t", "t")  # noqa: SLF001


def asked(terminal: Terminal, what: str) -> str:
    return terminal._run("display-message", "-p", "-t", "t", what)  # noqa: SLF001
