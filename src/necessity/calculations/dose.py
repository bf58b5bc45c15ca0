"""What an order of immunoglobulin comes to: per cycle, per 28 days, and whether it agrees.

An order names grams a day, g/kg a day, or both. When both are named and disagree, nothing is
averaged: the reviewer says which of the two is the order, and until then the dose is not known.
"""

from fractions import Fraction
from typing import Literal

from necessity.calculations.arguments import number, over, quantity, times
from necessity.calculations.registry import (
    NOT_KNOWN,
    Argument,
    calculation,
    does_not_apply,
)

TOLERANCE = Fraction(1, 10)
"""The two figures of an order agree up to here, inclusive."""
DAYS_COMPARED = 28

Figure = Literal["grams", "g_per_kg"]

_ARITHMETIC = (
    "Arithmetic on the order: grams a day x days / weight in kg, or g/kg a day x days. "
    "The labelled dermatomyositis dose of Octagam 10 % that it is compared with is stated per "
    "course: 2 g/kg in equal doses over 2 to 5 days every 4 weeks (octagamusa.com)"
)
_FIRST_FIGURE = (
    "That the grams are the dose when grams and g/kg agree within 10 %: this project's own choice."
)


@calculation(
    version=1,
    source="Grams a day against g/kg a day x weight, relative to the latter",
    unverified=(
        "The band of 10 %: this project's own proposal, after rounding to whole vials; "
        "no published tolerance for reviewers was found."
    ),
)
def dose_agreement(
    ordered_as: Argument, per_day: Argument, per_kg_day: Argument, weight: Argument
) -> Argument:
    """Say agree or differ for an order in g a day and g/kg a day at a weight in kg."""
    grams = number(per_day, "g")
    expected = times(number(per_kg_day, "g/kg"), number(weight, "kg"))
    if ordered_as != "both" or grams is None or expected is None:
        return NOT_KNOWN
    return "agree" if abs(grams - expected) <= TOLERANCE * expected else "differ"


@calculation(version=1, source=_ARITHMETIC, unverified=_FIRST_FIGURE)
def dose_per_cycle(  # noqa: PLR0913, PLR0917 - one parameter for each question
    ordered_as: Argument,
    per_day: Argument,
    per_kg_day: Argument,
    days: Argument,
    weight: Argument,
    agreement: Argument,
    governs: Argument,
) -> Argument:
    """Work out g/kg per cycle from g a day or g/kg a day, days and weight (kg)."""
    match _figure(ordered_as, agreement, governs):
        case "grams":
            return quantity(over(_course(per_day, "g", days), number(weight, "kg")), "g/kg")
        case "g_per_kg":
            return quantity(_course(per_kg_day, "g/kg", days), "g/kg")
    return NOT_KNOWN


@calculation(version=1, source=_ARITHMETIC, unverified=_FIRST_FIGURE)
def grams_per_28d(  # noqa: PLR0913, PLR0917 - one parameter for each question
    ordered_as: Argument,
    per_day: Argument,
    per_kg_day: Argument,
    days: Argument,
    interval: Argument,
    weight: Argument,
    agreement: Argument,
    governs: Argument,
) -> Argument:
    """Work out g per 28 days; the interval (weeks) runs from cycle to cycle.

    An order in grams needs no weight; one in g/kg does.
    """
    match _figure(ordered_as, agreement, governs):
        case "grams":
            cycle = _course(per_day, "g", days)
        case "g_per_kg":
            cycle = times(_course(per_kg_day, "g/kg", days), number(weight, "kg"))
        case None:
            return NOT_KNOWN
    compared = times(cycle, Fraction(DAYS_COMPARED))
    return quantity(over(compared, number(interval, "d")), "g")


@calculation(version=1, source=_ARITHMETIC, unverified=_FIRST_FIGURE)
def loading_per_cycle(  # noqa: PLR0913, PLR0917 - one parameter for each question
    ordered_as: Argument,
    loading_per_day: Argument,
    loading_per_kg_day: Argument,
    loading_days: Argument,
    weight: Argument,
    governs: Argument,
) -> Argument:
    """Work out g/kg of a first cycle that differs from the later ones.

    Of an order in both, `governs` decides as it does for the later cycles; when that question
    does not arise, because the two agree there, the grams are taken.
    """
    agreement = "agree" if does_not_apply(governs) else "differ"
    match _figure(ordered_as, agreement, governs):
        case "grams":
            grams = _course(loading_per_day, "g", loading_days)
            return quantity(over(grams, number(weight, "kg")), "g/kg")
        case "g_per_kg":
            return quantity(_course(loading_per_kg_day, "g/kg", loading_days), "g/kg")
    return NOT_KNOWN


def _figure(ordered_as: Argument, agreement: Argument, governs: Argument) -> Figure | None:
    """Say which figure of the order counts; None while that is not known."""
    match ordered_as, agreement, governs:
        case ("grams", _, _) | ("both", "agree", _) | ("both", "differ", "grams"):
            return "grams"
        case ("g_per_kg", _, _) | ("both", "differ", "g_per_kg"):
            return "g_per_kg"
    return None


def _course(daily: Argument, unit: str, days: Argument) -> Fraction | None:
    """Multiply what is given on one day by the days of a cycle."""
    return times(number(daily, unit), number(days, "d"))
