"""The line of a table or key in a TOML text, or None when it is not sure.

tomllib gives no positions. This counts headers: the third `[[item]]` of the file is where
`("item", 2)` begins, and a key belongs to the header above it. A wrong line number is worse than
none: what it cannot follow (inline tables, dotted keys) gets the line of the table around it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_UNREAD = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)
"""Strings and comments: what stands in them is no header and no key."""
_UNSURE: Path = ("", 0)
"""Where the keys below a header that it cannot read belong: to nothing that is ever looked for."""


def locate(text: str, path: Sequence[str | int]) -> int | None:
    """Find the line (from 1) of a path such as ("item", 2, "enable_when")."""
    lines = _lines(text)
    wanted = tuple(path)
    while wanted:
        if wanted in lines:
            return lines[wanted]
        wanted = wanted[:-1]
    return None


@lru_cache(maxsize=16)
def _lines(text: str) -> Mapping[Path, int]:
    """The first line of every place. Kept: a file has a hundred problems as often as one."""
    return dict(reversed(list(_places(text))))


def _places(text: str) -> Iterator[tuple[Path, int]]:
    counters: dict[Path, int] = {}
    here: Path = ()
    depth = 0
    # Not splitlines(): TOML ends a line at LF only, and a text may hold other separators.
    for number, line in enumerate(_UNREAD.sub(_blank, text).split("\n"), 1):
        inside = depth > 0
        depth += sum(line.count(sign) for sign in "[{") - sum(line.count(sign) for sign in "]}")
        if inside:
            continue
        if line.lstrip().startswith("["):
            header = _HEADER.match(line)
            parts = header[2].split(".") if header else []
            repeated = header is not None and header[1] == "[["
            here = _table(parts, counters, repeated=repeated) if parts else _UNSURE
            yield here, number
        elif key := _KEY.match(line):
            yield (*here, key[1]), number


def _blank(quoted: re.Match[str]) -> str:
    """As many lines as before, with nothing on them."""
    return "\n" * quoted[0].count("\n")


def _table(parts: list[str], counters: dict[Path, int], *, repeated: bool) -> Path:
    place: Path = ()
    for part in parts[:-1]:
        place = (*place, part)
        if place in counters:
            place = (*place, counters[place])
    place = (*place, parts[-1])
    if not repeated:
        return place
    counters[place] = counters.get(place, -1) + 1
    return (*place, counters[place])
