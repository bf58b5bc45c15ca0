"""What the default policy must say of the seed case, and what one changed fact makes of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import PACK_FOLDER
from necessity.checking import problems_of
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.replay import differences, result

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))
NO_ORGAN_THREAT = (
    "ild.course=stable",
    "sev.dysphagia=none",
    "sev.resp_muscle=no",
    "sev.cardiac=no",
)


def judged(path: Path, pack: Pack, *sets: str) -> dict[str, Any]:
    """The JSON of a replay, its determinations by id."""
    found = result(open_file(path, pack, Wish(sets=sets)))
    return {**found, "by": {entry["determination"]: entry for entry in found["determinations"]}}


@pytest.fixture
def without_steroid(tmp_path: Path) -> Path:
    """The seed case without its corticosteroid row, and the reviewer says: no others."""
    text = SEED.read_text(encoding="utf-8")
    rows = f'closed = ["tx"]\n{text}'.split("[[answers.tx]]\n")
    assert "prednisone" in rows[1]
    path = tmp_path / "without-steroid.toml"
    path.write_text("[[answers.tx]]\n".join([rows[0], *rows[2:]]), encoding="utf-8")
    return path


def test_the_shipped_pack_is_clean(pack: Pack) -> None:
    """On the day its sources were last read; `check` warns when they grow old."""
    read = max(source.checked for source in pack.sources.values())
    assert problems_of(PACK_FOLDER, read) == []


def test_sources_that_nobody_has_read_again_are_named(pack: Pack) -> None:
    read = max(source.checked for source in pack.sources.values())
    found = problems_of(PACK_FOLDER, read + timedelta(days=90))
    assert {str(problem.severity) for problem in found} == {"warning"}
    found = problems_of(PACK_FOLDER, read + timedelta(days=365))
    assert {(p.slug, str(p.severity)) for p in found} == {("source-stale", "error")}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_out_as_it_says(path: Path, pack: Pack) -> None:
    replayed = open_file(path, pack, Wish())
    assert replayed.expected
    assert differences(replayed) == []


def test_the_seed_case(pack: Pack) -> None:
    found = judged(SEED, pack)
    assert found["by"]["medically_necessary"]["outcome"] == "met"
    assert found["by"]["standard_of_care"]["outcome"] == "met"
    assert found["by"]["no_contraindication"]["outcome"] == "undetermined"
    assert found["by"]["no_contraindication"]["missing"] == [
        "safety.iga_recorded",
        "safety.severe_reaction",
    ]
    for id_ in ("medically_necessary", "standard_of_care"):
        conditions = found["by"][id_]["conditions"]
        assert {"iga_measured", "weight_basis", "course", "rate_ceiling_at_risk"} <= set(conditions)
    assert {"ild_by_symptoms_only", "weakness_distal_only"} <= set(found["flags"])


def test_the_seed_case_does_not_say_that_there_were_no_other_drugs(pack: Pack) -> None:
    assert "tx" not in open_file(SEED, pack, Wish()).interview.answers


def test_inclusion_body_myositis_is_not_met(pack: Pack) -> None:
    found = judged(SEED, pack, "dx.subtype=ibm")
    assert found["by"]["medically_necessary"]["outcome"] == "not_met"


def test_without_a_steroid_it_waits_for_an_organ_threatening_fact(
    without_steroid: Path, pack: Pack
) -> None:
    found = judged(without_steroid, pack)["by"]["medically_necessary"]
    assert found["outcome"] == "undetermined"
    assert found["missing"] in (
        ["ild.course"],
        ["sev.dysphagia"],
        ["sev.resp_muscle"],
        ["sev.cardiac"],
    )


def test_without_a_steroid_and_without_organ_threat_it_is_not_met(
    without_steroid: Path, pack: Pack
) -> None:
    found = judged(without_steroid, pack, *NO_ORGAN_THREAT)
    assert found["by"]["medically_necessary"]["outcome"] == "not_met"


def test_unknown_outcomes_of_the_steroid_sparing_drugs_leave_it_open(pack: Pack) -> None:
    unknown = ("tx#2.outcome=?not_known", "tx#3.outcome=?not_known")
    found = judged(SEED, pack, *unknown)["by"]["medically_necessary"]
    assert found["outcome"] == "undetermined"
    assert found["missing"] == ["tx#2.outcome"]


@pytest.mark.parametrize("dose", ["dose.per_cycle=5 g/kg", "dose.per_kg_day=2.5 g/kg"])
def test_five_grams_with_no_reason_is_not_standard_of_care(pack: Pack, dose: str) -> None:
    found = judged(SEED, pack, dose, "dose.rationale=none")
    assert found["by"]["standard_of_care"]["outcome"] == "not_met"
    assert "dose_above_label" in found["flags"]


def test_five_grams_with_a_reason_waits_for_a_physician(pack: Pack) -> None:
    reason = "dose.rationale=inadequate_response_at_standard"
    found = judged(SEED, pack, "dose.per_cycle=5 g/kg", reason)["by"]["standard_of_care"]
    assert found["outcome"] == "undetermined"
    assert found["missing"] == ["dose.judgement"]


def test_the_external_appeal_waits_for_the_physician_and_for_nothing_else(pack: Pack) -> None:
    path = PACK_FOLDER / "examples" / "external-appeal.toml"
    found = judged(path, pack)
    assert found["by"]["standard_of_care"]["outcome"] == "undetermined"
    assert found["by"]["standard_of_care"]["missing"] == ["dose.judgement"]
    assert "loading_above_label" in found["flags"]  # the loading course, not the regular cycles
    assert "dose_above_label" not in found["flags"]
    assert "stated_total" in [entry["id"] for entry in found["contradictions"]]


@pytest.mark.parametrize(("said", "outcome"), [("justified", "met"), ("not_justified", "not_met")])
def test_in_the_external_appeal_the_physician_decides(pack: Pack, said: str, outcome: str) -> None:
    path = PACK_FOLDER / "examples" / "external-appeal.toml"
    found = judged(path, pack, f"dose.judgement={said}")["by"]
    assert found["standard_of_care"]["outcome"] == outcome


def test_without_active_disease_it_is_not_met(pack: Pack) -> None:
    path = PACK_FOLDER / "examples" / "mild-disease-at-home.toml"
    assert judged(path, pack)["by"]["medically_necessary"]["outcome"] == "not_met"
    active = judged(path, pack, "sev.rash=progressive")["by"]["medically_necessary"]
    assert active["outcome"] == "met"


@pytest.mark.parametrize(
    "threat", ["sev.dysphagia=aspiration", "sev.resp_muscle=yes", "sev.cardiac=yes"]
)
def test_one_threatened_organ_is_enough(pack: Pack, threat: str) -> None:
    path = PACK_FOLDER / "examples" / "steroid-naive.toml"
    assert judged(path, pack)["by"]["medically_necessary"]["outcome"] == "not_met"
    assert judged(path, pack, threat)["by"]["medically_necessary"]["outcome"] == "met"


def test_a_good_response_is_never_a_reason_to_refuse(pack: Pack) -> None:
    """The disease IVIG was started for counts; that the skin is clear now is no reason."""
    path = PACK_FOLDER / "examples" / "continuation-tis-45.toml"
    assert judged(path, pack)["by"]["medically_necessary"]["outcome"] == "met"


@pytest.mark.parametrize("cycles", ["1", "3"])
def test_before_the_fourth_cycle_a_response_is_not_asked_for(pack: Pack, cycles: str) -> None:
    path = PACK_FOLDER / "examples" / "continuation-no-response.toml"
    assert judged(path, pack)["by"]["medically_necessary"]["outcome"] == "not_met"
    found = judged(path, pack, f"cont.cycles={cycles}")
    assert found["by"]["medically_necessary"]["outcome"] == "met"


def test_low_iga_alone_is_no_contraindication(pack: Pack) -> None:
    found = judged(PACK_FOLDER / "examples" / "low-iga-alone.toml", pack)
    assert found["by"]["no_contraindication"]["outcome"] == "met"
    assert "low_iga_alone" in found["flags"]


def test_anti_iga_not_done_says_nothing(pack: Pack) -> None:
    deficient = ("safety.iga_recorded=deficient", "safety.hypersensitivity=yes")
    found = judged(SEED, pack, *deficient, "safety.anti_iga=not_done", "safety.severe_reaction=no")
    assert found["by"]["no_contraindication"]["outcome"] == "undetermined"
