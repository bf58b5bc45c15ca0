"""Body mass index, ideal weight and adjusted weight. Exact: 1 in is 2.54 cm by definition.

Devine's formula holds for adults of at least 60 in. Below either limit the result is not
known rather than extrapolated. Which weight an order means is the pack's question, not ours.
"""

from fractions import Fraction

from necessity.calculations.arguments import number, over, quantity
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation

ADULT = 18
LEAST_HEIGHT = Fraction("152.4")
"""60 in, in cm: the formula counts inches above it."""
AT_LEAST_HEIGHT = {"male": Fraction(50), "female": Fraction("45.5")}
PER_INCH = Fraction("2.3")
CM_PER_INCH = Fraction("2.54")
EXCESS_COUNTED = Fraction("0.4")

_DEVINE = (
    "Devine's formula with the factor 0.4 for adjusted weight, as printed by the Australian "
    "National Blood Authority (nba.gov.au, adjusting Ig dose for ideal body weight) and at "
    "manuelsweb.com/IBW.htm; at least 60 in and adults only"
)


@calculation(version=1, source="Definition of body mass index: kg / m2")
def bmi(weight: Argument, height: Argument) -> Argument:
    """Weight (kg) over height (cm) squared, in kg/m2; unrounded."""
    centimetres = number(height, "cm")
    metres = None if centimetres is None else centimetres / 100
    return quantity(over(over(number(weight, "kg"), metres), metres), "kg/m2")


@calculation(version=1, source=_DEVINE)
def ideal_weight(height: Argument, sex: Argument, age: Argument) -> Argument:
    """Devine's ideal weight in kg from height (cm), sex (female, male) and age (years).

    Not known below 152.4 cm, below 18 years, or while the age is not known.
    """
    return quantity(_ideal(height, sex, age), "kg")


@calculation(
    version=1,
    source=_DEVINE,
    unverified=(
        "That a weight below the ideal is used as it is: usual practice, not read in a source. "
        "Other rules use the factor 0.5, or adjust only above a trigger that differs by policy."
    ),
)
def adjusted_weight(weight: Argument, height: Argument, sex: Argument, age: Argument) -> Argument:
    """Ideal weight plus 0.4 of what the actual weight (kg) has above it, in kg.

    The actual weight itself when it is below the ideal. Not known when the ideal is not.
    """
    actual, ideal = number(weight, "kg"), _ideal(height, sex, age)
    if actual is None or ideal is None:
        return NOT_KNOWN
    return quantity(min(actual, ideal + EXCESS_COUNTED * (actual - ideal)), "kg")


def _ideal(height: Argument, sex: Argument, age: Argument) -> Fraction | None:
    start = AT_LEAST_HEIGHT.get(sex) if isinstance(sex, str) else None
    centimetres, years = number(height, "cm"), number(age, "a")
    if start is None or centimetres is None or years is None:
        return None
    if years < ADULT or centimetres < LEAST_HEIGHT:
        return None
    return start + PER_INCH * (centimetres - LEAST_HEIGHT) / CM_PER_INCH
