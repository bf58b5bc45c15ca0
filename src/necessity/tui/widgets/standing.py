"""How each policy stands, in the corner of the eye while questions are answered."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from necessity.tui.keymap import respelled
from necessity.tui.keys import KEYS, Keys
from necessity.tui.terminal.charset import visible
from necessity.tui.words import Line, by_policy, cut
from necessity.tui.wrapping import hanging

_NAMED = 4
"""Names of what is waited for, on a wide screen."""
_NAME = 12
"""Letters of a name below which only the number is said."""
_MOST = 4
"""Lines under the rule on a screen of 24 lines: the question needs the others."""


class Standing(Static):
    """One line for each determination; on a wide screen, what it waits for as well."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, markup=False)
        self._lines: Sequence[Line] = ()
        self._changed: frozenset[str] = frozenset()
        self._news: tuple[str, ...] = ()
        self._flags: tuple[str, ...] = ()
        self.wide = False
        self.keys: Keys = KEYS
        """As its lines name them."""

    def stand(
        self,
        lines: Sequence[Line],
        changed: frozenset[str],
        news: tuple[str, ...],
        flags: tuple[str, ...],
    ) -> None:
        """Show how things stand now, and what the last answer changed."""
        self._lines, self._changed, self._news, self._flags = lines, changed, news, flags
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if width:
            lines = self._full(width) if self.wide else self._short(width)
            text = "\n".join(respelled(line, self.keys) for line in lines)
            self.update(Content(visible(text)))

    def _short(self, width: int) -> Iterator[str]:
        room = _MOST - bool(self._news)
        lines, changed = self._lines, self._changed
        if len(lines) > room:
            changed = frozenset(key.partition(".")[0] for key in changed)
            lines = by_policy(lines)
        shown = lines if len(lines) <= room else lines[: room - 1]
        names = max((len(line.name) for line in shown), default=0)
        yield from (self._row(line, names, width, changed) for line in shown)
        if len(shown) < len(lines):
            yield f"  and {len(lines) - len(shown)} more: p"
        if self._news:
            yield cut(f"= {'; '.join(self._news)}", width)

    def _row(self, line: Line, names: int, width: int, changed: frozenset[str]) -> str:
        mark = "*" if line.key in changed else " "
        start = f"{mark} {line.name:<{names}}  {line.word}"
        if not line.waits:
            return cut(start, width)
        more = f" +{len(line.waits) - 1}" if len(line.waits) > 1 else ""
        if width - len(f"{start}, waits for: ...{more}") < min(_NAME, len(line.waits[0])):
            return cut(f"{start}, waits for {len(line.waits)}", width)
        return cut(f"{start}, waits for: {line.waits[0]}", width - len(more)) + more

    def _full(self, width: int) -> Iterator[str]:
        for line in self._paragraphs():
            yield from hanging(line, width)

    def _paragraphs(self) -> Iterator[str]:
        for line in self._lines:
            mark = "*" if line.key in self._changed else " "
            yield from (f"{mark} {line.name}", f"  {line.word}")
            if line.waits:
                yield "  waits for:"
            yield from (f"  - {name}" for name in line.waits[:_NAMED])
            if len(line.waits) > _NAMED:
                yield f"  and {len(line.waits) - _NAMED} more"
            if line.conditions:
                yield f"  {counted(len(line.conditions), 'condition')}: p shows"
            yield ""
        if self._flags:
            yield from (f"  {counted(len(self._flags), 'flag')} raised: p shows", "")
        if self._news:
            yield "  Worked out from the last answer:"
            yield from (f"  = {news}" for news in self._news)


def counted(number: int, noun: str) -> str:
    """Say 1 flag, or 2 flags."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
