"""Every example by keys on a terminal: the case file and the summary are those of its replay."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from real import at_home
from screen import Screen
from test_golden_by_keys import DIGITS, _case, _without_seal
from typist import Act, Typist

from conftest import PACK_FOLDER
from necessity.answers import REASON_WORDS, Unknown, Value, write
from necessity.cli import main
from necessity.interview import engine
from necessity.interview.state import Step
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Choice, Group
from necessity.tui.terminal.bursts import TYPED

EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))
PHYSICIAN = "Dr A. Bee"
DOWN, END = "\x1b[B", "\x1b[F"
NEXT, UNKNOWN, OVERVIEW = "\x0e", "\x0b", "\x0f"


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_by_keys_equals_its_replay(path: Path, tmp_path: Path, pack: Pack) -> None:
    target = open_file(path, pack, Wish()).interview
    typist = Typist(target, engine.opened(pack, target.policies))
    policies = [part for policy in target.policies for part in ("--policy", policy)]
    with at_home(tmp_path, *policies, "review", "typed") as screen:
        for act in typist.acts():
            if act.going:
                go(screen, act)
            screen.wait_for(*shown(act.step))
            press(screen, keys(act))
            if act.step.question.role == "physician" and act.value is not None:
                screen.wait_for("Name of the physician")
                screen.send(f"{PHYSICIAN}\r")
        finish(screen)
    equal_to_replay(tmp_path, path)


@pytest.mark.slow
def test_who_knows_the_digits_presses_little_more_than_one_key_an_answer(pack: Pack) -> None:
    golden = pressed(PACK_FOLDER / "examples" / "seed-case.toml", pack)
    assert len(golden) > 20
    assert sum(golden) / len(golden) <= 1.3
    one = [keys for path in EXAMPLES[::4] for keys in pressed(path, pack, many=False)]
    assert len(one) > 150
    assert sum(one) / len(one) <= 1.1


def pressed(path: Path, pack: Pack, *, many: bool = True) -> list[int]:
    """Keys for each known answer that is chosen; `many`: also where several are marked."""
    target = open_file(path, pack, Wish()).interview
    return [
        len(keys(act).replace(DOWN, "v"))
        for act in Typist(target, engine.opened(pack, target.policies)).acts()
        if isinstance(act.step.question, Choice | Boolean | Group)
        and not isinstance(act.value, Unknown | None)
        and act.step.answer is None
        and (many or not getattr(act.step.question, "many", False))
    ]


def shown(step: Step) -> tuple[str, ...]:
    """Words that stand on the screen when this question does, and not with the one before."""
    text = " ".join(step.text.split())
    return (text, f"{step.row}") if step.row else (text,)


def go(screen: Screen, act: Act) -> None:
    """Find a question by its words."""
    assert act.going
    words, place, _ = act.going
    screen.send(OVERVIEW)
    screen.wait_for("Questions and answers")
    screen.send("/")
    screen.wait_for("type a part of the words")
    screen.send(words)
    screen.wait_for(f"| {words}")
    screen.send(DOWN * (place - 1) + "\r")


def press(screen: Screen, pressed: str) -> None:
    """Press keys at once; after a long text as a person does, for it could be a paste."""
    text = pressed.removesuffix("\r")
    if len(text) >= TYPED and text.isprintable():
        screen.send(text)
        screen.wait_for(text[-TYPED:])
        screen.send("\r")
    else:
        screen.send(pressed)


def keys(act: Act) -> str:
    """What is pressed for one answer, all at once."""
    if act.value is None:
        return NEXT
    question, value = act.step.question, act.value
    if act.step.answer is not None and not isinstance(value, Unknown):
        return "\r"  # one comes by it again: it stands there as it was answered
    if isinstance(value, Unknown):
        return f"{UNKNOWN}{list(REASON_WORDS).index(value.reason) + 1}"
    if isinstance(question, Boolean | Group):
        return "y" if value else "n"
    if isinstance(question, Choice):
        return chosen(question, value)
    return f"{write(value)}\r"


def chosen(question: Choice, value: Value) -> str:
    """Options by their numbers, or with the arrows in a long list of which several are marked."""
    codes = value if isinstance(value, tuple) else (value,)
    places = sorted(question.codes.index(str(code)) for code in codes)
    if not question.many:
        number = places[0] + 1
        return str(number) if number * 10 > len(question.options) else f"{number}\r"
    if len(question.options) <= DIGITS:
        return "".join(str(place + 1) for place in places) + "\r"
    found, at = "", -1
    for place in places:
        found += DOWN * (place - at) + " "
        at = place
    return f"{found}\r"


def finish(screen: Screen) -> None:
    """Go to the end, write the summary, leave."""
    if "End of the questions" not in screen.words:
        screen.send(OVERVIEW)
        screen.wait_for("Questions and answers")
        screen.send(f"{END}\r")
    screen.wait_for("End of the questions")
    screen.send("e")
    screen.wait_for("! Written")
    screen.send("q")
    assert screen.left() == 0


def equal_to_replay(folder: Path, example: Path) -> None:
    """The files are those of the replay, apart from times, reviewer and physician."""
    cases, out = folder / "cases", folder / "out"
    shutil.copy(example, folder / "typed.toml")
    assert main(["replay", str(folder / "typed.toml"), "--out", str(out)]) in {0, 3}
    typed, replayed = (unordered(_case(each / "typed.case.toml")) for each in (cases, out))
    assert typed == replayed
    said, told = (_without_seal(each / "typed.summary.txt") for each in (cases, out))
    assert said == told or unsigned(said) == unsigned(told) != " ".join(told.split())


def unordered(case: dict[str, Any]) -> dict[str, Any]:
    """What the log says in no order: what nothing asked for was typed last."""
    entries = case["audit"]["entry"]
    for entry in entries:
        for key in ("n", "giver", "role"):
            entry.pop(key, None)
    case["audit"]["entry"] = sorted(json.dumps(entry, sort_keys=True) for entry in entries)
    return case


def unsigned(summary: str) -> str:
    """The words of a summary without the name of a physician, which an example does not tell."""
    names = rf"physician reviewer {PHYSICIAN}|by a physician reviewer, name not recorded"
    return re.sub(names, "physician", " ".join(summary.split()))
