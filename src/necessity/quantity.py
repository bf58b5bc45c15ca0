"""A number with its unit, compared exactly. Pure; no float anywhere.

Units are a closed list of UCUM codes. Two units of one dimension are compared after exact
conversion; units of different dimensions are never compared (the answer is "unknown").
A quantity may carry a laboratory's sign: "<7 mg/dL" says that the value lies below 7.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from necessity.logic import Truth, truth

Number = Decimal | Fraction
Sign = Literal["", "<", ">"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One UCUM unit."""

    code: str
    dimension: str
    factor: Fraction
    """How many of the dimension's base unit one of these is."""
    shown: str
    """What a person reads; "" for plain numbers."""


def _unit(code: str, dimension: str, factor: Fraction | int = 1, shown: str | None = None) -> Unit:
    return Unit(code, dimension, Fraction(factor), code if shown is None else shown)


UNITS = {
    unit.code: unit
    for unit in (
        _unit("1", "number", shown=""),
        _unit("%", "percent"),
        _unit("g", "mass"),
        _unit("mg", "mass", Fraction(1, 1000)),
        _unit("mmol", "amount"),
        _unit("kg", "body mass"),
        _unit("cm", "length"),
        _unit("g/kg", "dose"),
        _unit("mg/d", "daily mass", shown="mg a day"),
        _unit("mg/wk", "daily mass", Fraction(1, 7), shown="mg a week"),
        _unit("mg/kg/d", "daily dose", shown="mg/kg a day"),
        _unit("mg/dL", "mass concentration"),
        _unit("g/L", "mass concentration", 100),
        _unit("mg/L", "mass concentration", Fraction(1, 10)),
        _unit("umol/L", "molar concentration"),
        _unit("U/L", "activity"),
        _unit("ukat/L", "activity", 60),
        _unit("L/min", "gas flow"),
        _unit("mL/min/{1.73_m2}", "filtration", shown="mL/min/1.73 m2"),
        _unit("mL/kg/min", "volume rate"),
        _unit("mL/h", "flow"),
        _unit("mg/kg/min", "mass rate"),
        _unit("kg/m2", "body mass index"),
        _unit("mL", "volume"),
        _unit("min", "minutes"),
        _unit("d", "time", shown="days"),
        _unit("wk", "time", 7, shown="weeks"),
        # Months and years have no fixed number of days: they are dimensions of their own.
        _unit("mo", "months", shown="months"),
        _unit("a", "years", shown="years"),
    )
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, its UCUM unit and the laboratory's sign, if any."""

    value: Number
    unit: str = "1"
    sign: Sign = ""

    @property
    def base(self) -> Fraction:
        """The value in the base unit of its dimension, exactly."""
        return Fraction(self.value) * UNITS[self.unit].factor

    def compared(self, op: str, other: "Quantity") -> Truth:
        """Answer `self op other` in three values; `other` must carry no sign."""
        if UNITS[self.unit].dimension != UNITS[other.unit].dimension:
            return Truth.UNKNOWN
        left, right = self.base, other.base
        if not self.sign:
            return truth(_COMPARE[op](left, right))
        # "<7" against 7: everything below 7 is below 7. "<10" against 7 may be either.
        return _beyond(self.sign, op, reaches=left <= right if self.sign == "<" else left >= right)

    def __str__(self) -> str:
        """The one text form: "2 g/kg", "<7 mg/dL", "8.5"."""
        number = f"{self.sign}{number_text(self.value)}"
        return number if self.unit == "1" else f"{number} {self.unit}"


_COMPARE = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


_SETTLED = {"<": {"<", "<=", "!="}, ">": {">", ">=", "!="}}
"""What is true of a value that lies below (above) a limit that itself does."""


def _beyond(sign: str, op: str, *, reaches: bool) -> Truth:
    """Judge `x op right` when all that is known of x is its side of a laboratory's limit."""
    return truth(op in _SETTLED[sign]) if reaches else Truth.UNKNOWN


_PLACES = Decimal("0.001")
"""Worked-out numbers without a finite decimal form are shown to three places, never compared so."""


def number_text(value: Number) -> str:
    """Write a number without exponent and without trailing zeros."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        value = exact if Fraction(exact) == value else exact.quantize(_PLACES)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_QUANTITY = re.compile(
    r"(?P<sign>[<>]?)\s*(?P<number>-?[0-9]{1,12}(?:\.[0-9]{1,9})?)\s*(?P<unit>\S*)"
)


def parse_quantity(text: str) -> Quantity | None:
    """Read "2 g/kg", "<7 mg/dL" or "8.5"; None when it is no quantity of a known unit."""
    found = _QUANTITY.fullmatch(text.strip())
    if found is None or (found["unit"] or "1") not in UNITS:
        return None
    sign: Sign = "<" if found["sign"] == "<" else ">" if found["sign"] else ""
    return Quantity(Decimal(found["number"]), found["unit"] or "1", sign)


def shown_quantity(quantity: Quantity) -> str:
    """Words for a person: UCUM's `a` is read as years."""
    number = f"{quantity.sign}{number_text(quantity.value)}"
    unit = UNITS[quantity.unit].shown
    if quantity.value == 1 and unit in {"days", "weeks", "months", "years"}:
        unit = unit[:-1]
    return f"{number} {unit}".rstrip()
