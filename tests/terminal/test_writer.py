"""The writer: it never makes anybody wait, and what is dropped is asked for anew."""

import os
import pty
import re
import select
import signal
import threading
import time
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from necessity.tui.terminal.writer import LEAVING, Writer

pytestmark = pytest.mark.slow

FRAME = b"<" + b"x" * 998 + b">"


@dataclass
class Line:
    """A writer on a terminal that reads when it is told to."""

    most: int = 50_000
    repaints: int = 0
    withheld: bool = False
    lost: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.master, self.slave = pty.openpty()
        tty.setraw(self.slave)
        self.writer = Writer(
            self.slave,
            drained=self.repaint,
            lost=self.lost.set,
            withheld=lambda: self.withheld,
            most=self.most,
        )
        self.writer.start()

    def repaint(self) -> None:
        self.repaints += 1
        self.writer.write(b"[whole screen]")

    def read(self, until: bytes, seconds: float = 5) -> bytes:
        found, end = b"", time.monotonic() + seconds
        while until not in found and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                found += os.read(self.master, 65536)
        return found


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.writer.stop(b"", 0.1)


def test_what_is_written_arrives_in_order(line: Line) -> None:
    for number in range(100):
        line.writer.write(b"%d," % number)
    assert line.read(b"99,") == b"".join(b"%d," % number for number in range(100))


def test_a_terminal_that_stands_still_makes_nobody_wait(line: Line) -> None:
    begun = time.monotonic()
    for _ in range(10_000):
        line.writer.write(FRAME)
    assert time.monotonic() - begun < 1


def test_when_it_goes_on_only_whole_frames_came_and_a_repaint_last(line: Line) -> None:
    for _ in range(40):
        line.writer.write(FRAME)
    time.sleep(0.5)  # the terminal is full, and the writer in the middle of a frame
    for _ in range(1000):
        line.writer.write(FRAME)
    line.writer.write(b"lost, as all is until there is room")
    found = line.read(b"never", seconds=1)
    assert line.repaints == 1
    assert re.fullmatch(rb"(<x{998}>)*\[whole screen\]", found)
    assert len(found) < 200_000
    line.writer.write(b"next")
    assert line.read(b"next") == b"next"


def test_it_stops_in_a_second_whatever_the_terminal_does(line: Line) -> None:
    for _ in range(40):
        line.writer.write(FRAME)
    begun = time.monotonic()
    assert not line.writer.stop(b"last")
    assert time.monotonic() - begun < LEAVING + 0.5


def test_the_last_words_are_written_before_it_stops(line: Line) -> None:
    line.writer.write(b"frame ")
    assert line.writer.stop(b"last")
    assert line.read(b"last") == b"frame last"


def test_a_terminal_that_is_gone_is_reported_and_stops_it(line: Line) -> None:
    os.close(line.master)
    line.writer.write(FRAME)
    assert line.lost.wait(2)
    line.writer.write(FRAME)
    begun = time.monotonic()
    assert not line.writer.stop(b"last")
    assert time.monotonic() - begun < 0.5


def test_a_terminal_that_another_program_made_non_blocking_gets_everything(line: Line) -> None:
    os.set_blocking(line.slave, False)
    frames = b"".join(b"%06d" % number for number in range(5000))
    line.writer.write(frames)
    assert line.read(frames[-6:]) == frames


def test_a_signal_handler_may_write_in_the_middle_of_a_write(line: Line) -> None:
    before = signal.signal(signal.SIGALRM, lambda _number, _frame: line.writer.write(b"!"))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        for _ in range(20_000):
            line.writer.write(b".")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert line.writer.is_alive()


def test_what_is_written_instead_comes_after_no_more_than_the_line_had_taken(line: Line) -> None:
    line.writer.write(b"<" + b"x" * 40_000 + b">")
    time.sleep(0.5)  # the terminal is full, and the writer in the middle of it
    line.writer.write(b"secret")
    line.writer.instead(b"blank")
    assert re.fullmatch(rb"<x+\x18\x1b\\blank", line.read(b"blank"))
    line.writer.write(b"next")
    assert line.read(b"next") == b"next"


def test_while_something_is_withheld_only_the_last_words_are_written(line: Line) -> None:
    for _ in range(40):
        line.writer.write(FRAME)
    time.sleep(0.5)
    line.withheld = True
    line.writer.write(b"secret")
    taken = line.read(b"never", seconds=0.5)
    assert b"secret" not in taken
    line.writer.write(b"secret")
    assert line.read(b"never", seconds=0.5) == b""
    line.writer.write(b"secret")
    assert line.writer.stop(b"last")
    assert line.read(b"last") in {b"last", b"\x18\x1b\\last"}
