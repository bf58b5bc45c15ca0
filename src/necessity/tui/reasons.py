"""Why, and the summary, as lines for the reader: a seam to the modules that know. Pure."""

from collections.abc import Sequence

from necessity.case.model import Case
from necessity.decide.explain import why_asked
from necessity.decide.why import why
from necessity.interview.state import Interview, Step
from necessity.summary import markdown, text
from necessity.summary.build import build


def why_lines(interview: Interview, step: Step | None) -> list[str]:
    """Why this question is asked."""
    if step is None:
        return ["This is the end of the questions. Key p shows how each policy stands."]
    lines = why_asked(interview.pack, interview.judge, step.id, interview.standings)
    return list(dict.fromkeys(lines))


def policy_lines(interview: Interview) -> list[str]:
    """How every policy stands, line by line."""
    return why(interview.standings, interview.contradictions)


def summary_pages(interview: Interview, case: Case) -> list[tuple[str, Sequence[str]]]:
    """The summary as text and as Markdown."""
    summary = build(interview, case)
    return [
        ("Summary, as text", text.render(summary).split("\n")),
        ("Summary, as Markdown", markdown.render(summary).split("\n")),
    ]
