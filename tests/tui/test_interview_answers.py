from datetime import date
from decimal import Decimal

import pytest
from small_pack import Reviewer, reviewing

from necessity.answers import How, Reason, Unknown
from necessity.quantity import Quantity


async def go(reviewer: Reviewer, id_: str) -> None:
    """Stand at a question by way of the finder's own road."""
    reviewer.screen._found(id_)  # noqa: SLF001 - the overview has its own tests
    await reviewer.pilot.pause()
    assert reviewer.place == id_


async def test_a_digit_answers_at_once() -> None:
    async with reviewing() as reviewer:
        assert "( ) 1  Dermatomyositis" in reviewer.page
        assert "1-3 answer" in reviewer.page
        await reviewer.press("2")
        assert reviewer.value("dx.kind") == "pm"
        assert reviewer.place == "pt.weight"


async def test_where_there_is_an_answer_a_digit_selects_and_enter_keeps_it() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "b", "2")
        assert "> (*) 2  Polymyositis" in reviewer.page
        assert "1-3 choose  Enter keep" in reviewer.page
        assert reviewer.value("dx.kind") == "dm"
        await reviewer.press("enter")
        assert reviewer.value("dx.kind") == "pm"


async def test_enter_after_the_digit_is_no_answer_to_the_next_question() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter")
        assert list(reviewer.session.interview.answers) == ["dx.kind"]
        assert reviewer.place == "dx.rash"


async def test_the_reason_for_not_knowing_is_one_digit() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("u", "1")
        assert isinstance(reviewer.value("dx.kind"), Unknown)


async def test_arrows_and_enter_choose_and_go_on() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("down", "down", "up", "enter")
        assert reviewer.value("dx.kind") == "dm"
        assert reviewer.place == "dx.rash"


async def test_enter_pressed_twice_answers_only_one_question() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter", "enter", "enter")
        assert list(reviewer.session.interview.answers) == ["dx.kind"]
        assert "! Nothing is marked. A number or Space marks, Enter keeps." in reviewer.page


async def test_keys_that_come_in_one_burst_are_taken_in_their_order() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "1", "2", "enter", "7", "2", "backspace", "0", "enter", "y")
        assert reviewer.value("dx.rash") == ("heliotrope", "gottron")
        assert reviewer.value("pt.weight") == Quantity(Decimal(70), "kg")
        assert reviewer.value("tx_any") is True


async def test_space_toggles_and_what_stands_alone_drives_the_others_out() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "dx.rash")
        await reviewer.press("down", "space", "down", "space", "up", "space")
        assert "[ ] 1  Heliotrope" in reviewer.page
        assert "[x] 2  Gottron" in reviewer.page
        await reviewer.press("3")
        assert "[ ] 2  Gottron" in reviewer.page
        await reviewer.press("1", "enter")
        assert reviewer.value("dx.rash") == ("heliotrope",)


async def test_a_number_out_of_range_is_refused_with_the_range() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "pt.weight")
        assert "From 2 to 300 kg." in reviewer.page
        await reviewer.type("abc")
        await reviewer.press("enter")
        assert '! I found "abc" and expected a number in kg.' in reviewer.page
        await reviewer.press("backspace")
        assert "!" not in reviewer.page
        assert reviewer.value("pt.weight") is None


async def test_an_unusual_number_is_kept_with_a_reason() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "pt.weight")
        await reviewer.type("310")
        await reviewer.press("enter")
        assert "from 2 to 300 kg" in reviewer.page
        assert reviewer.value("pt.weight") is None
        await reviewer.press("enter", "enter")
        assert "Type the reason in words" in reviewer.page
        await reviewer.type("weighed twice")
        await reviewer.press("enter")
        answer = reviewer.session.interview.answers["pt.weight"]  # type: ignore[index]
        assert answer.value == Quantity(Decimal(310), "kg")
        assert answer.given.how is How.OVERRIDE
        assert reviewer.session.case.log[-1].why == "weighed twice"


async def test_a_number_typed_where_a_reason_is_asked_for_is_no_reason() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "pt.weight")
        await reviewer.type("1")
        await reviewer.press("enter", "enter")
        await reviewer.type("70")
        await reviewer.press("enter")
        assert reviewer.value("pt.weight") is None
        assert "Type the reason in words" in reviewer.page


async def test_escape_from_the_reason_gives_the_number_back() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "pt.weight")
        await reviewer.type("310")
        await reviewer.press("enter", "enter", "escape", "backspace", "enter")
        assert reviewer.value("pt.weight") == Quantity(Decimal(31), "kg")


@pytest.mark.parametrize(
    ("digit", "reason"), [("1", "not_in_record"), ("3", "awaited"), ("6", "not_documented")]
)
async def test_not_known_asks_for_a_reason(digit: str, reason: str) -> None:
    async with reviewing() as reviewer:
        await reviewer.press("u")
        assert "Why is the answer not known?" in reviewer.page
        await reviewer.press(digit, "enter")
        assert reviewer.value("dx.kind") == Unknown(Reason(reason))
        assert reviewer.place == "dx.rash"


async def test_ctrl_keys_act_while_text_is_typed() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "req.why")
        await reviewer.type("bsn")
        assert "| bsn" in reviewer.page
        await reviewer.press("ctrl+u", "ctrl+k", "2", "enter")
        assert reviewer.value("req.why") == Unknown(Reason.NOT_KNOWN)


@pytest.mark.slow
async def test_a_day_and_a_text_are_kept() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "req.date")
        await reviewer.type("2026-13-01")
        await reviewer.press("enter")
        assert "a day such as 2026-11-18" in reviewer.page
        await reviewer.press("ctrl+u")
        await reviewer.type("2026-11-20")
        await reviewer.press("enter")
        await reviewer.type("? [b]worse[/b]")
        await reviewer.press("enter")
        assert reviewer.value("req.date") == date(2026, 11, 20)
        assert reviewer.value("req.why") == "? [b]worse[/b]"
        await reviewer.press("b")
        assert "| ? [b]worse[/b]" in reviewer.page


async def test_a_row_is_added_by_yes_and_the_list_closed_by_no() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "tx_any")
        await reviewer.press("y", "enter")
        assert "Treatment 1" in reviewer.page
        await reviewer.press("1", "enter", "2", "enter")
        assert reviewer.place == "tx"
        await reviewer.press("1", "enter")
        assert reviewer.place == "tx#2.drug"
        await reviewer.press("2", "enter")
        assert "Treatment 2: Azathioprine" in reviewer.page
        await reviewer.press("2", "enter", "n", "enter")
        assert reviewer.value("tx") is False
        assert reviewer.place != "tx"


async def test_a_row_is_removed_when_that_is_confirmed() -> None:
    async with reviewing() as reviewer:
        await go(reviewer, "tx_any")
        await reviewer.press("y", "enter", "1", "enter", "k")
        assert 'Remove "Treatment 1: Methotrexate"' in reviewer.page
        await reviewer.press("n", "enter")
        assert reviewer.value("tx#1.drug") == "mtx"
        await reviewer.press("k", "y", "enter")
        assert reviewer.value("tx#1.drug") is None


@pytest.mark.slow
async def test_a_note_is_kept_with_the_answer_before_and_after_it() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("n")
        await reviewer.type("from the letter")
        await reviewer.press("enter", "1", "enter")
        answer = reviewer.session.interview.answers["dx.kind"]  # type: ignore[index]
        assert answer.note == "from the letter"
        await reviewer.press("b", "n", "ctrl+u")
        await reviewer.type("page 2")
        await reviewer.press("enter")
        assert "Note: page 2" in reviewer.page
        assert "Answered: Dermatomyositis" in reviewer.page
        assert reviewer.place == "dx.kind"


async def test_x_takes_an_answer_back() -> None:
    async with reviewing() as reviewer:
        await reviewer.press("1", "enter", "b", "x")
        assert reviewer.value("dx.kind") is None
        assert "is taken back" in reviewer.page
        assert reviewer.place == "dx.kind"
