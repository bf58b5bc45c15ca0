"""The 2017 EULAR/ACR classification criteria for idiopathic inflammatory myopathies.

Weights are integer tenths: 0.7 + 0.8 must be 1.5. Two tables, without and with muscle biopsy.
The class goes by the published cut-offs of the score. The probability is only ever "about":
its constants rest on memory, and at 5.3, 5.5 and 7.5 without biopsy it falls just below the
cut-off that the rounded score reaches.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from necessity.answers import Unknown
from necessity.calculations.arguments import chose, number, said
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, any_of
from necessity.quantity import Quantity

WEIGHTS = {
    "age_18_39": (13, 15),
    "age_ge_40": (21, 22),
    "prox_upper": (7, 7),
    "prox_lower": (8, 5),
    "neck_flexors_weaker": (19, 16),
    "legs_prox_weaker": (9, 12),
    "heliotrope": (31, 32),
    "gottron_papules": (21, 27),
    "gottron_sign": (33, 37),
    "dysphagia": (7, 6),
    "anti_jo1": (39, 38),
    "enzymes_raised": (13, 14),
    "bx_endomysial": (0, 17),
    "bx_perimysial_perivascular": (0, 12),
    "bx_perifascicular_atrophy": (0, 19),
    "bx_rimmed_vacuoles": (0, 31),
}
"""Tenths without and with muscle biopsy. Skin items add up; one age band counts."""

CUT_OFFS = {"definite": (75, 87), "probable": (55, 67), "possible": (53, 65)}
"""The least score of a class in tenths, without and with muscle biopsy."""

MIDPOINTS = (Decimal("5.33"), Decimal("6.49"))
"""Score at an even chance, without and with biopsy. From memory; the cut-offs bear them out."""

RASH = ("heliotrope", "gottron_papules", "gottron_sign")
FEATURES = (
    "endomysial",
    "perimysial_perivascular",
    "perifascicular_atrophy",
    "rimmed_vacuoles",
)
BIOPSY_DONE = ("supports", "equivocal", "normal", "other_disease")

_SOURCE = (
    "Lundberg IE et al. Ann Rheum Dis 2017;76:1955-64, doi:10.1136/annrheumdis-2017-211468: "
    "weights as tabulated at rmdopen.bmj.com/highwire/markup/137083/expansion, age weights at "
    "rheumatologytt.com, cut-offs in the abstract and at portal.mdd.systems"
)


def iim_score(items: Iterable[str], *, biopsy: bool) -> Decimal:
    """Add the weights of the items present, with or without muscle biopsy; not capped.

    Keys are those of WEIGHTS. KeyError for another key, ValueError for two age bands.
    """
    present = set(items)
    if {"age_18_39", "age_ge_40"} <= present:
        message = "only one age band counts"
        raise ValueError(message)
    return Decimal(sum(WEIGHTS[item][biopsy] for item in present)) / 10


def iim_class(score: Decimal, *, biopsy: bool) -> str:
    """Class by score: definite, probable, possible or not_iim."""
    for name, least in CUT_OFFS.items():
        if score * 10 >= least[biopsy]:
            return name
    return "not_iim"


def iim_about(score: Decimal, *, biopsy: bool) -> Decimal:
    """Give the probability to four places, for print after "about"; never to classify by."""
    with localcontext(prec=28):
        chance = 1 / (1 + (MIDPOINTS[biopsy] - score).exp())
        return chance.quantize(Decimal("0.0001"))


def biopsy_needed(items: Iterable[str], *, biopsy: bool) -> bool:
    """Whether features of a muscle biopsy are expected: none recorded, and no typical rash."""
    return not biopsy and not set(items) & set(RASH)


def iim_subgroup(  # noqa: PLR0913 - each is a fact of its own
    classed: str,
    *,
    onset_age: Decimal,
    rash: bool,
    weakness: bool,
    finger_flexors: bool,
    rimmed_vacuoles: bool,
) -> str | None:
    """Subgroup of a definite or probable case; None for other classes. The tree is from memory.

    `rash`: heliotrope, Gottron's papules or sign. `weakness`: any of the four weakness items.
    `finger_flexors`: weak, and no better with treatment. Codes: jdm (has no amyopathic branch),
    juvenile_iim_other, dm, adm, ibm, pm_incl_imnm.
    """
    if classed not in {"definite", "probable"}:
        return None
    if onset_age < 18:
        return "jdm" if rash else "juvenile_iim_other"
    if rash:
        return "dm" if weakness else "adm"
    return "ibm" if finger_flexors or rimmed_vacuoles else "pm_incl_imnm"


@calculation(
    version=1,
    source=f"{_SOURCE}. Any of CK, LDH, AST and ALT above the laboratory's limit; not aldolase",
)
def enzymes(ck: Argument, ck_limit: Argument, other_enzymes: Argument) -> Argument:
    """Say raised or normal from CK and its upper limit (U/L) and the other enzymes raised.

    Strictly above the limit. Normal only when CK and the others are known: not done is a gap.
    """
    above = Truth.UNKNOWN
    if isinstance(ck, Quantity) and isinstance(ck_limit, Quantity) and not ck_limit.sign:
        above = ck.compared(">", ck_limit)
    others = chose(other_enzymes, "ldh", "ast", "alt", unknown=("not_done",))
    words = {Truth.TRUE: "raised", Truth.FALSE: "normal"}
    return words.get(any_of((above, others)), NOT_KNOWN)


@calculation(version=1, source=_SOURCE, from_recorded=True)
def eular_acr_min(  # noqa: PLR0913, PLR0917 - one parameter for each question
    onset_age: Argument,
    weak_arms: Argument,
    weak_legs: Argument,
    weak_neck: Argument,
    legs_proximal: Argument,
    rash: Argument,
    dysphagia: Argument,
    antibodies: Argument,
    enzymes: Argument,
    muscle_biopsy: Argument,
    biopsy_features: Argument,
) -> Argument:
    """Score with every unknown item counted as absent (number; onset age in years)."""
    weak = (weak_arms, weak_legs, weak_neck, legs_proximal)
    signs = (rash, dysphagia, antibodies, enzymes, biopsy_features)
    recorded = _recorded(onset_age, weak, signs, muscle_biopsy)
    return Quantity(recorded.score(Truth.TRUE))


@calculation(version=1, source=_SOURCE, from_recorded=True)
def eular_acr_max(  # noqa: PLR0913, PLR0917 - one parameter for each question
    onset_age: Argument,
    weak_arms: Argument,
    weak_legs: Argument,
    weak_neck: Argument,
    legs_proximal: Argument,
    rash: Argument,
    dysphagia: Argument,
    antibodies: Argument,
    enzymes: Argument,
    muscle_biopsy: Argument,
    biopsy_features: Argument,
) -> Argument:
    """Score with every unknown item counted as present, on the same table as the minimum.

    A muscle biopsy still to come would change the table; that is not counted.
    """
    weak = (weak_arms, weak_legs, weak_neck, legs_proximal)
    signs = (rash, dysphagia, antibodies, enzymes, biopsy_features)
    recorded = _recorded(onset_age, weak, signs, muscle_biopsy)
    return Quantity(recorded.score(Truth.TRUE, Truth.UNKNOWN))


@calculation(version=1, source=_SOURCE, from_recorded=True)
def eular_acr_class(  # noqa: PLR0913, PLR0917 - one parameter for each question
    onset_age: Argument,
    weak_arms: Argument,
    weak_legs: Argument,
    weak_neck: Argument,
    legs_proximal: Argument,
    rash: Argument,
    dysphagia: Argument,
    antibodies: Argument,
    enzymes: Argument,
    muscle_biopsy: Argument,
    biopsy_features: Argument,
) -> Argument:
    """Class of the least score: definite, probable, possible or not_iim."""
    weak = (weak_arms, weak_legs, weak_neck, legs_proximal)
    signs = (rash, dysphagia, antibodies, enzymes, biopsy_features)
    recorded = _recorded(onset_age, weak, signs, muscle_biopsy)
    return iim_class(recorded.score(Truth.TRUE), biopsy=recorded.biopsy)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """Each item in three values, and which table of weights applies."""

    items: dict[str, Truth]
    biopsy: bool

    def score(self, *counted: Truth) -> Decimal:
        """Add up the items whose truth is among `counted`."""
        present = {item for item, state in self.items.items() if state in counted}
        # Only one band counts; of two that are both possible, the later one weighs more.
        if "age_ge_40" in present:
            present.discard("age_18_39")
        return iim_score(present, biopsy=self.biopsy)


def _recorded(
    onset_age: Argument,
    weak: tuple[Argument, ...],
    signs: tuple[Argument, ...],
    muscle_biopsy: Argument,
) -> _Recorded:
    rash, dysphagia, antibodies, raised, features = signs
    weakness = ("prox_upper", "prox_lower", "neck_flexors_weaker", "legs_prox_weaker")
    items = {
        **_age_bands(onset_age),
        **{item: said(answer) for item, answer in zip(weakness, weak, strict=True)},
        **{item: chose(rash, item) for item in RASH},
        "dysphagia": said(dysphagia),
        "anti_jo1": chose(antibodies, "jo1", unknown=("not_done",)),
        "enzymes_raised": chose(raised, "raised"),
        **{f"bx_{feature}": chose(features, feature) for feature in FEATURES},
    }
    done = chose(muscle_biopsy, *BIOPSY_DONE) is Truth.TRUE
    return _Recorded(items, biopsy=done and not isinstance(features, Unknown))


def _age_bands(onset_age: Argument) -> dict[str, Truth]:
    """Both bands are possible while the age at the first symptom is not known."""
    years = number(onset_age, "a")
    if years is None:
        return dict.fromkeys(("age_18_39", "age_ge_40"), said(onset_age))
    return {
        "age_18_39": Truth.TRUE if 18 <= years < 40 else Truth.FALSE,
        "age_ge_40": Truth.TRUE if years >= 40 else Truth.FALSE,
    }
