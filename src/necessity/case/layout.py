"""How a case file looks on the page. Pure.

First what a person wants to know, then where it stands, the answers, what they rest on, and the
log. Every header is written here and every value by `toml.py`, so that no text of a chart or a
reviewer is ever read as structure.
"""

from collections.abc import Iterable, Iterator

from necessity import __version__
from necessity.answers import Answer, AnswerId, How, Unknown, Value, question_of
from necessity.case.entries import written as log_written
from necessity.case.model import FORMAT, Case, Draft, Record
from necessity.case.opinions import written
from necessity.case.toml import inline, key, pairs, table, text
from necessity.decide.explain import waits_for
from necessity.decide.ruling import Determination, Outcome, Ruling, Standing
from necessity.interview.state import Interview
from necessity.logic import Truth
from necessity.pack.questions import Calculated, Choice, Group, Item
from necessity.pack.reading import shown
from necessity.period import Period
from necessity.quantity import Quantity

_RULE = 79


def write(case: Case, interview: Interview) -> str:
    """Write the whole file; it ends with a line feed."""
    blocks = [
        _head(case, interview),
        _scalars(case),
        table("pack", id=case.pack.id, version=case.pack.version, digest=case.pack.digest),
        *_rows(case),
        _title("Where it stands"),
        *_determinations(interview),
        _title("What the reviewer answered"),
        *_answers(interview),
        *_set_aside(interview),
        *_drafts(case),
        *_records(case),
        *_opinions(case),
        _title("What was done, in order"),
        log_written(case.log),
    ]
    return "\n\n".join(blocks) + "\n"


# -- words ----------------------------------------------------------------------------------


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
                words += f" It waits for: {waits_for(interview.judge, determination.ruling)}."
            lines.append(_comment(words))
    seals = "The seals at the end show any change made by hand."
    lines.append(_comment(f"Written by necessity {__version__}. {seals}"))
    return "\n".join(lines)


def _scalars(case: Case) -> str:
    lines = pairs(
        format=FORMAT,
        id=case.id,
        status=case.status,
        version=case.version if case.version > 1 else None,
        reviewer=case.reviewer,
        opened=case.opened,
        saved=case.saved,
        place=case.place,
        policies=case.policies,
    )
    return "\n".join(lines)


def _rows(case: Case) -> Iterator[str]:
    for group, numbers in (case.rows or {}).items():
        order = ", ".join(str(number) for number in numbers.order)
        yield f"[rows.{key(group)}]\norder = [{order}]\nminted = {numbers.minted}"


def _determinations(interview: Interview) -> Iterator[str]:
    for standing in interview.standings:
        for determination in standing.determinations:
            yield _determination(standing, determination)
            for ruling in _leaves(determination.ruling):
                yield _ruling(ruling)


def _determination(standing: Standing, determination: Determination) -> str:
    undecided = determination.outcome is Outcome.UNDETERMINED
    return table(
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
    return table(
        "[determination.ruling]",
        criterion=ruling.criterion.id,
        outcome=str(ruling.outcome),
        because=judged.because if judged.truth is not Truth.UNKNOWN else (),
        waits_for=judged.wants,
        cites=ruling.criterion.cites,
    )


def _answers(interview: Interview) -> Iterator[str]:
    questions = interview.pack.questions
    for id_, answer in interview.standing_answers.items():
        yield _answer("[answer]", answer, questions[question_of(id_)[0]])
    for id_, item, value in worked_out(interview):
        if id_ not in interview.answers:
            yield _calculated(id_, item, value)


def _set_aside(interview: Interview) -> Iterator[str]:
    if interview.set_aside:
        yield _title("Set aside: the questions do not arise, the answers are kept")
    for id_, answer in interview.set_aside.items():
        yield _answer("[set_aside]", answer, interview.pack.questions[question_of(id_)[0]])


def worked_out(interview: Interview) -> Iterator[tuple[AnswerId, Calculated, Value]]:
    """Every calculated value that counts and is known; inside a list, that of each row."""
    pack, judge = interview.pack, interview.judge
    for item in pack.questions.values():
        if isinstance(item, Calculated):
            group = pack.grouped.get(item.id)
            for row in interview.rows.get(group, ()) if group else (None,):
                value = judge.counted(item.id, row)
                if not isinstance(value, Unknown):
                    yield judge.answer_id(item.id, row), item, value


def _drafts(case: Case) -> Iterator[str]:
    if case.drafts:
        yield _title("What was begun and is not entered: it counts for nothing")
    yield from map(_draft, case.drafts)


def _draft(draft: Draft) -> str:
    head = table("[draft]", id=draft.id, field=draft.field, at=draft.at)
    return f"{head}\ntext = {text(draft.text, lines=True)}"


def _calculated(id_: AnswerId, item: Calculated, value: Value) -> str:
    calculation = item.calculation
    rule = {"with": f"{calculation.name} {calculation.version}"}
    given = inline(how=str(How.CALCULATED), **rule)
    head = table("[answer]", id=id_, asked=item.text)
    return "\n".join([head, *_value(value, item), f"given = {given}"])


def _answer(header: str, answer: Answer, item: Item) -> str:
    given = answer.given
    asked = item.more if isinstance(item, Group) else item.text
    return "\n".join(
        [
            table(header, id=answer.id, asked=asked),
            *_value(answer.value, item),
            *([f"note = {text(answer.note, lines=True)}"] if answer.note else []),
            *pairs(rests_on=answer.rests_on),
            f"given = {inline(by=given.by, role=given.role, at=given.at, how=str(given.how))}",
        ]
    )


def _value(value: Value | Unknown, item: Item) -> Iterable[str]:
    """Exactly one of value, values, period and unknown; a number with its unit and its sign."""
    match value:
        case Unknown(reason):
            return pairs(unknown=str(reason))
        case Period():
            return pairs(period=str(value))
        case Quantity(number, unit, sign):
            return pairs(value=number, unit="" if unit == "1" else unit, sign=sign)
        case tuple():
            return pairs(values=value, shown=shown(value, item))
        case str() if isinstance(item, Choice | Calculated):
            return pairs(value=value, shown=shown(value, item))
        case str():
            # A text may be empty, and is an answer all the same.
            return [f"value = {text(value, lines=True)}"]
    return pairs(value=value)


def _records(case: Case) -> Iterator[str]:
    if case.records:
        yield _title("What the answers rest on")
    for record in case.records:
        yield _record(record)
        for excerpt in record.excerpt:
            yield table("[record.excerpt]", id=excerpt.id, at=excerpt.at, quote=excerpt.quote)


def _record(record: Record) -> str:
    return table(
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


def _opinions(case: Case) -> Iterator[str]:
    if case.opinions:
        yield _title("What the reviewers determined, beside what the program said then")
    yield from written(case.opinions)
