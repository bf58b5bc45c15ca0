"""Core measures of myositis: what each scale can say, and the bands that were read for it.

MMT and HAQ have no bands here: none was found in what was read, so there is none. The muscle
grades are Kendall's 0 to 10; an MRC grade of 0 to 5 must never be entered as one of them.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

from necessity.calculations.arguments import number, over
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.quantity import Quantity

GLOBAL_MAXIMUM = Fraction(10)
"""Visual scales in cm. A mark in mm is divided by 10 before it is entered."""
HAQ_MAXIMUM = Fraction(3)
CMAS_MAXIMUM = Fraction(52)

MMT8_MUSCLES = (
    "neck flexors",
    "deltoid",
    "biceps",
    "gluteus maximus",
    "gluteus medius",
    "quadriceps",
    "wrist extensors",
    "ankle dorsiflexors",
)
"""Each 0 to 10. The neck is tested once, the other seven on one side or on both."""
GRADE_MAXIMUM = 10
MMT_MAXIMA = {"max_80": Fraction(80), "max_150": Fraction(150), "max_260": Fraction(260)}
"""MMT-8 of one side; MMT-8 of both sides (10 + 7 x 2 x 10); all groups (20 + 160 + 80)."""

CDASI_SITES = 15
CDASI_PER_SITE = {"erythema": 3, "scale": 2, "erosion_ulcer": 1}
CDASI_ELSEWHERE = {"gottron_hands": 7, "periungual": 2, "alopecia": 1}
CDASI_DAMAGE_PER_SITE = {"poikiloderma": 1, "calcinosis": 1}
CDASI_DAMAGE_HANDS = 2
"""The parts of the skin score are from memory; their sums were checked."""
CDASI_STANFORD_MILD = 14
CDASI_UPENN = 19
CDASI_CHANGE_UPENN = 4
CDASI_CHANGE_STANFORD = 5

HAQ_CATEGORIES = 8
HAQ_LEAST_ANSWERED = 6

_CDASI = "Anyanwu CO et al. 2015, doi:10.1111/bjd.13915"
_PRODERM_BANDS = (
    "Bands of the ProDERM trial, 0-3 mild, 4-6 moderate, 7-10 severe: Arthritis Res Ther, "
    "doi:10.1186/s13075-023-03232-2, figure 1"
)


def on_scale(argument: Argument, unit: str, maximum: Fraction) -> Fraction | None:
    """Read a score of 0 to `maximum`; None for what is not known or lies off the scale."""
    score = number(argument, unit)
    return score if score is not None and 0 <= score <= maximum else None


def mmt_maximum(scale: Argument) -> Fraction | None:
    """Read the maximum of a manual muscle test; None when it is not known or none was done."""
    return MMT_MAXIMA.get(scale) if isinstance(scale, str) else None


def mmt8_one_side(grades: Sequence[int]) -> int:
    """Add eight grades in the order of MMT8_MUSCLES, 0 to 80. ValueError for anything else."""
    return sum(_grades(grades, len(MMT8_MUSCLES)))


def mmt8_both_sides(neck: int, right: Sequence[int], left: Sequence[int]) -> int:
    """Add the neck flexors and seven grades of each side, 0 to 150. ValueError otherwise."""
    seven = len(MMT8_MUSCLES) - 1
    return sum((*_grades((neck,), 1), *_grades(right, seven), *_grades(left, seven)))


def _grades(grades: Sequence[int], wanted: int) -> Sequence[int]:
    if len(grades) != wanted or not all(0 <= grade <= GRADE_MAXIMUM for grade in grades):
        raise ValueError(f"{wanted} grades of 0 to {GRADE_MAXIMUM} make this score: {grades}")
    return grades


def haq_category(items: Sequence[int], *, aided: bool) -> int:
    """Score one category 0 to 3: its highest item, at least 2 with an aid or help. From memory."""
    return max(*items, 2 if aided else 0)


def haq_index(categories: Sequence[int | None]) -> Fraction:
    """Average the answered categories (0 to 3; None: not answered). From memory, no bands.

    ValueError with fewer than six of the eight answered.
    """
    answered = [score for score in categories if score is not None]
    if len(categories) > HAQ_CATEGORIES or len(answered) < HAQ_LEAST_ANSWERED:
        raise ValueError(f"at least {HAQ_LEAST_ANSWERED} of {HAQ_CATEGORIES} must be answered")
    if not all(0 <= score <= HAQ_MAXIMUM for score in answered):
        raise ValueError(f"a category is scored 0 to {HAQ_MAXIMUM}: {answered}")
    return Fraction(sum(answered), len(answered))


def cdasi_maxima() -> tuple[int, int]:
    """Give the most that activity and damage can come to."""
    activity = CDASI_SITES * sum(CDASI_PER_SITE.values()) + sum(CDASI_ELSEWHERE.values())
    return activity, CDASI_SITES * sum(CDASI_DAMAGE_PER_SITE.values()) + CDASI_DAMAGE_HANDS


def _activity(cdasi: Argument) -> Fraction | None:
    return on_scale(cdasi, "1", Fraction(cdasi_maxima()[0]))


@calculation(version=1, source=f"{_CDASI}: at most 14 is mild in the Stanford data")
def cdasi_stanford(cdasi: Argument) -> Argument:
    """Say mild or moderate_severe for CDASI activity of 0 to 100. The default of the two cuts."""
    score = _activity(cdasi)
    if score is None:
        return NOT_KNOWN
    return "mild" if score <= CDASI_STANFORD_MILD else "moderate_severe"


@calculation(
    version=1,
    source=f"{_CDASI}: 19 parts mild from moderate or severe in the UPenn data",
    unverified="To which side 19 itself belongs is not stated in what was read.",
)
def cdasi_upenn(cdasi: Argument) -> Argument:
    """Say mild, boundary (19 itself) or moderate_severe for CDASI activity of 0 to 100."""
    score = _activity(cdasi)
    if score is None:
        return NOT_KNOWN
    if score == CDASI_UPENN:
        return "boundary"
    return "mild" if score < CDASI_UPENN else "moderate_severe"


@calculation(version=1, source=f"{_CDASI}: a response is 4 points (UPenn) or 5 points (Stanford)")
def cdasi_change(before: Argument, later: Argument) -> Argument:
    """Say both, upenn_only or neither: whose least fall of CDASI activity is reached."""
    first, latest = _activity(before), _activity(later)
    if first is None or latest is None:
        return NOT_KNOWN
    if first - latest >= CDASI_CHANGE_STANFORD:
        return "both"
    return "upenn_only" if first - latest >= CDASI_CHANGE_UPENN else "neither"


@calculation(
    version=1,
    source=_PRODERM_BANDS,
    unverified="Between the bands (3.5, 6.5) it is rounded half up: this project's own choice.",
)
def physician_global_band(physician: Argument) -> Argument:
    """Say mild, moderate or severe for the physician's global activity in cm."""
    score = on_scale(physician, "cm", GLOBAL_MAXIMUM)
    if score is None:
        return NOT_KNOWN
    whole = floor(score + Fraction(1, 2))
    return "mild" if whole <= 3 else "moderate" if whole <= 6 else "severe"


@calculation(version=1, source="CK divided by the upper limit of the same laboratory")
def ck_times_limit(ck: Argument, limit: Argument) -> Argument:
    """Give CK as a multiple of the laboratory's limit, to two places; both U/L or microkat/L.

    For print only. Whether CK is raised is judged on the values, strictly above the limit: 1.002
    times the limit prints as 1 and is raised. A normal CK does not exclude dermatomyositis.
    """
    ratio = over(number(ck, "U/L"), number(limit, "U/L"))
    if ratio is None:
        return NOT_KNOWN
    exact = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    return Quantity(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
