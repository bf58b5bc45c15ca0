"""The gate rule, open lists, `known`, signs and units: the cases that taught us the rules."""

from dataclasses import replace
from decimal import Decimal

import pytest
from small import FAILED, pack

from necessity.answers import AnswerId, Reason, Unknown, Value
from necessity.calculations.registry import REGISTRY, Argument, Calculation
from necessity.conditions import parse
from necessity.decide.facts import Facts, rows_of
from necessity.decide.judge import Judge, Judged
from necessity.logic import Truth
from necessity.pack.questions import Boolean, Calculated
from necessity.quantity import Quantity

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def judged(condition: str, **answers: Value | Unknown) -> Judged:
    """Judge with answers whose ids are written a__b for a.b and a_1_b for a#1.b."""
    named = {AnswerId(_id(key)): value for key, value in answers.items()}
    return Judge(pack(), Facts(named, rows_of(named))).judge(parse(condition))


def _id(key: str) -> str:
    return key.replace("tx1", "tx#1").replace("tx2", "tx#2").replace("__", ".")


def test_a_yes_behind_an_unknown_gate_waits_for_the_gate() -> None:
    found = judged(FAILED, tx1__outcome="failed", tx=False)
    assert found.truth is U
    assert "tx_any" in found.wants


def test_a_yes_behind_an_open_gate_counts() -> None:
    assert judged(FAILED, tx_any=True, tx1__outcome="failed").truth is T


def test_a_yes_behind_a_shut_gate_does_not_apply() -> None:
    found = judged(FAILED, tx_any=False, tx1__outcome="failed")
    assert found.truth is F
    assert found.because == ("tx_any",)


def test_a_no_behind_an_unknown_gate_stays_no() -> None:
    assert judged("lab.iga > 100 mg/dL", lab__iga=Quantity(Decimal(7), "mg/dL")).truth is F


def test_an_open_list_may_still_get_a_row() -> None:
    found = judged(FAILED, tx_any=True, tx1__outcome="worked")
    assert found.truth is U
    assert found.wants == ("tx",)


def test_a_closed_list_is_decided() -> None:
    assert judged(FAILED, tx_any=True, tx1__outcome="worked", tx=False).truth is F
    assert judged("all tx (tx.outcome in bad)", tx_any=True, tx1__outcome="failed").truth is U


def test_no_rows_and_no_treatment_are_different() -> None:
    assert judged(FAILED, tx_any=True).truth is U
    assert judged(FAILED, tx_any=False).truth is F


def test_an_answer_that_is_not_known_is_neither_yes_nor_no() -> None:
    found = judged("tx_any = yes", tx_any=Unknown(Reason.NOT_IN_RECORD))
    assert found.truth is U
    assert found.because == ("tx_any",)


def test_an_option_may_say_that_the_fact_is_not_known() -> None:
    assert judged("lab.done = value", lab__done="not_done").truth is U


def test_known_is_no_in_a_flag_and_unknown_in_a_gate() -> None:
    judge = Judge(pack(), Facts())
    assert judge.judge(parse("lab.done known")).truth is F
    assert judge.judge(parse("lab.done known"), missing=U).truth is U


@pytest.mark.parametrize(
    ("sign", "value", "condition", "truth"),
    [
        ("<", 7, "lab.iga < 7 mg/dL", T),
        ("<", 10, "lab.iga < 7 mg/dL", U),
        ("<", 10, "lab.iga < 61 mg/dL", T),
        ("<", 7, "lab.iga >= 7 mg/dL", F),
        (">", 400, "lab.iga > 356 mg/dL", T),
        (">", 100, "lab.iga > 356 mg/dL", U),
        ("", 7, "lab.iga < 7 mg/dL", F),
        ("", 7, "lab.iga = 7 mg/dL", T),
    ],
)
def test_a_laboratory_sign_is_kept(sign: str, value: int, condition: str, truth: Truth) -> None:
    iga = Quantity(Decimal(value), "mg/dL", sign)  # type: ignore[arg-type]
    assert judged(condition, lab__done="value", lab__iga=iga).truth is truth


def test_units_of_one_dimension_are_compared_exactly() -> None:
    iga = Quantity(Decimal("0.07"), "g/L")
    assert judged("lab.iga = 7 mg/dL", lab__done="value", lab__iga=iga).truth is T


def test_a_gate_that_needs_a_known_answer_is_unknown_while_it_is_missing() -> None:
    """`known` is not monotone: to a criterion such a gate must not be a no that later flips."""
    asked_after = Boolean(
        type="boolean", id="lab.repeat", text="Repeated?", enable_when="lab.done known"
    )
    small = pack()
    section = replace(small.sections[0], item=(*small.sections[0].item, asked_after))
    facts = Facts({AnswerId("lab.repeat"): True})
    judge = Judge(replace(small, sections=(section,)), facts)
    assert judge.judge(parse("lab.repeat = yes")).truth is U
    assert judge.asks("lab.repeat").truth is F


def test_a_calculation_is_told_that_an_option_says_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def echo(argument: Argument) -> Argument:
        return argument

    calculation = Calculation(name="echo", version=1, function=echo, source="test", arguments=1)
    monkeypatch.setitem(REGISTRY, "echo", calculation)
    worked_out = Calculated(
        type="calculated", id="lab.echo", text="?", calculate="echo(lab.done)", result="choice"
    )
    small = pack()
    section = replace(small.sections[0], item=(*small.sections[0].item, worked_out))
    larger = replace(small, sections=(section,))
    for code, expected in {"value": "value", "not_done": Unknown(Reason.NOT_ASKED)}.items():
        facts = Facts({AnswerId("lab.done"): code})
        assert Judge(larger, facts).value("lab.echo") == expected
