"""A bare answers file: one text for each answer, however TOML spells it."""

# ruff: noqa: E501 - a message stands beside what it is about, on one line

import tomllib
from decimal import Decimal

import pytest
from kept import PACK

from necessity.answers import How, write
from necessity.case.bare import Bare, Expected, answers_of, looks_bare, read_bare
from necessity.case.model import RowNumbers
from necessity.case.table import parse
from necessity.errors import CaseError

UNTOUCHED = "\n  Nothing was loaded and nothing was changed."


def bare_of(text: str) -> Bare:
    return read_bare(parse(text, "x.toml"), "x.toml")


def texts(text: str) -> dict[str, str]:
    return dict(bare_of(f"[answers]\n{text}").texts)


def refusal(text: str) -> str:
    with pytest.raises(CaseError) as caught:
        answers_of(bare_of(text), PACK)
    message = str(caught.value)
    assert message.startswith("x.toml: ")
    assert message.endswith(UNTOUCHED)
    return message.removeprefix("x.toml: ").removesuffix(UNTOUCHED)


SMALL = """
name = "a case"
closed = ["tx"]
[answers]
tx_any = "yes"
lab.iga = "<7 mg/dL"
pt.bmi = "24.5 kg/m2"
[[answers.tx]]
drug = "a"
outcome = "failed"
[[answers.tx]]
[answers.dx]
rash = "heliotrope, gottron"
[expect.p.d]
outcome = "met"
because = ["tx#1.outcome"]
"""


def test_a_whole_file() -> None:
    bare = bare_of(SMALL)
    assert bare.name == "a case"
    assert bare.rows == {"tx": RowNumbers(order=(1, 2), minted=2)}
    assert bare.expected == (
        Expected(policy="p", determination="d", outcome="met", because=("tx#1.outcome",)),
    )
    answers, unused = answers_of(bare, PACK)
    assert not unused
    assert {answer.id: write(answer.value) for answer in answers} == {
        "tx_any": "yes",
        "lab.iga": "<7 mg/dL",
        "pt.bmi": "24.5 kg/m2",
        "tx#1.drug": "a",
        "tx#1.outcome": "failed",
        "dx.rash": "heliotrope, gottron",
        "tx": "no",
    }
    hows = {str(answer.id): answer.given.how for answer in answers}
    assert hows["pt.bmi"] is How.OVERRIDE
    assert hows["tx_any"] is How.MANUAL


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        ('"2 g/kg"', "2 g/kg"),
        ("true", "yes"),
        ("false", "no"),
        ("30", "30"),
        ("2.50", "2.50"),
        ("2026-11-18", "2026-11-18"),
        ('["heliotrope", "gottron"]', "heliotrope, gottron"),
        ('"?awaited"', "?awaited"),
    ],
)
def test_every_spelling_of_a_value(spelling: str, text: str) -> None:
    assert texts(f"a.b = {spelling}") == {"a.b": text}


def test_flat_ids_stand_for_rows_too() -> None:
    assert texts('"tx#1.drug" = "a"\n"tx#3".drug = "b"') == {"tx#1.drug": "a", "tx#3.drug": "b"}


def test_a_number_without_a_unit_has_the_one_of_its_question() -> None:
    answers, _ = answers_of(bare_of("[answers]\npt.weight = 71.5\nlab.iga = 120"), PACK)
    assert [write(answer.value) for answer in answers] == ["71.5 kg", "120 mg/dL"]


def test_answers_that_no_question_takes() -> None:
    bare = bare_of('[answers]\nzz.a = "yes"\ntx_any = "yes"')
    answers, unused = answers_of(bare, PACK, allow_unused=True)
    assert ([answer.id for answer in answers], unused) == (["tx_any"], ("zz.a",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[answers]\n[answer]\n", 'answer: there is no such key. Did you mean "answers"?'),
        ("answers = 1", "answers: it should be a table of answers."),
        ('closed = "tx"\n[answers]', "closed: it should be a list of group ids."),
        ('closed = ["tx#x"]\n[answers]', 'tx#x: it should be an id such as "pt.age" or "tx#1.drug".'),
        ('[answers]\n"tx#x.drug" = "a"', 'tx#x.drug: it should be an id such as "pt.age" or "tx#1.drug".'),
        ('[answers]\nlab.iga_ = "1"', 'lab.iga_: there is no question "lab.iga_". Did you mean "lab.iga"?'),
        ('[answers]\ntx_any = "maybe"', 'tx_any: I found "maybe" and expected "yes" or "no".'),
        ("[answers]\ntx_any = []", 'tx_any: it should be a text such as "yes", "2 g/kg" or "?not_in_record".'),
        ("[answers]\ntx_any = 07:32:00", 'tx_any: it should be a text such as "yes", "2 g/kg" or "?not_in_record".'),
        ("[answers]\na.b = 2026-11-18T10:00:00Z", 'a.b: it should be a text such as "yes", "2 g/kg" or "?not_in_record".'),
        (f"[answers]\na.b = 0x{'f' * 5000}", 'a.b: it should be a text such as "yes", "2 g/kg" or "?not_in_record".'),
        ("[answers]\npt.weight = nan", 'pt.weight: I found "NaN" and expected a number in kg.'),
        ("[answers]\npt.weight = 1e999999999", 'pt.weight: I found "1E+999999999" and expected a number in kg.'),
        ('[answers]\n"tx#1.drug" = "a"\n[[answers.tx]]\ndrug = "b"', "tx#1.drug: it is answered twice."),
        ('closed = ["tx"]\n[answers]\ntx = "no"', "tx: it is answered twice."),
        ("[answers]\n[expect.p]\noutcome = 'met'", "expect.p.outcome: it should be a table."),
        ("[answers]\n[expect.p.d]\noutcom = 'met'", 'expect.p.d: outcom: there is no such key. Did you mean "outcome"?'),
        ("[answers]\n[expect.p.d]\noutcome = 'yes'", "expect.p.d: outcome: it should be one of met, not_met, undetermined."),
        ("[answers]\n[expect.p.d]\nmissing = 'x'", "expect.p.d: missing: it should be a list of ids."),
    ],
    ids=range(19),
)  # fmt: skip
def test_refused(text: str, said: str) -> None:
    assert refusal(text) == said


def test_what_is_a_bare_file() -> None:
    assert looks_bare({"answers": {}})
    assert not looks_bare({"answers": {}, "format": "case/1"})
    assert not looks_bare({})
    assert looks_bare(tomllib.loads(SMALL, parse_float=Decimal))
