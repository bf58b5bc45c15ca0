"""The table of the 40 claims in the README of the pack: no claim is lost, none says two things.

The table is for people. What it promises is compared with the files that the program reads.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).parents[2] / "questions" / "ivig-dermatomyositis"
TEXT = (PACK / "README.md").read_text(encoding="ascii")
TABLE = TEXT.split("## The 40 claims of the document\n")[1]

Table = dict[str, Any]

HEAD = ("no.", "the document says", "decision", "where it is said", "why")
USE = {"as corrected": "cite", "with caveat": "cite-with-caveat", "left out": "do-not-cite"}
WHERE = re.compile(r"`(?P<claim>[a-z0-9-]+)` (?:in \*(?P<heading>[^*]+)\*(?P<when>, .*)?|nowhere)")
ANY_DERMATOMYOSITIS = "dx.subtype in dermatomyositis"


def _tables(name: str, key: str) -> list[Table]:
    tables: list[Table] = tomllib.loads((PACK / name).read_text(encoding="utf-8"))[key]
    return tables


CLAIMS = {claim["id"]: claim for claim in _tables("claims.toml", "claim")}
SAID = {say["claim"]: say for say in _tables("assessment.toml", "say") if "claim" in say}
TITLES = {heading["id"]: heading["title"] for heading in _tables("assessment.toml", "heading")}


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


LINES = [_cells(line) for line in TABLE.splitlines() if line.startswith("|")]
ROWS = [line for line in LINES if line[0].isdecimal()]

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


def where(row: tuple[str, ...]) -> re.Match[str]:
    """The claim that a row names, with the heading and the occasion."""
    found = WHERE.fullmatch(row[3])
    assert found, row[3]
    return found


def test_the_table_has_its_columns_and_every_number_once() -> None:
    assert LINES[0] == HEAD
    assert [int(row[0]) for row in ROWS] == list(range(1, 41))
    assert len(LINES) == len(ROWS) + 2, "a line of the table is neither head nor row"


def test_no_claim_of_the_document_is_missing() -> None:
    named = {where(row)["claim"] for row in ROWS}
    assert named == {id_ for id_, claim in CLAIMS.items() if "document" in claim}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
class TestRow:
    def test_names_the_claim_of_its_number(self, row: tuple[str, ...]) -> None:
        for id_ in re.findall(r"`([^`]+)`", " ".join(row)):
            assert CLAIMS[id_]["document"] == int(row[0])

    def test_the_decision_is_that_of_the_claim(self, row: tuple[str, ...]) -> None:
        assert CLAIMS[where(row)["claim"]]["use"] == USE[row[2]]

    def test_it_is_said_where_the_row_says_and_otherwise_nowhere(
        self, row: tuple[str, ...]
    ) -> None:
        found = where(row)
        said = SAID.get(found["claim"])
        assert (said is None) == (row[2] == "left out")
        assert (TITLES[said["under"]] if said else None) == found["heading"]

    def test_an_occasion_is_named_when_there_is_one(self, row: tuple[str, ...]) -> None:
        """Without one the sentence is said in dermatomyositis of any kind, as the page says."""
        found = where(row)
        if found["heading"]:
            gate = SAID[found["claim"]]["when"]
            assert (found["when"] is None) == (gate == ANY_DERMATOMYOSITIS)

    def test_its_cells_are_filled_and_short(self, row: tuple[str, ...]) -> None:
        assert len(row) == len(HEAD)
        assert all(row)
        assert max(len(row[1]), len(row[4])) <= 100


def test_what_the_page_says_of_the_left_out_is_true() -> None:
    """A claim with a caveat has one to print; one that is left out is said under no heading."""
    for row in ROWS:
        claim = CLAIMS[where(row)["claim"]]
        assert row[2] != "with caveat" or claim["caveat"]
    left_out = {where(row)["claim"] for row in ROWS if row[2] == "left out"}
    assert left_out == {id_ for id_, claim in CLAIMS.items() if claim["use"] == "do-not-cite"}
    assert not left_out & set(SAID)


def test_every_file_of_the_pack_stands_in_the_list_of_files() -> None:
    listed = set(re.findall(r"^\| `([a-z-]+(?:\.toml|/))` \|", TEXT, re.MULTILINE))
    found = {path.name + "/" * path.is_dir() for path in PACK.iterdir()} - {"README.md"}
    assert listed == found


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
