from datetime import date
from decimal import ROUND_HALF_UP, Decimal

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

BEFORE = date(2025, 1, 15)
LATER = date(2025, 12, 1)

Pair = tuple[str | None, str | None]
NOT_MEASURED: Pair = (None, None)
YES, NO = True, False


def percent(value: Decimal | str | None) -> Argument:
    return MISSING if value is None else Quantity(Decimal(value), "%")


def months_later(months: int) -> date:
    year, month = divmod(BEFORE.month - 1 + months, 12)
    return date(BEFORE.year + year, month + 1, BEFORE.day)


def lungs(
    symptoms: Argument,
    ct: Argument,
    *,
    fvc: Pair = NOT_MEASURED,
    dlco: Pair = NOT_MEASURED,
    days: tuple[Argument, Argument] = (BEFORE, LATER),
) -> Argument:
    values = [percent(value) for value in (*fvc, *dlco)]
    return worked("ppf", symptoms, *values, ct, *days)


@pytest.mark.parametrize("vector", vectors("ppf"))
def test_vector(vector: Vector) -> None:
    facts = (vector["symptoms_worse"], vector["ct_worse"])
    dlco = vector.get("dlco", NOT_MEASURED)
    days = (BEFORE, months_later(vector["months"]))
    found = lungs(*facts, fvc=vector["fvc"], dlco=dlco, days=days)
    if vector["id"] == "ppf_fvc_4_9_and_symptoms":
        # No DLCO is given, and one that fell would still count: a no needs one that did not.
        assert is_unknown(found)
        found = lungs(*facts, fvc=vector["fvc"], dlco=("60", "60"), days=days)
    assert found is vector["ppf"]


@pytest.mark.parametrize("vector", [*vectors("ppf"), *vectors("inbuild_fvc_limb")])
def test_vector_of_falls(vector: Vector) -> None:
    before, latest = (percent(value) for value in vector["fvc"])
    relative = amount(worked("lung_relative_fall", before, latest))
    exact = Decimal(relative.numerator) / Decimal(relative.denominator)
    assert exact.quantize(Decimal("0.01"), ROUND_HALF_UP) == vector["relative"]
    if "points" in vector:
        assert amount(worked("lung_points_lost", before, latest)) == vector["points"]


@pytest.mark.parametrize("vector", vectors("inbuild_fvc_limb"))
def test_vector_of_inbuild(vector: Vector) -> None:
    before, latest = (percent(value) for value in vector["fvc"])
    assert worked("inbuild_fvc_limb", before, latest, BEFORE, LATER) is vector["reached"]


def test_80_to_74_is_6_points_but_not_10_per_cent() -> None:
    fall = percent("80"), percent("74")
    assert worked("lung_points_lost", *fall) == Quantity(Decimal(6))
    assert worked("lung_relative_fall", *fall) == Quantity(Decimal("7.5"), "%")
    assert lungs(YES, MISSING, fvc=("80", "74")) is True
    assert worked("inbuild_fvc_limb", *fall, BEFORE, LATER) is False


def test_fvc_and_dlco_count_once_together() -> None:
    assert lungs(NO, NO, fvc=("80", "70"), dlco=("60", "45")) is False
    assert is_unknown(lungs(MISSING, MISSING, fvc=("80", "70"), dlco=("60", "45")))


@pytest.mark.parametrize(
    ("fvc", "dlco", "found"),
    [
        (("80", "75"), ("60", "60"), True),
        (("80", "75.1"), ("60", "60"), False),
        (("80", "80"), ("60", "50"), True),
        (("80", "80"), ("60", "50.1"), False),
        ((None, None), ("60", "50"), True),
        (("80", "90"), ("60", "70"), False),
    ],
)
def test_five_points_of_fvc_or_ten_of_dlco(fvc: Pair, dlco: Pair, *, found: bool) -> None:
    assert lungs(YES, NO, fvc=fvc, dlco=dlco) is found


@pytest.mark.parametrize(
    ("before", "latest", "counts"),
    [
        (date(2025, 1, 15), date(2026, 1, 15), True),
        (date(2025, 1, 15), date(2026, 1, 16), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (date(2025, 1, 15), date(2025, 1, 15), True),
    ],
)
def test_tests_more_than_twelve_months_apart_do_not_count(
    before: date, latest: date, *, counts: bool
) -> None:
    for ct, found in ((NO, counts), (YES, True)):
        result = lungs(YES, ct, fvc=("80", "70"), dlco=("60", "60"), days=(before, latest))
        assert result is found


@pytest.mark.parametrize(
    ("before", "latest"), [(MISSING, LATER), (BEFORE, MISSING), (LATER, BEFORE)]
)
def test_without_two_dates_in_order_the_fall_waits(before: Argument, latest: Argument) -> None:
    days = (before, latest)
    assert is_unknown(lungs(YES, NO, fvc=("80", "70"), dlco=("60", "60"), days=days))
    assert lungs(YES, NO, fvc=("80", "80"), dlco=("60", "60"), days=days) is False
    assert is_unknown(worked("inbuild_fvc_limb", percent("80"), percent("70"), before, latest))


@pytest.mark.parametrize(
    ("symptoms", "ct", "found"),
    [(True, True, True), (False, False, False), (True, False, None), (MISSING, True, None)],
)
def test_two_of_three_decide_without_lung_function(
    symptoms: Argument, ct: Argument, *, found: bool | None
) -> None:
    for nothing in (MISSING, NOT_APPLICABLE):
        result = worked("ppf", symptoms, *[nothing] * 4, ct, nothing, nothing)
        assert is_unknown(result) if found is None else result is found


@pytest.mark.parametrize(
    ("latest", "reached"),
    [(date(2027, 1, 15), True), (date(2027, 1, 16), False)],
)
def test_inbuild_looks_back_twenty_four_months(latest: date, *, reached: bool) -> None:
    fall = percent("60"), percent("54")
    assert worked("inbuild_fvc_limb", *fall, BEFORE, latest) is reached


def test_a_rise_is_a_fall_below_nought() -> None:
    assert worked("lung_points_lost", percent("70"), percent("77")) == Quantity(Decimal(-7))
    assert worked("lung_relative_fall", percent("70"), percent("77")) == Quantity(Decimal(-10), "%")


@pytest.mark.parametrize("name", ["lung_points_lost", "lung_relative_fall"])
def test_a_limit_of_the_laboratory_is_no_number(name: str) -> None:
    assert is_unknown(worked(name, percent("80"), Quantity(Decimal(70), "%", "<")))
    assert is_unknown(worked(name, MISSING, percent("70")))
