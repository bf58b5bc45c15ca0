"""Immunoglobulin products as data: strength, contents, billing code; and what grams of one carry.

A closed table. A product that is not in it, or a cell that was not read, gives nothing: no strength
is guessed from a name. Nothing here says that a product is labelled for dermatomyositis.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from necessity.calculations.arguments import number, quantity, times
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product; None where no figure was read."""

    mg_per_ml: int
    """Protein, once it is ready to infuse: 100 for a 10 % product."""
    hcpcs: str = ""
    """HCPCS level II code as an option's code: small letters."""
    mg_per_unit: int = 500
    """Protein in one billing unit."""
    iga_mean: int | None = None
    """IgA in micrograms/mL, as stated for the average lot."""
    iga_at_most: int | None = None
    """IgA in micrograms/mL, as the highest content stated."""
    maltose_mg_per_ml: int | None = None
    sodium_mmol_per_l: int | None = None


PRODUCTS = {
    "octagam_10": Product(
        mg_per_ml=100,
        hcpcs="j1568",
        iga_mean=106,
        iga_at_most=400,
        maltose_mg_per_ml=90,
        sodium_mmol_per_l=30,
    ),
    "octagam_5": Product(mg_per_ml=50, hcpcs="j1568", iga_at_most=200),
    "gammagard_liquid": Product(mg_per_ml=100, hcpcs="j1569", iga_mean=37),
    "gammagard_liquid_erc": Product(mg_per_ml=100, iga_at_most=2),
    "gammagard_sd": Product(mg_per_ml=50, hcpcs="j1566", iga_at_most=1),
    "privigen": Product(mg_per_ml=100, hcpcs="j1459", iga_at_most=25),
    "gamunex_c": Product(mg_per_ml=100, hcpcs="j1561"),
    "gammaked": Product(mg_per_ml=100, hcpcs="j1561"),
    "gammaplex_5": Product(mg_per_ml=50, hcpcs="j1557", iga_at_most=10),
    "gammaplex_10": Product(mg_per_ml=100, hcpcs="j1557", iga_at_most=20),
    "bivigam": Product(mg_per_ml=100, hcpcs="j1556", iga_at_most=200),
    "asceniv": Product(mg_per_ml=100, hcpcs="j1554", iga_at_most=200),
    "flebogamma_5": Product(mg_per_ml=50, hcpcs="j1572", iga_at_most=50),
    "flebogamma_10": Product(mg_per_ml=100, hcpcs="j1572"),
    "panzyga": Product(mg_per_ml=100, hcpcs="j1576"),
    "alyglo": Product(mg_per_ml=100, hcpcs="j1552", iga_at_most=100),
    "yimmugo": Product(mg_per_ml=100, hcpcs="j1553", mg_per_unit=100),
}
"""By the option's code. Highest IgA of Octagam 10 %: the EU limit. Gammagard Liquid ERC: no billing
code was found. IgA of Gamunex-C, Gammaked and Panzyga: read as "about" so much, which is neither a
mean nor a limit. Flebogamma 10 %: no IgA content was read. Yimmugo: only a limit for the UK was."""

MG_PER_MMOL_SODIUM = 23

_CODES = (
    "HCPCS level II files of CMS (2019) and of February 2025; Yimmugo from openpayer.com and the "
    "use of J1566 for Gammagard S/D from priorityhealth.com"
)
_LINKAGE = "A code links records; it proves neither a diagnosis nor coverage."
_CONTENTS = (
    "IgA in micrograms/mL. Octagam 10 %: 106 on average (octagamusa.com), EU limit 400 "
    "(octagam.com). Gammagard Liquid: 37 on average (gammagard.com). Limits of other products: "
    "Harriet Lane Handbook, 24th edition, and product pages"
)


def product(code: Argument) -> Product | None:
    """The product of an option's code; None for "other", "unspecified" and what is not known."""
    return PRODUCTS.get(code) if isinstance(code, str) else None


def millilitres(code: Argument, grams: Argument) -> Fraction | None:
    """Volume in mL of so many grams of a product."""
    found, mass = product(code), number(grams, "g")
    return None if found is None or mass is None else mass * 1000 / found.mg_per_ml


@calculation(
    version=1,
    source="Grams x 1000 / mg per mL of the product: x 10 for a 10 % one, x 20 for a 5 % one",
)
def infusion_volume(ordered_product: Argument, grams: Argument) -> Argument:
    """Volume in mL of so many grams (g) of the product ordered."""
    return quantity(millilitres(ordered_product, grams), "mL")


@calculation(version=1, source=_CODES, unverified=_LINKAGE)
def hcpcs_code(ordered_product: Argument) -> Argument:
    """HCPCS code of the product ordered, in small letters; not known where none was read."""
    found = product(ordered_product)
    return found.hcpcs if found is not None and found.hcpcs else NOT_KNOWN


@calculation(
    version=1,
    source=f"Milligrams / milligrams in a unit, rounded up to whole units. {_CODES}",
    unverified=_LINKAGE,
)
def hcpcs_units(ordered_product: Argument, grams: Argument) -> Argument:
    """Billing units (plain number, whole) of so many grams (g) of the product ordered."""
    found, mass = product(ordered_product), number(grams, "g")
    if found is None or not found.hcpcs or mass is None:
        return NOT_KNOWN
    return quantity(Fraction(ceil(mass * 1000 / found.mg_per_unit)), "1")


@calculation(
    version=1,
    source="Octagam 10 %: 69 mg in 100 mL, which is 30 mmol/L (a copy of the EU SmPC)",
    unverified="The page read for the sodium was a machine-reworded copy of the EU SmPC.",
)
def sodium_load(ordered_product: Argument, grams: Argument) -> Argument:
    """Sodium in mmol that so many grams (g) of the product ordered carry."""
    found = product(ordered_product)
    per_litre = None if found is None else found.sodium_mmol_per_l
    return _carried(ordered_product, grams, per_litre, "mmol")


@calculation(
    version=1,
    source="Maltose: about 90 mg/mL in Octagam 10 % (Harriet Lane Handbook, 24th edition)",
)
def maltose_load(ordered_product: Argument, grams: Argument) -> Argument:
    """Maltose in g that so many grams (g) of the product ordered carry."""
    found = product(ordered_product)
    per_ml = None if found is None else found.maltose_mg_per_ml
    return _carried(ordered_product, grams, per_ml, "g")


@calculation(version=1, source=_CONTENTS)
def iga_load(ordered_product: Argument, grams: Argument) -> Argument:
    """IgA in mg that so many grams (g) of the product carry at the average content stated."""
    found = product(ordered_product)
    per_ml = None if found is None else found.iga_mean
    return _carried(ordered_product, grams, per_ml, "mg")


@calculation(version=1, source=_CONTENTS)
def iga_load_at_most(ordered_product: Argument, grams: Argument) -> Argument:
    """IgA in mg that so many grams (g) of the product carry at the highest content stated."""
    found = product(ordered_product)
    per_ml = None if found is None else found.iga_at_most
    return _carried(ordered_product, grams, per_ml, "mg")


def sodium_mg(millimoles: Fraction) -> Fraction:
    """Sodium in mg, of so many mmol."""
    return millimoles * MG_PER_MMOL_SODIUM


def _carried(code: Argument, grams: Argument, content: int | None, unit: str) -> Argument:
    """Volume (mL) times a content of which 1000 make one of `unit` in a mL."""
    share = None if content is None else Fraction(content, 1000)
    return quantity(times(millilitres(code, grams), share), unit)
