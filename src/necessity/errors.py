"""What can go wrong, each with the exit code it leads to.

NecessityError
    PackError         a pack that cannot be used; holds every problem found
    CaseError         a case or answers file that cannot be read
    AnswerRefused     a text that is no answer to this question
    EventRefused      a step the interview does not allow
    ConditionError    a condition that cannot be read; knows the column
    SaveError         a case that could not be written; nothing was lost
    UsageError        a command line that asks for what does not exist
    SettingsError     a file of settings that cannot be used (in `settings`)
"""

from typing import ClassVar

from necessity.exits import ExitCode


class NecessityError(Exception):
    """The root. `str()` is a complete message for the user."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL


class UsageError(NecessityError):
    """The command asks for a policy, a pack or a case that does not exist."""

    exit_code = ExitCode.USAGE


class CaseError(NecessityError):
    """A case or answers file cannot be read. Nothing was loaded and nothing was changed."""

    exit_code = ExitCode.CASE


class AnswerRefused(NecessityError):
    """A value that is no answer to its question; the message says what would be."""

    exit_code = ExitCode.CASE


class EventRefused(NecessityError):
    """The interview does not allow this step here."""

    exit_code = ExitCode.CASE


class SaveError(NecessityError):
    """The case could not be written. The file on disk is as it was."""

    exit_code = ExitCode.CASE


class ConditionError(NecessityError):
    """A condition that cannot be read."""

    exit_code = ExitCode.PACK

    def __init__(self, text: str, column: int, message: str, hint: str = "") -> None:
        """`column` counts from 0 into `text`."""
        super().__init__(message)
        self.text = text
        self.column = column
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Say what was expected, with a caret under the place."""
        lines = [self.message, f"    {self.text}", f"    {' ' * self.column}^"]
        return "\n".join([*lines, self.hint] if self.hint else lines)
