from fractions import Fraction

import pytest
from calculation_vectors import MISSING, Vector, amount, is_unknown, vectors, worked

from necessity.calculations import REGISTRY
from necessity.calculations.infusion import (
    CEILING,
    CEILING_AT_RISK,
    START,
    STEPS,
    mass_rate,
    minutes,
    within_ceiling,
)
from necessity.quantity import Quantity

NEAR = Fraction("0.005")
TIMES = ("minutes_at_ceiling", "minutes_in_steps", "minutes_at_risk")


def exact(values: list[object]) -> list[Fraction]:
    return [Fraction(str(value)) for value in values]


@pytest.mark.parametrize("vector", vectors("infusion"))
def test_vector(vector: Vector) -> None:
    volume = Fraction(vector["g_per_kg"]) * 10
    found = minutes(volume, exact(vector["steps"]), Fraction(vector["ceiling"]))
    assert abs(found - Fraction(vector["minutes"])) <= NEAR


@pytest.mark.parametrize("vector", vectors("infusion"))
def test_vector_of_an_order(vector: Vector) -> None:
    flat, at_risk = not vector["steps"], Fraction(vector["ceiling"]) == CEILING_AT_RISK
    name = "minutes_at_ceiling" if flat else TIMES[1 + at_risk]
    assert exact(vector["steps"]) in ([], list(STEPS))
    assert flat or at_risk or Fraction(vector["ceiling"]) == CEILING
    per_cycle = Quantity(Fraction(vector["g_per_kg"]) * 2, "g/kg")
    found = amount(worked(name, "octagam_10", per_cycle, "2 d"))
    assert abs(found - Fraction(vector["minutes"])) <= NEAR


@pytest.mark.parametrize("vector", vectors("rate_ml_per_h"))
def test_vector_of_a_rate(vector: Vector) -> None:
    rate, kg = Fraction(vector["ml_kg_min"]), Quantity(vector["kg"], "kg")
    result = worked("ml_per_hour", Quantity(rate, "mL/kg/min"), kg)
    assert amount(result) == Fraction(vector["ml_h"])
    assert isinstance(result, Quantity)
    assert result.unit == "mL/h"
    assert mass_rate(rate) == Fraction(vector["mg_kg_min"])
    assert mass_rate(rate) * 60 == Fraction(vector["mg_kg_h"])
    labelled = {START: "start_ml_per_hour", CEILING: "ceiling_ml_per_hour"}
    assert amount(worked(labelled[rate], kg)) == Fraction(vector["ml_h"])


@pytest.mark.parametrize("vector", vectors("rate_limit"))
def test_vector_of_a_limit(vector: Vector) -> None:
    assert within_ceiling(Fraction(vector["ml_kg_min"]), at_risk=False) is vector["ok"]


def test_the_two_figures_for_patients_at_risk_disagree_and_the_lower_is_enforced() -> None:
    assert mass_rate(CEILING_AT_RISK) == 3
    assert within_ceiling(Fraction("0.03"), at_risk=True)
    assert not within_ceiling(Fraction("0.033"), at_risk=True)
    assert amount(worked("risk_ceiling_ml_per_hour", "70 kg")) == 126
    for name in ("minutes_at_risk", "risk_ceiling_ml_per_hour"):
        assert "3.3 mg/kg/min" in REGISTRY[name].unverified


def test_the_second_step_is_said_to_be_assumed() -> None:
    assert "assumed" in REGISTRY["minutes_in_steps"].unverified
    assert "assumed" in REGISTRY["minutes_at_risk"].unverified
    assert not REGISTRY["minutes_at_ceiling"].unverified


def test_the_ceilings_of_thrombocytopenia_do_not_hold_in_dermatomyositis() -> None:
    assert not within_ceiling(Fraction("0.08"), at_risk=False)
    assert not within_ceiling(Fraction("0.12"), at_risk=False)


@pytest.mark.parametrize("name", TIMES)
@pytest.mark.parametrize("code", ["octagam_5", "gammaplex_5", "other", "unspecified", MISSING])
def test_times_are_for_ten_percent_products_only(name: str, code: str) -> None:
    assert is_unknown(worked(name, code, "2 g/kg", "2 d"))
    assert not is_unknown(worked(name, "privigen", "2 g/kg", "2 d"))


def test_the_time_needs_no_weight() -> None:
    assert amount(worked("minutes_in_steps", "octagam_10", "2 g/kg", "5 d")) == Fraction("137.5")


def test_a_small_dose_ends_within_the_steps() -> None:
    # 0.4 mL/kg: 30 min at 0.01 give 0.3, the rest takes 5 min at 0.02.
    assert minutes(Fraction("0.4"), STEPS, CEILING) == 35
    assert minutes(Fraction("0.2"), STEPS, CEILING) == 20


def test_no_step_goes_above_the_ceiling() -> None:
    assert minutes(Fraction(1), [Fraction(1)], CEILING) == 25


@pytest.mark.parametrize(("dose", "days"), [(MISSING, "2 d"), ("2 g/kg", MISSING), ("0 g", "2 d")])
def test_nothing_without_dose_and_days(dose: str, days: str) -> None:
    assert is_unknown(worked("minutes_at_ceiling", "octagam_10", dose, days))


def test_a_rate_per_minute_and_kilogram_is_never_read_as_millilitres_an_hour() -> None:
    assert is_unknown(worked("ml_per_hour", "168 mL/h", "70 kg"))
    assert is_unknown(worked("ml_per_hour", "4 mg/kg/min", "70 kg"))
