"""People determine, by keys at 80x24: as the program, otherwise, and a second time beside."""

from dataclasses import replace

import pytest
from small_pack import LAST, NOW, PACK, POLICY, Reviewer, case_with, reviewing

from necessity.answers import Answer, AnswerId, Given, Reason, Unknown
from necessity.case.audit import check
from necessity.case.model import Finding, Opinion
from necessity.decide.ruling import Outcome
from necessity.pack.model import Criterion, Pack
from necessity.pack.questions import Choice, Option, Section

pytestmark = pytest.mark.slow

JUDGED = Choice(
    id="req.judged",
    type="choice",
    text="Is the reason sufficient?",
    short="judgement",
    role="physician",
    options=(Option(code="yes_it_is", text="Sufficient"), Option(code="no", text="Insufficient")),
)
WITH_PHYSICIAN = replace(
    PACK,
    sections=(Section(id="judged", title="Judged", item=(JUDGED, *LAST)),),
    policies={
        "house": replace(
            POLICY,
            criterion=(Criterion(id="all", text="Judged", met_when="req.judged = yes_it_is"),),
            safeguard=(),
            flag=(),
        )
    },
)


def with_policies(count: int) -> Pack:
    """The small pack judged by so many policies, all alike."""
    ids = [f"house{number}" for number in range(count)]
    return replace(PACK, policies={id_: replace(POLICY, id=id_, title=id_) for id_ in ids})


async def enter(reviewer: Reviewer, text: str) -> None:
    await reviewer.type(text)
    await reviewer.press("enter")


async def at_the_end(reviewer: Reviewer) -> None:
    reviewer.session.go(None)
    reviewer.screen.desk.cancel()
    reviewer.screen._show()  # noqa: SLF001 - the way there is walked in another test


def findings(reviewer: Reviewer, number: int = 0) -> dict[str, tuple[str, str]]:
    """What the program and the person said, by determination."""
    opinion = reviewer.store.saved[-1].opinions[number]
    return {each.key: (str(each.program), str(each.outcome)) for each in opinion.findings}


async def test_agreeing_and_completing() -> None:
    async with reviewing() as reviewer:
        while reviewer.place is not None:
            await reviewer.press("ctrl+n")
        await reviewer.press("c")
        assert "Do you agree with the program's determinations?" in reviewer.page
        assert "By the policies: needed: cannot be decided." in " ".join(reviewer.page.split())
        await reviewer.press("enter")
        assert "Choose first" in reviewer.page
        await reviewer.press("y", "enter")
        assert "Your determination: as the program." in reviewer.page
        await reviewer.press("enter", "enter")
        assert "Type it in a few words" in reviewer.page
        await enter(reviewer, "rash")
        assert "Your reason: rash" in reviewer.page
        await reviewer.press("enter")
        assert reviewer.session.case.status == "in-progress"
        assert reviewer.session.case.opinions == ()
        await enter(reviewer, "complete")
        assert reviewer.store.saved[-1].status == "completed"
        assert findings(reviewer) == {"house.needed": ("undetermined", "undetermined")}
        assert "The case is completed." in reviewer.page
        assert "Reviewer me: agrees with the program. Reason: rash" in reviewer.page
        assert "c complete" not in reviewer.page


async def test_differing_and_completing() -> None:
    async with reviewing() as reviewer:
        await at_the_end(reviewer)
        await reviewer.press("c", "n", "enter")
        assert "Is it needed?" in reviewer.page
        assert "The program: cannot be decided." in reviewer.page
        assert "> (*) 3  Cannot be decided yet" in reviewer.page
        await reviewer.press("2", "enter")
        assert "Your determination: Needed: not met." in reviewer.page
        await enter(reviewer, "not here")
        await enter(reviewer, "no rash")
        assert "In your own words: not here" in reviewer.page
        await enter(reviewer, "complete")
        opinion = reviewer.store.saved[-1].opinions[0]
        assert (opinion.role, opinion.by, opinion.words) == ("reviewer", "me", "not here")
        assert (opinion.reason, opinion.at) == ("no rash", NOW)
        assert findings(reviewer) == {"house.needed": ("undetermined", "not_met")}
        assert "Reviewer me: Needed: not met. not here. Reason: no rash" in reviewer.page
        log = reviewer.store.saved[-1].log
        assert [entry.did for entry in log[-2:]] == ["opinion_added", "completed"]
        assert check(log) == []


async def test_a_physician_adds_theirs_to_a_completed_case() -> None:
    theirs = Finding(
        policy="house",
        determination="needed",
        asks="Is it needed?",
        program=Outcome.UNDETERMINED,
        outcome=Outcome.NOT_MET,
    )
    first = Opinion(by="me", findings=(theirs,), reason="no rash")
    case = case_with(status="completed", opinions=(first,))
    async with reviewing(case) as reviewer:
        await at_the_end(reviewer)
        assert "a physician" in reviewer.page
        await reviewer.press("a")
        assert "Name of the physician reviewer:" in reviewer.page
        await reviewer.press("enter")
        assert "Type the name of the physician reviewer" in reviewer.page
        await enter(reviewer, "A. Chen")
        await reviewer.press("n", "enter", "1", "enter", "enter")
        await enter(reviewer, "seen")
        await enter(reviewer, "complete")
        assert 'Type the word "sign"' in reviewer.page
        await reviewer.press("ctrl+u")
        await enter(reviewer, "sign")
        saved = reviewer.store.saved[-1]
        assert saved.opinions[0] == first
        assert (saved.opinions[1].role, saved.opinions[1].by) == ("physician", "A. Chen")
        assert findings(reviewer, 1) == {"house.needed": ("undetermined", "met")}
        assert (saved.log[-1].did, saved.log[-1].what) == (
            "opinion_added",
            "physician reviewer A. Chen",
        )
        assert check(saved.log) == []
        assert "The determination is added." in reviewer.page
        assert "Physician reviewer A. Chen: Needed: met. Reason: seen" in reviewer.page


async def test_a_physician_may_be_first_and_closes_nothing() -> None:
    async with reviewing() as reviewer:
        await at_the_end(reviewer)
        await reviewer.press("a")
        await enter(reviewer, "A. Chen")
        await reviewer.press("y", "enter", "enter")
        await enter(reviewer, "seen")
        await enter(reviewer, "sign")
        assert reviewer.session.case.status == "in-progress"
        assert len(reviewer.session.case.opinions) == 1
        assert "c complete" in reviewer.page


async def test_back_goes_one_step_back_and_escape_signs_nothing() -> None:
    async with reviewing() as reviewer:
        await at_the_end(reviewer)
        await reviewer.press("c", "n", "enter", "1", "enter", "ctrl+b")
        assert "> (*) 1  Met" in reviewer.page
        await reviewer.press("b")
        assert "> (*) 2  No, mine differ" in reviewer.page
        await reviewer.press("y", "enter")
        assert "Your determination: as the program." in reviewer.page
        await reviewer.press("escape")
        assert "This is the end of the questions." in reviewer.page
        assert reviewer.session.case.opinions == ()
        await reviewer.press("c", "b")
        assert "This is the end of the questions." in reviewer.page


async def test_what_could_not_be_saved_was_not_signed() -> None:
    async with reviewing() as reviewer:
        await at_the_end(reviewer)
        await reviewer.press("c", "y", "enter", "enter")
        await enter(reviewer, "rash")
        reviewer.store.full = True
        await enter(reviewer, "complete")
        assert "Nothing was signed." in reviewer.page
        assert reviewer.session.case.opinions == ()
        assert reviewer.session.case.status == "in-progress"


@pytest.mark.parametrize("key", ["c", "a"])
async def test_it_is_asked_on_the_last_page_only(key: str) -> None:
    async with reviewing() as reviewer:
        await reviewer.press(key)
        assert "That is on the last page" in reviewer.page


async def test_a_completed_case_is_not_completed_again() -> None:
    async with reviewing(case_with(status="completed")) as reviewer:
        await at_the_end(reviewer)
        await reviewer.press("c")
        assert "This case is completed already." in reviewer.page


async def test_the_end_page_of_eight_policies_and_two_opinions_shows_its_list() -> None:
    pack = with_policies(8)
    policies = tuple(pack.policies)
    opinions = tuple(Opinion(by=by, reason="a reason " * 40) for by in ("me", "A. Chen"))
    async with reviewing(case_with(policies=policies, opinions=opinions), pack=pack) as reviewer:
        await at_the_end(reviewer)
        await reviewer.pilot.pause()
        for policy in policies:
            assert f"{policy}: Needed: cannot be decided, waits for disease +" in reviewer.page
        assert reviewer.page.count("Reason: a reason") == 2
        assert "The disease" in reviewer.page
        assert "a physician" in reviewer.page
        await reviewer.press("c")
        assert "( ) 2  No, mine differ" in reviewer.page


# -- answers that only a physician reviewer gives -------------------------------------------


def judgement(reviewer: Reviewer) -> Answer:
    return reviewer.session.interview.answers[AnswerId("req.judged")]


async def test_a_physician_only_question_asks_for_the_name() -> None:
    async with reviewing(pack=WITH_PHYSICIAN) as reviewer:
        assert "If you are no physician reviewer, skip it." in reviewer.page
        await reviewer.press("1", "enter")
        assert "Only a physician reviewer answers this." in reviewer.page
        assert "Name of the physician reviewer:" in reviewer.page
        assert "Answer: Sufficient" in reviewer.page
        await reviewer.press("enter")
        assert "Type the name" in reviewer.page
        assert reviewer.value("req.judged") is None
        await enter(reviewer, "A. Chen")
        assert judgement(reviewer).value == "yes_it_is"
        assert judgement(reviewer).given == Given(by="A. Chen", role="physician", at=NOW)
        assert reviewer.session.case.log[-1].giver == "A. Chen"
        await reviewer.press("ctrl+b")
        assert "Answered: Sufficient (physician reviewer A. Chen)" in reviewer.page


async def test_without_the_name_the_question_stays_open() -> None:
    async with reviewing(pack=WITH_PHYSICIAN) as reviewer:
        await reviewer.press("1", "enter", "escape")
        assert reviewer.value("req.judged") is None
        assert "> (*) 1  Sufficient" in reviewer.page
        await reviewer.press("s")
        assert reviewer.place is None
        assert not reviewer.session.interview.answers


async def test_that_it_is_not_known_needs_no_name() -> None:
    async with reviewing(pack=WITH_PHYSICIAN) as reviewer:
        await reviewer.press("u", "3", "enter")
        assert judgement(reviewer).value == Unknown(Reason.AWAITED)
        assert judgement(reviewer).given == Given(by="me", at=NOW)


async def test_the_same_answer_again_keeps_the_name_and_another_asks_for_one() -> None:
    async with reviewing(pack=WITH_PHYSICIAN) as reviewer:
        await reviewer.press("1", "enter")
        await enter(reviewer, "A. Chen")
        await reviewer.press("ctrl+b", "enter", "ctrl+b", "n")
        await enter(reviewer, "by phone")
        assert judgement(reviewer).note == "by phone"
        assert judgement(reviewer).given.by == "A. Chen"
        await reviewer.press("2", "enter")
        assert "Name of the physician reviewer:" in reviewer.page
        await enter(reviewer, "B. Okafor")
        assert (judgement(reviewer).value, judgement(reviewer).given.by) == ("no", "B. Okafor")


async def test_a_name_that_was_not_recorded_is_asked_for() -> None:
    old = Answer(id=AnswerId("req.judged"), value="no", given=Given(by="me"))
    async with reviewing(case_with(answers=(old,), place=old.id), pack=WITH_PHYSICIAN) as reviewer:
        await reviewer.press("enter")
        await enter(reviewer, "A. Chen")
        assert judgement(reviewer).given.role == "physician"


async def test_a_completed_case_asks_for_no_name() -> None:
    async with reviewing(case_with(status="completed"), pack=WITH_PHYSICIAN) as reviewer:
        await reviewer.press("1", "enter")
        assert "This case is completed." in reviewer.page
