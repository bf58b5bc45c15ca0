"""Three truth values, and, or, not (Kleene's strong logic). Pure.

A `Truth` is not a `bool`: `if truth:` would turn "we do not know" into "no", so it raises.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """FALSE < UNKNOWN < TRUE: and is the least of its parts, or the greatest."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __and__(self, other: "Truth") -> "Truth":
        """The lesser of the two."""
        return self if self.value <= other.value else other

    def __or__(self, other: "Truth") -> "Truth":
        """The greater of the two."""
        return self if self.value >= other.value else other

    def __invert__(self) -> "Truth":
        """TRUE and FALSE change places; UNKNOWN stays."""
        return Truth(2 - self.value)

    def __bool__(self) -> NoReturn:
        """Refuse: three values do not fit into two."""
        message = "a Truth is not a bool: compare it with `is Truth.TRUE`"
        raise TypeError(message)


def truth(known: bool) -> Truth:  # noqa: FBT001 - the one bridge from two values to three
    """Turn a plain comparison into a truth value."""
    return Truth.TRUE if known else Truth.FALSE


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's and over any number of parts; TRUE for none."""
    return min(parts, key=lambda part: part.value, default=Truth.TRUE)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene's or over any number of parts; FALSE for none."""
    return max(parts, key=lambda part: part.value, default=Truth.FALSE)
