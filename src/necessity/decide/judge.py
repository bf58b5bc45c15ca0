"""A condition and the facts of a case to a truth, with what carried it and what it waits for. Pure.

The rules (they hold for every pack, and `tests/laws` tries them on random cases):

1. *The gate rule.* A test counts only as far as it was right to ask its question:
   truth = truth of the gate AND truth of the comparison. Gate shut: no, "does not apply".
   Gate unknown: a yes becomes unknown, a no stays no.
2. *An open list* may still get a row: over it, `any` without a yes and `all` without a no are
   unknown.
3. *Decided stays decided.* 1 and 2 make every test monotone: supplying a missing answer turns
   unknown into yes or no, never yes into no. `known` would break that. A gate with `known` is
   therefore unknown to a criterion while that answer is missing, though it is not asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from necessity.answers import AnswerId, Reason, Unknown, Value, row_id
from necessity.conditions import (
    Against,
    And,
    Compare,
    Condition,
    Each,
    Has,
    In,
    Known,
    Not,
    Or,
    Test,
    Within,
    parse,
)
from necessity.decide.effort import Effort
from necessity.decide.facts import Facts
from necessity.logic import Truth, all_of, any_of, truth
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Choice, Item
from necessity.period import Period, compared, within
from necessity.quantity import Quantity

NOT_ASKED = Unknown(Reason.NOT_ASKED)
DOES_NOT_APPLY = Unknown(Reason.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Judged:
    """How a condition came out."""

    truth: Truth
    because: tuple[AnswerId, ...] = ()
    """The answers that carried it."""
    wants: tuple[AnswerId, ...] = ()
    """When unknown: the answers that would help."""


def _merged(parts: Iterable[tuple[AnswerId, ...]]) -> tuple[AnswerId, ...]:
    return tuple(dict.fromkeys(answer for part in parts for answer in part))


def joined(found: Truth, parts: Iterable[Judged]) -> Judged:
    """Join parts whose truth together is `found`: those of that truth carried it."""
    parts = tuple(parts)
    carried = [part for part in parts if part.truth is found]
    because = _merged(part.because for part in carried)
    if found is not Truth.UNKNOWN:
        return Judged(found, because)
    return Judged(found, because, _merged(part.wants for part in carried))


class Judge:
    """Judges conditions on one set of facts. It keeps what it has worked out: facts are frozen."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        self.pack = pack
        self.facts = facts
        self._gates: dict[tuple[str, int | None], Judged] = {}
        self._values: dict[AnswerId, Value | Unknown] = {}
        self.effort = Effort()
        self.memo: dict[object, frozenset[frozenset[AnswerId]]] = {}
        """What `needs.py` found out about these facts: several policies ask the same of a dose."""

    def judge(
        self, condition: Condition, row: int | None = None, *, missing: Truth = Truth.FALSE
    ) -> Judged:
        """Judge a condition; inside a group, for one row.

        `missing` is what `known` says of an answer that is missing: no for safeguards, flags and
        for asking; unknown in a gate that is judged.
        """
        match condition:
            case Not(part):
                inner = self.judge(part, row, missing=missing)
                return Judged(~inner.truth, inner.because, inner.wants)
            case And(parts):
                judged = [self.judge(part, row, missing=missing) for part in parts]
                return joined(all_of(part.truth for part in judged), judged)
            case Or(parts):
                judged = [self.judge(part, row, missing=missing) for part in parts]
                return joined(any_of(part.truth for part in judged), judged)
            case Each():
                return self._each(condition, missing)
        return self._test(condition, row, missing)

    def text(self, condition: str, *, missing: Truth = Truth.FALSE) -> Judged:
        """Judge a condition as its author wrote it; "" always holds."""
        return self.judge(parse(condition), missing=missing) if condition else Judged(Truth.TRUE)

    # -- gates ------------------------------------------------------------------------------

    def gate(self, question: str, row: int | None = None) -> Judged:
        """Whether it was right to ask this question, as far as is known."""
        key = (question, row)
        if key not in self._gates:
            gates = [parse(text) for text in self.pack.gates[question]]
            judged = [self.judge(gate, row, missing=Truth.UNKNOWN) for gate in gates]
            self._gates[key] = joined(all_of(part.truth for part in judged), judged)
        return self._gates[key]

    def asks(self, question: str, row: int | None = None) -> Judged:
        """Whether to ask it: as its gate, but what is not known is simply not `known`."""
        gates = [parse(text) for text in self.pack.gates[question]]
        judged = [self.judge(gate, row) for gate in gates]
        return joined(all_of(part.truth for part in judged), judged)

    # -- values -----------------------------------------------------------------------------

    def answer_id(self, question: str, row: int | None) -> AnswerId:
        """The id of the answer to a question, in this row where it is a row item."""
        if row is not None and question in self.pack.grouped:
            return row_id(question, row)
        return AnswerId(question)

    def value(self, question: str, row: int | None = None) -> Value | Unknown:
        """What is said or worked out, leaving the question's own gate aside."""
        answer = self.answer_id(question, row)
        if answer in self.facts.answers:
            return self.facts.answers[answer]
        if answer not in self._values:
            item = self.pack.questions[question]
            worked_out = self._calculated(item, row) if isinstance(item, Calculated) else NOT_ASKED
            self._values[answer] = worked_out
        return self._values[answer]

    def counted(self, question: str, row: int | None = None) -> Value | Unknown:
        """What counts: the value while its gate is open, "does not apply" when it is shut."""
        gate = self.gate(question, row).truth
        if gate is Truth.FALSE:
            return DOES_NOT_APPLY
        return self.value(question, row) if gate is Truth.TRUE else NOT_ASKED

    def _calculated(self, item: Calculated, row: int | None) -> Value | Unknown:
        inputs = (self.counted(argument, row) for argument in item.arguments)
        plain = (
            self._plain(value, name) for value, name in zip(inputs, item.arguments, strict=True)
        )
        return item.calculation(*plain)

    def _plain(self, value: Value | Unknown, question: str) -> Value | Unknown:
        """An option that says "not known" is not known to a calculation either."""
        return NOT_ASKED if says_unknown(value, self.pack.questions[question]) else value

    def wanted(self, question: str, row: int | None = None) -> tuple[AnswerId, ...]:
        """The answers that would make this value known."""
        item = self.pack.questions[question]
        if not isinstance(item, Calculated):
            return (self.answer_id(question, row),)
        gate = self.gate
        inputs = [name for name in item.arguments if gate(name, row).truth is not Truth.FALSE]
        open_ones = [name for name in inputs if self.unknown(name, row)]
        return _merged(
            (*gate(name, row).wants, *self.wanted(name, row)) for name in open_ones or inputs
        )

    def unknown(self, question: str, row: int | None = None) -> bool:
        """Whether nothing is known of it that counts, or of a day only its month or year."""
        value = self.counted(question, row)
        return isinstance(value, Unknown | Period) or says_unknown(
            value, self.pack.questions[question]
        )

    # -- tests ------------------------------------------------------------------------------

    def _test(self, test: Test, row: int | None, missing: Truth) -> Judged:
        gate = self.gate(test.id, row)
        if gate.truth is Truth.FALSE:
            return gate
        compared = self.compared(test, row, missing)
        if compared.truth is Truth.TRUE and gate.truth is Truth.UNKNOWN:
            return Judged(Truth.UNKNOWN, compared.because, gate.wants)
        if compared.truth is Truth.UNKNOWN:
            wants = _merged((gate.wants, compared.wants))
            return Judged(Truth.UNKNOWN, compared.because, wants)
        return compared

    def compared(self, test: Test, row: int | None = None, missing: Truth = Truth.FALSE) -> Judged:
        """Judge a test as if its gate were open."""
        self.effort.tests += 1
        item, value = self.pack.questions[test.id], self.value(test.id, row)
        here = (self.answer_id(test.id, row),)
        if isinstance(test, Known):
            known = not isinstance(value, Unknown) and not says_unknown(value, item)
            found = Truth.TRUE if known else missing
            return Judged(found, here, () if known else self.wanted(test.id, row))
        if isinstance(value, Unknown) or says_unknown(value, item):
            because = here if self.answer_id(test.id, row) in self.facts.answers else ()
            return Judged(Truth.UNKNOWN, because, self.wanted(test.id, row))
        found, vague = self._outcome(test, value, row)
        if found is Truth.UNKNOWN:
            return Judged(found, here, _merged(self.wanted(name, row) for name in vague))
        return Judged(found, here)

    def _outcome(self, test: Test, value: Value, row: int | None) -> tuple[Truth, tuple[str, ...]]:
        """The comparison itself, and the questions it may still wait for."""
        match test:
            case Within(_, span, before):
                other = self.counted(before, row)
                return _within(value, span, other), _vague(test.id, value, before, other)
            case Against(_, op, name):
                other = self.counted(name, row)
                return _against(value, op, other), _vague(test.id, value, name, other)
        return alone(test, value, self.pack), (test.id,)

    def _each(self, each: Each, missing: Truth) -> Judged:
        gate = self.gate(each.group)
        if gate.truth is Truth.FALSE:
            return Judged(truth(each.quantifier == "all"), gate.because)
        rows = [
            self.judge(each.part, row, missing=missing)
            for row in self.facts.rows.get(each.group, ())
        ]
        rows.append(self.list_itself(each))
        join = any_of if each.quantifier == "any" else all_of
        found = joined(join(part.truth for part in rows), rows)
        if gate.truth is Truth.TRUE or found.truth is truth(each.quantifier == "all"):
            return found
        return Judged(Truth.UNKNOWN, found.because, _merged((gate.wants, found.wants)))

    def list_itself(self, each: Each) -> Judged:
        """The rows that are not there: none when the list is closed, else nobody knows."""
        if self.facts.closed(each.group):
            return Judged(truth(each.quantifier == "all"), (AnswerId(each.group),))
        return Judged(Truth.UNKNOWN, (), (AnswerId(each.group),))


def says_unknown(value: Value | Unknown, item: Item) -> bool:
    """Whether the chosen option says that the fact is not known (a test that was not done)."""
    if not isinstance(item, Choice) or isinstance(value, Unknown | bool | Quantity | date | Period):
        return False
    chosen = value if isinstance(value, tuple) else (value,)
    return any(option.judged and option.code in chosen for option in item.options)


def alone(test: Test, value: Value, pack: Pack) -> Truth:
    """A test that looks at one answer only."""
    chosen = value if isinstance(value, tuple) else (value,)
    match test:
        case Compare(_, op, literal):
            return compare(value, op, literal)
        case In(_, value_set, codes):
            members = pack.value_sets[value_set].codes if value_set else codes
            return truth(any(code in members for code in chosen))
        case Has(_, code):
            return truth(code in chosen)
    raise TypeError(test)


def compare(value: Value, op: str, literal: Quantity | date | Period | str) -> Truth:
    """One comparison; unknown where units, a laboratory's sign or a mere month leave it open."""
    if isinstance(value, Quantity) and isinstance(literal, Quantity):
        return value.compared(op, literal)
    if isinstance(value, date | Period) and isinstance(literal, date | Period):
        return compared(value, op, literal)
    same = ("yes" if value else "no") == literal if isinstance(value, bool) else value == literal
    return truth(same if op == "=" else not same)


def _against(value: Value, op: str, other: Value | Unknown) -> Truth:
    if isinstance(other, Unknown | bool | tuple) or (isinstance(other, Quantity) and other.sign):
        return Truth.UNKNOWN
    return compare(value, op, other)


def _within(value: Value, span: Quantity, later: Value | Unknown) -> Truth:
    if not isinstance(value, date | Period) or not isinstance(later, date | Period):
        return Truth.UNKNOWN
    return within(value, int(span.base), later)


def _vague(name: str, value: Value, other: str, second: Value | Unknown) -> tuple[str, ...]:
    """Which of two questions a comparison waits for that came out unknown."""
    if isinstance(value, Period) and not isinstance(second, Unknown):
        return (name, other) if isinstance(second, Period) else (name,)
    return (other,)
