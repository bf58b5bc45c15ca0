"""What a terminal can say: a key, a character of text, or a paste. Nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, by Textual's name for it."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """One printable character."""

    char: str


@dataclass(frozen=True, slots=True)
class Paste:
    """What was pasted, as it came."""

    text: str
    cut: bool = False
    """Whether its end never came."""
    refused: bool = False
    """Whether it was too long; then nothing of it is here."""


Token = Key | Text | Paste
