from decimal import Decimal
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

from necessity.calculations.improvement import (
    ENZYME_LIMITS,
    POINTS,
    enzyme_range,
    most_abnormal,
    percent_of,
    points,
)
from necessity.calculations.improvement_total import CUT_OFFS, MOST, improvement_class
from necessity.calculations.registry import Argument
from necessity.quantity import Quantity

ADULT = ("dm_classic", "52 a")
JUVENILE = ("jdm", "9 a")
MAXIMA = {80: "max_80", 150: "max_150", 260: "max_260"}
CK_LIMIT = 15  # the range of CK is 15 times its upper limit
FULL = ("20", "10", "32.5", "10", "7.5", "20")

Arguments = tuple[Argument, ...]


def cm(value: Decimal) -> Quantity:
    return Quantity(value, "cm")


def activity(value: Decimal) -> Quantity:
    return Quantity(value, "U/L")


def components(vector: Vector) -> Arguments:
    """The points of a worked case, each by its own calculation."""
    before, now, scales = vector["before"], vector["now"], vector["scales"]
    limit = Quantity(Fraction(scales[4]) / CK_LIMIT, "U/L")
    strength = (Quantity(before[2]), Quantity(now[2]), MAXIMA[int(scales[2])])
    return (
        worked("tis_physician", cm(before[0]), cm(now[0])),
        worked("tis_patient", cm(before[1]), cm(now[1])),
        worked("tis_muscle", *strength, NOT_APPLICABLE, NOT_APPLICABLE),
        worked("tis_function", Quantity(before[3]), Quantity(now[3])),
        worked("tis_enzyme", "ck", activity(before[4]), activity(now[4]), limit),
        worked("tis_extramuscular", cm(before[5]), cm(now[5])),
    )


@pytest.mark.parametrize("vector", vectors("total_improvement"))
def test_vector(vector: Vector) -> None:
    earned = components(vector)
    assert [amount(part) for part in earned] == vector["points"]
    assert amount(worked("tis_least", *earned)) == vector["total"]
    assert amount(worked("tis_most", *earned)) == vector["total"]
    assert worked("tis_class", *earned, *ADULT) == vector["adult"]
    assert worked("tis_class", *earned, *JUVENILE) == vector["juvenile"]
    assert worked("tis_at_least_20", *earned) is (vector["total"] >= 20)


@pytest.mark.parametrize("vector", vectors("total_improvement"))
def test_vector_percents(vector: Vector) -> None:
    rows = zip(POINTS, vector["before"], vector["now"], vector["scales"], strict=True)
    for (measure, before, now, scale), expected in zip(rows, vector["percents"], strict=True):
        gain = Fraction(now - before if measure == "mmt" else before - now)
        percent = percent_of(gain, Fraction(scale))
        assert percent is not None
        assert abs(percent - Fraction(expected)) <= Fraction("0.00005")


@pytest.mark.parametrize("vector", vectors("improvement_points"))
def test_vector_of_points(vector: Vector) -> None:
    assert points(vector["measure"], Fraction(vector["percent"])) == vector["points"]


@pytest.mark.parametrize("vector", vectors("enzyme_range"))
def test_vector_of_enzyme_ranges(vector: Vector) -> None:
    limit = Quantity(vector["limit"], "U/L")
    assert enzyme_range(vector["enzyme"], limit) == Fraction(vector["range"])


@pytest.mark.parametrize("vector", vectors("most_abnormal_enzyme"))
def test_vector_of_the_enzyme_to_take(vector: Vector) -> None:
    read = [{k: Fraction(v) for k, v in vector[part].items()} for part in ("values", "limits")]
    assert most_abnormal(*read) == vector["picked"]


def test_the_six_components_make_a_hundred() -> None:
    assert sum(MOST.values()) == 100
    assert list(MOST.values()) == [Fraction(text) for text in FULL]


def test_every_enzyme_has_its_own_range() -> None:
    assert ENZYME_LIMITS == {"ck": 15, "aldolase": 6, "ldh": 3, "ast": 3, "alt": 3}


# -- edges ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "earned"), [("5.5 cm", 0), ("5.4 cm", Fraction(15, 2))])
def test_exactly_five_per_cent_scores_in_the_lower_band(now: str, earned: Fraction) -> None:
    assert amount(worked("tis_physician", "6 cm", now)) == earned


@pytest.mark.parametrize(("before", "now"), [("5 cm", "9 cm"), ("0 cm", "10 cm")])
def test_worsening_gives_zero_never_less(before: str, now: str) -> None:
    for name in ("tis_physician", "tis_patient", "tis_extramuscular"):
        assert amount(worked(name, before, now)) == 0
    assert amount(worked("tis_function", "0", "3")) == 0
    assert amount(worked("tis_enzyme", "ck", "100 U/L", "9000 U/L", "200 U/L")) == 0
    assert amount(worked("tis_muscle", "150", "90", "max_150", MISSING, MISSING)) == 0


@pytest.mark.parametrize(
    ("scale", "earned"), [("max_80", 20), ("max_150", 10), ("max_260", 10), (MISSING, None)]
)
def test_the_same_gain_of_strength_depends_on_the_maximum(
    scale: Argument | str, earned: int | None
) -> None:
    found = worked("tis_muscle", "60", "70", scale, MISSING, MISSING)
    assert is_unknown(found) if earned is None else amount(found) == earned


@pytest.mark.parametrize(("before", "now"), [("81", "80"), ("60", "142")])
def test_a_value_above_the_chosen_maximum_gives_unknown_points(before: str, now: str) -> None:
    assert is_unknown(worked("tis_muscle", before, now, "max_80", MISSING, MISSING))
    assert not is_unknown(worked("tis_muscle", before, now, "max_150", MISSING, MISSING))


@pytest.mark.parametrize("name", ["tis_physician", "tis_patient", "tis_extramuscular"])
def test_millimetres_entered_as_centimetres_are_off_the_scale(name: str) -> None:
    assert is_unknown(worked(name, "60 cm", "15 cm"))
    assert not is_unknown(worked(name, "6.0 cm", "1.5 cm"))


def test_a_child_without_a_muscle_test_is_scored_by_cmas() -> None:
    # 10 of 52 is 19.2 per cent; 11 is 21.2.
    none_done = (NOT_APPLICABLE, NOT_APPLICABLE, "not_done")
    assert amount(worked("tis_muscle", *none_done, "30", "40")) == 20
    assert amount(worked("tis_muscle", *none_done, "30", "41")) == Fraction(55, 2)
    assert is_unknown(worked("tis_muscle", *none_done, "30", "53"))
    assert is_unknown(worked("tis_muscle", *none_done, NOT_APPLICABLE, NOT_APPLICABLE))


def test_cmas_never_replaces_a_muscle_test_that_may_still_come() -> None:
    assert is_unknown(worked("tis_muscle", MISSING, MISSING, MISSING, "30", "40"))
    assert is_unknown(worked("tis_muscle", MISSING, "70", "max_80", "30", "40"))


def test_the_enzyme_is_measured_in_limits_of_its_own_laboratory() -> None:
    # A fall of 300: 10 % of 15 x 200, 15 % exactly of 6 x 333.3..., 50 % of 3 x 200.
    assert amount(worked("tis_enzyme", "ck", "600 U/L", "300 U/L", "200 U/L")) == Fraction(5, 2)
    assert amount(worked("tis_enzyme", "ldh", "600 U/L", "300 U/L", "200 U/L")) == Fraction(15, 2)
    third = Quantity(Fraction(1000, 3), "U/L")
    assert amount(worked("tis_enzyme", "aldolase", "600 U/L", "300 U/L", third)) == Fraction(5, 2)
    assert is_unknown(worked("tis_enzyme", "ck", "600 U/L", "300 U/L", MISSING))
    assert is_unknown(worked("tis_enzyme", MISSING, "600 U/L", "300 U/L", "200 U/L"))


def test_a_value_below_a_laboratory_sign_is_no_number() -> None:
    assert is_unknown(worked("tis_enzyme", "ck", "3000 U/L", "<20 U/L", "200 U/L"))
    assert is_unknown(worked("tis_enzyme", "ck", "3000 U/L", "20 U/L", "<200 U/L"))


def test_microkatals_and_units_of_an_enzyme_are_the_same_measure() -> None:
    in_microkatals = [Quantity(Decimal(n), "ukat/L") for n in ("50", "5", "3.5")]
    in_units = [Quantity(Decimal(n), "U/L") for n in ("3000", "300", "210")]
    earned = amount(worked("tis_enzyme", "ck", *in_microkatals))
    assert earned == amount(worked("tis_enzyme", "ck", *in_units)) == Fraction(15, 2)


# -- totals -----------------------------------------------------------------------------------


def test_missing_measures_are_never_filled_in() -> None:
    recorded = ("20", MISSING, "20", MISSING, MISSING, "15")
    assert amount(worked("tis_least", *recorded)) == 55
    assert amount(worked("tis_most", *recorded)) == Fraction("82.5")
    assert worked("tis_at_least_20", *recorded) is True
    assert is_unknown(worked("tis_class", *recorded, *ADULT))
    assert is_unknown(worked("tis_class", *recorded, *JUVENILE))


def test_a_class_that_nothing_missing_can_change_is_told() -> None:
    assert worked("tis_class", *FULL[:4], MISSING, MISSING, *ADULT) == "major"
    assert worked("tis_class", *FULL[:4], MISSING, MISSING, *JUVENILE) == "major"
    assert worked("tis_at_least_20", "0", MISSING, "0", "0", MISSING, "0") is False


def test_at_least_20_is_open_while_what_is_missing_can_reach_it() -> None:
    assert is_unknown(worked("tis_at_least_20", *["0"] * 5, MISSING))
    assert worked("tis_at_least_20", *["0"] * 5, "20") is True
    assert worked("tis_at_least_20", *["0"] * 5, "15") is False


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (("dm_classic", "18 a"), "minimal"),
        (("dm_classic", "17 a"), None),
        (("dm_classic", MISSING), None),
        ((MISSING, "52 a"), None),
        (("jdm", MISSING), "none"),
        (("jdm", "25 a"), "none"),
    ],
)
def test_whose_cut_offs_apply(who: Arguments, expected: str | None) -> None:
    # 27.5 is minimal in adults and no improvement in juvenile disease.
    found = worked("tis_class", "0", "0", "27.5", "0", "0", "0", *who)
    assert is_unknown(found) if expected is None else found == expected


def test_both_cut_offs_may_agree_without_knowing_whose() -> None:
    nobody = (MISSING, MISSING)
    assert worked("tis_class", "20", "10", "0", "0", "0", "0", *nobody) == "minimal"
    assert worked("tis_class", "0", "0", "0", "0", "0", "0", *nobody) == "none"


@pytest.mark.parametrize("group", CUT_OFFS)
def test_a_cut_off_belongs_to_its_class(group: str) -> None:
    for cut, name in zip(CUT_OFFS[group], ("minimal", "moderate", "major"), strict=True):
        assert improvement_class(Fraction(cut), group) == name
        assert improvement_class(Fraction(cut) - Fraction(1, 100), group) != name


def test_points_that_a_component_cannot_give_are_not_counted() -> None:
    assert amount(worked("tis_least", "21", *["0"] * 5)) == 0
    assert amount(worked("tis_most", "21", *["0"] * 5)) == 20


# -- what a baseline can give -----------------------------------------------------------------

OTHERS = {"physician": "6 cm", "patient": "6 cm", "haq": "1.5", "extramuscular": "6 cm"}


def attainable(
    scale: Argument | str,
    mmt: Argument | str,
    cmas: Argument | str,
    enzyme: tuple[Argument | str, Argument | str, Argument | str],
    haq: str = OTHERS["haq"],
) -> Fraction:
    first = (OTHERS["physician"], OTHERS["patient"])
    found = worked(
        "tis_attainable", *first, scale, mmt, cmas, haq, *enzyme, OTHERS["extramuscular"]
    )
    return amount(found)


@pytest.mark.parametrize("enzyme", [("ck", "150 U/L", "200 U/L"), ("ldh", "240 U/L", "250 U/L")])
def test_full_strength_and_normal_enzymes_cap_the_score_at_60(
    enzyme: tuple[str, str, str],
) -> None:
    assert attainable("max_150", "150", NOT_APPLICABLE, enzyme) == 60
    assert attainable("max_80", "80", NOT_APPLICABLE, enzyme) == 60
    assert attainable("not_done", NOT_APPLICABLE, "52", enzyme) == 60


def test_raised_enzymes_and_weakness_leave_a_hundred() -> None:
    assert attainable("max_150", "100", NOT_APPLICABLE, ("ck", "3000 U/L", "200 U/L")) == 100


def test_a_raised_enzyme_near_its_limit_has_little_to_gain() -> None:
    assert attainable("max_150", "100", NOT_APPLICABLE, ("ck", "201 U/L", "200 U/L")) == 95


def test_what_is_unknown_counts_as_the_most_it_can_give() -> None:
    unknown = (MISSING, MISSING, MISSING)
    assert attainable(MISSING, MISSING, MISSING, unknown) == 100
    assert attainable("max_80", "80", NOT_APPLICABLE, unknown) == Fraction("67.5")
    assert attainable("max_80", "142", NOT_APPLICABLE, unknown) == 100


def test_little_disability_leaves_little_to_gain() -> None:
    # The amyopathic case: HAQ 0.25 of 3 is 8.3 per cent, worth 5 of 10 points.
    normal = ("ck", "100 U/L", "200 U/L")
    assert attainable("max_150", "150", NOT_APPLICABLE, normal, haq="0.25") == 55
