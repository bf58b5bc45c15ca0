"""Says sentences and hears lines: the whole of what plain mode knows of a terminal.

Nothing but text and line ends is ever sent. On a terminal a long text comes in pages; where the
lines come out of a file each is repeated behind the prompt, so that what is written can be read.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

from necessity.plain.layout import wrapped
from necessity.plain.lines import NotTaken
from necessity.tui.terminal.charset import visible

PROMPT = "> "
_MORE = "Enter for more, q to stop "
Size = tuple[int, int]
"""Columns and lines."""


def _endless() -> Size | None:
    return None


class Speaker:
    """One conversation."""

    def __init__(
        self,
        hear: Callable[[], str],
        write: Callable[[str], None],
        *,
        size: Callable[[], Size | None] = _endless,
        echo: bool = True,
        calm: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`hear` gives a line, or raises NotTaken or EOFError; `size` is of a terminal, if any."""
        self.calm = calm
        """To be entered while something long is worked out that may be broken off."""
        self._hear, self._write, self._size, self._echo = hear, write, size, echo

    def say(self, *texts: str) -> None:
        """Say sentences, each beginning its own line; nothing is said of an empty one."""
        width = (self._size() or (None, 0))[0]
        said = [line for text in texts if text for line in wrapped(visible(text), width)]
        if said:
            self._write("".join(f"{line}\n" for line in said))

    def page(self, texts: Iterable[str]) -> None:
        """Say a long text, page by page where there are pages."""
        size = self._size()
        width, height = size or (None, 0)
        lines = [line for text in texts for line in wrapped(visible(text), width)]
        step = max(height - 2, 1) if size else max(len(lines), 1)
        for top in range(0, len(lines), step):
            if top and not self._goes_on(top, len(lines)):
                return
            self._write("".join(f"{line}\n" for line in lines[top : top + step]))

    def _goes_on(self, top: int, count: int) -> bool:
        while True:
            line = self._line(f"{_MORE}({top} of {count} lines){PROMPT}").strip().lower()
            if line in {"", "q"}:
                return not line
            self.say("Nothing is taken while this is read.")

    def ask(self) -> str:
        """Hear one line. Raises EOFError."""
        return self._line(PROMPT)

    def _line(self, prompt: str) -> str:
        while True:
            self._write(visible(prompt))
            try:
                line = self._hear()
            except NotTaken as reason:
                self._said_back("")
                self.say(str(reason))
            else:
                self._said_back(line)
                return line

    def _said_back(self, line: str) -> None:
        if self._echo:
            self._write(f"{visible(line)}\n")
