"""The golden case by keystrokes alone, at 80x24, from `necessity` to a saved summary.

The case file and the summary equal what `replay` of the same answers writes, apart from times and
reviewer.
"""

import re
import shutil
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tmux import Terminal

from conftest import PACK_FOLDER
from necessity.answers import REASON_WORDS, Answer, Unknown, Value, write
from necessity.cli import main
from necessity.interview import engine
from necessity.interview.events import Answered
from necessity.interview.state import Interview, Step
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Choice, Group

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
DIGITS = 9
"""A list of more options is walked with the arrows."""


@pytest.mark.slow
def test_the_golden_case_by_keys_alone_equals_its_replay(tmp_path: Path, pack: Pack) -> None:
    cases, out = tmp_path / "cases", tmp_path / "out"
    with Terminal(tmp_path, f"{sys.executable} -m necessity --cases {cases}") as terminal:
        begin(terminal, len(pack.policies))
        interview = answer_all(terminal, pack)
        finish(terminal, interview)
    shutil.copy(SEED, tmp_path / "golden.toml")
    assert main(["replay", str(tmp_path / "golden.toml"), "--out", str(out)]) == 0
    typed, replayed = (_case(folder / "golden.case.toml") for folder in (cases, out))
    assert typed == replayed
    summary = "golden.summary.txt"
    assert _without_seal(cases / summary) == _without_seal(out / summary)


def begin(terminal: Terminal, policies: int) -> None:
    """From the cases screen to the first question of a new case."""
    terminal.wait_for("There is no case here yet. Press n")
    terminal.press("n")
    terminal.wait_for("What is the id of the new case?")
    terminal.press("C-u")
    terminal.type("golden")
    terminal.wait_for("| golden")
    terminal.press("Enter")
    terminal.wait_for("Which policies shall judge it?")
    terminal.press(*[str(number) for number in range(2, policies + 1)], "Enter")


def answer_all(terminal: Terminal, pack: Pack) -> Interview:
    """Answer what the seed case says, skip what it does not; end at the end page."""
    target = open_file(SEED, pack, Wish()).interview
    interview = engine.opened(pack, target.policies)
    while interview.place is not None:
        step = interview.step(interview.place)
        assert step is not None
        terminal.wait_for(*_shown(step))
        value = _value(step, target, interview)
        if value is None:
            terminal.press("C-n")
            interview = engine.forward(interview)
            continue
        enter(terminal, step, value)
        answered = engine.apply(interview, Answered(Answer(id=step.id, value=value)))
        interview = engine.advance(replace(answered, place=step.id))
    return interview


def _shown(step: Step) -> tuple[str, ...]:
    """Words that stand on the screen when this question does, and not with the one before."""
    return (step.text, f"Treatment {step.row}") if step.row else (step.text,)


def _value(step: Step, target: Interview, interview: Interview) -> Value | Unknown | None:
    if isinstance(step.question, Group):
        if len(interview.rows["tx"]) < len(target.rows["tx"]):
            return True
        return False if target.facts.closed("tx") else None
    found = target.answers.get(step.id)
    return found.value if found else None


def enter(terminal: Terminal, step: Step, value: Value | Unknown) -> None:
    """Give one answer by the keys that the footer shows."""
    question = step.question
    if isinstance(value, Unknown):
        terminal.press("C-k")
        terminal.wait_for("not known?")
        terminal.press(str(list(REASON_WORDS).index(value.reason) + 1))
    elif isinstance(question, Boolean | Group):
        terminal.press("y" if value else "n")
    elif isinstance(question, Choice):
        choose(terminal, question, value)
    else:
        terminal.type(write(value))
        terminal.wait_for(f"| {write(value)} ")
        terminal.press("Enter")


def choose(terminal: Terminal, question: Choice, value: Value) -> None:
    """Choose options by their numbers, or with the arrows in a long list."""
    codes = value if isinstance(value, tuple) else (value,)
    places = [question.codes.index(str(code)) for code in codes]
    if len(question.options) <= DIGITS:
        terminal.press(*(str(place + 1) for place in places), *["Enter"] * question.many)
    else:
        terminal.press(*["Down"] * (places[0] + 1))
        terminal.press(*["Space"] * question.many, "Enter")


def finish(terminal: Terminal, interview: Interview) -> None:
    """Read the summary, write it, leave."""
    terminal.wait_for("End of the questions")
    terminal.press("v")
    terminal.wait_for("DIRECT ANSWER")
    terminal.press("Escape")
    terminal.wait_for("End of the questions")
    terminal.press("e")
    terminal.wait_for("! Written")
    terminal.press("q")
    terminal.wait_for("> golden draft")
    terminal.press("q")
    terminal.wait_for("LEFT 0")
    assert interview.place is None


def _case(path: Path) -> dict[str, Any]:
    """A case file without times and reviewer, and without the seals that cover them."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("opened", "saved", "reviewer"):
        data.pop(key, None)
    for answer in data["answer"]:
        answer["given"] = {"how": answer["given"]["how"]}
    data["audit"].pop("head")
    for entry in data["audit"]["entry"]:
        for key in ("at", "by", "seal"):
            entry.pop(key, None)
        said = entry.get("changes", [])
        entry["changes"] = [c for c in said if c["what"] not in {"[opened]", "[reviewer]"}]
    return data


def _without_seal(path: Path) -> str:
    """A summary without the last seal, which covers times and reviewer."""
    words, found = re.subn(r"\b[0-9a-f]{12}\b", "-", path.read_text(encoding="utf-8"))
    assert found == 2
    return words
