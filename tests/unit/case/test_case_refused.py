"""What a case file may not hold, and what is said of it, word for word."""

# ruff: noqa: E501 - a message stands beside what it is about, on one line

import contextlib
import re

import pytest
from kept import case_of, said

from necessity.case.layout import write
from necessity.case.read import read
from necessity.errors import CaseError
from necessity.quantity import Quantity

PAGE = write(
    *case_of([said("tx_any", value=True), said("dx.rash", ("gottron",)), said("tx", value=False)])
)
NUMBER = '[[answer]]\nid = "lab.iga"\nvalue = {}\n'
UNTOUCHED = "\n  Nothing was loaded and nothing was changed."


def refusal(page: str) -> str:
    with pytest.raises(CaseError) as caught:
        read(page, "c.case.toml")
    message = str(caught.value)
    assert message.startswith("c.case.toml: ")
    assert message.endswith(UNTOUCHED)
    return message.removeprefix("c.case.toml: ").removesuffix(UNTOUCHED)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"case/1"', '"case/2"', 'format: "case/2" is a newer format than this program reads; it reads "case/1".'),
        ('"case/1"', '"letter"', 'format: "letter" is no known format; it reads "case/1".'),
        ('format = "case/1"', "", "format: it is missing."),
        ('id = "c-1"', 'id = "../x"', 'id: "../x" cannot be the id of a case.'),
        ('"in-progress"', '"done"', 'status: I found "done" and expected one of in-progress, completed, amended.'),
        ("reviewer =", "reviwer =", 'reviwer: there is no key "reviwer" here. Did you mean "reviewer"?'),
        ('reviewer = "J. Lee, RN"', "reviewer = 7", "reviewer: I found 7 and expected a text."),
        ("opened = 2026-11-20T14:05:11Z", "opened = 2026-11-20", "opened: I found 2026-11-20 and expected a time such as 2026-11-20T14:02:03Z."),
        ('policies = ["p"]', 'policies = "p"', 'policies: I found "p" and expected a list of texts.'),
        ('policies = ["p"]', "policies = [1]", "policies: it should be a list of texts."),
        ('policies = ["p"]', 'place = "tx#x.y"', 'place: I found "tx#x.y" and expected the id of a question, such as "pt.age" or "tx#1.drug".'),
        ("[pack]", "[pac]", "pack.id: it is missing."),
        ('digest = "sha256:0"', 'disgest = "sha256:0"', 'pack.disgest: there is no key "disgest" here. Did you mean "digest"?'),
        ('id = "dx.rash"', 'id = "tx_any"', "tx_any: it is answered twice."),
        ('id = "dx.rash"', 'id = "tx#0.drug"', 'answer[2].id: I found "tx#0.drug" and expected the id of a question, such as "pt.age" or "tx#1.drug".'),
        ("value = true", 'value = true\nunknown = "awaited"', "tx_any: I found value and unknown and expected exactly one of value, values, period and unknown."),
        ("value = true", "", "tx_any: I found none of them and expected exactly one of value, values, period and unknown."),
        ("value = true", 'unknown = "awited"', 'tx_any.unknown: I found "awited" and expected one of not_in_record, not_known, awaited, declined, illegible, not_documented. Did you mean "awaited"?'),
        ("value = true", 'unknown = "not_asked"', 'tx_any.unknown: I found "not_asked" and expected one of not_in_record, not_known, awaited, declined, illegible, not_documented.'),
        ("value = true", "value = {}", "tx_any.value: I found a table and expected true or false, a text, a number or a day."),
        ("value = true", 'value = true\nunit = "kg"', "tx_any.unit: only a number has one."),
        ('values = ["gottron"]', "values = [1]", "dx.rash.values: it should be a list of texts."),
        ('how = "manual"', 'how = "manuel"', 'tx_any.given.how: I found "manuel" and expected one of manual, imported, override, calculated, copied. Did you mean "manual"?'),
        ("given = {", "given = { was = 1,", 'tx_any.given.was: there is no key "was" here.'),
        ("[audit]", "[audit]\nentry = [{ n = -1 }]\n[x]", "audit.entry[1].n: I found -1 and expected a whole number of ordinary size."),
    ],
)  # fmt: skip
def test_refused(old: str, new: str, said: str) -> None:
    assert old in PAGE
    assert refusal(PAGE.replace(old, new, 1)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("7\nunit = 'mg/dl'", 'lab.iga.unit: I found "mg/dl" and expected one of'),
        ("7\nsign = '<='", 'lab.iga.sign: I found "<=" and expected one of <, >.'),
        ("nan", "lab.iga.value: I found NaN and expected a number of ordinary size."),
        ("-inf", "lab.iga.value: I found -Infinity and expected a number of ordinary size."),
        ("1e999999999", "lab.iga.value: I found 1E+999999999 and expected a number of"),
        ("1e-999999999", "lab.iga.value: I found 1E-999999999 and expected a number of"),
        ("0e999999999", "lab.iga.value: I found 0E+999999999 and expected a number of"),
        (f"0x{'f' * 5000}", "lab.iga.value: I found a very large number and expected a number of"),
    ],
    ids=lambda text: text[:12],
)
def test_a_number_that_would_fill_the_memory_or_is_none(number: str, said: str) -> None:
    assert refusal(PAGE.replace("[[answer]]", NUMBER.format(number) + "[[answer]]", 1)).startswith(
        said
    )


def test_a_number_without_a_unit_is_a_plain_one() -> None:
    loaded = read(PAGE.replace("[[answer]]", NUMBER.format(7) + "[[answer]]", 1), "c")
    assert loaded.answers[0].value == Quantity(7, "1")  # type: ignore[arg-type]


def test_the_rows_of_a_list() -> None:
    for order in ("[0]", "[1, 1]", "[true]", '["1"]', "[9999999999]"):
        page = PAGE.replace("[audit]", f"[rows.tx]\norder = {order}\n[audit]")
        assert refusal(page) == "rows.tx.order: it should name every row once, counted from 1."
    page = PAGE.replace("[audit]", "[rows]\ntx = 1\n[audit]")
    assert refusal(page) == "rows.tx: I found 1 and expected a table."


def test_a_long_text_is_not_repeated_whole() -> None:
    page = PAGE.replace('"in-progress"', f'"{"x" * 500}"')
    assert refusal(page).startswith(f'status: I found "{"x" * 60}..." and expected')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "it is not TOML: Invalid value"),
        ("x = " + "[" * 3000, "it is not TOML that I can read: it is nested too deeply."),
        (f"x = 1{'0' * 5000}", "a number in it is too large."),
        ("a." * 40_000 + "b = 1", "a key in it has more than 16 parts."),
        ("x = { " + '"a" . ' * 40_000 + "b = 1 }", "a key in it has more than 16 parts."),
        ("x" * 200_000, "a number or a key in it has more than 10000 signs."),
    ],
    ids=["no value", "nested", "digits", "dotted", "quoted", "one word"],
)
def test_text_that_is_no_toml_or_takes_for_ever(text: str, said: str) -> None:
    assert refusal(text).startswith(said)


def test_dots_in_a_note_are_no_long_key() -> None:
    note = f"{'.' * 500} {'a. b. ' * 10} {'x' * 50_000}"
    case, interview = case_of([said("tx_any", value=True, note=note)])
    assert read(write(case, interview), "c") == case


@pytest.mark.parametrize("line", [n for n, text in enumerate(PAGE.splitlines()) if " = " in text])
def test_any_value_of_another_kind_is_refused_or_read(line: int) -> None:
    lines = PAGE.splitlines()
    for other in ("1979-05-27T07:32:00", "[[1]]", "{ a = { b = 1 } }", "-3", "''"):
        key = lines[line].partition(" = ")[0]
        if lines[line].startswith("#") or not re.fullmatch(r"\w+", key):
            continue
        page = "\n".join([*lines[:line], f"{key} = {other}", *lines[line + 1 :]])
        with contextlib.suppress(CaseError):
            read(page, "c")
