from datetime import date
from decimal import ROUND_HALF_UP, Decimal
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

from necessity.calculations.adequacy import LEAST_WEEKS, per_kg, usual_dose
from necessity.calculations.registry import Argument
from necessity.logic import Truth
from necessity.quantity import Quantity

ADULT, CHILD = "52 a", "9 a"
START, REQUEST = date(2026, 1, 1), date(2026, 3, 26)
WORDS = {Truth.TRUE: "reached_usual_dose", Truth.FALSE: "below_usual_dose"}

REACHED, BELOW = "reached_usual_dose", "below_usual_dose"


@pytest.mark.parametrize("vector", vectors("dose_adequacy"))
def test_vector(vector: Vector) -> None:
    daily, kg = Fraction(vector["mg_per_day"]), Fraction(vector["kg"])
    by_weight = per_kg(daily, kg)
    assert by_weight is not None
    exact = Decimal(by_weight.numerator) / Decimal(by_weight.denominator)
    assert exact.quantize(Decimal("0.01"), ROUND_HALF_UP) == vector["mg_per_kg"]
    dose = Quantity(vector["mg_per_day"], "mg/d")
    assert WORDS[usual_dose(vector["drug"], dose, Fraction(52), kg)] == vector["expect"]


@pytest.mark.parametrize("vector", vectors("dose_adequacy"))
def test_vector_as_recorded_by_weight(vector: Vector) -> None:
    dose = Quantity(Fraction(vector["mg_per_day"]) / Fraction(vector["kg"]), "mg/kg/d")
    assert worked("dose_adequacy", vector["drug"], dose, ADULT, MISSING) == vector["expect"]


@pytest.mark.parametrize(
    ("drug", "enough", "too_little"),
    [
        ("prednisone", "0.5 mg/kg/d", "0.49 mg/kg/d"),
        ("methotrexate", "15 mg/wk", "14.9 mg/wk"),
        ("azathioprine", "2 mg/kg/d", "1.9 mg/kg/d"),
        ("mycophenolate", "2000 mg/d", "1999 mg/d"),
        ("tacrolimus", "0.06 mg/kg/d", "0.05 mg/kg/d"),
    ],
)
def test_the_lower_end_of_the_usual_dose_of_adults(drug: str, enough: str, too_little: str) -> None:
    assert worked("dose_adequacy", drug, enough, ADULT, MISSING) == "reached_usual_dose"
    assert worked("dose_adequacy", drug, too_little, ADULT, MISSING) == "below_usual_dose"


@pytest.mark.parametrize(
    ("drug", "enough", "too_little"),
    [("prednisone", "40 mg/d", "39 mg/d"), ("tacrolimus", "4 mg/d", "3 mg/d")],
)
def test_of_two_figures_either_is_enough_and_below_one_the_weight_tells(
    drug: str, enough: str, too_little: str
) -> None:
    assert worked("dose_adequacy", drug, enough, ADULT, MISSING) == "reached_usual_dose"
    assert is_unknown(worked("dose_adequacy", drug, too_little, ADULT, MISSING))


def test_a_weight_never_changes_what_was_known_without_it() -> None:
    for drug, text in (("prednisone", "40"), ("tacrolimus", "4"), ("mycophenolate", "1000")):
        dose = Quantity(Decimal(text), "mg/d")
        without = usual_dose(drug, dose, Fraction(52), None)
        assert without is not Truth.UNKNOWN
        assert {usual_dose(drug, dose, Fraction(52), Fraction(kg)) for kg in (30, 200)} == {without}


def test_children_have_a_usual_dose_of_prednisolone_only() -> None:
    assert worked("dose_adequacy", "prednisone", "1 mg/kg/d", CHILD, MISSING) == REACHED
    assert worked("dose_adequacy", "prednisone", "0.9 mg/kg/d", CHILD, MISSING) == BELOW
    assert is_unknown(worked("dose_adequacy", "prednisone", "60 mg/d", CHILD, MISSING))
    assert is_unknown(worked("dose_adequacy", "methotrexate", "15 mg/wk", CHILD, MISSING))


def test_without_an_age_only_what_holds_at_every_age_is_said() -> None:
    assert worked("dose_adequacy", "prednisone", "1 mg/kg/d", MISSING, MISSING) == REACHED
    assert worked("dose_adequacy", "prednisone", "0.4 mg/kg/d", MISSING, MISSING) == BELOW
    assert is_unknown(worked("dose_adequacy", "prednisone", "0.7 mg/kg/d", MISSING, MISSING))
    assert is_unknown(worked("dose_adequacy", "methotrexate", "15 mg/wk", MISSING, MISSING))


@pytest.mark.parametrize(
    ("drug", "dose"),
    [
        ("ciclosporin", "5 mg/kg/d"),
        ("hydroxychloroquine", "5 mg/kg/d"),
        ("rituximab", "1000 mg/d"),
        ("cyclophosphamide", "1000 mg/d"),
        ("iv_methylprednisolone", "1000 mg/d"),
        ("tofacitinib", "10 mg/d"),
        ("ivig", "70000 mg/d"),
        ("other", "60 mg/d"),
        ("methotrexate", "15 mg/d"),
        ("methotrexate", MISSING),
        (MISSING, "60 mg/d"),
    ],
)
def test_what_cannot_be_compared_stays_unknown(drug: Argument, dose: Argument | str) -> None:
    assert is_unknown(worked("dose_adequacy", drug, dose, ADULT, MISSING))


@pytest.mark.parametrize(
    ("status", "stop", "weeks"),
    [
        ("ongoing", NOT_APPLICABLE, 12),
        ("stopped", date(2026, 1, 28), 3),
        ("stopped", date(2026, 1, 29), 4),
        ("stopped", START, 0),
    ],
)
def test_weeks_are_completed_weeks(status: str, stop: Argument, weeks: int) -> None:
    result = worked("treatment_weeks", status, START, stop, REQUEST)
    assert amount(result) == weeks
    assert isinstance(result, Quantity)
    assert result.unit == "wk"


@pytest.mark.parametrize(
    ("status", "start", "stop", "request_date"),
    [
        ("never_used", NOT_APPLICABLE, NOT_APPLICABLE, REQUEST),
        ("stopped", START, MISSING, REQUEST),
        ("stopped", START, date(2025, 12, 31), REQUEST),
        ("ongoing", START, NOT_APPLICABLE, MISSING),
        ("ongoing", MISSING, NOT_APPLICABLE, REQUEST),
        (MISSING, START, MISSING, REQUEST),
    ],
)
def test_without_a_beginning_and_an_end_there_are_no_weeks(
    status: Argument, start: Argument, stop: Argument, request_date: Argument
) -> None:
    assert is_unknown(worked("treatment_weeks", status, start, stop, request_date))


@pytest.mark.parametrize("drug", sorted(LEAST_WEEKS))
def test_the_usual_trial_begins_at_its_lower_end(drug: str) -> None:
    least = LEAST_WEEKS[drug]
    assert worked("treatment_duration", drug, f"{least} wk", ADULT) == "as_long_as"
    assert worked("treatment_duration", drug, f"{least - 1} wk", ADULT) == "shorter"


@pytest.mark.parametrize("age", [CHILD, MISSING])
def test_share_has_no_least_time_for_children(age: Argument | str) -> None:
    assert is_unknown(worked("treatment_duration", "methotrexate", "20 wk", age))


@pytest.mark.parametrize(
    "drug", ["rituximab", "cyclophosphamide", "iv_methylprednisolone", "ivig", "scig", "other"]
)
def test_courses_and_unlisted_drugs_have_no_usual_trial(drug: str) -> None:
    assert is_unknown(worked("treatment_duration", drug, "20 wk", ADULT))


def test_the_weight_turns_milligrams_a_day_into_milligrams_per_kilogram() -> None:
    assert worked("dose_adequacy", "azathioprine", "150 mg/d", ADULT, "70 kg") == (
        "reached_usual_dose"
    )
    assert worked("dose_adequacy", "azathioprine", "100 mg/d", ADULT, "70 kg") == (
        "below_usual_dose"
    )
