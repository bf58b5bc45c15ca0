"""What rests on the chart is marked by its record; what rests on nothing says so."""

from dataclasses import replace
from datetime import date

import pytest

from conftest import PACK_FOLDER
from necessity.answers import Answer, AnswerId
from necessity.case.model import Case, Excerpt, Record
from necessity.decide.why import why_outcome
from necessity.interview import engine
from necessity.interview.state import Interview
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.summary import text
from necessity.summary.build import build
from necessity.summary.model import Sentence

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
CONSULT = Record(
    id="R1",
    title="Rheumatology consult",
    dated=date(2026, 11, 11),
    excerpt=(Excerpt(id="R1.1", at="p. 1", quote="dermatomyositis with {pt.age} \x1b[31mILD"),),
)


def documented(pack: Pack, **rests: str) -> tuple[Interview, Case]:
    """The seed case with records behind these answers (written a__b for a.b)."""
    replayed = open_file(SEED, pack, Wish())
    named = {AnswerId(key.replace("__", ".")): record for key, record in rests.items()}
    answers = [
        replace(answer, rests_on=(named[id_],)) if id_ in named else answer
        for id_, answer in replayed.interview.answers.items()
    ]
    interview = engine.opened(pack, (), answers, replayed.interview.rows)
    return interview, replace(replayed.case, records=(CONSULT,))


def sentences(interview: Interview, case: Case, start: str) -> list[Sentence]:
    parts = build(interview, case).parts
    return [s for part in parts for s in part.sentences if s.text.startswith(start)]


def test_a_documented_fact_carries_its_record(pack: Pack) -> None:
    found = sentences(*documented(pack, dx__subtype="R1.1"), "Working diagnosis:")
    assert found
    assert {fact.marks for fact in found} == {"(1)"}


def test_a_record_is_listed_with_its_words_made_visible(pack: Pack) -> None:
    written = text.render(build(*documented(pack, dx__subtype="R1.1")))
    assert "RECORDS OF THE CHART" in written
    listed = ' (1)   Rheumatology consult, 11 Nov 2026, p. 1: "dermatomyositis with {pt.age}'
    assert listed in written
    assert "<U+001B>[31mILD" in written


@pytest.mark.parametrize(
    ("rests", "marks"),
    [
        ({}, "(stated, not documented)"),
        ({"dose__per_kg_day": "R1"}, "(1) (stated, not documented)"),
        ({"dose__per_kg_day": "R1", "dose__days": "R1", "dose__ordered_as": "R1"}, "(1)"),
    ],
    ids=["nothing", "a part", "all"],
)
def test_a_worked_out_value_rests_on_what_its_inputs_rest_on(
    rests: dict[str, str], marks: str, pack: Pack
) -> None:
    found = sentences(*documented(pack, **rests), "Dose per cycle:")
    assert {fact.marks for fact in found} == {marks}


def test_why_says_what_is_only_stated(pack: Pack) -> None:
    interview, _ = documented(pack, dx__subtype="R1.1")
    lines = [line.strip() for line in why_outcome(interview.standings[0])]
    assert "working diagnosis: Dermatomyositis, not further specified" in lines
    assert "skin disease: Progressive (stated, not documented)" in lines


def test_an_answer_nobody_knows_keeps_its_note(pack: Pack) -> None:
    replayed = open_file(SEED, pack, Wish())
    noted: list[Answer] = [
        replace(answer, note="Asked the clinic.") if id_ == "pt.age" else answer
        for id_, answer in replayed.interview.answers.items()
    ]
    interview = engine.opened(pack, (), noted, replayed.interview.rows)
    found = sentences(interview, replayed.case, "On age now")
    assert [(s.kind, s.text) for s in found] == [("reviewer", "On age now: Asked the clinic.")]
