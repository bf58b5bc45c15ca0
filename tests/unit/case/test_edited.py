"""A file that was changed outside the program loads, says so, and becomes one entry."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from kept import AT, PACK, case_of, said
from logged import Memory, loaded, page_of, session_of

from necessity.answers import AnswerId
from necessity.case.audit import SEAL_BROKEN, check, head
from necessity.case.course import EDITED, OPENED
from necessity.case.edited import taken_up
from necessity.case.ledger import of_case, of_log
from necessity.case.model import Case, Change
from necessity.case.read import read
from necessity.case.verify import verify
from necessity.errors import EventRefused
from necessity.session import Session

TX_ANY, DRUG, OUTCOME = AnswerId("tx_any"), AnswerId("tx#1.drug"), AnswerId("tx#1.outcome")


@pytest.fixture
def page() -> str:
    session = session_of()
    session.answer(TX_ANY, value=True, note="page 2")
    session.answer(DRUG, "azathioprine")
    session.answer(OUTCOME, "worked")
    return page_of(session)


def opened(page: str) -> Session:
    return Session(read(page, "c"), PACK, store=Memory(), clock=lambda: AT, user="mchen")


def by_hand(page: str) -> str:
    """Three things changed: a value, a note, an answer taken out."""
    changed = page.replace('value = "azathioprine"', 'value = "rituximab"')
    changed = changed.replace('\nnote = "page 2"', '\nnote = "page 3"')
    start = changed.index('[[answer]]\nid = "tx#1.outcome"')
    return changed[:start] + changed[changed.index("# What was done") :]


def test_all_that_differs_is_one_entry_of_whoever_opens_the_file(page: str) -> None:
    session = opened(by_hand(page))
    (entry,) = session.case.log[4:]
    assert (entry.did, entry.by, entry.at, entry.n) == (EDITED, "mchen", AT, 5)
    assert set(entry.changes) >= {
        Change(what="tx#1.drug", was="azathioprine", now="rituximab"),
        Change(what="tx_any note", was="page 2", now="page 3"),
        Change(what="tx#1.outcome", was="worked"),
    }
    assert of_log(session.case.log) == of_case(session.case)
    assert check(session.case.log) == []


def test_what_the_file_says_counts_and_the_reviewer_is_told(page: str) -> None:
    session = opened(by_hand(page))
    assert session.interview.answers[DRUG].value == "rituximab"
    assert OUTCOME not in session.interview.answers
    (notice,) = session.notices
    assert notice == (
        "This file was changed outside the program, it does not fit its log: "
        'tx_any note: "page 2", now "page 3"; tx#1.drug: "azathioprine", now "rituximab"; '
        'tx#1.outcome: "worked", now nothing. What the file says counts, and the log keeps both.'
    )


def test_it_is_saved_with_the_next_save_and_then_is_whole(page: str) -> None:
    session = opened(by_hand(page))
    session.answer(OUTCOME, "failed")
    saved = page_of(session)
    found = verify(read(saved, "c"), saved)
    assert found.whole
    assert opened(saved).notices == ()
    assert len(opened(saved).case.log) == len(session.case.log)


def test_a_second_edit_is_a_second_entry(page: str) -> None:
    again = page_of(opened(by_hand(page))).replace('"rituximab"', '"ciclosporin"', 1)
    session = opened(again)
    assert [entry.did for entry in session.case.log[4:]] == [EDITED, EDITED]
    assert session.case.log[-1].changes == (
        Change(what="tx#1.drug", was="rituximab", now="ciclosporin"),
    )


def test_undoing_does_not_reach_behind_an_edit(page: str) -> None:
    session = opened(by_hand(page))
    with pytest.raises(EventRefused, match="There is nothing to undo"):
        session.undo()
    session.answer(DRUG, "mycophenolate")
    session.undo()
    assert session.interview.answers[DRUG].value == "rituximab"


# -- the log itself -------------------------------------------------------------------------


def test_a_broken_seal_is_noted_and_the_chain_goes_on(page: str) -> None:
    session = opened(page.replace('now = "worked"', 'now = "failed"'))
    entries = session.case.log[4:]
    assert [entry.did for entry in entries] == [SEAL_BROKEN, EDITED]
    assert (entries[0].what, entries[0].by) == ("4", "mchen")
    assert session.notices[0] == (
        "The log of this case was changed outside the program: the seal of audit entry 4 does not "
        "fit entry 3. It is noted in the log."
    )
    session.answer(DRUG, "rituximab")
    assert check(session.case.log) == ["the seal of audit entry 4 does not fit entry 3."]
    saved = page_of(session)
    assert verify(read(saved, "c"), saved).seals == (
        "the seal of audit entry 4 does not fit entry 3. A later entry notes it.",
    )


def test_a_broken_seal_is_noted_once_and_again_when_it_is_changed_again(page: str) -> None:
    noted = page_of(opened(page.replace('now = "worked"', 'now = "failed"')))
    assert opened(noted).notices == ()
    assert len(opened(noted).case.log) == 6
    again = opened(
        noted.replace('what = "tx#1.drug", now = "azath', 'what = "tx#1.drug", now = "x')
    )
    assert (again.case.log[6].did, again.case.log[6].what) == (SEAL_BROKEN, "3")


def test_an_entry_that_was_taken_out_leaves_a_chain_that_goes_on(page: str) -> None:
    lines = page.split("\n")
    at = next(n for n, line in enumerate(lines) if 'what = "tx#1.drug"' in line)
    session = opened("\n".join([*lines[:at], *lines[at + 1 :]]))
    assert "audit entry 3 has the number 4." in session.notices[0]
    assert [entry.n for entry in session.case.log] == [1, 2, 4, 5, 6]
    assert of_log(session.case.log) == of_case(session.case)
    assert opened(page_of(session)).notices == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('what = "tx#1.drug"', 'what = "tx#x.drug"'),
        ('what = "tx#1.drug"', 'what = "#"'),
        ('did = "answered", what = "tx#1.drug"', 'did = "row_added", what = "tx"'),
        ('did = "answered", what = "tx#1.drug"', 'did = "row_removed", what = "tx#1"'),
        ('did = "answered", what = "tx#1.drug"', 'did = "undone", of = 9, what = "tx#1.drug"'),
        ('{ what = "[id]", now = "c-1" }', '{ what = "[rows.tx]", now = "[[" }'),
        ('{ what = "[id]", now = "c-1" }', '{ what = "[rows.tx]", now = "{\\"order\\": 3}" }'),
        ('{ what = "[id]", now = "c-1" }', '{ what = "tx_any given", now = "no json" }'),
        ('{ what = "[id]", now = "c-1" }', "{ what = '' }"),
        ("changes = [", "changes = [{}, "),
    ],
)
def test_nonsense_in_a_log_is_taken_up_all_the_same(page: str, old: str, new: str) -> None:
    assert old in page
    session = opened(page.replace(old, new, 1))
    assert session.notices
    assert of_log(session.case.log) == of_case(session.case)
    session.answer(OUTCOME, "failed")
    session.undo()
    assert of_log(session.case.log) == of_case(loaded(session))


# -- files without a log --------------------------------------------------------------------


def test_a_file_without_a_log_gets_one(page: str) -> None:
    bare = page[: page.index("# What was done")]
    session = opened(bare)
    assert [entry.did for entry in session.case.log] == [OPENED, EDITED]
    assert session.notices[0].startswith("This file came without a log. What it holds is taken")
    assert of_log(session.case.log) == of_case(session.case)


def test_a_new_case_has_nothing_to_tell() -> None:
    session = session_of()
    assert session.notices == ()
    (entry,) = session.case.log
    assert entry.did == OPENED
    assert {change.what for change in entry.changes} == {
        "[id]", "[pack]", "[policies]", "[reviewer]", "[opened]",
    }  # fmt: skip


def test_a_page_whose_log_names_few_of_its_answers_is_taken_up() -> None:
    page = (Path(__file__).parent / "golden.case.toml").read_text(encoding="utf-8")
    session = opened(page)
    assert "tx#1.drug: nothing, now" in session.notices[0]
    assert of_log(session.case.log) == of_case(session.case)


def test_nothing_is_noted_of_a_case_that_fits() -> None:
    case: Case = taken_up(case_of([said("tx_any", value=True)])[0], "me", AT).case
    assert taken_up(case, "you", AT).case == case
    assert head(case.log)


def test_all_broken_seals_are_one_entry(page: str) -> None:
    start = page.index("[audit]")
    session = opened(page[:start] + page[start:].replace('by = "jlee"', 'by = "other"'))
    (entry,) = [entry for entry in session.case.log if entry.did == SEAL_BROKEN]
    assert [change.what for change in entry.changes] == ["1", "2", "3", "4"]
    assert session.notices[0].endswith("So are 1 more. It is noted in the log.")
    assert opened(page_of(session)).notices == ()


def test_a_copy_that_the_program_made_is_the_same_case(page: str) -> None:
    copied = page.replace('\nid = "c-1"', '\nid = "c-1.conflict-2"')
    assert verify(read(copied, "c"), copied).whole
    assert opened(copied).notices == ()
    other = page.replace('\nid = "c-1"', '\nid = "c-2"')
    assert '[id]: "c-1", now "c-2"' in opened(other).notices[0]


@pytest.mark.slow
def test_a_very_long_log_is_taken_up_in_a_moment(page: str) -> None:
    case = read(page, "c")
    many = tuple(replace(case.log[-1], n=n, by="x") for n in range(5, 20_000))
    began = time.monotonic()
    taken = taken_up(replace(case, log=(*case.log, *many)), "me", AT)
    assert verify(taken.case, "").seals
    assert time.monotonic() - began < 20
