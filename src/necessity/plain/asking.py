"""One prompt in lines: where it stands, what is asked, what can be chosen, what is there. Pure."""

from collections.abc import Iterator

from necessity.interview.state import Interview, Step
from necessity.logic import Truth
from necessity.plain.choosing import numbered
from necessity.plain.commands import COMMANDS
from necessity.plain.wording import worded
from necessity.tui.prompts import Kind, Prompt

FREE = 'This is a text: a command begins with a colon, such as ":back".'
_HOW = {
    "one": "Type its number or its first letters; an empty line keeps what is chosen.",
    "many": "Type numbers with commas between them, such as 1, 2. They replace what is chosen.",
    "list": "Type a number to go there.",
    "text": "Type it and press Enter; an empty line keeps what stands.",
}


def place_line(interview: Interview) -> str:
    """Which question it is: "Question 7 of about 40, section: The disease"."""
    place = interview.place
    here = interview.step(place) if place else None
    if here is None:
        return "End of the questions"
    counted = [step.id for step in interview.steps if step.id == here.id or _counts(step)]
    number = counted.index(here.id) + 1
    return f"Question {number} of about {len(counted)}, section: {here.section.title}"


def _counts(step: Step) -> bool:
    """Whether it is asked; of those whose gate is still unknown most will not be."""
    return step.answer is not None or (step.needed and step.gate is Truth.TRUE)


def asked(prompt: Prompt, interview: Interview, *, free: bool) -> list[str]:
    """The whole prompt."""
    return [line for line in _lines(prompt, interview, free=free) if line]


def _lines(prompt: Prompt, interview: Interview, *, free: bool) -> Iterator[str]:
    inner = prompt.kind not in {Kind.QUESTION, Kind.END}
    if not inner:
        yield place_line(interview)
    yield prompt.context
    yield prompt.text
    if prompt.kind is Kind.END:
        yield from map(worded, prompt.notes)
        yield worded(prompt.help)
    elif inner:
        yield worded(prompt.help)
    yield from _choices(prompt)
    if prompt.field == "many":
        yield "Several may be chosen: numbers with commas between them."
    yield prompt.hint
    if prompt.kind is not Kind.END:
        yield from map(worded, prompt.notes)
    if inner and prompt.field == "text" and prompt.typed:
        yield f"Now: {prompt.typed}"
    if free:
        yield FREE


def _choices(prompt: Prompt) -> Iterator[str]:
    numbers = {row.key: number for number, row in numbered(prompt)}
    width = len(str(len(numbers)))
    for row in prompt.rows:
        number = numbers.get(row.key)
        if row.heading or number is None:
            yield row.text
        else:
            yield f"  {number:>{width}}  {row.text}{' (chosen)' * (row.key in prompt.chosen)}"


def short(prompt: Prompt) -> str:
    """One line that says what is asked, after something else was read."""
    if not prompt.context:
        return prompt.text
    return f"{prompt.context}{'' if prompt.context.endswith(('?', '.')) else ':'} {prompt.text}"


def helped(prompt: Prompt) -> list[str]:
    """What the pack says of the question, how it is answered, and the commands."""
    more = worded(prompt.help) or "The pack says no more about it."
    names = ", ".join(each.name for each in COMMANDS)
    return [more, prompt.hint, _HOW[prompt.field], f"Commands: {names}.", '"keys" explains them.']
