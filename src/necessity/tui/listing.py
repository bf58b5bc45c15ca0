"""Every question of a case with what became of it, as lines to go to. Pure."""

from collections.abc import Iterator

from necessity.answers import Answer, AnswerId, Unknown, question_of
from necessity.decide.explain import name_of, row_name
from necessity.interview.state import Interview, Step
from necessity.pack.questions import Calculated, Section
from necessity.pack.reading import shown
from necessity.tui.charted import source_words
from necessity.tui.prompts import Row
from necessity.tui.words import answered_line

LEGEND = "+ answered  ? not known  . open  - not needed  = calculated  x set aside"
END = "end"
"""The key of the line that leads behind the last question."""


def overview(interview: Interview, words: str = "") -> list[Row]:
    """Sections with their questions; only those in which every word of `words` stands."""
    wanted = words.lower().split()
    passed = _passed(interview)
    rows: list[Row] = []
    for section in interview.pack.sections:
        inside = [
            *_steps(interview, section, wanted, passed),
            *(row for row in _still(interview, section.id) if _has(row.text, wanted)),
        ]
        if inside:
            rows += [Row(key=f"section {section.id}", text=section.title, heading=True), *inside]
    if not wanted:
        rows.append(Row(key=END, text="The end of the questions"))
    return rows


def _has(text: str, wanted: list[str]) -> bool:
    return all(word in text.lower() for word in wanted)


def _steps(
    interview: Interview, section: Section, wanted: list[str], passed: frozenset[AnswerId]
) -> Iterator[Row]:
    """The questions of a section; the rows of a list each under its own name."""
    above = ""
    for step in interview.steps:
        name = "" if step.row is None else row_name(interview.judge, step.question.id, step.row)
        state = _state(step, passed=step.id in passed)
        short = step.question.name if name else name_of(interview.judge, step.id)
        text = f"{_mark(step)} {short}: {state}"
        searched = f"{section.title} {name} {text} {step.text}"
        if step.section.id != section.id or not _has(searched, wanted):
            continue
        if name and name != above:
            yield Row(key=f"row {step.id}", text=f"  {name}", still=True)
        above = name
        yield Row(key=step.id, text=f"  {text}" if name else text)


def _still(interview: Interview, section: str) -> Iterator[Row]:
    """What is worked out, and what is set aside: to read, not to go to."""
    judge = interview.judge
    for item in interview.pack.questions.values():
        if interview.pack.section_of[item.id].id == section and isinstance(item, Calculated):
            value = judge.counted(item.id)
            if item.id not in interview.pack.grouped and not isinstance(value, Unknown):
                how = item.calculate.partition("(")[0]
                text = f"= {item.name}: {shown(value, item)} (calculated: {how})"
                yield Row(key=item.id, text=text, still=True)
    for id_, answer in interview.set_aside.items():
        if interview.pack.section_of[question_of(id_)[0]].id == section:
            yield Row(key=f"aside {id_}", text=_aside(interview, id_, answer), still=True)


def _passed(interview: Interview) -> frozenset[AnswerId]:
    """The questions in front of the place: open ones among them were skipped."""
    ids = [step.id for step in interview.steps]
    here = ids.index(interview.place) if interview.place in ids else len(ids)
    return frozenset(ids[:here])


def _mark(step: Step) -> str:
    if step.answer is None:
        return "." if step.needed else "-"
    return "?" if isinstance(step.answer.value, Unknown) else "+"


def _state(step: Step, *, passed: bool) -> str:
    if step.answer is None:
        waiting = "skipped" if passed else "open"
        return waiting if step.needed else "not needed"
    note = f" (note: {step.answer.note})" if step.answer.note else ""
    source = source_words(step.answer)
    return f"{answered_line(step)}{f' [{source}]' if source else ''}{note}"


def _aside(interview: Interview, id_: AnswerId, answer: Answer) -> str:
    item = interview.pack.questions[question_of(id_)[0]]
    return (
        f"x {name_of(interview.judge, id_)}: {shown(answer.value, item)} (set aside: not asked now)"
    )
