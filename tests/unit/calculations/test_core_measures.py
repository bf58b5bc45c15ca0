from decimal import Decimal
from fractions import Fraction

import pytest
from calculation_vectors import MISSING, Vector, amount, is_unknown, vectors, worked

from necessity.calculations.core_measures import (
    CDASI_ELSEWHERE,
    CDASI_PER_SITE,
    CDASI_SITES,
    GRADE_MAXIMUM,
    MMT8_MUSCLES,
    MMT_MAXIMA,
    cdasi_maxima,
    haq_category,
    haq_index,
    mmt8_both_sides,
    mmt8_one_side,
    mmt_maximum,
)
from necessity.quantity import Quantity

# -- muscle testing ---------------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("muscle_test"))
def test_vector_of_muscle_tests(vector: Vector) -> None:
    if "grades" in vector:
        assert mmt8_one_side(vector["grades"]) == vector["total"]
    elif "neck" in vector:
        total = mmt8_both_sides(vector["neck"], vector["right"], vector["left"])
        assert total == vector["total"]
    else:
        assert MMT_MAXIMA[vector["scale"]] == vector["total"]
    assert vector["total"] <= MMT_MAXIMA[vector["scale"]]


def test_the_maxima_follow_from_the_muscles() -> None:
    sides = [GRADE_MAXIMUM] * (len(MMT8_MUSCLES) - 1)
    assert mmt8_one_side([GRADE_MAXIMUM, *sides]) == MMT_MAXIMA["max_80"]
    assert mmt8_both_sides(GRADE_MAXIMUM, sides, sides) == MMT_MAXIMA["max_150"]
    assert MMT_MAXIMA["max_260"] == 20 + 160 + 80


@pytest.mark.parametrize("grades", [[10] * 7, [10] * 9, [11, *[10] * 7], [-1, *[10] * 7]])
def test_grades_that_are_no_test_are_refused(grades: list[int]) -> None:
    with pytest.raises(ValueError, match="8 grades of 0 to 10"):
        mmt8_one_side(grades)


def test_both_sides_need_the_neck_once_and_seven_grades_each() -> None:
    with pytest.raises(ValueError, match="7 grades"):
        mmt8_both_sides(10, [10] * 8, [10] * 7)
    with pytest.raises(ValueError, match="1 grades"):
        mmt8_both_sides(20, [10] * 7, [10] * 7)


def test_full_strength_on_one_side_is_not_142_of_150() -> None:
    """The maximum is always asked: the same sum is full strength on one scale only."""
    assert mmt_maximum("max_80") == 80
    assert mmt_maximum("max_150") == 150
    assert mmt_maximum(MISSING) is None
    assert mmt_maximum("not_done") is None


# -- skin -------------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("cdasi_band"))
def test_vector_of_skin_bands(vector: Vector) -> None:
    activity = Quantity(Decimal(vector["activity"]))
    assert worked("cdasi_stanford", activity) == vector["stanford"]
    assert worked("cdasi_upenn", activity) == vector["upenn"]


@pytest.mark.parametrize("vector", vectors("cdasi_fall"))
def test_vector_of_skin_change(vector: Vector) -> None:
    change = worked("cdasi_change", *(Quantity(Decimal(vector[k])) for k in ("before", "now")))
    assert (change in {"both", "upenn_only"}) is vector["upenn_4"]
    assert (change == "both") is vector["stanford_5"]


@pytest.mark.parametrize("vector", vectors("cdasi_parts"))
def test_vector_of_skin_parts(vector: Vector) -> None:
    assert vector["sites"] == CDASI_SITES
    assert vector["per_site"] == CDASI_PER_SITE
    assert vector["elsewhere"] == CDASI_ELSEWHERE
    assert cdasi_maxima() == (vector["activity"], vector["damage"])


@pytest.mark.parametrize("now", ["22", "25", "40"])
def test_less_than_four_points_or_a_rise_is_no_skin_response(now: str) -> None:
    assert worked("cdasi_change", "25", now) == "neither"


@pytest.mark.parametrize("name", ["cdasi_stanford", "cdasi_upenn"])
def test_a_skin_score_above_100_is_no_activity(name: str) -> None:
    assert is_unknown(worked(name, "101"))
    assert worked(name, "100") == "moderate_severe"
    assert is_unknown(worked("cdasi_change", "101", "40"))
    assert is_unknown(worked("cdasi_change", "40", MISSING))


# -- function ---------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("haq_index"))
def test_vector_of_disability(vector: Vector) -> None:
    if vector.get("refused"):
        with pytest.raises(ValueError, match="at least 6 of 8"):
            haq_index(vector["categories"])
    else:
        assert haq_index(vector["categories"]) == Fraction(vector["index"])


def test_six_of_eight_categories_are_enough_and_five_are_not() -> None:
    assert haq_index([1, 2, 1, 2, 0, 3, None, None]) == Fraction(3, 2)
    with pytest.raises(ValueError, match="at least 6 of 8"):
        haq_index([1, 2, 1, 2, 0, None, None, None])


def test_categories_of_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        haq_index([4, 0, 0, 0, 0, 0])
    with pytest.raises(ValueError, match="of 8"):
        haq_index([1] * 9)


@pytest.mark.parametrize(
    ("items", "aided", "score"), [([0, 1], True, 2), ([0, 1], False, 1), ([3, 0], True, 3)]
)
def test_an_aid_raises_a_category_to_two(items: list[int], score: int, *, aided: bool) -> None:
    assert haq_category(items, aided=aided) == score


# -- physician's global activity --------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("physician_band"))
def test_vector_of_physician_bands(vector: Vector) -> None:
    assert worked("physician_global_band", Quantity(vector["physician"], "cm")) == vector["band"]


@pytest.mark.parametrize(
    ("physician", "band"),
    [
        ("3.4 cm", "mild"),
        ("3.5 cm", "moderate"),
        ("6.4 cm", "moderate"),
        ("6.5 cm", "severe"),
        ("10 cm", "severe"),
        ("0 cm", "mild"),
    ],
)
def test_between_the_bands_it_is_rounded_half_up(physician: str, band: str) -> None:
    assert worked("physician_global_band", physician) == band


def test_millimetres_have_no_band() -> None:
    assert is_unknown(worked("physician_global_band", "35 cm"))
    assert is_unknown(worked("physician_global_band", MISSING))


# -- CK ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("ck_ratio"))
def test_vector_of_ck(vector: Vector) -> None:
    ck, limit = (Quantity(vector[key], "U/L") for key in ("ck", "limit"))
    assert amount(worked("ck_times_limit", ck, limit)) == Fraction(vector["times"])
    raised = worked("enzymes", ck, limit, "none") == "raised"
    assert raised is vector["raised"]


def test_ck_is_raised_only_strictly_above_the_limit() -> None:
    assert worked("enzymes", "200 U/L", "200 U/L", "none") == "normal"
    assert worked("enzymes", "200.4 U/L", "200 U/L", "none") == "raised"
    assert amount(worked("ck_times_limit", "200.4 U/L", "200 U/L")) == 1


def test_the_ratio_is_rounded_half_up_to_two_places() -> None:
    assert amount(worked("ck_times_limit", "201 U/L", "200 U/L")) == Fraction("1.01")
    assert amount(worked("ck_times_limit", "400 U/L", "300 U/L")) == Fraction("1.33")


def test_microkatals_are_sixty_units() -> None:
    ck, limit = (Quantity(Decimal(n), "ukat/L") for n in ("20", "4"))
    assert amount(worked("ck_times_limit", ck, limit)) == 5
    assert amount(worked("ck_times_limit", ck, "240 U/L")) == 5


def test_without_a_limit_there_is_no_ratio() -> None:
    assert is_unknown(worked("ck_times_limit", "994 U/L", MISSING))
    assert is_unknown(worked("ck_times_limit", "994 U/L", "0 U/L"))
    assert is_unknown(worked("ck_times_limit", "<20 U/L", "200 U/L"))
