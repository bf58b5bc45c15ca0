import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_pack import NOW, PACK, reviewing

from necessity.exits import ExitCode
from necessity.tui import launch
from necessity.tui.screens.interview import InterviewScreen


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
    assert 'TERM is "dumb"' in launch.refusal()


def test_what_would_leak_or_steer_is_taken_out_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "environ", {"TEXTUAL_LOG": "x", "COLUMNS": "100", "ESCDELAY": "900"})
    launch._environment()  # noqa: SLF001 - it is the promise under test
    assert os.environ == {
        "ESCDELAY": "900",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
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
    assert launch._broke(reviewer.app.failure, Path("a.case.toml")) == ExitCode.INTERNAL  # noqa: SLF001
    told = capsys.readouterr()
    assert "a.case.toml" in told.err
    assert "Jane" not in told.err + told.out
