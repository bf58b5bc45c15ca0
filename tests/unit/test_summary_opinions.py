"""Each person's determination in the summary: whose it is, and where it differs from another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small import pack

from necessity.answers import Answer, AnswerId, Given, Reason, Unknown, Value
from necessity.case.giving import by_whom
from necessity.case.model import Case, Opinion
from necessity.decide.ruling import Outcome
from necessity.interview.state import Interview
from necessity.pack.model import DeterminationSpec, Note, Pack
from necessity.pack.questions import Boolean
from necessity.session import Session, Store, new_case
from necessity.summary.build import build

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, JUDGED = AnswerId("tx_any"), AnswerId("judged")
MET, NOT_MET = {"p.d": Outcome.MET}, {"p.d": Outcome.NOT_MET}


class Nowhere(Store):
    """A store that keeps nothing."""

    def save(self, case: Case, _interview: Interview) -> Path:
        return Path(case.id)


def physicians(policies: int = 1, determinations: int = 1) -> Pack:
    """The small pack, a question for a physician reviewer, and so many policies alike."""
    weighed = Note(id="weighed", text="Weighed", met_when="pt.weight known", otherwise="Weigh.")
    found = pack(safeguards=(weighed,))
    judged = Boolean(
        type="boolean", id="judged", text="Justified?", short="judgement", role="physician"
    )
    section = replace(found.sections[0], item=(*found.sections[0].item, judged))
    specs = tuple(
        DeterminationSpec(id=f"d{n or ''}", asks=f"Is it so{'!' * n}?", criterion="tried")
        for n in range(determinations)
    )
    policy = replace(found.policies["p"], determination=specs)
    ids = ["p", *(f"q{n}" for n in range(1, policies))]
    judging = {id_: replace(policy, id=id_, title=f"Policy {id_}") for id_ in ids}
    return replace(found, sections=(section,), policies=judging)


def session_of(found: Pack, *opinions: Opinion) -> Session:
    case = replace(new_case("c", found, tuple(found.policies), ""), opinions=opinions)
    return Session(case, found, store=Nowhere(), clock=lambda: NOW, user="J. Lee")


@pytest.fixture
def session() -> Session:
    return session_of(physicians())


def said(session: Session) -> list[str]:
    """The sentences under "The reviewer's determination", each with its depth as spaces."""
    parts = build(session.interview, session.case).parts
    found: Iterable[str] = (
        f"{' ' * sentence.depth}{sentence.text}"
        for part in parts
        if part.id == "reviewer"
        for sentence in part.sentences
    )
    return list(found)


def test_agreement(session: Session) -> None:
    session.complete("Fine", "The rash.")
    assert said(session) == [
        (
            "The reviewer (J. Lee) agrees with the program on every determination. "
            "In their own words: Fine. Reason: The rash."
        ),
        " Is it so? The program: cannot be decided yet. The reviewer: cannot be decided yet.",
    ]


def test_a_difference_is_said_and_both_are_kept(session: Session) -> None:
    session.answer(TX_ANY, value=True)
    session.answer(AnswerId("tx#1.outcome"), "failed")
    session.complete("", "no proof", NOT_MET)
    assert said(session) == [
        "The reviewer (J. Lee) differs from the program. Reason: no proof.",
        (
            " Is it so? The program: met, with conditions. The reviewer: not met. "
            "They differ; both are kept."
        ),
    ]


def test_two_people_who_differ_are_set_side_by_side(session: Session) -> None:
    session.complete("", "no proof", NOT_MET)
    session.add_opinion("A. Chen", "", "seen", MET)
    assert said(session)[-1] == (
        "Is it so? The reviewer (J. Lee): not met. The physician reviewer (A. Chen): met. "
        "They differ; both are kept."
    )
    session.add_opinion("B. Okafor", "", "seen too", MET)
    assert said(session)[-1].endswith(
        "(A. Chen): met. The physician reviewer (B. Okafor): met. They differ; all are kept."
    )


def test_two_people_who_agree_are_not_set_against_each_other(session: Session) -> None:
    session.complete("", "seen", MET)
    session.add_opinion("A. Chen", "", "seen", MET)
    assert [text[0] for text in said(session)] == ["T", " ", "T", " "]


def test_what_the_program_says_now_is_said_where_it_has_changed(session: Session) -> None:
    session.add_opinion("A. Chen", "", "seen")
    session.answer(TX_ANY, value=False)
    assert said(session)[1] == (
        " Is it so? The program: cannot be decided yet. The physician reviewer: cannot be decided "
        "yet. This was signed then; the program now: not met."
    )


def test_a_determination_that_is_not_judged_any_more(session: Session) -> None:
    session.complete("", "seen")
    finding = replace(session.case.opinions[0].findings[0], policy="gone")
    opinion = replace(session.case.opinions[0], findings=(finding,))
    later = session_of(physicians(), opinion)
    assert said(later)[1].endswith(" The program no longer judges this here.")


def test_several_policies_are_named() -> None:
    session = session_of(physicians(policies=2))
    session.complete("", "seen", {"q1.d": Outcome.MET})
    assert said(session)[1:] == [
        (
            " Policy p. Is it so? The program: cannot be decided yet. "
            "The reviewer: cannot be decided yet."
        ),
        (
            " Policy q1. Is it so? The program: cannot be decided yet. The reviewer: met. "
            "They differ; both are kept."
        ),
    ]


def test_of_many_determinations_only_those_that_differ_are_told_one_by_one() -> None:
    session = session_of(physicians(determinations=6))
    session.complete("", "seen", MET)
    assert [text[:20] for text in said(session)[1:]] == [
        " Is it so? The progr",
        " On the other 5 the ",
    ]
    session.add_opinion("A. Chen", "", "seen")
    assert " On all 6 the program and the physician reviewer say the same." in said(session)


def test_an_opinion_of_a_file_written_before_is_words_and_a_reason() -> None:
    old = Opinion(by="J. Lee", words="needed", reason="the rash")
    session = session_of(physicians(), old)
    assert said(session) == ["The reviewer (J. Lee): needed. Reason: the rash."]


@pytest.mark.parametrize(
    ("value", "given", "words"),
    [
        (True, Given(by="A. Chen", role="physician"), "(physician reviewer A. Chen)"),
        (True, Given(role="physician"), "(by a physician reviewer, name not recorded)"),
        (True, Given(), "(by a physician reviewer, name not recorded)"),
        (False, Given(by="J. Lee"), "(entered by J. Lee; no physician reviewer recorded)"),
        (Unknown(Reason.AWAITED), Given(by="J. Lee"), ""),
    ],
    ids=["named", "unnamed", "bare", "of before", "not known"],
)
def test_an_answer_of_a_physician_says_whose_it_is(
    value: Value | Unknown, given: Given, words: str
) -> None:
    found = physicians()
    answers = (Answer(id=JUDGED, value=value, given=given), Answer(id=TX_ANY, value=True))
    case = replace(new_case("c", found, (), ""), answers=answers)
    session = Session(case, found, store=Nowhere(), clock=lambda: NOW, user="J. Lee")
    assert by_whom(session.interview, (JUDGED, TX_ANY)) == words
    fact = f"Judgement: {'yes' if value else 'no'}. {words}"
    assert said(session) == ([fact] if words else [])
