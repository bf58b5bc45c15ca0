"""What can never be: no ruling turns on a question that could not have been asked.

A gate that asks whether something is `known` is judged as open to doubt while that answer is
missing, though the question behind it is not asked. An answer given all the same, in a file or
before another one was taken back, could then carry a ruling. The solver is given every case.
"""

from dataclasses import dataclass

from necessity.answers import AnswerId, row_id
from necessity.logic import Truth
from necessity.pack.model import Policy
from necessity.pack.questions import Calculated, Group
from necessity.prove.conditions import Flow, looked_at
from necessity.prove.place import Given
from necessity.prove.solver import Solver, both, either, no
from necessity.prove.targets import Line
from necessity.prove.truths import Truths
from necessity.prove.witness import Witness, expecting, witness
from necessity.prove.world import World


@dataclass(frozen=True)
class Turning:
    """A line of a policy that would turn on a question that is not asked."""

    policy: Policy
    criterion: str
    question: str
    case: Witness | None


@dataclass
class Unasked:
    """Looks for rulings that turn on questions that could not have been asked."""

    flow: Flow
    queries: int = 0
    pairs: int = 0
    undecided: int = 0

    def found(self) -> tuple[Turning, ...]:
        """Every line and question of which it is so."""
        pack = self.flow.pack
        gated = [
            item.id
            for item in pack.questions.values()
            if pack.gates[item.id] and not isinstance(item, Calculated | Group)
        ]
        loose = {id_ for id_ in gated if not self._asked_while_it_counts(id_)}
        rests = [
            (policy, line.id, question)
            for policy in pack.policies.values()
            for line in policy.criterion
            for question in looked_at(pack, Line(policy, line.id, Truth.TRUE).texts)
        ]
        self.pairs = len(rests)
        return tuple(
            Turning(policy, line, question, case)
            for policy, line, question in rests
            if question in loose
            for case in self._turns(policy, line, question)
        )

    def _solve(self, world: World, *wanted: object) -> bool:
        self.queries += 1
        answer = world.solver.solve(*wanted)
        self.undecided += answer is None
        return answer is not False

    def _asked_while_it_counts(self, question: str) -> bool:
        """Whether the question is asked in every case in which its answer could count."""
        world = World(self.flow, Solver(), Given.ANY)
        row = 1 if question in self.flow.pack.grouped else None
        truths = Truths(world)
        not_asked = truths.asks(question, row)[1]
        return not self._solve(world, not_asked, no(truths.gate(question, row)[1]))

    def _turns(self, policy: Policy, criterion: str, question: str) -> tuple[Witness | None, ...]:
        if not self._differs(policy, criterion, question, Given.ANY):
            return ()
        world = self._differs(policy, criterion, question, Given.IN_PLACE)
        if world is None:
            return (None,)
        name = f"{policy.id} {criterion} turns on {question}, which is not asked"
        made = witness(self.flow.pack, name, world.facts())
        asked = [(policy.id, each.id) for each in policy.determination]
        return (
            (expecting(made, *asked),) if self.shows(made, policy, criterion, question) else (None,)
        )

    def _differs(self, policy: Policy, criterion: str, question: str, given: Given) -> World | None:
        world = World(self.flow, Solver(), given)
        row = 1 if question in self.flow.pack.grouped else None
        there = world.there(self.flow.pack.grouped[question], 1) if row else True
        truths = Truths(world)
        with_it = truths.line(policy, criterion)
        less = Truths(world.without(question, row)).line(policy, criterion)
        pairs = list(zip(with_it, less, strict=True))
        differ = either(either([both([a, no(b)]), both([b, no(a)])]) for a, b in pairs)
        wanted = [there, truths.asks(question, row)[1], differ]
        return world if self._solve(world, *wanted) else None

    def shows(self, case: Witness, policy: Policy, criterion: str, question: str) -> bool:
        """Whether the engine says so: not asked, and another ruling without its answer."""
        row = 1 if question in self.flow.pack.grouped else None
        answer = AnswerId(question) if row is None else row_id(question, row)
        less = witness(self.flow.pack, case.name, case.interview.facts.without(answer))
        asks = case.interview.judge.asks(question, row).truth
        truths = {
            truth
            for made in (case, less)
            for truth in Truth
            if Line(policy, criterion, truth).shown(made.interview)
        }
        return asks is Truth.FALSE and len(truths) > 1
