"""What a reviewer did, in the past tense. An interview is a fold of `engine.apply` over these."""

from dataclasses import dataclass

from necessity.answers import Answer, AnswerId, Given


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered, or answered again; "any other?" is answered under the group's id."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An answer was taken back: its question is open again."""

    id: AnswerId


@dataclass(frozen=True, slots=True)
class RowAdded:
    """A row was begun. Its number is minted once and never reused."""

    group: str


@dataclass(frozen=True, slots=True)
class RowRemoved:
    """A row was removed with its answers; the log keeps them."""

    group: str
    row: int


@dataclass(frozen=True, slots=True)
class RowCopied:
    """A row was begun with the answers of another one, given anew."""

    group: str
    row: int
    given: Given


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row was moved up (-1) or down (1) among the others; it keeps its number."""

    group: str
    row: int
    by: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The reviewer went to a question, or (None) to the end."""

    place: AnswerId | None


Event = Answered | Withdrawn | RowAdded | RowRemoved | RowCopied | RowMoved | Moved
