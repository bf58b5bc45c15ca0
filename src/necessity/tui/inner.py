"""What is asked around a question, in its place: a reason, a note, a signature. Pure."""

from necessity.answers import REASON_WORDS
from necessity.decide.ruling import OUTCOME_WORDS, Determination, Outcome
from necessity.tui.prompts import YES_NO, Kind, Prompt, Row
from necessity.tui.words import outcome_word


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


def physician_prompt(text: str, said: str) -> Prompt:
    """Who the physician reviewer is that answers."""
    return Prompt(
        kind=Kind.PHYSICIAN,
        text="Only a physician reviewer answers this. Name of the physician reviewer:",
        help="The name is kept with the answer. Escape leaves the question as it was.",
        context=text,
        notes=(f"Answer: {said}",),
        field="text",
    )


def amend_prompt(version: int) -> Prompt:
    """Why a completed case is opened again."""
    return Prompt(
        kind=Kind.AMEND,
        text="Why is this completed case opened again?",
        help=f"It becomes version {version}; version {version - 1} is kept beside it as it is. "
        "The reason is kept in the log. Escape leaves the case completed.",
        field="text",
    )


def name_prompt(name: str) -> Prompt:
    """Whose the second determination is."""
    return Prompt(
        kind=Kind.NAME,
        text="Name of the physician reviewer:",
        help="Their determination is kept beside the reviewer's; neither changes the other.",
        typed=name,
        field="text",
    )


def agree_prompt(proposed: str, *, agrees: bool | None) -> Prompt:
    """Whether the person determines as the program does."""
    return Prompt(
        kind=Kind.AGREE,
        text="Do you agree with the program's determinations?",
        help=f"The program recommends; you determine. By the policies: {proposed}",
        field="one",
        rows=(Row(key="yes", text="Yes"), Row(key="no", text="No, mine differ")),
        chosen=() if agrees is None else ("yes" if agrees else "no",),
        yes_no=True,
    )


def determine_prompt(of: Determination, place: tuple[int, int], chosen: Outcome) -> Prompt:
    """What the person determines; the program's word is chosen until they choose another."""
    number, all_ = place
    return Prompt(
        kind=Kind.DETERMINE,
        text=of.spec.asks,
        help=f"The program: {outcome_word(of)}. Enter keeps what is marked.",
        context=f"Your determination {number} of {all_} ({of.policy})",
        field="one",
        rows=tuple(Row(key=str(o), text=OUTCOME_WORDS[o].capitalize()) for o in Outcome),
        chosen=(str(chosen),),
    )


def words_prompt(said: str, words: str) -> Prompt:
    """The person's own words."""
    return Prompt(
        kind=Kind.WORDS,
        text="Your determination in your own words, if you like:",
        help="It may stay empty.",
        context=said,
        typed=words,
        field="text",
    )


def reason_prompt(said: str, reason: str) -> Prompt:
    """Why the person determines so."""
    return Prompt(
        kind=Kind.REASON,
        text="What is your reason?",
        context=said,
        typed=reason,
        field="text",
    )


def sign_prompt(word: str, notes: tuple[str, ...]) -> Prompt:
    """A typed word, so that no key pressed too often signs."""
    closes = word == "complete"
    added = "It is added to the case and kept as it is from then on."
    return Prompt(
        kind=Kind.SIGN,
        text=f'Type "{word}" to {"close the case" if closes else "sign the determination"}.',
        help="Its answers are kept as they are from then on." if closes else added,
        notes=notes,
        field="text",
    )


def over_prompt(word: str) -> Prompt:
    """A typed word before a case is taken from somebody of whom only a file knows."""
    return Prompt(
        kind=Kind.OVER,
        text=f'Type "{word}" to go on with this case here.',
        help="Only a file says so: whether that program still runs cannot be seen from this "
        "computer. If it does, you both go on with the same case, and one of you can save no more "
        "or goes on in a copy. Ask first. Escape leaves it as it is.",
        field="text",
    )


def lose_prompt(word: str, since: str, reasons: tuple[str, ...]) -> Prompt:
    """A typed word before answers are given up that no folder takes."""
    return Prompt(
        kind=Kind.LOSE,
        text=f'Type "{word}" to leave without what was answered{since}.',
        help="Ctrl+Q tries all places again. Escape stays, and the program goes on trying.",
        notes=reasons,
        field="text",
    )


def nothing_given(prompt: Prompt) -> str:
    """What to do where Enter was pressed and nothing stands in the field."""
    if prompt.field == "text":
        return "Nothing is typed. Ctrl+K: not known. Ctrl+N: skip. Ctrl+R: take the answer back."
    if prompt.field == "many":
        return "Nothing is marked. A number or Space marks, Enter keeps."
    return "Choose first: a number, or the arrows."
