"""The commands of plain mode, once: what is taken and what the help says are made from these."""

from dataclasses import dataclass

from necessity.pack.reading import nearest


@dataclass(frozen=True, slots=True)
class Command:
    """One word and what it does."""

    name: str
    does: str
    other: str = ""
    """Another word for the same."""


COMMANDS = (
    Command("back", "the question before; out of a note or a reason, to its question"),
    Command("next", "the next question; this one stays as it is", "skip"),
    Command("unknown", "not known, and why"),
    Command("note", "a note to the answer"),
    Command("why", "why this is asked"),
    Command("rests", "what the answer rests on; the papers of the chart"),
    Command("again", "the whole question again"),
    Command("policies", "how each policy stands"),
    Command("rulings", "the same with every line of each policy and what would change it"),
    Command("missing", "what would settle each determination"),
    Command("overview", "every question with its answer"),
    Command("go", "go to a question: go and a part of its words"),
    Command("find", "anything by its words: a question, a command, a line of a policy"),
    Command("end", "go to the end of the questions", "last"),
    Command("summary", "the summary so far"),
    Command("request", "the letter that asks for what is missing"),
    Command("export", "write summary and request into files"),
    Command("clear", "take the answer back"),
    Command("rows", "all rows of the list: add, copy, move, remove", "list"),
    Command("remove", "take this row away"),
    Command("undo", "take the last step back"),
    Command("redo", "do it again after all"),
    Command("complete", "at the end: you determine, and the case is closed"),
    Command("physician", "at the end: a physician reviewer determines"),
    Command("amend", "at the end: open a completed case again"),
    Command("cancel", "leave a note, a reason, a determination"),
    Command("takeover", "take over a case that another has open"),
    Command("keys", "this list", "help"),
    Command("quit", "save and leave", "exit"),
)
NAMES = {word: each.name for each in COMMANDS for word in (each.name, each.other) if word}
"""Every word that is a command, and which."""
WITH_WORDS = {"go", "find"}
"""Commands behind which more may stand."""

ANSWERING = (
    "Answer with a number of the list, the first letters of an option, yes or no, a date, a",
    "number or a text. An empty line keeps the answer that stands.",
    "Where a text is asked a command begins with a colon, such as :back. It may do so everywhere.",
    "A text that begins with a colon, a slash or a question mark: type that sign twice.",
)


def listed() -> list[str]:
    """Every command with what it does."""
    width = max(len(_words(each)) for each in COMMANDS)
    lines = [f"{_words(each):<{width}}  {each.does}" for each in COMMANDS]
    question = f"{'?':<{width}}  help with this question"
    return [*lines, question, "", *ANSWERING]


def _words(command: Command) -> str:
    return f"{command.name}, {command.other}" if command.other else command.name


def no_command(word: str) -> str:
    """What is said of a word that is none."""
    return f'There is no command "{word}".{nearest(word, NAMES)} "keys" shows them all.'
