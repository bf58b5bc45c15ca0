"""What a terminal that is not known to show UTF-8 is given instead: ASCII, and no sign lost.

A lost "at most" changes a dose, so every character has an ASCII spelling or is shown as its code
point. Words are spelled before they are laid out, by `visible`; what is typed is spelled on its
way to the terminal, where a longer spelling takes the room of the blanks behind it.
"""

import codecs
import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from necessity.visible import visible as safe

_SPELLED = {
    "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u2248": "~", "\u00b1": "+/-",
    "\u00b0": " deg", "\u00b5": "u", "\u03bc": "u", "\u00d7": "x", "\u00f7": "/", "\u00b7": ".",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u2022": "*",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2192": "->", "\u00b2": "^2", "\u00b3": "^3",
}  # fmt: skip
_PIECES = re.compile(r"(\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]|\n)|( +)|([^\x1b\n ]+)")
_PLACED = re.compile(r"\x1b\[[0-9;]*[HfGd]|\n")


def locale_of(environ: Mapping[str, str]) -> str:
    """The locale that decides on characters, as the C library chooses it."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    return next((environ[name] for name in names if environ.get(name)), "C")


def is_utf8(locale: str) -> bool:
    """Whether a locale like en_US.UTF-8@euro is one of UTF-8; a Mac has one that is only UTF-8."""
    charset = locale.partition("@")[0].rpartition(".")[2]
    return charset.lower().replace("-", "") == "utf8"


def encoding_of(locale: str) -> str:
    """How what is typed is encoded; UTF-8 where the locale does not name another."""
    try:
        name = codecs.lookup(locale.partition("@")[0].partition(".")[2] or "utf-8").name
    except LookupError:
        name = ""
    return name if name.startswith(("iso8859", "cp125", "koi8")) else "utf-8"


def first_environment() -> Mapping[str, str]:
    """Give the environment as the process got it: Python itself puts a UTF-8 locale for C."""
    try:
        data = Path("/proc/self/environ").read_bytes()
    except OSError:
        return os.environ
    pairs = (entry.partition("=") for entry in os.fsdecode(data).split("\0"))
    return {name: value for name, _, value in pairs}


@lru_cache(maxsize=4096)
def spelled(char: str) -> str:
    """One character in ASCII."""
    return char if char.isascii() else _SPELLED.get(char, f"<U+{ord(char):04X}>")


def ascii_text(text: str) -> str:
    """Spell a text in ASCII."""
    return text if text.isascii() else "".join(map(spelled, text))


class _Terminal:
    """The one terminal of this process."""

    ascii = False


def use(*, utf8: bool) -> None:
    """Say what the terminal shows; once, before anything is shown."""
    _Terminal.ascii = not utf8


def visible(text: str) -> str:
    """Make any text safe for the screen, in characters that the terminal shows."""
    shown = safe(text)
    return ascii_text(shown) if _Terminal.ascii else shown


def ascii_output(data: str) -> str:
    """Spell what is sent to a terminal; blanks give way so that what follows stays in its place."""
    if data.isascii():
        return data
    out, owed = [], 0
    for sequence, blanks, text in _PIECES.findall(data):
        if sequence:
            owed = 0 if _PLACED.fullmatch(sequence) else owed
            out.append(sequence)
        elif blanks:
            spared = min(owed, len(blanks) - 1)
            owed -= spared
            out.append(blanks[spared:])
        else:
            shown = ascii_text(text)
            owed += len(shown) - _cells(text)
            out.append(shown)
    return "".join(out)


def _cells(text: str) -> int:
    """Columns that a text was given on the screen."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
