"""A real terminal for a test: one private tmux server, keys in, the screen out."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

STILL = 0.4
"""Seconds without a change after which a screen is taken as painted."""


def required() -> str:
    """The path of tmux; without it a test skips, but never in CI."""
    found = shutil.which("tmux")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed, and in CI nothing is skipped")
        pytest.skip("tmux is not installed")
    return found


class Terminal:
    """One program in one tmux window of a fixed size."""

    def __init__(self, folder: Path, command: str, *, width: int = 80, height: int = 24) -> None:
        self._killed = False
        self._tmux = [required(), "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self._run(
            "new-session", "-d", "-x", str(width), "-y", str(height), "-s", "t",
            f"{command}; echo LEFT $?; sleep 600",
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._killed:
            self.kill()

    def kill(self) -> None:
        """End the server, and with it every terminal that it holds."""
        self._killed = True
        self._run("kill-server")

    def _run(self, *arguments: str) -> str:
        ran = subprocess.run(
            [*self._tmux, *arguments], capture_output=True, text=True, check=True, timeout=20
        )
        return ran.stdout

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return self._run("capture-pane", "-p", "-t", "t")

    @property
    def words(self) -> str:
        """The same with every run of white space as one space: text that wraps is found."""
        return " ".join(self.screen.split())

    @property
    def quiet_screen(self) -> str:
        """The screen once it has stood still for a while: a program paints in several steps."""
        before, since = self.screen, time.monotonic()
        while time.monotonic() - since < STILL:
            time.sleep(0.05)
            now = self.screen
            if now != before:
                before, since = now, time.monotonic()
        return before

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, one by one."""
        for key in keys:
            self._run("send-keys", "-t", "t", key)

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        self._run("send-keys", "-t", "t", "-l", text)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._run("resize-window", "-t", "t", "-x", str(width), "-y", str(height))

    def wait_for(self, *texts: str, seconds: float = 20) -> None:
        """Wait until the words of all these texts stand on the screen together."""
        wanted = [" ".join(text.split()) for text in texts]
        end = time.monotonic() + seconds
        while not all(text in self.words for text in wanted):
            if time.monotonic() > end:
                pytest.fail(f"never saw {wanted!r}; the screen is\n{self.screen}")
            time.sleep(0.02)
