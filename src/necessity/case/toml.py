"""One value at a time as TOML. Pure.

Headers are written by hand in `layout.py`: left to itself tomli-w puts scalars after tables, rows
on one line or on many by their width, and dates with a space. It does what it does best, escape.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import tomli_w

from necessity.quantity import number_text

Plain = bool | str | int | Decimal | Fraction | date | datetime | tuple[str, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
"""What a terminal could take for an order, or show in another order than it stands."""


def key(name: str) -> str:
    """A key, in quotes where it must be."""
    return name if _BARE_KEY.fullmatch(name) else text(name)


def plain(value: Plain) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(text(item) for item in value)}]"
    return str(value) if isinstance(value, int) else number_text(value)


def pairs(**values: Plain | None) -> Iterator[str]:
    """`key = value` for each; what is None, "" or empty is left out."""
    for name, value in values.items():
        if value is not None and value not in ("", ()):
            yield f"{name} = {plain(value)}"


def inline(**values: Plain | None) -> str:
    """A table on one line. No text in it can break the line."""
    return f"{{ {', '.join(pairs(**values))} }}"


def table(header: str, **values: Plain | None) -> str:
    """A table with its header, which is the caller's own or made by `key`."""
    return "\n".join([f"[{header}]", *pairs(**values)])


def text(value: str, *, lines: bool = False) -> str:
    """Quote a text; on several lines where that reads better (never in an inline table)."""
    # tomli-w would write CRLF as LF in a text of several lines.
    several = lines and "\n" in value and "\r\n" not in value
    written = tomli_w.dumps({"x": held(value)}, multiline_strings=several)[len("x = ") : -1]
    if several and '""' not in value and not value.endswith('"'):
        # A lone quotation mark needs no escape there, and a note is easier to read without.
        written = '"""' + written[3:-3].replace('\\"', '"') + '"""'
    return written if written.isascii() else "".join(map(_shown, written))


def held(value: str) -> str:
    """The text as a file can hold it: half a character becomes "?", and the rest is kept."""
    return value.encode("utf-8", "replace").decode()


def _shown(char: str) -> str:
    """An escape for what an editor or a terminal would not show as it is."""
    if char in "\n\t" or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
