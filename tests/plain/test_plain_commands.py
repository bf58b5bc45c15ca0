"""Every command, by the same desk as the screens."""

import ast
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from plain_talk import COMMIT, PACK, Memory, at_the_folder, case_with, talked

from necessity.answers import Answer, AnswerId, Value
from necessity.case.amending import path_of_version
from necessity.case.holder import Held
from necessity.case.model import Draft, Excerpt, Record
from necessity.plain.commands import COMMANDS, NAMES
from necessity.plain.wording import worded
from necessity.tui.keys import KEYS

SOURCE = Path(__file__).parents[2] / "src" / "necessity" / "tui"
OF_KEYS = {
    "skip": "next", "leave": "quit", "opine": "physician",
    "take_over": "takeover", "help": "keys", "rest": "rests",
}  # fmt: skip


def test_every_key_of_the_screen_has_its_command() -> None:
    actions = {key.action for key in KEYS} - {"repaint"}  # nothing is painted
    assert {OF_KEYS.get(action, action) for action in actions} <= set(NAMES)


@pytest.mark.parametrize("name", [*NAMES, "?"])
def test_every_command_is_known_to_who_does_it_and_does_nothing_bad(name: str) -> None:
    for lead in ("", ":", "/"):
        said = talked("1", f"{lead}{name}")
        assert "There is no command" not in said.text
        assert "here begins with" not in said.text
    assert name == "?" or re.search(
        rf"^({name}|\w+, {name}|{name}, \w+)  ", talked("keys").text, re.MULTILINE
    )


def test_no_command_stands_twice() -> None:
    words = [word for each in COMMANDS for word in (each.name, each.other) if word]
    assert len(words) == len(set(words)) == len(NAMES)
    assert all(re.fullmatch("[a-z]+", word) for word in words)


SPOKEN_OF_KEYS = re.compile(
    r"\bEsc(ape)?\b|\bCtrl\b|\bEnter\b|\barrows\b|\bSpace\b|\b[Kk]ey\b|\(or F5\)|"
    r"\b[a-z] (shows|again)\b|\b[a-z]: a |: p\)|\bp shows"
)
NOT_SAID = {
    "What is typed is not entered, only kept as begun. Enter enters it; q again leaves.",
    ": p)",
    " q again leaves.",
}
"""Never said here; and a part whose beginning is a number."""


def desk_modules() -> list[Path]:
    """Those that plain mode loads."""
    loaded = {name.removeprefix("necessity.tui.") for name in sys.modules}
    # loaded by tests of the screens, and the page of the chart, which is not spoken
    shown = {"keys", "keymap", "firsttime", "app", "serial", "wrapping", "idle", "chart", "papers"}
    return sorted(path for path in SOURCE.glob("*.py") if path.stem in loaded - shown)


@pytest.mark.parametrize("path", desk_modules(), ids=lambda path: path.name)
def test_no_sentence_of_the_desk_speaks_of_a_key(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            said = worded(node.value)
            assert node.value in NOT_SAID or not SPOKEN_OF_KEYS.search(said), f"{path.name}: {said}"


def test_conditions_that_are_counted_name_the_command() -> None:
    assert worded("consensus: met (3: p)") == (
        "consensus: met (3 conditions: :policies shows them)"
    )


# -- one by one ---------------------------------------------------------------------------------


def test_back_and_next() -> None:
    assert talked("1", "back").place == "dx.kind"
    assert talked("next").place == "dx.rash"
    assert talked("skip").place == "dx.rash"


def test_help_is_said_when_asked_for() -> None:
    assert "The working diagnosis" not in talked().text
    assert "The working diagnosis of the specialist." in talked("?").text
    assert "The pack says no more about it." in talked("1", "?").text


def test_why_again_and_the_short_question_after_it() -> None:
    said = talked("why")
    assert "What turns on it:" in said.text
    assert said.text.endswith("Which disease?\n> ")
    assert talked("again").text.count("1  Dermatomyositis") == 2


def test_a_note_is_kept_with_the_answer() -> None:
    said = talked("note", "by phone", "1")
    assert "The note is kept with the answer, once there is one." in said.text
    assert said.session.interview.answers[AnswerId("dx.kind")].note == "by phone"
    said = talked("1", "back", "note", "seen")
    assert "The note is kept." in said.text
    said = talked("1", "back", "note", "seen", "note", ":clear")
    assert "The note is taken away." in said.text
    assert talked("1", "back", "note", ":cancel").place == "dx.kind"


def test_what_an_answer_rests_on_is_told() -> None:
    assert "There is no answer yet." in talked("rests").text
    assert "stated, not documented" in talked("1", "back", "rests").text
    paper = Record(id="R1", title="Consult", excerpt=(Excerpt(id="R1.1", quote="DM", at="p. 2"),))
    answer = Answer(id=AnswerId("dx.kind"), value="dm", rests_on=("R1.1",))
    said = talked("back", "back", "rests", case=case_with(records=(paper,), answers=(answer,)))
    assert 'The answer rests on R1.1.\nPapers of this case:\n  1  R1.1 "DM", p. 2\n' in said.text
    assert "  2  R1 Consult\n" in said.text


def test_a_paper_is_entered_quoted_and_rested_on() -> None:
    paper = ["paper", "Consult", "office note", "Dr A", "in May", "2026-11-12", "x", "3"]
    quote = ["quote", "1", "DM since 2024", "p. 2"]
    said = talked("1", "back", "rests", "1", *paper, *quote, "R1.1", "")
    assert 'There is no paper "1" in this list.' in said.text
    assert "R1 is entered." in said.text
    assert "R1 Consult, office note, Dr A, 2026-11-12" in said.text
    assert "The answer rests on R1.1." in said.text
    assert said.store.saved[-1].answers[0].rests_on == ("R1.1",)
    assert said.store.saved[-1].records[0].pages == 3
    assert said.place == "dx.kind"
    again = talked(
        "rests", "drop", "R1", "drop", "R1.1", "none", "drop", "1", "", case=said.store.saved[-1]
    )
    assert "rests on it. Let it rest on something else first." in again.text
    assert not again.store.saved[-1].answers[0].rests_on
    assert "is taken away; the log keeps it." in again.text


@pytest.mark.parametrize("word", ["", "back", ":cancel"])
def test_the_papers_are_left_as_they_are(word: str) -> None:
    said = talked("rests", "paper", "", word, "1")
    assert not said.session.case.records
    assert said.value("dx.kind") == "dm"


def test_how_the_policies_stand_and_what_would_settle_them() -> None:
    text = talked("policies").text
    assert "Needed: cannot be decided.\n  Waits for: disease; rash; anything tried; " in text
    assert "[cannot be decided yet]" in talked("rulings").text
    assert "Still needed: " in talked("missing").text
    assert "Nothing: every determination is decided." in talked(*COMMIT, "missing").text


def test_the_overview_and_going_anywhere() -> None:
    said = talked("1", "overview")
    assert "The disease\n  + disease: Dermatomyositis [stated]\n  . rash: open\n" in said.text
    assert talked("go why now").place == "req.why"
    assert talked(":go why now").place == "req.why"
    assert 'No question has the words "xyz".' in talked("go xyz").text
    said = talked("go disease", "7", "2")
    assert "  1  . disease: open\n  2  . rash: open\nType its number" in said.text
    assert "A number from 1 to 2, or an empty line to stay." in said.text
    assert said.place == "dx.rash"
    assert talked("go disease", "").place == "dx.kind"
    left = talked("go disease", "quit")
    assert left.left is not None
    assert talked("end").place is None
    assert talked("go", "9").place is None


def test_the_end_lists_what_was_skipped_by_number() -> None:
    said = talked("end", "1")
    assert re.search(
        r"These \d+ questions were skipped. A number goes there:\nThe disease\n  1  ", said.text
    )
    assert said.place == "dx.kind"


def test_summary_and_request_are_said_whole_without_a_terminal() -> None:
    assert "necessity verify case-1" in talked("summary").text
    assert "REQUEST FOR INFORMATION" in talked("request").text


def test_on_a_terminal_they_come_in_pages() -> None:
    said = talked("summary", "what", "", "q", "1", size=(80, 12))
    pages = said.text.partition("> INTRAVENOUS")[0], said.text
    assert "Enter for more, q to stop (10 of " in pages[1]
    assert "Nothing is taken while this is read." in pages[1]
    assert "(20 of" in pages[1]
    assert "(30 of" not in pages[1]
    assert said.value("dx.kind") == "dm"
    assert all(len(line) <= 80 for line in said.text.splitlines())


def test_clear_undo_and_redo() -> None:
    said = talked("1", "back", "clear")
    assert '"dm" is taken back; the log keeps it.' in said.text
    assert said.value("dx.kind") is None
    said = talked("1", "undo", "redo")
    assert 'Undone: "disease" has no answer again.' in said.text
    assert 'Redone: "disease" is "Dermatomyositis" again.' in said.text
    assert said.value("dx.kind") == "dm"


def test_a_row_is_removed_when_that_is_confirmed() -> None:
    said = talked("go anything", "yes", "1", "remove", "yes")
    assert 'Remove "Treatment 1: Methotrexate" with all its answers?' in said.text
    assert "is removed; the log keeps its answers." in said.text
    assert talked("remove").text.count("This question stands in no row.") == 1


def test_completing_and_a_physician_and_amending(tmp_path: Path) -> None:
    cases = [*COMMIT, "complete", "no", "2", "", "because", "complete", "physician", "Dr X"]
    cases += ["yes", "own words", "so it is", "sign", "amend", "more came in", "quit"]
    said = at_the_folder(tmp_path, "new", "c-1", *cases, "quit")
    assert "The case is completed." in said
    assert "Needed: not met." in said
    assert "The determination is added." in said
    assert "The case is open again, as version 2." in said
    assert path_of_version(tmp_path / "c-1.case.toml", "c-1", 1).exists()


def test_a_determination_is_left_and_gone_back_in() -> None:
    said = talked("end", "complete", "yes", ":back", "no", ":cancel")
    assert said.text.count("Do you agree with the program's determinations?") == 2
    assert "  1  Yes (chosen)" in said.text
    assert (
        said.text.endswith("\nEvery question that matters has an answer.\n> ") or said.place is None
    )
    assert said.session.case.status == "in-progress"
    assert "That is at the end of the questions: :end goes there." in talked("complete").text


def test_export_says_where(tmp_path: Path) -> None:
    said = at_the_folder(tmp_path, "new", "c-1", "export", "quit", "quit")
    assert "Written: c-1.summary.txt, .md, .html" in said
    assert (tmp_path / "c-1.summary.txt").exists()


def test_what_was_begun_on_the_screen_stays_begun() -> None:
    case = case_with(drafts=(Draft(id=AnswerId("req.why"), text="half a"),))
    said = talked("go why now", ":back", "go why now", "quit", ":quit", case=case)
    assert 'You began: "half a". It is not entered.' in said.text
    assert said.store.saved[-1].drafts[0].text == "half a"


# -- cases --------------------------------------------------------------------------------------


def test_a_case_that_another_has_open_is_read_and_can_be_taken_over() -> None:
    held = Held(user="ann", host="ward", breakable=True)
    said = talked("1", "note", "next", "takeover", "", "take over", held=held)
    assert "Read only: ann has it open on ward. :takeover takes it over." in said.text
    assert said.text.count("Nothing is changed: ann has it open on ward.") == 2
    assert said.left is not None
    assert said.left.over
    assert not said.store.saved
    assert "The case is yours already" in talked("takeover").text


def test_leaving_what_is_not_saved_asks_twice_and_says_where_it_went(tmp_path: Path) -> None:
    said = talked("1", "quit", "quit", store=Memory(full=True, refuge=tmp_path))
    assert "The case is not saved. :quit again writes it to another folder" in said.text
    assert said.left is not None
    assert "All of it is in" in said.left.words
    said = talked("1", "quit", "quit", "lose", store=Memory(full=True))
    assert 'Type "lose" to leave without what was answered' in said.text
    assert said.left is not None
    assert "was left without being saved" in said.left.words


def test_the_list_of_cases(tmp_path: Path) -> None:
    said = at_the_folder(tmp_path, "2", "new", "c-1", "1", "quit", "c-1", "2", "quit", "quit")
    assert "There is no case here yet." in said
    assert "There is no number 2." in said
    assert f"Your answers are saved in {tmp_path / 'c-1.case.toml'}." in said
    assert "  1  c-1  draft, saved" in said
    assert "Question 2 of about" in said.rpartition("Case c-1")[2]
    assert "Cases in" in at_the_folder(tmp_path, "1", "quit")
    for word in ("cancel", "back", "quit"):
        assert not list(tmp_path.glob(f"{word}*")), at_the_folder(tmp_path, "new", word)


def test_an_id_that_is_none_is_refused_and_the_list_stays(tmp_path: Path) -> None:
    said = at_the_folder(tmp_path, "new", "../x", "quit")
    assert "../x" in said
    assert not list(tmp_path.iterdir())


def test_several_policies_are_asked_for(tmp_path: Path) -> None:
    other = replace(PACK.policies["house"], id="other", title="Other policy")
    pack = replace(PACK, policies={**PACK.policies, "other": other})
    said = at_the_folder(tmp_path, "new", "c-1", "3", "2", "policies", "quit", "quit", pack=pack)
    assert "Which policies shall judge it?" in said
    assert "There is no number 3." in said
    assert "Needed: cannot be decided." in said
    stored = (tmp_path / "c-1.case.toml").read_text(encoding="utf-8")
    assert '"other"' in stored


def test_all_rows_are_told_copied_moved_removed_and_gone_to() -> None:
    given: dict[str, Value] = {"tx_any": True, "tx#1.drug": "mtx", "tx#2.drug": "aza"}
    answers = tuple(Answer(id=AnswerId(id_), value=value) for id_, value in given.items())
    case = case_with(answers=answers, place=AnswerId("tx#1.outcome"))
    said = talked("rows", "copy 1", "up 3", "remove 2", "yes", "undo", "9", "3", case=case)
    assert "  1  drug: Methotrexate, outcome: open\n  2  drug: Azathioprine" in said.text
    assert '"Treatment 3: Methotrexate" stands 2 of 3. It keeps its number.' in said.text
    assert 'Remove "Treatment 2: Azathioprine" with all its answers?' in said.text
    assert "is there again, with its answers" in said.text
    assert 'There is no row "9".' in said.text
    assert said.session.interview.rows["tx"] == (1, 3, 2)
    assert said.place == "tx#3.drug"
    assert talked("list", "add", case=case).place == "tx#3.drug"
    assert talked("rows", "", case=case).place == "tx#1.outcome"
    assert "No list is asked in this case yet." not in talked("rows", "").text


def test_anything_is_found_by_its_words() -> None:
    assert talked("find weight", "1").place == "pt.weight"
    said = talked("find methotrexate", "1", "")
    assert "No number" not in said.text
    read = talked("find tried", "3", "")
    assert "1  anything tried: open" in read.text or "anything tried" in read.text
    assert "Nothing here has these words." in talked("find zzz").text
    done = talked("find reason", "1")
    assert "why: why this is asked" in done.text or "(why)" in done.text
    assert "What turns on it:" in done.text
