"""How long one infusion day takes, and what a rate per kilogram is in mL/h.

The rates are those of the Octagam 10 % label for dermatomyositis, so times are worked out for 10 %
products only. The time needs no weight: grams per kilogram over a rate per kilogram, both by the
same weight.
"""

from collections.abc import Iterable
from fractions import Fraction

from necessity.calculations.arguments import number, over, quantity, times
from necessity.calculations.product import product
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation

START = Fraction("0.01")
SECOND = Fraction("0.02")
CEILING = Fraction("0.04")
CEILING_AT_RISK = Fraction("0.03")
"""mL/kg/min of a 10 % product. At risk the label also prints 3.3 mg/kg/min, which is 0.033: the
lower of the two figures is used."""
STEP_MINUTES = 30
MG_PER_ML = 100
MINUTES_PER_HOUR = 60
STEPS = (START, SECOND)

_LABEL = (
    "Octagam 10 % in dermatomyositis: start at 0.01 mL/kg/min, at most 0.04 (octagamusa.com); the "
    "first rate for 30 min, then a rise every 30 min as tolerated (octagam.com)"
)
_AT_RISK = f"{_LABEL}; with a risk of kidney injury or thrombosis at most 0.03 mL/kg/min"
_SECOND_STEP = "The step of 0.02 mL/kg/min is that of the table for ITP: assumed here."
_TWO_FIGURES = (
    "The label names 3.3 mg/kg/min and 0.03 mL/kg/min for patients at risk, but 0.03 mL/kg/min of "
    "a 10 % product is 3.0 mg/kg/min. The lower figure is used."
)
_PER_HOUR = "mL/h = kg x mL/kg/min x 60 (octagamusa.com)"


@calculation(version=1, source=_LABEL)
def minutes_at_ceiling(ordered_product: Argument, per_cycle: Argument, days: Argument) -> Argument:
    """Minutes of one day at 0.04 mL/kg/min throughout; g/kg per cycle in equal doses over days."""
    return _minutes(ordered_product, per_cycle, days, (), CEILING)


@calculation(version=1, source=_LABEL, unverified=_SECOND_STEP)
def minutes_in_steps(ordered_product: Argument, per_cycle: Argument, days: Argument) -> Argument:
    """Minutes of one day with 30 min at 0.01, 30 min at 0.02, then 0.04 mL/kg/min."""
    return _minutes(ordered_product, per_cycle, days, STEPS, CEILING)


@calculation(version=1, source=_AT_RISK, unverified=f"{_SECOND_STEP} {_TWO_FIGURES}")
def minutes_at_risk(ordered_product: Argument, per_cycle: Argument, days: Argument) -> Argument:
    """Minutes of one day with 30 min at 0.01, 30 min at 0.02, then 0.03 mL/kg/min."""
    return _minutes(ordered_product, per_cycle, days, STEPS, CEILING_AT_RISK)


@calculation(version=1, source=_PER_HOUR)
def ml_per_hour(rate: Argument, weight: Argument) -> Argument:
    """Turn a rate in mL/kg/min into mL/h at a weight in kg."""
    return _per_hour(number(rate, "mL/kg/min"), weight)


@calculation(version=1, source=f"{_LABEL}. {_PER_HOUR}")
def start_ml_per_hour(weight: Argument) -> Argument:
    """The first rate, 0.01 mL/kg/min, in mL/h at a weight in kg."""
    return _per_hour(START, weight)


@calculation(version=1, source=f"{_LABEL}. {_PER_HOUR}")
def ceiling_ml_per_hour(weight: Argument) -> Argument:
    """The ceiling in dermatomyositis, 0.04 mL/kg/min, in mL/h at a weight in kg."""
    return _per_hour(CEILING, weight)


@calculation(version=1, source=f"{_AT_RISK}. {_PER_HOUR}", unverified=_TWO_FIGURES)
def risk_ceiling_ml_per_hour(weight: Argument) -> Argument:
    """The ceiling at a risk of thrombosis or kidney injury, 0.03 mL/kg/min, in mL/h."""
    return _per_hour(CEILING_AT_RISK, weight)


def within_ceiling(rate: Fraction, *, at_risk: bool) -> bool:
    """Whether a rate (mL/kg/min of a 10 % product) keeps to the ceiling in dermatomyositis."""
    return rate <= (CEILING_AT_RISK if at_risk else CEILING)


def mass_rate(rate: Fraction, mg_per_ml: int = MG_PER_ML) -> Fraction:
    """Turn mL/kg/min into mg/kg/min."""
    return rate * mg_per_ml


def minutes(volume: Fraction, steps: Iterable[Fraction], ceiling: Fraction) -> Fraction:
    """Minutes for a volume (mL/kg): each step (mL/kg/min) for 30 min, then the ceiling.

    No step goes above the ceiling; a volume that is through before the end of a step ends there.
    """
    passed, left = Fraction(0), volume
    for step in steps:
        rate = min(step, ceiling)
        lasts = min(Fraction(STEP_MINUTES), left / rate)
        passed, left = passed + lasts, left - lasts * rate
    return passed + left / ceiling


def _minutes(
    ordered_product: Argument,
    per_cycle: Argument,
    days: Argument,
    steps: Iterable[Fraction],
    ceiling: Fraction,
) -> Argument:
    found, daily = product(ordered_product), over(number(per_cycle, "g/kg"), number(days, "d"))
    if found is None or found.mg_per_ml != MG_PER_ML or daily is None:
        return NOT_KNOWN
    return quantity(minutes(daily * 1000 / MG_PER_ML, steps, ceiling), "min")


def _per_hour(rate: Fraction | None, weight: Argument) -> Argument:
    return quantity(times(rate, number(weight, "kg"), Fraction(MINUTES_PER_HOUR)), "mL/h")
