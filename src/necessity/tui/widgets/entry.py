"""One line to type into, with only the keys that every terminal sends."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from necessity.tui.prompts import Prompt
from necessity.tui.terminal.paste import one_line
from necessity.tui.widgets.messages import Given, Touched
from necessity.visible import visible_line


class Entry(Input, inherit_bindings=False):
    """A text field. Its own Ctrl keys are few, so that the screen's work in it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "Left", show=False),
        Binding("right", "cursor_right", "Right", show=False),
        Binding("home,ctrl+a", "home", "Start", show=False),
        Binding("end,ctrl+e", "end", "End", show=False),
        Binding("backspace", "delete_left", "Delete left", show=False),
        Binding("delete,ctrl+d", "delete_right", "Delete right", show=False),
        Binding("ctrl+u", "delete_left_all", "Delete to the start", show=False),
        Binding("enter,ctrl+j", "enter", "Enter", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, select_on_focus=False)
        self.cursor_blink = False
        self.prompt: Prompt | None = None
        self._held = ""
        self._shown = ""

    def ask(self, prompt: Prompt, draft: str | None) -> None:
        """Show what the prompt holds already, or what was begun before."""
        self.prompt = prompt
        self._held = prompt.typed if draft is None else draft
        # Line ends and control characters of a held text cannot stand in one line; what is shown
        # is entered only when it was edited.
        self.value = self._shown = visible_line(self._held)
        self.cursor_position = len(self.value)

    @property
    def draft(self) -> str:
        """What stands in the field."""
        return self._held if self.value == self._shown else self.value

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was shown."""
        return self.value != self._shown

    def on_key(self, _event: events.Key) -> None:
        """Let what was said before go."""
        self.post_message(Touched())

    def _on_paste(self, event: events.Paste) -> None:
        """Take every line of a paste, not only the first; control characters stay out."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(visible_line(one_line(event.text).text))

    def action_enter(self) -> None:
        """Enter what was typed."""
        self.post_message(Given(self.prompt, self.draft))
