from fractions import Fraction
from typing import Any, ClassVar

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

from necessity.answers import AnswerId
from necessity.calculations import REGISTRY
from necessity.calculations.registry import Argument
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge
from necessity.pack.model import Pack
from necessity.pack.reading import read
from necessity.quantity import Quantity

NA = NOT_APPLICABLE
NEAR = Fraction("0.05")


def by_id(table: str) -> dict[str, Any]:
    """The vectors of a table by their id."""
    found: list[Any] = [case.values[0] for case in vectors(table)]
    return {vector["id"]: vector for vector in found}


VOLUMES = by_id("dose_volumes")
WEIGHTS = by_id("weights")


def answered(pack: Pack, **answers: str) -> Judge:
    """A judge of these answers; "__" stands for the dot of an id."""
    given = {name.replace("__", "."): text for name, text in answers.items()}
    return Judge(
        pack, Facts({AnswerId(id_): read(text, pack.questions[id_]) for id_, text in given.items()})
    )


@pytest.mark.parametrize("vector", vectors("dose"))
def test_vector(vector: Vector) -> None:
    per_cycle = Quantity(
        Fraction(vector["per_day"]) * vector["days"] / Fraction(vector["weight"]), "g/kg"
    )
    ratio = amount(worked("times_label", per_cycle))
    assert abs(ratio - Fraction(vector["ratio"])) <= Fraction("0.00005")
    assert worked("label_band", per_cycle) == vector["band"]
    days = f"{vector['days']} d"
    grams = worked("grams_per_cycle", "grams", f"{vector['per_day']} g", NA, days, NA, NA, NA)
    assert amount(grams) == Fraction(vector["total_g"])
    assert amount(worked("g_per_kg", grams, f"{vector['weight']} kg")) == per_cycle.value
    volume = worked("infusion_volume", "octagam_10", grams)
    assert amount(volume) == Fraction(VOLUMES[vector["id"]]["ml"])
    assert amount(worked("grams_per_day", grams, days)) == Fraction(vector["per_day"])
    assert amount(grams) / ratio == Fraction(vector["reference_g"])


@pytest.mark.parametrize("vector", vectors("weight_shares"))
def test_vector_of_a_weight_share(vector: Vector) -> None:
    case = WEIGHTS[vector["id"]]
    inches = case.get("height_in")
    cm = case["height_cm"] if inches is None else Fraction(inches) * Fraction("2.54")
    height = Quantity(cm, "cm")
    actual = Fraction(case["actual_kg"])
    ideal = amount(worked("ideal_weight", height, case["sex"], "40 a"))
    share = actual / ideal * 100
    assert abs(share - Fraction(vector["percent"])) <= NEAR
    if "over_130pct" in vector:
        assert (share > 130) is vector["over_130pct"]
    for key, factor in (("adjusted", "0.4"), ("adjusted_0_4", "0.4"), ("adjusted_0_5", "0.5")):
        if key in vector:
            found = ideal + Fraction(factor) * (actual - ideal)
            assert abs(found - Fraction(vector[key])) <= NEAR


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ("2 g/kg", "exact"),
        ("2.1 g/kg", "within_5pct"),
        ("1.9 g/kg", "within_5pct"),
        ("2.101 g/kg", "within_10pct"),
        ("1.8 g/kg", "within_10pct"),
        ("2.2 g/kg", "within_10pct"),
        ("2.201 g/kg", "over"),
        ("1.799 g/kg", "under"),
    ],
)
def test_edges_of_a_band_lie_within_it(dose: str, expected: str) -> None:
    assert worked("label_band", dose) == expected


def test_the_bands_are_said_to_be_a_proposal() -> None:
    assert "own proposal" in REGISTRY["label_band"].unverified


def test_two_grams_per_kg_a_day_is_twice_the_label_or_more() -> None:
    cycle = worked("dose_per_cycle", "g_per_kg", NA, "2 g/kg", "2 d", MISSING, NA, NA)
    assert amount(worked("times_label", cycle)) == 2
    assert worked("label_band", cycle) == "over"


class TestAppeal:
    """50 kg; first 50 g on 5 days, then 50 g on 2 days every 4 weeks; the header says 140 g."""

    ANSWERS: ClassVar = {
        "pt__weight": "50 kg",
        "dose__ordered_as": "grams",
        "dose__per_day": "50 g",
        "dose__days": "2 d",
        "dose__interval": "4 wk",
        "dose__loading": "yes",
        "dose__loading_per_day": "50 g",
        "dose__loading_days": "5 d",
        "dose__stated_total": "140 g",
    }

    def test_each_cycle_is_compared_with_the_label_by_itself(self, pack: Pack) -> None:
        judge = answered(pack, **self.ANSWERS)
        assert judge.counted("dose.times_label") == Quantity(Fraction(1))
        assert judge.counted("dose.label_band") == "exact"
        assert judge.counted("dose.loading_times_label") == Quantity(Fraction(5, 2))
        assert judge.counted("dose.loading_band") == "over"

    def test_a_header_that_fits_neither_cycle_is_seen(self, pack: Pack) -> None:
        judge = answered(pack, **self.ANSWERS)
        assert judge.counted("dose.grams_per_cycle") == Quantity(Fraction(100), "g")
        assert judge.counted("dose.loading_grams") == Quantity(Fraction(250), "g")
        assert judge.counted("dose.total_agreement") == "agrees_with_neither"

    @pytest.mark.parametrize(
        ("total", "expected"), [("100 g", "agrees_with_cycle"), ("250 g", "agrees_with_loading")]
    )
    def test_a_header_that_fits_one_cycle_names_it(
        self, pack: Pack, total: str, expected: str
    ) -> None:
        judge = answered(pack, **(self.ANSWERS | {"dose__stated_total": total}))
        assert judge.counted("dose.total_agreement") == expected

    def test_without_a_loading_course_only_the_cycle_is_compared(self, pack: Pack) -> None:
        judge = answered(pack, **(self.ANSWERS | {"dose__loading": "no"}))
        assert judge.counted("dose.total_agreement") == "agrees_with_neither"
        assert is_unknown(judge.counted("dose.loading_times_label"))


class TestTotal:
    def test_a_loading_course_that_is_not_known_may_still_fit(self) -> None:
        assert is_unknown(worked("total_agreement", "140 g", "100 g", MISSING))
        assert worked("total_agreement", "100 g", "100 g", MISSING) == "agrees_with_cycle"

    def test_a_cycle_that_is_not_known_may_still_fit(self) -> None:
        assert is_unknown(worked("total_agreement", "250 g", MISSING, "250 g"))

    @pytest.mark.parametrize(
        ("total", "expected"),
        [
            ("110 g", "agrees_with_cycle"),
            ("90 g", "agrees_with_cycle"),
            ("111 g", "agrees_with_neither"),
        ],
    )
    def test_ten_percent_of_the_cycle_still_fit(self, total: str, expected: str) -> None:
        assert worked("total_agreement", total, "100 g", NA) == expected


class TestWeightBasis:
    """A woman of 160 cm and 95 kg: ideal 52.4 kg, adjusted 69.4 kg."""

    WOMAN: ClassVar = {
        "pt__weight": "95 kg",
        "pt__height": "160 cm",
        "pt__sex": "female",
        "pt__age": "52 a",
        "dose__days": "2 d",
    }
    PER_KG: ClassVar = {"dose__ordered_as": "g_per_kg", "dose__per_kg_day": "1 g/kg"}
    IN_GRAMS: ClassVar = {"dose__ordered_as": "grams", "dose__per_day": "95 g"}

    def test_actual_weight_inside_the_label_is_far_above_two_grams_per_kg_of_ideal_weight(
        self, pack: Pack
    ) -> None:
        judge = answered(pack, **self.WOMAN, **self.IN_GRAMS)
        assert amount(judge.counted("dose.on_actual")) == 2
        assert abs(amount(judge.counted("dose.on_ideal")) - Fraction("3.627")) < NEAR
        assert abs(amount(judge.counted("dose.on_adjusted")) - Fraction("2.737")) < NEAR

    @pytest.mark.parametrize(
        ("basis", "grams"),
        [("actual", "190"), ("ideal", "104.76"), ("adjusted", "138.86"), ("not_stated", "190")],
    )
    def test_grams_of_an_order_in_g_per_kg_follow_the_weight_it_names(
        self, pack: Pack, basis: str, grams: str
    ) -> None:
        judge = answered(pack, **self.WOMAN, **self.PER_KG, dose__weight_basis=basis)
        assert abs(amount(judge.counted("dose.grams_per_cycle")) - Fraction(grams)) < NEAR

    def test_without_a_basis_the_grams_are_told_for_every_weight_and_none_is_chosen(
        self, pack: Pack
    ) -> None:
        judge = answered(pack, **self.WOMAN, **self.PER_KG)
        assert is_unknown(judge.counted("dose.grams_per_cycle"))
        assert amount(judge.counted("dose.grams_on_actual")) == 190
        assert abs(amount(judge.counted("dose.grams_on_ideal")) - Fraction("104.76")) < NEAR
        assert abs(amount(judge.counted("dose.grams_on_adjusted")) - Fraction("138.86")) < NEAR

    @pytest.mark.parametrize("answer", [{"pt__height": "148 cm"}, {"pt__age": "12 a"}])
    def test_no_dose_by_a_weight_that_is_not_valid(
        self, pack: Pack, answer: dict[str, str]
    ) -> None:
        judge = answered(pack, **(self.WOMAN | self.IN_GRAMS | answer))
        assert is_unknown(judge.counted("dose.on_ideal"))
        assert is_unknown(judge.counted("dose.on_adjusted"))
        assert amount(judge.counted("dose.on_actual")) == 2

    def test_the_rule_for_an_order_without_a_basis_is_said_to_be_a_choice(self) -> None:
        assert "own choice" in REGISTRY["dosing_weight"].unverified


class TestLoadingGivenBothWays:
    ORDER: ClassVar = {
        "pt__weight": "50 kg",
        "dose__ordered_as": "both",
        "dose__per_day": "50 g",
        "dose__per_kg_day": "1 g/kg",
        "dose__days": "2 d",
        "dose__loading": "yes",
        "dose__loading_per_day": "50 g",
        "dose__loading_days": "5 d",
    }

    def test_figures_that_agree_are_taken_in_grams(self, pack: Pack) -> None:
        judge = answered(pack, **self.ORDER, dose__loading_per_kg_day="1 g/kg")
        assert judge.counted("dose.loading_agreement") == "agree"
        assert amount(judge.counted("dose.loading_per_cycle")) == 5

    @pytest.mark.parametrize(
        ("governs", "expected"),
        [("grams", Fraction(5)), ("g_per_kg", Fraction(2)), ("?not_in_record", None)],
    )
    def test_figures_that_differ_wait_for_what_governs(
        self, pack: Pack, governs: str, expected: Fraction | None
    ) -> None:
        judge = answered(
            pack,
            **self.ORDER,
            dose__loading_per_kg_day="0.4 g/kg",
            dose__loading_governs=governs,
        )
        assert judge.counted("dose.loading_agreement") == "differ"
        assert judge.counted("dose.agreement") == "agree"
        found = judge.counted("dose.loading_per_cycle")
        assert is_unknown(found) if expected is None else amount(found) == expected
        assert amount(judge.counted("dose.per_cycle")) == 2


@pytest.mark.parametrize("dose", [MISSING, NA, "<2 g/kg", "0 kg"])
def test_no_dose_is_no_multiple_of_the_label(dose: Argument | str) -> None:
    assert is_unknown(worked("times_label", dose))
    assert is_unknown(worked("label_band", dose))
