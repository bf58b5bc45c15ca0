"""Lines that keep their indentation when they are wrapped. Pure."""

from textual.content import Content

from necessity.tui.terminal.charset import visible


def hanging(line: str, width: int) -> list[str]:
    """Wrap one line as it is shown; what follows stands under the first word of its text."""
    line = visible(line)
    body = line.lstrip(" ")
    pad = len(line) - len(body)
    if not body:
        return [""]
    if len(line) <= width:
        return [line]
    first, *rest = [part.plain for part in Content(visible(body)).wrap(max(width - pad - 2, 12))]
    return [" " * pad + first, *(" " * (pad + 2) + part for part in rest)]
