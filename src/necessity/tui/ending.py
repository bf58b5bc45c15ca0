"""The end page: how each determination stands, and what was left open. Pure."""

from collections.abc import Iterator, Sequence

from necessity.case.model import Finding, Opinion
from necessity.case.signing import ended, whose
from necessity.decide.explain import name_of
from necessity.decide.ruling import OUTCOME_WORDS
from necessity.interview.state import Interview, Step
from necessity.session import Session
from necessity.tui.prompts import Kind, Prompt, Row
from necessity.tui.words import Line, cut, named, standing_lines

_FEW = 4
"""Determinations that are said at length; of more each has one line, and key p says the rest."""
_LINE = 76
"""Columns of such a line on a screen of 80."""
_WORDS = 150
"""Letters of a person's words or reason that stand here; the summary has them whole."""


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
    lines = standing_lines(interview)
    for line in lines:
        yield from [_brief(line)] if len(lines) > _FEW else _of_line(line)
    aside = len(interview.set_aside)
    if aside:
        counted = "1 answer is" if aside == 1 else f"{aside} answers are"
        yield f"{counted} set aside: the question no longer arises (see the overview)."
    if session.case.status == "amended":
        yield f"This is version {session.case.version} of a completed case, open again."
    for opinion in session.case.opinions:
        yield _opinion(opinion, session.case.version)


def _opinion(opinion: Opinion, version: int) -> str:
    """Whose it is and where it is not the program's; all of it stands in the summary."""
    who = whose(opinion) + (f" (of version {opinion.version})" * (opinion.version < version))
    words = ended(cut(opinion.words, _WORDS)) if opinion.words else ""
    reason = f"Reason: {cut(opinion.reason, _WORDS)}"
    found = (f"{who[:1].upper()}{who[1:]}:", _determined(opinion.findings), words, reason)
    return " ".join(filter(None, found))


def _determined(findings: Sequence[Finding]) -> str:
    differing = [finding for finding in findings if finding.differs]
    if not differing:
        return "agrees with the program." if findings else ""
    if len(differing) > _FEW:
        return f"differs on {len(differing)} of {len(findings)}: v shows the summary."
    policies = len({finding.policy for finding in findings})
    said = (
        f"{named(each.policy, each.determination, policies)}: {OUTCOME_WORDS[each.outcome]}"
        for each in differing
    )
    return f"{'; '.join(said)}."


def _of_line(line: Line) -> Iterator[str]:
    if line.waits:
        more = f" and {len(line.waits) - 3} more" if len(line.waits) > 3 else ""
        yield f"{line.name}: {line.word}. Waits for: {', '.join(line.waits[:3])}{more}."
    else:
        count = len(line.conditions)
        conditions = f" {count} conditions: p shows them." if count > 1 else ""
        yield f"{line.name}: {line.word}.{conditions or _single(line)}"


def _brief(line: Line) -> str:
    if line.waits:
        more = f" +{len(line.waits) - 1}" if len(line.waits) > 1 else ""
        said = f"{line.name}: {line.word}, waits for {line.waits[0]}"
        return f"{cut(said, _LINE - len(more))}{more}"
    conditions = f" ({len(line.conditions)}: p)" if line.conditions else ""
    return f"{cut(f'{line.name}: {line.word}', _LINE - len(conditions))}{conditions}"


def _single(line: Line) -> str:
    return f" Condition: {line.conditions[0]}" if line.conditions else ""
