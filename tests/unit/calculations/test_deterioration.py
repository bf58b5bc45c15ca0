from decimal import Decimal
from fractions import Fraction

import pytest
from calculation_vectors import MISSING, NOT_APPLICABLE, Vector, is_unknown, vectors, worked

from necessity.calculations.deterioration import (
    IMACS_MEASURES,
    WORSE_MEASURES,
    Span,
    count_reaches,
    deteriorated,
    imacs_improvement,
)
from necessity.calculations.registry import Argument
from necessity.logic import Truth, truth
from necessity.quantity import Quantity

Text = Argument | str

SAME: dict[str, tuple[Text, Text]] = {
    "physician": ("4 cm", "4 cm"),
    "patient": ("4 cm", "4 cm"),
    "mmt": ("80", "80"),
    "haq": ("1", "1"),
    "enzyme": ("400 U/L", "400 U/L"),
    "extramuscular": ("3 cm", "3 cm"),
}


def exactly(value: Decimal) -> Span:
    return Span(Fraction(value), Fraction(value))


def worse(two_visits: Argument, scale: Text = "max_80", **changed: tuple[Text, Text]) -> Argument:
    pairs = {**SAME, **changed}
    return worked(
        "proderm_deterioration",
        *pairs["physician"],
        *pairs["patient"],
        scale,
        *pairs["mmt"],
        *pairs["haq"],
        *pairs["extramuscular"],
        two_visits,
    )


def improved(scale: Text = "max_80", **changed: tuple[Text, Text]) -> Argument:
    pairs = {**SAME, **changed}
    return worked(
        "imacs_improved",
        *pairs["physician"],
        *pairs["patient"],
        scale,
        *pairs["mmt"],
        *pairs["haq"],
        *pairs["enzyme"],
        *pairs["extramuscular"],
    )


# -- deterioration ----------------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("deterioration"))
def test_vector(vector: Vector) -> None:
    found = deteriorated(
        physician_cm=exactly(vector["physician_cm"]),
        mmt8_percent=exactly(vector["mmt8_percent"]),
        extramuscular_cm=exactly(vector["extramuscular_cm"]),
        measures_worse=truth(vector["measures_worse"] >= WORSE_MEASURES),
        two_visits=truth(vector["two_visits"]),
    )
    assert found is truth(vector["worse"])


@pytest.mark.parametrize("vector", vectors("deterioration"))
def test_vector_from_values_before_and_now(vector: Vector) -> None:
    if vector["measures_worse"]:
        assert vector["measures_worse"] == WORSE_MEASURES
        worse_by_40 = {"patient": ("4 cm", "8 cm"), "haq": ("1", "2.2")}
        found = worse(vector["two_visits"], mmt=("80", "48"), **worse_by_40)
    else:
        found = worse(
            vector["two_visits"],
            physician=("4 cm", Quantity(4 + vector["physician_cm"], "cm")),
            mmt=("80", Quantity(80 - 80 * vector["mmt8_percent"] / 100)),
        )
    assert found is vector["worse"]


def test_one_visit_is_not_enough() -> None:
    assert worse(two_visits=True, extramuscular=("3 cm", "5 cm")) is True
    assert worse(two_visits=False, extramuscular=("3 cm", "5 cm")) is False
    assert is_unknown(worse(MISSING, extramuscular=("3 cm", "5 cm")))


def test_the_edge_of_two_centimetres_counts() -> None:
    assert worse(two_visits=True, extramuscular=("3 cm", "4.9 cm")) is False
    assert worse(two_visits=True, extramuscular=("3 cm", "5 cm")) is True


def test_the_physician_alone_is_not_enough() -> None:
    assert worse(two_visits=True, physician=("4 cm", "9 cm")) is False


def test_strength_of_the_full_test_is_not_mmt_8() -> None:
    # 140 to 60 is more than 20 % of either scale; only the first of the two is MMT-8.
    fallen = {"physician": ("4 cm", "6 cm"), "mmt": ("140", "60")}
    assert worse(True, "max_150", **fallen) is True  # noqa: FBT003
    assert is_unknown(worse(True, "max_260", **fallen))  # noqa: FBT003


def test_per_cent_of_the_first_value_and_of_the_scale_must_agree() -> None:
    # 50 to 40 is 20 % of the first value and 12.5 % of the scale of 80; 50 to 34 is 20 % of it.
    weaker = {"physician": ("4 cm", "6 cm")}
    assert is_unknown(worse(two_visits=True, mmt=("50", "40"), **weaker))
    assert worse(two_visits=True, mmt=("50", "34"), **weaker) is True
    assert worse(two_visits=True, mmt=("50", "41"), **weaker) is False


def test_a_rise_from_nothing_has_no_per_cent_of_the_first_value() -> None:
    three = {"patient": ("0 cm", "1 cm"), "haq": ("0", "1"), "physician": ("0 cm", "1 cm")}
    assert is_unknown(worse(two_visits=True, **three))
    more = {"patient": ("0 cm", "3 cm"), "haq": ("0", "1"), "physician": ("0 cm", "3 cm")}
    assert worse(two_visits=True, **more) is True


def test_what_does_not_arise_is_no_deterioration() -> None:
    assert worse(NOT_APPLICABLE, extramuscular=("3 cm", "5 cm")) is False


def test_three_of_five_leaves_enzymes_out() -> None:
    two = {"patient": ("4 cm", "8 cm"), "haq": ("1", "2.2")}
    assert worse(two_visits=True, **two) is False
    assert is_unknown(worse(two_visits=True, mmt=(MISSING, MISSING), **two))


# -- the older definition of improvement ------------------------------------------------------


def changes(vector: Vector) -> dict[str, Fraction | None]:
    return {name: Fraction(change) for name, change in vector["changes"].items()}


@pytest.mark.parametrize("vector", vectors("imacs_improvement"))
def test_vector_of_the_older_definition(vector: Vector) -> None:
    assert imacs_improvement(changes(vector)) is truth(vector["improved"])


def by_percent(first: int, unit: str, percent: Decimal) -> tuple[Quantity, Quantity]:
    before = Fraction(first)
    return Quantity(before, unit), Quantity(before * (100 + Fraction(percent)) / 100, unit)


@pytest.mark.parametrize("vector", vectors("imacs_improvement"))
def test_vector_of_the_older_definition_from_values(vector: Vector) -> None:
    first = {"physician": (5, "cm"), "patient": (5, "cm"), "mmt": (50, "1"), "haq": (2, "1")}
    first |= {"enzyme": (1000, "U/L"), "extramuscular": (5, "cm")}
    pairs = {name: by_percent(*first[name], by) for name, by in vector["changes"].items()}
    assert improved("max_80", **pairs) is vector["improved"]


def test_weaker_muscles_never_count_as_improved() -> None:
    better: dict[str, Fraction | None] = dict.fromkeys(
        ("physician", "patient", "haq"), Fraction(-50)
    )
    rest: dict[str, Fraction | None] = {"enzyme": Fraction(0), "extramuscular": Fraction(0)}
    assert imacs_improvement({**better, **rest, "mmt": Fraction(-24)}) is Truth.TRUE
    assert imacs_improvement({**better, **rest, "mmt": Fraction(-25)}) is Truth.FALSE
    assert imacs_improvement({**better, **rest, "mmt": None}) is Truth.UNKNOWN


def test_the_older_definition_is_relative_and_needs_a_first_value() -> None:
    three = {"physician": ("5 cm", "4 cm"), "patient": ("5 cm", "4 cm"), "haq": ("1", "0.8")}
    assert improved(**three) is True
    assert improved(**{**three, "haq": ("1", "0.81")}) is False
    assert improved(enzyme=("0 U/L", "10 U/L"), **three) is True
    two_worse = {"extramuscular": ("0 cm", "1 cm"), "enzyme": ("400 U/L", "600 U/L")}
    assert improved(**three, **two_worse) is True


def test_two_worse_are_allowed_and_three_are_not() -> None:
    base: dict[str, Fraction | None] = {"physician": Fraction(-20), "patient": Fraction(-20)}
    base |= {"mmt": Fraction(20), "haq": Fraction(25), "enzyme": Fraction(25)}
    assert imacs_improvement({**base, "extramuscular": Fraction(24)}) is Truth.TRUE
    assert imacs_improvement({**base, "extramuscular": Fraction(25)}) is Truth.FALSE
    assert imacs_improvement({**base, "extramuscular": None}) is Truth.UNKNOWN


def test_counting_in_three_values() -> None:
    yes, no, open_ = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
    assert count_reaches(IMACS_MEASURES, (yes, yes, yes, no)) is yes
    assert count_reaches(IMACS_MEASURES, (yes, yes, open_, no)) is open_
    assert count_reaches(IMACS_MEASURES, (yes, yes, no, no)) is no
