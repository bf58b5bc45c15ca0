"""The messages that cross widgets."""

from textual.message import Message

from necessity.tui.prompts import Prompt


class Given(Message):
    """Something was entered into a field: the only message a field posts about its value."""

    def __init__(self, prompt: Prompt | None, text: str) -> None:
        super().__init__()
        self.prompt = prompt
        """What it answers. A key that comes after its question has gone answers nothing."""
        self.text = text


class Touched(Message):
    """A key reached a field: what was said before it may go."""


class Begun(Message):
    """Something stands in a field that is not entered yet."""
