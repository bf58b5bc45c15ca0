"""A ruling in sentences: why a question is asked, why an outcome came out, what is still needed.

Pure; plain lines without any markup, for every front end.
"""

from collections.abc import Iterable, Iterator

from necessity.answers import AnswerId, Unknown, question_of
from necessity.decide.contradictions import Raised
from necessity.decide.judge import Judge
from necessity.decide.ruling import (
    OUTCOME_WORDS,
    Ruling,
    Standing,
)
from necessity.logic import Truth
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Group
from necessity.pack.reading import shown
from necessity.pack.uses import Use, uses

STATED = " (stated, not documented)"


def name_of(judge: Judge, answer: AnswerId) -> str:
    """Short words for an answer: "outcome of the treatment (Treatment 2: Surgery)"."""
    question, row = question_of(answer)
    item = judge.pack.questions[question]
    if isinstance(item, Group):
        return item.more.rstrip("?").lower()
    return item.name if row is None else f"{item.name} ({row_name(judge, question, row)})"


def row_name(judge: Judge, question: str, row: int) -> str:
    """What a row is called: "Treatment 2: Surgery", or "Treatment 2" before that is known."""
    group = judge.pack.groups[judge.pack.grouped[question]]
    first = group.item[0]
    title = f"{group.text} {row}"
    # its gate aside: a row that was set aside keeps its name
    value = judge.value(first.id, row)
    return title if isinstance(value, Unknown) else f"{title}: {shown(value, first)}"


def fact_words(judge: Judge, answer: AnswerId) -> str:
    """One answer in words: "creatinine: 1.2 mg/dL"."""
    question, row = question_of(answer)
    item = judge.pack.questions[question]
    if isinstance(item, Group):
        closed = judge.facts.closed(question)
        return f"{item.text.lower()}: {'no others' if closed else 'the list is still open'}"
    name = name_of(judge, answer)
    return f"{name}: {shown(judge.value(question, row), item)}"


def contradiction_words(judge: Judge, found: Raised) -> str:
    """A contradiction with every fact of it quoted."""
    facts = [fact_words(judge, answer) for answer in found.answers]
    if found.worked_out:
        facts.append(f"worked out: {found.worked_out}")
    return f"{found.text} {'; '.join(f'{fact[:1].upper()}{fact[1:]}' for fact in facts)}."


def given_for(judge: Judge, answer: AnswerId) -> tuple[AnswerId, ...]:
    """The answers a person gave: behind a value that was worked out, its known inputs."""
    question, row = question_of(answer)
    item = judge.pack.questions[question]
    if not isinstance(item, Calculated) or answer in judge.facts.answers:
        return (answer,)
    known = (name for name in item.arguments if not judge.unknown(name, row))
    inputs = (given_for(judge, judge.answer_id(name, row)) for name in known)
    return tuple(dict.fromkeys(given for group in inputs for given in group))


_NAMED = 4
"""So many of the answers that a line waits for are named; the rest are counted."""


def waits_for(judge: Judge, ruling: Ruling) -> str:
    """What an undetermined line waits for, in words: quick, and not the smallest set."""
    names = list(dict.fromkeys(name_of(judge, a) for a in ruling.judged.wants))
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return "; ".join([*names[:_NAMED], *more])


def mark(ruling: Ruling) -> str:
    """The word of a ruling, in brackets, so that it is never colour alone."""
    return f"[{OUTCOME_WORDS[ruling.outcome]}]"


def carried_by(ruling: Ruling, judge: Judge) -> Iterator[str]:
    """What carried a line, or what it waits for."""
    judged = ruling.judged
    if judged.truth is Truth.UNKNOWN:
        yield f"waits for: {waits_for(judge, ruling)}"
    else:
        for answer in judged.because:
            documented = judge.facts.documented.issuperset(given_for(judge, answer))
            yield f"{fact_words(judge, answer)}{'' if documented else STATED}"


def why_asked(
    pack: Pack, judge: Judge, answer: AnswerId, standings: Iterable[Standing]
) -> list[str]:
    """What turns on a question, and what opened it."""
    question, row = question_of(answer)
    item = pack.questions[question]
    lines = [item.text]
    gate = judge.gate(question, row)
    if gate.because and gate.truth is Truth.TRUE:
        lines += ["Asked because:", *(f"  {fact_words(judge, other)}" for other in gate.because)]
    elif gate.truth is Truth.UNKNOWN:
        names = [name_of(judge, other) for other in gate.wants]
        lines += [
            f"It is not yet known whether this needs asking; that depends on: {'; '.join(names)}."
        ]
    turning = list(_turning(pack, question, standings))
    lines += (
        ["What turns on it:", *(f"  {line}" for line in turning)]
        if turning
        else ["Nothing of the chosen policies turns on it; it is kept for the record."]
    )
    return [*lines, *(f"Source: {cite}" for cite in item.cites)]


def _turning(pack: Pack, question: str, standings: Iterable[Standing]) -> Iterator[str]:
    chosen = {standing.policy.id: standing for standing in standings}
    group = pack.group_of(question)
    for use in uses(pack).get(question, ()) or (uses(pack).get(group.id, ()) if group else ()):
        yield from _use_words(pack, use, chosen)


def _use_words(pack: Pack, use: Use, chosen: dict[str, Standing]) -> Iterator[str]:
    match use.kind:
        case "criterion" if use.policy in chosen:
            ruling = chosen[use.policy].rulings[use.id]
            yield f"{use.policy}: {ruling.criterion.text} {mark(ruling)}"
        case "safeguard" | "flag" if use.policy in chosen:
            policy = chosen[use.policy].policy
            note = next(n for n in (*policy.safeguard, *policy.flag) if n.id == use.id)
            yield f"{use.policy}, {use.kind}: {note.text}"
        case "gate":
            yield f"whether to ask: {pack.questions[use.id].name}"
        case "section":
            section = next(section for section in pack.sections if section.id == use.id)
            yield f"whether to ask the section: {section.title}"
        case "calculation":
            yield f"worked out from it: {pack.questions[use.id].name}"
        case "sentence":
            yield "a sentence of the summary"
