"""Two rules on change: deterioration as ProDERM counted it, and the older IMACS improvement.

Both read the values before IVIG against the latest ones. Where the rule that was read leaves open
whether "30 per cent worse" is of the first value or of the whole scale, a result is known only
when both readings agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from necessity.calculations.arguments import number, said
from necessity.calculations.core_measures import (
    GLOBAL_MAXIMUM,
    HAQ_MAXIMUM,
    mmt_maximum,
    on_scale,
)
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, all_of, any_of, truth

WORSE_CM = 2
WORSE_MMT8 = 20
WORSE_MEASURE = 30
WORSE_MEASURES = 3
MMT8_SCALES = ("max_80", "max_150")

IMACS_IMPROVED = 20
IMACS_WORSE = 25
IMACS_MEASURES = 3
HIGHER_IS_BETTER = "mmt"


@dataclass(frozen=True, slots=True)
class Span:
    """A worsening that lies between two figures; `most` None: no upper figure is known."""

    least: Fraction
    most: Fraction | None

    def reaches(self, edge: int) -> Truth:
        """Whether it is at least `edge`, which is above 0."""
        if self.least >= edge:
            return Truth.TRUE
        return Truth.FALSE if self.most is not None and self.most < edge else Truth.UNKNOWN


NOT_RECORDED = Span(Fraction(0), None)


def count_reaches(wanted: int, parts: Iterable[Truth]) -> Truth:
    """Whether at least `wanted` of the parts are true."""
    parts = tuple(parts)
    if sum(part is Truth.TRUE for part in parts) >= wanted:
        return Truth.TRUE
    possible = sum(part is not Truth.FALSE for part in parts)
    return Truth.UNKNOWN if possible >= wanted else Truth.FALSE


def deteriorated(
    *,
    physician_cm: Span,
    mmt8_percent: Span,
    extramuscular_cm: Span,
    measures_worse: Truth,
    two_visits: Truth,
) -> Truth:
    """Apply the rule of ProDERM; `measures_worse`: 3 of 5 core measures worse by 30 per cent."""
    limbs = (
        all_of((physician_cm.reaches(WORSE_CM), mmt8_percent.reaches(WORSE_MMT8))),
        extramuscular_cm.reaches(WORSE_CM),
        measures_worse,
    )
    return all_of((two_visits, any_of(limbs)))


@calculation(
    version=1,
    source=(
        "ProDERM, on two visits in a row: physician's global activity worse by 2 cm and MMT-8 by "
        "20 per cent, or extramuscular activity by 2 cm, or 3 of 5 core measures (no enzymes) by "
        "30 per cent. Arthritis Res Ther, doi:10.1186/s13075-023-03232-2, figure 1"
    ),
    unverified=(
        "That it is counted from the values before IVIG, and whether per cent means of the first "
        "value or of the whole scale, were not seen: known only when both readings agree."
    ),
)
def proderm_deterioration(  # noqa: PLR0913, PLR0917 - one parameter for each question
    physician_before: Argument,
    physician_now: Argument,
    patient_before: Argument,
    patient_now: Argument,
    scale: Argument,
    mmt_before: Argument,
    mmt_now: Argument,
    haq_before: Argument,
    haq_now: Argument,
    extramuscular_before: Argument,
    extramuscular_now: Argument,
    two_visits: Argument,
) -> Argument:
    """Whether the disease deteriorated since the values before IVIG (cm, MMT-8, HAQ).

    The full muscle test (max_260) is not MMT-8 and tells nothing here. `two_visits`: yes/no.
    """
    physician = _rise(physician_before, physician_now, "cm", GLOBAL_MAXIMUM)
    patient = _rise(patient_before, patient_now, "cm", GLOBAL_MAXIMUM)
    haq = _rise(haq_before, haq_now, "1", HAQ_MAXIMUM)
    outside = _rise(extramuscular_before, extramuscular_now, "cm", GLOBAL_MAXIMUM)
    strength = _loss_of_strength(scale, mmt_before, mmt_now)
    percents = (strength, *(_percent(rise) for rise in (physician, patient, haq, outside)))
    found = deteriorated(
        physician_cm=_exactly(physician),
        mmt8_percent=strength,
        extramuscular_cm=_exactly(outside),
        measures_worse=count_reaches(WORSE_MEASURES, (p.reaches(WORSE_MEASURE) for p in percents)),
        two_visits=said(two_visits),
    )
    return _answer(found)


@dataclass(frozen=True, slots=True)
class _Rise:
    """How much worse a measure is than its first value; below 0 when it is better."""

    by: Fraction
    first: Fraction
    scale: Fraction


def _rise(before: Argument, later: Argument, unit: str, scale: Fraction) -> _Rise | None:
    first, latest = on_scale(before, unit, scale), on_scale(later, unit, scale)
    return None if first is None or latest is None else _Rise(latest - first, first, scale)


def _loss_of_strength(scale: Argument, before: Argument, later: Argument) -> Span:
    maximum = mmt_maximum(scale) if scale in MMT8_SCALES else None
    if maximum is None:
        return NOT_RECORDED
    first, latest = on_scale(before, "1", maximum), on_scale(later, "1", maximum)
    lost = None if first is None or latest is None else _Rise(first - latest, first, maximum)
    return _percent(lost)


def _exactly(rise: _Rise | None) -> Span:
    return NOT_RECORDED if rise is None else Span(rise.by, rise.by)


def _percent(rise: _Rise | None) -> Span:
    """Worsening in per cent: of the whole scale at least, of the first value at most."""
    if rise is None:
        return NOT_RECORDED
    if rise.by <= 0:
        return Span(Fraction(0), Fraction(0))
    return Span(100 * rise.by / rise.scale, 100 * rise.by / rise.first if rise.first else None)


def imacs_improvement(changes: Mapping[str, Fraction | None]) -> Truth:
    """Apply the IMACS definition to the changes of six measures, in per cent of the first value.

    A fall is negative; `mmt` is better when it rises, all others when they fall. None: not known.
    """
    better = {
        name: None if change is None else change if name == HIGHER_IS_BETTER else -change
        for name, change in changes.items()
    }
    worse = {name: _reaches(gain, -IMACS_WORSE, -1) for name, gain in better.items()}
    improved = (_reaches(gain, IMACS_IMPROVED, 1) for gain in better.values())
    return all_of(
        (
            count_reaches(IMACS_MEASURES, improved),
            ~count_reaches(IMACS_MEASURES, worse.values()),
            ~worse[HIGHER_IS_BETTER],
        )
    )


def _reaches(gain: Fraction | None, edge: int, direction: int) -> Truth:
    return Truth.UNKNOWN if gain is None else truth(direction * gain >= direction * edge)


@calculation(
    version=1,
    source=(
        "The older IMACS definition: at least 3 of 6 core measures better by 20 per cent of the "
        "first value, no more than 2 worse by 25 per cent, MMT not among the worse; as quoted in "
        "slides on the 2016 criteria at fdocuments.us"
    ),
)
def imacs_improved(  # noqa: PLR0913, PLR0917 - one parameter for each question
    physician_before: Argument,
    physician_now: Argument,
    patient_before: Argument,
    patient_now: Argument,
    scale: Argument,
    mmt_before: Argument,
    mmt_now: Argument,
    haq_before: Argument,
    haq_now: Argument,
    enzyme_before: Argument,
    enzyme_now: Argument,
    extramuscular_before: Argument,
    extramuscular_now: Argument,
) -> Argument:
    """Whether the six measures improved (cm, MMT, HAQ, U/L); known once none can change it."""
    maximum = mmt_maximum(scale)
    strength = (
        (None, None)
        if maximum is None
        else (on_scale(mmt_before, "1", maximum), on_scale(mmt_now, "1", maximum))
    )
    pairs = {
        "physician": _scores(physician_before, physician_now, "cm", GLOBAL_MAXIMUM),
        "patient": _scores(patient_before, patient_now, "cm", GLOBAL_MAXIMUM),
        HIGHER_IS_BETTER: strength,
        "haq": _scores(haq_before, haq_now, "1", HAQ_MAXIMUM),
        "enzyme": (number(enzyme_before, "U/L"), number(enzyme_now, "U/L")),
        "extramuscular": _scores(extramuscular_before, extramuscular_now, "cm", GLOBAL_MAXIMUM),
    }
    return _answer(imacs_improvement({name: _relative(*pair) for name, pair in pairs.items()}))


def _scores(
    before: Argument, later: Argument, unit: str, scale: Fraction
) -> tuple[Fraction | None, Fraction | None]:
    return on_scale(before, unit, scale), on_scale(later, unit, scale)


def _relative(before: Fraction | None, later: Fraction | None) -> Fraction | None:
    """Change in per cent of the first value; none from 0 but to stay there."""
    if before is None or later is None or (before <= 0 and later != before):
        return None
    return Fraction(0) if later == before else 100 * (later - before) / before


def _answer(found: Truth) -> Argument:
    return NOT_KNOWN if found is Truth.UNKNOWN else found is Truth.TRUE
