"""What a serum IgA says: its reading for the age, and whether it is IgA deficiency.

The laboratory's sign counts: "<5" and "<7" lie in the range of deficiency, "<10" may or may
not and asks for an assay that measures lower. At 4 years and younger nobody is labelled.
A low number is not the whole diagnosis, which also wants normal IgG and IgM and no other cause.
"""

from decimal import Decimal
from fractions import Fraction

from necessity.calculations.arguments import number
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth
from necessity.quantity import UNITS, Quantity

DEFICIENT_BELOW = Quantity(Decimal(7), "mg/dL")
LABELLED_ABOVE_AGE = 4
"""Years, strictly: one page read says "4 and older", the others "older than 4"."""

REFERENCE = (
    (0, 7, 37),
    (5, 16, 50),
    (9, 27, 66),
    (15, 36, 79),
    (24, 27, 246),
    (48, 29, 256),
    (84, 34, 274),
    (120, 42, 295),
    (156, 52, 319),
    (192, 60, 337),
    (216, 61, 356),
)
"""From this age in months on: lower and upper limit in mg/dL, both within the range (Mayo)."""

_DEFINITION = (
    "Selective IgA deficiency: older than 4 years and IgA below 7 mg/dL, with normal IgG and "
    "IgM and other causes excluded (ESID; MSD Manual, selective IgA deficiency)"
)


@calculation(
    version=1,
    source=(
        f"{_DEFINITION}. Reference ranges by age: Mayo, as listed at "
        "seattlechildrenslab.testcatalog.org/show/IGA-SUB-GR; the range of the laboratory that "
        "reported the value comes first where it is known"
    ),
    unverified=(
        "That many laboratories cannot measure below 7 mg/dL, so that a limit such as <10 is "
        "indeterminate, was read at second hand."
    ),
)
def iga_reading(iga_recorded: Argument, iga: Argument, age: Argument) -> Argument:
    """Read IgA for the age (years): deficient, indeterminate, low, within_range or high.

    `iga_recorded` is value, deficient, not_deficient or not_done. A record that says only
    "not deficient" gives no reading, nor does a value below 7 mg/dL at 4 years or younger.
    """
    if iga_recorded == "deficient":
        return "deficient"
    measured = _measured(iga_recorded, iga)
    if measured is None:
        return NOT_KNOWN
    below = measured.compared("<", DEFICIENT_BELOW)
    if below is Truth.FALSE:
        return _against_reference(measured, age)
    if below is Truth.UNKNOWN:
        return "indeterminate" if measured.sign == "<" else NOT_KNOWN
    return "deficient" if _may_be_labelled(age) else NOT_KNOWN


@calculation(version=1, source=_DEFINITION)
def iga_deficient(iga_recorded: Argument, iga: Argument, age: Argument) -> Argument:
    """Whether there is IgA deficiency, as the record says or as value and age (years) show.

    Below 7 mg/dL at 4 years or younger the definition does not apply: not known.
    """
    if iga_recorded in ("deficient", "not_deficient"):
        return iga_recorded == "deficient"
    measured = _measured(iga_recorded, iga)
    below = Truth.UNKNOWN if measured is None else measured.compared("<", DEFICIENT_BELOW)
    if below is Truth.FALSE:
        return False
    return True if below is Truth.TRUE and _may_be_labelled(age) else NOT_KNOWN


def _measured(iga_recorded: Argument, iga: Argument) -> Quantity | None:
    """Return the value when the record gives one, in a unit of mass concentration."""
    if iga_recorded != "value" or not isinstance(iga, Quantity):
        return None
    same = UNITS[iga.unit].dimension == UNITS[DEFICIENT_BELOW.unit].dimension
    return iga if same else None


def _may_be_labelled(age: Argument) -> bool:
    years = number(age, "a")
    return years is not None and years > LABELLED_ABOVE_AGE


def _against_reference(measured: Quantity, age: Argument) -> Argument:
    """Compare with every range the age may fall in; a reading only when all of them agree."""
    readings = {_within(measured, low, high) for low, high in _ranges(number(age, "a"))}
    return readings.pop() if len(readings) == 1 else NOT_KNOWN


def _ranges(years: Fraction | None) -> list[tuple[int, int]]:
    """List the ranges of an age, all of them while it is not known.

    An age in whole years is a count of birthdays: "1" may be any age from 12 to 23 months.
    """
    limits = [(low, high) for _, low, high in REFERENCE]
    if years is None:
        return limits
    youngest = years * 12
    oldest = youngest + 11 if years.denominator == 1 else youngest
    starts = [start for start, _, _ in REFERENCE]
    first = sum(start <= youngest for start in starts) - 1
    return limits[max(first, 0) : sum(start <= oldest for start in starts)]


def _within(measured: Quantity, low: int, high: int) -> Argument:
    too_low = measured.compared("<", Quantity(Decimal(low), "mg/dL"))
    too_high = measured.compared(">", Quantity(Decimal(high), "mg/dL"))
    match too_low, too_high:
        case Truth.TRUE, _:
            return "low"
        case _, Truth.TRUE:
            return "high"
        case Truth.FALSE, Truth.FALSE:
            return "within_range"
    return NOT_KNOWN
