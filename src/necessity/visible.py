"""Any text made safe and visible for any output. Pure.

Text from a file or a person never reaches a terminal as it is: an escape sequence in a note could
set the window's title, and a bidirectional control could show a dose in another order. What is
neither a printable character nor a line end is shown as its code point, `<U+001B>`. So are signs
that are drawn as nothing, and marks that pile up on one letter until they cover the lines above.
"""

import re
import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DRAWN_AS_NOTHING = frozenset(
    (
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
    )
)
"""Fillers, joiners and selectors that Unicode counts as letters or marks."""
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 4
"""On one letter; no script that is written with letters and marks needs more."""
_MAYBE_MARKS = re.compile(f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}")


class _Table(dict[int, str]):
    """How each character is shown, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        hidden = code in _DRAWN_AS_NOTHING or unicodedata.category(chr(code)) in _HIDDEN
        self[code] = _code_point(code) if hidden else chr(code)
        return self[code]


_TABLE = _Table({ord("\n"): "\n", ord("\t"): " "})


def visible(text: str) -> str:
    """Keep printable characters and line feeds; a tab becomes a space; show everything else."""
    if text.isascii() and text.isprintable():
        return text
    return _MAYBE_MARKS.sub(_few_marks, text.translate(_TABLE))


def visible_line(text: str) -> str:
    """The same on one line: nothing in it can begin a line that looks like one of ours."""
    return visible(text.replace("\r\n", "\n").replace("\n", " "))


def code_points(error: UnicodeError) -> tuple[str, int]:
    """Of characters that a character set does not have: for `codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_code_point(ord(char)) for char in lacking), error.end


def _few_marks(found: re.Match[str]) -> str:
    kept, run = [], 0
    for char in found[0]:
        run = run + 1 if unicodedata.category(char) in _MARKS else 0
        kept.append(_code_point(ord(char)) if run > _MOST_MARKS else char)
    return "".join(kept)


def _code_point(code: int) -> str:
    return f"<U+{code:04X}>"
