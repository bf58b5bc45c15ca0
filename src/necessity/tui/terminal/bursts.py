"""A paste that the terminal does not mark as one. Pure; told the time.

Some terminals send a pasted text as if it were typed. Its line ends would press Enter, question
after question. Keys that come without a gap, too many for a person, and with line ends among them,
are taken as a paste.
"""

from necessity.tui.terminal.paste import LARGEST
from necessity.tui.terminal.tokens import Key, Paste, Text, Token

GAP = 0.015
"""Seconds: no two keys of a person are nearer, unless the line has bunched them."""
TYPED = 20
"""Characters that a slow line may bunch; more of them, and line ends, are a paste."""
AFTER = 0.5
"""Seconds after a paste in which what comes with line ends is more of it."""

_ENDS = {"enter", "ctrl+j"}
_WRITTEN = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}


class Bursts:
    """Holds text until it is sure that it was typed."""

    def __init__(self) -> None:
        self._run: list[Text | Key] = []
        self._last = 0.0
        """When the end of the run came."""
        self._pasted = float("-inf")
        self.deadline: float | None = None
        """When `tick` has something to do though nothing comes."""

    def take(self, tokens: list[Token], now: float) -> list[Token]:
        """Take what was read at one time; give what is sure."""
        out = self.tick(now)
        for token in tokens:
            if isinstance(token, Text) or (isinstance(token, Key) and token.name in _WRITTEN):
                self._run.append(token)
                self._last = now
            else:
                out += [*self._flush(), token]
        self.deadline = now + GAP if self._run else None
        return out

    def tick(self, now: float) -> list[Token]:
        """Give what the gap after it makes sure."""
        if self.deadline is None or now < self.deadline:
            return []
        self.deadline = None
        return self._flush()

    def _flush(self) -> list[Token]:
        run, self._run = self._run, []
        letters = sum(isinstance(token, Text) for token in run)
        ends = any(isinstance(token, Key) and token.name in _ENDS for token in run)
        more = letters > 0 and self._last - self._pasted < AFTER
        if not ends or not (letters > TYPED or more):
            return list(run)
        self._pasted = self._last
        text = "".join(t.char if isinstance(t, Text) else _WRITTEN[t.name] for t in run)
        return [Paste("" if len(text) > LARGEST else text, refused=len(text) > LARGEST)]
