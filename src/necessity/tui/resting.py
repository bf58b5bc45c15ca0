"""What the answer at this place rests on, and the way to the chart. No Textual here.

What is chosen before there is an answer waits for it, as notes do.
"""

from necessity.answers import AnswerId
from necessity.decide.explain import name_of
from necessity.session import Session
from necessity.tui.chart import Chart, Forms
from necessity.tui.leaving import Leaving
from necessity.tui.prompts import Kind


class Resting(Leaving):
    """The part of the desk that says what answers rest on."""

    def __init__(self, session: Session) -> None:
        self._forms: Forms = {}
        """What was begun in the forms of the chart."""
        super().__init__(session)

    def chart(self, draft: str, width: int) -> Chart | None:
        """Open the chart over this question; None, and a message, where something else is asked."""
        if self.prompt.kind not in {Kind.QUESTION, Kind.END}:
            self.message = "Enter this first, or leave it with Escape."
            return None
        self._keep(draft)
        self.message, self.prompt = "", self._at_place()
        return Chart(self, self._rest, self._forms, width)

    def _rest(self, ids: tuple[str, ...]) -> None:
        """Let the answer rest on these, or have them wait for it. Raises EventRefused."""
        step = self.step
        if step is None:
            return
        if step.answer is None:
            self._await(step.id, ids)
            return
        before = self.interview
        begun = [(key, each) for key, each in self.session.drafts.items() if key[0] == step.id]
        self.session.rest(step.id, ids)
        for (id_, field), each in begun:  # what is typed there is no part of what was done
            self.session.draft(id_, each.text, field)
        now = f"It rests on {', '.join(ids)} now." if ids else "It is stated now, not documented."
        self._arrive(f"{now} {self._compare(before)}".rstrip())

    def _await(self, id_: AnswerId, ids: tuple[str, ...]) -> None:
        self.waiting.pop(id_, None)
        if ids:
            self.waiting[id_] = ids
        self._arrive(f"{', '.join(ids)}: kept with the answer, once there is one." if ids else "")

    def leave(self, draft: str) -> None:
        """Leave, but first say what nothing keeps: what waits for an answer, and forms begun."""
        lost = "" if self.session.problem or self._warned is self.prompt else self._lost()
        if lost:
            self.session.save()
            self._warned = self.prompt
            self.message = f"{lost} q again leaves."
        else:
            super().leave(draft)

    def _lost(self) -> str:
        for id_, ids in self.waiting.items():
            name = name_of(self.interview.judge, id_)
            return f'"{name}" has no answer, and that it rests on {", ".join(ids)} is lost then.'
        for form in self._forms.values():
            return f"{form.title}: begun, not entered, and lost then."
        return ""
