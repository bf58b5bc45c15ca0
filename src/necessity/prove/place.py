"""One answer, left open: which of its classes it is in, as formulas of the solver. Pure."""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from necessity.decide.judge import says_unknown
from necessity.pack.questions import Calculated, Choice, Item, QuantityQuestion
from necessity.prove.cells import Cell
from necessity.prove.solver import Number, Term, both, either, exact, no


class Given(Enum):
    """How worked-out values are looked at."""

    WORKED_OUT = "worked out"
    """Only results that were seen to come out of some answers."""
    IN_PLACE = "given in its place"
    """Any value, typed in place of the worked-out one: a case may hold such answers."""
    ANY = "any"
    """Any value, typed or worked out: more than there can be, for what is shown of every case."""


@dataclass
class Place:
    """One answer, left open."""

    item: Item
    cells: tuple[Cell, ...]
    picks: list[Term]
    bits: dict[str, Term] = field(default_factory=dict)
    """Of a choice of several: which are chosen."""
    number: Number = None
    """Of a number: its value in the base unit of the question; None while nobody asks for it."""
    first: Number = None
    last: Number = None
    """Of a date: its first and last possible day, as ordinals."""
    given: Term = True
    """Of what is worked out: whether a value was typed in its place."""

    @property
    def answered(self) -> Term:
        """Whether there is an answer, a reason for not knowing too."""
        answered = no(self.picks[0])
        return both([self.given, answered]) if isinstance(self.item, Calculated) else answered

    @cached_property
    def known(self) -> Term:
        """Whether it says something: no reason for not knowing, no "not done"."""
        if self.bits:
            said = no(either([self.picks[0], self.picks[1]]))
            return both([said, *(no(bit) for bit in self._unknown_bits())])
        return either(
            pick for cell, pick in zip(self.cells, self.picks, strict=True) if self._is(cell)
        )

    def _is(self, cell: Cell) -> bool:
        return cell.known and not says_unknown(cell.value, self.item)  # type: ignore[arg-type]

    def _unknown_bits(self) -> list[Term]:
        options = self.item.options if isinstance(self.item, Choice) else ()
        return [self.bits[option.code] for option in options if option.judged]


def inside(number: Number, cell: Cell) -> Term:
    """That a number lies in a class."""
    if cell.low is not None and cell.low == cell.high:
        return number == exact(cell.low)
    ends = []
    if cell.low is not None:
        ends.append(number > exact(cell.low))
    if cell.high is not None:
        ends.append(number < exact(cell.high))
    return both(ends)


def is_whole(item: Item) -> bool:
    """Whether a number has no fractions."""
    return isinstance(item, QuantityQuestion) and item.whole
