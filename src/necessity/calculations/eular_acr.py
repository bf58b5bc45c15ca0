"""The 2017 EULAR/ACR classification of a case as it is recorded, item by item in three values.

The score is a range: what is unknown counts as absent in the least, as present in the highest.
Both go by one table of weights, with biopsy only when features of a muscle biopsy are known.
The criteria are to be used only when nothing explains the signs better.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from necessity.answers import Unknown
from necessity.calculations.arguments import chose, number, said
from necessity.calculations.eular_acr_score import RASH, iim_chance, iim_class, iim_score
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, all_of, any_of, truth
from necessity.quantity import Quantity

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
_FORMULA = (
    "The formula, 1 / (1 + exp(5.33 - score)) without and exp(6.49 - score) with biopsy: from "
    "memory. The class goes by the cut-offs of the score, never by this figure."
)


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


@dataclass(frozen=True, slots=True)
class _Recorded:
    """Each item in three values, and which tables of weights may apply."""

    items: dict[str, Truth]
    tables: tuple[bool, ...]
    """Without biopsy (False), with biopsy (True), or both while that is open."""

    @property
    def biopsy(self) -> bool:
        """The table in use: with biopsy only when features of one are known."""
        return self.tables == (True,)

    def score(self, *counted: Truth, biopsy: bool | None = None) -> Decimal:
        """Add up the items whose truth is among `counted`, by the table in use or by another."""
        present = {item for item, state in self.items.items() if state in counted}
        # Only one band counts; of two that are both possible, the later one weighs more.
        if "age_ge_40" in present:
            present.discard("age_18_39")
        return iim_score(present, biopsy=self.biopsy if biopsy is None else biopsy)


def _least(recorded: _Recorded) -> Argument:
    return Quantity(recorded.score(Truth.TRUE))


def _most(recorded: _Recorded) -> Argument:
    return Quantity(recorded.score(Truth.TRUE, Truth.UNKNOWN))


def _settled(recorded: _Recorded) -> Argument:
    classes = {
        iim_class(recorded.score(*counted, biopsy=biopsy), biopsy=biopsy)
        for biopsy in recorded.tables
        for counted in ((Truth.TRUE,), (Truth.TRUE, Truth.UNKNOWN))
    }
    return classes.pop() if len(classes) == 1 else NOT_KNOWN


def _of_items(
    name: str, does: str, read: Callable[[_Recorded], Argument], *, from_recorded: bool = True
) -> None:
    """Register a calculation that takes all items: they are listed here and nowhere else."""

    def work_out(  # noqa: PLR0913, PLR0917 - one parameter for each question
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
        weak = (weak_arms, weak_legs, weak_neck, legs_proximal)
        signs = (rash, dysphagia, antibodies, enzymes, biopsy_features)
        return read(_recorded(onset_age, weak, signs, muscle_biopsy))

    work_out.__name__, work_out.__doc__ = name, does
    calculation(version=1, source=_SOURCE, from_recorded=from_recorded)(work_out)


_of_items(
    "eular_acr_min",
    "Score with every unknown item counted as absent (number; onset age in years).",
    _least,
)
_of_items(
    "eular_acr_max",
    """Score with every unknown item counted as present, on the same table as the minimum.

    A muscle biopsy still to come would change the table; that is not counted.
    """,
    _most,
)
_of_items(
    "eular_acr_settled",
    "Class when every way of filling what is unknown leads to it, a biopsy to come included.",
    _settled,
    from_recorded=False,
)


@calculation(version=1, source=_SOURCE, from_recorded=True)
def eular_acr_class(
    score: Argument, muscle_biopsy: Argument, biopsy_features: Argument
) -> Argument:
    """Class of a score (number): definite, probable, possible or not_iim."""
    points, tables = _points(score), _tables(muscle_biopsy, biopsy_features)
    return NOT_KNOWN if points is None else iim_class(points, biopsy=tables == (True,))


@calculation(version=1, source=_SOURCE, unverified=_FORMULA, from_recorded=True)
def eular_acr_about(
    score: Argument, muscle_biopsy: Argument, biopsy_features: Argument
) -> Argument:
    """Probability (%) of a score (number), to whole per cent, for print after "about"."""
    points, tables = _points(score), _tables(muscle_biopsy, biopsy_features)
    if points is None:
        return NOT_KNOWN
    chance = iim_chance(points, biopsy=tables == (True,))
    return Quantity((chance * 100).quantize(Decimal(1), ROUND_HALF_UP), "%")


@calculation(
    version=1,
    source=(
        "Notes of the calculator of the criteria (imm.ki.se): without heliotrope rash and Gottron "
        "papules or sign, features of a muscle biopsy are expected"
    ),
)
def eular_acr_biopsy_needed(
    rash: Argument, muscle_biopsy: Argument, biopsy_features: Argument
) -> Argument:
    """Whether the criteria expect a muscle biopsy: no typical skin sign, no features of one."""
    found = ~chose(rash, *RASH) & ~_described(muscle_biopsy, biopsy_features)
    return NOT_KNOWN if found is Truth.UNKNOWN else found is Truth.TRUE


def _points(score: Argument) -> Decimal | None:
    points = number(score, "1")
    return None if points is None else Decimal(points.numerator) / Decimal(points.denominator)


def _described(muscle_biopsy: Argument, features: Argument) -> Truth:
    """Whether a muscle biopsy was done and its features are on record."""
    named = said(features) if isinstance(features, Unknown) else Truth.TRUE
    return all_of((chose(muscle_biopsy, *BIOPSY_DONE), named))


def _tables(muscle_biopsy: Argument, features: Argument) -> tuple[bool, ...]:
    """List the tables of weights that may apply; of a biopsy not yet described, both."""
    described = _described(muscle_biopsy, features)
    return tuple(biopsy for biopsy in (False, True) if described in (truth(biopsy), Truth.UNKNOWN))


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
    return _Recorded(items, _tables(muscle_biopsy, features))


def _age_bands(onset_age: Argument) -> dict[str, Truth]:
    """Both bands are possible while the age at the first symptom is not known."""
    years = number(onset_age, "a")
    if years is None:
        return dict.fromkeys(("age_18_39", "age_ge_40"), said(onset_age))
    return {
        "age_18_39": Truth.TRUE if 18 <= years < 40 else Truth.FALSE,
        "age_ge_40": Truth.TRUE if years >= 40 else Truth.FALSE,
    }
