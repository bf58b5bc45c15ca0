"""An interview and its case to a Summary. The narrative is the pack's; the rest is here. Pure."""

from collections.abc import Iterator

from necessity.answers import AnswerId, Unknown, question_of
from necessity.case.model import Case
from necessity.case.verify import head_words
from necessity.citations import vancouver
from necessity.decide.explain import contradiction_words, fact_words, given_for, name_of
from necessity.decide.needed_by import needed_by
from necessity.decide.outlook import TAKES, UNANSWERED, changes, sets_needed
from necessity.decide.ruling import (
    OUTCOME_WORDS,
    Determination,
    Outcome,
    Ruling,
    Standing,
    conditions,
)
from necessity.interview.state import Interview
from necessity.logic import Truth
from necessity.pack.model import Heading, Say
from necessity.pack.questions import Calculated
from necessity.pack.reading import shown
from necessity.summary.model import CitedRecord, FactTable, Part, Sentence, Summary
from necessity.summary.opinions import determined, judged
from necessity.summary.sentences import Writer
from necessity.visible import visible

_SEVERAL = 2
"""From so many policies on it is worth saying which of them needs what."""
ANSWER = "answer"
"""The heading under which the direct answer is printed."""


def build(interview: Interview, case: Case) -> Summary:
    """Write the whole summary; the same interview and case always give the same one."""
    writer = Writer(interview, case)
    parts = [
        Part(id=heading.id, title=heading.title, sentences=tuple(_under(heading, writer)))
        for heading in interview.pack.assessment.heading
    ]
    if ANSWER not in {part.id for part in parts}:
        parts.insert(0, Part(id=ANSWER, title="Answer", sentences=tuple(_answer(writer))))
    parts += [
        Part(id="missing", title="What is still needed", sentences=tuple(_missing(writer))),
        Part(id="changes", title="What would change it", sentences=tuple(_changes(writer))),
        Part(id="matrix", title="Policies", sentences=tuple(_matrix(writer))),
        Part(id="conclusion", title="Conclusion", sentences=tuple(_conclusion(writer))),
        Part(id="reviewer", title="The reviewer's determination", sentences=tuple(_own(writer))),
        Part(id="appendix", title="Answers set aside", sentences=tuple(_set_aside(writer))),
        Part(id="contradictions", title="Contradictions", sentences=tuple(_contradicted(writer))),
        Part(id="calculations", title="Calculations", sentences=tuple(_calculations(writer))),
    ]
    numbers = writer.numbers
    sources = interview.pack.sources
    return Summary(
        case=case.id,
        title=interview.pack.title,
        pack=f"{interview.pack.id} {interview.pack.version}",
        status=case.status_words,
        log=head_words(case),
        parts=tuple(part for part in parts if part.sentences),
        facts=_facts(writer),
        policies=tuple((letter, line) for line, letter in numbers.lines.items()),
        references=tuple(
            (number, sources[id_], vancouver(sources[id_]))
            for id_, number in numbers.references.items()
        ),
        records=tuple(
            CitedRecord(number=number, text=_record(case, id_))
            for id_, number in numbers.records.items()
        ),
    )


def _under(heading: Heading, writer: Writer) -> Iterator[Sentence]:
    if heading.id == ANSWER:
        yield from _answer(writer)
    for say in writer.pack.assessment.say:
        if say.under == heading.id and writer.judge.text(say.when).truth is Truth.TRUE:
            yield from _say(say, writer)


def _say(say: Say, writer: Writer) -> Iterator[Sentence]:
    if say.claim:
        yield writer.claim(say.claim)
    elif say.rulings:
        for standing in writer.interview.standings:
            if say.rulings in standing.rulings:
                yield from writer.rulings(standing, standing.rulings[say.rulings])
    else:
        rows = writer.interview.rows.get(say.each, ()) if say.each else (None,)
        sentences = (writer.template(say, row) for row in rows)
        yield from (sentence for sentence in sentences if sentence)


def _determinations(writer: Writer) -> Iterator[tuple[Standing, Determination]]:
    for standing in writer.interview.standings:
        for determination in standing.determinations:
            yield standing, determination


def _answer(writer: Writer) -> Iterator[Sentence]:
    for standing in writer.interview.standings:
        for determination in standing.determinations:
            words = determination.words
            text = f"{determination.spec.asks} {words[:1].upper()}{words[1:]}."
            yield writer.line(standing, determination.ruling.criterion, text)
        for safeguard in conditions(standing):
            text = f"Condition: {safeguard.note.otherwise}"
            yield writer.line(standing, safeguard.note, text, 1)
        for flag in standing.raised:
            yield writer.line(standing, flag.note, f"Note: {flag.note.text}", 1)


def _missing(writer: Writer) -> Iterator[Sentence]:
    for standing, determination in _determinations(writer):
        if determination.outcome is Outcome.UNDETERMINED:
            line = determination.ruling.criterion
            first, *others = sets_needed(standing, determination)
            text = f"{determination.spec.asks} Still needed: {first}."
            yield writer.line(standing, line, text)
            for words in others:
                yield writer.line(standing, line, f"Or instead: {words}.", 1)


def _changes(writer: Writer) -> Iterator[Sentence]:
    """Of what is decided: that nothing unanswered can change it, and of a refusal what could."""
    for standing, determination in _determinations(writer):
        if determination.outcome is Outcome.UNDETERMINED:
            continue
        line = determination.ruling.criterion
        words = determination.words
        text = f"{determination.spec.asks} {words[:1].upper()}{words[1:]}. {UNANSWERED}"
        yield writer.line(standing, line, text)
        if determination.outcome is Outcome.NOT_MET:
            for by, found in changes(standing, determination).items():
                for change in found:
                    yield writer.line(standing, line, f"{TAKES[by]}: {change}.", 1)


def _matrix(writer: Writer) -> Iterator[Sentence]:
    told = {say.rulings for say in writer.pack.assessment.say}
    for standing, determination in _determinations(writer):
        words = OUTCOME_WORDS[determination.outcome].capitalize()
        text = f"{standing.policy.title}. {determination.spec.asks} {words}."
        yield writer.line(standing, determination.ruling.criterion, text)
        if determination.spec.criterion not in told:
            yield from _deciding(writer, standing, determination.ruling)


def _deciding(writer: Writer, standing: Standing, ruling: Ruling) -> Iterator[Sentence]:
    """The lines that made a policy come out as it did, where no heading tells them."""
    if ruling.parts:
        for part in ruling.parts:
            if part.outcome is ruling.outcome:
                yield from _deciding(writer, standing, part)
    else:
        yield from writer.rulings(standing, ruling, 1)


def _conclusion(writer: Writer) -> Iterator[Sentence]:
    for standing, determination in _determinations(writer):
        text = f"{determination.ruling.criterion.text}: {determination.words}. A person decides."
        yield writer.line(standing, determination.ruling.criterion, text)


def _own(writer: Writer) -> Iterator[Sentence]:
    yield from determined(writer)
    yield from judged(writer)
    for answer in writer.interview.standing_answers.values():
        if answer.note:
            name = name_of(writer.judge, answer.id)
            yield Sentence(kind="reviewer", text=visible(f"On {name}: {answer.note}"))


def _set_aside(writer: Writer) -> Iterator[Sentence]:
    for id_, answer in writer.interview.set_aside.items():
        question = writer.pack.questions[question_of(id_)[0]]
        name = name_of(writer.judge, id_)
        words = shown(answer.value, question)
        text = f"Set aside, as the question no longer arises: {name}: {words}."
        yield writer.fact(visible(text), (id_,))


def _contradicted(writer: Writer) -> Iterator[Sentence]:
    for found in writer.interview.contradictions:
        yield writer.fact(visible(contradiction_words(writer.judge, found)), found.answers)


def _calculations(writer: Writer) -> Iterator[Sentence]:
    """What was worked out, by rule: the results, their inputs, and what of it is unverified."""
    rules: dict[str, list[tuple[Calculated, AnswerId]]] = {}
    for item, answer in _worked_out(writer):
        rules.setdefault(item.calculation.source, []).append((item, answer))
    for source, found in rules.items():
        yield _by_rule(writer, source, found)


def _worked_out(writer: Writer) -> Iterator[tuple[Calculated, AnswerId]]:
    judge, pack = writer.judge, writer.pack
    for item in pack.questions.values():
        group = pack.grouped.get(item.id)
        for row in writer.interview.rows.get(group, ()) if group else (None,):
            answer = judge.answer_id(item.id, row)
            if not isinstance(item, Calculated) or answer in judge.facts.answers:
                continue
            # a score that counts what is unknown as absent says nothing where nothing is recorded
            if given_for(judge, answer) and not isinstance(judge.counted(item.id, row), Unknown):
                yield item, answer


def _by_rule(writer: Writer, source: str, found: list[tuple[Calculated, AnswerId]]) -> Sentence:
    judge = writer.judge
    results = "; ".join(fact_words(judge, answer) for _, answer in found)
    given = (known for _, answer in found for known in given_for(judge, answer))
    inputs = "; ".join(fact_words(judge, known) for known in dict.fromkeys(given))
    rules = ", ".join(
        dict.fromkeys(f"{i.calculation.name} {i.calculation.version}" for i, _ in found)
    )
    memory = dict.fromkeys(i.calculation.unverified.rstrip(".") for i, _ in found)
    unverified = "".join(f" Not verified: {text}." for text in memory if text)
    text = f"{results}. From: {inputs}. Rules: {rules}. {source.rstrip('.')}.{unverified}"
    answers = tuple(answer for _, answer in found)
    return writer.fact(visible(f"{text[:1].upper()}{text[1:]}"), answers)


def _facts(writer: Writer) -> FactTable | None:
    """Which policy needs which fact, where there are several policies."""
    standings = writer.interview.standings
    if len(standings) < _SEVERAL:
        return None
    rows = needed_by(standings)
    return FactTable(
        policies=tuple(standing.policy.id for standing in standings),
        rows=tuple((row.name, tuple(str(need) for need in row.needs)) for row in rows),
    )


def _record(case: Case, id_: str) -> str:
    for record in case.records:
        dated = f", {record.dated:%d %b %Y}" if record.dated else ""
        if record.id == id_:
            return visible(f"{record.title}{dated}")
        for excerpt in record.excerpt:
            if excerpt.id == id_:
                at = f", {excerpt.at}" if excerpt.at else ""
                return visible(f'{record.title}{dated}{at}: "{excerpt.quote}"')
    return visible(f"{id_} (named by the case, not described in it)")
