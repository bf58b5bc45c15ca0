"""Line numbers: right, or none."""

import pytest

from necessity.pack.locate import Path, locate

TEXT = '''\
title = "A"   # [[item]]
note = """
[[item]]
id = "not a key"
"""

[[item]]
id = "one"
options = [
    { code = "a" },
    { code = "b" },
]
range = [
    [1, 2],
    [3]
]

[[item]]   # the second
id = 'two = [3'
text = \'\'\'
enable_when = "no"
""" \'\'\'

    [[item.item]]
    id = "two.a"

    [[item.item]]
    enable_when = "x = y"

[[item]]
id = "three"

    [[item.item]]
    id = "three.a"

[audit]
entry = 1

["quoted"]
id = "elsewhere"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("note",), 2),
        (("item", 0), 7),
        (("item", 0, "id"), 8),
        (("item", 0, "options"), 9),
        (("item", 0, "range"), 13),
        (("item", 1), 18),
        (("item", 1, "id"), 19),
        (("item", 1, "text"), 20),
        (("item", 1, "item", 0, "id"), 25),
        (("item", 1, "item", 1, "enable_when"), 28),
        (("item", 2, "item", 0, "id"), 34),
        (("audit", "entry"), 37),
    ],
)
def test_it_finds_the_line(path: Path, line: int) -> None:
    assert locate(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("item", 0, "options", 1, "text"), 9),
        (("item", 1, "enable_when"), 18),
        (("item", 1, "item", 0, "type"), 24),
        (("audit", "id"), 36),
    ],
    ids=str,
)
def test_what_it_cannot_follow_gets_the_line_around_it(path: Path, line: int) -> None:
    assert locate(TEXT, path) == line


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (TEXT, ("id",)),
        (TEXT, ("item", 7)),
        (TEXT, ("quoted", "id")),
        ("", ("item", 0)),
        ("item.id = 3", ("item", "id")),
        ("x = 1", ()),
    ],
    ids=str,
)
def test_it_says_none_rather_than_guess(text: str, path: Path) -> None:
    assert locate(text, path) is None


def test_only_a_line_feed_ends_a_line() -> None:
    assert locate('a = "x\u2028y\x85z"\r\nb = 1\r\nc = 2', ("c",)) == 3
