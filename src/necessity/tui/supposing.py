"""What a number that is typed would come to, while it is typed. Pure: nothing is answered by it."""

from necessity.answers import Answer, Unknown
from necessity.errors import NecessityError
from necessity.interview import engine
from necessity.interview.events import Answered
from necessity.interview.state import Interview, Step
from necessity.pack.questions import QuantityQuestion
from necessity.pack.reading import read, shown
from necessity.tui.words import worked_out

_NAMED = 3
"""Values that are named; the others are counted."""


def supposed(interview: Interview, step: Step | None, text: str) -> str:
    """The values that are worked out otherwise with this number; "" when it is none, or none is.

    A number outside its range, which would first be refused, is not supposed.
    """
    if step is None or not isinstance(step.question, QuantityQuestion) or not text.strip():
        return ""
    try:
        value = read(text.strip(), step.question)
        answer = Answer(id=step.id, value=value)
        after = engine.apply(interview, Answered(answer))
    except NecessityError:  # what is typed so far is no answer yet, and Enter says why
        return ""
    found = worked_out(interview, after)
    if isinstance(value, Unknown) or not found:
        return ""
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"With {shown(value, step.question)}: {'; '.join(found[:_NAMED])}{more}"
