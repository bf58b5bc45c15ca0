"""What is worked out in each row of a list stands in the file and in what is told."""

from dataclasses import replace
from decimal import Decimal

from kept import PACK, said

from necessity.answers import AnswerId
from necessity.case.layout import worked_out as in_file
from necessity.case.layout import write
from necessity.case.ledger import of_case, of_log
from necessity.case.model import Case, PackRef
from necessity.case.read import read
from necessity.interview import engine
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.questions import Boolean, Calculated, Group, QuantityQuestion, Section
from necessity.quantity import Quantity
from necessity.session import Session
from necessity.tui.words import calculated, worked_out


def with_rows() -> Pack:
    """A list of visits: a weight, a height, and the body mass index of each."""
    weight = QuantityQuestion(type="quantity", id="visit.weight", text="Weight?", unit="kg")
    height = QuantityQuestion(type="quantity", id="visit.height", text="Height?", unit="cm")
    index = Calculated(
        type="calculated",
        id="visit.bmi",
        text="Body mass index",
        short="body mass index",
        calculate="bmi(visit.weight, visit.height)",
        result="quantity",
        unit="kg/m2",
    )
    group = Group(
        type="group",
        id="visit",
        text="Visit",
        enable_when="seen = yes",
        item=(weight, height, index),
    )
    seen = Boolean(type="boolean", id="seen", text="Seen?")
    section = Section(id="one", title="One", item=(seen, group))
    return replace(PACK, sections=(section,), policies={})


ROWS = with_rows()
ANSWERS = [
    said("seen", value=True),
    said("visit#1.weight", Quantity(Decimal(70), "kg")),
    said("visit#1.height", Quantity(Decimal(170), "cm")),
    said("visit#2.weight", Quantity(Decimal(80), "kg")),
]
HEIGHT = said("visit#2.height", Quantity(Decimal(160), "cm"))


def interview_of(*more: object) -> Interview:
    return engine.opened(ROWS, (), [*ANSWERS, *more])  # type: ignore[list-item]


def page_of(interview: Interview) -> str:
    reference = PackRef(id="small", version="1", digest="sha256:0")
    answers = tuple(interview.answers.values())
    return write(Case(id="c-1", pack=reference, policies=(), answers=answers), interview)


def test_each_row_has_its_value_in_the_file_and_none_is_read_back() -> None:
    page = page_of(interview_of())
    assert (
        'id = "visit#1.bmi"\nasked = "Body mass index"\nvalue = 24.221\nunit = "kg/m2"\n'
        'given = { how = "calculated", with = "bmi 1" }'
    ) in page
    assert "visit#2.bmi" not in page
    assert "visit#2.bmi" in page_of(interview_of(HEIGHT))
    assert {answer.id for answer in read(page, "c").answers} == {a.id for a in ANSWERS}


def test_a_value_that_a_person_gave_is_not_written_twice() -> None:
    given = said("visit#1.bmi", Quantity(Decimal(25), "kg/m2"))
    page = page_of(interview_of(given))
    assert page.count('id = "visit#1.bmi"') == 1
    assert len(read(page, "c").answers) == len(ANSWERS) + 1


def test_behind_a_shut_gate_nothing_is_worked_out() -> None:
    shut = replace(ANSWERS[0], value=False)
    assert not list(in_file(interview_of(shut)))


def test_the_reviewer_is_told_the_value_of_the_row_that_was_answered() -> None:
    before, after = interview_of(), interview_of(HEIGHT)
    (told,) = worked_out(before, after)
    assert told.startswith("body mass index (Visit 2: 80 kg): 31.")
    assert [id_ for id_, _, _ in calculated(after)] == ["visit#1.bmi", "visit#2.bmi"]
    assert worked_out(after, after) == ()


def test_the_log_knows_nothing_of_what_is_worked_out() -> None:
    case = read(page_of(interview_of()), "c")

    class Nowhere:
        def save(self, case: Case, _: Interview) -> object:
            return case.id

    session = Session(case, ROWS, store=Nowhere(), clock=lambda: None, user="me")  # type: ignore[arg-type]
    session.answer(AnswerId("visit#2.height"), HEIGHT.value)
    assert of_log(session.case.log) == of_case(session.case)
    assert not any("bmi" in key for key in of_log(session.case.log))
