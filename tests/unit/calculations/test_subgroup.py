from decimal import Decimal
from fractions import Fraction

import pytest
from calculation_vectors import MISSING, NOT_APPLICABLE, Vector, is_unknown, vectors, worked

from necessity.calculations.registry import Argument
from necessity.calculations.subgroup import iim_subgroup
from necessity.logic import Truth, truth
from necessity.quantity import Quantity

DM_RASH: Argument = ("gottron_sign",)
NO_RASH: Argument = ("none",)

CASE: dict[str, Argument] = {
    "classed": "definite",
    "age": Quantity(Decimal(52), "a"),
    "rash": DM_RASH,
    "weakness": "proximal",
    "arms": True,
    "legs": False,
    "neck": False,
    "thighs": False,
    "fingers": False,
    "features": ("none",),
}
NOT_WEAK: dict[str, Argument] = {
    "weakness": "none",
    **dict.fromkeys(("arms", "legs", "neck", "thighs"), NOT_APPLICABLE),
}


def subgroup(changed: dict[str, Argument] | None = None, **more: Argument) -> Argument:
    """The subgroup of a weak adult with a rash, but for what is changed."""
    facts = {**CASE, **(changed or {}), **more}
    assert len(facts) == len(CASE)
    return worked("eular_acr_subgroup", *facts.values())


def years(age: str | Decimal) -> Quantity:
    return Quantity(Decimal(age), "a")


@pytest.mark.parametrize("vector", vectors("iim_subgroup"))
def test_vector(vector: Vector) -> None:
    found = iim_subgroup(
        Fraction(vector["onset_age"]),
        rash=truth(vector["rash"]),
        weakness=truth(vector["weakness"]),
        unhelped_fingers=truth(vector["finger_flexors"]),
        rimmed_vacuoles=truth(vector["rimmed_vacuoles"]),
    )
    assert found == vector["expect"]


@pytest.mark.parametrize("vector", vectors("iim_subgroup"))
def test_vector_as_recorded(vector: Vector) -> None:
    found = subgroup(
        {} if vector["weakness"] else NOT_WEAK,
        classed="probable",
        age=years(vector["onset_age"]),
        rash=DM_RASH if vector["rash"] else NO_RASH,
        fingers=vector["finger_flexors"],
        features=("rimmed_vacuoles",) if vector["rimmed_vacuoles"] else ("none",),
    )
    assert found == vector["expect"]


@pytest.mark.parametrize("classed", ["possible", "not_iim", MISSING])
def test_a_subgroup_needs_at_least_a_probable_class(classed: Argument) -> None:
    assert is_unknown(subgroup(classed=classed))
    assert subgroup(classed="probable") == "dm"


def test_juvenile_disease_has_no_amyopathic_branch_and_rash_comes_before_vacuoles() -> None:
    vacuoles = {**NOT_WEAK, "features": ("rimmed_vacuoles",)}
    assert subgroup(vacuoles, age=years("17.9")) == "jdm"
    assert subgroup(vacuoles, age=years("18")) == "adm"


@pytest.mark.parametrize("weak", ["arms", "legs", "neck", "thighs"])
def test_any_one_of_the_four_weakness_items_is_enough(weak: str) -> None:
    none: dict[str, Argument] = dict.fromkeys(("arms", "legs", "neck", "thighs"), False)
    assert subgroup(none) == "adm"
    assert subgroup({**none, weak: True}) == "dm"
    assert is_unknown(subgroup({**none, weak: MISSING}))


def test_distal_weakness_alone_is_not_called_amyopathic() -> None:
    assert is_unknown(subgroup(NOT_WEAK, weakness="distal_only"))
    assert subgroup(NOT_WEAK) == "adm"


def test_weak_finger_flexors_that_did_not_improve_are_inclusion_body_myositis() -> None:
    found = iim_subgroup(
        Fraction(66),
        rash=Truth.FALSE,
        weakness=Truth.TRUE,
        unhelped_fingers=Truth.TRUE,
        rimmed_vacuoles=Truth.FALSE,
    )
    assert found == "ibm"


def test_weak_finger_flexors_leave_it_open_as_nobody_says_whether_treatment_helped() -> None:
    assert is_unknown(subgroup(rash=NO_RASH, fingers=True))
    assert subgroup(rash=NO_RASH, fingers=True, features=("rimmed_vacuoles",)) == "ibm"
    assert subgroup(rash=NO_RASH, fingers=False) == "pm_incl_imnm"
    assert subgroup(rash=DM_RASH, fingers=True) == "dm"


@pytest.mark.parametrize("missing", ["age", "rash"])
def test_without_age_or_skin_there_is_no_subgroup(missing: str) -> None:
    assert is_unknown(subgroup({missing: MISSING}))
