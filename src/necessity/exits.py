"""What the process says when it ends."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes, the same for every command."""

    OK = 0
    """Done."""
    DIFFERENT = 1
    """An expected determination or an example of the pack differs; a case and its log do."""
    USAGE = 2
    """The command line cannot be understood, or the file of settings cannot be used."""
    PACK = 3
    """The pack cannot be used: `necessity check` names every problem."""
    CASE = 4
    """A case or answers file cannot be read, or holds an answer that the pack refuses."""
    INCOMPLETE = 5
    """Only with `--require-decided`: some determination is undetermined."""
    INTERNAL = 70
    """A defect of the program. The case is saved first."""
    INTERRUPTED = 130
    """Stopped by the user. The case was saved."""
