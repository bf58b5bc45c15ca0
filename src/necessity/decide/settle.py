"""The smallest sets of facts that would settle a condition. Pure.

`sets(condition, TRUE)` gives every smallest set of answers that are missing (or not known) whose
right values would make the condition true; likewise FALSE. The tree of and, or and not is walked
once. What one set promises is what the structure promises: each test is taken for itself, so two
tests that contradict each other on one answer are not seen to.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod

from necessity.answers import AnswerId, Value, question_of
from necessity.conditions import And, Condition, Each, Not, Or, Test, parse
from necessity.decide.judge import Judge
from necessity.decide.ruling import Ruling
from necessity.logic import Truth
from necessity.pack.model import Criterion, Policy
from necessity.pack.questions import Calculated
from necessity.pack.reading import possible_values

Sets = tuple[frozenset[AnswerId], ...]
DONE: Sets = (frozenset(),)
NEVER: Sets = ()
_TRIED = 12
"""So many ways to bring a calculation to a result are looked at."""
_SPREAD = 96
"""So many combinations of values are tried, spread over all of them."""
_MOST = 64
"""Sets kept at each step, smallest first: enough for every smallest one in practice."""


class Settle:
    """Finds smallest sets for the conditions and criteria of one policy on one set of facts."""

    def __init__(self, judge: Judge, policy: Policy) -> None:
        self.judge = judge
        self.policy = policy

    def criterion(self, criterion: Criterion, wanted: Truth) -> Sets:
        """Answers that would make a criterion come out as wanted."""
        if criterion.met_when:
            return self.condition(parse(criterion.met_when), wanted)
        named = criterion.all_of or criterion.any_of
        parts = [self.criterion(self.policy.criteria[part], wanted) for part in named]
        return _join(parts, every=bool(criterion.all_of) is (wanted is Truth.TRUE))

    def condition(self, condition: Condition, wanted: Truth, row: int | None = None) -> Sets:
        """Answers that would make a condition come out as wanted."""
        judged = self.judge.judge(condition, row).truth
        if judged is not Truth.UNKNOWN:
            return DONE if judged is wanted else NEVER
        match condition:
            case Not(part):
                return self.condition(part, ~wanted, row)
            case And(parts):
                sets = [self.condition(part, wanted, row) for part in parts]
                return _join(sets, every=wanted is Truth.TRUE)
            case Or(parts):
                sets = [self.condition(part, wanted, row) for part in parts]
                return _join(sets, every=wanted is Truth.FALSE)
            case Each():
                return self._each(condition, wanted)
        return self._test(condition, wanted, row)

    def _each(self, each: Each, wanted: Truth) -> Sets:
        rows = self.judge.facts.rows.get(each.group, ())
        sets = [self.condition(each.part, wanted, row) for row in rows]
        if not self.judge.facts.closed(each.group):
            # another row may bring it, or "no others" may end it: the same question asks both
            sets.append((frozenset({AnswerId(each.group)}),))
        elif not rows:
            sets.append(DONE if (each.quantifier == "all") is (wanted is Truth.TRUE) else NEVER)
        every = (each.quantifier == "all") is (wanted is Truth.TRUE)
        found = _join(sets, every=every)
        gate = self.gate(each.group, None, Truth.TRUE)
        if (each.quantifier == "all") is (wanted is Truth.TRUE):
            return _smallest((*found, *self.gate(each.group, None, Truth.FALSE)))
        return _join([found, gate], every=True)

    def _test(self, test: Test, wanted: Truth, row: int | None) -> Sets:
        compared = self.judge.compared(test, row)
        gate_open = self.gate(test.id, row, Truth.TRUE)
        gate_shut = self.gate(test.id, row, Truth.FALSE)
        if compared.truth is Truth.TRUE:  # only the gate is unknown
            return gate_open if wanted is Truth.TRUE else gate_shut
        if isinstance(self.judge.pack.questions[test.id], Calculated):
            value = self._tried(test, wanted, row, compared.wants)
        else:
            value = (frozenset(compared.wants),)
        if wanted is Truth.TRUE:
            return _join([gate_open, value], every=True)
        return _smallest((*gate_shut, *value))

    def _tried(
        self, test: Test, wanted: Truth, row: int | None, inputs: tuple[AnswerId, ...]
    ) -> Sets:
        """Which inputs of a calculation would do, tried with values its questions allow.

        Values for all inputs that bring the wanted result are found first; then every input that
        the result does not need is dropped again.
        """
        questions = self.judge.pack.questions
        choices = [possible_values(questions[question_of(answer)[0]]) for answer in inputs]
        found: list[frozenset[AnswerId]] = []
        for values in _spread(choices):
            chosen = dict(zip(inputs, values, strict=True))
            if self._brings(test, wanted, row, chosen):
                found.append(self._without_idle(test, wanted, row, chosen))
            if len(found) == _TRIED:
                break
        if not found and prod(len(values) for values in choices) > _SPREAD:
            return (frozenset(inputs),)  # not every combination was tried
        return _smallest(found)

    def _without_idle(
        self, test: Test, wanted: Truth, row: int | None, chosen: dict[AnswerId, Value]
    ) -> frozenset[AnswerId]:
        for answer in list(chosen):
            fewer = {id_: value for id_, value in chosen.items() if id_ != answer}
            if self._brings(test, wanted, row, fewer):
                chosen = fewer
        return frozenset(chosen)

    def _brings(
        self, test: Test, wanted: Truth, row: int | None, chosen: dict[AnswerId, Value]
    ) -> bool:
        facts = self.judge.facts.having(chosen)
        return Judge(self.judge.pack, facts).judge(test, row).truth is wanted

    def gate(self, question: str, row: int | None, wanted: Truth) -> Sets:
        """Answers that would open (or shut) the gates in front of a question."""
        texts = self.judge.pack.gates[question]
        sets = [self.condition(parse(text), wanted, row) for text in texts]
        return _join(sets, every=wanted is Truth.TRUE)


def _spread(choices: Sequence[Sequence[Value]]) -> Iterator[tuple[Value, ...]]:
    """All combinations when they are few, else some spread evenly over them."""
    total = prod(len(values) for values in choices)
    step = max(total // _SPREAD, 1) | 1  # odd, so that it does not keep in step with the choices
    for index in range(0, total, step):
        picked, rest = [], index
        for values in choices:
            rest, place = divmod(rest, len(values))
            picked.append(values[place])
        yield tuple(picked)


def _join(parts: Iterable[Sets], *, every: bool) -> Sets:
    """All of the parts together, or any one of them."""
    parts = list(parts)
    if not every:
        return _smallest(item for part in parts for item in part)
    found: Sets = DONE
    for part in parts:
        found = _smallest(left | right for left, right in product(found, part))
    return found


def _smallest(sets: Iterable[frozenset[AnswerId]]) -> Sets:
    """Drop every set that contains another; smallest first, then as they were found."""
    kept: list[frozenset[AnswerId]] = []
    for item in sorted(dict.fromkeys(sets), key=len):
        if not any(other <= item for other in kept):
            kept.append(item)
    return tuple(kept[:_MOST])


def missing(judge: Judge, policy: Policy, ruling: Ruling) -> tuple[AnswerId, ...]:
    """One smallest set that would make a criterion met, in the order of the pack.

    Of several, one whose answers were looked for and not found comes first: that is what the
    record lacks. Where nothing that is missing can make it met, one that would make it not met.
    """
    settle = Settle(judge, policy)
    order = {id_: index for index, id_ in enumerate(judge.pack.questions)}
    for wanted in (Truth.TRUE, Truth.FALSE):
        sets = settle.criterion(ruling.criterion, wanted)
        ranked = sorted(sets, key=lambda found: _preference(found, judge, order))
        if ranked:
            return tuple(sorted(ranked[0], key=lambda answer: _rank(answer, order)))
    return ruling.judged.wants


def _preference(
    found: frozenset[AnswerId], judge: Judge, order: dict[str, int]
) -> tuple[int, int, list[tuple[int, str]]]:
    untouched = sum(answer not in judge.facts.answers for answer in found)
    return len(found), untouched, sorted(_rank(answer, order) for answer in found)


def _rank(answer: AnswerId, order: dict[str, int]) -> tuple[int, str]:
    return order.get(question_of(answer)[0], 0), answer
