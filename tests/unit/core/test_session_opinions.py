"""People determine beside the program, and some questions only a physician reviewer answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small import pack

from necessity.answers import Answer, AnswerId, Given, Reason, Unknown
from necessity.case.audit import check
from necessity.case.model import Case
from necessity.decide.ruling import Outcome
from necessity.errors import EventRefused, SaveError
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean
from necessity.session import Session, Store, interview_of, new_case
from necessity.transcript import give

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, JUDGED = AnswerId("tx_any"), AnswerId("judged")
SAID = {"p.d": Outcome.MET}


def with_physician() -> Pack:
    """The small pack with a last question that only a physician reviewer answers."""
    found = pack()
    judged = Boolean(type="boolean", id="judged", text="Is it justified?", role="physician")
    section = replace(found.sections[0], item=(*found.sections[0].item, judged))
    return replace(found, sections=(section,))


class Memory(Store):
    """A store that keeps what it was given, or refuses."""

    def __init__(self) -> None:
        self.saved: list[Case] = []
        self.full = False

    def save(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == "small"
        if self.full:
            raise SaveError("The disk is full.")
        self.saved.append(case)
        return Path("case")


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def session(store: Memory) -> Session:
    case = new_case("c", with_physician(), (), "reviewer")
    return Session(case, with_physician(), store=store, clock=lambda: NOW, user="me")


# -- determinations -------------------------------------------------------------------------


def test_the_reviewer_agrees_where_they_say_nothing_else(session: Session) -> None:
    session.complete("", "the rash")
    (opinion,) = session.case.opinions
    assert (opinion.role, opinion.by, opinion.reason) == ("reviewer", "me", "the rash")
    assert [each.outcome for each in opinion.findings] == [Outcome.UNDETERMINED]
    assert not opinion.differs


def test_what_the_program_said_is_kept_beside_it_and_in_the_log(session: Session) -> None:
    session.complete("needed", "the rash", SAID)
    (finding,) = session.case.opinions[0].findings
    assert (finding.asks, finding.program, finding.outcome) == (
        "Is it so?",
        Outcome.UNDETERMINED,
        Outcome.MET,
    )
    added, completed = session.case.log[-2:]
    assert (added.did, added.what, added.why) == ("opinion_added", "reviewer me", "the rash")
    assert added.now == "p.d = met (program: undetermined); needed"
    assert completed.did == "completed"
    assert check(session.case.log) == []
    changed = replace(added, now=added.now.replace("= met", "= not_met"))
    log = (*session.case.log[:-2], changed, completed)
    assert check(log) == [f"the seal of audit entry {added.n} does not fit entry {added.n - 1}."]


def test_a_later_answer_does_not_rewrite_what_the_program_said(session: Session) -> None:
    session.add_opinion("A. Chen", "", "seen", SAID)
    before = session.case.opinions
    session.answer(TX_ANY, value=False)
    assert session.interview.standings[0].determinations[0].outcome is Outcome.NOT_MET
    assert session.case.opinions == before
    session.complete("", "no treatment")
    programs = [opinion.findings[0].program for opinion in session.case.opinions]
    assert programs == [Outcome.UNDETERMINED, Outcome.NOT_MET]


def test_a_completed_case_takes_a_physician_and_nothing_else(
    session: Session, store: Memory
) -> None:
    session.answer(TX_ANY, value=True)
    session.complete("", "the rash")
    closed = session.case
    with pytest.raises(EventRefused, match="completed already"):
        session.complete("", "again")
    acts: list[Callable[[], Interview]] = [
        lambda: session.answer(TX_ANY, value=False),
        lambda: session.withdraw(TX_ANY),
        lambda: session.remove_row("tx", 1),
        lambda: session.answer(JUDGED, value=True, physician="A. Chen"),
    ]
    for act in acts:
        with pytest.raises(EventRefused, match="This case is completed"):
            act()
    assert session.case == closed
    session.add_opinion("A. Chen", "", "seen", SAID)
    saved = store.saved[-1]
    assert saved.status == "completed"
    assert saved.opinions[:1] == closed.opinions
    assert (saved.opinions[1].role, saved.opinions[1].by) == ("physician", "A. Chen")
    assert saved.answers == closed.answers


@pytest.mark.parametrize("physician", [False, True])
def test_what_is_not_on_disk_was_not_signed(
    session: Session, store: Memory, *, physician: bool
) -> None:
    before = session.case
    store.full = True
    if physician:
        session.add_opinion("A. Chen", "", "seen")
    else:
        session.complete("", "seen")
    assert str(session.problem) == "The disk is full."
    assert session.case == before


def test_a_determination_that_lacks_something_is_refused(session: Session) -> None:
    before = session.case
    with pytest.raises(EventRefused, match="needs a reason"):
        session.complete("needed", " ")
    with pytest.raises(EventRefused, match="needs their name"):
        session.add_opinion(" ", "", "seen")
    with pytest.raises(EventRefused, match=r'no determination "p\.x"'):
        session.complete("", "seen", {"p.x": Outcome.MET})
    assert session.case == before


# -- answers that only a physician reviewer gives -------------------------------------------


def test_a_reviewer_cannot_answer_for_a_physician(session: Session) -> None:
    before = session.case
    with pytest.raises(EventRefused, match="Only a physician reviewer answers this"):
        session.answer(JUDGED, value=True)
    assert session.case == before
    session.answer(JUDGED, Unknown(Reason.AWAITED))
    assert session.interview.answers[JUDGED].given == Given(by="me", at=NOW)


def test_a_physicians_answer_keeps_their_name(session: Session) -> None:
    session.answer(JUDGED, value=True, physician="A. Chen")
    given = Given(by="A. Chen", role="physician", at=NOW)
    assert session.interview.answers[JUDGED].given == given
    entry = session.case.log[-1]
    assert (entry.by, entry.role, entry.giver) == ("me", "physician", "A. Chen")


def test_a_note_to_it_leaves_it_the_physicians(session: Session) -> None:
    session.answer(JUDGED, value=True, physician="A. Chen")
    session.answer(JUDGED, value=True, note="by phone")
    answer = session.interview.answers[JUDGED]
    assert (answer.given.by, answer.note) == ("A. Chen", "by phone")
    with pytest.raises(EventRefused):
        session.answer(JUDGED, value=False)


def test_another_physician_with_the_same_answer_is_logged(session: Session) -> None:
    session.answer(JUDGED, value=True, physician="A. Chen")
    session.answer(JUDGED, value=True, physician="A. Chen")
    assert [entry.did for entry in session.case.log] == ["opened", "answered"]
    session.answer(JUDGED, value=True, physician="B. Okafor")
    assert session.case.log[-1].giver == "B. Okafor"
    assert session.interview.answers[JUDGED].given.by == "B. Okafor"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Given(), Given(role="physician", at=NOW)),
        (Given(by="me"), Given(role="physician", at=NOW)),
        (
            Given(by="A. Chen", role="physician"),
            Given(by="A. Chen", role="physician", at=NOW),
        ),
    ],
    ids=["bare", "no physician", "physician"],
)
def test_a_transcript_gives_it_as_it_is(session: Session, given: Given, kept: Given) -> None:
    answer = Answer(id=JUDGED, value=True, given=given)
    case = replace(new_case("c", with_physician(), (), ""), answers=(answer,))
    give(session, interview_of(case, with_physician()))
    assert session.interview.answers[JUDGED].given == kept
    assert session.interview.answers[JUDGED].value is True


def test_a_transcript_of_what_is_not_known_names_no_physician(session: Session) -> None:
    answer = Answer(id=JUDGED, value=Unknown(Reason.AWAITED))
    case = replace(new_case("c", with_physician(), (), ""), answers=(answer,))
    give(session, interview_of(case, with_physician()))
    assert session.interview.answers[JUDGED].given == Given(by="me", at=NOW)
