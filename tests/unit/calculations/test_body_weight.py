from decimal import Decimal
from fractions import Fraction

import pytest
from calculation_vectors import MISSING, Vector, amount, is_unknown, vectors, worked

from necessity.quantity import Quantity

ADULT = "40 a"
NEAR = Fraction("0.05")


def height_of(vector: Vector) -> Quantity:
    inches = vector.get("height_in")
    return Quantity(vector["height_cm"] if inches is None else inches * Decimal("2.54"), "cm")


@pytest.mark.parametrize("vector", vectors("weights"))
def test_vector(vector: Vector) -> None:
    height, weight = height_of(vector), Quantity(vector["actual_kg"], "kg")
    ideal = worked("ideal_weight", height, vector["sex"], ADULT)
    adjusted = worked("adjusted_weight", weight, height, vector["sex"], ADULT)
    if not vector.get("devine_valid", True):
        assert is_unknown(ideal)
        assert is_unknown(adjusted)
        return
    assert abs(amount(ideal) - Fraction(vector["ideal"])) <= NEAR
    if vector.get("actual_below_ideal"):
        assert amount(adjusted) == vector["actual_kg"]
    elif "adjusted_0_4" in vector:
        assert abs(amount(adjusted) - Fraction(vector["adjusted_0_4"])) <= NEAR
    if "bmi" in vector:
        assert abs(amount(worked("bmi", weight, height)) - Fraction(vector["bmi"])) <= NEAR


def test_a_published_example_is_truncated_not_rounded() -> None:
    # The page prints 32.7, 70.4 and 82.2 for a man of 175 cm and 100 kg.
    assert f"{float(amount(worked('bmi', '100 kg', '175 cm'))):.2f}" == "32.65"
    ideal = amount(worked("ideal_weight", "175 cm", "male", ADULT))
    adjusted = amount(worked("adjusted_weight", "100 kg", "175 cm", "male", ADULT))
    assert f"{float(ideal):.2f}" == "70.46"
    assert f"{float(adjusted):.2f}" == "82.28"


def test_devine_holds_from_exactly_sixty_inches() -> None:
    assert amount(worked("ideal_weight", "152.4 cm", "female", ADULT)) == Fraction("45.5")
    assert is_unknown(worked("ideal_weight", "152.3 cm", "female", ADULT))


@pytest.mark.parametrize(("age", "known"), [("17.9 a", False), ("18 a", True), (MISSING, False)])
def test_devine_is_for_adults_only(age: str, *, known: bool) -> None:
    result = worked("ideal_weight", "170 cm", "male", age)
    assert is_unknown(result) is not known
    assert is_unknown(worked("adjusted_weight", "90 kg", "170 cm", "male", age)) is not known


def test_a_weight_below_the_ideal_is_used_as_it_is() -> None:
    assert amount(worked("adjusted_weight", "50 kg", "165 cm", "female", ADULT)) == 50


def test_inches_are_exact() -> None:
    # A published calculator multiplies cm by 0.393701, which is off by less than 0.0001 kg.
    exact = amount(worked("ideal_weight", "177.8 cm", "male", ADULT))
    rounded = 50 + Fraction("2.3") * (Fraction("177.8") * Fraction("0.393701") - 60)
    assert exact == 73
    assert 0 < abs(exact - rounded) < Fraction(1, 1000)


def test_results_carry_their_unit() -> None:
    assert str(worked("bmi", "80 kg", "200 cm")) == "20 kg/m2"
    assert str(worked("ideal_weight", "177.8 cm", "male", ADULT)) == "73 kg"


def test_a_weight_known_only_as_a_limit_gives_nothing() -> None:
    assert is_unknown(worked("bmi", "<80 kg", "170 cm"))
    assert is_unknown(worked("bmi", "80 kg", "0 cm"))
    assert is_unknown(worked("bmi", "80 g", "170 cm"))
