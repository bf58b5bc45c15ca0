"""What reviewers determined, in the file: each beside what the program said, none rewritten."""

import pytest
from kept import AT, PACK, case_of, said

from necessity.answers import Answer, AnswerId, Given
from necessity.case.layout import write
from necessity.case.model import Finding, Opinion
from necessity.case.read import read
from necessity.decide.ruling import Outcome
from necessity.errors import CaseError
from necessity.session import interview_of

THEIRS = Finding(
    policy="p",
    determination="d",
    asks="Is it so?",
    program=Outcome.MET,
    outcome=Outcome.NOT_MET,
    conditions=("iga",),
)
REVIEWER = Opinion(
    by="J. Lee, RN", findings=(THEIRS,), words="Not yet.", reason="No IgA.\nAsked twice.", at=AT
)
PHYSICIAN = Opinion(role="physician", by="A. Chen", findings=(THEIRS,), reason="Agreed.", at=AT)
SECTION = '''
# What the reviewers determined, beside what the program said then ------------

[[opinion]]
role = "reviewer"
by = "J. Lee, RN"
at = 2026-11-20T14:05:11Z
words = "Not yet."
reason = """
No IgA.
Asked twice."""

[[opinion.determination]]
policy = "p"
id = "d"
asked = "Is it so?"
program = "met"
conditions = ["iga"]
outcome = "not_met"

[[opinion]]
role = "physician"
by = "A. Chen"
at = 2026-11-20T14:05:11Z
reason = "Agreed."
'''
OLD = """
[opinion]
by = "J. Lee, RN"
at = 2026-11-20T14:05:11Z
words = "needed"
reason = "the rash"
"""


def page(*opinions: Opinion) -> str:
    answers = [said("tx_any", value=True), said("tx#1.outcome", "failed")]
    return write(*case_of(answers, status="completed", opinions=opinions))


def test_both_opinions_stand_in_the_file_and_are_read_back() -> None:
    text = page(REVIEWER, PHYSICIAN)
    assert SECTION in text
    loaded = read(text, "c")
    assert loaded.opinions == (REVIEWER, PHYSICIAN)
    assert write(loaded, interview_of(loaded, PACK)) == text


def test_a_file_with_the_single_table_of_before_still_loads() -> None:
    old = page().replace("\n[audit]", f"{OLD}\n[audit]")
    assert old != page()
    loaded = read(old, "c")
    assert loaded.opinions == (Opinion(by="J. Lee, RN", words="needed", reason="the rash", at=AT),)
    again = write(loaded, interview_of(loaded, PACK))
    assert "[[opinion]]" in again
    assert read(again, "c") == loaded


def test_what_the_program_said_then_is_not_what_it_says_now() -> None:
    loaded = read(page(REVIEWER), "c")
    assert interview_of(loaded, PACK).standings[0].determinations[0].outcome is Outcome.MET
    loaded = read(page(REVIEWER).replace('program = "met"', 'program = "undetermined"'), "c")
    assert loaded.opinions[0].findings[0].program is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        (
            'outcome = "not_met"',
            'outcome = "denied"',
            'opinion[1].determination[1].outcome: I found "denied" and expected one of met, ',
        ),
        (
            'program = "met"',
            'program = "approved"',
            'opinion[1].determination[1].program: I found "approved" and expected one of met, ',
        ),
        (
            'outcome = "not_met"',
            "",
            "opinion[1].determination[1].outcome: it is missing.",
        ),
        (
            'role = "reviewer"',
            'role = "doctor"',
            'opinion[1].role: I found "doctor" and expected one of reviewer, physician.',
        ),
        (
            'words = "Not yet."',
            'wrods = "Not yet."',
            'opinion[1].wrods: there is no key "wrods" here. Did you mean "words"?',
        ),
    ],
    ids=["denied", "approved", "missing", "role", "key"],
)
def test_refused(old: str, new: str, refusal: str) -> None:
    before, after = page(REVIEWER).split("[[opinion]]")
    assert old in after
    with pytest.raises(CaseError) as caught:
        read(f"{before}[[opinion]]{after.replace(old, new)}", "c")
    assert str(caught.value).startswith(f"c: {refusal}")


def test_a_physicians_answer_is_marked_in_the_file() -> None:
    given = Given(by="A. Chen", role="physician", at=AT)
    text = write(*case_of([Answer(id=AnswerId("tx_any"), value=True, given=given)]))
    assert 'given = { by = "A. Chen", role = "physician", at = 2026' in text
    assert read(text, "c").answers[0].given == given
    with pytest.raises(CaseError, match="expected one of physician"):
        read(text.replace('role = "physician"', 'role = "nurse"'), "c")
