import pytest
from calculation_vectors import MISSING, NOT_APPLICABLE, Vector, is_unknown, vectors, worked

from necessity.calculations.registry import Argument
from necessity.quantity import Quantity


@pytest.mark.parametrize("vector", vectors("ck_uln"))
def test_vector_ck(vector: Vector) -> None:
    ck, limit = Quantity(vector["ck"], "U/L"), Quantity(vector["limit"], "U/L")
    result = worked("enzymes", ck, limit, ("none",))
    assert result == ("raised" if vector["raised"] else "normal")


@pytest.mark.parametrize(
    ("ck", "others", "expected"),
    [
        ("200 U/L", ("none",), "normal"),
        ("200.1 U/L", ("none",), "raised"),
        ("200 U/L", ("aldolase",), "normal"),
        ("200 U/L", ("ldh", "ast", "alt"), "raised"),
        ("1000 U/L", ("ldh",), "raised"),
        ("1000 U/L", MISSING, "raised"),
        (">1000 U/L", MISSING, "raised"),
        (MISSING, ("ast",), "raised"),
    ],
)
def test_enzymes_are_counted_once_strictly_and_without_aldolase(
    ck: Argument, others: Argument, expected: str
) -> None:
    assert worked("enzymes", ck, "200 U/L", others) == expected


@pytest.mark.parametrize(
    ("ck", "limit", "others"),
    [
        ("150 U/L", "200 U/L", ("not_done",)),
        ("150 U/L", "200 U/L", MISSING),
        (MISSING, NOT_APPLICABLE, ("none",)),
        ("150 U/L", MISSING, ("none",)),
    ],
)
def test_a_normal_ck_alone_does_not_make_the_enzymes_normal(
    ck: Argument, limit: Argument, others: Argument
) -> None:
    assert is_unknown(worked("enzymes", ck, limit, others))
