"""Whole rows of a list: begun, copied, moved, taken away. No Textual here."""

from necessity.answers import AnswerId
from necessity.decide.explain import row_name
from necessity.interview.state import Step
from necessity.pack.questions import Group
from necessity.tui.inner import remove_prompt
from necessity.tui.resting import Resting
from necessity.tui.walk import changes
from necessity.tui.words import after_row


class Tabling(Resting):
    """The part of the desk that has whole rows in its hands."""

    def edit_row(self, group: Group, row: int | None) -> None:
        """Go to the first question of a row; of a list without rows, to that of its first."""
        ids = [
            step.id
            for step in self.interview.steps
            if step.question in group.item and row in {step.row, None}
        ]
        if ids:
            self.session.go(ids[0])
            self._arrive()

    def add_row(self, group: Group) -> None:
        """Begin another row and go there. Raises EventRefused."""
        before = self.interview
        if before.rows.get(group.id) or before.facts.closed(group.id):
            self.session.answer(AnswerId(group.id), value=True)
            self._into_new_row(group)
            self._arrive(self._compare(before))
        else:
            self.edit_row(group, None)

    def copy_row(self, group: Group, row: int) -> int:
        """Begin another row with the answers of this one; give its number. Raises EventRefused."""
        before = self.interview
        self.session.copy_row(group.id, row)
        number = self.interview.minted[group.id]
        said = f'"{self.name_of_row(group, number)}" is a copy of row {row}: its answers, '
        said += "not the papers they rest on and no note."
        self._arrive(f"{said} {self._compare(before)}".rstrip())
        return number

    def move_row(self, group: Group, row: int, by: int) -> None:
        """Move a row up (-1) or down (1); it keeps its number. Raises EventRefused."""
        self.session.move_row(group.id, row, by)
        rows = self.interview.rows[group.id]
        name = self.name_of_row(group, row)
        self._arrive(f'"{name}" stands {rows.index(row) + 1} of {len(rows)}. It keeps its number.')

    def drop_row(self, group: Group, row: int) -> None:
        """Take a row away with all its answers. Raises EventRefused."""
        before, here = self.interview, self.step
        name = self.name_of_row(group, row)
        self.session.remove_row(group.id, row)
        if here is not None and here.row == row and here.question in group.item:
            self.session.go(after_row(before, self.interview, here))
        said = f'"{name}" is removed; the log keeps its answers. {self._compare(before)}'
        self._arrive(said.rstrip())

    def name_of_row(self, group: Group, row: int) -> str:
        """What a row is called."""
        return row_name(self.interview.judge, group.item[0].id, row)

    def _into_new_row(self, group: Group) -> None:
        """The new row stands before "any other?", and it is what comes next."""
        row = self.interview.minted[group.id]
        steps = (s for s in self.interview.steps if s.row == row and s.question in group.item)
        first = next(steps, None)
        if first is not None and self.interview.place != first.id:
            self.session.go(first.id)

    # -- the row of the question ------------------------------------------------------------

    @changes
    def remove(self, draft: str) -> None:
        """Ask whether this row is to go."""
        step = self._question()
        if step and step.row is not None:
            self._keep(draft)
            self.prompt = remove_prompt(self.name_of_row(self._group_of(step), step.row))
        elif step:
            self.message = "This question stands in no row."

    def _remove(self, *, confirmed: bool) -> None:
        step = self.step
        if confirmed and step and step.row is not None:
            self.drop_row(self._group_of(step), step.row)
        else:
            self.cancel()

    def _group_of(self, step: Step) -> Group:
        pack = self.interview.pack
        return pack.groups[pack.grouped[step.question.id]]
