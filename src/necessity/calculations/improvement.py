"""The six components of the 2016 ACR/EULAR Total Improvement Score, each in points.

Change counts in per cent of the whole scale, not of the first value. The edge of a band belongs
to the lower band: 6 to 5.5 on a scale of 10 cm is 5 per cent and earns nothing. Worsening earns
0, never less. A value off its scale, above the chosen maximum of a muscle test for instance,
leaves the points unknown. The alternatives of PRINTO for children, other than CMAS, and a
physician's global activity in steps of 0 to 4 are not read here.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from necessity.calculations.arguments import number, over, quantity, times
from necessity.calculations.core_measures import (
    CMAS_MAXIMUM,
    GLOBAL_MAXIMUM,
    HAQ_MAXIMUM,
    mmt_maximum,
    on_scale,
)
from necessity.calculations.registry import Argument, calculation

EDGES = (5, 15, 25, 40)
MUSCLE_EDGES = (2, 10, 20, 30)
"""Improvement in per cent of the scale; a band begins strictly above its edge."""

POINTS: Mapping[str, tuple[Fraction, ...]] = MappingProxyType(
    {
        measure: tuple(map(Fraction, points.split()))
        for measure, points in {
            "physician_global": "0 7.5 15 17.5 20",
            "patient_global": "0 2.5 5 7.5 10",
            "mmt": "0 10 20 27.5 32.5",
            "haq": "0 5 7.5 7.5 10",
            "enzyme": "0 2.5 5 7.5 7.5",
            "extramuscular": "0 7.5 12.5 15 20",
        }.items()
    }
)
"""Points of each measure: below the first edge, and above each of the four. CMAS counts as mmt."""

ENZYME_LIMITS: Mapping[str, int] = MappingProxyType(
    {"ck": 15, "aldolase": 6, "ldh": 3, "ast": 3, "alt": 3}
)
"""The range of an enzyme in upper limits of the laboratory. From memory."""

NO_MUSCLE_TEST = "not_done"

_SOURCE = (
    "Points as tabulated at PMC5577002 (table 3), the same for adults and children; "
    "Aggarwal R et al. Ann Rheum Dis 2017;76:792-801, doi:10.1136/annrheumdis-2017-211400"
)
FORMULA = "The wording of the formula (change in per cent of the whole scale) is from memory."


def points(measure: str, percent: Fraction) -> Fraction:
    """Look up the points of an improvement in per cent of the scale; less than 0 is worse."""
    edges = MUSCLE_EDGES if measure == "mmt" else EDGES
    return POINTS[measure][sum(percent > edge for edge in edges)]


def percent_of(gain: Fraction | None, scale: Fraction | None) -> Fraction | None:
    """Turn a gain into per cent of the scale; None when either is not known."""
    share = over(gain, scale)
    return None if share is None else 100 * share


def enzyme_range(enzyme: Argument, limit: Argument) -> Fraction | None:
    """Give the range of an enzyme in U/L: so many of the laboratory's limits."""
    limits = ENZYME_LIMITS.get(enzyme) if isinstance(enzyme, str) else None
    return None if limits is None else times(Fraction(limits), number(limit, "U/L"))


def most_abnormal(values: Mapping[str, Fraction], limits: Mapping[str, Fraction]) -> str:
    """Pick the enzyme that lies highest above its own limit; values and limits in U/L."""
    return max(values, key=lambda enzyme: values[enzyme] / limits[enzyme])


def gained(measure: str, percent: Fraction | None) -> Argument:
    """Give the points of an improvement, or say that it is not known."""
    return quantity(None if percent is None else points(measure, percent), "1")


def _fallen(before: Fraction | None, later: Fraction | None) -> Fraction | None:
    return None if before is None or later is None else before - later


@calculation(version=1, source=_SOURCE, unverified=FORMULA)
def tis_physician(before: Argument, later: Argument) -> Argument:
    """Points of the physician's global activity (cm, 0 to 10, lower is better): 0 to 20."""
    fall = _fallen(on_scale(before, "cm", GLOBAL_MAXIMUM), on_scale(later, "cm", GLOBAL_MAXIMUM))
    return gained("physician_global", percent_of(fall, GLOBAL_MAXIMUM))


@calculation(version=1, source=_SOURCE, unverified=FORMULA)
def tis_patient(before: Argument, later: Argument) -> Argument:
    """Points of the patient's or parent's global activity (cm, 0 to 10): 0 to 10."""
    fall = _fallen(on_scale(before, "cm", GLOBAL_MAXIMUM), on_scale(later, "cm", GLOBAL_MAXIMUM))
    return gained("patient_global", percent_of(fall, GLOBAL_MAXIMUM))


@calculation(
    version=1,
    source=f"{_SOURCE}. The maximum of the muscle test is asked; CMAS may stand for it in children",
    unverified=f"{FORMULA} So is the range of CMAS, 0 to 52.",
)
def tis_muscle(
    before: Argument, later: Argument, scale: Argument, cmas_before: Argument, cmas_now: Argument
) -> Argument:
    """Points of muscle strength (higher is better): 0 to 32.5.

    `scale`: max_80, max_150, max_260, or not_done, and only then CMAS (0 to 52) counts. Unknown
    when a value lies above the maximum chosen.
    """
    maximum = mmt_maximum(scale)
    if scale == NO_MUSCLE_TEST:
        before, later, maximum = cmas_before, cmas_now, CMAS_MAXIMUM
    if maximum is None:
        return gained("mmt", None)
    rise = _fallen(on_scale(later, "1", maximum), on_scale(before, "1", maximum))
    return gained("mmt", percent_of(rise, maximum))


@calculation(
    version=1, source=_SOURCE, unverified=f"{FORMULA} So is the range of HAQ and CHAQ, 0 to 3."
)
def tis_function(before: Argument, later: Argument) -> Argument:
    """Points of HAQ or CHAQ (0 to 3, lower is better): 0 to 10."""
    fall = _fallen(on_scale(before, "1", HAQ_MAXIMUM), on_scale(later, "1", HAQ_MAXIMUM))
    return gained("haq", percent_of(fall, HAQ_MAXIMUM))


@calculation(
    version=1,
    source=f"{_SOURCE}. The enzyme most abnormal before treatment, the same one afterwards",
    unverified=(
        f"{FORMULA} So are the ranges of the enzymes: 15 times the laboratory's upper limit for "
        "CK, 6 times for aldolase, 3 times for LDH, AST and ALT."
    ),
)
def tis_enzyme(enzyme: Argument, before: Argument, later: Argument, limit: Argument) -> Argument:
    """Points of the enzyme that was most abnormal before treatment (U/L): 0 to 7.5.

    `enzyme`: ck, aldolase, alt, ast or ldh. A value below a laboratory's "<" is no number.
    """
    fall = _fallen(number(before, "U/L"), number(later, "U/L"))
    return gained("enzyme", percent_of(fall, enzyme_range(enzyme, limit)))


@calculation(
    version=1,
    source=_SOURCE,
    unverified=f"{FORMULA} So is the range of the extramuscular activity, 0 to 10 cm.",
)
def tis_extramuscular(before: Argument, later: Argument) -> Argument:
    """Points of extramuscular activity (cm, 0 to 10, lower is better): 0 to 20."""
    fall = _fallen(on_scale(before, "cm", GLOBAL_MAXIMUM), on_scale(later, "cm", GLOBAL_MAXIMUM))
    return gained("extramuscular", percent_of(fall, GLOBAL_MAXIMUM))
