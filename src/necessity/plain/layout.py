"""Lines of a width: broken between words, and what follows stands under the first word. Pure."""

import unicodedata
from collections.abc import Iterator

_LEAST = 20
"""Columns; in fewer nothing can be read."""
_CONTINUED = "  "


def wrapped(text: str, width: int | None) -> list[str]:
    """Break a text that is visible already; without a width only at its own line ends.

    A line of the text after its first is set off, so that none can look like a line of ours.
    """
    first, *others = text.split("\n")
    lines = [first, *(f"{_CONTINUED}{line}" for line in others)]
    if width is None:
        return lines
    return [part for line in lines for part in _broken(line, max(width, _LEAST))]


def _broken(line: str, width: int) -> list[str]:
    if columns(line) <= width:
        return [line]
    body = line.lstrip(" ")
    pad = min(len(line) - len(body), width // 2)
    found = [" " * pad]
    empty = True
    for word in _words(body, width - pad - len(_CONTINUED)):
        longer = found[-1] + word if empty else f"{found[-1]} {word}"
        if columns(longer) <= width:
            found[-1] = longer
        else:
            found.append(" " * pad + _CONTINUED + word)
        empty = False
    return found


def _words(text: str, width: int) -> Iterator[str]:
    """The words, those that are longer than a line in parts."""
    for word in text.split(" "):
        part = ""
        for char in word:
            if columns(part + char) > width:
                yield part
                part = ""
            part += char
        yield part


def columns(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
