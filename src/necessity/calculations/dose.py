"""What an order of immunoglobulin comes to: per cycle, per 28 days, and whether it agrees.

An order names grams a day, g/kg a day, or both. When both are named and disagree, nothing is
averaged: the reviewer says which of the two is the order, and until then the dose is not known.
A loading course is worked out by the same functions, from its own figures.
"""

from fractions import Fraction
from typing import Literal

from necessity.calculations.arguments import number, over, quantity, times
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation

TOLERANCE = Fraction(1, 10)
"""The two figures of an order agree up to here, inclusive."""
DAYS_COMPARED = Fraction(28)

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


@calculation(
    version=1,
    source="The weight that the order names: actual, ideal or adjusted",
    unverified=(
        "That the actual weight counts where the order names none: this project's own choice. The "
        "US label of Octagam 10 % says body weight, without naming another."
    ),
)
def dosing_weight(
    weight_basis: Argument, actual: Argument, ideal: Argument, adjusted: Argument
) -> Argument:
    """Weight (kg) by which g/kg are turned into grams; not known while the basis is not."""
    named = {"actual": actual, "ideal": ideal, "adjusted": adjusted, "not_stated": actual}
    chosen = named.get(weight_basis, NOT_KNOWN) if isinstance(weight_basis, str) else NOT_KNOWN
    return quantity(number(chosen, "kg"), "kg")


@calculation(version=1, source=_ARITHMETIC, unverified=_FIRST_FIGURE)
def grams_per_cycle(  # noqa: PLR0913, PLR0917 - one parameter for each question
    ordered_as: Argument,
    per_day: Argument,
    per_kg_day: Argument,
    days: Argument,
    agreement: Argument,
    governs: Argument,
    weight: Argument,
) -> Argument:
    """Work out g per cycle. An order in grams needs no weight (kg); one in g/kg does."""
    match _figure(ordered_as, agreement, governs):
        case "grams":
            return quantity(_course(per_day, "g", days), "g")
        case "g_per_kg":
            course = _course(per_kg_day, "g/kg", days)
            return quantity(times(course, number(weight, "kg")), "g")
    return NOT_KNOWN


@calculation(version=1, source="Grams of a cycle, in equal doses over its days")
def grams_per_day(grams: Argument, days: Argument) -> Argument:
    """Work out g on one infusion day from g per cycle."""
    return quantity(over(number(grams, "g"), number(days, "d")), "g")


@calculation(version=2, source="Grams of a cycle x 28 / days from one cycle to the next")
def grams_per_28d(grams: Argument, interval: Argument) -> Argument:
    """Work out g per 28 days from g per cycle; the interval (weeks) runs from cycle to cycle."""
    return quantity(over(times(number(grams, "g"), DAYS_COMPARED), number(interval, "d")), "g")


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
