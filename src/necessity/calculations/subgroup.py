"""The subgroup of the 2017 EULAR/ACR classification, for a case that is at least probable.

The tree is from memory. It asks first for the age at the first symptom, then for the skin, then
for muscle. Juvenile dermatomyositis has no amyopathic branch, and the skin comes before the limb
for inclusion body myositis. Polymyositis here includes immune-mediated necrotizing myopathy.
"""

from fractions import Fraction

from necessity.calculations.arguments import chose, number, said
from necessity.calculations.eular_acr_score import RASH
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, all_of, any_of

CLASSIFIED = ("definite", "probable")
"""The classes that have a subgroup."""
ADULT_FROM = 18
"""Years at the first symptom."""


def iim_subgroup(
    onset_age: Fraction | None,
    *,
    rash: Truth,
    weakness: Truth,
    unhelped_fingers: Truth,
    rimmed_vacuoles: Truth,
) -> str | None:
    """Walk the tree from the age at the first symptom (years); None where it cannot go on.

    `rash`: heliotrope, Gottron's papules or sign. `weakness`: any of the four weakness items.
    `unhelped_fingers`: weak finger flexors, and no better with treatment. The codes are jdm,
    juvenile_iim_other, dm, adm, ibm and pm_incl_imnm.
    """
    if onset_age is None:
        return None
    if onset_age < ADULT_FROM:
        return _either(rash, "jdm", "juvenile_iim_other")
    inclusion_body = any_of((unhelped_fingers, rimmed_vacuoles))
    return _either(
        rash,
        _either(weakness, "dm", "adm"),
        _either(inclusion_body, "ibm", "pm_incl_imnm"),
    )


@calculation(
    version=1,
    source="Lundberg IE et al. Ann Rheum Dis 2017;76:1955-64: subgroups from probable on",
    unverified=(
        "The tree is from memory; its limb for inclusion body myositis was read at second hand. "
        "That distal weakness alone is called neither weak nor amyopathic: this project's choice."
    ),
)
def eular_acr_subgroup(  # noqa: PLR0913, PLR0917 - one parameter for each question
    classed: Argument,
    onset_age: Argument,
    rash: Argument,
    weakness: Argument,
    weak_arms: Argument,
    weak_legs: Argument,
    weak_neck: Argument,
    legs_proximal: Argument,
    finger_flexors: Argument,
    biopsy_features: Argument,
) -> Argument:
    """Subgroup of a definite or probable case; not known for other classes (age in years).

    Whether weak finger flexors failed to improve with treatment is not among the answers, so that
    limb of inclusion body myositis can be excluded here, never found.
    """
    if classed not in CLASSIFIED:
        return NOT_KNOWN
    items = (said(item) for item in (weak_arms, weak_legs, weak_neck, legs_proximal))
    found = iim_subgroup(
        number(onset_age, "a"),
        rash=chose(rash, *RASH),
        weakness=Truth.UNKNOWN if weakness == "distal_only" else any_of(items),
        unhelped_fingers=all_of((said(finger_flexors), Truth.UNKNOWN)),
        rimmed_vacuoles=chose(biopsy_features, "rimmed_vacuoles"),
    )
    return NOT_KNOWN if found is None else found


def _either(fact: Truth, present: str | None, absent: str | None) -> str | None:
    return {Truth.TRUE: present, Truth.FALSE: absent}.get(fact)
