"""Alternatives in few words: "3, and one of 15, 29, and either 11, or 26 and 27". Pure.

Several sets of numbers, any one of which is enough, are taken apart into factors: choices that do
not depend on each other. Where that would say another thing than the sets do, it is not done.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

Ways = Sequence[tuple[int, ...]]
Family = frozenset[frozenset[int]]


def ways_words(ways: Ways) -> str:
    """Sets of numbers as words; what every set holds comes first."""
    family = frozenset(frozenset(way) for way in ways)
    found = sorted(factors(family), key=lambda factor: (len(factor) > 1, _first(factor)))
    certain = [number for factor in found if len(factor) == 1 for way in factor for number in way]
    choices = [_choice(factor) for factor in found if len(factor) > 1]
    if not choices:
        return _and(sorted(certain))
    return ", and ".join([", ".join(map(str, sorted(certain)))] * bool(certain) + choices)


def factors(family: Family) -> list[Family]:
    """Families whose every combination gives this one, nothing less and nothing more."""
    certain = frozenset.intersection(*family)
    found = [frozenset(way & group for way in family) for group in _together(family)]
    if {frozenset().union(*parts) for parts in product(*found)} == family:
        return found
    return [frozenset({certain}), frozenset(way - certain for way in family)]


def _together(family: Family) -> list[frozenset[int]]:
    """The numbers in groups: two whose presence hangs together are in one group."""
    groups = [frozenset({number}) for number in sorted(frozenset().union(*family))]
    for one, other in combinations(sorted(frozenset().union(*family)), 2):
        pairs = {(one in way, other in way) for way in family}
        apart = len({a for a, _ in pairs}) * len({b for _, b in pairs})
        if len(pairs) != apart:
            touched = [group for group in groups if group & {one, other}]
            groups = [group for group in groups if group not in touched]
            groups.append(frozenset().union(*touched))
    return groups


def _choice(factor: Family) -> str:
    ways = sorted((sorted(way) for way in factor), key=lambda way: (len(way), way))
    if all(len(way) == 1 for way in ways):
        return f"one of {', '.join(str(way[0]) for way in ways)}"
    return f"either {', or '.join(_and(way) for way in ways)}"


def _first(factor: Family) -> list[int]:
    return min(sorted(way) for way in factor)


def _and(numbers: Iterable[int]) -> str:
    words = [str(number) for number in numbers]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
