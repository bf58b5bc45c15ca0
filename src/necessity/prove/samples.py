"""What calculations were seen to give: answers and the result, tried out with the real engine.

The solver cannot look into a calculation, which is Python. So that it can propose answers with a
wanted result, it picks among these. They are no more than a help to the search.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from necessity.answers import AnswerId, Unknown, Value, row_id
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge
from necessity.pack.questions import Calculated, Choice, Date, Group, Item, QuantityQuestion
from necessity.pack.reading import in_range
from necessity.period import Period
from necessity.prove.cells import NOT_KNOWN, Cell, cells
from necessity.prove.conditions import Flow, behind
from necessity.quantity import Quantity

Leaves = dict[str, Value | Unknown]
_TRIES = 1200
_OF_EACH = 8
"""Samples kept of each class of results."""
_MUTATED = 4
_SPREAD = tuple(Decimal(part) / 100 for part in (0, 1, 3, 7, 15, 25, 40, 60, 80, 100))


@dataclass(frozen=True)
class Sample:
    """Answers behind a calculation, and what it gives; a leaf that is not named has no answer."""

    leaves: Leaves
    result: Value | Unknown


class Samples:
    """Samples of each calculation, looked for when they are first wanted."""

    def __init__(self, flow: Flow, seen: Iterable[Facts]) -> None:
        self.flow = flow
        self.seen = tuple(seen)
        """Cases to begin with: the examples of the pack."""
        self._kept: dict[str, tuple[Sample, ...]] = {}

    def leaves(self, question: str) -> tuple[str, ...]:
        """The answers that a calculated item rests on, those of its inputs' gates too."""
        pack = self.flow.pack
        item = pack.questions[question]
        inputs = frozenset(item.arguments if isinstance(item, Calculated) else ())
        group = pack.grouped.get(question)
        return tuple(
            name
            for name in behind(pack, inputs)
            if not isinstance(pack.questions[name], Calculated | Group)
            and pack.grouped.get(name) in {None, group}
        )

    def of(self, question: str) -> tuple[Sample, ...]:
        """The samples of one calculated item."""
        if question not in self._kept:
            self._kept[question] = tuple(self._looked_for(question))
        return self._kept[question]

    def _looked_for(self, question: str) -> Iterable[Sample]:
        chance = Random(question)  # noqa: S311 - the same samples every time, nothing secret
        leaves = self.leaves(question)
        starts = [{}, *self._starts(question, leaves)]
        kinds = cells(self.flow.pack.questions[question], self.flow.tests.get(question, ()))
        kept: dict[object, list[Sample]] = {}
        for turn in range(_TRIES):
            tried = starts[turn] if turn < len(starts) else self._other(chance, starts, leaves)
            result = self._result(question, tried)
            alike = kept.setdefault(_kind(result, kinds), [])
            if len(alike) < _OF_EACH and all(known.leaves != tried for known in alike):
                alike.append(Sample(tried, result))
                starts.append(tried)
        return [sample for alike in kept.values() for sample in alike]

    def _starts(self, question: str, leaves: tuple[str, ...]) -> Iterable[Leaves]:
        group = self.flow.pack.grouped.get(question)
        for facts in self.seen:
            for row in facts.rows.get(group, ()) if group else (0,):
                named = {name: self._id(name, row) for name in leaves}
                yield {
                    name: facts.answers[id_] for name, id_ in named.items() if id_ in facts.answers
                }

    def _id(self, question: str, row: int) -> AnswerId:
        grouped = question in self.flow.pack.grouped
        return row_id(question, row) if grouped else AnswerId(question)

    def _other(self, chance: Random, starts: list[Leaves], leaves: tuple[str, ...]) -> Leaves:
        found = dict(chance.choice(starts))
        for _ in range(chance.randint(1, _MUTATED)):
            name = chance.choice(leaves)
            values = tried_values(self.flow, self.flow.pack.questions[name], chance)
            found[name] = chance.choice([*values, NOT_KNOWN])
            if chance.random() < 0.1:
                del found[name]
        return found

    def _result(self, question: str, tried: Leaves) -> Value | Unknown:
        group = self.flow.pack.grouped.get(question)
        answers = {self._id(name, 1): value for name, value in tried.items()}
        judge = Judge(self.flow.pack, Facts(answers, {group: (1,)} if group else {}))
        return judge.value(question, 1 if group else None)


def _kind(result: Value | Unknown, kinds: tuple[Cell, ...]) -> object:
    if isinstance(result, Unknown):
        return None
    return next((n for n, cell in enumerate(kinds) if holds(cell, result)), result)


def holds(cell: Cell, value: Value | Unknown | None) -> bool:
    """Whether an answer belongs to this class."""
    known = cell.value
    if isinstance(known, Quantity) and isinstance(value, Quantity):
        if known.unit != value.unit and not cell.compared:
            return False
        if known.sign != value.sign or not cell.compared:
            return known == value
        if cell.low is not None and cell.low == cell.high:
            return value.base == cell.low
        return (cell.low is None or value.base > cell.low) and (
            cell.high is None or value.base < cell.high
        )
    if isinstance(known, date) and isinstance(value, date | Period):
        return True
    if isinstance(known, Unknown) or isinstance(value, Unknown):
        return isinstance(known, Unknown) and isinstance(value, Unknown)
    return known == value


def tried_values(flow: Flow, item: Item, chance: Random) -> list[Value]:
    """Values of a question to try: one of each class, and numbers spread over its range."""
    found = [cell.value for cell in cells(item, flow.tests.get(item.id, ())) if cell.known]
    values = [value for value in found if value is not None and not isinstance(value, Unknown)]
    if isinstance(item, Date):
        days = (date(2023, 1, 1) + timedelta(days=chance.randint(0, 1400)) for _ in range(3))
        values += days
    if isinstance(item, Choice) and item.many:
        shared = [option.code for option in item.options if not option.exclusive]
        values.append(tuple(code for code in shared if chance.random() < 0.5) or (shared[0],))
    if isinstance(item, QuantityQuestion) and item.range is not None:
        low, high = item.range
        marks = (low + (high - low) * part for part in _SPREAD)
        digits = 0 if item.whole or high > 20 else 2
        numbers = [Quantity(round(mark, digits), item.unit) for mark in marks]
        values += [number for number in numbers if in_range(number, item)]
    return values
