"""What there is to read at any time: rulings, summary, request. Pure."""

from collections.abc import Iterator

from necessity.case.model import Case
from necessity.decide.outlook import outlook
from necessity.decide.ruling import Outcome
from necessity.interview.state import Interview
from necessity.summary import letter, text
from necessity.summary.build import build
from necessity.summary.request import request
from necessity.tui.listing import LEGEND, overview
from necessity.tui.words import determination_name, standing_lines


def policies(interview: Interview) -> Iterator[str]:
    """How each determination stands, and what it waits for or on what condition it is met."""
    for line in standing_lines(interview):
        yield f"{line.name}: {line.word}."
        if line.waits:
            yield f"  Waits for: {'; '.join(line.waits)}."
        yield from (f"  Condition: {condition}" for condition in line.conditions)
    yield ":rulings shows every line of each policy; :missing what would settle it."


def missing(interview: Interview) -> Iterator[str]:
    """What would settle each determination that is open."""
    several = len(interview.policies)
    found = False
    for standing in interview.standings:
        for determination in standing.determinations:
            if determination.outcome is Outcome.UNDETERMINED:
                found = True
                yield f"{determination_name(determination, several)}: cannot be decided."
                yield from (f"  {line}" for line in outlook(standing, determination))
    if not found:
        yield "Nothing: every determination is decided."


def questions(interview: Interview) -> Iterator[str]:
    """Every question with its answer."""
    yield LEGEND
    for row in overview(interview):
        yield row.text if row.heading else f"  {row.text}"
    yield "go and a part of the words goes to a question."


def summary(interview: Interview, case: Case) -> list[str]:
    """The summary as it would be now."""
    return text.render(build(interview, case)).split("\n")


def wanted(interview: Interview, case: Case) -> list[str]:
    """The letter that asks for what is missing."""
    return letter.text(request(interview, case.id)).split("\n")
