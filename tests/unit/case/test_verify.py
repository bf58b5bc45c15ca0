"""Whatever is changed in a log or beside it is named; a cut tail shows by its last seal alone."""

# ruff: noqa: E501 - what is changed stands beside what is said of it, on one line

import re
from dataclasses import replace
from random import Random

import pytest
from kept import AT, PACK
from logged import Memory, do_one, loaded, page_of, session_of

from necessity.answers import AnswerId
from necessity.case.audit import check, head
from necessity.case.course import EDITED, ROW_ACTS
from necessity.case.ledger import of_case, of_log
from necessity.case.model import Case
from necessity.case.read import read
from necessity.case.verify import head_words, since, verify
from necessity.errors import CaseError
from necessity.session import Session, interview_of
from necessity.summary import text
from necessity.summary.build import build

TX_ANY, DRUG = AnswerId("tx_any"), AnswerId("tx#1.drug")


def long_page() -> str:
    """A page whose log has every kind of entry."""
    chance, session = Random(14), session_of()  # noqa: S311 - the same page every time
    for _ in range(30):
        do_one(session, chance)
    session.answer(TX_ANY, value=True)
    session.answer(TX_ANY, value=False, note='two\nlines "quoted"', rests_on=("R1",))
    session.complete("", "the record")
    return page_of(session)


PAGE = long_page()
LINES = PAGE.split("\n")
START = LINES.index("[audit]")


def whole(page: str) -> bool:
    """Whether verify finds nothing; a page that cannot be read is named too."""
    try:
        return verify(read(page, "c"), page).whole
    except CaseError:
        return False


def test_the_page_is_whole_and_has_every_kind_of_entry() -> None:
    assert whole(PAGE)
    kinds = {entry.did for entry in read(PAGE, "c").log}
    assert kinds >= {"answered", "changed", "withdrawn", "undone"} | ROW_ACTS
    assert kinds >= {"redone", "opinion_added", "completed"}


STEPS = pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 11])


@STEPS
def test_any_byte_of_the_log_that_is_changed_is_named(step: int) -> None:
    for at in range(PAGE.index("[audit]"), len(PAGE), step):
        other = chr(ord(PAGE[at]) ^ (1, 7, 32)[at % 3])
        assert not whole(PAGE[:at] + other + PAGE[at + 1 :]), PAGE[at - 20 : at + 20]


@pytest.mark.slow
@STEPS
def test_any_byte_that_is_taken_out_or_put_in_is_named(step: int) -> None:
    for at in range(PAGE.index("[audit]"), len(PAGE), step):
        assert not whole(PAGE[:at] + PAGE[at + 1 :]), PAGE[at - 20 : at + 20]
        assert not whole(PAGE[:at] + " " + PAGE[at:]), PAGE[at - 20 : at + 20]


def test_any_line_of_the_log_that_is_dropped_doubled_or_moved_is_named() -> None:
    for at in range(START, len(LINES) - 1):
        line = LINES[at]
        dropped = [*LINES[:at], *LINES[at + 1 :]]
        doubled = [*LINES[:at], line, *LINES[at:]]
        moved = [*dropped[: at + 1], line, *dropped[at + 1 :]]
        for lines in (dropped, doubled, moved):
            assert not whole("\n".join(lines)), line


def test_the_entry_that_was_touched_is_the_one_that_is_named() -> None:
    for at in range(START + 3, len(LINES) - 2):
        number = at - START - 2
        changed = re.sub(r'by = "jlee"', 'by = "other"', LINES[at])
        page = "\n".join([*LINES[:at], changed, *LINES[at + 1 :]])
        (said,) = check(read(page, "c").log)
        assert said.startswith(f"the seal of audit entry {number} ")


# -- the tail -------------------------------------------------------------------------------


def cut() -> tuple[Session, Case]:
    """A session, and its case as if the last answer had never been given."""
    session = session_of()
    session.answer(TX_ANY, value=True)
    before = loaded(session)
    session.answer(DRUG, "azathioprine")
    return session, before


def test_a_tail_that_is_cut_off_with_its_answers_does_not_show_in_the_file() -> None:
    session, before = cut()
    page = page_of(session_again(before))
    assert verify(read(page, "c"), page).whole
    printed = head(session.case.log)
    found = verify(read(page, "c"), page, printed)
    assert not found.whole
    assert found.compared[0].startswith(f"no entry has the seal {printed}: the log was cut off")


def session_again(case: Case) -> Session:
    return Session(case, PACK, store=Memory(), clock=lambda: AT, user="jlee")


def test_a_tail_that_is_cut_off_alone_shows_in_the_head_and_in_the_answers() -> None:
    session, _ = cut()
    lines = page_of(session).split("\n")
    page = "\n".join([*lines[:-3], *lines[-2:]])
    found = verify(read(page, "c"), page)
    assert "entries were cut off" in found.seals[0]
    assert 'tx#1.drug: the log says nothing, the file says "azathioprine".' in found.replay


def test_a_seal_printed_before_is_found_again_with_what_came_since() -> None:
    session, before = cut()
    printed = head(before.log)
    page = page_of(session)
    assert verify(read(page, "c"), page, printed).whole
    assert since(session.case, printed) == (
        f"the seal {printed} is that of entry 2: 1 entry was added since."
    )
    assert since(session.case, head(session.case.log)).endswith("nothing was added since.")


def test_the_summary_prints_the_last_seal() -> None:
    session, _ = cut()
    summary = build(session.interview, session.case)
    printed = head(session.case.log)
    assert f"3 entries, the last seal is {printed}." in summary.log
    assert f"--head {printed}" in " ".join(text.render(summary).split())
    assert head_words(replace(session.case, log=())) == ""


# -- the case beside its log ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value = true", "value = false", 'tx_any: the log says "yes", the file says "no".'),
        ('note = "page 2"', 'note = "page 3"', 'tx_any note: the log says "page 2", the file says "page 3".'),
        ('rests_on = ["R1"]', 'rests_on = ["R2"]', 'tx_any rests_on: the log says ["R1"], the file says ["R2"].'),
        ('reviewer = "J. Lee, RN"', 'reviewer = "me"', '[reviewer]: the log says "J. Lee, RN", the file says "me".'),
        ('policies = ["p"]', 'policies = ["p", "q"]', '[policies]: the log says "p", the file says "p, q".'),
        ("order = [1]", "order = [1, 2]", '[rows.tx]: the log says {"order": [1], "minted": 1}, the file says {"order": [1, 2], "minted": 2}.'),
        ('outcome = "undetermined"\n\n# What was done', 'outcome = "met"\n\n# What was done', "[opinion.1.1]: the log says"),
        ('reason = "seen"', 'reason = "heard"', "[opinion.1]: the log says"),
        ("opened = 2026-11-20T14:05:11.", "opened = 2026-11-20T14:05:12.", "[opened]: the log says"),
    ],
)  # fmt: skip
def test_what_is_changed_beside_the_log_is_named_with_both_values(
    old: str, new: str, said: str
) -> None:
    session = session_of()
    session.answer(TX_ANY, value=True, note="page 2", rests_on=("R1",))
    session.answer(DRUG, "azathioprine")
    session.add_opinion("A. Chen", "", "seen")
    page = page_of(session)
    assert page.count(old) >= 1
    changed = page.replace(old, new, 1)
    found = verify(read(changed, "c"), changed)
    assert [line for line in found.replay if line.startswith(said)] == list(found.replay)
    assert len(found.replay) == 1
    assert not found.seals


def test_a_record_that_is_put_in_by_hand_is_named_and_then_logged() -> None:
    page = page_of(session_of()).replace("\n# What was done", "\n[[record]]\nid = 'R1'\n\n# What")
    (said,) = verify(read(page, "c"), page).replay
    assert said == '[record.1]: the log says nothing, the file says {"id": "R1"}.'
    session = session_again(read(page, "c"))
    assert session.case.log[-1].did == EDITED
    assert of_log(session.case.log) == of_case(session.case)


def test_an_entry_that_turns_round_what_it_cannot_is_named() -> None:
    session = session_of()
    session.answer(TX_ANY, value=True)
    session.undo()
    log = session.case.log
    stray = replace(log[-1], of=1)
    found = verify(replace(session.case, log=(*log[:-1], stray)), "")
    assert "audit entry 3 turns round entry 1, which did not stand there." in found.replay


def test_an_entry_of_a_kind_that_is_not_known_is_named() -> None:
    session = session_of()
    log = (replace(session.case.log[0], did="blessed"),)
    found = verify(replace(session.case, log=log), "")
    assert 'audit entry 1 did "blessed", which this program does not know.' in found.replay


def test_a_case_without_a_log_is_not_whole() -> None:
    found = verify(replace(session_of().case, log=()), "")
    assert not found.whole
    assert found.seals == ("there is no log: nothing says how this case came about.",)


def test_the_interview_of_a_page_is_that_of_its_log() -> None:
    case = read(PAGE, "c")
    assert of_log(case.log) == of_case(case)
    assert interview_of(case, PACK).answers.keys() == {
        key for key in of_log(case.log) if " " not in key and not key.startswith("[")
    }
