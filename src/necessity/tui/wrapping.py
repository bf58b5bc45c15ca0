"""Lines that keep their indentation when they are wrapped. Pure."""

from textual.content import Content


def hanging(line: str, width: int) -> list[str]:
    """Wrap one line; what follows stands under the first word of its text."""
    body = line.lstrip(" ")
    pad = len(line) - len(body)
    if not body:
        return [""]
    if len(line) <= width:
        return [line]
    first, *rest = [part.plain for part in Content(body).wrap(max(width - pad - 2, 12))]
    return [" " * pad + first, *(" " * (pad + 2) + part for part in rest)]
