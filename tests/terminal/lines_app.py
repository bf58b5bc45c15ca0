"""The screen of `two_lines.py`."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from necessity.tui.terminal.app import TerminalApp
from necessity.tui.widgets.card import Line
from necessity.tui.widgets.entry import Entry
from necessity.tui.widgets.messages import Given

FOLDER = Path(sys.argv[1])


class TwoLines(TerminalApp, inherit_bindings=False):
    CSS = "Entry, Entry:focus { border: ascii ansi_default; } Line { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backslash", "dump", "dump"),
        Binding("tab", "other", "the other line"),
        Binding("ctrl+q", "quit", "quit"),
        Binding("f2", "break", "an exception in a widget"),
        Binding("f3", "flood", "paint all the time"),
        Binding("f4", "hang", "do nothing for ever"),
        Binding("f6", "beside", "an exception in a task"),
        Binding("f7", "signs", "signs that are not ASCII"),
    ]

    def compose(self) -> ComposeResult:
        yield Entry(id="first")
        yield Entry(id="second")
        yield Line(id="message")

    def on_mount(self) -> None:
        self.lines = list(self.query(Entry))
        self.lines[0].focus()
        self.say("ready")

    def say(self, text: str) -> None:
        self.query_one(Line).say(text)

    @on(Given)
    def action_other(self) -> None:
        self.lines[self.lines[0].has_focus].focus()

    def action_dump(self) -> None:
        said = [line.value for line in self.lines]
        with (FOLDER / "lines").open("a") as pipe:
            pipe.write(json.dumps(said) + "\n")
        for line in self.lines:
            line.value = ""
        self.lines[0].focus()

    def flush(self) -> None:
        (FOLDER / "draft").write_text(" | ".join(line.value for line in self.lines))

    def action_break(self) -> None:
        patient = "Jane Roe"
        raise ValueError(patient)

    def action_beside(self) -> None:
        patient = "Jane Roe"
        asyncio.get_running_loop().call_exception_handler(
            {"message": patient, "exception": ValueError(patient)}
        )

    def action_flood(self) -> None:
        self.count = 0

        def paint() -> None:
            self.count += 1
            self.say(f"frame {self.count}" + "." * (self.count % 40))
            self.refresh(repaint=True, layout=True)
            (FOLDER / "frames").write_text(str(self.count))

        self.set_interval(0.02, paint)

    def action_hang(self) -> None:
        (FOLDER / "hangs").touch()
        while True:
            time.sleep(60)

    def action_signs(self) -> None:
        self.say("onset \u2264 7 d, \u2265 38.5 \u00b0C, 5 \u00b5g \u00b1 1, caf\u00e9")
