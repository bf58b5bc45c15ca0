"""Every option matters: there is a case in which choosing it changes something.

The engine judges a case with the option chosen, and without any answer to its question. Where the
cases at hand show no difference, the solver looks for one that does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from necessity.answers import AnswerId, Value, row_id
from necessity.conditions import parse
from necessity.decide.contradictions import AsAnswered
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge
from necessity.errors import NecessityError
from necessity.logic import Truth
from necessity.pack.questions import Calculated, Choice, Option
from necessity.pack.uses import PLACEHOLDER
from necessity.prove.conditions import Flow, Written, behind, looked_at
from necessity.prove.place import Given
from necessity.prove.pool import Pool
from necessity.prove.solver import Solver, both, either, no
from necessity.prove.truths import Truths
from necessity.prove.witness import Witness, witness
from necessity.prove.world import World

_CASES = 25
"""Cases tried for each option before the solver is asked."""


@dataclass
class Options:
    """Which options matter, and to what."""

    flow: Flow
    pool: Pool
    solver: bool = True
    count: dict[str, int] = field(default_factory=dict)
    """How many matter to what: the kind of a condition, a calculation, the words of a sentence."""
    idle: list[tuple[Choice, Option, Witness]] = field(default_factory=list)
    """Those that matter to nothing, each with a case in which it is chosen."""

    def look(self) -> None:
        """Look at every option of every choice that is asked."""
        for item in self.flow.pack.questions.values():
            if isinstance(item, Choice):
                for option in item.options:
                    self._one(item, option)

    def _one(self, item: Choice, option: Option) -> None:
        kind = self._declared(item, option) or self._matters(item, option)
        if kind:
            self.count[kind] = self.count.get(kind, 0) + 1
        else:
            self.idle.append((item, option, self._chosen(item, option)))

    def _declared(self, item: Choice, option: Option) -> str:
        if item.context:
            return "declared context"
        return "declared to say that the fact is not known" if option.judged else ""

    def _matters(self, item: Choice, option: Option) -> str:
        looking = [one for one in self.flow.conditions if item.id in self._behind(one)]
        for facts, row in self._cases(item):
            if kind := self._difference(facts, row, item, option, looking):
                return kind
        if self.solver and (kind := self._solved(item, option, looking)):
            return kind
        says = (say.fact for say in self.flow.pack.assessment.say)
        return (
            "sentence (its words)" if any(item.id in PLACEHOLDER.findall(f) for f in says) else ""
        )

    def _behind(self, one: Written) -> tuple[str, ...]:
        return looked_at(self.flow.pack, (one.text,))

    def _cases(self, item: Choice) -> Iterator[tuple[Facts, int | None]]:
        """Cases in which its question may be asked."""
        group, found = self.flow.pack.grouped.get(item.id, ""), 0
        for case in self.pool.cases:
            judge = case.interview.judge
            rows = judge.facts.rows.get(group, ()) if group else (None,)
            for row in rows:
                if judge.gate(item.id, row).truth is Truth.TRUE and found < _CASES:
                    found += 1
                    yield judge.facts, row

    def _difference(
        self, facts: Facts, row: int | None, item: Choice, option: Option, looking: list[Written]
    ) -> str:
        answer = AnswerId(item.id) if row is None else row_id(item.id, row)
        chosen = Judge(self.flow.pack, facts.having({answer: value_of(item, option)}))
        left = Judge(self.flow.pack, facts.without(answer))
        for one in looking:
            if truth_in(one, chosen, row) is not truth_in(one, left, row):
                return one.kind
        for other in self.flow.pack.questions.values():
            if isinstance(other, Calculated) and item.id in behind(
                self.flow.pack, frozenset(other.arguments)
            ):
                inside = row if other.id in self.flow.pack.grouped else None
                if chosen.value(other.id, inside) != left.value(other.id, inside):
                    return "calculation"
        return ""

    def _solved(self, item: Choice, option: Option, looking: list[Written]) -> str:
        row = 1 if item.id in self.flow.pack.grouped else None
        for one in looking:
            world = World(self.flow, Solver(), Given.IN_PLACE)
            there = world.there(self.flow.pack.grouped[item.id], 1) if row else True
            inside = 1 if one.row else None
            full = Truths(world, as_answered=one.as_answered).text(one.text, inside)
            less = Truths(world.without(item.id, row), as_answered=one.as_answered)
            pairs = zip(full, less.text(one.text, inside), strict=True)
            differ = either(either([both([a, no(b)]), both([b, no(a)])]) for a, b in pairs)
            chosen = world.equals(world.place(item.id, row), value_of(item, option))
            if world.solver.solve(there, chosen, differ):
                facts = world.facts()
                if self._difference(facts, row, item, option, [one]):
                    return one.kind
        return ""

    def _chosen(self, item: Choice, option: Option) -> Witness:
        """A case in which it is chosen."""
        name = f"{item.id}: {option.code} changes nothing"
        for facts, row in self._cases(item):
            answer = AnswerId(item.id) if row is None else row_id(item.id, row)
            try:
                return witness(self.flow.pack, name, facts.having({answer: value_of(item, option)}))
            except NecessityError:
                continue
        answer = row_id(item.id, 1) if item.id in self.flow.pack.grouped else AnswerId(item.id)
        return witness(self.flow.pack, name, Facts().having({answer: value_of(item, option)}))


def value_of(item: Choice, option: Option) -> Value:
    """The answer that chooses just this option."""
    return (option.code,) if item.many else option.code


def truth_in(one: Written, judge: Judge, row: int | None) -> Truth:
    """How a condition comes out; of one that speaks of a row, in this row (or in the first)."""
    if one.as_answered:
        judge = AsAnswered(judge)
    if not one.row:
        return judge.judge(parse(one.text)).truth
    rows = judge.facts.rows.get(one.row, ())
    inside = row if row in rows else next(iter(rows), None)
    return Truth.UNKNOWN if inside is None else judge.judge(parse(one.text), inside).truth
