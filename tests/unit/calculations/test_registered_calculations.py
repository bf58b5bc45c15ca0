"""What holds for every calculation a pack may name."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from necessity.answers import Reason, Unknown
from necessity.calculations import REGISTRY
from necessity.calculations.registry import Argument
from necessity.quantity import UNITS, Quantity, Sign

MONOTONE = sorted(name for name, found in REGISTRY.items() if not found.from_recorded)

Arguments = st.SearchStrategy[Argument]

NOT_KNOWN_YET = st.sampled_from(
    [Unknown(reason) for reason in Reason if reason is not Reason.NOT_APPLICABLE]
)
NO_SIGN: tuple[Sign, ...] = ("",)
ANY_SIGN: tuple[Sign, ...] = ("", "<", ">")


def amounts(
    unit: str, edges: str, low: str, high: str, signs: tuple[Sign, ...] = NO_SIGN
) -> Arguments:
    """Quantities at the edges of a rule as often as anywhere between."""
    values = st.one_of(
        st.sampled_from([Decimal(edge) for edge in edges.split()]),
        st.decimals(Decimal(low), Decimal(high), places=1),
    )
    return st.builds(Quantity, values, st.just(unit), st.sampled_from(signs))


def codes(text: str) -> Arguments:
    return st.sampled_from(text.split())


def many(text: str, alone: str) -> Arguments:
    several = st.lists(st.sampled_from(text.split()), min_size=1, unique=True).map(tuple)
    return st.one_of(several, st.sampled_from([(code,) for code in alone.split()]))


WEIGHT = amounts("kg", "50 70 100", "2", "300")
HEIGHT = amounts("cm", "152.3 152.4 175", "40", "230")
SEX = codes("female male")
AGE = amounts("a", "0 1 2 4 4.1 17.9 18 52", "0", "120")
ORDERED_AS = codes("grams g_per_kg both")
GRAMS = amounts("g", "50 70 77", "0.5", "400")
PER_KG = amounts("g/kg", "0.4 1 2", "0.1", "5")
DAYS = amounts("d", "1 2 5", "1", "7")
INTERVAL = amounts("wk", "3 4 8", "1", "12")
AGREEMENT = codes("agree differ")
GOVERNS = codes("grams g_per_kg")
IGA = st.one_of(
    amounts("mg/dL", "5 6.9 7 10 61 356", "0", "500", ANY_SIGN),
    amounts("g/L", "0.05 0.07 0.1", "0", "5", ANY_SIGN),
    amounts("mg/L", "69 70 100", "0", "5000", ANY_SIGN),
)
IGA_RECORDED = codes("value deficient not_deficient not_done")
ENZYME = amounts("U/L", "199.9 200 200.1", "0", "20000", ANY_SIGN)
OTHER_ENZYMES = many("ldh ast alt aldolase", "none not_done")
RASH = many("heliotrope gottron_papules gottron_sign shawl_v mechanics_hands", "none")
WEAKNESS = codes("none proximal proximal_and_distal distal_only pattern_not_stated")
ENZYMES = codes("raised normal")
EMG = codes("myopathic_irritable normal other not_done")
BIOPSY = codes("supports equivocal normal other_disease not_done")

DOMAINS: dict[str, tuple[Arguments, ...]] = {
    "bmi": (WEIGHT, HEIGHT),
    "ideal_weight": (HEIGHT, SEX, AGE),
    "adjusted_weight": (WEIGHT, HEIGHT, SEX, AGE),
    "dose_agreement": (ORDERED_AS, GRAMS, PER_KG, WEIGHT),
    "dose_per_cycle": (ORDERED_AS, GRAMS, PER_KG, DAYS, WEIGHT, AGREEMENT, GOVERNS),
    "grams_per_28d": (ORDERED_AS, GRAMS, PER_KG, DAYS, INTERVAL, WEIGHT, AGREEMENT, GOVERNS),
    "loading_per_cycle": (ORDERED_AS, GRAMS, PER_KG, DAYS, WEIGHT, GOVERNS),
    "iga_reading": (IGA_RECORDED, IGA, AGE),
    "iga_deficient": (IGA_RECORDED, IGA, AGE),
    "enzymes": (ENZYME, ENZYME, OTHER_ENZYMES),
    "bohan_peter": (RASH, WEAKNESS, ENZYMES, EMG, BIOPSY),
}


@st.composite
def recorded(draw: st.DrawFn, name: str) -> list[Argument]:
    """Arguments as a case may have them: mostly known, some unknown, some not arising."""
    unknown = st.one_of(NOT_KNOWN_YET, st.just(Unknown(Reason.NOT_APPLICABLE)))
    return [draw(domain if draw(st.integers(0, 7)) else unknown) for domain in DOMAINS[name]]


def test_every_calculation_under_the_law_has_a_domain() -> None:
    assert set(DOMAINS) == set(MONOTONE)
    for name, domain in DOMAINS.items():
        assert len(domain) == REGISTRY[name].arguments


@pytest.mark.parametrize("name", MONOTONE)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_supplying_what_was_unknown_never_changes_a_value(name: str, data: st.DataObject) -> None:
    more = data.draw(recorded(name))
    with_more = REGISTRY[name](*more)
    missing = data.draw(NOT_KNOWN_YET)
    for kept in product((True, False), repeat=len(more)):
        less = [a if keep else missing for a, keep in zip(more, kept, strict=True)]
        with_less = REGISTRY[name](*less)
        assert isinstance(with_less, Unknown) or with_less == with_more


@pytest.mark.parametrize("name", MONOTONE)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_results_are_exact_and_of_a_known_unit(name: str, data: st.DataObject) -> None:
    result = REGISTRY[name](*(data.draw(domain) for domain in DOMAINS[name]))
    if isinstance(result, Quantity):
        assert result.unit in UNITS
        assert not isinstance(result.value, float)
        assert not result.sign
    else:
        assert isinstance(result, (bool, str, Unknown))


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_with_nothing_known_no_calculation_fails(name: str) -> None:
    calculation = REGISTRY[name]
    result = calculation(*[Unknown(Reason.NOT_ASKED)] * calculation.arguments)
    assert calculation.from_recorded or isinstance(result, Unknown)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_calculation_names_its_version_and_source(name: str) -> None:
    calculation = REGISTRY[name]
    assert calculation.name == name
    assert calculation.version >= 1
    assert calculation.source
    assert calculation.function.__doc__


def test_exactly_the_published_score_counts_unknown_items_as_something() -> None:
    from_recorded = {name for name, found in REGISTRY.items() if found.from_recorded}
    assert from_recorded == {"eular_acr_min", "eular_acr_max", "eular_acr_class"}
