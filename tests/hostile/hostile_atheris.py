"""Fuzzes the reading functions, led by which lines and branches of them a text reaches.

Its arguments are those of libFuzzer: where the first texts lie, and for how long it goes on.
"""

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")  # it has no types, and is not always there

with atheris.instrument_imports(include=["necessity", "tomllib"]):
    from necessity.case.limits import decoded
    from necessity.case.source import case_of
    from necessity.case.table import parse
    from necessity.conditions import parse as condition
    from necessity.errors import NecessityError
    from necessity.pack.load import Folder


def one(data: bytes) -> None:
    """Read a text as a case, a file of a pack and a condition. Anything unforeseen is raised."""
    for read in (_case, _pack, _condition):
        with suppress(NecessityError):
            read(data)


def _case(data: bytes) -> None:
    case_of(data, Path("case.toml"))


def _pack(data: bytes) -> None:
    Folder(Path("pack")).parsed(data, "pack.toml")


def _condition(data: bytes) -> None:
    with suppress(ValueError):  # what is no text has no conditions in it
        for line in str(parse(decoded(data), "x")).split("'"):
            with suppress(NecessityError):
                condition(line)


atheris.Setup(sys.argv, one)
atheris.Fuzz()
