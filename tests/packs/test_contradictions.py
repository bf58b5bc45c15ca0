"""Every contradiction of the pack: two answers raise it, either of them alone does not."""

import pytest

from necessity.answers import AnswerId, question_of
from necessity.decide.contradictions import raised
from necessity.decide.explain import contradiction_words
from necessity.decide.facts import Facts, rows_of
from necessity.decide.judge import Judge
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, QuantityQuestion
from necessity.pack.reading import read

ORDER = "dose.ordered_as=both pt.weight=50_kg dose.days=2_d dose.interval=4_wk"
LOADING = "dose.ordered_as=grams pt.weight=50_kg dose.loading=yes dose.loading_days=5_d"
CYCLE = "dose.loading_per_day=50_g dose.per_day=50_g dose.days=2_d"
DRUG = "tx_any=yes tx#1.drug=methotrexate"
CASES = {
    "grams_and_per_kg": f"{ORDER} dose.per_day=70_g dose.per_kg_day=1_g/kg",
    "loading_grams_and_per_kg": (
        "dose.ordered_as=both pt.weight=50_kg dose.loading=yes"
        " dose.loading_per_day=90_g dose.loading_per_kg_day=1_g/kg"
    ),
    "stated_total": f"{LOADING} {CYCLE} dose.stated_total=140_g",
    "hospital_and_site": "req.site=inpatient sev.hospitalised=no",
    "new_start_after_ivig": "req.type=initial tx#1.drug=ivig tx#1.status=stopped",
    "continuing_without_a_cycle": "req.type=continuation cont.cycles=0",
    "juvenile_with_adult_onset": "dx.subtype=jdm dx.onset_age=40",
    "adult_kind_with_juvenile_onset": "dx.subtype=dm_classic dx.onset_age=9",
    "onset_after_now": "dx.onset_age=50 pt.age=40",
    "amyopathic_with_weakness": "dx.subtype=dm_amyopathic sev.weakness=objective",
    "amyopathic_with_raised_enzymes": "dx.subtype=dm_amyopathic dx.ck=900 dx.ck_limit=200",
    "enzymes_normal_above_limit": "dx.enzymes=normal dx.ck=900 dx.ck_limit=200",
    "biopsy_against_inclusion_body": (
        "dx.subtype=dm_classic dx.muscle_biopsy=supports dx.biopsy_features=rimmed_vacuoles"
    ),
    "no_biopsy_with_features": "dx.muscle_biopsy=not_done dx.biopsy_features=endomysial",
    "weakness_none_and_present": "dx.weakness=none sev.weakness=progressive",
    "weakness_present_and_none": "dx.weakness=proximal sev.weakness=none",
    "dysphagia_none_and_seen": "dx.dysphagia_seen=no sev.dysphagia=mild",
    "rash_none_and_active": "dx.rash=none sev.rash=severe",
    "calcinosis": "dx.rash=calcinosis sev.calcinosis=no",
    "weight_loss_denied": "sev.weight_loss=no sev.weight_lost=6_kg",
    "no_ild_with_pattern": "ild.present=no ild.pattern=nsip",
    "no_ild_with_course": "ild.present=no ild.course=progressive",
    "no_ild_but_severe_for_it": "sev.severe_reason=rp_ild ild.present=no",
    "aspiration_severe_reason": "sev.severe_reason=aspiration sev.dysphagia=mild",
    "contraindicated_and_ongoing#1": f"{DRUG} tx#1.outcome=contraindicated tx#1.status=ongoing",
    "never_given_with_result#1": f"{DRUG} tx#1.status=never_used tx#1.outcome=response",
    "stopped_before_start#1": f"{DRUG} tx#1.start=2026-05-01 tx#1.stop=2026-04-01",
    "started_after_request#1": f"{DRUG} tx#1.start=2026-05-01 req.date=2026-04-01",
    "steroid_ongoing_at_zero": (
        "steroid.current=0 tx_any=yes tx#1.drug=prednisone tx#1.status=ongoing"
    ),
    "no_treatment_with_rows": "tx_any=no tx#1.status=ongoing",
    "iga_deficient_against_value": "safety.iga_recorded=deficient safety.iga=120",
    "iga_not_deficient_against_value": "safety.iga_recorded=not_deficient safety.iga=<7",
    "reaction_denied": "safety.severe_reaction=yes safety.hypersensitivity=no",
    "thrombosis_age": "safety.thrombosis_risk=none pt.age=70",
    "renal_age": "safety.renal_risk=none pt.age=70",
    "thrombosis_malignancy": "safety.thrombosis_risk=none dx.malignancy=active",
    "over_65_and_younger": "safety.renal_risk=age_over_65 pt.age=40",
    "tis_below_components": (
        "req.type=continuation cont.tis=5"
        " cont.physician_vas_before=8_cm cont.physician_vas_now=1_cm"
    ),
    "tis_above_components": (
        "req.type=continuation cont.tis=95"
        " cont.physician_vas_before=8_cm cont.physician_vas_now=8_cm"
    ),
    "improved_and_worse": (
        "req.type=continuation cont.measure_improved=improved cont.measure_preset=mmt8"
        " cont.mmt8_before=140 cont.mmt8_now=120"
    ),
    "remission_with_raised_enzyme": (
        "cont.remission=yes cont.enzyme=ck cont.enzyme_now=900 cont.enzyme_limit=200"
    ),
    "benefit_denied_and_improved": "cont.clinical_benefit=no cont.measure_improved=improved",
    "onset_after_request": "dx.onset_date=2026-05-01 req.date=2026-04-01",
    "ck_after_request": "dx.ck_date=2026-05-01 req.date=2026-04-01",
    "weight_after_request": "pt.weight_date=2026-05-01 req.date=2026-04-01",
    "hrct_after_request": "ild.hrct_date=2026-05-01 req.date=2026-04-01",
    "lung_function_after_request": "ild.pft_date=2026-05-01 req.date=2026-04-01",
    "lung_function_order": "ild.before_date=2026-05-01 ild.pft_date=2026-04-01",
    "iga_after_request": "safety.iga_date=2026-05-01 req.date=2026-04-01",
    "renal_after_request": "safety.renal_date=2026-05-01 req.date=2026-04-01",
    "steroid_after_request": "steroid.current_date=2026-05-01 req.date=2026-04-01",
    "ivig_start_after_request": "cont.start_date=2026-05-01 req.date=2026-04-01",
    "infusion_before_start": "cont.last_infusion=2026-04-01 cont.start_date=2026-05-01",
    "note_after_request": "cont.last_note=2026-05-01 req.date=2026-04-01",
    "relapse_before_start": "cont.relapse_date=2026-04-01 cont.start_date=2026-05-01",
}
"""Answers that raise it; a "_" stands for the space before a unit."""


def facts(pack: Pack, texts: list[str]) -> Facts:
    answers = {}
    for text in texts:
        id_, _, value = text.partition("=")
        item = pack.questions[question_of(id_)[0]]
        number = isinstance(item, QuantityQuestion | Calculated)
        answers[AnswerId(id_)] = read(value.replace("_", " ") if number else value, item)
    return Facts(answers, rows_of(answers))


def found(pack: Pack, texts: list[str]) -> dict[str, str]:
    judge = Judge(pack, facts(pack, texts))
    return {each.id: contradiction_words(judge, each) for each in raised(judge)}


def test_every_contradiction_has_a_case(pack: Pack) -> None:
    named = {id_.partition("#")[0] for id_ in CASES}
    assert named == {contradiction.id for contradiction in pack.contradictions}


@pytest.mark.parametrize("id_", CASES)
def test_it_is_raised_with_its_facts_and_not_without_one_of_them(pack: Pack, id_: str) -> None:
    texts = CASES[id_].split()
    words = found(pack, texts)[id_]
    contradiction = next(c for c in pack.contradictions if c.id == id_.partition("#")[0])
    assert words.startswith(contradiction.text)
    assert ": " in words.removeprefix(contradiction.text)
    assert id_ not in found(pack, texts[:-1])


def test_a_value_given_against_its_answers_is_told(pack: Pack) -> None:
    texts = "dose.per_cycle=5_g/kg dose.ordered_as=g_per_kg dose.per_kg_day=1_g/kg dose.days=2_d"
    words = found(pack, texts.split())["given.dose.per_cycle"]
    assert "5 g/kg" in words
    assert "worked out: 2 g/kg" in words.lower()


def test_answers_that_go_together_raise_nothing(pack: Pack) -> None:
    assert not found(pack, ["dx.subtype=dm_classic", "dx.onset_age=40", "pt.age=45"])
