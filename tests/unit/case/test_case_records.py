"""Papers of the chart: numbered once, quoted, corrected, and never taken from under an answer."""

from dataclasses import replace
from datetime import date

import pytest
from kept import AT, case_of, said

from necessity.case import records
from necessity.case.audit import append
from necessity.case.edited import taken_up
from necessity.case.layout import write
from necessity.case.model import Case
from necessity.case.read import read
from necessity.case.records import About, Done
from necessity.case.verify import verify
from necessity.errors import EventRefused

CONSULT = About(title=" Rheumatology\nconsult ", kind="office note", dated=date(2026, 11, 11))


def done(made: Done) -> Case:
    """The case with what was done in its log, as a session keeps it."""
    case, entry = made
    return replace(case, log=append(case.log, replace(entry, by="jlee", at=AT)))


@pytest.fixture
def case() -> Case:
    first, _ = case_of(saved=AT)
    return done(records.added(taken_up(first, "jlee", AT).case, CONSULT))


def test_a_paper_gets_the_next_number_and_its_title_on_one_line(case: Case) -> None:
    assert [(record.id, record.title) for record in case.records] == [
        ("R1", "Rheumatology consult")
    ]
    second = done(records.added(case, About(title="Order")))
    assert [record.id for record in second.records] == ["R1", "R2"]


def test_words_are_quoted_with_their_place(case: Case) -> None:
    quoted = done(records.quoted(case, "R1", '  "classic"\n dermatomyositis ', " p. 1 "))
    excerpt = quoted.records[0].excerpt[0]
    assert (excerpt.id, excerpt.quote, excerpt.at) == ("R1.1", '"classic" dermatomyositis', "p. 1")
    assert records.citable(quoted) == ("R1", "R1.1")


def test_no_number_is_used_twice(case: Case) -> None:
    quoted = done(records.quoted(case, "R1", "a"))
    again = done(records.quoted(done(records.unquoted(quoted, "R1.1")), "R1", "b"))
    assert records.citable(again) == ("R1", "R1.2")
    gone = done(records.removed(again, "R1"))
    assert records.citable(done(records.added(gone, CONSULT))) == ("R2",)


def test_what_is_told_of_a_paper_is_corrected_and_its_excerpts_stay(case: Case) -> None:
    quoted = done(records.quoted(case, "R1", "a"))
    after = done(records.changed(quoted, "R1", replace(CONSULT, author="R. Osei, MD")))
    assert after.records[0].author == "R. Osei, MD"
    assert after.records[0].excerpt == quoted.records[0].excerpt


def test_what_an_answer_rests_on_is_not_taken_away(case: Case) -> None:
    quoted = done(records.quoted(case, "R1", "a"))
    resting = replace(said("tx_any", value=True), rests_on=("R1.1",))
    held = replace(quoted, answers=(resting,))
    with pytest.raises(EventRefused, match="tx_any rests on it"):
        records.removed(held, "R1")
    with pytest.raises(EventRefused, match="tx_any rests on it"):
        records.unquoted(held, "R1.1")


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About(title="  "), "needs a title"),
        (About(title="x" * 201), "at most 200"),
        (About(title="x", pages=0), "at least one page"),
    ],
)
def test_what_is_no_paper_is_refused(case: Case, about: About, words: str) -> None:
    with pytest.raises(EventRefused, match=words):
        records.added(case, about)


def test_what_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(EventRefused, match='no record "R9"'):
        records.quoted(case, "R9", "a")
    with pytest.raises(EventRefused, match=r'no excerpt "R1\.9"'):
        records.unquoted(case, "R1.9")
    with pytest.raises(EventRefused, match="Nothing is quoted"):
        records.quoted(case, "R1", " \n")
    with pytest.raises(EventRefused, match="at most 4000"):
        records.quoted(case, "R1", "x" * 4001)
    with pytest.raises(EventRefused, match=r'no record or excerpt "R1\.9"'):
        records.check_cited(case, ("R1", "R1.9"))


def test_the_last_cited_is_offered_first(case: Case) -> None:
    more = done(records.quoted(done(records.quoted(case, "R1", "a")), "R1", "b"))
    resting = replace(said("tx_any", value=True), rests_on=("R1.1",))
    assert records.recent([resting], more) == ("R1.1", "R1.2", "R1")


def test_the_log_tells_all_of_it(case: Case) -> None:
    quoted = done(records.quoted(case, "R1", "a", "p. 2"))
    changed = done(records.changed(quoted, "R1", replace(CONSULT, pages=4)))
    after = done(records.unquoted(changed, "R1.1"))
    page = write(after, case_of()[1])
    loaded = read(page, "c")
    assert loaded.records == after.records
    assert verify(loaded, page).whole
    assert [entry.did for entry in loaded.log[1:]] == [
        "record_added",
        "excerpt_added",
        "record_changed",
        "excerpt_removed",
    ]
