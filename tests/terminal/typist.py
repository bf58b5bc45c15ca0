"""What a reviewer does to enter an example, step by step, whatever it is typed into.

First the questions as they come; then those that nothing needs, which one goes to by their words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from necessity.answers import Answer, AnswerId, Unknown, Value
from necessity.interview import engine
from necessity.interview.events import Answered
from necessity.interview.state import Interview, Step
from necessity.pack.questions import Group
from necessity.tui.listing import END, overview
from necessity.tui.prompts import Row


@dataclass(frozen=True)
class Act:
    """One thing done at one question."""

    step: Step
    value: Value | Unknown | None
    """None when the question is skipped."""
    going: tuple[str, int, int] | None = None
    """The words that one looks for, which of the questions found it is, and how many there are."""


@dataclass
class Typist:
    """Goes through an interview as somebody does who has an example beside it."""

    target: Interview
    now: Interview

    def acts(self) -> Iterator[Act]:
        """Everything that is done, to the end of the questions."""
        yield from self._onward()
        while left := [id_ for id_ in self.target.answers if id_ not in self.now.answers]:
            step = self._reachable(left)
            yield self._given(step, self.target.answers[step.id].value, self._way(step))

    def _onward(self) -> Iterator[Act]:
        while self.now.place is not None:
            step = self.now.step(self.now.place)
            assert step is not None
            value = self._value(step)
            if value is None:
                self.now = engine.forward(self.now)
                yield Act(step, None)
            else:
                yield self._given(step, value)

    def _given(
        self, step: Step, value: Value | Unknown, going: tuple[str, int, int] | None = None
    ) -> Act:
        answered = engine.apply(self.now, Answered(Answer(id=step.id, value=value)))
        self.now = engine.advance(replace(answered, place=step.id))
        return Act(step, value, going)

    def _value(self, step: Step) -> Value | Unknown | None:
        if isinstance(step.question, Group):
            group = step.question.id
            if len(self.now.rows[group]) < len(self.target.rows[group]):
                return True
            return False if self.target.facts.closed(group) else None
        found = self.target.answers.get(step.id)
        return found.value if found else None

    def _reachable(self, left: list[AnswerId]) -> Step:
        """The first of these that is asked now; an answer may open the way to another."""
        return next(step for step in self.now.steps if step.id in left)

    def _way(self, step: Step) -> tuple[str, int, int]:
        """Its own words, and which of those that have them it is."""
        words = " ".join(step.text.split()[:6])
        found: list[Row] = [row for row in overview(self.now, words) if row.reachable]
        places = [n for n, row in enumerate(found, 1) if row.key == step.id]
        assert places, words
        assert all(row.key != END for row in found)
        return words, places[0], len(found)
