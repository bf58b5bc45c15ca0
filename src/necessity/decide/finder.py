"""The tree of a policy line to the ways in which it would come out otherwise. Pure.

A *world* gives each answer the values it may take, the present one first. The tree of and, or,
not, any and all is walked once, each node asked for the truths it should come to ("not met, or
unknown"), and the ways of its parts are joined: all of them where every part must come out so, any
one of them where one is enough.
"""

from collections.abc import Callable

from necessity.answers import AnswerId
from necessity.conditions import And, Condition, Each, Known, Not, Or, Test, parse, second
from necessity.decide.candidates import known
from necessity.decide.judge import Judge, alone
from necessity.decide.ways import (
    DONE,
    MORE,
    NEVER,
    TURNED,
    Goal,
    More,
    Need,
    Tried,
    Way,
    Ways,
    every_of_all,
    joined,
)
from necessity.logic import Truth
from necessity.pack.model import Criterion, Policy
from necessity.pack.questions import Calculated

World = Callable[[AnswerId], tuple[Tried, ...]]
"""The values an answer may take, the present one first; one that has no other does not vary."""


class Finder:
    """Finds the ways of one policy in one world."""

    def __init__(self, judge: Judge, policy: Policy, world: World, *, fixed: bool) -> None:
        self.judge = judge
        self.policy = policy
        self.world = world
        self.fixed = fixed
        """Only missing answers vary: what is decided stays as it is, and is not looked into."""

    # -- the tree ---------------------------------------------------------------------------

    def criterion(self, criterion: Criterion, goal: Goal) -> Ways:
        """Ways to bring a line of the policy to one of these truths."""
        if criterion.met_when:
            return self.condition(parse(criterion.met_when), goal)
        named = criterion.all_of or criterion.any_of
        parts = (self.criterion(self.policy.criteria[part], goal) for part in named)
        return joined(parts, self.judge.effort, every=bool(criterion.all_of) is every_of_all(goal))

    def condition(
        self,
        condition: Condition,
        goal: Goal,
        row: int | None = None,
        missing: Truth = Truth.FALSE,
    ) -> Ways:
        """Ways to bring a condition to one of these truths."""
        if self.fixed:
            present = self.judge.judge(condition, row, missing=missing).truth
            if present is not Truth.UNKNOWN:
                return DONE if present in goal else NEVER
        match condition:
            case Not(part):
                return self.condition(part, TURNED[goal], row, missing)
            case And(parts) | Or(parts):
                found = (self.condition(part, goal, row, missing) for part in parts)
                return joined(
                    found, self.judge.effort, every=isinstance(condition, And) is every_of_all(goal)
                )
            case Each():
                return self._each(condition, goal, missing)
        return self._gated(condition, goal, row, missing)

    def gate(self, question: str, row: int | None, goal: Goal) -> Ways:
        """Ways to open (or shut) what stands in front of a question."""
        gates = (parse(text) for text in self.judge.pack.gates[question])
        found = (self.condition(gate, goal, row, Truth.UNKNOWN) for gate in gates)
        return joined(found, self.judge.effort, every=every_of_all(goal))

    def _gated(self, test: Test, goal: Goal, row: int | None, missing: Truth) -> Ways:
        """The gate rule: truth of the gate AND truth of the comparison."""
        parts = (self.gate(test.id, row, goal), self._compared(test, goal, row, missing))
        return joined(parts, self.judge.effort, every=every_of_all(goal))

    def _each(self, each: Each, goal: Goal, missing: Truth) -> Ways:
        rows = self.judge.facts.rows.get(each.group, ())
        parts = [self.condition(each.part, goal, row, missing) for row in rows]
        parts.append(self._list(each, goal))
        is_all = each.quantifier == "all"
        found = joined(parts, self.judge.effort, every=is_all is every_of_all(goal))
        # behind a shut gate there are no rows: "any" fails, "all" holds
        gate = self.gate(each.group, None, TURNED[goal] if is_all else goal)
        return joined((gate, found), self.judge.effort, every=every_of_all(goal) is not is_all)

    def _list(self, each: Each, goal: Goal) -> Ways:
        """The rows that are not there yet."""
        group = AnswerId(each.group)
        fits = Truth.TRUE if each.quantifier == "any" else Truth.FALSE
        truths = {MORE: fits, False: ~fits}
        return self._single(group, lambda value: truths.get(value, Truth.UNKNOWN), goal)

    # -- tests ------------------------------------------------------------------------------

    def _compared(self, test: Test, goal: Goal, row: int | None, missing: Truth) -> Ways:
        answer, pack = self.judge.answer_id(test.id, row), self.judge.pack
        item = pack.questions[test.id]
        worked_out = isinstance(item, Calculated) and answer not in self.judge.facts.answers
        if worked_out or second(test):
            return (Way(needs=frozenset({Need(test, row, goal, missing)})),)

        def truth_of(value: Tried) -> Truth:
            if isinstance(value, More) or not known(value, item):
                return missing if isinstance(test, Known) else Truth.UNKNOWN
            return Truth.TRUE if isinstance(test, Known) else alone(test, value, pack)  # type: ignore[arg-type]

        return self._single(answer, truth_of, goal)

    def _single(self, answer: AnswerId, truth_of: Callable[[Tried], Truth], goal: Goal) -> Ways:
        values = self.world(answer)
        places = frozenset(n for n, value in enumerate(values) if truth_of(value) in goal)
        if not places:
            return NEVER
        return DONE if len(places) == len(values) else (Way(allowed=((answer, places),)),)
