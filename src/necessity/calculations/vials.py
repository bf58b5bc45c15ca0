"""Whole vials of Octagam 10 % for the grams of one infusion day: how many, and what is left over.

Vials are counted up: the least amount in whole vials that is not below the order, and of the ways
to make it the one with the fewest vials. 1 g and 3 g cannot be made. Bottles may be pooled.
"""

from collections import Counter
from fractions import Fraction
from functools import cache
from math import ceil

from necessity.calculations.arguments import number, quantity
from necessity.calculations.registry import Argument, calculation

SIZES = (30, 20, 10, 5, 2)
"""Grams in one vial of Octagam 10 %: 300, 200, 100, 50 and 20 mL."""
_MOST_IN_SMALLER = 63
"""Grams that the smaller vials of a smallest choice hold at most: four of 2 g, one of 5 g, one of
10 g and two of 20 g. One more of any could be swapped for fewer vials."""

Vials = Counter[int]
"""Grams in a vial to how many of them."""

_SOURCE = "Vials of 2, 5, 10, 20 and 30 g (octagam.com, dosing and infusion); fewest whole vials"
_UP = "That the day is rounded up to whole vials, never down: this project's own choice."


@calculation(version=1, source=_SOURCE, unverified=_UP)
def vial_count(ordered_product: Argument, grams: Argument) -> Argument:
    """Fewest whole vials (plain number) for the grams (g) of one day of Octagam 10 %."""
    chosen = _chosen(ordered_product, grams)
    return quantity(None if chosen is None else Fraction(sum(chosen.values())), "1")


@calculation(version=1, source=_SOURCE, unverified=_UP)
def vial_grams(ordered_product: Argument, grams: Argument) -> Argument:
    """Grams (g) in those vials."""
    return quantity(_held(_chosen(ordered_product, grams)), "g")


@calculation(version=1, source=_SOURCE, unverified=_UP)
def vial_waste(ordered_product: Argument, grams: Argument) -> Argument:
    """Grams (g) in those vials beyond the order; 0 when it is a whole number of vials."""
    held, ordered = _held(_chosen(ordered_product, grams)), number(grams, "g")
    return quantity(None if held is None or ordered is None else held - ordered, "g")


def fewest_vials(grams: int) -> Vials | None:
    """How many vials of each size hold exactly so many grams, as few as can be; None if none do.

    Of several choices with as few vials the one with the larger vials is taken.
    """
    largest = max(0, -((_MOST_IN_SMALLER - grams) // SIZES[0]))
    rest = _fewest(grams - largest * SIZES[0])
    if rest is None:
        return None
    counted = Counter(rest)
    counted[SIZES[0]] += largest
    return +counted


def rounded_up(grams: Fraction) -> Vials:
    """Fewest vials for the least amount in whole vials that is not below `grams`."""
    amount = ceil(grams)
    while (chosen := fewest_vials(amount)) is None:
        amount += 1
    return chosen


@cache
def _fewest(grams: int) -> tuple[int, ...] | None:
    if grams == 0:
        return ()
    ways = [
        (size, *rest)
        for size in SIZES
        if size <= grams and (rest := _fewest(grams - size)) is not None
    ]
    return min(ways, key=len, default=None)


def _chosen(ordered_product: Argument, grams: Argument) -> Vials | None:
    ordered = number(grams, "g")
    if ordered_product != "octagam_10" or ordered is None or ordered <= 0:
        return None
    return rounded_up(ordered)


def _held(vials: Vials | None) -> Fraction | None:
    return None if vials is None else Fraction(sum(size * n for size, n in vials.items()))
