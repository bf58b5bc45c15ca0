"""What is written is read back as it was, whatever a text holds; and the page looks right."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kept import AT, PACK, case_of, said

from necessity import __version__
from necessity.answers import REASON_WORDS, Answer, AnswerId, Given, How, Unknown, Value
from necessity.case import toml
from necessity.case.audit import append, check
from necessity.case.layout import write
from necessity.case.model import (
    ROLES,
    STATUSES,
    Case,
    Change,
    Draft,
    Entry,
    Excerpt,
    Finding,
    Opinion,
    Record,
    RowNumbers,
)
from necessity.case.read import read
from necessity.case.store import FileStore
from necessity.decide.ruling import Outcome
from necessity.errors import CaseError
from necessity.interview.state import Interview
from necessity.period import Period
from necessity.quantity import Quantity
from necessity.session import Session, interview_of, new_case

# What could end a string, a line or a comment, or begin a table, beside text of any kind.
PIECES = ['"', '"""', "'''", "\\", "\\n", "\n", "\r\n", "\r", "\t", " ", "#", "= 1", "\n[answer]\n"]
PIECES += [
    "[[answer]]",
    "\x00",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u202e",
    "\u2028",
    "\U000e0001",
    "é",
    "漢",
]
TEXTS = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
WORDS = TEXTS.filter(bool)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
UNKNOWN = st.sampled_from([Unknown(reason) for reason in REASON_WORDS])


def _quantity(low: int, high: int, unit: str, signs: str = "") -> st.SearchStrategy[Quantity]:
    number = st.decimals(low, high, places=3)
    return st.builds(Quantity, number, st.just(unit), st.sampled_from(["", *signs]))


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "tx_any": st.booleans(),
    "tx#1.drug": TEXTS,
    "tx#1.outcome": st.sampled_from(["failed", "worked"]),
    "tx#3.drug": TEXTS,
    "tx#3.stop": DAYS,
    "dx.rash": st.sampled_from([("heliotrope",), ("heliotrope", "gottron")]),
    "lab.iga": _quantity(0, 5000, "mg/dL", "<>"),
    "sev.mrc": _quantity(0, 5, "1"),
    "pt.weight": _quantity(2, 300, "kg"),
    "pt.height": _quantity(40, 230, "cm"),
    "pt.bmi": _quantity(10, 90, "kg/m2"),
}


def _given(how: How) -> st.SearchStrategy[Given]:
    roles = st.sampled_from(("", "physician"))
    return st.builds(Given, by=TEXTS, role=roles, at=st.none() | TIMES, how=st.just(how))


@st.composite
def answers(draw: st.DrawFn) -> list[Answer]:
    found = []
    for id_ in draw(st.lists(st.sampled_from(list(VALUES)), unique=True)):
        how = How.OVERRIDE if id_ == "pt.bmi" else draw(st.sampled_from([How.MANUAL, How.IMPORTED]))
        found.append(
            Answer(
                id=AnswerId(id_),
                value=draw(st.one_of(VALUES[id_], VALUES[id_], UNKNOWN)),
                given=draw(_given(how)),
                rests_on=tuple(draw(st.lists(WORDS, max_size=2))),
                note=draw(TEXTS),
            )
        )
    if draw(st.booleans()):
        found.append(said("tx", value=False))
    return found


EXCERPTS = st.builds(Excerpt, id=WORDS, quote=TEXTS, at=TEXTS)
RECORDS = st.builds(
    Record,
    id=WORDS,
    title=TEXTS,
    kind=TEXTS,
    author=TEXTS,
    dated=st.none() | DAYS,
    pages=st.none() | st.integers(0, 999),
    file=TEXTS,
    digest=TEXTS,
    excerpt=st.lists(EXCERPTS, max_size=2).map(tuple),
)
CHANGES = st.builds(Change, what=TEXTS, was=st.none() | TEXTS, now=st.none() | TEXTS)
ENTRIES = st.builds(
    Entry, n=st.just(0), did=TEXTS, what=TEXTS, was=TEXTS, now=TEXTS, why=TEXTS, by=TEXTS,
    at=st.none() | TIMES, note=TEXTS, how=TEXTS, role=TEXTS, giver=TEXTS, of=st.integers(0, 999),
    rests_on=st.lists(TEXTS, max_size=2).map(tuple),
    changes=st.lists(CHANGES, max_size=2).map(tuple),
)  # fmt: skip
DRAFTS = st.builds(
    Draft,
    id=st.sampled_from(["tx_any", "tx#1.drug"]).map(AnswerId),
    text=TEXTS,
    field=st.sampled_from(["", "note"]),
    at=st.none() | TIMES,
)
FINDINGS = st.builds(
    Finding,
    policy=WORDS,
    determination=WORDS,
    asks=TEXTS,
    program=st.sampled_from(Outcome),
    outcome=st.sampled_from(Outcome),
    conditions=st.lists(TEXTS, max_size=2).map(tuple),
)
OPINIONS = st.builds(
    Opinion,
    role=st.sampled_from(ROLES),
    by=TEXTS,
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    words=TEXTS,
    reason=TEXTS,
    at=st.none() | TIMES,
    version=st.integers(1, 9),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, Interview]:
    log: tuple[Entry, ...] = ()
    for entry in draw(st.lists(ENTRIES, max_size=3)):
        log = append(log, entry)
    return case_of(
        draw(answers()),
        status=draw(st.sampled_from(STATUSES)),
        version=draw(st.integers(1, 9)),
        drafts=tuple(draw(st.lists(DRAFTS, max_size=2))),
        reviewer=draw(TEXTS),
        opened=draw(st.none() | TIMES),
        saved=draw(st.none() | TIMES),
        records=tuple(draw(st.lists(RECORDS, max_size=2))),
        log=log,
        opinions=tuple(draw(st.lists(OPINIONS, max_size=2))),
    )


# A case is large: the ends of a text are tried below, one by one.
@settings(max_examples=min(300, settings().max_examples))
@given(cases())
def test_a_case_is_read_back_as_it_was(made: tuple[Case, Interview]) -> None:
    case, interview = made
    page = write(case, interview)
    loaded = read(page, "c")
    assert loaded == case
    assert check(loaded.log) == []
    assert write(loaded, interview_of(loaded, PACK)) == page


@example(text="\n\\", lines=True)
@example(text='\n"', lines=True)
@example(text='\n\\"\\', lines=True)
@example(text="\\\n", lines=True)
@given(TEXTS, st.booleans())
def test_any_text_is_one_toml_string(text: str, lines: bool) -> None:  # noqa: FBT001
    written = toml.text(text, lines=lines)
    assert tomllib.loads(f"x = {written}\ny = 1") == {"x": text, "y": 1}
    assert not set(written) & {"\x1b", "\x7f", "\x85", "\u202e", "\u2028", "\r"}
    if not lines:
        assert "\n" not in written


def test_a_note_stays_readable() -> None:
    assert toml.text('Asked the clinic.\nThey said "no".', lines=True) == (
        '"""\nAsked the clinic.\nThey said "no"."""'
    )
    assert toml.text('She said\n"no"', lines=True) == '"""\nShe said\n\\"no\\""""'


def test_half_a_character_costs_one_character_and_not_the_case() -> None:
    case, interview = case_of([said("tx_any", value=True, note="a\ud800b")])
    page = write(case, interview)
    page.encode("utf-8")
    assert read(page, "c").answers[0].note == "a?b"


def test_the_name_of_a_list_is_never_structure() -> None:
    rows = {'x]\n[pack]\nid = "other"\n#': RowNumbers(order=(1,), minted=1)}
    case, interview = case_of(rows=rows)
    loaded = read(write(case, interview), "c")
    assert (loaded.rows, loaded.pack) == (rows, case.pack)


def test_an_id_cannot_leave_its_comment() -> None:
    case, interview = case_of(id="c\nformat = 2\x1b\u202e")
    lines = write(case, interview).splitlines()
    assert lines[0] == "# Case c format = 2 : A small pack"
    assert lines[1].startswith("#")


def test_calculated_values_are_written_rounded_and_dropped_when_read() -> None:
    weight, height = Quantity(Decimal(70), "kg"), Quantity(Decimal(170), "cm")
    case, interview = case_of([said("pt.weight", weight), said("pt.height", height)])
    page = write(case, interview)
    assert (
        'id = "pt.bmi"\nasked = "Body mass index"\nvalue = 24.221\nunit = "kg/m2"\n'
        'given = { how = "calculated", with = "bmi 1" }'
    ) in page
    assert [answer.id for answer in read(page, "c").answers] == ["pt.weight", "pt.height"]


def test_a_month_is_read_back_as_a_month() -> None:
    month = said("tx#1.stop", Period(2026, 6))
    case, interview = case_of([said("tx_any", value=True), said("tx#1.drug", "a"), month])
    page = write(case, interview)
    assert 'period = "2026-06"' in page
    assert month in read(page, "c").answers
    with pytest.raises(CaseError, match="a month or a year"):
        read(page.replace('"2026-06"', '"2026-06-01"'), "c")


def test_a_session_goes_on_where_its_file_ends(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    session = Session(
        new_case("c-1", PACK, (), "jlee"), PACK, store=store, clock=lambda: AT, user="j"
    )
    session.answer(AnswerId("tx_any"), value=True)
    session.answer(AnswerId("tx#1.drug"), "azathioprine", note="page 2\nand 3")
    session.answer(AnswerId("tx#1.outcome"), "worked")
    assert session.path is not None
    loaded = store.load(session.path)
    assert loaded == session.case
    assert interview_of(loaded, PACK) == session.interview
    assert check(loaded.log) == []


GOLDEN = Path(__file__).parent / "golden.case.toml"


def test_the_page() -> None:
    log = append((), Entry(n=0, did="opened", by="jlee", at=AT))
    log = append(log, Entry(n=0, did="answered", what="tx_any", now="yes", by="jlee", at=AT))
    case, interview = case_of(
        [
            said("tx_any", value=True),
            said("tx#1.drug", "azathioprine", note='Stopped in June.\nAsked: "why?" - no answer.'),
            said("tx#1.outcome", "failed"),
            said("tx#1.stop", date(2026, 6, 1)),
            said("tx", value=False),
            said("dx.rash", ("heliotrope", "gottron")),
            said("lab.iga", Quantity(Decimal(7), "mg/dL", "<")),
            said("sev.mrc", Unknown(next(iter(REASON_WORDS)))),
        ],
        records=(
            Record(
                id="R1",
                title="Consult",
                dated=date(2026, 11, 11),
                pages=4,
                excerpt=(Excerpt(id="R1.1", quote='"classic" dermatomyositis', at="p. 1"),),
            ),
        ),
        log=log,
    )
    page = write(case, interview).replace(f"necessity {__version__}.", "necessity X.")
    assert page == GOLDEN.read_text(encoding="utf-8")
