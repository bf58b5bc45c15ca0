"""What may be said of the EULAR/ACR class while answers are missing."""

from decimal import Decimal
from itertools import product

import pytest
from calculation_vectors import MISSING, NOT_APPLICABLE, is_unknown, worked

from necessity.calculations.eular_acr import FEATURES
from necessity.calculations.eular_acr_score import iim_class, iim_score
from necessity.calculations.registry import Argument
from necessity.quantity import Quantity

SKIN: Argument = ("heliotrope", "gottron_sign")
NO = False
AGE: Argument = Quantity(Decimal(52), "a")
NO_BIOPSY: tuple[Argument, Argument] = ("not_done", NOT_APPLICABLE)
BIOPSIES: tuple[tuple[Argument, Argument], ...] = (
    NO_BIOPSY,
    ("normal", ("none",)),
    ("supports", FEATURES),
)


def case(
    rash: Argument, weak: tuple[Argument, ...], dysphagia: Argument, biopsy: tuple[Argument, ...]
) -> list[Argument]:
    """A case of 52 years with raised enzymes and negative antibodies."""
    return [AGE, *weak, rash, dysphagia, ("negative",), "raised", *biopsy]


def settled(arguments: list[Argument]) -> Argument:
    return worked("eular_acr_settled", *arguments)


def classed(arguments: list[Argument]) -> Argument:
    return worked("eular_acr_class", worked("eular_acr_min", *arguments), *arguments[-2:])


@pytest.mark.parametrize(
    ("rash", "biopsy", "features", "needed"),
    [
        (("heliotrope",), MISSING, MISSING, False),
        (("gottron_papules",), "not_done", NOT_APPLICABLE, False),
        (("shawl_v",), "not_done", NOT_APPLICABLE, True),
        (("none",), "supports", ("none",), False),
        (("none",), "supports", MISSING, None),
        (("none",), MISSING, MISSING, None),
        (MISSING, "not_done", NOT_APPLICABLE, None),
        (MISSING, "normal", ("endomysial",), False),
    ],
)
def test_a_biopsy_is_expected_only_without_the_three_skin_signs(
    rash: Argument, biopsy: Argument, features: Argument, *, needed: bool | None
) -> None:
    result = worked("eular_acr_biopsy_needed", rash, biopsy, features)
    assert is_unknown(result) if needed is None else result is needed


def test_what_is_settled_stays_so_however_the_unknown_is_filled() -> None:
    assert settled(case(SKIN, (MISSING,) * 4, MISSING, (MISSING, MISSING))) == "definite"
    for *weak, dysphagia in product((True, False), repeat=5):
        for biopsy in BIOPSIES:
            assert classed(case(SKIN, tuple(weak), dysphagia, biopsy)) == "definite"


def test_a_low_class_is_settled_only_when_nothing_missing_could_lift_it() -> None:
    nothing: Argument = ("none",)
    weak: tuple[Argument, ...] = (False,) * 4
    assert settled(case(nothing, weak, NO, NO_BIOPSY)) == "not_iim"
    assert settled(case(nothing, weak, MISSING, NO_BIOPSY)) == "not_iim"
    assert is_unknown(settled(case(nothing, (MISSING,) * 4, NO, NO_BIOPSY)))
    assert is_unknown(settled(case(MISSING, weak, NO, NO_BIOPSY)))


def test_a_biopsy_to_come_can_unsettle_a_class() -> None:
    items = ["age_ge_40", "gottron_sign", "prox_upper", "prox_lower", "dysphagia"]
    assert iim_score(items, biopsy=False) == Decimal("7.6")
    assert iim_score(items, biopsy=True) == Decimal("7.7")
    assert iim_class(Decimal("7.6"), biopsy=False) == "definite"
    assert iim_class(Decimal("7.7"), biopsy=True) == "probable"
    known = [AGE, True, True, False, False, ("gottron_sign",), True, ("negative",), "normal"]
    assert settled([*known, *NO_BIOPSY]) == "definite"
    assert settled([*known, "normal", ("none",)]) == "probable"
    assert is_unknown(settled([*known, MISSING, MISSING]))
    assert is_unknown(settled([*known, "supports", MISSING]))
