"""No two policies read one fact as two kinds of thing.

The linter sees to it that every single test fits its question. Here it is seen that all of them
together do: that numbers are compared in units of one dimension, and that no policy decides on an
option which says, to every other one, that the fact is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from necessity.answers import AnswerId, Value, row_id
from necessity.conditions import Compare, Has, In, Test, parse, second, tests, write
from necessity.decide.facts import Facts
from necessity.logic import Truth
from necessity.pack.model import Pack, Policy
from necessity.pack.questions import Calculated, Choice, Item, QuantityQuestion
from necessity.prove.cells import cells
from necessity.prove.witness import Witness, witness
from necessity.quantity import UNITS, Quantity


@dataclass(frozen=True)
class Reading:
    """A test that a line of a policy makes of a question."""

    policy: Policy
    line: str
    test: Test


@dataclass(frozen=True)
class Clash:
    """A reading that does not go with the others, and a case in which it says nothing."""

    question: str
    words: str
    case: Witness


def readings(pack: Pack) -> dict[str, list[Reading]]:
    """What every policy makes of each question, safeguards and flags included."""
    found: dict[str, list[Reading]] = {}
    for policy in pack.policies.values():
        for name, text in _texts(policy):
            for test, _ in tests(parse(text)):
                for question in filter(None, (test.id, second(test))):
                    found.setdefault(question, []).append(Reading(policy, name, test))
    return found


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    yield from ((line.id, line.met_when) for line in policy.criterion if line.met_when)
    for note in (*policy.safeguard, *policy.flag):
        yield note.id, note.met_when
        if note.applies_when:
            yield note.id, note.applies_when


def clashes(pack: Pack) -> tuple[Clash, ...]:
    """Every reading that cannot be right beside the others."""
    return tuple(
        clash
        for question, made in readings(pack).items()
        for clash in _of(pack, pack.questions[question], made)
    )


def _of(pack: Pack, item: Item, made: list[Reading]) -> Iterator[Clash]:
    match item:
        case QuantityQuestion() | Calculated(result="quantity"):
            yield from _units(pack, item, made)
        case Choice():
            for reading in made:
                for code in _not_known(item, reading.test, pack):
                    words = f'{_said(reading)} decides on "{code}", which says that it is not known'
                    value: Value = (code,) if item.many else code
                    yield Clash(item.id, words, _case(pack, item, value, words))


def _units(pack: Pack, item: Item, made: list[Reading]) -> Iterator[Clash]:
    first: dict[str, Reading] = {}
    for reading in made:
        literal = reading.test.literal if isinstance(reading.test, Compare) else None
        if isinstance(literal, Quantity) and reading.test.id == item.id:
            first.setdefault(UNITS[literal.unit].dimension, reading)
    alike = list(first.values())
    for other in alike[1:]:
        words = f"{_said(alike[0])} and {_said(other)} compare it in units that do not convert"
        for cell in cells(item, (alike[0].test,)):
            if isinstance(cell.value, Quantity) and cell.compared:
                yield Clash(item.id, words, _case(pack, item, cell.value, words))
                break


def _said(reading: Reading) -> str:
    return f"{reading.policy.id} {reading.line} ({write(reading.test)})"


def _not_known(item: Choice, test: Test, pack: Pack) -> Iterator[str]:
    codes: tuple[str, ...] = ()
    match test:
        case In(value_set=name) if name:
            codes = pack.value_sets[name].codes
        case In(codes=named):
            codes = named
        case Has(code=code):
            codes = (code,)
        case Compare(literal=str(code)):
            codes = (code,)
    yield from (o.code for o in item.options if o.judged and o.code in codes)


def _case(pack: Pack, item: Item, value: Value, words: str) -> Witness:
    group = pack.grouped.get(item.id)
    answer = row_id(item.id, 1) if group else AnswerId(item.id)
    return witness(pack, f"{item.id}: {words}", Facts().having({answer: value}))


def shows(clash: Clash, pack: Pack) -> bool:
    """Whether some reading of the question comes to nothing although it is answered."""
    judge = clash.case.interview.judge
    row = 1 if clash.question in pack.grouped else None
    return any(
        judge.compared(reading.test, row).truth is Truth.UNKNOWN
        for reading in readings(pack)[clash.question]
        if reading.test.id == clash.question
    )
