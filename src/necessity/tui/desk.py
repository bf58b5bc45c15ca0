"""One reviewer at one case: what each key and each entry does to it. No Textual here.

The screen shows `prompt`, `message` and `news`, and calls one method for each key. Everything that
changes the case goes through `session`.
"""

from necessity.answers import Answer, AnswerId, How, Reason, Unknown, Value, write
from necessity.decide.explain import name_of
from necessity.errors import AnswerRefused, NecessityError
from necessity.interview.state import Step
from necessity.logic import Truth
from necessity.pack.questions import Group, QuantityQuestion, Text
from necessity.pack.reading import normalized, read, shown
from necessity.tui.inner import (
    note_prompt,
    nothing_given,
    override_prompt,
    physician_prompt,
    unknown_prompt,
)
from necessity.tui.prompts import Kind
from necessity.tui.table import Table
from necessity.tui.tabling import Tabling
from necessity.tui.walk import changes, refused

CHOICES = {Kind.UNKNOWN, Kind.REMOVE, Kind.AGREE, Kind.DETERMINE}


class Desk(Tabling):
    """The state of the interview screen."""

    _beyond: Value | None = None
    """A number outside its range, while its reason is asked for."""
    _offered = ("", "")
    """The question and the number for which Enter again asks for a reason."""
    _waiting: tuple[Value, How | None, str] | None = None
    """An answer that waits for the name of the physician reviewer who gives it."""

    # -- what the field says ----------------------------------------------------------------

    def given(self, text: str) -> None:
        """Take what was entered, as the prompt means it."""
        self.message = ""
        if self.session.held and self.prompt.kind is Kind.QUESTION:
            self._reads(text)
            return
        if not text and self.prompt.kind in CHOICES:
            self.message = nothing_given(self.prompt)
            return
        try:
            self._takes(text)
        except NecessityError as refusal:
            self.message = self._without_id(str(refusal))

    def _reads(self, text: str) -> None:
        """Where the case is only read, Enter goes on; anything else is refused."""
        if text.strip() == self.prompt.current:
            self.skip("")
        else:
            self.message = refused(self.session)

    def _takes(self, text: str) -> None:
        match self.prompt.kind:
            case Kind.QUESTION:
                self._answer(text)
            case Kind.UNKNOWN:
                self._commit(Unknown(Reason(text)))
            case Kind.NOTE:
                self._note(text)
            case Kind.OVERRIDE:
                self._override(text)
            case Kind.REMOVE:
                self._remove(confirmed=text == "yes")
            case Kind.END:
                self._from_end(text)
            case Kind.PHYSICIAN:
                self._by_physician(text)
            case Kind.AMEND:
                self._amend(text)
            case Kind.OVER | Kind.LOSE:
                self._parts(text)
            case _:
                self._opines(text)

    def _from_end(self, place: str) -> None:
        if place:
            self.go(AnswerId(place))
        else:
            self.message = "Nothing is left to go to. v shows the summary, c completes."

    def _answer(self, text: str) -> None:
        step = self.step
        if step is None:
            return
        if not text.strip():
            self.message = nothing_given(self.prompt)
            return
        if step.answer and text == self.prompt.current:
            self._commit(step.answer.value)
            return
        try:
            self._commit(self._read(text, step))
        except AnswerRefused as refusal:
            self._refused(text, step, refusal)

    def _read(self, text: str, step: Step) -> Value | Unknown:
        item = step.question
        return normalized(text) if isinstance(item, Text) else read(text.strip(), item)

    def _refused(self, text: str, step: Step, refusal: AnswerRefused) -> None:
        self.message = self._without_id(str(refusal))
        item = step.question
        if not (isinstance(item, QuantityQuestion) and item.override):
            return
        try:
            beyond = read(text.strip(), item, beyond_range=True)
        except AnswerRefused:
            return
        if self._offered == (step.id, text) and not isinstance(beyond, Unknown):
            self._beyond = beyond
            self.session.draft(step.id, text)
            self.prompt = override_prompt(step.text, text.strip())
            self.message = ""
        else:
            # at first only refused: most such numbers are slips, and the next keys correct them
            self._offered = (step.id, text)
            self.message += " Type another, or Enter again to give the reason."

    def _override(self, reason: str) -> None:
        if not any(char.isalpha() for char in reason):
            self.message = "Type the reason in words, or Escape to type another number."
        elif self._beyond is not None:
            self._commit(self._beyond, how=How.OVERRIDE, why=reason.strip())

    def _commit(
        self,
        value: Value | Unknown,
        *,
        how: How | None = None,
        why: str = "",
        physician: str | None = None,
    ) -> None:
        step, before = self.step, self.interview
        if step is None:
            return
        if physician is None and not isinstance(value, Unknown) and self._needs_name(step, value):
            self._waiting = (value, how, why)
            self.session.draft(step.id, write(value))
            self.prompt = physician_prompt(step.text, shown(value, step.question))
            return
        note = self._notes.get(step.id, step.answer.note if step.answer else "")
        same = step.answer is not None and step.answer.value == value
        rests_on = self._documents(step, same=same)
        if how is None:
            how = step.answer.given.how if step.answer and same else How.MANUAL
        self.session.answer(
            step.id, value, rests_on=rests_on, note=note, why=why, how=how, physician=physician
        )
        self._notes.pop(step.id, None)
        if step.id in self.interview.answers:  # "yes, another" is none: what waits goes on waiting
            self.waiting.pop(step.id, None)
        if isinstance(step.question, Group) and value is True:
            self._into_new_row(step.question)
        bare = self._bare(step) if step.answer and not same else ""
        self._arrive(f"{bare} {self._compare(before)}".strip())

    def _documents(self, step: Step, *, same: bool) -> tuple[str, ...]:
        """What the answer rests on: another one does not rest on what the one before did."""
        if step.answer is None:
            return self.waiting.get(step.id, ())
        return step.answer.rests_on if same else ()

    def _bare(self, step: Step) -> str:
        """That an answer was changed which rested on papers; "" when it rested on none."""
        if step.answer is None or not step.answer.rests_on:
            return ""
        name, ids = name_of(self.interview.judge, step.id), ", ".join(step.answer.rests_on)
        return f'"{name}" rested on {ids}; the new answer is stated, until b, r say otherwise.'

    def _needs_name(self, step: Step, value: Value) -> bool:
        """Whether a physician reviewer must say who they are; a closed case takes no answer."""
        if step.question.role != "physician" or self.session.case.status == "completed":
            return False
        answer = step.answer
        return answer is None or answer.value != value or not _named(answer)

    def _by_physician(self, name: str) -> None:
        if not any(char.isalpha() for char in name):
            self.message = "Type the name, or Escape to leave the question as it was."
        elif self._waiting is not None:
            value, how, why = self._waiting
            self._commit(value, how=how, why=why, physician=name.strip())

    # -- what the keys do -------------------------------------------------------------------

    @changes
    def unknown(self, draft: str) -> None:
        """Ask why the answer is not known."""
        step = self._question()
        if step and isinstance(step.question, Group):
            self.message = "A list is open or closed: answer yes or no, or skip."
        elif step:
            self._keep(draft)
            self.prompt = unknown_prompt(step.text)

    @changes
    def note(self, draft: str) -> None:
        """Ask for a note."""
        step = self._question()
        if step:
            self._keep(draft)
            held = step.answer.note if step.answer else ""
            prompt = note_prompt(step.text, self._notes.get(step.id, held))
            self.prompt = self._offered_again(prompt, step)

    def _note(self, text: str) -> None:
        step, answer = self.step, self.step.answer if self.step else None
        if step is None:
            return
        if answer is None:
            self._notes[step.id] = text.strip()
        elif answer.note != text.strip():
            self._answer_again(answer, text.strip())
        self.cancel()
        if answer is None and text.strip():
            self.session.draft(step.id, text.strip(), "note")
            self.message = "The note is kept with the answer, once there is one."

    def _answer_again(self, answer: Answer, note: str) -> None:
        how, rests_on = answer.given.how, answer.rests_on
        self.session.answer(answer.id, answer.value, rests_on=rests_on, note=note, how=how)
        self.session.go(answer.id)

    @changes
    def clear(self) -> None:
        """Take the answer back."""
        step, before = self._question(), self.interview
        if step is None:
            return
        self.session.draft(step.id, "")
        if step.answer is None:
            self._arrive("There is no answer to take back here.")
            return
        was = write(step.answer.value)
        try:
            self.session.withdraw(step.id)
        except NecessityError as refusal:
            self.message = str(refusal)
            return
        aside = self._compare(before)
        self._arrive(f'"{was}" is taken back; the log keeps it. {aside}'.rstrip())

    # -- whole rows -----------------------------------------------------------------------------

    def table(self, draft: str) -> Table | None:
        """Open the table of the list here; None, and a message, where there is none."""
        if self.prompt.kind not in {Kind.QUESTION, Kind.END}:
            self.message = "Enter this first, or leave it with Escape."
            return None
        group = self._list_here()
        if group is None:
            self.message = "No list is asked in this case yet."
            return None
        self._keep(draft)
        self.message, self.prompt = "", self._at_place()
        return Table(self, group, self.step.row if self.step else None)

    def _list_here(self) -> Group | None:
        """The list that the question stands in, else the first one that is asked."""
        pack, judge, step = self.interview.pack, self.interview.judge, self.step
        asked = [
            group for group in pack.groups.values() if judge.gate(group.id).truth is not Truth.FALSE
        ]
        id_ = step.question.id if step else ""
        here = [group for group in asked if group.id in {id_, pack.grouped.get(id_)}]
        return next(iter([*here, *asked]), None)


def _named(answer: Answer) -> bool:
    """Whether it is recorded which physician reviewer gave it."""
    return answer.given.role == "physician" and bool(answer.given.by)
