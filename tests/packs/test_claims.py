"""The evidence of the pack, read as plain TOML so that a fault in the loader cannot hide one here.

What a reader must be able to trust: a sentence has a source, a number was compared with it, and
what was decided about the document that began the project does not change by accident.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).parents[2] / "questions" / "ivig-dermatomyositis"
FILES = ("sources.toml", "claims.toml", "assessment.toml")

Table = dict[str, Any]


def _tables(name: str, key: str) -> list[Table]:
    tables: list[Table] = tomllib.loads((PACK / name).read_text(encoding="utf-8"))[key]
    return tables


SOURCES = {source["id"]: source for source in _tables("sources.toml", "source")}
CLAIMS = {claim["id"]: claim for claim in _tables("claims.toml", "claim")}
SAYS = _tables("assessment.toml", "say")
HEADINGS = [heading["id"] for heading in _tables("assessment.toml", "heading")]

# Digits that belong to a name, not to a finding.
NAMES = re.compile(r"MMT-8|Octagam 10 %|anti-MDA5|Anti-MDA5")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

POPULATION_WORDS = ("polymyositis", "juvenile", "children", "checkpoint-inhibitor")

# A figure on IVIG, and the one on placebo that has to stand beside it.
PLACEBO = {
    "79 %": "44 %",
    "37 of 47": "21 of 48",
    "57.7 %": "22.9 %",
    "9.36": "1.16",
    "1.15 cm": "0.17 cm",
    "46.5": "31.2",
    "50.45": "35.65",
}

# What was decided about each sentence of the document: its number, the claim, use and fidelity.
# To change a line here is to change a clinical decision: say in pack.toml why.
DECISIONS = {
    1: ("doc-opening-verdict", "cite-with-caveat", "overstated"),
    2: ("necessity-ild-life-threatening", "cite-with-caveat", "overstated"),
    3: ("necessity-refractory", "cite-with-caveat", "unverifiable"),
    4: ("necessity-hospitalisation", "do-not-cite", "unverifiable"),
    5: ("soc-not-experimental", "cite", "accurate"),
    6: ("mayo-dose", "cite-with-caveat", "unverifiable"),
    7: ("mayo-is-consensus", "cite-with-caveat", "overstated"),
    8: ("mayo-indications", "cite-with-caveat", "unverifiable"),
    9: ("share-adjunct", "cite-with-caveat", "other-population"),
    10: ("dalakas-12-of-15", "cite", "overstated"),
    11: ("dalakas-domains", "cite", "accurate"),
    12: ("dose-matches", "cite", "accurate"),
    13: ("interval-4-weeks", "cite", "accurate"),
    14: ("duration-1-6-months", "cite-with-caveat", "unverifiable"),
    15: ("combo-mmf", "cite-with-caveat", "unverifiable"),
    16: ("steroid-sparing-50", "cite-with-caveat", "other-population"),
    17: ("indication-rash", "cite", "accurate"),
    18: ("indication-weakness", "cite-with-caveat", "overstated"),
    19: ("indication-ild", "cite-with-caveat", "overstated"),
    20: ("indication-failed-conventional", "cite", "accurate"),
    21: ("safety-lower-infection", "cite-with-caveat", "overstated"),
    22: ("safety-common-minor", "cite-with-caveat", "accurate"),
    23: ("safety-serious-rare", "cite", "overstated"),
    24: ("safety-iga-required", "cite-with-caveat", "overstated"),
    25: ("safety-favourable-overall", "cite-with-caveat", "overstated"),
    26: ("hierarchy-first-line", "cite-with-caveat", "overstated"),
    27: ("hierarchy-ivig-before-rtx", "cite", "overstated"),
    28: ("hierarchy-after-ivig", "cite", "other-population"),
    29: ("onset-vs-plasmapheresis", "do-not-cite", "other-population"),
    30: ("onset-4-8-weeks", "cite-with-caveat", "unverifiable"),
    31: ("onset-day-8", "do-not-cite", "unverifiable"),
    32: ("monitoring-domains", "cite", "accurate"),
    33: ("monitoring-ck-4th-infusion", "cite", "other-population"),
    34: ("monitoring-2-4-months", "cite-with-caveat", "unverifiable"),
    35: ("longterm-70-percent", "cite", "other-population"),
    36: ("longterm-50-stable", "cite-with-caveat", "other-population"),
    37: ("longterm-relapse-4-23", "cite-with-caveat", "other-population"),
    38: ("longterm-dependence", "cite-with-caveat", "unverifiable"),
    39: ("conclusion-next-step", "cite-with-caveat", "overstated"),
    40: ("conclusion-precise-alignment", "cite-with-caveat", "overstated"),
}


def _printed(claim: Table) -> str:
    return f"{claim['says']} {claim.get('caveat', '')}".strip()


def _spans(figure: str, text: str) -> list[tuple[int, int]]:
    """Where a figure stands in a text, as a whole: "7" does not stand in "79"."""
    whole = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)")
    return [found.span() for found in whole.finditer(text)]


def uncovered(text: str, figures: list[str]) -> list[str]:
    """The numbers of a text that no figure accounts for."""
    text = NAMES.sub("", text)
    spans = [span for figure in figures for span in _spans(figure, text)]
    return [
        found[0]
        for found in NUMBER.finditer(text)
        if not any(start <= found.start() and found.end() <= end for start, end in spans)
    ]


def test_the_cover_of_figures_can_fail() -> None:
    assert uncovered("79 % of 95", ["79 %"]) == ["95"]
    assert uncovered("79 %", ["7"]) == ["79"]
    assert uncovered("40.9 % (95 % CI 20 to 61.7)", ["40.9 %"]) == ["95", "20", "61.7"]
    assert uncovered("Octagam 10 % in 3 of 11.", ["3 of 11"]) == []


@pytest.mark.parametrize("name", FILES)
def test_files_are_ascii(name: str) -> None:
    (PACK / name).read_text(encoding="ascii")


def test_no_id_stands_twice() -> None:
    assert len(SOURCES) == len(_tables("sources.toml", "source"))
    assert len(CLAIMS) == len(_tables("claims.toml", "claim"))


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_source_can_be_found_and_leaves_nothing_empty(source: Table) -> None:
    assert any(source.get(key) for key in ("doi", "pmid", "url", "note"))
    assert all(value not in ("", 0) for value in source.values())
    if "url" in source:
        assert re.match(r"https://[a-z][^\s/]*\.[a-z]{2,}/", source["url"])
        assert "doi" not in source
        assert "pmid" not in source


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=list(CLAIMS))
class TestClaim:
    def test_sources_exist(self, claim: Table) -> None:
        assert claim["sources"]
        assert [id_ for id_ in claim["sources"] if id_ not in SOURCES] == []

    def test_every_number_is_among_its_figures(self, claim: Table) -> None:
        assert uncovered(_printed(claim), claim.get("figures", [])) == []

    def test_every_figure_is_printed(self, claim: Table) -> None:
        text = NAMES.sub("", _printed(claim))
        assert [figure for figure in claim.get("figures", []) if not _spans(figure, text)] == []

    def test_forbidden_words_are_absent(self, claim: Table) -> None:
        text = _printed(claim).lower()
        assert [word for word in ("12 showed", "day 8", "plasmapheresis") if word in text] == []

    def test_says_one_sentence_with_spaced_per_cent(self, claim: Table) -> None:
        assert claim["says"].endswith(".")
        assert ". " not in claim["says"]
        assert not re.search(r"\d%", _printed(claim))

    def test_another_population_is_named_in_the_sentence(self, claim: Table) -> None:
        if claim["fidelity"] == "other-population":
            assert any(word in claim["says"].lower() for word in POPULATION_WORDS)

    def test_an_unverified_claim_has_no_figure(self, claim: Table) -> None:
        if claim["verified"] in ("no", "secondary"):
            assert NUMBER.findall(NAMES.sub("", claim["says"])) == []

    def test_a_response_has_its_placebo_rate(self, claim: Table) -> None:
        text = _printed(claim)
        for ivig, placebo in PLACEBO.items():
            if ivig in text:
                assert placebo in text, f"{ivig} without {placebo}"

    def test_what_needs_a_caveat_has_one(self, claim: Table) -> None:
        assert claim.get("caveat") or claim["use"] == "cite"

    def test_the_adult_trial_names_adults(self, claim: Table) -> None:
        if "ProDERM" in claim["says"]:
            assert "adult" in claim["says"]


def test_the_pivotal_trial_is_stated_with_both_rates() -> None:
    says = CLAIMS["new-proderm-primary"]["says"]
    assert "79 %" in says
    assert "44 %" in says


def test_juvenile_claims_name_children() -> None:
    for id_ in ("share-adjunct", "new-jdm-lam"):
        assert "juvenile dermatomyositis" in CLAIMS[id_]["says"]


def test_each_sentence_of_the_document_is_decided_once() -> None:
    numbers = [claim["document"] for claim in CLAIMS.values() if "document" in claim]
    assert sorted(numbers) == list(range(1, 41))
    assert all(claim.get("document_says") for claim in CLAIMS.values() if "document" in claim)


def test_no_decision_changes_silently() -> None:
    found = {
        claim["document"]: (claim["id"], claim["use"], claim["fidelity"])
        for claim in CLAIMS.values()
        if "document" in claim
    }
    assert found == DECISIONS


def test_what_is_not_in_the_document_is_marked_so() -> None:
    for claim in CLAIMS.values():
        assert ("document" in claim) != (claim["fidelity"] == "matches"), claim["id"]


def test_the_assessment_says_what_may_be_said_and_nothing_else() -> None:
    said = [say["claim"] for say in SAYS if "claim" in say]
    allowed = {id_ for id_, claim in CLAIMS.items() if claim["use"] != "do-not-cite"}
    assert len(said) == len(set(said))
    assert set(said) == allowed


def test_a_sentence_of_the_assessment_has_one_kind_and_a_heading() -> None:
    for say in SAYS:
        assert say["under"] in HEADINGS
        assert len({"fact", "claim", "rulings"} & set(say)) == 1, say
        assert "claim" not in say or say.get("when"), say
        assert "each" not in say or "fact" in say, say


def test_juvenile_evidence_is_for_juvenile_disease() -> None:
    gates = {say["claim"]: say["when"] for say in SAYS if "claim" in say}
    assert gates["share-adjunct"] == "dx.subtype = jdm"
    assert gates["new-jdm-lam"] == "dx.subtype = jdm"


def test_claims_of_the_lung_wait_for_lung_disease() -> None:
    for say in SAYS:
        if say.get("claim") in ("indication-ild", "new-proderm-lung", "hierarchy-ivig-before-rtx"):
            assert "ild.present = yes" in say["when"]


def test_an_admission_is_context_only() -> None:
    places = [say["under"] for say in SAYS if "{sev.hospitalised}" in say.get("fact", "")]
    assert places == ["context"]
