from fractions import Fraction

import pytest
from calculation_vectors import MISSING, Vector, amount, is_unknown, vectors, worked

from necessity.calculations import REGISTRY
from necessity.calculations.product import PRODUCTS, sodium_mg
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Choice
from necessity.quantity import Quantity

NO_PRODUCT = ("other", "unspecified", MISSING)
LOADS = ("sodium_load", "maltose_load", "iga_load", "iga_load_at_most")


@pytest.mark.parametrize("vector", vectors("excipient"))
def test_vector(vector: Vector) -> None:
    ordered = (vector["product"], f"{vector['grams']} g")
    assert amount(worked("infusion_volume", *ordered)) == vector["ml"]
    assert amount(worked("iga_load", *ordered)) == Fraction(vector["iga_mg"])
    told = {"sodium_mmol": "sodium_load", "maltose_g": "maltose_load"}
    told["iga_mg_at_most"] = "iga_load_at_most"
    for key, name in told.items():
        result = worked(name, *ordered)
        assert is_unknown(result) is (key not in vector)
        if key in vector:
            assert amount(result) == Fraction(vector[key])
    if "sodium_mg" in vector:
        sodium = amount(worked("sodium_load", *ordered))
        assert sodium_mg(sodium) == Fraction(vector["sodium_mg"])


@pytest.mark.parametrize("vector", vectors("hcpcs_units"))
def test_vector_of_billing_units(vector: Vector) -> None:
    grams = Quantity(vector["grams"], "g")
    assert worked("hcpcs_code", vector["product"]) == vector["code"].lower()
    assert amount(worked("hcpcs_units", vector["product"], grams)) == vector["units"]
    assert PRODUCTS[vector["product"]].mg_per_unit == vector["mg_per_unit"]


def test_units_are_rounded_up_to_whole_ones() -> None:
    assert amount(worked("hcpcs_units", "octagam_10", "82.3 g")) == 165
    assert amount(worked("hcpcs_units", "octagam_10", "82 g")) == 164
    assert amount(worked("hcpcs_units", "yimmugo", "82.35 g")) == 824


def test_only_yimmugo_is_billed_in_units_of_100_mg() -> None:
    other = {code for code, product in PRODUCTS.items() if product.mg_per_unit != 500}
    assert other == {"yimmugo"}


def test_a_product_without_a_code_that_was_read_has_none() -> None:
    assert is_unknown(worked("hcpcs_code", "gammagard_liquid_erc"))
    assert is_unknown(worked("hcpcs_units", "gammagard_liquid_erc", "140 g"))


def test_a_code_is_said_to_link_records_only() -> None:
    for name in ("hcpcs_code", "hcpcs_units"):
        assert "links records" in REGISTRY[name].unverified


def test_sodium_is_said_to_come_from_a_reworded_copy() -> None:
    assert "reworded" in REGISTRY["sodium_load"].unverified


@pytest.mark.parametrize(("code", "ml"), [("octagam_10", 700), ("octagam_5", 1400)])
def test_the_volume_depends_on_the_strength(code: str, ml: int) -> None:
    assert amount(worked("infusion_volume", code, "70 g")) == ml


@pytest.mark.parametrize("name", ["infusion_volume", "hcpcs_units", *LOADS])
@pytest.mark.parametrize("code", NO_PRODUCT)
def test_a_product_that_is_not_named_gives_nothing(name: str, code: str) -> None:
    assert is_unknown(worked(name, code, "140 g"))
    assert is_unknown(worked("hcpcs_code", code))


def test_a_mean_and_a_maximum_are_never_taken_for_each_other() -> None:
    # The mean of Octagam 10 % is 106, its EU limit 400; Privigen states a limit and no mean.
    assert amount(worked("iga_load", "octagam_10", "10 g")) == Fraction("10.6")
    assert amount(worked("iga_load_at_most", "octagam_10", "10 g")) == 40
    assert is_unknown(worked("iga_load", "privigen", "10 g"))
    assert amount(worked("iga_load_at_most", "privigen", "10 g")) == Fraction("2.5")


def test_results_carry_their_unit() -> None:
    ordered = ("octagam_10", "140 g")
    found = {name: str(worked(name, *ordered)) for name in ("infusion_volume", *LOADS)}
    assert found == {
        "infusion_volume": "1400 mL",
        "sodium_load": "42 mmol",
        "maltose_load": "126 g",
        "iga_load": "148.4 mg",
        "iga_load_at_most": "560 mg",
    }


def test_every_product_the_pack_offers_is_known_here_or_names_none(pack: Pack) -> None:
    asked = pack.questions["req.product"]
    assert isinstance(asked, Choice)
    assert set(asked.codes) - set(PRODUCTS) == {"other", "unspecified"}


def test_the_pack_can_show_every_code_of_the_table(pack: Pack) -> None:
    shown = pack.questions["dose.hcpcs_code"]
    assert isinstance(shown, Calculated)
    assert set(shown.codes) == {product.hcpcs for product in PRODUCTS.values() if product.hcpcs}
    for option in shown.options:
        unit = {p.mg_per_unit for p in PRODUCTS.values() if p.hcpcs == option.code}
        assert option.text.startswith(option.code.upper())
        assert option.text.endswith(f"{unit.pop()} mg")
        assert not unit
