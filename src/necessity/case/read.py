"""The text of a case file to a Case, or a refusal that says where and what was expected. Pure.

What is worked out (determinations, calculated values, how an answer is shown) is for the reader of
the file; it is not taken from it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from necessity.answers import Answer, AnswerId, Given, How, Reason, REASON_WORDS, Unknown, Value
from necessity.case.model import (
    FORMAT,
    Case,
    Entry,
    Excerpt,
    Opinion,
    PackRef,
    Record,
    RowNumbers,
    Status,
)
from necessity.errors import CaseError
from necessity.pack.reading import nearest
from necessity.quantity import UNITS, Quantity, Sign

T = TypeVar("T")
UNTOUCHED = "Nothing was loaded and nothing was changed."
_TEXT, _WHOLE, _DAY, _TIME = "a text", "a whole number", "a day", "a time"


def refused(file: str, where: str, message: str) -> CaseError:
    """Say where, what, and that nothing happened."""
    place = f"{file}: {where}" if where else file
    end = "" if message.endswith((".", "?")) else "."
    return CaseError(f"{place}: {message}{end}\n  {UNTOUCHED}")


class Table:
    """One table of the file, whose keys are taken one by one; what is left over is unknown."""

    def __init__(self, data: object, file: str, where: str) -> None:
        self.file, self.where = file, where
        if not isinstance(data, dict):
            raise refused(file, where, "it should be a table")
        self.data: dict[str, Any] = dict(data)
        self.keys: list[str] = []

    def fail(self, key: str, message: str) -> CaseError:
        where = f"{self.where}.{key}" if self.where else key
        return refused(self.file, where, message)

    def raw(self, key: str) -> Any:  # noqa: ANN401 - whatever TOML gave
        self.keys.append(key)
        return self.data.pop(key, None)

    def take(self, key: str, kind: type[T], words: str) -> T | None:
        value = self.raw(key)
        if value is None:
            return None
        if type(value) is not kind:
            raise self.fail(key, f"I found {value!r} and expected {words}")
        return value

    def text(self, key: str) -> str:
        return self.take(key, str, _TEXT) or ""

    def need(self, key: str) -> str:
        value = self.take(key, str, _TEXT)
        if not value:
            raise self.fail(key, "it is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key, list, "a list of texts") or []
        if not all(isinstance(item, str) for item in value):
            raise self.fail(key, "it should be a list of texts")
        return tuple(value)

    def time(self, key: str) -> datetime | None:
        value = self.take(key, datetime, _TIME)
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)

    def tables(self, key: str) -> Iterator["Table"]:
        value = self.take(key, list, "a list of tables") or []
        for number, item in enumerate(value, 1):
            yield Table(item, self.file, f"{self.where}{key}[{number}]")

    def done(self) -> None:
        """Refuse what nobody took."""
        for key in self.data:
            raise self.fail(key, f'there is no key "{key}" here.{nearest(key, self.keys)}')


def read_case(data: Mapping[str, Any], file: str) -> Case:
    """Read a case. Raises CaseError."""
    top = Table(dict(data), file, "")
    _format(top)
    case = Case(
        id=top.need("id"),
        status=_status(top),
        reviewer=top.text("reviewer"),
        opened=top.time("opened"),
        saved=top.time("saved"),
        place=_place(top),
        policies=top.texts("policies"),
        pack=_pack(Table(top.raw("pack") or {}, file, "pack")),
        rows=_rows(top),
        answers=tuple(_answers(top)),
        records=tuple(_record(table) for table in top.tables("record")),
        opinion=_opinion(top),
        log=tuple(_log(top)),
    )
    top.raw("determination")
    top.done()
    return case


def _format(top: Table) -> None:
    found = top.need("format")
    if found != FORMAT:
        newer = "a newer format than this program reads" if found > FORMAT else "no known format"
        raise top.fail("format", f'"{found}" is {newer}; it reads "{FORMAT}"')


def _status(top: Table) -> Status:
    match top.text("status"):
        case "in-progress":
            return "in-progress"
        case "completed":
            return "completed"
        case found:
            message = f'I found "{found}" and expected "in-progress" or "completed"'
            raise top.fail("status", message)


def _place(top: Table) -> AnswerId | None:
    place = top.text("place")
    return AnswerId(place) if place else None


def _pack(table: Table) -> PackRef:
    found = PackRef(id=table.need("id"), version=table.text("version"), digest=table.text("digest"))
    table.done()
    return found


def _rows(top: Table) -> dict[str, RowNumbers]:
    rows = {}
    for group, data in (top.take("rows", dict, "a table") or {}).items():
        table = Table(data, top.file, f"rows.{group}")
        order = table.take("order", list, "a list of numbers") or []
        if not all(type(number) is int and number > 0 for number in order):
            raise table.fail("order", "it should be a list of numbers from 1")
        minted = table.take("minted", int, _WHOLE) or 0
        table.done()
        rows[group] = RowNumbers(order=tuple(order), minted=minted)
    return rows


def _answers(top: Table) -> Iterator[Answer]:
    seen: set[str] = set()
    for key in ("answer", "set_aside"):
        for table in top.tables(key):
            answer = _answer(table)
            if answer.id in seen:
                raise table.fail("id", f'"{answer.id}" is answered twice')
            seen.add(answer.id)
            if answer.given.how is not How.CALCULATED:
                yield answer


def _answer(table: Table) -> Answer:
    id_ = table.need("id")
    table.where = id_
    table.text("asked")
    table.text("shown")
    value = _value(table)
    found = Answer(
        id=AnswerId(id_),
        value=value,
        note=table.text("note"),
        rests_on=table.texts("rests_on"),
        given=_given(Table(table.raw("given") or {}, table.file, f"{id_}.given")),
    )
    table.done()
    return found


def _given(table: Table) -> Given:
    by, at, how = table.text("by"), table.time("at"), table.text("how") or "manual"
    table.text("with")
    if how not in list(How):
        message = f'I found "{how}" and expected one of {", ".join(How)}'
        raise table.fail("how", message)
    table.done()
    return Given(by=by, at=at, how=How(how))


def _value(table: Table) -> Value | Unknown:
    value, values, unknown = table.raw("value"), table.raw("values"), table.raw("unknown")
    unit, sign = table.text("unit"), table.text("sign")
    given = [item for item in (value, values, unknown) if item is not None]
    if len(given) != 1:
        raise table.fail("value", 'it should have exactly one of "value", "values" and "unknown"')
    if unknown is not None:
        return _unknown(table, unknown)
    if values is not None:
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise table.fail("values", "it should be a list of codes")
        return tuple(values)
    return _single(table, value, unit, sign)


def _unknown(table: Table, found: object) -> Unknown:
    names = [str(reason) for reason in REASON_WORDS]
    if found not in names:
        message = f'"{found}" is no reason for not knowing.{nearest(str(found), names)}'
        raise table.fail("unknown", message)
    return Unknown(Reason(str(found)))


def _single(table: Table, value: object, unit: str, sign: str) -> Value:
    if isinstance(value, bool | str):
        return value
    if type(value) is date:
        return value
    if isinstance(value, int | Decimal):
        if unit not in UNITS:
            raise table.fail("unit", f'"{unit}" is no unit.{nearest(unit, UNITS)}')
        if sign not in ("", "<", ">") or not Decimal(value).is_finite():
            raise table.fail("value", f"I found {sign}{value} and expected a number")
        kept: Sign = "<" if sign == "<" else ">" if sign == ">" else ""
        return Quantity(Decimal(value), unit, kept)
    raise table.fail("value", f"I found {value!r} and expected an answer")


def _record(table: Table) -> Record:
    found = Record(
        id=table.need("id"),
        title=table.text("title"),
        kind=table.text("kind"),
        author=table.text("author"),
        dated=table.take("dated", date, _DAY),
        pages=table.take("pages", int, _WHOLE),
        file=table.text("file"),
        digest=table.text("digest"),
        excerpt=tuple(_excerpt(item) for item in table.tables("excerpt")),
    )
    table.done()
    return found


def _excerpt(table: Table) -> Excerpt:
    found = Excerpt(id=table.need("id"), at=table.text("at"), quote=table.text("quote"))
    table.done()
    return found


def _opinion(top: Table) -> Opinion | None:
    data = top.raw("opinion")
    if data is None:
        return None
    table = Table(data, top.file, "opinion")
    found = Opinion(
        by=table.text("by"),
        at=table.time("at"),
        words=table.text("words"),
        reason=table.text("reason"),
    )
    table.done()
    return found


def _log(top: Table) -> Iterator[Entry]:
    audit = Table(top.raw("audit") or {}, top.file, "audit")
    for table in audit.tables("entry"):
        yield Entry(
            n=table.take("n", int, _WHOLE) or 0,
            at=table.time("at"),
            by=table.text("by"),
            did=table.text("did"),
            what=table.text("what"),
            was=table.text("was"),
            now=table.text("now"),
            why=table.text("why"),
            seal=table.text("seal"),
        )
        table.done()
    audit.done()
