import pytest
from calculation_vectors import MISSING, NOT_APPLICABLE, Vector, is_unknown, vectors, worked

from necessity.calculations.registry import Argument
from necessity.quantity import Quantity

ADULT = "52 a"
UNITS_OF_SEVEN = ["7 mg/dL", "0.07 g/L", "70 mg/L"]


@pytest.mark.parametrize("vector", vectors("iga"))
def test_vector(vector: Vector) -> None:
    value = Quantity(vector["mg_dl"], "mg/dL", vector["sign"])
    age = Quantity(vector["age"], "a")
    reading = worked("iga_reading", "value", value, age)
    deficient = worked("iga_deficient", "value", value, age)
    if vector["expect"] == "not_labelled":
        assert is_unknown(reading)
        assert is_unknown(deficient)
    else:
        assert reading == vector["expect"]
        if vector["expect"] == "indeterminate":
            assert is_unknown(deficient)
        else:
            assert deficient is (vector["expect"] == "deficient")


@pytest.mark.parametrize("vector", vectors("iga_unit"))
def test_vector_of_units(vector: Vector) -> None:
    assert Quantity(vector["g_l"], "g/L").base == Quantity(vector["mg_dl"], "mg/dL").base
    for age in (ADULT, "3 a", MISSING):
        results = {
            (worked("iga_reading", "value", q, age), worked("iga_deficient", "value", q, age))
            for q in (Quantity(vector["g_l"], "g/L"), Quantity(vector["mg_dl"], "mg/dL"))
        }
        assert len(results) == 1


@pytest.mark.parametrize("seven", UNITS_OF_SEVEN)
def test_exactly_seven_is_low_but_not_deficient_in_every_unit(seven: str) -> None:
    assert worked("iga_reading", "value", seven, ADULT) == "low"
    assert worked("iga_deficient", "value", seven, ADULT) is False


@pytest.mark.parametrize("limit", ["<5 mg/dL", "<7 mg/dL", "<0.07 g/L", "<70 mg/L"])
def test_a_limit_up_to_seven_is_the_range_of_deficiency(limit: str) -> None:
    assert worked("iga_reading", "value", limit, ADULT) == "deficient"
    assert worked("iga_deficient", "value", limit, ADULT) is True


def test_the_sign_is_never_stripped() -> None:
    assert worked("iga_reading", "value", "10 mg/dL", ADULT) == "low"
    assert worked("iga_reading", "value", "<10 mg/dL", ADULT) == "indeterminate"
    assert worked("iga_deficient", "value", "10 mg/dL", ADULT) is False
    assert is_unknown(worked("iga_deficient", "value", "<10 mg/dL", ADULT))


def test_an_upper_limit_is_read_as_far_as_it_goes() -> None:
    assert worked("iga_reading", "value", ">400 mg/dL", ADULT) == "high"
    assert is_unknown(worked("iga_reading", "value", ">300 mg/dL", ADULT))
    assert worked("iga_deficient", "value", ">300 mg/dL", ADULT) is False
    assert is_unknown(worked("iga_deficient", "value", ">5 mg/dL", ADULT))


@pytest.mark.parametrize(
    ("age", "labelled"), [("4 a", False), ("4.1 a", True), ("5 a", True), (MISSING, False)]
)
def test_only_those_older_than_four_are_labelled(age: Argument, *, labelled: bool) -> None:
    reading = worked("iga_reading", "value", "5 mg/dL", age)
    deficient = worked("iga_deficient", "value", "5 mg/dL", age)
    assert (reading, deficient) == ("deficient", True) if labelled else is_unknown(reading)
    assert labelled or is_unknown(deficient)


@pytest.mark.parametrize("age", ["0 a", "3 a", "52 a", MISSING])
def test_seven_and_above_is_no_deficiency_at_any_age(age: Argument) -> None:
    assert worked("iga_deficient", "value", "7 mg/dL", age) is False


@pytest.mark.parametrize("age", [ADULT, "3 a", MISSING])
def test_what_the_record_calls_it_counts_without_a_value(age: Argument) -> None:
    assert worked("iga_reading", "deficient", NOT_APPLICABLE, age) == "deficient"
    assert worked("iga_deficient", "deficient", NOT_APPLICABLE, age) is True
    assert is_unknown(worked("iga_reading", "not_deficient", NOT_APPLICABLE, age))
    assert worked("iga_deficient", "not_deficient", NOT_APPLICABLE, age) is False


@pytest.mark.parametrize("recorded", ["not_done", MISSING])
def test_not_done_is_not_a_reading(recorded: Argument) -> None:
    assert is_unknown(worked("iga_reading", recorded, "150 mg/dL", ADULT))
    assert is_unknown(worked("iga_deficient", recorded, "150 mg/dL", ADULT))


@pytest.mark.parametrize(
    ("value", "age", "reading"),
    [
        ("60.9 mg/dL", "18 a", "low"),
        ("61 mg/dL", "18 a", "within_range"),
        ("356 mg/dL", "18 a", "within_range"),
        ("356.1 mg/dL", "18 a", "high"),
        ("60 mg/dL", "17.9 a", "within_range"),
        ("42 mg/dL", "12 a", "within_range"),
        ("42 mg/dL", "13 a", "low"),
        ("26 mg/dL", "3 a", "low"),
        ("20 mg/dL", "0.5 a", "within_range"),
        ("15 mg/dL", "0.5 a", "low"),
    ],
)
def test_ranges_are_those_of_the_age(value: str, age: str, reading: str) -> None:
    assert worked("iga_reading", "value", value, age) == reading


def test_an_infants_age_in_whole_years_may_be_any_month_of_that_year() -> None:
    assert worked("iga_reading", "value", "30 mg/dL", "0 a") == "within_range"
    assert is_unknown(worked("iga_reading", "value", "20 mg/dL", "0 a"))
    assert is_unknown(worked("iga_reading", "value", "30 mg/dL", "1 a"))
    assert worked("iga_reading", "value", "30 mg/dL", "2 a") == "within_range"


def test_without_an_age_only_what_holds_at_every_age_is_said() -> None:
    assert worked("iga_reading", "value", "400 mg/dL", MISSING) == "high"
    assert is_unknown(worked("iga_reading", "value", "150 mg/dL", MISSING))


def test_a_value_in_a_unit_of_another_kind_is_no_value() -> None:
    assert is_unknown(worked("iga_reading", "value", "<10 g", ADULT))
    assert is_unknown(worked("iga_deficient", "value", "5 g", ADULT))
