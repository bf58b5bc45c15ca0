from itertools import product

import pytest
from calculation_vectors import MISSING, Vector, is_unknown, vectors, worked

from necessity.calculations.contraindication import iga_limb, iga_standing
from necessity.calculations.registry import Argument
from necessity.logic import Truth, truth

YES, NO = True, False
ANTIBODIES = {True: "positive", False: "negative", None: "not_done"}


def states(vector: Vector) -> list[Truth]:
    """The three facts of a vector; one that it does not name is not known."""
    names = ("deficient", "antibodies", "hypersensitivity")
    return [truth(vector[name]) if name in vector else Truth.UNKNOWN for name in names]


@pytest.mark.parametrize("vector", vectors("iga_contraindication"))
def test_vector(vector: Vector) -> None:
    assert iga_standing(*states(vector)) == vector["expect"]
    limb = iga_limb(*states(vector))
    assert (limb is Truth.TRUE) is (vector["expect"] == "contraindicated")


@pytest.mark.parametrize("vector", vectors("iga_contraindication"))
@pytest.mark.parametrize("unmeasured", ["not_done", MISSING])
def test_vector_as_recorded(vector: Vector, unmeasured: Argument) -> None:
    antibodies = ANTIBODIES[vector["antibodies"]] if "antibodies" in vector else unmeasured
    facts = (vector["deficient"], antibodies, vector["hypersensitivity"])
    assert worked("iga_risk", *facts) == vector["expect"]
    present = vector["expect"] == "contraindicated"
    expected = "present" if present else "none"
    assert worked("label_contraindication", *facts, NO) == expected
    assert worked("label_contraindication", *facts, YES) == "present"


@pytest.mark.parametrize(
    ("deficient", "antibodies", "hypersensitivity"),
    list(product((True, False), ("positive", "negative"), (True, False))),
)
def test_all_three_are_needed(*, deficient: bool, antibodies: str, hypersensitivity: bool) -> None:
    facts = (deficient, antibodies, hypersensitivity)
    all_three = facts == (True, "positive", True)
    found = worked("label_contraindication", *facts, NO)
    assert found == ("present" if all_three else "none")
    assert (worked("iga_risk", *facts) == "contraindicated") is all_three


@pytest.mark.parametrize("hypersensitivity", [True, False, MISSING])
def test_iga_deficiency_alone_is_no_contraindication(hypersensitivity: Argument) -> None:
    facts = (True, "negative", hypersensitivity)
    assert worked("label_contraindication", *facts, NO) == "none"
    assert worked("iga_risk", *facts) == "deficiency_alone"


def test_a_severe_reaction_is_a_limb_of_its_own() -> None:
    assert worked("label_contraindication", NO, "negative", NO, YES) == "present"
    assert worked("label_contraindication", MISSING, MISSING, MISSING, YES) == "present"
    assert is_unknown(worked("label_contraindication", NO, "negative", NO, MISSING))


@pytest.mark.parametrize("antibodies", ["not_done", MISSING])
def test_antibodies_that_were_not_measured_are_not_negative(antibodies: Argument) -> None:
    assert is_unknown(worked("label_contraindication", YES, antibodies, YES, NO))
    assert worked("iga_risk", YES, antibodies, YES) == "antibodies_unknown"


def test_where_nothing_can_be_said_nothing_is() -> None:
    assert is_unknown(worked("iga_risk", MISSING, "positive", YES))
    assert is_unknown(worked("iga_risk", YES, "positive", MISSING))
    assert is_unknown(worked("label_contraindication", MISSING, "positive", YES, NO))
