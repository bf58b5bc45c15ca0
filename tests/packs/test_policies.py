"""The policies of others: what each example comes to, and what one changed fact makes of it.

What a reader must be able to trust: a line says what its text says and no more, and where the text
had to be interpreted, it was read as the line's `reading` tells.
"""

from typing import Any

import pytest

from conftest import PACK_FOLDER
from necessity.opening import ALL, Wish, open_file
from necessity.pack.model import Criterion, Pack
from necessity.replay import result

EXAMPLES = PACK_FOLDER / "examples"
OTHERS = ("fda-label", "ontario-adult", "ontario-juvenile", "australia-adult", "blue-cross-nc")
WORDS = {"yes": "met", "no": "not_met", "?": "undetermined"}

# Each example by the US label, Ontario for adults, Ontario juvenile, Australia, Blue Cross NC.
MATRIX = """
amyopathic-skin-only                      yes  yes  no   no   yes
aspiration-heart-breathing                ?    ?    no   no   ?
continuation-after-three-cycles           yes  no   no   yes  yes
continuation-no-response                  yes  no   no   yes  no
continuation-tis-45                       yes  yes  no   yes  yes
external-appeal                           no   no   no   ?    no
iga-deficient-with-anti-iga-and-reaction  no   yes  no   yes  no
inclusion-body                            no   no   no   no   no
juvenile-after-methotrexate               no   no   yes  no   ?
juvenile-contraindication                 no   no   yes  no   ?
loading-5-g-per-kg                        no   no   no   yes  no
loading-justified                         no   no   no   yes  no
loading-with-reason                       no   no   no   yes  no
low-iga-alone                             yes  yes  no   yes  yes
mild-disease-at-home                      no   yes  no   no   no
obese-actual-weight                       yes  yes  no   yes  yes
order-sheet-only                          ?    ?    ?    ?    ?
polymyositis                              no   yes  no   yes  yes
rapidly-progressive-mda5-first-line       yes  yes  no   no   yes
relapse-when-stopped                      yes  yes  no   yes  yes
restart-after-anaphylaxis                 no   yes  no   yes  no
seed-case                                 ?    ?    ?    ?    ?
steroid-naive                             yes  no   no   no   yes
"""
ROWS = {line.split()[0]: line.split()[1:] for line in MATRIX.strip().splitlines()}


def judged(example: str, policy: str, pack: Pack, *sets: str) -> dict[str, Any]:
    """The determination of one policy on an example, and the flags that are up."""
    wish = Wish(policies=(policy,), sets=sets)
    found = result(open_file(EXAMPLES / f"{example}.toml", pack, wish))
    (entry,) = found["determinations"]
    return {**entry, "flags": found["flags"]}


def outcome(example: str, policy: str, pack: Pack, *sets: str) -> str:
    """What one policy says of an example."""
    return str(judged(example, policy, pack, *sets)["outcome"])


# -- what they say of themselves -------------------------------------------------------------


def test_they_stand_after_the_default_policy(pack: Pack) -> None:
    assert tuple(pack.policies) == ("consensus", *OTHERS)


@pytest.mark.parametrize("id_", OTHERS)
def test_a_policy_says_which_text_was_read_when_and_where(pack: Pack, id_: str) -> None:
    policy = pack.policies[id_]
    source = pack.sources[policy.source]
    assert policy.url == source.url
    assert policy.read == source.checked
    assert source.read
    assert policy.version


def test_what_was_read_in_part_says_so_in_its_title(pack: Pack) -> None:
    assert "indication sentence only" in pack.policies["australia-adult"].title


@pytest.mark.parametrize("id_", OTHERS)
def test_a_policy_cites_its_own_text_or_the_label(pack: Pack, id_: str) -> None:
    policy = pack.policies[id_]
    allowed = {policy.source, "octagam-label-us", "ontario-ivig-juvenile"}
    cited = [line.cites for line in policy.criterion]
    cited += [note.cites for note in (*policy.safeguard, *policy.flag)]
    assert {cite.split()[0] for cites in cited for cite in cites} <= allowed
    assert all(cited)


@pytest.mark.parametrize("id_", OTHERS)
def test_no_policy_speaks_of_approval(pack: Pack, id_: str) -> None:
    policy = pack.policies[id_]
    asked = " ".join(spec.asks for spec in policy.determination).lower()
    assert not any(word in asked for word in ("approv", "deny", "denied", "denial"))


def _line(pack: Pack, policy: str, id_: str) -> Criterion:
    return pack.policies[policy].criteria[id_]


@pytest.mark.parametrize(
    ("policy", "id_", "word"),
    [
        ("fda-label", "dermatomyositis", "sub-typing"),
        ("fda-label", "dose_interval", "at least 4"),
        ("ontario-adult", "methotrexate_or_azathioprine_failed", "at least one"),
        ("ontario-adult", "methotrexate_or_azathioprine_failed", "intolerance"),
        ("ontario-adult", "first_line_failed", "contraindication"),
        ("ontario-adult", "reviewed_in_time", "183 days"),
        ("ontario-adult", "place", "restart"),
        ("ontario-juvenile", "first_line", "at least one"),
        ("ontario-juvenile", "place", "restart"),
        ("australia-adult", "other_immunosuppressant_failed", "any one"),
        ("australia-adult", "manifestation", "Lung disease"),
        ("australia-adult", "criteria", "restart"),
        ("blue-cross-nc", "label_dose", "compendium"),
        ("blue-cross-nc", "kind", "restart"),
    ],
)
def test_an_interpretation_is_told(pack: Pack, policy: str, id_: str, word: str) -> None:
    assert word.lower() in _line(pack, policy, id_).reading.lower()


# -- every example by every policy ----------------------------------------------------------


def test_every_example_stands_in_the_matrix() -> None:
    assert set(ROWS) == {path.stem for path in EXAMPLES.glob("*.toml")}
    assert all(len(row) == len(OTHERS) for row in ROWS.values())


@pytest.mark.parametrize("example", ROWS)
def test_an_example_comes_out_by_every_policy_as_it_should(example: str, pack: Pack) -> None:
    path = EXAMPLES / f"{example}.toml"
    entries = result(open_file(path, pack, Wish(policies=(ALL,))))["determinations"]
    found = {e["policy"]: e["outcome"] for e in entries if e["policy"] != "consensus"}
    assert found == {id_: WORDS[word] for id_, word in zip(OTHERS, ROWS[example], strict=True)}


# -- the seed case ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        ("fda-label", ["pt.age", "safety.iga_recorded", "safety.severe_reaction"]),
        ("ontario-adult", ["sev.severe"]),
        ("ontario-juvenile", ["pt.age", "tx"]),
        ("australia-adult", ["dx.muscle_biopsy", "sev.dysphagia"]),
        (
            "blue-cross-nc",
            ["dx.indication_status", "safety.iga_recorded", "safety.severe_reaction"],
        ),
    ],
)
def test_the_seed_case_waits(pack: Pack, policy: str, missing: list[str]) -> None:
    found = judged("seed-case", policy, pack)
    assert found["outcome"] == "undetermined"
    assert sorted(found["missing"]) == sorted(missing)


@pytest.mark.parametrize(("age", "expected"), [("12 a", "undetermined"), ("18 a", "not_met")])
def test_unspecified_disease_is_juvenile_under_18_only(pack: Pack, age: str, expected: str) -> None:
    assert outcome("seed-case", "ontario-juvenile", pack, f"pt.age={age}") == expected
    failed = ("tx#2.drug=azathioprine", f"pt.age={age}")
    met = outcome("seed-case", "ontario-juvenile", pack, *failed) == "met"
    assert met is (expected == "undetermined")


def test_a_child_whose_disease_is_not_called_juvenile_is_flagged(pack: Pack) -> None:
    child = judged("seed-case", "ontario-juvenile", pack, "dx.subtype=dm_classic", "pt.age=12 a")
    assert child["outcome"] == "not_met"
    assert "under_18_not_juvenile" in child["flags"]


def test_called_severe_the_seed_case_is_met_in_ontario(pack: Pack) -> None:
    found = judged("seed-case", "ontario-adult", pack, "sev.severe=yes")
    assert found["outcome"] == "met"
    assert "sev.severe" in found["because"]


def test_not_severe_it_waits_for_methotrexate_or_azathioprine(pack: Pack) -> None:
    """Tacrolimus and mycophenolate do not stand for them; once there are no others, it is not met.

    Nor does the lung disease of the case or its admission make it severe.
    """
    found = judged("seed-case", "ontario-adult", pack, "sev.severe=no")
    assert (found["outcome"], found["missing"]) == ("undetermined", ["tx"])
    closed = outcome("seed-case", "ontario-adult", pack, "sev.severe=no", "tx=no")
    assert closed == "not_met"


@pytest.mark.parametrize("drug", ["methotrexate", "azathioprine"])
def test_either_of_the_two_is_enough_in_ontario(pack: Pack, drug: str) -> None:
    assert outcome("seed-case", "ontario-adult", pack, f"tx#2.drug={drug}") == "met"


# -- the label --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (("pt.age=18 a",), "met"),
        (("pt.age=17.9 a",), "not_met"),
        (("dx.subtype=dm_amyopathic",), "met"),
        (("dx.subtype=dm_hypomyopathic",), "met"),
        (("dx.subtype=dm_unspecified",), "met"),
        (("dx.subtype=jdm",), "not_met"),
        (("dx.subtype=antisynthetase",), "not_met"),
        (("dose.per_day=28 g", "dose.days=5 d"), "met"),
        (("dose.per_day=28 g", "dose.days=6 d"), "not_met"),
        (("dose.per_day=70.5 g",), "not_met"),
        (("dose.per_day=140 g", "dose.days=1 d"), "not_met"),
        (("dose.interval=6 wk",), "met"),
        (("dose.interval=3.9 wk",), "not_met"),
        (("safety.severe_reaction=yes",), "not_met"),
        (("dose.loading=yes", "dose.loading_per_day=70 g", "dose.loading_days=3 d"), "not_met"),
        (("dose.loading=yes", "dose.loading_per_day=28 g", "dose.loading_days=5 d"), "met"),
        (("dose.loading=yes", "dose.loading_per_day=70 g", "dose.loading_days=1 d"), "not_met"),
        (("dose.loading=?not_in_record",), "undetermined"),
        (("tx_any=no",), "met"),
    ],
)
def test_the_label(pack: Pack, sets: tuple[str, ...], expected: str) -> None:
    assert outcome("low-iga-alone", "fda-label", pack) == "met"
    assert outcome("low-iga-alone", "fda-label", pack, *sets) == expected


@pytest.mark.parametrize("id_", ["fda-label", "blue-cross-nc"])
@pytest.mark.parametrize("fact", ["safety.iga_recorded=not_deficient", "safety.anti_iga=negative"])
def test_iga_bars_only_with_all_three_facts(pack: Pack, id_: str, fact: str) -> None:
    name = "iga-deficient-with-anti-iga-and-reaction"
    assert outcome(name, id_, pack) == "not_met"
    assert outcome(name, id_, pack, fact) == "met"


# -- Ontario ----------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["contraindicated", "response", "too_early"])
def test_in_the_adult_text_only_failure_counts(pack: Pack, first: str) -> None:
    met = outcome("polymyositis", "ontario-adult", pack)
    found = outcome("polymyositis", "ontario-adult", pack, f"tx#2.outcome={first}")
    assert (met, found) == ("met", "not_met")


@pytest.mark.parametrize("row", ["1", "2"])
def test_in_the_juvenile_text_contraindication_counts(pack: Pack, row: str) -> None:
    name = "juvenile-after-methotrexate"
    ruled_out = f"tx#{row}.outcome=contraindicated"
    assert outcome(name, "ontario-juvenile", pack, ruled_out) == "met"
    works = f"tx#{row}.outcome=response"
    assert outcome(name, "ontario-juvenile", pack, works) == "not_met"


def test_severity_is_no_way_around_in_the_juvenile_text(pack: Pack) -> None:
    found = outcome(
        "juvenile-after-methotrexate",
        "ontario-juvenile",
        pack,
        "tx#2.outcome=too_early",
        "sev.severe=yes",
    )
    assert found == "not_met"


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (("cont.last_note=2025-11-16",), "met"),
        (("cont.last_note=2025-11-15",), "not_met"),
        (("cont.last_note=2025-11-15", "cont.start_date=2026-05-17"), "met"),
        (("cont.last_note=2025-11-15", "cont.start_date=2026-05-16"), "not_met"),
        (("cont.last_note=?not_in_record",), "undetermined"),
        (("req.date=?not_in_record",), "undetermined"),
        (("cont.measure_preset=none",), "not_met"),
        (("cont.measure_improved=stable_on_therapy",), "not_met"),
        (("cont.measure_improved=?not_in_record",), "undetermined"),
        (("tx_any=no",), "met"),
        (("req.type=dose_change",), "met"),
        (("dx.subtype=ibm",), "not_met"),
        (("dose.per_day=71 g",), "not_met"),
    ],
)
def test_a_continuation_in_ontario(pack: Pack, sets: tuple[str, ...], expected: str) -> None:
    assert outcome("continuation-tis-45", "ontario-adult", pack, *sets) == expected


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ((), "met"),
        (("cont.measure_improved=worse",), "not_met"),
        (("cont.measure_preset=none",), "not_met"),
        (("cont.measure_improved=?not_in_record",), "undetermined"),
        (("dose.per_day=31 g",), "not_met"),
    ],
)
def test_a_juvenile_continuation(pack: Pack, sets: tuple[str, ...], expected: str) -> None:
    start = ("req.type=continuation", "cont.measure_preset=cmas", "cont.measure_improved=improved")
    found = outcome("juvenile-after-methotrexate", "ontario-juvenile", pack, *start, *sets)
    assert found == expected


@pytest.mark.parametrize("policy", ["ontario-adult", "blue-cross-nc"])
def test_a_restart_is_judged_as_a_start(pack: Pack, policy: str) -> None:
    """No measure and no approval is asked for again; without first treatments Ontario says no."""
    gone = ("cont.measure_preset=none", "plan.prior_approval=no", "cont.clinical_benefit=no")
    assert outcome("relapse-when-stopped", policy, pack, *gone) == "met"
    untreated = outcome("relapse-when-stopped", "ontario-adult", pack, "tx_any=no")
    assert untreated == "not_met"


# -- Australia --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (("sev.weakness_significant=no",), "not_met"),
        (("sev.weakness_significant=no", "sev.dysphagia=mild"), "met"),
        (("sev.weakness_significant=no", "ild.present=yes", "sev.rash=severe"), "not_met"),
        (("dx.muscle_biopsy=not_done",), "not_met"),
        (("dx.muscle_biopsy=equivocal",), "not_met"),
        (("dx.muscle_biopsy=not_done", "dx.skin_biopsy=interface_dermatitis"), "not_met"),
        (("dx.muscle_biopsy=?awaited",), "undetermined"),
        (("dx.subtype=imnm",), "met"),
        (("dx.subtype=dm_unspecified",), "met"),
        (("dx.subtype=jdm",), "not_met"),
        (("tx#2.drug=mycophenolate",), "met"),
        (("tx#2.drug=rituximab",), "met"),
        (("tx#2.drug=other", "tx#2.class=calcineurin_inhibitor"), "met"),
        (("tx#2.drug=hydroxychloroquine",), "not_met"),
        (("tx#2.outcome=contraindicated",), "not_met"),
        (("tx#1.outcome=contraindicated",), "not_met"),
    ],
)
def test_the_australian_sentence(pack: Pack, sets: tuple[str, ...], expected: str) -> None:
    assert outcome("polymyositis", "australia-adult", pack) == "met"
    assert outcome("polymyositis", "australia-adult", pack, *sets) == expected


# -- Blue Cross NC ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (("req.site=home",), "not_met"),
        (("req.site=?not_in_record",), "undetermined"),
        (("dx.indication_status=cms_compendium",), "met"),
        (("dx.indication_status=neither",), "not_met"),
        (("plan.prior_approval=no",), "not_met"),
        (("cont.clinical_benefit=no",), "not_met"),
        (("cont.clinical_benefit=?not_in_record",), "undetermined"),
        (("cont.measure_improved=worse",), "met"),
        (("dose.per_day=71 g",), "not_met"),
        (("safety.severe_reaction=yes",), "not_met"),
        (("tx_any=no",), "met"),
        (("req.type=initial",), "met"),
    ],
)
def test_blue_cross_renews(pack: Pack, sets: tuple[str, ...], expected: str) -> None:
    assert outcome("continuation-tis-45", "blue-cross-nc", pack) == "met"
    assert outcome("continuation-tis-45", "blue-cross-nc", pack, *sets) == expected


# -- what never decides -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("example", "policy", "fact", "flag"),
    [
        ("low-iga-alone", "fda-label", "req.product=privigen", "other_product"),
        ("low-iga-alone", "fda-label", "req.route=sc", "subcutaneous"),
        ("low-iga-alone", "fda-label", "dose.consecutive=no", "days_not_consecutive"),
        ("low-iga-alone", "ontario-adult", "dose.days=1 d", "not_over_two_days"),
        ("low-iga-alone", "ontario-adult", "dose.interval=3 wk", "more_often_than_monthly"),
        ("low-iga-alone", "ontario-adult", "pt.age=17 a", "under_18_not_juvenile"),
        (
            "relapse-when-stopped",
            "ontario-adult",
            "cont.measure_improved=worse",
            "restart_without_effect",
        ),
        ("juvenile-after-methotrexate", "ontario-juvenile", "dose.days=1 d", "not_over_two_days"),
        ("low-iga-alone", "australia-adult", "pt.age=17 a", "under_18"),
        (
            "low-iga-alone",
            "blue-cross-nc",
            "req.line_of_business=self_funded",
            "not_medicare",
        ),
        (
            "low-iga-alone",
            "blue-cross-nc",
            "dx.indication_status=cms_compendium",
            "compendium_dose_not_seen",
        ),
    ],
)
def test_a_flag_goes_up_and_decides_nothing(
    pack: Pack, example: str, policy: str, fact: str, flag: str
) -> None:
    before, after = judged(example, policy, pack), judged(example, policy, pack, fact)
    assert flag not in before["flags"]
    assert flag in after["flags"]
    assert before["outcome"] == after["outcome"] == "met"


def test_a_juvenile_restart_without_effect_is_flagged(pack: Pack) -> None:
    again = ("req.type=restart_after_break", "cont.measure_improved=worse")
    found = judged("juvenile-after-methotrexate", "ontario-juvenile", pack, *again)
    assert "restart_without_effect" in found["flags"]
    assert found["outcome"] == "met"


@pytest.mark.parametrize(
    ("example", "policy", "fact", "condition"),
    [
        ("low-iga-alone", "fda-label", "safety.rate_max=0.05 mL/kg/min", "rate_ceiling"),
        ("low-iga-alone", "fda-label", "safety.renal_risk=diabetes", "rate_ceiling_at_risk"),
        ("low-iga-alone", "ontario-adult", "req.duration=7 mo", "first_course"),
        ("low-iga-alone", "ontario-adult", "plan.review=no", "review_planned"),
        ("continuation-tis-45", "ontario-adult", "cont.step_down=none", "least_dose_sought"),
        ("juvenile-after-methotrexate", "ontario-juvenile", "plan.measures=none", "measures_fixed"),
        ("continuation-tis-45", "blue-cross-nc", "req.duration=13 mo", "twelve_months"),
    ],
)
def test_a_safeguard_is_carried_and_decides_nothing(
    pack: Pack, example: str, policy: str, fact: str, condition: str
) -> None:
    before, after = judged(example, policy, pack), judged(example, policy, pack, fact)
    assert condition not in before["conditions"]
    assert condition in after["conditions"]
    assert before["outcome"] == after["outcome"] == "met"
