"""What is taken as an answer in plain mode, what is refused, and in which words."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from plain_talk import COMMIT, PACK, Memory, talked

from necessity.answers import Reason, Unknown
from necessity.case.model import Case
from necessity.interview.state import Interview
from necessity.pack.questions import Choice, Option, Section
from necessity.quantity import Quantity


def test_every_question_of_a_case_by_lines_alone() -> None:
    said = talked(*COMMIT, "quit")
    assert said.left is not None
    assert said.value("dx.kind") == "dm"
    assert said.value("dx.rash") == ("gottron",)
    assert said.value("pt.weight") == Quantity(Decimal(70), "kg")
    assert said.value("tx#1.drug") == "mtx"
    assert said.value("tx#1.outcome") == "failed"
    assert said.value("req.why") == "Relapse"
    assert said.place is None


@pytest.mark.parametrize("typed", ["1", "dm", "DM", "Dermatomyositis", "derm", " 1 ", "D"])
def test_an_option_by_number_code_or_first_letters(typed: str) -> None:
    said = talked(typed)
    assert said.value("dx.kind") == "dm"
    assert "Taken: Dermatomyositis.\nQuestion 2 of about" in said.text


@pytest.mark.parametrize(
    "typed", ["1,2", "2, 1", "heliotrope, gottron", "Hel, got", "1 , Gottron p"]
)
def test_several_options_with_commas(typed: str) -> None:
    said = talked("1", typed)
    assert sorted(said.value("dx.rash")) == ["gottron", "heliotrope"]  # type: ignore[call-overload]


def test_an_option_whose_text_has_commas_is_one_option() -> None:
    options = (Option(code="a", text="None, and no reason"), Option(code="b", text="Any"))
    asked = Choice(id="dx.kind", type="choice", text="?", many=True, options=options)
    first = PACK.sections[0]
    dx = replace(first, item=(asked, *first.item[1:]))
    said = talked("None, and no reason", pack=replace(PACK, sections=(dx, *PACK.sections[1:])))
    assert said.value("dx.kind") == ("a",)


REFUSED = {
    "0": "There is no number 0. Type a number from 1 to 3.",
    "4": "There is no number 4. Type a number from 1 to 3.",
    "99999999999999999999": "There is no number 99999999999999999999.",
    "lupus": 'There is no option "lupus".',
    "yes": 'There is no option "yes".',
    "": "Nothing is chosen yet. Type a number, or the first letters of an option.",
    "   ": "Nothing is chosen yet.",
    ":nothing": 'There is no command "nothing".',
    ":bakc": 'Did you mean "back"?',
    ":": 'There is no command "".',
    ":back again": 'Nothing stands behind "back".',
}


@pytest.mark.parametrize("typed", REFUSED, ids=lambda typed: typed[:12])
def test_what_is_no_answer_is_refused_in_words_and_asked_again(typed: str) -> None:
    said = talked(typed)
    assert REFUSED[typed] in said.text
    assert said.text.endswith("Which disease?\n> ")
    assert said.value("dx.kind") is None


def test_letters_that_fit_several_options_are_asked_which() -> None:
    said = talked("1", "2", "70", "yes", "1", "i")
    assert said.value("tx#1.outcome") == "ok"
    options = (Option(code="a", text="Dermatomyositis"), Option(code="b", text="Dermatitis"))
    asked = Choice(id="dx.kind", type="choice", text="?", options=options)
    section = Section(id="dx", title="x", item=(asked, *PACK.sections[0].item[1:]))
    said = talked("derm", pack=replace(PACK, sections=(section, *PACK.sections[1:])))
    assert '"derm" may be 1 Dermatomyositis; or 2 Dermatitis.' in said.text
    assert said.value("dx.kind") is None


def test_an_empty_line_keeps_the_answer_that_stands_and_goes_on() -> None:
    said = talked("1", "back", "")
    assert "1  Dermatomyositis (chosen)" in said.text
    assert said.place == "dx.rash"
    assert said.value("dx.kind") == "dm"
    assert "Kept: Dermatomyositis." in said.text
    assert len([entry for entry in said.session.case.log if entry.did == "answered"]) == 1


def test_the_alone_option_is_refused_with_others_in_the_pack_s_words() -> None:
    said = talked("1", "1, 3")
    assert 'expected "none" alone, or the others without it.' in said.text
    assert said.value("dx.rash") is None


def test_a_number_shows_its_range_and_one_outside_needs_a_reason() -> None:
    said = talked("go weight", "500")
    assert "From 2 to 300 kg." in said.text
    assert "Type another, or the same one again to give the reason." in said.text
    assert talked("go weight", "500", "70").value("pt.weight") == Quantity(Decimal(70), "kg")
    said = talked("go weight", "500", "500", "", "measured twice")
    assert "Type the reason in words, or :cancel to type another number." in said.text
    assert said.value("pt.weight") == Quantity(Decimal(500), "kg")
    assert "Flag: Heavy" in said.text
    assert said.session.case.log[-1].why == "measured twice"


def test_a_command_in_a_text_begins_with_a_colon_or_is_doubted_once() -> None:
    first = talked("go why now", "back")
    assert 'This is a text: a command begins with a colon, such as ":back".' in first.text
    assert 'Type :back for the command, or "back" again to keep it as a text.' in first.text
    assert first.value("req.why") is None
    assert talked("go why now", "back", "back").value("req.why") == "back"
    assert talked("go why now", ":back").place == "req.date"
    assert talked("go why now", "/back").place == "req.date"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("::back", ":back"), ("//x", "/x"), ("??", "?"), ("why now", "why now"),
        ("?not_in_record", "?not_in_record"), ("a  b", "a  b"), ("\u4e2d \u00e9", "\u4e2d \u00e9"),
        ("a\tb", "a b"), ("not \u202e5", "not <U+202E>5"), ("[bold]$x {x} %s", "[bold]$x {x} %s"),
    ],
)  # fmt: skip
def test_any_text_can_be_typed(typed: str, kept: str) -> None:
    assert talked("go why now", typed).value("req.why") == kept


@pytest.mark.parametrize("typed", ["3", "awaited", "AWA"])
def test_not_known_and_why(typed: str) -> None:
    said = talked("unknown", typed)
    assert said.value("dx.kind") == Unknown(Reason.AWAITED)
    assert "Taken: not known (awaited)." in said.text


def test_what_is_no_reason_is_refused_and_the_question_can_be_left() -> None:
    said = talked("unknown", "perhaps", "cancel")
    assert 'Nothing here begins with "perhaps". Type a number from 1 to 6.' in said.text
    assert said.place == "dx.kind"
    assert said.value("dx.kind") is None


def test_a_word_that_is_command_and_option_is_neither_until_it_is_said_which() -> None:
    options = (
        Option(code="missing", text="Neither attached nor mentioned"),
        Option(code="b", text="B"),
    )
    asked = Choice(id="dx.kind", type="choice", text="?", options=options)
    section = replace(PACK.sections[0], item=(asked, *PACK.sections[0].item[1:]))
    pack = replace(PACK, sections=(section, *PACK.sections[1:]))
    said = talked("missing", pack=pack)
    assert 'Type :missing for the command, or 1 for "Neither attached nor mentioned".' in said.text
    assert said.value("dx.kind") is None
    assert talked("neither", pack=pack).value("dx.kind") == "missing"
    assert "Still needed" in talked(":missing", pack=pack).text


def test_each_answer_is_on_disk_before_the_next_question_is_asked() -> None:
    store = Memory()
    for number in range(len(COMMIT) + 1):
        said = talked(*COMMIT[:number], store=Memory())
        kept = {str(answer.id) for answer in said.store.saved[-1].answers}
        assert kept == {str(key) for key in said.session.interview.answers}
    assert not store.saved


def test_what_follows_from_an_answer_is_said_once_in_sentences() -> None:
    said = talked(*COMMIT)
    assert said.text.count("Now Needed: met, with conditions. Condition: Weigh") == 0
    assert "Now Needed: met, with conditions. Condition: Date it and 1 more." in said.text
    assert "Now Needed: met, with conditions. Condition: Say why." in said.text
    assert said.text.count("Nothing that is still unanswered can change a determination.") == 1
    aside = talked("go anything", "yes", "1", "1", "go anything", "no")
    assert "2 answers no longer count and are set aside (:overview shows them)." in aside.text


class Filling(Memory):
    """A store whose disk is full for its first saves."""

    left = 3

    def save(self, case: Case, interview: Interview) -> Path:
        self.left -= 1
        self.full = self.left >= 0
        return super().save(case, interview)


def test_a_disk_that_is_full_is_said_and_so_is_when_that_is_over() -> None:
    said = talked("1", "2", "70", store=Filling())
    assert said.text.count("NOT SAVED since") == 1
    assert "The disk is full." in said.text
    assert said.text.count("All is saved ") == 1
    assert said.value("pt.weight") is not None
