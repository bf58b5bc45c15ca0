"""How an order stands against the labelled 2 g/kg, on which weight, and against its own total.

The reference is the course of the Octagam 10 % label for adults with dermatomyositis. No published
tolerance for reviewers was found: the bands are this project's own, so the ratio itself is shown.
"""

from fractions import Fraction

from necessity.calculations.arguments import number, over, quantity
from necessity.calculations.dose import TOLERANCE
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation, does_not_apply

REFERENCE = Fraction(2)
"""g/kg in one course of the label."""
BANDS = (
    (Fraction(0), "exact"),
    (Fraction(1, 20), "within_5pct"),
    (Fraction(1, 10), "within_10pct"),
)
"""How far the ratio may lie from 1, inclusive, for each band."""

_REFERENCE = (
    "Ordered g/kg over the 2 g/kg per course of the Octagam 10 % label for adults with "
    "dermatomyositis (octagamusa.com)"
)
_BANDS = (
    "The bands of 5 % and 10 %: this project's own proposal; no published tolerance for reviewers "
    "was found."
)


@calculation(version=1, source=_REFERENCE)
def times_label(dose: Argument) -> Argument:
    """How many times the labelled 2 g/kg a course of so many g/kg is, as a plain number."""
    return quantity(over(number(dose, "g/kg"), REFERENCE), "1")


@calculation(version=1, source=_REFERENCE, unverified=_BANDS)
def label_band(dose: Argument) -> Argument:
    """Band of a course in g/kg: exact, within_5pct, within_10pct, over or under."""
    ratio = over(number(dose, "g/kg"), REFERENCE)
    return NOT_KNOWN if ratio is None else band(ratio)


@calculation(version=1, source="Grams of a cycle over the weight")
def g_per_kg(grams: Argument, weight: Argument) -> Argument:
    """Work out g/kg of so many grams (g) on one of the weights (kg): actual, ideal or adjusted."""
    return quantity(over(number(grams, "g"), number(weight, "kg")), "g/kg")


@calculation(
    version=1,
    source="The total that the request names against the grams of each kind of cycle",
    unverified=(
        "That a total agrees up to 10 % of the cycle: this project's own choice, the same as for "
        "grams against g/kg."
    ),
)
def total_agreement(stated: Argument, grams: Argument, loading_grams: Argument) -> Argument:
    """Compare a stated total (g) with a regular cycle and with the loading course (g).

    agrees_with_cycle, agrees_with_loading or agrees_with_neither; the regular cycle comes first
    where both agree. Without a loading course only the regular cycle is looked at.
    """
    with_cycle = _agrees(stated, grams)
    if with_cycle is None:
        return NOT_KNOWN
    if with_cycle:
        return "agrees_with_cycle"
    with_loading = False if does_not_apply(loading_grams) else _agrees(stated, loading_grams)
    if with_loading is None:
        return NOT_KNOWN
    return "agrees_with_loading" if with_loading else "agrees_with_neither"


def band(ratio: Fraction) -> str:
    """Name the band of a ratio of ordered to reference."""
    for reach, name in BANDS:
        if abs(ratio - 1) <= reach:
            return name
    return "over" if ratio > 1 else "under"


def _agrees(stated: Argument, grams: Argument) -> bool | None:
    total, expected = number(stated, "g"), number(grams, "g")
    if total is None or expected is None:
        return None
    return abs(total - expected) <= TOLERANCE * expected
