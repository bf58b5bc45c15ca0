"""The text of a case file to a Case, or a refusal that says where and what was expected. Pure.

What is worked out (determinations, calculated values, how an answer is shown) is for the reader of
the file; it is not taken from it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from necessity.answers import REASON_WORDS, Answer, AnswerId, Given, How, Reason, Unknown, Value
from necessity.case.entries import read_log
from necessity.case.model import (
    FORMAT,
    STATUSES,
    Case,
    Draft,
    Excerpt,
    PackRef,
    Record,
    RowNumbers,
    Status,
)
from necessity.case.opinions import read_opinions
from necessity.case.table import ANSWER_ID, CASE_ID, Table, found, parse
from necessity.period import Period, read_day
from necessity.quantity import UNITS, Quantity, Sign

_DIGITS = 30
"""Before the point and after it: far more than any question allows."""


def read(text: str, file: str) -> Case:
    """Read the text of a case file. Raises CaseError."""
    return read_case(parse(text, file), file)


def read_case(data: Mapping[str, Any], file: str) -> Case:
    """Read a case file that was parsed. Raises CaseError."""
    top = Table(dict(data), file)
    _format(top)
    head, log = read_log(top.table("audit"))
    case = Case(
        id=_id(top),
        status=_status(top),
        version=top.whole("version") or 1,
        reviewer=top.text("reviewer"),
        opened=top.time("opened"),
        saved=top.time("saved"),
        place=_place(top),
        policies=top.texts("policies"),
        pack=_pack(top.table("pack")),
        rows=_rows(top.table("rows")),
        answers=tuple(_answers(top)),
        records=tuple(_record(table) for table in top.tables("record")),
        opinions=tuple(read_opinions(top)),
        drafts=tuple(_draft(table) for table in top.tables("draft")),
        log=log,
        head=head,
    )
    top.raw("determination")
    top.done()
    return case


def _format(top: Table) -> None:
    format_ = top.need("format")
    number = re.fullmatch(r"case/([1-9][0-9]{0,5})", format_)
    if format_ != FORMAT:
        newer = "a newer format than this program reads" if number else "no known format"
        raise top.fail("format", f'{found(format_)} is {newer}; it reads "{FORMAT}"')


def _id(top: Table) -> str:
    id_ = top.need("id")
    if not CASE_ID.fullmatch(id_):
        raise top.fail("id", f"{found(id_)} cannot be the id of a case")
    return id_


def _status(top: Table) -> Status:
    status = top.one_of("status", STATUSES)
    if not status:
        raise top.fail("status", "it is missing")
    return cast("Status", status)


def _place(top: Table) -> AnswerId | None:
    return _answer_id(top, "place") if "place" in top.data else None


def _answer_id(table: Table, key: str) -> AnswerId:
    id_ = table.need(key)
    if not ANSWER_ID.fullmatch(id_):
        expected = 'the id of a question, such as "pt.age" or "tx#1.drug"'
        raise table.fail(key, f"I found {found(id_)} and expected {expected}")
    return AnswerId(id_)


def _pack(table: Table) -> PackRef:
    pack = PackRef(id=table.need("id"), version=table.text("version"), digest=table.text("digest"))
    table.done()
    return pack


def _rows(groups: Table) -> dict[str, RowNumbers]:
    return {group: _numbers(groups.table(group)) for group in list(groups.data)}


def _numbers(table: Table) -> RowNumbers:
    order = table.take("order", list, "a list of row numbers") or []
    if not all(type(row) is int and 0 < row < 10**6 for row in order) or len({*order}) < len(order):
        raise table.fail("order", "it should name every row once, counted from 1")
    minted = table.whole("minted") or 0
    table.done()
    return RowNumbers(order=tuple(order), minted=minted)


def _answers(top: Table) -> Iterator[Answer]:
    seen: set[str] = set()
    for key in ("answer", "set_aside"):
        for table in top.tables(key):
            answer = _answer(table)
            if answer.id in seen:
                raise table.fail("", "it is answered twice")
            seen.add(answer.id)
            if answer.given.how is not How.CALCULATED:
                yield answer


def _answer(table: Table) -> Answer:
    id_ = _answer_id(table, "id")
    table.where = id_  # it says more than "answer[14]"
    table.text("asked")
    table.text("shown")
    answer = Answer(
        id=id_,
        value=_value(table),
        note=table.text("note"),
        rests_on=table.texts("rests_on"),
        given=_given(table.table("given")),
    )
    table.done()
    return answer


def _given(table: Table) -> Given:
    by, at = table.text("by"), table.time("at")
    how = How(table.one_of("how", [str(how) for how in How], str(How.MANUAL)))
    role = cast("Literal['', 'physician']", table.one_of("role", ("physician",)))
    table.text("with")
    table.done()
    return Given(by=by, role=role, at=at, how=how)


def _value(table: Table) -> Value | Unknown:
    given = [key for key in ("value", "values", "period", "unknown") if key in table.data]
    if len(given) != 1:
        there = f"I found {' and '.join(given) or 'none of them'}"
        raise table.fail(
            "", f"{there} and expected exactly one of value, values, period and unknown"
        )
    if given == ["unknown"]:
        return Unknown(Reason(_reason(table)))
    if given == ["period"]:
        return _period(table)
    value = table.texts("values") if given == ["values"] else _single(table)
    for key in ("unit", "sign"):
        if key in table.data:
            raise table.fail(key, "only a number has one")
    return value


def _reason(table: Table) -> str:
    names = [str(reason) for reason in REASON_WORDS]
    reason = table.need("unknown")
    if reason not in names:
        raise table.fail("unknown", table.unlike(reason, names))
    return reason


def _period(table: Table) -> Period:
    text = table.need("period")
    found = read_day(text)
    if not isinstance(found, Period):
        raise table.fail("period", f'I found "{text}" and expected a month or a year')
    return found


def _single(table: Table) -> Value:
    value = table.raw("value")
    if isinstance(value, bool | str) or type(value) is date:
        return value
    if isinstance(value, int | Decimal):
        return _quantity(table, value)
    expected = "true or false, a text, a number or a day"
    raise table.fail("value", f"I found {found(value)} and expected {expected}")


def _quantity(table: Table, value: int | Decimal) -> Quantity:
    # A number such as 1e999999999 is short in a file and fills the memory when it is written out.
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number.adjusted() > _DIGITS or exponent < -_DIGITS:
        raise table.fail("value", f"I found {found(value)} and expected a number of ordinary size")
    unit, sign = table.one_of("unit", list(UNITS), "1"), table.one_of("sign", ("<", ">"))
    return Quantity(number, unit, cast("Sign", sign))


def _draft(table: Table) -> Draft:
    id_ = _answer_id(table, "id")
    table.where = f"draft of {id_}"
    field = cast("Literal['', 'note']", table.one_of("field", ("note",)))
    draft = Draft(id=id_, field=field, text=table.text("text"), at=table.time("at"))
    table.done()
    return draft


def _record(table: Table) -> Record:
    record = Record(
        id=table.need("id"),
        title=table.text("title"),
        kind=table.text("kind"),
        author=table.text("author"),
        dated=table.take("dated", date, "a day such as 2026-11-18"),
        pages=table.whole("pages"),
        file=table.text("file"),
        digest=table.text("digest"),
        excerpt=tuple(_excerpt(item) for item in table.tables("excerpt")),
    )
    table.done()
    return record


def _excerpt(table: Table) -> Excerpt:
    excerpt = Excerpt(id=table.need("id"), at=table.text("at"), quote=table.text("quote"))
    table.done()
    return excerpt
