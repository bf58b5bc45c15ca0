"""A case with every answer left open, as the solver sees it: one pick of a class for each question.

Nothing here says how answers are judged; that is `truths.py`. The values that the solver finds are
turned back into answers, so that the engine can judge them.
"""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from necessity.answers import AnswerId, Unknown, Value, row_id
from necessity.decide.facts import Facts
from necessity.pack.questions import Calculated, Choice, Date, QuantityQuestion
from necessity.period import Period
from necessity.prove.cells import Cell, cells
from necessity.prove.conditions import Flow
from necessity.prove.place import Given, Place, inside, is_whole
from necessity.prove.samples import Samples, holds
from necessity.prove.solver import Number, Solver, Term, both, either, exact, no
from necessity.quantity import UNITS, Quantity

_FIRST, _LAST = date(2000, 1, 1).toordinal(), date(2030, 12, 31).toordinal()
_PARTS = 10**6
"""A number that is to be written down is a whole number of such parts of its unit."""


class World:
    """Every answer of a case, each made when it is first looked at."""

    def __init__(
        self, flow: Flow, solver: Solver, given: Given, samples: Samples | None = None
    ) -> None:
        self.flow, self.solver, self.given = flow, solver, given
        self.samples = samples
        """What calculations were seen to give: with `Given.WORKED_OUT`."""
        groups = flow.pack.groups
        self.rows = {id_: min(flow.rows, group.at_most) for id_, group in groups.items()}
        self.places: dict[tuple[str, int | None], Place] = {}
        self._there: dict[str, list[Term]] = {}
        self._closed: dict[str, Term] = {}

    # -- lists ------------------------------------------------------------------------------

    def there(self, group: str, row: int) -> Term:
        """Whether a list has this row, counted from 1."""
        if group not in self._there:
            terms = [self.solver.boolean(f"{group}#{n}") for n in range(self.rows[group])]
            for before, after in pairwise(terms):
                self.solver.require(either([before, no(after)]))
            self._there[group] = terms
        return self._there[group][row - 1]

    def closed(self, group: str) -> Term:
        """Whether the reviewer said that there are no others."""
        if group not in self._closed:
            self._closed[group] = self.solver.boolean(f"{group} closed")
        return self._closed[group]

    # -- answers ----------------------------------------------------------------------------

    def place(self, question: str, row: int | None = None) -> Place:
        """One answer."""
        key = (question, row if question in self.flow.pack.grouped else None)
        if key not in self.places:
            self.places[key] = self._made(*key)
        return self.places[key]

    def without(self, question: str, row: int | None) -> "World":
        """The same case, less one answer."""
        return _Without(self, self.place(question, row))

    def _made(self, question: str, row: int | None) -> Place:
        item, solver = self.flow.pack.questions[question], self.solver
        name = row_id(question, row) if row is not None else question
        found = cells(item, self.flow.tests.get(question, ()))
        place = Place(item, found, [])
        if isinstance(item, Choice) and item.many:
            place.cells = found[:2]
            self._several(place, item, name)
        else:
            place.picks = [solver.boolean(f"{name}={n}") for n in range(len(found))]
            solver.one_of(place.picks)
        if row is not None:  # a row that is not there has no answers
            solver.require(
                either([place.picks[0], self.there(self.flow.pack.grouped[question], row)])
            )
        if isinstance(item, Date):
            self._day(place, name)
        if isinstance(item, Calculated):
            self._worked_out(place, name, row)
        return place

    def _several(self, place: Place, item: Choice, name: str) -> None:
        """One yes or no for each option; an exclusive one stands alone."""
        solver = self.solver
        place.picks = [solver.boolean(f"{name} not answered"), solver.boolean(f"{name} not known")]
        place.bits = {code: solver.boolean(f"{name}={code}") for code in item.codes}
        bits = list(place.bits.values())
        neither = no(either(place.picks))
        solver.require(no(both(place.picks)))
        solver.require(either([*place.picks, *bits]))
        for option in item.options:
            bit = place.bits[option.code]
            solver.require(either([no(bit), neither]))
            if option.exclusive:
                others = [other for code, other in place.bits.items() if code != option.code]
                solver.require(either([no(bit), no(either(others))]))

    def _day(self, place: Place, name: str) -> None:
        solver = self.solver
        place.first = solver.whole(f"{name} first")
        solver.require(both([place.first >= _FIRST, place.first <= _LAST]))
        if self.given is not Given.ANY:
            place.last = place.first
            return
        # of a month or a year, the first and the last day; more of them than a calendar has
        place.last = solver.whole(f"{name} last")
        long = place.last - place.first
        lengths = (long == 0, both([long >= 27, long <= 30]), both([long >= 364, long <= 365]))
        solver.require(either(lengths))

    def _worked_out(self, place: Place, name: str, row: int | None) -> None:
        if self.given is Given.WORKED_OUT:
            place.given = False
            self._as_seen(place, name, row)
        elif self.given is Given.IN_PLACE:
            group = self.flow.pack.grouped.get(place.item.id, "")
            there = True if row is None else self.there(group, row)
            self.solver.require(either([no(place.picks[0]), no(there)]))
        else:
            place.given = self.solver.boolean(f"{name} given")

    def _as_seen(self, place: Place, name: str, row: int | None) -> None:
        """One of the samples: its answers, and what came out of them."""
        samples = self.samples.of(place.item.id) if self.samples else ()
        leaves = self.samples.leaves(place.item.id) if self.samples else ()
        chosen = [self.solver.boolean(f"{name} sample {n}") for n in range(len(samples))]
        self.solver.one_of(chosen)
        for sample, choice in zip(samples, chosen, strict=True):
            result = None if isinstance(sample.result, Unknown) else sample.result
            behind = ((self.place(leaf, row), sample.leaves.get(leaf)) for leaf in leaves)
            same = [self.equals(at, value) for at, value in ((place, result), *behind)]
            self.solver.require(either([no(choice), both(same)]))

    def equals(self, place: Place, value: Value | Unknown | None) -> Term:
        """That this is just the answer."""
        if place.bits and isinstance(value, tuple):
            return both(bit if code in value else no(bit) for code, bit in place.bits.items())
        pick = either(
            pick for cell, pick in zip(place.cells, place.picks, strict=True) if holds(cell, value)
        )
        if isinstance(value, Quantity) and pick is not False:
            return both([pick, self.number(place) == exact(value.base)])
        if isinstance(value, date | Period):
            first, last = (value.first, value.last) if isinstance(value, Period) else (value, value)
            days = (place.first == first.toordinal(), place.last == last.toordinal())
            return both([pick, *days])
        return pick

    def number(self, place: Place) -> Number:
        """The value of a number, for what compares it with another."""
        if place.number is None:
            item = place.item
            assert isinstance(item, QuantityQuestion | Calculated)  # noqa: S101 - numbers only
            name = f"{place.picks[2]} number"
            place.number = self.solver.number(name)
            for cell, pick in zip(place.cells, place.picks, strict=True):
                if cell.known and cell.compared:
                    self.solver.require(either([no(pick), inside(place.number, cell)]))
            if self.given is not Given.ANY and place.given is not False:
                parts = self.solver.real(self.solver.whole(f"{name} parts"))
                size = UNITS[item.unit].factor / (1 if is_whole(item) else _PARTS)
                self.solver.require(place.number == parts * exact(size))
        return place.number

    # -- back to answers --------------------------------------------------------------------

    def facts(self) -> Facts:
        """The answers that the solver found. Call it after `Solver.solve` said yes."""
        answers: dict[AnswerId, Value | Unknown] = {}
        for (question, row), place in self.places.items():
            value = self._value(place)
            if value is not None and place.given is not False:
                answers[row_id(question, row) if row is not None else AnswerId(question)] = value
        rows = {
            group: tuple(n for n, there in enumerate(terms, 1) if self.solver.true(there))
            for group, terms in self._there.items()
        }
        closed = [group for group, term in self._closed.items() if self.solver.true(term)]
        return Facts({**answers, **{AnswerId(group): False for group in closed}}, rows)

    def _value(self, place: Place) -> Value | Unknown | None:
        for cell, pick in zip(place.cells, place.picks, strict=True):
            if self.solver.true(pick):
                return self._exactly(place, cell).value
        chosen = tuple(code for code, bit in place.bits.items() if self.solver.true(bit))
        return chosen or None

    def _exactly(self, place: Place, cell: Cell) -> Cell:
        value = cell.value
        if isinstance(value, Quantity) and place.number is not None and cell.compared:
            at = self.solver.value(place.number) / UNITS[value.unit].factor
            return replace(cell, value=Quantity(at, value.unit, value.sign))
        if isinstance(value, date):
            return replace(cell, value=date.fromordinal(int(self.solver.value(place.first))))
        return cell


class _Without(World):
    """A world that shares every answer with another, but for one that is taken out."""

    def __init__(self, world: World, gone: Place) -> None:
        super().__init__(world.flow, world.solver, world.given, world.samples)
        self._world, self._gone = world, gone
        self._blank = replace(gone, picks=[n == 0 for n in range(len(gone.picks))])
        self._blank.bits = dict.fromkeys(gone.bits, False)

    def there(self, group: str, row: int) -> Term:
        """As in the other: a row stays without its answers."""
        return self._world.there(group, row)

    def closed(self, group: str) -> Term:
        """As in the other."""
        return self._world.closed(group)

    def place(self, question: str, row: int | None = None) -> Place:
        """As in the other, or blank."""
        found = self._world.place(question, row)
        return self._blank if found is self._gone else found
