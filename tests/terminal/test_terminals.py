"""The program through SSH on every kind of terminal, with every kind of locale, at every size.

On each of them the question can be read, what is chosen is told from what is not without colour,
the keys stand at the foot, and a digit and Enter answer. A terminal without a screen is refused in
one sentence.
"""

import re
import shutil
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from real import FIRST, SECOND, Login, case_text, colours, foreign, second, still
from screen import Screen
from sshd import Server, serving

from conftest import PACK_FOLDER
from necessity.cli import main
from necessity.interview import engine
from necessity.interview.state import Interview, Step
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.tui.prompts import field_of

pytestmark = pytest.mark.slow

TERMS = ("xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100")
LANGS = ("C.UTF-8", "C", "en_US.ISO-8859-1")
SIZES = ((60, 20), (200, 60), (132, 43))
OPTIONS = ("Initial treatment", "Continuation")
AT_ONCE = 4
SMALLEST = (60, 20)
MORE = "(more below: PgDn)"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def answered(server: Server, folder: Path, login: Login) -> Screen:
    """Answer two questions from this terminal, and look at all that stands there meanwhile."""
    with login.begun(server, folder) as screen:
        second(screen)
        screen.wait_for(SECOND, "( ) 1", "( ) 2", "? keys", "Enter keep")
        empty = still(screen)
        screen.send("2")
        screen.wait_for("( ) 1", "> (*) 2")
        assert empty != screen.text
        inside(screen, login.size)
        screen.send("\r")
        _until_gone(screen, SECOND)
        screen.send("\x11")
        assert screen.left() == 0
        assert screen.sane
    answers = {each["id"]: each["value"] for each in tomllib.loads(case_text(folder))["answer"]}
    assert answers["req.type"] == "continuation"
    assert str(answers["req.date"]) == "2026-11-18"
    return screen


def _until_gone(screen: Screen, words: str) -> None:
    end = time.monotonic() + 10
    while words in screen.words:
        assert time.monotonic() < end, screen.text
        time.sleep(0.01)


def inside(screen: Screen, size: tuple[int, int]) -> None:
    """The whole screen is used, and the keys stand at its foot."""
    lines = screen.text.splitlines()
    assert max(map(len, lines)) <= size[0]
    assert "? keys" in " ".join(lines[-2:])
    assert len(lines) == size[1]


def check(server: Server, folder: Path, login: Login) -> str:
    """What is wrong on this terminal; "" when nothing."""
    folder.mkdir()
    screen = answered(server, folder, login)
    raw = bytes(screen.raw)
    wrong = {
        f"foreign {foreign(raw)}": bool(foreign(raw)),
        f"colours {colours(raw)}": any(";" in colour for colour in colours(raw)),
        "not ASCII": "UTF-8" not in login.lang and not raw.isascii(),
        "terminal not given back": screen.modes != {7, 25},
        "something stays": bool(screen.words),
    }
    return "; ".join(f"{login}: {name}" for name, holds in wrong.items() if holds)


def all_of(server: Server, folder: Path, logins: list[Login]) -> None:
    folders = [folder / str(n) for n in range(len(logins))]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda each: check(server, *each), zip(folders, logins, strict=True)))
    assert not list(filter(None, found))


def test_two_terminals_that_differ_in_everything(server: Server, tmp_path: Path) -> None:
    all_of(server, tmp_path, [Login(), Login("linux", "C", (60, 20))])


@pytest.mark.slow
def test_every_terminal_with_every_locale(server: Server, tmp_path: Path) -> None:
    all_of(server, tmp_path, [Login(term, lang) for term in TERMS for lang in LANGS])


@pytest.mark.slow
def test_every_size(server: Server, tmp_path: Path) -> None:
    logins = [Login(term, size=size) for term in ("xterm-256color", "linux") for size in SIZES]
    all_of(server, tmp_path, logins)


@pytest.mark.parametrize(
    "lang", [LANGS[0], *(pytest.param(lang, marks=pytest.mark.slow) for lang in LANGS[1:])]
)
def test_18_a_terminal_without_a_screen_is_refused_in_words(
    server: Server, tmp_path: Path, lang: str
) -> None:
    with Login("dumb", lang).over(server, tmp_path) as screen:
        assert screen.left() == 2
        assert screen.words.count('The interview needs a screen, and TERM is "dumb".') == 1
        assert b"\x1b" not in screen.raw
        assert not (tmp_path / "cases").exists()


@pytest.mark.slow
@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_3_a_window_that_is_too_small_says_so_and_goes_on_when_it_grows(
    server: Server, tmp_path: Path, term: str
) -> None:
    arguments = ("--policy", "consensus", "review", "c-1")
    with Login(term, size=(40, 10)).over(server, tmp_path, *arguments) as screen:
        screen.wait_for("Window too small: make it 60 by 20.")
        screen.resize(80, 24)
        screen.wait_for(FIRST, "Ctrl + ")
        second(screen)
        for size in ((60, 20), (200, 60), (40, 10), (80, 24)):
            screen.resize(*size)
            if size == (40, 10):
                screen.wait_for("Window too small")
                continue
            screen.wait_for(SECOND, "( ) 1", "? keys")
            still(screen)
            inside(screen, size)
        screen.send("\x1b[B ")
        screen.wait_for("(*) 1")
        screen.resize(60, 20)
        screen.wait_for("(*) 1", SECOND)
        screen.send("\r")
        _until_gone(screen, SECOND)
        screen.send("\x11")
        assert screen.left() == 0
    assert 'value = "initial"' in case_text(tmp_path)


def test_without_colours_none_is_sent_and_nothing_is_missing(
    server: Server, tmp_path: Path
) -> None:
    login = Login(more=(("NO_COLOR", "1"),))
    screen = answered(server, tmp_path, login)
    assert not colours(bytes(screen.raw))
    assert not re.search(rb"\x1b\[(?:[0-9;]*;)?(?:[349]\d|10\d)[;m]", bytes(screen.raw))


@pytest.mark.slow
def test_the_colours_are_those_of_the_terminal(server: Server, tmp_path: Path) -> None:
    """Also where the terminal says that it has all of them."""
    screen = answered(server, tmp_path, Login(more=(("COLORTERM", "truecolor"),)))
    assert not {colour for colour in colours(bytes(screen.raw)) if ";" in colour}


def test_a_colour_is_seen_when_there_is_one() -> None:
    raw = b"\x1b[1;31mx\x1b[38;5;208;7my\x1b[0;48;2;1;2;3m\x1b[39;49m\x1b[97m"
    assert colours(raw) == {"31", "38;5;208", "48;2;1;2;3", "97"}


# -- every question at the smallest size --------------------------------------------------------


def steps_of(pack: Pack, case: Path) -> list[Step]:
    """The questions of a case, in the order in which they come."""
    interview: Interview = open_file(case, pack, Wish()).interview
    found: list[Step] = []
    interview = replace(interview, place=interview.steps[0].id)
    while interview.place is not None:
        step = interview.step(interview.place)
        assert step is not None
        found.append(step)
        interview = engine.forward(interview)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
def test_every_word_of_every_question_can_be_reached_at_60_by_20(
    server: Server, tmp_path: Path, pack: Pack
) -> None:
    """By the arrows where the list of options is longer than the window."""
    seed = PACK_FOLDER / "examples" / "seed-case.toml"
    assert main(["replay", str(seed), "--out", str(tmp_path / "cases")]) == 0
    case = tmp_path / "cases" / "seed-case.case.toml"
    steps = steps_of(pack, case)
    assert len(steps) > 50
    for n in range(AT_ONCE):
        shutil.copytree(case.parent, tmp_path / str(n) / "cases")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda n: unreached(server, tmp_path / str(n), steps, n), range(AT_ONCE))
    wrong = [each for part in found for each in part]
    assert not wrong, "\n".join(wrong)


def unreached(server: Server, folder: Path, steps: list[Step], part: int) -> list[str]:
    """The questions of one part with words, or with options, that no key brings on the screen."""
    share = -(-len(steps) // AT_ONCE)
    wrong = []
    with Login(size=SMALLEST).over(server, folder, "review", "seed-case") as screen:
        screen.wait_for("Case seed-case")
        screen.send("\x0f\x1b[H\r")
        screen.wait_for("Case seed-case", steps[0].text)
        for step in steps[: part * share]:
            screen.wait_for(*step.text.split())
            screen.send("\x0e")
        for step in steps[part * share : (part + 1) * share]:
            screen.wait_for(*step.text.split())
            missed = unseen(step, read_down(screen, step))
            if missed:  # a busy machine paints late
                missed = unseen(step, read_down(screen, step, slower=6))
            wrong += [f"{step.id}: {missed}"] if missed else []
            screen.send("\x0e")
    return wrong


def unseen(step: Step, seen: str) -> set[str]:
    """Words and options of a question that did not stand there."""
    words = set(f"{step.text} {step.question.help}".split()) - set(seen.split())
    options = {option.text for option in getattr(step.question, "options", ())}
    return words | {text for text in options if squeezed(text) not in squeezed(seen)}


def read_down(screen: Screen, step: Step, slower: int = 1) -> str:
    """All that the arrows and Page Down show of a question."""
    seen = [still(screen, 0.15)]
    if field_of(step.question) != "text":
        keys = ["\x1b[H", *["\x1b[B"] * (len(getattr(step.question, "options", ())) or 2)]
        for key in keys:
            screen.send(key)
            seen.append(still(screen, 0.06 * slower))
    for _ in range(9):
        if MORE in screen.words:
            screen.send("\x1b[6~")
            seen.append(still(screen, 0.15).replace(MORE, ""))
    return "\n".join(seen)
