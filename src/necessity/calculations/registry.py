"""Named, versioned arithmetic on answers: the name a pack uses to the function that works it out.

A calculation takes answers only. An argument is a `Value`, or `Unknown`: with the reason
`not_applicable` when its question does not arise (its gate is shut), with any other reason when
it is not known. It returns a `Value` or `Unknown`, and is exact: Decimal and Fraction, no float.
"""

from collections.abc import Callable
from dataclasses import dataclass

from necessity.answers import Reason, Unknown, Value

Argument = Value | Unknown
Function = Callable[..., Argument]

NOT_KNOWN = Unknown(Reason.NOT_ASKED)
"""What a calculation returns when it cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """One calculation as a pack may name it."""

    name: str
    version: int
    function: Function
    source: str
    """Where the rule was read, in words for the reader."""
    unverified: str = ""
    """Which constants rest on memory, in words for the reader; "" when none does."""
    from_recorded: bool = False
    """True when unknown items count as absent (or present), as some published scores do: such a
    result can change when an answer is supplied, so no criterion may rest on it."""
    arguments: int = 0

    def __call__(self, *arguments: Argument) -> Argument:
        """Work it out."""
        return self.function(*arguments)


REGISTRY: dict[str, Calculation] = {}


def calculation(
    *, version: int, source: str, unverified: str = "", from_recorded: bool = False
) -> Callable[[Function], Function]:
    """Register a function under its own name."""

    def register(function: Function) -> Function:
        name = function.__name__
        REGISTRY[name] = Calculation(
            name=name,
            version=version,
            function=function,
            source=source,
            unverified=unverified,
            from_recorded=from_recorded,
            arguments=function.__code__.co_argcount,
        )
        return function

    return register


def does_not_apply(argument: Argument) -> bool:
    """Whether the question of this argument does not arise."""
    return argument == Unknown(Reason.NOT_APPLICABLE)
