from fractions import Fraction

import pytest
from calculation_vectors import (
    MISSING,
    NOT_APPLICABLE,
    Vector,
    amount,
    is_unknown,
    vectors,
    worked,
)

from necessity.calculations.registry import Argument
from necessity.quantity import Quantity

NA = NOT_APPLICABLE
NEAR = Fraction("0.0005")


@pytest.mark.parametrize("vector", vectors("dose"))
def test_vector(vector: Vector) -> None:
    grams, kg = Quantity(vector["per_day"], "g"), Quantity(vector["weight"], "kg")
    days, weeks = f"{vector['days']} d", f"{vector['interval']} wk"
    cycle = amount(worked("dose_per_cycle", "grams", grams, NA, days, kg, NA, NA))
    assert abs(cycle - Fraction(vector["g_per_kg"])) <= NEAR
    assert abs(cycle / vector["days"] - Fraction(vector["g_per_kg_day"])) <= NEAR
    assert abs(cycle / vector["interval"] - Fraction(vector["g_per_kg_week"])) <= NEAR
    total = worked("grams_per_cycle", "grams", grams, NA, days, NA, NA, kg)
    assert amount(total) == vector["total_g"]
    assert amount(worked("grams_per_28d", total, weeks)) == vector["total_g"]


@pytest.mark.parametrize("vector", vectors("dose"))
def test_vector_band(vector: Vector) -> None:
    kg = Fraction(vector["weight"])
    ordered = Quantity(Fraction(vector["reference_g"]) / kg / vector["days"], "g/kg")
    result = worked(
        "dose_agreement", "both", Quantity(vector["per_day"], "g"), ordered, Quantity(kg, "kg")
    )
    assert result == ("differ" if vector["band"] in {"over", "under"} else "agree")


@pytest.mark.parametrize(
    ("grams", "expected"),
    [("77 g", "agree"), ("77.1 g", "differ"), ("63 g", "agree"), ("62.9 g", "differ")],
)
def test_ten_percent_either_way_still_agrees(grams: str, expected: str) -> None:
    assert worked("dose_agreement", "both", grams, "1 g/kg", "70 kg") == expected


def test_a_loading_dose_of_five_grams_per_kg_is_seen() -> None:
    # External appeal: 50 kg, 50 g on five days first, then 50 g on two days every 4 weeks.
    assert amount(worked("dose_per_cycle", "grams", "50 g", NA, "5 d", "50 kg", NA, NA)) == 5
    assert amount(worked("dose_per_cycle", "grams", "50 g", NA, "2 d", "50 kg", NA, NA)) == 2


def test_a_header_that_matches_neither_phase_differs_from_both() -> None:
    # The header of that request said 140 g: 2.8 g/kg, neither the first cycle nor the later ones.
    assert worked("dose_agreement", "both", "140 g", "5 g/kg", "50 kg") == "differ"
    assert worked("dose_agreement", "both", "140 g", "2 g/kg", "50 kg") == "differ"


def test_two_grams_per_kg_a_day_is_not_two_grams_per_kg_a_cycle() -> None:
    a_day = worked("dose_per_cycle", "g_per_kg", NA, "2 g/kg", "2 d", MISSING, NA, NA)
    a_cycle = worked("dose_per_cycle", "g_per_kg", NA, "1 g/kg", "2 d", MISSING, NA, NA)
    assert amount(a_day) == 4
    assert amount(a_cycle) == 2


def test_the_dose_of_an_obese_patient_depends_on_the_weight_meant() -> None:
    order = ("grams", "100 g", NA, "2 d")
    assert amount(worked("dose_per_cycle", *order, "100 kg", NA, NA)) == 2
    on_adjusted = amount(worked("dose_per_cycle", *order, "82.28 kg", NA, NA))
    assert on_adjusted / 2 == Fraction(100) / Fraction("82.28")


def test_contradicting_figures_are_never_averaged() -> None:
    order = ("both", "100 g", "1 g/kg", "2 d", "70 kg", "differ")
    assert is_unknown(worked("dose_per_cycle", *order, MISSING))
    assert amount(worked("dose_per_cycle", *order, "g_per_kg")) == 2
    assert amount(worked("dose_per_cycle", *order, "grams")) == Fraction(200, 70)


def test_agreeing_figures_are_taken_in_grams() -> None:
    order = ("both", "75 g", "1 g/kg", "2 d", "70 kg", "agree")
    assert amount(worked("dose_per_cycle", *order, NA)) == Fraction(150, 70)
    assert is_unknown(worked("dose_per_cycle", *order[:-1], MISSING, "grams"))


@pytest.mark.parametrize(
    ("weeks", "grams"), [("4 wk", 140), ("3 wk", Fraction(560, 3)), ("8 wk", 70), ("28 d", 140)]
)
def test_28_days_are_counted_exactly(weeks: str, grams: Fraction) -> None:
    assert amount(worked("grams_per_28d", "140 g", weeks)) == grams


def test_grams_need_the_weight_only_when_the_order_is_per_kg() -> None:
    per_kg = ("g_per_kg", NA, "1 g/kg", "2 d", NA, NA)
    assert is_unknown(worked("grams_per_cycle", *per_kg, MISSING))
    assert amount(worked("grams_per_cycle", *per_kg, "70 kg")) == 140
    assert amount(worked("grams_per_cycle", "grams", "70 g", NA, "2 d", NA, NA, MISSING)) == 140


@pytest.mark.parametrize(
    ("governs", "expected"),
    [("grams", Fraction(100)), ("g_per_kg", Fraction(140)), (NA, None), (MISSING, None)],
)
def test_grams_follow_what_governs(governs: Argument, expected: Fraction | None) -> None:
    order = ("both", "50 g", "1 g/kg", "2 d", "differ")
    result = worked("grams_per_cycle", *order, governs, "70 kg")
    assert is_unknown(result) if expected is None else amount(result) == expected


@pytest.mark.parametrize(
    ("basis", "kg"), [("actual", 95), ("ideal", 52), ("adjusted", 69), ("not_stated", 95)]
)
def test_the_weight_that_the_order_names_is_used(basis: str, kg: int) -> None:
    assert amount(worked("dosing_weight", basis, "95 kg", "52 kg", "69 kg")) == kg


def test_no_weight_is_chosen_while_the_basis_is_not_known() -> None:
    assert is_unknown(worked("dosing_weight", MISSING, "95 kg", "52 kg", "69 kg"))
    assert is_unknown(worked("dosing_weight", "ideal", "95 kg", MISSING, "69 kg"))


@pytest.mark.parametrize("ordered_as", [MISSING, NA])
def test_nothing_is_worked_out_while_the_kind_of_order_is_not_known(ordered_as: Argument) -> None:
    figures: tuple[str, ...] = ("70 g", "1 g/kg", "2 d")
    assert is_unknown(worked("dose_per_cycle", ordered_as, *figures, "70 kg", "agree", NA))
    assert is_unknown(worked("dose_agreement", ordered_as, "70 g", "1 g/kg", "70 kg"))
    assert is_unknown(worked("grams_per_cycle", ordered_as, *figures, "agree", NA, "70 kg"))


def test_results_carry_their_unit() -> None:
    assert str(worked("dose_per_cycle", "grams", "70 g", NA, "2 d", "70 kg", NA, NA)) == "2 g/kg"
    assert str(worked("grams_per_cycle", "grams", "70 g", NA, "2 d", NA, NA, NA)) == "140 g"
    assert str(worked("grams_per_day", "140 g", "2 d")) == "70 g"
    assert str(worked("grams_per_28d", "140 g", "8 wk")) == "70 g"
