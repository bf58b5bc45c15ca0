"""What an answer would change, before it is given. Pure: the interview itself stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from necessity.answers import Answer, AnswerId, Unknown, Value
from necessity.decide.ruling import Outcome
from necessity.interview import engine
from necessity.interview.events import Answered, Event, RowRemoved, Withdrawn
from necessity.interview.state import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A determination that would come out otherwise."""

    policy: str
    determination: str
    asks: str
    was: Outcome
    becomes: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be otherwise."""

    aside: tuple[AnswerId, ...] = ()
    """Answers that would be set aside."""
    back: tuple[AnswerId, ...] = ()
    """Answers set aside that would count again."""
    asked: tuple[AnswerId, ...] = ()
    """Open questions that would be asked and are not now."""
    shifts: tuple[Shift, ...] = ()
    contradictions: tuple[str, ...] = ()
    """Ids of those that would be new."""

    @property
    def nothing(self) -> bool:
        """Whether nothing but the answer itself would change."""
        return not (self.aside or self.back or self.shifts or self.contradictions or self.asked)


def of_answer(interview: Interview, id_: AnswerId, value: Value | Unknown) -> Preview:
    """What another answer would change. Raises EventRefused, AnswerRefused."""
    return between(interview, _after(interview, Answered(Answer(id=id_, value=value))))


def of_withdrawal(interview: Interview, id_: AnswerId) -> Preview:
    """What taking an answer back would change."""
    return between(interview, _after(interview, Withdrawn(id_)))


def of_row_removed(interview: Interview, group: str, row: int) -> Preview:
    """What removing a row would change. Raises EventRefused."""
    return between(interview, _after(interview, RowRemoved(group, row)))


def _after(interview: Interview, event: Event) -> Interview:
    return engine.apply(interview, event)


def between(before: Interview, after: Interview) -> Preview:
    """What differs between two states of one interview."""
    asked_before = {step.id for step in before.steps}
    known = {found.id for found in before.contradictions}
    return Preview(
        aside=tuple(id_ for id_ in after.set_aside if id_ not in before.set_aside),
        back=tuple(
            id_ for id_ in before.set_aside if id_ not in after.set_aside and id_ in after.answers
        ),
        asked=tuple(
            step.id
            for step in after.steps
            if step.needed and step.answer is None and step.id not in asked_before
        ),
        shifts=tuple(_shifts(before, after)),
        contradictions=tuple(c.id for c in after.contradictions if c.id not in known),
    )


def _shifts(before: Interview, after: Interview) -> Iterator[Shift]:
    later = {
        (d.policy, d.id): d.outcome for standing in after.standings for d in standing.determinations
    }
    for standing in before.standings:
        for determination in standing.determinations:
            outcome = later[determination.policy, determination.id]
            if outcome is not determination.outcome:
                yield Shift(
                    policy=determination.policy,
                    determination=determination.id,
                    asks=determination.spec.asks,
                    was=determination.outcome,
                    becomes=outcome,
                )
