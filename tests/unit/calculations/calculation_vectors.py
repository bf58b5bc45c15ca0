"""Reads the worked cases of vectors*.toml, and writes arguments briefly."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from necessity.answers import Reason, Unknown
from necessity.calculations import REGISTRY
from necessity.calculations.registry import Argument
from necessity.quantity import Quantity, parse_quantity

Vector = dict[str, Any]

MISSING = Unknown(Reason.NOT_IN_RECORD)
NOT_APPLICABLE = Unknown(Reason.NOT_APPLICABLE)

_FILES = sorted(Path(__file__).parent.glob("vectors*.toml"))
_VECTORS: dict[str, list[Vector]] = {}
for _file in _FILES:
    _tables = tomllib.loads(_file.read_text(encoding="utf-8"), parse_float=Decimal)
    for _table, _cases in _tables.items():
        _VECTORS.setdefault(_table, []).extend(_cases)


def vectors(table: str) -> list[ParameterSet]:
    return [pytest.param(vector, id=vector["id"]) for vector in _VECTORS[table]]


def worked(name: str, *arguments: Argument | str) -> Argument:
    """Work out a calculation; a text that reads as a quantity is one."""
    read = [(parse_quantity(a) or a) if isinstance(a, str) else a for a in arguments]
    return REGISTRY[name](*read)


def amount(result: Argument) -> Fraction:
    assert isinstance(result, Quantity), f"{result} is no quantity"
    return Fraction(result.value)


def is_unknown(result: Argument) -> bool:
    return isinstance(result, Unknown)
