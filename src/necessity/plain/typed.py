"""What one line is: nothing, a command, or an answer. Pure."""

from dataclasses import dataclass

from necessity.plain.choosing import Unclear, numbered
from necessity.plain.commands import NAMES, WITH_WORDS, no_command
from necessity.tui.prompts import Prompt

HELP = "?"
_LEADS = (":", "/")


@dataclass(frozen=True, slots=True)
class Doing:
    """A command."""

    name: str
    words: str = ""
    """What stands behind it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """An answer; an empty one keeps what stands."""

    text: str


def understood(line: str, prompt: Prompt, *, free: bool) -> Doing | Saying:
    """Tell commands from answers. `free` says that any text may be an answer here.

    Raises Unclear for a command that there is none of, and for a word that is also an option.
    """
    text = line.strip()
    if text == HELP:
        return Doing(HELP)
    if text.startswith(_LEADS) and text[:1] != text[1:2]:
        return _command(text[1:].strip())
    if free:
        return Saying(_single(line))
    word, _, words = text.partition(" ")
    name = NAMES.get(word.lower(), "")
    if not name or (words and name not in WITH_WORDS):
        return Saying(text)
    for number, row in numbered(prompt):
        if text.lower() in {row.key.lower(), row.text.lower()}:
            raise Unclear(
                f'"{text}" is a command and an option. Type :{name} for the command, or {number} '
                f'for "{row.text}".'
            )
    return Doing(name, words.strip())


def _command(text: str) -> Doing:
    word, _, words = text.partition(" ")
    name = NAMES.get(word.lower(), "")
    if word == HELP:
        return Doing(HELP)
    if not name:
        raise Unclear(no_command(word))
    if words and name not in WITH_WORDS:
        raise Unclear(f'Nothing stands behind "{name}". {no_doubt(word)}')
    return Doing(name, words.strip())


def no_doubt(word: str) -> str:
    """How a text is typed that begins like a command."""
    return f"For a text that begins so, type the sign twice: ::{word}"


def _single(line: str) -> str:
    """A text without the sign that was typed twice to begin it."""
    text = line.strip()
    doubled = text[:1] == text[1:2] and (text.startswith(_LEADS) or not text.strip(HELP))
    return text[1:] if text and doubled else line
