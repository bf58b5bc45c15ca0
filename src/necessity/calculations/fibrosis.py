"""How the lung function changed, and whether lung fibrosis counts as progressive.

Two definitions look at FVC in two ways: progressive pulmonary fibrosis (2022) at the absolute
fall, in points of per cent predicted; the INBUILD trial at the fall relative to the earlier value.
From 80 to 74 is 6 points and 7.5 per cent: it meets the one and not the other.
"""

from datetime import date
from fractions import Fraction

from necessity.calculations.arguments import number, over, quantity, said, times
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, all_of, any_of, truth

FVC_POINTS = 5
DLCO_POINTS = 10
"""Least absolute falls, in points of per cent predicted."""
PPF_MONTHS = 12
INBUILD_PERCENT = 10
"""Least fall relative to the earlier FVC. One table read prints "above 10", another "at least"."""
INBUILD_MONTHS = 24

_PPF = (
    "ATS/ERS/JRS/ALAT 2022, doi:10.1164/rccm.202202-0399ST: at least 2 of 3 within one year, "
    "without another explanation: worse symptoms; FVC down by at least 5 points of per cent "
    "predicted or DLCO by at least 10, which count once together; progression on CT"
)
_INBUILD = (
    "Entry of the INBUILD trial, as tabulated in PMC8782547 (table 2): FVC down by at least 10 per "
    "cent of the earlier value within 24 months. Only this one of its ways in is worked out"
)


@calculation(version=1, source="Earlier minus latest value, in points of per cent predicted")
def lung_points_lost(before: Argument, latest: Argument) -> Argument:
    """Give the absolute fall of FVC or DLCO (% predicted), in points; below 0 when it rose."""
    return quantity(_lost(before, latest), "1")


@calculation(version=1, source="100 x (earlier - latest value) / earlier value")
def lung_relative_fall(before: Argument, latest: Argument) -> Argument:
    """Give the fall of FVC or DLCO (% predicted) in per cent of the earlier value."""
    return quantity(_relative_fall(before, latest), "%")


@calculation(version=1, source=_PPF)
def ppf(  # noqa: PLR0913, PLR0917 - one parameter for each question
    symptoms_worse: Argument,
    fvc_before: Argument,
    fvc: Argument,
    dlco_before: Argument,
    dlco: Argument,
    ct_worse: Argument,
    before_date: Argument,
    latest_date: Argument,
) -> Argument:
    """Whether 2 of 3 are there (FVC, DLCO in % predicted); in fibrotic ILD other than IPF.

    Lung function without a test is not known. Tests more than 12 months apart do not count.
    """
    fvc_fell = _reaches(_lost(fvc_before, fvc), FVC_POINTS)
    dlco_fell = _reaches(_lost(dlco_before, dlco), DLCO_POINTS)
    apart = _within(before_date, latest_date, PPF_MONTHS)
    lungs = all_of((any_of((fvc_fell, dlco_fell)), apart))
    symptoms, ct = said(symptoms_worse), said(ct_worse)
    found = any_of((symptoms & lungs, symptoms & ct, lungs & ct))
    return NOT_KNOWN if found is Truth.UNKNOWN else found is Truth.TRUE


@calculation(
    version=1,
    source=_INBUILD,
    unverified=(
        'Another comparison that was read prints "above 10 %" for this fall; at least 10 % is used.'
    ),
)
def inbuild_fvc_limb(
    fvc_before: Argument, fvc: Argument, before_date: Argument, latest_date: Argument
) -> Argument:
    """Whether FVC (% predicted) fell by at least 10 per cent of its value within 24 months."""
    fell = _reaches(_relative_fall(fvc_before, fvc), INBUILD_PERCENT)
    found = all_of((fell, _within(before_date, latest_date, INBUILD_MONTHS)))
    return NOT_KNOWN if found is Truth.UNKNOWN else found is Truth.TRUE


def _lost(before: Argument, latest: Argument) -> Fraction | None:
    first, last = number(before, "%"), number(latest, "%")
    return None if first is None or last is None else first - last


def _relative_fall(before: Argument, latest: Argument) -> Fraction | None:
    return over(times(Fraction(100), _lost(before, latest)), number(before, "%"))


def _reaches(fall: Fraction | None, least: int) -> Truth:
    return Truth.UNKNOWN if fall is None else truth(fall >= least)


def _within(before: Argument, latest: Argument, months: int) -> Truth:
    """Whether the later test was done at most so many calendar months after the earlier one.

    Not known when the tests stand in the wrong order: one of the dates is wrong then.
    """
    if not isinstance(before, date) or not isinstance(latest, date) or latest < before:
        return Truth.UNKNOWN
    begun = (latest.year - before.year) * 12 + latest.month - before.month
    return truth(begun < months or (begun == months and latest.day <= before.day))
