"""What is asked around a question, in its place: a reason, a note, a signature. Pure."""

from necessity.answers import REASON_WORDS
from necessity.tui.prompts import YES_NO, Kind, Prompt, Row


def unknown_prompt(text: str) -> Prompt:
    """Why the answer is not known."""
    return Prompt(
        kind=Kind.UNKNOWN,
        text="Why is the answer not known?",
        context=text,
        field="one",
        rows=tuple(Row(key=str(key), text=words) for key, words in REASON_WORDS.items()),
    )


def note_prompt(text: str, note: str) -> Prompt:
    """A note to the answer."""
    return Prompt(
        kind=Kind.NOTE,
        text="Note to this answer:",
        help="It is kept with the answer. Empty takes the note away.",
        context=text,
        field="text",
        typed=note,
    )


def override_prompt(text: str, said: str) -> Prompt:
    """Why a number outside the range is right all the same."""
    return Prompt(
        kind=Kind.OVERRIDE,
        text=f'Why is "{said}" right all the same?',
        help="It is kept, with your reason, as an override. Escape: type another number.",
        context=text,
        field="text",
    )


def remove_prompt(name: str) -> Prompt:
    """Whether a row is really to go."""
    return Prompt(
        kind=Kind.REMOVE,
        text=f'Remove "{name}" with all its answers?',
        help="The log of the case keeps what was answered.",
        field="one",
        rows=YES_NO,
        yes_no=True,
    )


def words_prompt(proposed: str) -> Prompt:
    """The reviewer's own determination."""
    return Prompt(
        kind=Kind.WORDS,
        text="What do you determine? In your own words:",
        help=f"The program recommends; you determine. By the policies: {proposed}",
        field="text",
    )


def reason_prompt(words: str) -> Prompt:
    """Why the reviewer determines so."""
    return Prompt(
        kind=Kind.REASON,
        text="What is your reason?",
        context=f"Your determination: {words}",
        field="text",
    )


def sign_prompt(words: str, reason: str) -> Prompt:
    """A typed word, so that no key pressed too often closes a case."""
    return Prompt(
        kind=Kind.SIGN,
        text='Type "complete" to close the case.',
        help="Its answers are kept as they are from then on.",
        notes=(f"Your determination: {words}", f"Your reason: {reason}"),
        field="text",
    )


def nothing_given(prompt: Prompt) -> str:
    """What to do where Enter was pressed and nothing stands in the field."""
    if prompt.field == "text":
        return "Nothing is typed. Ctrl+K: not known. Ctrl+N: skip. Ctrl+R: take the answer back."
    if prompt.field == "many":
        return "Nothing is marked. A number or Space marks, Enter keeps."
    return "Choose first: a number, or the arrows."
