import pytest
from calculation_vectors import MISSING, Vector, is_unknown, vectors, worked

from necessity.calculations.registry import Argument

ARGUMENTS = ("rash", "weakness", "enzymes", "emg", "biopsy")
CODES: dict[str, tuple[Argument, Argument]] = {
    "rash": (("none",), ("heliotrope",)),
    "weakness": ("none", "proximal"),
    "enzymes": ("normal", "raised"),
    "emg": ("normal", "myopathic_irritable"),
    "biopsy": ("normal", "supports"),
}


def classed(**shown: bool | None) -> Argument:
    """Class with each item shown (True), not shown (False, or left out) or missing (None)."""
    states = {name: shown.get(name, False) for name in ARGUMENTS}
    return worked(
        "bohan_peter",
        *(MISSING if state is None else CODES[name][state] for name, state in states.items()),
    )


@pytest.mark.parametrize("vector", vectors("bohan_peter"))
def test_vector(vector: Vector) -> None:
    assert classed(**{name: vector[name] for name in ARGUMENTS}) == vector["expect"]


@pytest.mark.parametrize(
    ("items", "with_rash", "without_rash"),
    [
        (0, "not_met", "not_met"),
        (1, "possible_dm", "not_met"),
        (2, "probable_dm", "possible_pm"),
        (3, "definite_dm", "probable_pm"),
        (4, "definite_dm", "definite_pm"),
    ],
)
def test_every_cell_of_the_table(items: int, with_rash: str, without_rash: str) -> None:
    shown = dict.fromkeys(ARGUMENTS[1 : items + 1], True)
    assert classed(rash=True, **shown) == with_rash
    assert classed(rash=False, **shown) == without_rash


def test_rash_alone_is_not_met_so_amyopathic_disease_never_is() -> None:
    assert classed(rash=True) == "not_met"


@pytest.mark.parametrize("sign", ["heliotrope", "gottron_papules", "gottron_sign"])
def test_each_typical_sign_is_the_rash(sign: str) -> None:
    result = worked("bohan_peter", (sign,), "proximal", "raised", "normal", "normal")
    assert result == "probable_dm"


def test_other_skin_signs_are_not_the_rash() -> None:
    skin = ("shawl_v", "mechanics_hands")
    assert worked("bohan_peter", skin, "proximal", "raised", "normal", "normal") == "possible_pm"


def test_only_proximal_weakness_counts() -> None:
    rest = ("raised", "normal", "normal")
    assert worked("bohan_peter", ("heliotrope",), "distal_only", *rest) == "possible_dm"
    assert worked("bohan_peter", ("heliotrope",), "proximal_and_distal", *rest) == "probable_dm"
    assert is_unknown(worked("bohan_peter", ("heliotrope",), "pattern_not_stated", *rest))


def test_known_as_soon_as_nothing_missing_can_change_it() -> None:
    settled = classed(rash=True, weakness=True, enzymes=True, emg=True, biopsy=None)
    assert settled == "definite_dm"
    assert is_unknown(classed(rash=True, weakness=True, enzymes=True, emg=None))
    assert classed(rash=None) == "not_met"
    assert is_unknown(classed(rash=None, weakness=True))


def test_a_test_not_done_or_equivocal_has_not_shown_the_item() -> None:
    for biopsy in ("not_done", "equivocal", "other_disease", "normal"):
        result = worked("bohan_peter", ("heliotrope",), "proximal", "raised", "not_done", biopsy)
        assert result == "probable_dm"
