"""How far a search goes. Pure: it counts steps, not time, so that it ends the same everywhere.

What the shipped pack asks of two hundred rows takes half of these steps or more. A policy of
hundreds of alternatives that all fit each other has more ways than anybody could read, and none
would ever be told were all of them compared: there the search goes on with the simplest few.
"""

from typing import Any

_WAYS = 800_000
"""Ways joined and compared, counted by the answers in them."""
_TESTS = 600_000
"""Tests judged, in the worlds that were tried."""


class Effort:
    """What was spent on one case."""

    __slots__ = ("cut", "partial", "tests", "told", "ways")

    def __init__(self) -> None:
        self.ways = 0
        self.tests = 0
        self.told: dict[object, Any] = {}
        """What `settle.py` has told: a screen that asks for it again spends nothing."""
        self.cut = False
        """Something was left out since this was last set back: there may be other, smaller sets."""
        self.partial: set[object] = set()
        """The keys of `Judge.memo` under which not all may stand, since a bound was reached."""

    @property
    def many_ways(self) -> bool:
        """Whether so many ways were compared that only the simplest are gone on with."""
        return self.ways > _WAYS

    @property
    def many_tests(self) -> bool:
        """Whether so many tests were judged that no other world is tried."""
        return self.tests > _TESTS
