"""Sessions that do anything a reviewer can, for the laws of the log."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from kept import PACK

from necessity.answers import AnswerId, How, Reason, Unknown, Value
from necessity.case.layout import write
from necessity.case.model import Case
from necessity.case.read import read
from necessity.decide.ruling import Outcome
from necessity.errors import EventRefused
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.quantity import Quantity
from necessity.session import Session, Store, new_case

START = datetime(2026, 11, 20, 14, 5, 11, 250_000, tzinfo=UTC)
PLAIN: dict[str, list[Value | Unknown]] = {
    "tx_any": [True, False, Unknown(Reason.AWAITED)],
    "dx.rash": [("heliotrope",), ("heliotrope", "gottron"), Unknown(Reason.NOT_IN_RECORD)],
    "lab.iga": [Quantity(Decimal(7), "mg/dL", "<"), Quantity(Decimal("1.20"), "g/L")],
    "sev.mrc": [Quantity(Decimal(4)), Quantity(Decimal("3.50"))],
    "pt.weight": [Quantity(Decimal("71.5"), "kg")],
    "pt.bmi": [Quantity(Decimal(24), "kg/m2")],
}
IN_ROW: dict[str, list[Value | Unknown]] = {
    "drug": ["methotrexate", "?", "\\ a\nb", "", Unknown(Reason.ILLEGIBLE)],
    "outcome": ["failed", "worked"],
    "stop": [date(2026, 6, 1)],
}
NOTES = ["", "page 2", 'two\nlines, "quoted" \\ and\r\nmore \u202e']
Act = Callable[[Session, Random], object]


class Memory(Store):
    """A store that keeps the pages it was given."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def save(self, case: Case, interview: Interview) -> Path:
        self.pages.append(write(case, interview))
        return Path("c-1.case.toml")


def session_of(case: Case | None = None, pack: Pack = PACK) -> Session:
    """A session whose clock goes on by a second and a bit with every look at it."""
    ticks = iter(range(10**6))

    def clock() -> datetime:
        return START + timedelta(seconds=next(ticks) * 1.5)

    found = case or new_case("c-1", pack, (), "J. Lee, RN")
    return Session(found, pack, store=Memory(), clock=clock, user="jlee")


def page_of(session: Session) -> str:
    """The file as it stands now."""
    session.save()
    return write(session.case, session.interview)


def loaded(session: Session) -> Case:
    """The case as its file says it."""
    return read(page_of(session), "c-1.case.toml")


# -- anything a reviewer can do -------------------------------------------------------------


def _answer(session: Session, chance: Random) -> None:
    id_, values = chance.choice(list(PLAIN.items()))
    _gives(session, chance, id_, chance.choice(values))


def _answer_in_row(session: Session, chance: Random) -> None:
    rows = session.interview.rows.get("tx", ()) or (session.interview.minted.get("tx", 0) + 1,)
    part, values = chance.choice(list(IN_ROW.items()))
    _gives(session, chance, f"tx#{chance.choice(rows)}.{part}", chance.choice(values))


def _gives(session: Session, chance: Random, id_: str, value: Value | Unknown) -> None:
    imported = chance.random() < 0.2
    session.answer(
        AnswerId(id_),
        value,
        note=chance.choice(NOTES),
        rests_on=chance.choice([(), ("R1",), ("R1.1", 'R "2"')]),
        why=chance.choice(["", "misread"]),
        how=How.OVERRIDE if id_ == "pt.bmi" else How.IMPORTED if imported else How.MANUAL,
        physician=chance.choice([None, None, "A. Chen", ""]),
    )


def _list(session: Session, chance: Random) -> None:
    session.answer(AnswerId("tx"), value=chance.random() < 0.6)


def _withdraw(session: Session, chance: Random) -> None:
    if session.interview.answers:
        session.withdraw(chance.choice(list(session.interview.answers)))


def _remove(session: Session, chance: Random) -> None:
    rows = session.interview.rows.get("tx", ())
    if rows:
        session.remove_row("tx", chance.choice(rows))


def _copy(session: Session, chance: Random) -> None:
    rows = session.interview.rows.get("tx", ())
    if 0 < len(rows) < 6:
        session.copy_row("tx", chance.choice(rows))


def _move(session: Session, chance: Random) -> None:
    rows = session.interview.rows.get("tx", ())
    if rows:
        session.move_row("tx", chance.choice(rows), chance.choice([-1, 1]))


def _opine(session: Session, chance: Random) -> None:
    own = chance.choice([None, {"p.d": Outcome.MET}])
    session.add_opinion("A. Chen", chance.choice(["", "I agree."]), "seen", own)


def _undo(session: Session, _chance: Random) -> None:
    session.undo()


def _redo(session: Session, _chance: Random) -> None:
    session.redo()


ACTS: tuple[Act, ...] = (_answer, _answer_in_row, _list, _withdraw, _remove, _copy, _move)
ANYTHING: tuple[Act, ...] = (*ACTS, *ACTS, _undo, _undo, _undo, _redo, _redo, _opine)


def do_one(session: Session, chance: Random, acts: tuple[Act, ...] = ANYTHING) -> bool:
    """One act; False when it is refused here (nothing to undo, a list that is not there)."""
    try:
        chance.choice(acts)(session, chance)
    except EventRefused:
        return False
    return True


def held(interview: Interview) -> tuple[object, ...]:
    """All that a log must bring back: answers with who, when and why, and rows."""
    rows = {group: order for group, order in interview.rows.items() if order}
    minted = {group: highest for group, highest in interview.minted.items() if highest}
    return dict(interview.answers), rows, minted
