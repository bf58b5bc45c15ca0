"""Where the reviewer is, and the ways from there: back, on, anywhere. No Textual here.

What is typed and not yet entered is the session's too: a draft of that question, which going back
and forth does not lose, and which is in the file when the program ends from outside.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from necessity.answers import AnswerId
from necessity.decide.explain import name_of
from necessity.interview.state import Interview, Step
from necessity.session import Session
from necessity.tui.charted import rests_words
from necessity.tui.ending import end_prompt
from necessity.tui.prompts import Kind, Prompt, question_prompt
from necessity.tui.turned import began
from necessity.tui.words import SETTLED, moved_aside, new_contradictions, standing_lines, worked_out

DRAFTED = {Kind.QUESTION, Kind.NOTE}
"""What is typed there is kept though it is not entered."""

_W = TypeVar("_W", bound="Walk")
_P = ParamSpec("_P")


def changes(act: Callable[Concatenate[_W, _P], None]) -> Callable[Concatenate[_W, _P], None]:
    """Make a key that changes the case say who has it open instead, where it is only read."""

    @wraps(act)
    def guarded(walk: _W, /, *given: _P.args, **more: _P.kwargs) -> None:
        if walk.session.held:
            walk.message = refused(walk.session)
        else:
            act(walk, *given, **more)

    return guarded


def refused(session: Session) -> str:
    """What is said of a change to a case that is only read."""
    return f"Nothing is changed: {session.held}"


def clock_words(at: datetime | None) -> str:
    """The time of a day, as it follows after what has been so since; "" when it is not known."""
    return f" since {at.astimezone():%H:%M}" if at else ""


def _field(prompt: Prompt) -> str:
    """The field that is typed into, as drafts name it."""
    return "note" if prompt.kind is Kind.NOTE else ""


class Walk:
    """The place in the interview, what is asked there, and what was begun there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.message = ""
        """What was refused, or must be said; it stays until the next key."""
        self.news: tuple[str, ...] = ()
        """Values worked out from the last answer."""
        self.changed: frozenset[str] = frozenset()
        """Keys of the determinations that the last answer changed."""
        self._notes: dict[AnswerId, str] = {}
        """Notes that were entered and wait for the answer that they belong to."""
        self.waiting: dict[AnswerId, tuple[str, ...]] = {}
        """What an answer is to rest on that is not given yet."""
        self._told = False
        self.prompt: Prompt = self._at_place()
        self._arrive(" ".join(session.notices))

    @property
    def interview(self) -> Interview:
        """The interview as it stands."""
        return self.session.interview

    @property
    def step(self) -> Step | None:
        """The question at this place; None at the end."""
        place = self.interview.place
        return self.interview.step(place) if place else None

    @property
    def resting(self) -> tuple[str, ...]:
        """What the answer here rests on, or will."""
        step = self.step
        if step is None:
            return ()
        return step.answer.rests_on if step.answer else self.waiting.get(step.id, ())

    # -- ways ---------------------------------------------------------------------------

    def back(self, draft: str) -> None:
        """Go to the question before; out of an inner prompt, to its question."""
        if self.prompt.kind not in {Kind.QUESTION, Kind.END}:
            self.cancel()
            return
        left = self._keep(draft)
        self.session.back()
        self._arrive(left)

    def skip(self, draft: str) -> None:
        """Go on and leave this question as it is."""
        if self.prompt.kind is Kind.QUESTION:
            left = self._keep(draft)
            self.session.forward()
            self._arrive(left)

    def go(self, place: AnswerId | None, draft: str = "") -> None:
        """Go to any question, or to the end."""
        left = self._keep(draft) if draft else ""
        self.session.go(place)
        self._arrive(left)

    def cancel(self) -> None:
        """Leave an inner prompt; nothing changes."""
        self.message = ""
        if self.prompt.kind is Kind.NOTE and self.step:
            self.session.draft(self.step.id, "", "note")
        self.prompt = self._at_place()

    # -- arriving -----------------------------------------------------------------------

    def _compare(self, before: Interview) -> str:
        """Note what the last step brought; say what it set aside and what it contradicts."""
        contradicted = new_contradictions(before, self.interview)
        aside = " ".join(filter(None, (contradicted, moved_aside(before, self.interview))))
        if before.facts == self.interview.facts:
            return aside
        old = {line.key: line.state for line in standing_lines(before)}
        lines = standing_lines(self.interview)
        self.changed = frozenset(line.key for line in lines if line.state != old.get(line.key))
        self.news = worked_out(before, self.interview)
        return aside

    def _question(self) -> Step | None:
        return self.step if self.prompt.kind is Kind.QUESTION else None

    def _keep(self, draft: str) -> str:
        """Keep what was typed but not entered; say so."""
        step = self._question()
        if step is None:
            return ""
        begun = draft != question_prompt(self.interview, step, "").current
        self.session.draft(step.id, draft if begun else "")
        if not (begun and draft):
            return ""
        if self.session.held:
            return refused(self.session)
        name = name_of(self.interview.judge, step.id)
        return f'"{name}": what you began there is not entered. It stands as you left it.'

    def _arrive(self, message: str = "") -> None:
        self.message = message
        self.prompt = self._at_place()
        if self.interview.settled and not self._told and not message:
            self._told = True
            self.message = SETTLED

    def _at_place(self) -> Prompt:
        step = self.step
        if step is None:
            return end_prompt(self.session)
        prompt = question_prompt(self.interview, step, self._notes.get(step.id, ""))
        if self.resting:
            lead = "Rests on" if step.answer else "Will rest on"
            prompt = replace(prompt, rests=rests_words(lead, self.session.case, self.resting))
        return self._offered_again(prompt, step)

    def _offered_again(self, prompt: Prompt, step: Step) -> Prompt:
        """The same prompt, saying what was begun in it and not entered."""
        found = self.session.drafts.get((step.id, _field(prompt)))
        if found is None or found.text == prompt.current:
            return prompt
        said = began(step.question, found.text, note=prompt.kind is Kind.NOTE)
        return replace(prompt, notes=(*prompt.notes, said))

    @property
    def draft(self) -> str | None:
        """What was begun here and not entered; None when nothing was."""
        step = self.step
        if step is None or self.prompt.kind not in DRAFTED:
            return None
        found = self.session.drafts.get((step.id, _field(self.prompt)))
        return found.text if found else None

    def typed(self, text: str) -> None:
        """Take note of what stands in the field now, for the case that the program is ended."""
        step = self.step
        if step is not None and self.prompt.kind in DRAFTED:
            begun = "" if text == self.prompt.current else text
            self.session.draft(step.id, begun, _field(self.prompt))

    def _without_id(self, message: str) -> str:
        """A reviewer reads the question above; its id would only be noise."""
        step = self.step
        return message.removeprefix(f"{step.question.id}: ") if step else message
