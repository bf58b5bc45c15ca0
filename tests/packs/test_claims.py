"""The evidence of the pack, read as plain TOML so that a fault in the loader cannot hide one here.

What a reader must be able to trust: a sentence has a source, its numbers were read there, and it
says of whom it speaks.
"""

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
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
# What of a source says what was read: where a number of it may stand.
READ = ("read", "population", "design", "n", "year", "title", "journal", "note")

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
    "9 had a major improvement": "no major improvement in 11 courses of placebo",
    "11 of 12 any": "3 of the 11 placebo courses",
    "P < 0.018": "placebo",
    "16.3 points": "more than placebo",
}


def _hours(minutes: Fraction) -> str:
    return f"{int(minutes) // 60} h {int(minutes) % 60} min"


# Figures that no source prints: this project's own arithmetic, done again here. A 10 % product
# holds 1 g in 10 mL; the rates are those of the label in mL/kg/min.
ARITHMETIC = {
    "longterm-70-percent": {f"{79 - 44} points", f"{round(Fraction(100, 79 - 44))} treated"},
    "new-infusion-rate": {
        f"{1 * 10} mL/kg",
        _hours(10 / Fraction("0.04")),
        _hours(10 / Fraction("0.03")),
    },
    "new-other-warnings": {f"{2 * 10} mL/kg"},
}
# The body mass index at which the assessment speaks of body weight: a mark of its own.
OWN_MARK = {"new-body-weight": {"30"}}


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


def unread(figure: str, sources: list[Table]) -> list[str]:
    """The numbers of a figure that none of the sources prints, not even with more decimals."""
    text = " ".join(str(source.get(key, "")) for source in sources for key in READ)
    seen = [Decimal(found.replace(",", "")) for found in NUMBER.findall(text)]
    return [
        number
        for number in NUMBER.findall(figure)
        if (value := Decimal(number.replace(",", "")))
        not in {one.quantize(value, ROUND_HALF_UP) for one in seen}
    ]


def test_the_search_for_what_was_read_can_fail() -> None:
    source = {"read": "OR 11.59 (6.54 to 20.55), 37/47", "n": 95}
    assert unread("11.6 (6.5 to 20.6)", [source]) == []
    assert unread("37 of 47 in 95", [source]) == []
    assert unread("11.5 and 7 of 48", [source]) == ["11.5", "48"]


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
        if claim["verified"] not in ("yes", "partial"):
            assert NUMBER.findall(NAMES.sub("", _printed(claim))) == []

    def test_every_figure_was_read_in_one_of_its_sources(self, claim: Table) -> None:
        sources = [SOURCES[id_] for id_ in claim["sources"]]
        own = ARITHMETIC.get(claim["id"], set()) | OWN_MARK.get(claim["id"], set())
        figures = [figure for figure in claim.get("figures", []) if figure not in own]
        assert [figure for figure in figures if unread(figure, sources)] == []

    def test_own_arithmetic_is_right_and_says_what_it_is(self, claim: Table) -> None:
        own = ARITHMETIC.get(claim["id"], set())
        assert own <= set(claim.get("figures", []))
        assert not own or "arithmetic" in _printed(claim)

    def test_the_population_stands_in_the_sentence(self, claim: Table) -> None:
        """Adults where only adults were studied; its own words where it is not dermatomyositis."""
        population, says = claim["population"].lower(), claim["says"].lower()
        if claim["use"] != "do-not-cite" and "adults" in population:
            assert "adult" in says
        if "dermatomyositis" not in population:
            words = set(re.findall(r"[a-z]{5,}", population)) - {"disease", "mixed", "patients"}
            assert any(word.rstrip("s") in says for word in words)

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


def test_every_pair_of_rates_is_in_use() -> None:
    texts = [_printed(claim) for claim in CLAIMS.values()]
    assert [ivig for ivig in PLACEBO if not any(ivig in text for text in texts)] == []


def test_the_pivotal_trial_is_stated_with_both_rates() -> None:
    says = CLAIMS["new-proderm-primary"]["says"]
    assert "79 %" in says
    assert "44 %" in says


def test_juvenile_claims_name_children() -> None:
    for id_ in ("share-adjunct", "new-jdm-lam"):
        assert "juvenile dermatomyositis" in CLAIMS[id_]["says"]


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


def test_the_mark_for_body_weight_is_the_one_that_the_assessment_goes_by() -> None:
    gate = next(say["when"] for say in SAYS if say.get("claim") == "new-body-weight")
    assert [f"pt.bmi >= {mark} kg/m2" in gate for mark in OWN_MARK["new-body-weight"]] == [True]


def test_what_is_said_of_relapse_finds_its_figures_beside_it() -> None:
    """The claim on relapse states no figure of its own and points to the one on stopping."""
    gates = {say["claim"]: say["when"] for say in SAYS if "claim" in say}
    for part in ("cont.relapse_off = yes", "req.type = restart_after_break"):
        assert part in gates["longterm-relapse-4-23"]
        assert part in gates["longterm-50-stable"]


def test_an_admission_is_context_only() -> None:
    places = [say["under"] for say in SAYS if "{sev.hospitalised}" in say.get("fact", "")]
    assert places == ["context"]
