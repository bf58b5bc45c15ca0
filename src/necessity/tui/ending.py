"""The end page: how each determination stands, and what was left open. Pure."""

from collections.abc import Iterator

from necessity.decide.explain import name_of
from necessity.interview.state import Interview, Step
from necessity.session import Session
from necessity.tui.prompts import Kind, Prompt, Row
from necessity.tui.words import Line, standing_lines


def recommended(interview: Interview) -> str:
    """What the policies say, in one line."""
    return (
        "; ".join(f"{line.name.lower()}: {line.word}" for line in standing_lines(interview)) + "."
    )


def end_prompt(session: Session) -> Prompt:
    """The page behind the last question."""
    interview = session.interview
    open_ones = [step for step in interview.steps if step.needed and step.answer is None]
    return Prompt(
        kind=Kind.END,
        text="This is the end of the questions.",
        help=_helped(len(open_ones)),
        notes=tuple(_notes(session)),
        field="list",
        rows=tuple(_rows(interview, open_ones)),
        answered=session.case.status == "completed",
    )


def _rows(interview: Interview, steps: list[Step]) -> Iterator[Row]:
    section = ""
    for step in steps:
        if step.section.id != section:
            section = step.section.id
            yield Row(key=f"section {section}", text=step.section.title, heading=True)
        yield Row(key=step.id, text=name_of(interview.judge, step.id))


def _helped(skipped: int) -> str:
    if not skipped:
        return "Every question that matters has an answer."
    those = "This question was" if skipped == 1 else f"These {skipped} questions were"
    return f"{those} skipped. Enter goes to the one chosen:"


def _notes(session: Session) -> Iterator[str]:
    interview = session.interview
    for line in standing_lines(interview):
        yield from _of_line(line)
    aside = len(interview.set_aside)
    if aside:
        counted = "1 answer is" if aside == 1 else f"{aside} answers are"
        yield f"{counted} set aside: the question no longer arises (see the overview)."
    opinion = session.case.opinion
    if opinion is not None:
        yield f"Completed by {opinion.by or 'the reviewer'}: {opinion.words}"
        yield f"  Reason: {opinion.reason}"


def _of_line(line: Line) -> Iterator[str]:
    if line.waits:
        more = f" and {len(line.waits) - 3} more" if len(line.waits) > 3 else ""
        yield f"{line.name}: {line.word}. Waits for: {', '.join(line.waits[:3])}{more}."
    else:
        count = len(line.conditions)
        conditions = f" {count} conditions: p shows them." if count > 1 else ""
        yield f"{line.name}: {line.word}.{conditions or _single(line)}"


def _single(line: Line) -> str:
    return f" Condition: {line.conditions[0]}" if line.conditions else ""
