"""What holds for every calculation a pack may name."""

from datetime import date
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
MOST_EXHAUSTED = 8
"""A calculation of more arguments is tried in SOME_WAYS of forgetting them, drawn anew."""
SOME_WAYS = 30
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
WEIGHT_BASIS = codes("actual ideal adjusted not_stated")
DOSE = amounts("g/kg", "1.8 1.9 2 2.1 2.2 5", "0", "10")
PRODUCT = codes(
    "octagam_10 octagam_5 gammagard_liquid gammagard_liquid_erc yimmugo other unspecified"
)
RATE = amounts("mL/kg/min", "0.01 0.03 0.04 0.05", "0", "0.2")
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
CM = amounts("cm", "0 2 3.5 4 5.5 6 6.5 10 10.1", "0", "11")
MUSCLE_SCALE = codes("max_80 max_150 max_260 not_done")
STRENGTH = amounts("1", "0 40 64 80 81 150 151 260", "0", "260")
CMAS = amounts("1", "0 30 40 41 52 53", "0", "53")
HAQ = amounts("1", "0 0.5 1 1.5 3 3.1", "0", "3.1")
ENZYME_NAME = codes("ck aldolase alt ast ldh not_done")
CDASI = amounts("1", "0 14 15 19 20 100 101", "0", "101")
SUBTYPE = codes("dm_unspecified dm_classic jdm ibm other")
POINTS = (
    amounts("1", "0 7.5 15 17.5 20 21", "0", "20"),
    amounts("1", "0 2.5 5 7.5 10", "0", "10"),
    amounts("1", "0 10 20 27.5 32.5", "0", "32.5"),
    amounts("1", "0 5 7.5 10", "0", "10"),
    amounts("1", "0 2.5 5 7.5", "0", "7.5"),
    amounts("1", "0 7.5 12.5 15 20", "0", "20"),
)
IIM_CLASS = codes("definite probable possible not_iim")
FEATURES = many("endomysial perimysial_perivascular rimmed_vacuoles", "none")
ANTI_IGA = codes("positive negative not_done")
YES_NO = st.booleans()
PERCENT = amounts("%", "54 60 69 70 74 75 80", "40", "120")
DRUG = codes("prednisone methotrexate azathioprine tacrolimus ciclosporin rituximab other")
DAILY = st.one_of(
    amounts("mg/d", "3.9 4 39.9 40 2000", "0", "3000"),
    amounts("mg/kg/d", "0.06 0.5 1 2", "0", "3"),
    amounts("mg/wk", "14.9 15 280", "0", "300"),
)
STATUS = codes("ongoing stopped never_used")
DAY = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WEEKS = amounts("wk", "3 4 11 12", "0", "60")

DOMAINS: dict[str, tuple[Arguments, ...]] = {
    "bmi": (WEIGHT, HEIGHT),
    "ideal_weight": (HEIGHT, SEX, AGE),
    "adjusted_weight": (WEIGHT, HEIGHT, SEX, AGE),
    "dose_agreement": (ORDERED_AS, GRAMS, PER_KG, WEIGHT),
    "dose_per_cycle": (ORDERED_AS, GRAMS, PER_KG, DAYS, WEIGHT, AGREEMENT, GOVERNS),
    "dosing_weight": (WEIGHT_BASIS, WEIGHT, WEIGHT, WEIGHT),
    "grams_per_cycle": (ORDERED_AS, GRAMS, PER_KG, DAYS, AGREEMENT, GOVERNS, WEIGHT),
    "grams_per_day": (GRAMS, DAYS),
    "grams_per_28d": (GRAMS, INTERVAL),
    "times_label": (DOSE,),
    "label_band": (DOSE,),
    "g_per_kg": (GRAMS, WEIGHT),
    "total_agreement": (GRAMS, GRAMS, GRAMS),
    "infusion_volume": (PRODUCT, GRAMS),
    "hcpcs_code": (PRODUCT,),
    "hcpcs_units": (PRODUCT, GRAMS),
    "sodium_load": (PRODUCT, GRAMS),
    "maltose_load": (PRODUCT, GRAMS),
    "iga_load": (PRODUCT, GRAMS),
    "iga_load_at_most": (PRODUCT, GRAMS),
    "vial_count": (PRODUCT, GRAMS),
    "vial_grams": (PRODUCT, GRAMS),
    "vial_waste": (PRODUCT, GRAMS),
    "minutes_at_ceiling": (PRODUCT, DOSE, DAYS),
    "minutes_in_steps": (PRODUCT, DOSE, DAYS),
    "minutes_at_risk": (PRODUCT, DOSE, DAYS),
    "ml_per_hour": (RATE, WEIGHT),
    "start_ml_per_hour": (WEIGHT,),
    "ceiling_ml_per_hour": (WEIGHT,),
    "risk_ceiling_ml_per_hour": (WEIGHT,),
    "iga_reading": (IGA_RECORDED, IGA, AGE),
    "iga_deficient": (IGA_RECORDED, IGA, AGE),
    "enzymes": (ENZYME, ENZYME, OTHER_ENZYMES),
    "bohan_peter": (RASH, WEAKNESS, ENZYMES, EMG, BIOPSY),
    "eular_acr_settled": (
        *(AGE, YES_NO, YES_NO, YES_NO, YES_NO, RASH, YES_NO),
        *(many("jo1 mda5", "negative not_done"), ENZYMES, BIOPSY, FEATURES),
    ),
    "eular_acr_biopsy_needed": (RASH, BIOPSY, FEATURES),
    "eular_acr_subgroup": (
        *(IIM_CLASS, AGE, RASH, WEAKNESS, YES_NO, YES_NO, YES_NO, YES_NO),
        *(YES_NO, FEATURES),
    ),
    "lung_points_lost": (PERCENT, PERCENT),
    "lung_relative_fall": (PERCENT, PERCENT),
    "ppf": (YES_NO, PERCENT, PERCENT, PERCENT, PERCENT, YES_NO, DAY, DAY),
    "inbuild_fvc_limb": (PERCENT, PERCENT, DAY, DAY),
    "label_contraindication": (YES_NO, ANTI_IGA, YES_NO, YES_NO),
    "dose_adequacy": (DRUG, DAILY, AGE, WEIGHT),
    "treatment_weeks": (STATUS, DAY, DAY, DAY),
    "treatment_duration": (DRUG, WEEKS, AGE),
    "tis_physician": (CM, CM),
    "tis_patient": (CM, CM),
    "tis_muscle": (STRENGTH, STRENGTH, MUSCLE_SCALE, CMAS, CMAS),
    "tis_function": (HAQ, HAQ),
    "tis_enzyme": (ENZYME_NAME, ENZYME, ENZYME, ENZYME),
    "tis_extramuscular": (CM, CM),
    "tis_class": (*POINTS, SUBTYPE, AGE),
    "tis_at_least_20": POINTS,
    "cdasi_stanford": (CDASI,),
    "cdasi_upenn": (CDASI,),
    "cdasi_change": (CDASI, CDASI),
    "physician_global_band": (CM,),
    "ck_times_limit": (ENZYME, ENZYME),
    "proderm_deterioration": (
        *(CM, CM, CM, CM, MUSCLE_SCALE, STRENGTH, STRENGTH, HAQ, HAQ, CM, CM),
        st.booleans(),
    ),
    "imacs_improved": (
        *(CM, CM, CM, CM, MUSCLE_SCALE, STRENGTH, STRENGTH, HAQ, HAQ),
        *(ENZYME, ENZYME, CM, CM),
    ),
}


@st.composite
def recorded(draw: st.DrawFn, name: str) -> list[Argument]:
    """Arguments as a case may have them: mostly known, some unknown, some not arising."""
    unknown = st.one_of(NOT_KNOWN_YET, st.just(Unknown(Reason.NOT_APPLICABLE)))
    return [draw(domain if draw(st.integers(0, 7)) else unknown) for domain in DOMAINS[name]]


def ways_to_forget(arguments: int) -> st.SearchStrategy[list[tuple[bool, ...]]]:
    """Every choice of what to keep; of a long list of arguments, some of them each time."""
    if arguments <= MOST_EXHAUSTED:
        return st.just(list(product((True, False), repeat=arguments)))
    one_way = st.tuples(*[st.booleans()] * arguments)
    return st.lists(one_way, min_size=SOME_WAYS, max_size=SOME_WAYS)


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
    for kept in data.draw(ways_to_forget(len(more))):
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


def test_exactly_these_count_unknown_items_as_something() -> None:
    from_recorded = {name for name, found in REGISTRY.items() if found.from_recorded}
    assert from_recorded == {
        *("eular_acr_min", "eular_acr_max", "eular_acr_class", "eular_acr_about", "iga_risk"),
        *("tis_least", "tis_most", "tis_attainable"),
    }
