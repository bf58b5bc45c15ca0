"""How a case file looks on the page. Pure.

First what a person wants to know, then where it stands, the answers, what they rest on, and the
log. We write the tables ourselves and let tomli-w do what it does best, escape strings: left to
itself it puts scalars after tables, rows on one line or on many, and dates with a space.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import tomli_w

from necessity import __version__
from necessity.answers import Answer, AnswerId, Given, How, Unknown, Value, question_of
from necessity.case.model import FORMAT, Case, Entry, Record
from necessity.decide.explain import still_needed
from necessity.decide.ruling import Determination, Outcome, Ruling, Standing
from necessity.interview.state import Interview
from necessity.logic import Truth
from necessity.pack.model import Calculated, Choice, Group, Item
from necessity.pack.reading import shown
from necessity.quantity import Quantity, number_text

Plain = bool | str | int | Decimal | Fraction | date | datetime | tuple[str, ...]
_RULE = 79


def write(case: Case, interview: Interview) -> str:
    """Write the whole file; it ends with a line feed."""
    blocks = [
        _head(case, interview),
        _scalars(case),
        _table("pack", id=case.pack.id, version=case.pack.version, digest=case.pack.digest),
        *_rows(case),
        _title("Where it stands"),
        *_determinations(interview),
        _title("What the reviewer answered"),
        *_answers(interview),
        *_set_aside(interview),
        *_records(case),
        *_opinion(case),
        _title("What was done, in order"),
        _log(case.log),
    ]
    return "\n\n".join(blocks) + "\n"


# -- pieces of TOML -------------------------------------------------------------------------


def _text(value: str, *, lines: bool = False) -> str:
    """Quote a text; on several lines where that reads better (never in an inline table)."""
    several = lines and "\n" in value
    return tomli_w.dumps({"x": value}, multiline_strings=several)[len("x = ") : -1]


def _plain(value: Plain) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case datetime():
            return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(_text(item) for item in value)}]"
        case int():
            return str(value)
    return number_text(value)


def _pairs(**values: Plain | None) -> Iterator[str]:
    """`key = value` for each; what is None, "" or empty is left out."""
    for key, value in values.items():
        if value is not None and value not in ("", ()):
            yield f"{key} = {_plain(value)}"


def _table(header: str, **values: Plain | None) -> str:
    return "\n".join([f"[{header}]", *_pairs(**values)])


def _inline(**values: Plain | None) -> str:
    return f"{{ {', '.join(_pairs(**values))} }}"


def _title(words: str) -> str:
    return f"# {words} {'-' * (_RULE - 3 - len(words))}"


def _comment(words: str) -> str:
    """Words that can never end the comment and begin something else."""
    return "# " + " ".join("".join(c if c.isprintable() else " " for c in words).split())


# -- the blocks -----------------------------------------------------------------------------


def _head(case: Case, interview: Interview) -> str:
    lines = [_comment(f"Case {case.id}: {interview.pack.title}")]
    for standing in interview.standings:
        for determination in standing.determinations:
            words = f"{standing.policy.id}: {determination.spec.asks} {determination.words}."
            if determination.outcome is Outcome.UNDETERMINED:
                needed = still_needed(interview.judge, standing, determination)
                words += f" Still needed: {'; '.join(needed)}."
            lines.append(_comment(words))
    lines.append(_comment(f"Written by necessity {__version__}. Changes by hand show at the seals."))
    return "\n".join(lines)


def _scalars(case: Case) -> str:
    pairs = _pairs(
        format=FORMAT,
        id=case.id,
        status=case.status,
        reviewer=case.reviewer,
        opened=case.opened,
        saved=case.saved,
        place=case.place,
        policies=case.policies,
    )
    return "\n".join(pairs)


def _rows(case: Case) -> Iterator[str]:
    for group, numbers in (case.rows or {}).items():
        order = ", ".join(str(number) for number in numbers.order)
        yield f"[rows.{group}]\norder = [{order}]\nminted = {numbers.minted}"


def _determinations(interview: Interview) -> Iterator[str]:
    for standing in interview.standings:
        for determination in standing.determinations:
            yield _determination(standing, determination)
            for ruling in _leaves(determination.ruling):
                yield _ruling(ruling)


def _determination(standing: Standing, determination: Determination) -> str:
    undecided = determination.outcome is Outcome.UNDETERMINED
    return _table(
        "[determination]",
        policy=standing.policy.id,
        id=determination.id,
        outcome=str(determination.outcome),
        conditions=tuple(condition.note.id for condition in determination.conditions),
        waits_for=determination.ruling.judged.wants if undecided else (),
    )


def _leaves(ruling: Ruling) -> Iterator[Ruling]:
    if not ruling.parts:
        yield ruling
    for part in ruling.parts:
        yield from _leaves(part)


def _ruling(ruling: Ruling) -> str:
    judged = ruling.judged
    return _table(
        "[determination.ruling]",
        criterion=ruling.criterion.id,
        outcome=str(ruling.outcome),
        because=judged.because if judged.truth is not Truth.UNKNOWN else (),
        waits_for=judged.wants,
        cites=ruling.criterion.cites,
    )


def _answers(interview: Interview) -> Iterator[str]:
    for id_, answer in interview.standing_answers.items():
        yield _answer("answer", interview, answer, interview.pack.questions[question_of(id_)[0]])
    for item in interview.pack.questions.values():
        if isinstance(item, Calculated) and item.id not in interview.answers:
            value = interview.judge.counted(item.id)
            if not isinstance(value, Unknown):
                yield _calculated(interview, item, value)


def _set_aside(interview: Interview) -> Iterator[str]:
    if interview.set_aside:
        yield _title("Set aside: the questions do not arise, the answers are kept")
    for id_, answer in interview.set_aside.items():
        yield _answer("set_aside", interview, answer, interview.pack.questions[question_of(id_)[0]])


def _calculated(interview: Interview, item: Calculated, value: Value) -> str:
    calculation = item.calculation
    given = f"how = \"calculated\", with = {_text(f'{calculation.name} {calculation.version}')}"
    answer = Answer(id=AnswerId(item.id), value=value, given=Given(how=How.CALCULATED))
    return _answer("answer", interview, answer, item).rpartition("\n")[0] + f"\ngiven = {{ {given} }}"


def _answer(table: str, interview: Interview, answer: Answer, item: Item) -> str:
    given = answer.given
    text = item.more if isinstance(item, Group) else item.text
    return "\n".join(
        [
            f"[[{table}]]",
            *_pairs(id=answer.id, asked=text),
            *_value(answer.value, item),
            *([f"note = {_text(answer.note, lines=True)}"] if answer.note else []),
            *_pairs(rests_on=answer.rests_on),
            f"given = {_inline(by=given.by, at=given.at, how=str(given.how))}",
        ]
    )


def _value(value: Value | Unknown, item: Item) -> Iterable[str]:
    match value:
        case Unknown(reason):
            return _pairs(unknown=str(reason))
        case Quantity():
            return _pairs(value=value.value, unit=value.unit, sign=value.sign)
        case tuple():
            return _pairs(values=value, shown=shown(value, item))
        case str() if isinstance(item, Choice | Calculated):
            return _pairs(value=value, shown=shown(value, item))
        case str():
            return [f"value = {_text(value, lines=True)}"]  # a text may be empty, and still is an answer
    return _pairs(value=value)


def _records(case: Case) -> Iterator[str]:
    if case.records:
        yield _title("What the answers rest on")
    for record in case.records:
        yield _record(record)
        for excerpt in record.excerpt:
            yield _table("[record.excerpt]", id=excerpt.id, at=excerpt.at, quote=excerpt.quote)


def _record(record: Record) -> str:
    return _table(
        "[record]",
        id=record.id,
        kind=record.kind,
        title=record.title,
        author=record.author,
        dated=record.dated,
        pages=record.pages,
        file=record.file,
        digest=record.digest,
    )


def _opinion(case: Case) -> Iterator[str]:
    if case.opinion:
        yield _title("The reviewer's own determination")
        opinion = case.opinion
        yield _table(
            "opinion", by=opinion.by, at=opinion.at, words=opinion.words, reason=opinion.reason
        )


def _log(log: tuple[Entry, ...]) -> str:
    lines = ["[audit]", "entry = ["]
    for entry in log:
        inline = _inline(
            n=entry.n,
            at=entry.at,
            by=entry.by,
            did=entry.did,
            what=entry.what,
            was=entry.was,
            now=entry.now,
            why=entry.why,
            seal=entry.seal,
        )
        lines.append(f"    {inline},")
    return "\n".join([*lines, "]"])

