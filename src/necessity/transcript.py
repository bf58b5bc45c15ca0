"""The answers of a judged case, given to a session one by one, as a reviewer would give them.

So a replay writes the file that the screens would have written, log and all, times and user aside.
"""

from pathlib import Path

from necessity.answers import Answer, AnswerId, Unknown, question_of
from necessity.case.atwork import Store
from necessity.case.model import Case
from necessity.interview.state import Interview, Step
from necessity.pack.questions import Group
from necessity.session import Session


class Unwritten(Store):
    """Keeps nothing: what a transcript comes to is written when it is whole, and only once."""

    def save(self, case: Case, interview: Interview) -> Path:  # noqa: ARG002 - what a store takes
        """Say where it would be."""
        return Path(case.id)


def give(session: Session, target: Interview) -> None:
    """Give every answer of `target` to the session, in the order of the pack; end at the end."""
    seen: dict[str, int] = {}
    for step in target.steps:
        _begin_row(session, step, seen)
        if isinstance(step.question, Group):
            if target.facts.closed(step.question.id):
                session.answer(AnswerId(step.question.id), value=False, stay=True)
        elif step.answer is not None:
            _give(session, step.answer)
    for id_, answer in target.answers.items():
        # calculated values that were given, and answers set aside, are no steps
        if id_ not in session.interview.answers and answer.value is not True:
            _give(session, answer)
    session.go(None)  # here only it is worked out what is left to ask, and not after each answer


def _begin_row(session: Session, step: Step, seen: dict[str, int]) -> None:
    if step.row is None or step.row == seen.get(step.question.group):
        return
    if step.question.group in seen:
        session.answer(AnswerId(step.question.group), value=True, stay=True)
    seen[step.question.group] = step.row


def _give(session: Session, answer: Answer) -> None:
    session.answer(
        answer.id,
        answer.value,
        rests_on=answer.rests_on,
        note=answer.note,
        how=answer.given.how,
        physician=_physician(session, answer),
        stay=True,
    )


def _physician(session: Session, answer: Answer) -> str | None:
    """The physician reviewer of an answer; "" for one of theirs in a file that names nobody."""
    if answer.given.role == "physician":
        return answer.given.by
    question = session.interview.pack.questions[question_of(answer.id)[0]]
    known = not isinstance(answer.value, Unknown)
    return "" if question.role == "physician" and known else None
