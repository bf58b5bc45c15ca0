"""Ways in which other answers would bring something to another truth, and how they join. Pure.

A *way* says for some answers which of their values (by position) will do; an answer of which the
present value, the first, will not do must change. Since a way holds values and not just names, two
tests of one answer that cannot both hold cancel out. A test that looks at many answers at once, as
a calculation does, is kept on the way as a *need*; `needs.py` tries those when the way is whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from necessity.answers import AnswerId, Unknown, Value
from necessity.conditions import Test
from necessity.decide.effort import Effort
from necessity.logic import Truth

TRUE, FALSE = frozenset({Truth.TRUE}), frozenset({Truth.FALSE})
NOT_TRUE, NOT_FALSE = frozenset(Truth) - TRUE, frozenset(Truth) - FALSE
Goal = frozenset[Truth]
TURNED = {TRUE: FALSE, FALSE: TRUE, NOT_TRUE: NOT_FALSE, NOT_FALSE: NOT_TRUE}
"""The goal of a part, for that of its negation."""
_MOST_WAYS = 400
"""Ways kept at each step, those with the fewest changes first."""
_FEW = 4
"""The same where very many were compared already."""


@dataclass(frozen=True, slots=True)
class More:
    """The value of a list: there is another row, and it fits whatever is looked for."""


MORE = More()
Tried = Value | Unknown | More


@dataclass(frozen=True, slots=True)
class Need:
    """A test that rests on several answers at once, and the truths it should come to."""

    test: Test
    row: int | None
    goal: Goal
    missing: Truth


@dataclass(frozen=True, slots=True)
class Way:
    """For each answer named, which of its values (by position) will do; and what must be tried."""

    allowed: tuple[tuple[AnswerId, frozenset[int]], ...] = ()
    needs: frozenset[Need] = frozenset()

    @property
    def changed(self) -> frozenset[AnswerId]:
        """The answers whose present value will not do."""
        return frozenset(answer for answer, places in self.allowed if 0 not in places)


Ways = tuple[Way, ...]
DONE: Ways = (Way(),)
NEVER: Ways = ()


def every_of_all(goal: Goal) -> bool:
    """Whether "all of" comes to this goal only when every part does ("any of": when one does)."""
    return goal in {TRUE, NOT_FALSE}


def joined(parts: Iterable[Ways], effort: Effort, *, every: bool) -> Ways:
    """The ways of all parts together, or of any one of them."""
    if not every:
        return _fewest((way for part in parts for way in part), effort)
    found = DONE
    for part in parts:
        some = product(found, _some(part, effort))
        pairs = (_both(left, right, effort) for left, right in some)
        found = _fewest((way for way in pairs if way is not None), effort)
    return found


def _some(part: Ways, effort: Effort) -> Ways:
    """All ways of a part, or only the simplest where very many were compared already."""
    if not effort.many_ways or len(part) <= _FEW:
        return part
    effort.cut = True
    return part[:_FEW]


def _both(left: Way, right: Way, effort: Effort) -> Way | None:
    """Two ways at once; None when no value of some answer will do for both."""
    effort.ways += len(left.allowed) + len(right.allowed)
    allowed = dict(left.allowed)
    for answer, places in right.allowed:
        allowed[answer] = allowed.get(answer, places) & places
        if not allowed[answer]:
            return None
    return Way(tuple(sorted(allowed.items(), key=lambda entry: entry[0])), left.needs | right.needs)


def _fewest(ways: Iterable[Way], effort: Effort) -> Ways:
    """Drop every way that asks for more than another does; fewest changes first."""
    kept: list[Way] = []
    for way in sorted(dict.fromkeys(ways), key=lambda way: (len(way.changed), len(way.allowed))):
        allowed = dict(way.allowed)
        effort.ways += len(kept) + len(allowed)
        if any(_asks_less(other, way.needs, allowed) for other in kept):
            continue
        if len(kept) >= (_FEW if effort.many_ways else _MOST_WAYS):
            effort.cut = True
            break
        kept.append(way)
    return tuple(kept)


def _asks_less(
    other: Way, needs: frozenset[Need], allowed: Mapping[AnswerId, frozenset[int]]
) -> bool:
    """Whether whatever fulfils these needs with these values fulfils `other` too."""
    if len(other.allowed) > len(allowed) or not other.needs <= needs:
        return False
    for answer, places in other.allowed:
        found = allowed.get(answer)
        if found is None or not found <= places:
            return False
    return True
