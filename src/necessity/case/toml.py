"""One value at a time as TOML. Pure.

Whole tables are laid out by hand in `layout.py`: tomli-w decides by the width of a row whether it
writes `x = [{...}]` or `[[x]]`, and would move a log into the table before it. It escapes strings.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import tomli_w

Scalar = bool | int | Decimal | str | date | datetime | Iterable[str] | Mapping[str, "Scalar | None"]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
"""What a terminal could take for an order: an editor shows it as the escape that it is written as."""


def line(key: str, value: Scalar | None) -> Iterable[str]:
    """Write `key = value`; nothing for None, "" and an empty list."""
    if value is None or value in ("", (), []):
        return ()
    return (f"{name(key)} = {literal(value)}",)


def name(key: str) -> str:
    """A key, quoted where it must be."""
    return key if _BARE_KEY.fullmatch(key) else string(key)


def literal(value: Scalar) -> str:
    """One value on one line; only a text with line ends takes several."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"{value:d}" if isinstance(value, int) else f"{value:f}"
        case str():
            return multiline(value) if "\n" in value else string(value)
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case Mapping():
            return inline(value)
    return f"[{', '.join(string(item) for item in value)}]"


def inline(table: Mapping[str, Scalar | None]) -> str:
    """A table on one line, without its empty values. No text in it breaks the line."""
    pairs = []
    for key, value in table.items():
        if value is not None and value not in ("", (), []):
            written = string(value) if isinstance(value, str) else literal(value)
            pairs.append(f"{name(key)} = {written}")
    return f"{{ {', '.join(pairs)} }}"


def moment(at: datetime) -> str:
    """A time in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def string(text: str) -> str:
    """A text in quotes on one line."""
    return _escaped(text, multiline=False)


def multiline(text: str) -> str:
    r'''A text with line ends between """ and """, where that keeps it as it is.'''
    if "\r\n" in text:  # tomli-w would write LF
        return string(text)
    written = _escaped(text, multiline=True)
    if '""' in text or text.endswith('"'):
        return written
    # A lone quotation mark needs no escape there, and a note is easier to read without.
    return written.replace('\\"', '"')


def _escaped(text: str, *, multiline: bool) -> str:
    # No file can hold half a character; a "?" in its place keeps the rest of the case.
    whole = text.encode("utf-8", "replace").decode()
    document = tomli_w.dumps({"x": whole}, multiline_strings=multiline)
    return "".join(map(_shown, document.removeprefix("x = ").removesuffix("\n")))


def _shown(char: str) -> str:
    if char in "\n\t" or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
