"""The sentences around a question: where we are, how it stands, what follows from it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from necessity.answers import AnswerId, Unknown
from necessity.case.layout import worked_out as values_worked_out
from necessity.decide.explain import contradiction_words, name_of
from necessity.decide.ruling import Determination, Outcome, Standing
from necessity.interview.state import Interview, Step
from necessity.logic import Truth
from necessity.pack.reading import shown

SETTLED = "Nothing that is still unanswered can change a determination. You may go on or stop."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How one determination stands."""

    key: str
    name: str
    word: str
    waits: tuple[str, ...] = ()
    """Names of what it waits for, the first one first."""
    conditions: tuple[str, ...] = ()
    """What remains to be seen to, of a met one."""

    @property
    def state(self) -> tuple[str, tuple[str, ...]]:
        """What counts as a change."""
        return (self.word, self.conditions)


def outcome_word(determination: Determination) -> str:
    """The word of a determination, never an approval and never a denial."""
    if determination.outcome is Outcome.MET:
        return "met, with conditions" if determination.conditions else "met"
    return {
        Outcome.NOT_MET: "not met",
        Outcome.UNDETERMINED: "cannot be decided",
    }[determination.outcome]


def determination_name(determination: Determination, policies: int = 1) -> str:
    """Short words for a determination; its policy too where there are several."""
    return named(determination.policy, determination.id, policies)


def named(policy: str, determination: str, policies: int) -> str:
    """The same of its two ids."""
    name = determination.replace("_", " ").capitalize()
    return name if policies == 1 else f"{policy}: {name}"


def standing_lines(interview: Interview) -> tuple[Line, ...]:
    """One line for each determination of each policy."""
    return tuple(
        _line(interview, determination)
        for standing in interview.standings
        for determination in standing.determinations
    )


def _line(interview: Interview, determination: Determination) -> Line:
    waits: tuple[str, ...] = ()
    if determination.outcome is Outcome.UNDETERMINED:
        wants = determination.ruling.judged.wants
        waits = tuple(dict.fromkeys(name_of(interview.judge, want) for want in wants))
    return Line(
        key=f"{determination.policy}.{determination.id}",
        name=determination_name(determination, len(interview.policies)),
        word=outcome_word(determination),
        waits=waits,
        conditions=tuple(
            note.note.otherwise or note.note.text for note in determination.conditions
        ),
    )


def flags_of(standings: tuple[Standing, ...]) -> tuple[str, ...]:
    """The sentences of every flag that is up."""
    return tuple(flag.note.text for standing in standings for flag in standing.raised)


def progress(interview: Interview) -> tuple[str, str]:
    """The section; and which of how many, with how many needed questions have no answer.

    Those whose gate is still unknown are not counted: most of their gates will shut.
    """
    open_ones = (step for step in interview.steps if step.needed and step.answer is None)
    left = sum(step.gate is Truth.TRUE for step in open_ones)
    ahead = f"about {left} left" if left else "nothing left"
    here = interview.step(interview.place) if interview.place else None
    if here is None:
        return "End of the questions", ""
    sections = list(dict.fromkeys(step.section.id for step in interview.steps))
    place = sections.index(here.section.id) + 1
    return here.section.title, f"section {place} of {len(sections)}, {ahead}"


def cut(text: str, width: int) -> str:
    """Cut a line that is shown whole elsewhere, and show that it is cut."""
    return text if len(text) <= width else f"{text[: max(width - 3, 0)]}..."


def both_ends(left: str, right: str, width: int) -> str:
    """One line with something at each end; the left one gives way."""
    room = max(width - len(right) - 2, 0)
    return f"{cut(left, room):<{room}}  {right}"


def answered_line(step: Step) -> str:
    """What the case holds as the answer to a question now."""
    if step.answer is None:
        return ""
    value = step.answer.value
    said = shown(value, step.question)
    return f"not known ({said})" if isinstance(value, Unknown) else said


def calculated(interview: Interview) -> Iterator[tuple[str, str, str]]:
    """Every calculated value that counts and is known: its id, its name, its words.

    Inside a list each row has its own, named with the row.
    """
    for id_, item, value in values_worked_out(interview):
        yield id_, name_of(interview.judge, id_), shown(value, item)


def worked_out(before: Interview, after: Interview) -> tuple[str, ...]:
    """The calculated values that the last answer brought or changed."""
    old = {id_: words for id_, _, words in calculated(before)}
    return tuple(
        f"{name}: {words}" for id_, name, words in calculated(after) if words != old.get(id_)
    )


def saved_words(saved: datetime | None, *, day: bool = False) -> str:
    """When the case was saved, in the reviewer's own time."""
    if saved is None:
        return "not saved yet"
    local = saved.astimezone() if saved.tzinfo else saved
    return f"saved {local:%Y-%m-%d %H:%M}" if day else f"saved {local:%H:%M}"


def moved_aside(before: Interview, after: Interview) -> str:
    """How many answers the last one set aside, or brought back; "" when none."""
    gone = len(after.set_aside.keys() - before.set_aside.keys())
    back = len((before.set_aside.keys() - after.set_aside.keys()) & after.answers.keys())
    found = []
    if gone:
        are = "answer no longer counts and is" if gone == 1 else "answers no longer count and are"
        found.append(f"{gone} {are} set aside (x in the overview). Answer as before to undo it.")
    if back:
        found.append(f"{back} {'answer' if back == 1 else 'answers'} set aside before count again.")
    return " ".join(found)


def new_contradictions(before: Interview, after: Interview) -> str:
    """What the last answer contradicts, with the facts quoted; "" when nothing new."""
    known = {found.id for found in before.contradictions}
    new = (found for found in after.contradictions if found.id not in known)
    return " ".join(f"Contradiction: {contradiction_words(after.judge, found)}" for found in new)


def by_policy(lines: Sequence[Line]) -> tuple[Line, ...]:
    """One line for each policy: its determinations' words side by side."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.key.partition(".")[0], []).append(line)
    return tuple(
        Line(
            key=policy,
            name=policy,
            word="; ".join(dict.fromkeys(line.word for line in inside)),
            waits=inside[0].waits if len(inside) == 1 else (),
        )
        for policy, inside in found.items()
    )


def after_row(before: Interview, after: Interview, gone: Step) -> AnswerId | None:
    """Where to go on when a row is removed: a row that stands for it anew, or what stood next."""
    ids = [step.id for step in before.steps]
    at = ids.index(gone.id)
    standing = {step.id for step in after.steps}
    anew = [step.id for step in after.steps if step.row is not None and step.id not in ids]
    near = (id_ for id_ in (*anew, *ids[at:], *reversed(ids[:at])) if id_ in standing)
    return next(near, None)
