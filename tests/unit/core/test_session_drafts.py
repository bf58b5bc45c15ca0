"""What is typed and not entered: kept in the file, counted nowhere, dropped when it is answered."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from small import pack

from necessity.answers import AnswerId
from necessity.case.layout import write
from necessity.case.model import Case, Draft
from necessity.case.read import read
from necessity.errors import SaveError
from necessity.interview.state import Interview
from necessity.session import Session, Store, new_case
from necessity.summary import data, html, markdown, text
from necessity.summary.build import build

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY, DRUG = AnswerId("tx_any"), AnswerId("tx#1.drug")
TYPED = 'meth\n"otrexate" \\ XYZZY'


class Pages(Store):
    """A store of pages; `meanwhile` is what a signal handler does in the middle of a save."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.full = False
        self.meanwhile: Callable[[], object] | None = None

    def save(self, case: Case, interview: Interview) -> Path:
        page = write(case, interview)
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        if self.full:
            raise SaveError("The disk is full.")
        self.pages.append(page)
        return Path("case")

    @property
    def case(self) -> Case:
        return read(self.pages[-1], "c")


@pytest.fixture
def store() -> Pages:
    return Pages()


@pytest.fixture
def session(store: Pages) -> Session:
    case = new_case("c", pack(), (), "reviewer")
    session = Session(case, pack(), store=store, clock=lambda: NOW, user="me")
    session.answer(TX_ANY, value=True)
    return session


def test_a_draft_is_not_saved_by_itself_and_is_there_after_a_flush(
    session: Session, store: Pages
) -> None:
    before = len(store.pages)
    session.draft(DRUG, TYPED)
    session.draft(DRUG, "a note", "note")
    assert len(store.pages) == before
    assert session.flush()
    assert store.case.drafts == (
        Draft(id=DRUG, text=TYPED, at=NOW),
        Draft(id=DRUG, text="a note", field="note", at=NOW),
    )
    assert "[[draft]]" in store.pages[-1]


def test_a_flush_with_nothing_new_writes_nothing(session: Session, store: Pages) -> None:
    session.flush()
    before = len(store.pages)
    session.draft(DRUG, "")
    assert session.flush()
    session.draft(DRUG, "m")
    session.flush()
    session.draft(DRUG, "m")
    assert session.flush()
    assert len(store.pages) == before + 1


def test_a_draft_counts_for_nothing_and_stands_in_no_summary(
    session: Session, store: Pages
) -> None:
    facts = session.interview.facts
    session.draft(DRUG, TYPED)
    session.flush()
    assert session.interview.facts == facts
    assert DRUG not in {answer.id for answer in store.case.answers}
    summary = build(session.interview, session.case)
    for render in (text.render, markdown.render, html.render, data.render):
        assert "XYZZY" not in render(summary)
    assert not any("XYZZY" in str(entry) for entry in session.case.log)


def test_a_draft_is_taken_up_again(session: Session, store: Pages) -> None:
    session.draft(DRUG, TYPED)
    session.flush()
    again = Session(store.case, pack(), store=Pages(), clock=lambda: NOW, user="me")
    assert again.drafts[(DRUG, "")].text == TYPED
    assert again.notices == ()


def test_a_draft_is_dropped_when_its_question_is_answered(session: Session, store: Pages) -> None:
    session.draft(DRUG, "m")
    session.draft(DRUG, "a note", "note")
    session.draft(TX_ANY, "no")
    session.answer(DRUG, "mtx")
    assert [draft.id for draft in store.case.drafts] == [TX_ANY]
    session.answer(TX_ANY, value=True)  # the same again
    assert store.case.drafts == ()


def test_a_draft_in_a_row_goes_with_the_row(session: Session, store: Pages) -> None:
    session.answer(DRUG, "mtx")
    session.draft(AnswerId("tx#1.outcome"), "failed")
    session.remove_row("tx", 1)
    assert store.case.drafts == ()


def test_what_could_not_be_flushed_is_said_and_tried_again(session: Session, store: Pages) -> None:
    session.draft(DRUG, "m")
    store.full = True
    assert not session.flush()
    assert session.problem is not None
    store.full = False
    assert session.flush()
    assert store.case.drafts[0].text == "m"


def test_a_flush_in_the_middle_of_a_save_is_not_overwritten(session: Session, store: Pages) -> None:
    def signal() -> None:
        session.draft(DRUG, "typed at the last moment")
        assert session.flush()

    store.meanwhile = signal
    session.forward()
    assert store.case.drafts[0].text == "typed at the last moment"


@pytest.mark.slow
def test_a_signal_before_any_line_never_writes_half_of_an_answer() -> None:
    lines = 0
    while _worked_with_a_signal(before_line=lines):
        lines += 1
    assert lines > 50


def _worked_with_a_signal(before_line: int) -> bool:
    """Do a few things, flush before that line of the session; False when there is no such line."""
    store, outcome = Pages(), AnswerId("tx#1.outcome")
    case = new_case("c", pack(), (), "reviewer")
    session = Session(case, pack(), store=store, clock=lambda: NOW, user="me")
    session.answer(TX_ANY, value=True)
    session.answer(DRUG, "mtx")
    session.draft(outcome, "failed")
    count = len(store.pages)
    with one_signal(session, before_line) as came:
        session.answer(outcome, "failed")
        session.answer(AnswerId("tx"), value=True)
        session.undo()
        session.remove_row("tx", 1)
        session.complete("", "seen")
    for page in store.pages[count:]:
        case = read(page, "c")
        assert Session(case, pack(), store=Pages(), clock=lambda: NOW, user="me").notices == ()
        # what was typed is a draft until it is an answer, and in a removed row neither
        typed = [*case.drafts, *(a for a in case.answers if a.id == outcome)]
        assert len(typed) == (1 if case.rows and case.rows["tx"].order else 0)
    assert store.case.status == "completed"
    return bool(came)


@contextmanager
def one_signal(session: Session, before_line: int) -> Iterator[list[int]]:
    """As if a signal came before a line of the session; gives the line when it came."""
    came: list[int] = []
    count = iter(range(10**6))

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        inside = frame.f_code.co_filename.endswith(("session.py", "atwork.py"))
        if event == "line" and inside and next(count) == before_line:
            came.append(frame.f_lineno)
            session._saved = None  # noqa: SLF001 - so that there is something to write
            session.flush()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield came
    finally:
        sys.settrace(before)
