"""A request for information: what is asked for, and which line of which policy waits. Frozen.

A fact has one number, under which it is asked once; a policy names what it needs by numbers.
"""

from dataclasses import dataclass

from necessity.answers import AnswerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A line of a policy with its letter and the numbers of what it cites beside the policy."""

    policy: str
    letter: str
    text: str
    references: tuple[int, ...] = ()
    waits_for: tuple[int, ...] = ()
    """The numbers of the facts it waits for; none for a safeguard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One fact that is asked for."""

    number: int
    answer: AnswerId
    text: str
    help: str
    so_far: str
    """What was found when it was looked for, without any answer; may be empty."""
    lines: tuple[Cited, ...]
    """The policy lines that wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One question of a policy, and what would settle it; nothing when nothing is needed."""

    asks: str
    ways: tuple[tuple[int, ...], ...] = ()
    """Sets of numbers, the smallest first; any one of them can be enough."""
    lines: tuple[Cited, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPolicy:
    """What one policy still needs."""

    id: str
    title: str
    version: str
    read: str
    """The day it was read, as it is printed; empty when the policy is the pack's own."""
    reference: int | None
    opens: tuple[Open, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """What is to be confirmed before treatment; it does not hold up a determination."""

    text: str
    lines: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All of it."""

    case: str
    title: str
    made_with: str
    send: tuple[Asked, ...]
    """Enough, with the right values, to settle everything that is open."""
    instead: tuple[Asked, ...]
    judged: tuple[Asked, ...]
    """For a physician reviewer; nothing is sent for it."""
    policies: tuple[ForPolicy, ...]
    confirm: tuple[Confirm, ...]
    references: tuple[tuple[int, str], ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every fact, in the order of their numbers."""
        return (*self.send, *self.instead, *self.judged)
