"""Whose an answer is, and whether it is another one. Pure."""

from collections.abc import Iterable

from necessity.answers import Answer, AnswerId, Given, Unknown, question_of
from necessity.interview.state import Interview
from necessity.pack.model import Pack


def only_a_physician(pack: Pack, answer: Answer) -> bool:
    """Whether this is an answer that others cannot give; anyone may say that it is not known."""
    question = pack.questions.get(question_of(answer.id)[0])
    asked = question is not None and question.role == "physician"
    return asked and not isinstance(answer.value, Unknown)


def physician_of(answer: Answer | None) -> str | None:
    """The name of the physician reviewer who gave an answer; None where none did."""
    physician = answer is not None and answer.given.role == "physician"
    return answer.given.by if answer and physician else None


def same(before: Answer, answer: Answer) -> bool:
    """Whether nothing changes; who gave it counts where it is a physician reviewer."""
    return _held(before) == _held(answer)


def _held(answer: Answer) -> tuple[object, ...]:
    return answer.value, answer.rests_on, answer.note, physician_of(answer)


def by_whom(interview: Interview, answers: Iterable[AnswerId]) -> str:
    """Who gave those of these answers that only a physician reviewer gives; "" for none."""
    found = (interview.answers[id_] for id_ in answers if id_ in interview.answers)
    theirs = (answer for answer in found if only_a_physician(interview.pack, answer))
    return " ".join(dict.fromkeys(_by(answer.given) for answer in theirs))


def _by(given: Given) -> str:
    if given.by and given.role != "physician":
        return f"(entered by {given.by}; no physician reviewer recorded)"
    known = f"physician reviewer {given.by}" if given.by else ""
    return f"({known or 'by a physician reviewer, name not recorded'})"
