"""What the judge says of a case with every answer left open: a condition to two formulas. Pure.

The three truths are a pair: the formula under which a condition is true, and that under which it
is false; where neither holds it is unknown. This says again what `decide/judge.py` does, and
`tests/prove` holds the two against each other on random answers.
"""

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
from necessity.decide.judge import alone, says_unknown
from necessity.logic import Truth
from necessity.pack.model import Policy
from necessity.pack.questions import Boolean, Calculated, Date, Group, QuantityQuestion
from necessity.prove.place import Place
from necessity.prove.solver import Number, Term, both, compare, either, no
from necessity.prove.world import World
from necessity.quantity import Quantity

Pair = tuple[Term, Term]
"""The formula under which it is true, and that under which it is false."""
OPEN: Pair = (True, False)
NEVER_SAID: Pair = (False, False)


class Truths:
    """Conditions to formulas over one world."""

    def __init__(self, world: World, *, as_answered: bool = False) -> None:
        self.world, self.pack = world, world.flow.pack
        self.as_answered = as_answered
        """As contradictions look at it: an answer counts even where its question does not arise."""
        self._gates: dict[tuple[str, int | None], Pair] = {}
        self._counting = Truths(world) if as_answered else self

    def text(self, text: str, row: int | None = None) -> Pair:
        """A condition as its author wrote it; what is not known is not `known`."""
        return self.judge(parse(text), row)

    def line(self, policy: Policy, criterion: str) -> Pair:
        """A line of a policy, with the lines below it."""
        found = policy.criteria[criterion]
        if found.met_when:
            return self.text(found.met_when)
        parts = [self.line(policy, name) for name in found.all_of or found.any_of]
        return _all(parts) if found.all_of else _any(parts)

    def judge(self, condition: Condition, row: int | None = None, *, missing: bool = False) -> Pair:
        """`missing`: whether a missing answer leaves `known` open (in a gate that is judged)."""
        match condition:
            case Not(part):
                yes, never = self.judge(part, row, missing=missing)
                return never, yes
            case And(parts):
                return _all([self.judge(part, row, missing=missing) for part in parts])
            case Or(parts):
                return _any([self.judge(part, row, missing=missing) for part in parts])
            case Each():
                return self._each(condition, missing=missing)
        gate = self.gate(condition.id, row)
        yes, never = self.compared(condition, row, missing=missing)
        return both([gate[0], yes]), either([gate[1], never])

    # -- gates ------------------------------------------------------------------------------

    def gate(self, question: str, row: int | None = None) -> Pair:
        """Whether it was right to ask this question, as far as is known."""
        key = (question, row if question in self.pack.grouped else None)
        if key not in self._gates:
            self._gates[key] = self._gate(*key)
        return self._gates[key]

    def _gate(self, question: str, row: int | None) -> Pair:
        if not self.as_answered:
            gates = self.pack.gates[question]
            return _all([self.judge(parse(text), row, missing=True) for text in gates])
        yes, never = self._counting.gate(question, row)
        answered = self._answered(question, row)
        return either([answered, yes]), both([no(answered), never])

    def _answered(self, question: str, row: int | None) -> Term:
        if isinstance(self.pack.questions[question], Group):
            return either([self.world.closed(question), self.world.there(question, 1)])
        return self.world.place(question, row).answered

    def asks(self, question: str, row: int | None = None) -> Pair:
        """Whether it is asked: as its gate, but what is not known is simply not `known`."""
        return _all([self.judge(parse(text), row) for text in self.pack.gates[question]])

    # -- tests ------------------------------------------------------------------------------

    def compared(self, test: Test, row: int | None, *, missing: bool) -> Pair:
        """A test as if its gate were open."""
        place = self.world.place(test.id, row)
        match test:
            case Known():
                return place.known, False if missing else no(place.known)
            case Against(_, op, other):
                found = self._against(place, op, self.world.place(other, row))
            case Within(_, span, other):
                days = int(span.base)
                found = _within(place, days, self.world.place(other, row))
            case _:
                return self._alone(test, place)
        counts = self.gate(other, row)[0]
        return both([place.known, counts, found[0]]), both([place.known, counts, found[1]])

    def _alone(self, test: Compare | In | Has, place: Place) -> Pair:
        if place.bits:
            return self._among(test, place)
        if isinstance(place.item, Date) and isinstance(test, Compare):
            yes, never = _days(place, test.op, test.literal.toordinal())  # type: ignore[union-attr]
            return both([place.known, yes]), both([place.known, never])
        sides: dict[Truth, list[Term]] = {each: [] for each in Truth}
        for cell, pick in zip(place.cells, place.picks, strict=True):
            if cell.known and not says_unknown(cell.value, place.item):  # type: ignore[arg-type]
                sides[alone(test, cell.value, self.pack)].append(pick)  # type: ignore[arg-type]
        return either(sides[Truth.TRUE]), either(sides[Truth.FALSE])

    def _among(self, test: Compare | In | Has, place: Place) -> Pair:
        """A choice of several: whether one of those looked for is among them."""
        fits = [
            bit for code, bit in place.bits.items() if alone(test, (code,), self.pack) is Truth.TRUE
        ]
        among = either(fits)
        return both([place.known, among]), both([place.known, no(among)])

    def _against(self, place: Place, op: str, other: Place) -> Pair:
        """Two answers beside each other; where the second says nothing the test is unknown."""
        item, beside = place.item, other.item
        if place.bits or isinstance(item, Boolean):
            return NEVER_SAID
        said = no(either(other.picks[:2]))
        if isinstance(item, Date):
            found = _days(place, op, other.first, other.last)
        elif isinstance(item, QuantityQuestion | Calculated) and _is_number(item):
            if not isinstance(beside, QuantityQuestion | Calculated) or not _is_number(beside):
                return NEVER_SAID
            found = self._numbers(place, op, other)
        else:
            same = either(
                both([left, right])
                for cell, left in zip(place.cells, place.picks, strict=True)
                for alike, right in zip(other.cells, other.picks, strict=True)
                if cell.known and cell.value == alike.value
            )
            found = (same, no(same)) if op == "=" else (no(same), same)
        return both([said, found[0]]), both([said, found[1]])

    def _numbers(self, place: Place, op: str, other: Place) -> Pair:
        left, right = self.world.number(place), self.world.number(other)
        plain = both([_signed(place, ""), _signed(other, "")])
        holds = compare(left, op, right)
        found = [(both([plain, holds]), both([plain, no(holds)]))]
        for sign, settled in (("<", {"<", "<=", "!="}), (">", {">", ">=", "!="})):
            reaches = left <= right if sign == "<" else left >= right
            when = both([_signed(place, sign), _signed(other, ""), reaches])
            found.append((when, False) if op in settled else (False, when))
        return either(pair[0] for pair in found), either(pair[1] for pair in found)

    def _each(self, each: Each, *, missing: bool) -> Pair:
        gate, closed = self.gate(each.group), self.world.closed(each.group)
        rows = [
            (self.world.there(each.group, row), self.judge(each.part, row, missing=missing))
            for row in range(1, self.world.rows[each.group] + 1)
        ]
        some = 0 if each.quantifier == "any" else 1
        one = either(both([there, pair[some]]) for there, pair in rows)
        every = both([closed, *(either([no(there), pair[1 - some]]) for there, pair in rows)])
        if some == 0:
            return both([gate[0], one]), either([gate[1], every])
        return either([gate[1], every]), both([gate[0], one])


def _is_number(item: QuantityQuestion | Calculated) -> bool:
    return isinstance(item, QuantityQuestion) or item.result == "quantity"


def _signed(place: Place, sign: str) -> Term:
    """Whether it is a number with this sign of the laboratory, in a unit that can be compared."""
    return either(
        pick
        for cell, pick in zip(place.cells, place.picks, strict=True)
        if isinstance(cell.value, Quantity) and cell.compared and cell.value.sign == sign
    )


def _all(parts: list[Pair]) -> Pair:
    return both(part[0] for part in parts), either(part[1] for part in parts)


def _any(parts: list[Pair]) -> Pair:
    return either(part[0] for part in parts), both(part[1] for part in parts)


def _days(place: Place, op: str, first: Number, last: Number = None) -> Pair:
    """Days compared: certain when every day of both would come out the same."""
    last = first if last is None else last
    low, high = place.first, place.last
    match op:
        case "<":
            return high < first, low >= last
        case "<=":
            return high <= first, low > last
        case ">":
            return low > last, high <= first
        case ">=":
            return low >= last, high < first
    same = (
        both([low == high, low == first, first == last])
        if first is not last
        else both([low == high, low == first])
    )
    apart = either([high < first, low > last])
    return (same, apart) if op == "=" else (apart, same)


def _within(place: Place, days: int, later: Place) -> Pair:
    least, most = later.first - place.last, later.last - place.first
    said = no(either(later.picks[:2]))
    yes, never = both([least >= 0, most <= days]), either([most < 0, least > days])
    return both([said, yes]), both([said, never])
