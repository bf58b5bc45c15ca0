"""The Total Improvement Score: what its six components come to, and the class that is settled.

Missing components are never filled in. The least counts them as 0 points, the most as all that
they can give; the class is known only when every score between the two has the same one. The
smallest set of measures with which the score may be read was not seen in full, so a score with a
component missing is called incomplete.
"""

from fractions import Fraction

from necessity.calculations.arguments import chose, number
from necessity.calculations.core_measures import (
    CMAS_MAXIMUM,
    GLOBAL_MAXIMUM,
    HAQ_MAXIMUM,
    mmt_maximum,
    on_scale,
)
from necessity.calculations.improvement import (
    FORMULA,
    NO_MUSCLE_TEST,
    POINTS,
    enzyme_range,
    percent_of,
    points,
)
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth
from necessity.quantity import Quantity

MEASURES = tuple(POINTS)
"""The order in which the totals take the six components."""
MOST = {measure: earned[-1] for measure, earned in POINTS.items()}

CUT_OFFS = {"adult": (20, 40, 60), "juvenile": (30, 45, 70)}
"""The least score that is minimal, moderate and major."""
CLASSES = ("none", "minimal", "moderate", "major")
ADULT_AGE = 18

_SOURCE = (
    "Sum of the six components, 0 to 100; cut-offs 20, 40, 60 in adults and 30, 45, 70 in juvenile "
    "dermatomyositis (PMC5577002, table 3); Aggarwal R et al. Ann Rheum Dis 2017;76:792-801, "
    "doi:10.1136/annrheumdis-2017-211400"
)
_UNVERIFIED = (
    f"{FORMULA} So are the ranges of HAQ, CMAS, the extramuscular activity and the enzymes."
)


def improvement_class(score: Fraction, group: str) -> str:
    """Class of a whole score for `adult` or `juvenile`: none, minimal, moderate or major."""
    return CLASSES[sum(score >= cut for cut in CUT_OFFS[group])]


def _least_most(components: tuple[Argument, ...]) -> tuple[Fraction, Fraction]:
    """Add up the points with what is missing as 0, and as the most it can give."""
    least = most = Fraction(0)
    for measure, component in zip(MEASURES, components, strict=True):
        earned = on_scale(component, "1", MOST[measure])
        least += 0 if earned is None else earned
        most += MOST[measure] if earned is None else earned
    return least, most


@calculation(version=1, source=_SOURCE, unverified=_UNVERIFIED, from_recorded=True)
def tis_least(  # noqa: PLR0913, PLR0917 - one parameter for each component
    physician: Argument,
    patient: Argument,
    muscle: Argument,
    function: Argument,
    enzyme: Argument,
    extramuscular: Argument,
) -> Argument:
    """Score with every missing component at 0 points (number)."""
    return Quantity(_least_most((physician, patient, muscle, function, enzyme, extramuscular))[0])


@calculation(version=1, source=_SOURCE, unverified=_UNVERIFIED, from_recorded=True)
def tis_most(  # noqa: PLR0913, PLR0917 - one parameter for each component
    physician: Argument,
    patient: Argument,
    muscle: Argument,
    function: Argument,
    enzyme: Argument,
    extramuscular: Argument,
) -> Argument:
    """Score with every missing component at the most it can give (number)."""
    return Quantity(_least_most((physician, patient, muscle, function, enzyme, extramuscular))[1])


@calculation(version=1, source=_SOURCE, unverified=_UNVERIFIED)
def tis_class(  # noqa: PLR0913, PLR0917 - one parameter for each component
    physician: Argument,
    patient: Argument,
    muscle: Argument,
    function: Argument,
    enzyme: Argument,
    extramuscular: Argument,
    subtype: Argument,
    age: Argument,
) -> Argument:
    """Say none, minimal, moderate or major, once nothing that is missing can change it.

    Juvenile dermatomyositis has cut-offs of its own, in a grown-up too. Another diagnosis from
    age 18 (years) takes the adult ones; until that is known, both must lead to the same class.
    """
    both = _least_most((physician, patient, muscle, function, enzyme, extramuscular))
    groups = _groups(subtype, age)
    classes = {improvement_class(score, group) for score in both for group in groups}
    return classes.pop() if len(classes) == 1 else NOT_KNOWN


def _groups(subtype: Argument, age: Argument) -> tuple[str, ...]:
    """List whose cut-offs may apply."""
    juvenile, years = chose(subtype, "jdm"), number(age, "a")
    if juvenile is Truth.TRUE:
        return ("juvenile",)
    if juvenile is Truth.FALSE and years is not None and years >= ADULT_AGE:
        return ("adult",)
    return ("adult", "juvenile")


@calculation(version=1, source=_SOURCE, unverified=_UNVERIFIED)
def tis_at_least_20(  # noqa: PLR0913, PLR0917 - one parameter for each component
    physician: Argument,
    patient: Argument,
    muscle: Argument,
    function: Argument,
    enzyme: Argument,
    extramuscular: Argument,
) -> Argument:
    """Whether the score is 20 or more: known once nothing that is missing can change it."""
    both = _least_most((physician, patient, muscle, function, enzyme, extramuscular))
    reached = {score >= CUT_OFFS["adult"][0] for score in both}
    return reached.pop() if len(reached) == 1 else NOT_KNOWN


@calculation(
    version=1,
    source="The most that can be gained from the values before treatment: this project's own",
    unverified=f"{_UNVERIFIED} That a normal enzyme has nothing to gain is this project's own.",
    from_recorded=True,
)
def tis_attainable(  # noqa: PLR0913, PLR0917 - one parameter for each question
    physician: Argument,
    patient: Argument,
    scale: Argument,
    mmt: Argument,
    cmas: Argument,
    haq: Argument,
    enzyme: Argument,
    enzyme_value: Argument,
    enzyme_limit: Argument,
    extramuscular: Argument,
) -> Argument:
    """Give the highest score open to the values before treatment (number, at most 100).

    Full strength and a normal enzyme leave 60. What is not known counts as the most it can give.
    """
    rooms = {
        "physician_global": percent_of(on_scale(physician, "cm", GLOBAL_MAXIMUM), GLOBAL_MAXIMUM),
        "patient_global": percent_of(on_scale(patient, "cm", GLOBAL_MAXIMUM), GLOBAL_MAXIMUM),
        "mmt": _muscle_room(scale, mmt, cmas),
        "haq": percent_of(on_scale(haq, "1", HAQ_MAXIMUM), HAQ_MAXIMUM),
        "enzyme": _enzyme_room(enzyme, enzyme_value, enzyme_limit),
        "extramuscular": percent_of(on_scale(extramuscular, "cm", GLOBAL_MAXIMUM), GLOBAL_MAXIMUM),
    }
    open_to = (MOST[name] if room is None else points(name, room) for name, room in rooms.items())
    return Quantity(sum(open_to, start=Fraction(0)))


def _muscle_room(scale: Argument, mmt: Argument, cmas: Argument) -> Fraction | None:
    """Give the way to full strength in per cent of the scale."""
    tested, maximum = (cmas, CMAS_MAXIMUM) if scale == NO_MUSCLE_TEST else (mmt, mmt_maximum(scale))
    strength = None if maximum is None else on_scale(tested, "1", maximum)
    if maximum is None or strength is None:
        return None
    return percent_of(maximum - strength, maximum)


def _enzyme_room(enzyme: Argument, value: Argument, limit: Argument) -> Fraction | None:
    """Give the way to 0 in per cent of the enzyme's range; none when it was normal."""
    before, highest = number(value, "U/L"), number(limit, "U/L")
    if before is None or highest is None:
        return None
    return Fraction(0) if before <= highest else percent_of(before, enzyme_range(enzyme, limit))
