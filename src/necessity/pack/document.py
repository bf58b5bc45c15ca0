r"""TOML text from anybody to a document: looked over first, then read. Pure.

tomllib takes minutes or all memory over a few hundred kilobytes that nobody would write: a key of
very many parts, brackets in brackets, a number of a million digits. What such a text looks like is
seen in its skeleton, the text without its strings and comments, before tomllib sees any of it. As
far as a text is TOML the skeleton is exact; where it stops to be, tomllib stops too.
"""

import re
import tomllib
from decimal import Decimal
from typing import Any

LONGEST = 5_000_000
"""Characters. A whole case takes forty thousand, with years of changes some hundred thousand."""
_PARTS = 150_000
"""Lines, values and tables, and parts of keys: tomllib takes half a second for so many."""
_SKELETON = 1_500_000
"""Characters outside strings and comments."""
_DEEPEST = 16
"""Brackets inside brackets, and parts of one key."""
TOO_DEEP = "it is not TOML that I can read: it is nested too deeply"
_WORD = 10_000
"""Signs of a number or a bare key."""

_UNREAD = re.compile(
    r'"""(?:[^"\\]++|\\.|""?(?!"))*+"{0,5}'
    r"|'''(?:[^']++|''?(?!'))*+'{0,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments; one that does not end goes to the end, so that no scan begins again."""
_LONG_WORD = re.compile(rf"(?<![\w+.-])[\w+.-]{{{_WORD + 1}}}")
_LONG_KEY = re.compile(rf"(?<![\w'-])(?:(?:[\w-]++|'')[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")
_BRACKET = re.compile(r"[\[\]{}]")


class Unreadable(ValueError):
    """A text that is no TOML, or more than a person would write; the message says which."""


def parse(text: str) -> dict[str, Any]:
    """Read TOML, its numbers exactly. Raises Unreadable."""
    text = text.removeprefix("\ufeff")  # some editors put it in front
    reason = fault(text)
    if reason:
        raise Unreadable(reason)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"it is not TOML: {error}") from error
    except (ValueError, ArithmeticError) as error:  # of Python, about its digits
        raise Unreadable("a number in it is too large") from error
    except RecursionError as error:
        raise Unreadable(TOO_DEEP) from error


def fault(text: str) -> str:
    """Why this text is not given to tomllib; "" when it is."""
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if "\r" in text and "\n" not in text:
        return "its lines end with CR alone. Save it with LF or CR LF at their ends"
    skeleton = _UNREAD.sub(_blank, text)
    if len(skeleton) > _SKELETON or sum(skeleton.count(sign) for sign in "\n.,[{=") > _PARTS:
        return f"it has more than {_PARTS} lines and values"
    if _LONG_KEY.search(skeleton):
        return f"a key in it has more than {_DEEPEST} parts"
    if _LONG_WORD.search(skeleton):
        return f"a number or a key in it has more than {_WORD} signs"
    return TOO_DEEP if _depth(skeleton) > _DEEPEST else ""


def _blank(found: re.Match[str]) -> str:
    """A string may be a part of a key; of a comment nothing is left."""
    return "" if found[0].startswith("#") else "''"


def _depth(skeleton: str) -> int:
    deepest = depth = 0
    for found in _BRACKET.finditer(skeleton):
        depth += 1 if found[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
