"""A pack's own examples: what each expects, and what differs."""

from pathlib import Path

from necessity.errors import NecessityError
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.problems import Problem
from necessity.replay import differences


def run(pack: Pack, root: Path) -> list[Problem]:
    """Run every example; one problem for each that differs or cannot be read."""
    return [
        problem
        for path in sorted((root / "examples").glob("*.toml"))
        for problem in _run(pack, path)
    ]


def _run(pack: Pack, path: Path) -> list[Problem]:
    try:
        replayed = open_file(path, pack, Wish())
    except NecessityError as error:
        return [Problem(slug="example-unreadable", file=str(path), message=str(error))]
    if not replayed.expected:
        message = "It expects nothing, so it cannot fail."
        return [Problem(slug="example-expects-nothing", file=str(path), message=message)]
    found = differences(replayed)
    return [Problem(slug="example-fails", file=str(path), message=line) for line in found]
