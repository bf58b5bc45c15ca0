"""The summary of the golden case: every sentence supported, every figure verified, all words kept.

`seed-case.summary.txt` beside this file is the whole text. A change of it is accepted by running
`necessity summary questions/ivig-dermatomyositis/examples/seed-case.toml` into it and reading it.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import PACK_FOLDER
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.summary import data, markdown, text
from necessity.summary.build import build
from necessity.summary.model import Sentence, Summary, UnsupportedError

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
GOLDEN = Path(__file__).parent / "seed-case.summary.txt"
EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))


def summary_of(path: Path, pack: Pack) -> Summary:
    replayed = open_file(path, pack, Wish())
    return build(replayed.interview, replayed.case)


@pytest.fixture(scope="module")
def golden(pack: Pack) -> Summary:
    return summary_of(SEED, pack)


def test_the_golden_summary_is_as_it_was_read(golden: Summary) -> None:
    assert text.render(golden) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_sentence_of_every_example_carries_a_mark(path: Path, pack: Pack) -> None:
    summary = summary_of(path, pack)
    assert all(sentence.marks for part in summary.parts for sentence in part.sentences)
    cited = {n for part in summary.parts for s in part.sentences for n in s.references}
    assert [number for number, _, _ in summary.references] == list(range(1, len(cited) + 1))


@pytest.mark.parametrize("kind", ["fact", "ruling", "claim"])
def test_a_sentence_without_support_cannot_be_built(kind: Any) -> None:
    with pytest.raises(UnsupportedError, match="nothing supports"):
        Sentence(kind=kind, text="It works.")


@pytest.mark.parametrize("word", ["12 showed", "day 8", "plasmapheresis"])
def test_what_has_no_source_is_not_said(golden: Summary, word: str) -> None:
    for render in (text.render, markdown.render, data.render):
        assert word not in render(golden).lower()


def test_a_response_rate_stands_beside_its_placebo_rate(golden: Summary) -> None:
    told = [s.text for part in golden.parts for s in part.sentences if "79 %" in s.text]
    assert told
    assert all("44 %" in sentence for sentence in told)


def test_references_are_many_and_each_can_be_found(golden: Summary) -> None:
    assert len(golden.references) >= 12
    for _, source, _ in golden.references:
        assert source.doi or source.pmid or source.url, source.id


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_claim_about_others_names_them(path: Path, pack: Pack) -> None:
    words = {"polymyositis": "polymyositis", "juvenile": "juvenile", "checkpoint": "checkpoint"}
    says = {claim.says: claim for claim in pack.claims.values()}
    for part in summary_of(path, pack).parts:
        for sentence in part.sentences:
            claim = next((c for said, c in says.items() if sentence.text.startswith(said)), None)
            for word, named in words.items():
                if claim and claim.population.lower().startswith(word):
                    assert named in claim.says.lower(), claim.id


def test_no_renderer_adds_a_word(golden: Summary) -> None:
    plain = " ".join(text.render(golden).split())
    written = data.render(golden)
    for part in json.loads(written)["parts"]:
        for sentence in part["sentences"]:
            assert " ".join(sentence["text"].split()) in plain
            assert sentence["marks"]


def test_the_same_answers_give_the_same_bytes(pack: Pack) -> None:
    assert data.render(summary_of(SEED, pack)) == data.render(summary_of(SEED, pack))


def test_facts_say_that_they_are_stated(golden: Summary) -> None:
    facts = [s for part in golden.parts for s in part.sentences if s.kind == "fact"]
    assert facts
    assert all("stated, not documented" in fact.marks for fact in facts)


def test_the_seed_file_is_a_bare_answers_file() -> None:
    assert set(tomllib.loads(SEED.read_text())) == {"name", "answers", "expect"}
