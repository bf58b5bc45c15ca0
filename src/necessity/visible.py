"""Any text made safe and visible for any output. Pure.

Text from a file or a person never reaches a terminal as it is: an escape sequence in a note could
set the window's title, and a bidirectional control could show a dose in another order. What is
neither a printable character nor a line end is shown as its code point, `<U+001B>`.
"""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """Keep printable characters and line feeds; a tab becomes a space; show everything else."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return " "
    return f"<U+{ord(char):04X}>" if unicodedata.category(char) in _HIDDEN else char
