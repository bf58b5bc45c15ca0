from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from calculation_vectors import MISSING, Vector, amount, is_unknown, vectors, worked

from necessity.calculations.vials import SIZES, fewest_vials, rounded_up
from necessity.quantity import Quantity


def smallest_choice(grams: int) -> tuple[int, ...] | None:
    """By trying every choice of up to nine vials."""
    for n in range(10):
        for chosen in combinations_with_replacement(SIZES, n):
            if sum(chosen) == grams:
                return chosen
    return None


@pytest.mark.parametrize("vector", vectors("vials"))
def test_vector(vector: Vector) -> None:
    found = fewest_vials(vector["grams"])
    assert (found is not None) is vector.get("possible", True)
    expanded = [] if found is None else sorted(found.elements(), reverse=True)
    assert expanded == vector["vials"]
    if found is not None:
        ordered = ("octagam_10", Quantity(Fraction(vector["grams"]), "g"))
        assert amount(worked("vial_count", *ordered)) == len(vector["vials"])
        assert amount(worked("vial_grams", *ordered)) == vector["grams"]
        assert amount(worked("vial_waste", *ordered)) == 0


@pytest.mark.parametrize("grams", [1, 3])
def test_one_gram_and_three_grams_cannot_be_made(grams: int) -> None:
    assert fewest_vials(grams) is None
    ordered = ("octagam_10", f"{grams} g")
    assert amount(worked("vial_grams", *ordered)) == grams + 1
    assert amount(worked("vial_waste", *ordered)) == 1


@pytest.mark.parametrize("grams", range(2, 80))
def test_no_other_choice_has_fewer_vials(grams: int) -> None:
    found, tried = fewest_vials(grams), smallest_choice(grams)
    assert (found is None) is (tried is None)
    if found is not None and tried is not None:
        assert sum(size * n for size, n in found.items()) == grams
        assert found.total() == len(tried)


def test_a_dose_between_vials_is_rounded_up_with_the_rest_told() -> None:
    assert rounded_up(Fraction("81.3")) == {30: 2, 20: 1, 2: 1}
    assert amount(worked("vial_grams", "octagam_10", "71.5 g")) == 72
    assert amount(worked("vial_waste", "octagam_10", "71.5 g")) == Fraction("0.5")
    assert amount(worked("vial_count", "octagam_10", "71.5 g")) == 4


def test_grams_beyond_any_order_are_counted_at_once() -> None:
    found = fewest_vials(10**12)
    assert found is not None
    assert found[30] == 33_333_333_333


@pytest.mark.parametrize("other", ["gammagard_liquid", "octagam_5", "unspecified", MISSING])
def test_the_vials_are_those_of_octagam_10_only(other: str) -> None:
    assert is_unknown(worked("vial_count", other, "70 g"))
    assert is_unknown(worked("vial_grams", other, "70 g"))
    assert is_unknown(worked("vial_waste", other, "70 g"))


@pytest.mark.parametrize("grams", ["0 g", "<70 g", "70 kg"])
def test_no_amount_has_no_vials(grams: str) -> None:
    assert is_unknown(worked("vial_count", "octagam_10", grams))
