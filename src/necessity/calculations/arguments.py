"""What a calculation reads out of its arguments: a number, or a truth in three values.

Arithmetic here carries None for "not known" through, so a result is a number only when every
number it needs is one. Nothing here guesses: a laboratory's "<" is not a number.
"""

from collections.abc import Collection
from fractions import Fraction
from math import prod

from necessity.answers import Unknown
from necessity.calculations.registry import NOT_KNOWN, Argument, does_not_apply
from necessity.logic import Truth, truth
from necessity.quantity import UNITS, Quantity


def number(argument: Argument, unit: str) -> Fraction | None:
    """Read a quantity as a plain number of `unit`; None for all that is not exactly one."""
    if not isinstance(argument, Quantity) or argument.sign:
        return None
    asked = UNITS[unit]
    if UNITS[argument.unit].dimension != asked.dimension:
        return None
    return argument.base / asked.factor


def quantity(value: Fraction | None, unit: str) -> Argument:
    """Give a worked-out number its unit, or say that it is not known."""
    return NOT_KNOWN if value is None else Quantity(value, unit)


def times(*factors: Fraction | None) -> Fraction | None:
    """Multiply; None as soon as one factor is not known."""
    known = [factor for factor in factors if factor is not None]
    return prod(known, start=Fraction(1)) if len(known) == len(factors) else None


def over(dividend: Fraction | None, divisor: Fraction | None) -> Fraction | None:
    """Divide; None when either is not known. Weights, heights and intervals are above zero."""
    if dividend is None or divisor is None or divisor <= 0:
        return None
    return dividend / divisor


def said(argument: Argument) -> Truth:
    """Read a yes/no answer. A question that does not arise is a no: there is nothing to find."""
    if isinstance(argument, bool):
        return truth(argument)
    return Truth.FALSE if does_not_apply(argument) else Truth.UNKNOWN


def chose(argument: Argument, *codes: str, unknown: Collection[str] = ()) -> Truth:
    """Whether a choice, or one of many, is among `codes`; the options in `unknown` do not tell."""
    if isinstance(argument, Unknown):
        return said(argument)
    chosen = {argument} if isinstance(argument, str) else set[object]()
    if isinstance(argument, tuple):
        chosen = set(argument)
    if chosen & set(codes):
        return Truth.TRUE
    return Truth.UNKNOWN if chosen & set(unknown) else Truth.FALSE
