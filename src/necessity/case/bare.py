"""A bare answers file: the answers of a case, without who and when. Pure.

Such a file looks like this:

    name   = "what the case is"
    closed = ["tx"]              lists to which the reviewer said that there are no others

    [answers]
    dx.subtype = "dm_classic"    every value is the one text of an answer

    [[answers.tx]]               one table for each row, keys without "tx."
    kind = "first"

    [expect.consensus.medically_necessary]
    outcome = "met"              and because, missing, conditions, flags: ids that must be there
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from necessity.answers import Answer, AnswerId, Given, How, question_of, row_id
from necessity.case.model import RowNumbers
from necessity.case.table import ANSWER_ID, begun, refused
from necessity.errors import AnswerRefused
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated
from necessity.pack.reading import nearest, read

_TOP = ("name", "closed", "answers", "expect", "note")
_EXPECT = ("outcome", "because", "missing", "conditions", "flags")
_ROWS = 100
"""Of a list that no pack knows."""
_OUTCOMES = ("met", "not_met", "undetermined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an example says of one determination; every listed id must be among the real ones."""

    policy: str
    determination: str
    outcome: str = ""
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A bare answers file, read but not yet held against a pack."""

    file: str
    name: str
    texts: tuple[tuple[AnswerId, str], ...]
    rows: dict[str, RowNumbers]
    expected: tuple[Expected, ...] = ()


def looks_bare(data: Mapping[str, Any]) -> bool:
    """Whether a TOML document is a bare answers file: it has answers and names no format."""
    return "answers" in data and "format" not in data


def read_bare(data: Mapping[str, Any], file: str) -> Bare:
    """Read a bare answers file. Raises CaseError with the key and what was expected there."""
    for key in data:
        if key not in _TOP:
            raise refused(file, key, f"there is no such key.{nearest(key, _TOP)}")
    answers, name = data["answers"], data.get("name", "")
    if not isinstance(name, str):
        raise refused(file, "name", "it should be a text")
    if not isinstance(answers, dict):
        raise refused(file, "answers", "it should be a table of answers")
    closed = data.get("closed", [])
    if not _is_texts(closed):
        raise refused(file, "closed", "it should be a list of group ids")
    texts = [*_flat(answers, "", file), *_flat(dict.fromkeys(closed, "no"), "", file)]
    _once(texts, file)
    return Bare(
        file=file,
        name=name,
        texts=tuple(texts),
        rows=_rows(answers),
        expected=tuple(_expected(data.get("expect", {}), file)),
    )


def _flat(table: Mapping[str, Any], before: str, file: str) -> Iterator[tuple[AnswerId, str]]:
    for key, value in table.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.", file)
        elif _is_rows(value):
            for number, row in enumerate(value, 1):
                for inner, text in _flat(row, f"{name}.", file):
                    if "#" in inner:
                        raise refused(file, inner, "it is a row inside a row")
                    yield row_id(inner, number), text
        elif ANSWER_ID.fullmatch(name):
            yield AnswerId(name), _text(value, name, file)
        else:
            raise refused(file, name, 'it should be an id such as "pt.age" or "tx#1.drug"')


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _text(value: object, name: str, file: str) -> str:
    """The one text of an answer, however TOML spells it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() if abs(value) < 10**12:
            return str(value)
        case Decimal():
            return str(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case list() if value and _is_texts(value):
            return ", ".join(value)
    raise refused(file, name, 'it should be a text such as "yes", "2 g/kg" or "?not_in_record"')


def _rows(answers: Mapping[str, Any]) -> dict[str, RowNumbers]:
    """Row numbers of every list, rows without an answer too: such a row is there all the same."""
    found = {}
    for key, value in answers.items():
        if _is_rows(value):
            numbers = tuple(range(1, len(value) + 1))
            found[key] = RowNumbers(order=numbers, minted=len(numbers))
    return found


def _once(texts: list[tuple[AnswerId, str]], file: str) -> None:
    seen: set[AnswerId] = set()
    for id_, _ in texts:
        if id_ in seen:
            raise refused(file, id_, "it is answered twice")
        seen.add(id_)


def _expected(data: object, file: str) -> Iterator[Expected]:
    if not isinstance(data, dict):
        raise refused(file, "expect", "it should hold a table for each policy")
    for policy, determinations in data.items():
        if not isinstance(determinations, dict):
            raise refused(file, f"expect.{policy}", "it should hold a table")
        for id_, table in determinations.items():
            where = f"expect.{begun(policy)}.{begun(id_)}"
            if not isinstance(table, dict):
                raise refused(file, where, "it should be a table")
            yield _one(policy, id_, table, f"{file}: {where}")


def _one(policy: str, id_: str, table: Mapping[str, Any], where: str) -> Expected:
    for key, value in table.items():
        if key not in _EXPECT:
            raise refused(where, key, f"there is no such key.{nearest(key, _EXPECT)}")
        if key == "outcome" and value not in _OUTCOMES:
            raise refused(where, key, f"it should be one of {', '.join(_OUTCOMES)}")
        if key != "outcome" and not _is_texts(value):
            raise refused(where, key, "it should be a list of ids")
    lists = {key: tuple(table.get(key, [])) for key in _EXPECT[1:]}
    outcome = str(table.get("outcome", ""))
    return Expected(policy=policy, determination=id_, outcome=outcome, **lists)


def answers_of(
    bare: Bare, pack: Pack, *, allow_unused: bool = False
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """Read every text for its question: the answers, and the ids that no question takes.

    Raises CaseError for such an id unless `allow_unused`, and for a text that is no answer.
    """
    answers, unused = [], []
    _check_rows(bare, pack)
    for id_, text in bare.texts:
        question = question_of(id_)[0]
        item = pack.questions.get(question)
        if item is None:
            if not allow_unused:
                message = f'there is no question "{question}".{nearest(question, pack.questions)}'
                raise refused(bare.file, id_, message)
            unused.append(id_)
            continue
        how = How.OVERRIDE if isinstance(item, Calculated) else How.MANUAL
        try:
            answers.append(Answer(id=id_, value=read(text, item), given=Given(how=how)))
        except AnswerRefused as error:
            raise refused(bare.file, "", str(error)) from error
    return tuple(answers), tuple(unused)


def _check_rows(bare: Bare, pack: Pack) -> None:
    """A list of very many rows would be judged for ever."""
    for group, numbers in bare.rows.items():
        most = pack.groups[group].at_most if group in pack.groups else _ROWS
        if len(numbers.order) > most:
            raise refused(bare.file, group, f"it has more than {most} rows")
