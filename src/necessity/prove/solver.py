"""The one module that knows the solver, z3, which comes without types. Pure but for its search.

A term is a bool or what z3 makes of one; plain bools are folded here, so that what a pack settles
by itself never reaches the solver.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

try:
    import z3  # type: ignore[import-untyped]
except ImportError:  # the optional part of the program: `pip install "necessity[prove]"`
    z3 = None

Term = Any
"""A bool, or a formula of the solver."""
Number = Any
"""A number, or a numeric expression of the solver."""

INSTALLED = z3 is not None
_MILLISECONDS = 20_000
"""So long one question to the solver may take; unanswered, its claim counts as not shown."""


def both(parts: Iterable[Term]) -> Term:
    """All of them."""
    kept = [part for part in parts if part is not True]
    if any(part is False for part in kept):
        return False
    return kept[0] if len(kept) == 1 else z3.And(kept) if kept else True


def either(parts: Iterable[Term]) -> Term:
    """At least one of them."""
    kept = [part for part in parts if part is not False]
    if any(part is True for part in kept):
        return True
    return kept[0] if len(kept) == 1 else z3.Or(kept) if kept else False


def no(part: Term) -> Term:
    """Turn it round."""
    return not part if isinstance(part, bool) else z3.Not(part)


def exact(value: Fraction | int) -> Number:
    """A number as the solver's."""
    return z3.Q(value.numerator, value.denominator)


def compare(left: Number, op: str, right: Number) -> Term:
    """One comparison of two numbers."""
    match op:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
    return left >= right


class Solver:
    """Collects what must hold, and finds values for which it does."""

    def __init__(self) -> None:
        self._solver = z3.Solver()
        self._solver.set("timeout", _MILLISECONDS)
        self._solver.set("random_seed", 0)
        self._model: Any = None

    def boolean(self, name: str) -> Term:
        """A new yes or no."""
        return z3.Bool(name)

    def number(self, name: str) -> Number:
        """A new number."""
        return z3.Real(name)

    def whole(self, name: str) -> Number:
        """A new whole number."""
        return z3.Int(name)

    def real(self, whole: Number) -> Number:
        """A whole number as a number."""
        return z3.ToReal(whole)

    def require(self, term: Term) -> None:
        """From now on this holds."""
        self._solver.add(z3.BoolVal(term) if isinstance(term, bool) else term)

    def one_of(self, terms: list[Term]) -> None:
        """Just one of these holds."""
        self._solver.add(z3.PbEq([(term, 1) for term in terms], 1))

    def solve(self, *wanted: Term) -> bool | None:
        """Whether there are such values; None when it was not found out in time."""
        terms = [z3.BoolVal(term) if isinstance(term, bool) else term for term in wanted]
        self._solver.push()
        self._solver.add(terms)
        found = self._solver.check()
        self._model = self._solver.model() if found == z3.sat else None
        self._solver.pop()
        return None if found == z3.unknown else bool(found == z3.sat)

    def true(self, term: Term) -> bool:
        """Whether it holds in the values found."""
        if isinstance(term, bool):
            return term
        return bool(z3.is_true(self._model.eval(term, model_completion=True)))

    def value(self, number: Number) -> Fraction:
        """The value found for a number."""
        found = self._model.eval(number, model_completion=True)
        return Fraction(str(found.as_fraction() if z3.is_rational_value(found) else found))
