"""Reads the worked cases of vectors.toml, and writes arguments briefly."""

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

_FILE = Path(__file__).with_name("vectors.toml")
_VECTORS = tomllib.loads(_FILE.read_text(encoding="utf-8"), parse_float=Decimal)


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
