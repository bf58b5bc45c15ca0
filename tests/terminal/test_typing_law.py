"""The law of typing, on a real pty: what ends up in a field is what was typed.

For any script of keys it equals what a plain line editor makes of them, and does not depend on how
the line cut the bytes into packets. Any wrong digit of a dose is a broken law.
"""

import json
import os
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from screen import Screen
from test_tokenizer import NEVER_TYPED

from necessity.tui.terminal.bursts import TYPED

SCRIPT = Path(__file__).with_name("two_lines.py")
EXAMPLES = min(settings.default.max_examples if settings.default else 60, 1000)
DUMP = b"\x1c"


@dataclass(frozen=True)
class Step:
    """One thing a person does, and the bytes of it."""

    does: str
    sent: bytes
    text: str = ""


class Reference:
    """Two lines, edited as every line editor does."""

    def __init__(self) -> None:
        self.lines, self.at, self.focus = ["", ""], [0, 0], 0

    def do(self, step: Step) -> None:
        line, at = self.lines[self.focus], self.at[self.focus]
        match step.does:
            case "type" | "paste":
                line, at = line[:at] + step.text + line[at:], at + len(step.text)
            case "backspace":
                line, at = line[: max(at - 1, 0)] + line[at:], max(at - 1, 0)
            case "delete":
                line = line[:at] + line[at + 1 :]
            case "kill":
                line, at = line[at:], 0
            case "left":
                at = max(at - 1, 0)
            case "right":
                at = min(at + 1, len(line))
            case "home":
                at = 0
            case "end":
                at = len(line)
        self.lines[self.focus], self.at[self.focus] = line, at
        if step.does == "other":
            self.focus = 1 - self.focus


def keys(does: str, *sent: bytes) -> st.SearchStrategy[Step]:
    return st.sampled_from([Step(does, data) for data in sent])


def pasted(lines: list[str], end: str) -> Step:
    whole = end.join(lines)
    text = " ".join(" ".join(line.split()) for line in lines if line.split())
    if text:  # blanks at both ends keep it apart from what stands there
        text = " " * (whole[0] in " \t") + text + " " * (whole[-1] in " \t")
    return Step("paste", f"\x1b[200~{whole}\x1b[201~".encode(), text)


LETTERS = st.text("0123456789.,<> /-+abxyzP[O\u00e9\u2264\u00b0\u5024", min_size=1, max_size=5)
STEPS = st.one_of(
    LETTERS.map(lambda text: Step("type", text.encode(), text)),
    keys("backspace", b"\x7f", b"\x08"),
    keys("left", b"\x1b[D", b"\x1bOD", b"\x1b[1;3D"),
    keys("right", b"\x1b[C", b"\x1bOC"),
    keys("home", b"\x1b[H", b"\x1b[1~", b"\x1b[7~", b"\x1bOH", b"\x01"),
    keys("end", b"\x1b[F", b"\x1b[4~", b"\x1b[8~", b"\x05"),
    keys("delete", b"\x1b[3~", b"\x04"),
    keys("kill", b"\x15"),
    keys("other", b"\r", b"\n", b"\t"),
    keys("nothing", *NEVER_TYPED),
    st.builds(
        pasted,
        st.lists(st.text("0123456789. \tab\u00e9", max_size=8), max_size=3),
        st.sampled_from(["\n", "\r", "\r\n", "\r\r"]),
    ),
)
SCRIPTS = st.lists(STEPS, max_size=14).filter(
    # beyond it keys with line ends among them are a paste that was not marked: tested elsewhere
    lambda steps: sum(len(step.text) for step in steps if step.does == "type") <= TYPED
)


class Typist:
    """The program, kept alive for all scripts, and its pipe."""

    def __init__(self, screen: Screen, pipe: int) -> None:
        self.screen, self._pipe, self._rest = screen, pipe, b""

    def type(self, *packets: bytes) -> list[str]:
        """Send packets; give what stands in the two lines, which are then emptied."""
        for packet in packets:
            self.screen.send(packet)
            if len(packets) > 1:
                time.sleep(0)  # let the program read: the packets must not become one again
        self.screen.send(DUMP)
        end = time.monotonic() + 10
        while b"\n" not in self._rest:
            assert time.monotonic() < end, self.screen.text
            if select.select([self._pipe], [], [], 0.1)[0]:
                self._rest += os.read(self._pipe, 65536)
        line, _, self._rest = self._rest.partition(b"\n")
        found = json.loads(line)
        assert isinstance(found, list)
        return found


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    folder = tmp_path_factory.mktemp("typing")
    os.mkfifo(folder / "lines")
    pipe = os.open(folder / "lines", os.O_RDWR)
    with Screen([sys.executable, str(SCRIPT), str(folder)]) as screen:
        screen.wait_for("ready")
        yield Typist(screen, pipe)
    os.close(pipe)


def made_of(steps: list[Step]) -> list[str]:
    reference = Reference()
    for step in steps:
        reference.do(step)
    return reference.lines


def typing(text: str) -> Step:
    return Step("type", text.encode(), text)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(steps=SCRIPTS, cuts=st.lists(st.floats(0, 1, exclude_max=True), max_size=10))
@example(steps=[typing("385"), Step("backspace", b"\x7f"), typing("8.5")], cuts=[0.5])
@example(steps=[typing("120"), Step("other", b"\r"), typing("80")], cuts=[])
def test_what_was_typed_stands_in_the_field_however_the_line_cut_it(
    typist: Typist, steps: list[Step], cuts: list[float]
) -> None:
    data, wanted = b"".join(step.sent for step in steps), made_of(steps)
    places = sorted({0, len(data), *(int(cut * len(data)) for cut in cuts)})
    assert typist.type(data) == wanted
    assert typist.type(*(data[a:b] for a, b in pairwise(places))) == wanted


@pytest.mark.parametrize(
    ("sent", "first", "second"),
    [
        (b"385\x7f8.5", "388.5", ""),
        (b"128\x7f\x7f05", "105", ""),
        (b"15\x1b[D2", "125", ""),
        (b"999\x1512", "12", ""),
        (b"120\t80\t\x0538.5", "12038.5", "80"),
        (b"abc\tdef\r\x05ghi", "abcghi", "def"),
        (b"x\x1bOTy\x1b[?1;2cz", "xyz", ""),
        (b"5\xe96", "5\ufffd6", ""),
        (b"\x1b[200~a\x1b[0m\x11b\x1b[201~c", "a[0mbc", ""),
    ],
)
def test_bursts_that_were_once_wrong(typist: Typist, sent: bytes, first: str, second: str) -> None:
    assert typist.type(sent) == [first, second]
    assert typist.type(*(sent[n : n + 1] for n in range(len(sent)))) == [first, second]


@pytest.mark.parametrize("pause", [0.15, 0.3])
def test_an_arrow_key_that_a_slow_link_splits_moves_and_types_nothing(
    typist: Typist, pause: float
) -> None:
    for at in (1, 2):
        typist.screen.send(b"ab" + b"\x1b[D"[:at])
        time.sleep(pause)
        assert typist.type(b"\x1b[D"[at:] + b"X") == ["aXb", ""]


def test_the_rest_of_an_arrow_key_is_not_typed_even_when_its_escape_was_taken(
    typist: Typist,
) -> None:
    typist.screen.send(b"ab\x1b")
    time.sleep(0.7)
    assert typist.type(b"[DX") == ["abX", ""]


def test_a_paste_of_several_lines_loses_nothing_presses_no_enter_and_says_so(
    typist: Typist,
) -> None:
    typist.screen.send(b"\x1b[200~Na\t140\r\rK\t4.1\r\r\x1b[201~")
    typist.screen.wait_for("2 pasted lines were joined into one.")
    assert typist.type(b"!") == ["Na 140 K 4.1!", ""]


@pytest.mark.slow
def test_a_paste_whose_end_is_lost_is_there_after_three_seconds(typist: Typist) -> None:
    typist.screen.send(b"\x1b[200~Na 140")
    typist.screen.wait_for("never came", seconds=5)
    assert typist.type(b"!") == ["Na 140!", ""]


def test_too_long_a_paste_is_refused_in_words(typist: Typist) -> None:
    typist.screen.send(b"ab\x1b[200~")
    for _ in range(100):
        typist.screen.send(b"0123456789" * 201)
    typist.screen.send(b"\x1b[201~")
    typist.screen.wait_for("longer than 200,000 characters: nothing of it was taken")
    assert typist.type(b"c") == ["abc", ""]


def test_a_table_that_is_pasted_without_marks_presses_no_enter(typist: Typist) -> None:
    typist.screen.send(b"sodium\t140 mmol/L\rpotassium\t4.1 mmol/L\r")
    typist.screen.wait_for("2 pasted lines were joined into one.")
    assert typist.type(b"!") == ["sodium 140 mmol/L potassium 4.1 mmol/L!", ""]
