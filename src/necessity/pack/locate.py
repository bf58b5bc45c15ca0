"""The line of a table or key in a TOML text, or None when it is not sure.

tomllib gives no positions. This counts headers: the third `[[item]]` of the file is where
`("item", 2)` begins, and a key belongs to the header above it. A wrong line number is worse than
none: what it cannot follow (inline tables, dotted keys) gets the line of the table around it.
"""

import re
from collections.abc import Iterator, Sequence

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def locate(text: str, path: Sequence[str | int]) -> int | None:
    """Find the line (from 1) of a path such as ("item", 2, "enable_when")."""
    lines = dict(reversed(list(_places(text))))
    wanted = tuple(path)
    while wanted:
        if wanted in lines:
            return lines[wanted]
        wanted = wanted[:-1]
    return None


def _places(text: str) -> Iterator[tuple[Path, int]]:
    counters: dict[Path, int] = {}
    here: Path = ()
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        inside, quoted = quoted, quoted != (line.count('"""') % 2 == 1)
        if inside:
            continue
        header = _HEADER.match(line)
        if header:
            here = _table(header[2].split("."), counters, repeated=header[1] == "[[")
            yield here, number
        elif key := _KEY.match(line):
            yield (*here, key[1]), number


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
