import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from small_pack import NOW, PACK, Reviewer, reviewing
from textual import events

from necessity.exits import ExitCode
from necessity.tui import launch
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.terminal import environment, running
from necessity.tui.terminal.app import TerminalApp
from necessity.tui.terminal.launcher import Board


def run(case: str | None = None) -> int:
    return launch.run(
        pack=PACK, cases=Path("cases"), case=case, policies=(), user="me", clock=lambda: NOW
    )


def test_without_a_terminal_it_refuses_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == ExitCode.USAGE
    assert "The interview needs a terminal" in capsys.readouterr().err


def test_a_dumb_terminal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert 'TERM is "dumb"' in running.refusal()


def test_what_would_leak_or_steer_is_taken_out_of_the_environment() -> None:
    environ = {"TEXTUAL_LOG": "x", "TEXTUAL_NEW": "y", "COLUMNS": "100", "BROWSER": "z"}
    environ |= {"ESCDELAY": "900", "TEXTUAL_COLOR_SYSTEM": "standard", "HOME": "/h"}
    environment.scrub(environ)
    assert environ == {
        "HOME": "/h",
        "ESCDELAY": "900",
        "TEXTUAL_COLOR_SYSTEM": "standard",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "TEXTUAL_FPS": "15",
    }


def test_launch_alone_does_not_load_textual() -> None:
    code = "import sys, necessity.tui.launch; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_what_breaks_is_told_without_any_text_of_the_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_screen: InterviewScreen) -> None:
        patient = "Jane Roe"
        raise ValueError(patient)

    monkeypatch.setattr(InterviewScreen, "action_skip", broken)
    with pytest.raises(ValueError, match="Jane"):
        async with reviewing() as reviewer:
            await reviewer.press("s")
    assert reviewer.app.failure.startswith("ValueError at test_launch.py:")
    assert running.broke(reviewer.app.failure, Path("a.case.toml")) == ExitCode.INTERNAL
    told = capsys.readouterr()
    assert "a.case.toml" in told.err
    assert "Jane" not in told.err + told.out


@dataclass
class Lone:
    """An app without a screen."""

    ended: list[int] = field(default_factory=list)
    board: Board = field(default_factory=Board)
    failure: str = ""
    parting: dict[str, str] = field(default_factory=dict)
    return_code: int | None = 0
    fails: bool = False

    def flush(self) -> None:
        if self.fails:
            patient = "Jane Roe"
            raise OSError(patient)

    def run(self, *, mouse: bool) -> int:
        assert not mouse
        os.kill(os.getpid(), signal.SIGTERM)
        return self.ended[-1]

    def leave(self, code: int) -> None:
        self.ended.append(code)


@pytest.mark.parametrize("fails", [False, True])
def test_a_save_that_fails_on_the_way_out_is_told_and_the_way_is_left(
    fails: bool,  # noqa: FBT001 - a table
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = Lone(fails=fails)
    try:
        assert running.run_app(cast("TerminalApp", app), lambda: Path("a.case.toml")) == 143
    finally:
        signal.alarm(0)
    told = capsys.readouterr().err
    assert ("The last save failed (OSError at test_launch.py:" in told) is fails
    assert "Jane" not in told
    assert "Stopped from outside. Your answers are saved in a.case.toml." in told


async def paste(reviewer: Reviewer, text: str) -> str:
    reviewer.app.post_message(events.Paste(text))
    await reviewer.pilot.pause()
    await reviewer.app.typed_through()
    await reviewer.pilot.pause()
    return reviewer.page


async def test_a_paste_is_joined_into_the_line_and_this_is_said() -> None:
    async with reviewing() as reviewer:
        assert "what was pasted was not taken" in await paste(reviewer, "1\n2")
        await reviewer.press("slash")
        await reviewer.type("why now")
        await reviewer.press("enter")
        assert "| a b " in await paste(reviewer, "a\r\nb")
        assert "2 pasted lines were joined into one." in reviewer.page
        assert "| a b c " in await paste(reviewer, " c")
        assert "joined" not in reviewer.page
