"""Single sentences of a summary: a fact, a ruling, a claim. Fills the numbering; otherwise pure."""

from collections.abc import Iterator

from necessity.answers import AnswerId, Unknown, question_of
from necessity.case.giving import by_whom
from necessity.case.model import Case
from necessity.citations import Numbering
from necessity.decide.explain import fact_words, given_for, row_name, waits_for
from necessity.decide.ruling import OUTCOME_WORDS, Outcome, Ruling, Standing
from necessity.interview.state import Interview
from necessity.logic import Truth
from necessity.pack.model import Criterion, Note, Say
from necessity.pack.reading import shown
from necessity.pack.uses import PLACEHOLDER
from necessity.summary.model import Sentence
from necessity.visible import visible


class Writer:
    """Writes sentences about one interview, numbering what they cite."""

    def __init__(self, interview: Interview, case: Case) -> None:
        self.interview = interview
        self.case = case
        self.pack = interview.pack
        self.judge = interview.judge
        self.numbers = Numbering(interview.pack)
        self.said: set[AnswerId] = set()
        """Answers that a fact has told: what carries a ruling is not told again below."""

    # -- facts ------------------------------------------------------------------------------

    def fact(self, text: str, answers: tuple[AnswerId, ...], depth: int = 0) -> Sentence:
        """A sentence about these answers, with their records."""
        behind = (given_for(self.judge, answer) for answer in answers)
        given = tuple(dict.fromkeys(answer for group in behind for answer in group))
        self.said.update(answers)
        records = [
            record
            for answer in given
            if answer in self.interview.answers
            for record in self.interview.answers[answer].rests_on
        ]
        bare = any(
            answer not in self.interview.answers or not self.interview.answers[answer].rests_on
            for answer in given
        )
        numbers = tuple(self.numbers.record(record) for record in dict.fromkeys(records))
        by = visible(by_whom(self.interview, given))
        return Sentence(
            kind="fact",
            text=f"{text} {by}" if by and by not in text else text,
            records=numbers,
            stated=bare or not numbers,
            depth=depth,
            answers=tuple(answers),
        )

    def template(self, say: Say, row: int | None = None) -> Sentence | None:
        """A fact sentence with its placeholders filled.

        None when one of them has no answer or was worked out from none, or when every one of them
        was told before.
        """
        questions = PLACEHOLDER.findall(say.fact)
        answers = tuple(self.judge.answer_id(question, row) for question in questions)
        values = {question: self.judge.counted(question, row) for question in questions}
        if self.said.issuperset(answers) or any(isinstance(v, Unknown) for v in values.values()):
            return None
        if not all(given_for(self.judge, answer) for answer in answers):
            return None  # a score of nothing that is recorded
        words = {name: shown(value, self.pack.questions[name]) for name, value in values.items()}
        # in one pass: words that a person typed are never taken for a placeholder
        return self.fact(PLACEHOLDER.sub(lambda found: words[found[1]], say.fact), answers)

    # -- claims -----------------------------------------------------------------------------

    def claim(self, id_: str) -> Sentence:
        """A sentence of the literature with its population and its caveat."""
        claim = self.pack.claims[id_]
        population = f" Population: {claim.population.rstrip('.')}." if claim.population else ""
        caveat = f" Caveat: {claim.caveat}" if claim.caveat else ""
        unverified = " Not all of its figures were seen in the source." * (
            claim.verified in {"partial", "secondary"}
        )
        return Sentence(
            kind="claim",
            text=f"{claim.says}{population}{caveat}{unverified}",
            references=tuple(self.numbers.reference(source) for source in claim.sources),
        )

    # -- rulings ----------------------------------------------------------------------------

    def line(self, standing: Standing, of: Criterion | Note, text: str, depth: int = 0) -> Sentence:
        """A sentence that rests on one line of a policy."""
        return Sentence(
            kind="ruling",
            text=text,
            lines=(self.numbers.letter(standing.policy, of),),
            references=self.numbers.literature(standing.policy, of),
            depth=depth,
        )

    def rulings(self, standing: Standing, ruling: Ruling, depth: int = 0) -> Iterator[Sentence]:
        """A criterion, how it came out, what carried it, and the lines below it that matter."""
        criterion = ruling.criterion
        word = OUTCOME_WORDS[ruling.outcome].capitalize()
        text = f"{word}: {criterion.text}."
        if ruling.outcome is Outcome.NOT_MET and criterion.not_met:
            text = f"{text} {criterion.not_met}"
        if ruling.outcome is Outcome.UNDETERMINED and not ruling.parts:
            text = f"{text} It waits for: {waits_for(standing.judge, ruling)}."
        yield self.line(standing, criterion, text, depth)
        for part in _that_matter(ruling):
            yield from self.rulings(standing, part, depth + 1)
        if not ruling.parts and ruling.judged.truth is not Truth.UNKNOWN:
            yield from self.carriers(ruling.judged.because, depth + 1)

    def carriers(self, because: tuple[AnswerId, ...], depth: int) -> Iterator[Sentence]:
        """The facts that carried a line; those of one row in one sentence."""
        rows: dict[tuple[str, int | None], list[AnswerId]] = {}
        for answer in because:
            question, row = question_of(answer)
            rows.setdefault((question.partition(".")[0] if row else question, row), []).append(
                answer
            )
        for (group, row), answers in rows.items():
            words = self._row(group, row, answers) if row else fact_words(self.judge, answers[0])
            yield self.fact(f"{words[:1].upper()}{words[1:]}.", tuple(answers), depth)

    def _row(self, group: str, row: int, answers: list[AnswerId]) -> str:
        """One row: its first answer names it, the others say what of it counts."""
        first = self.pack.groups[group].item[0].id
        label = row_name(self.judge, first, row)
        told = []
        for answer in answers:
            question = question_of(answer)[0]
            if question != first:
                item = self.pack.questions[question]
                told.append(f"{item.name}: {shown(self.judge.value(question, row), item)}")
        return f"{label}; {'; '.join(told)}" if told else label


def _that_matter(ruling: Ruling) -> tuple[Ruling, ...]:
    """Of `any of` lines that came out met only those that are met; otherwise all lines."""
    if ruling.criterion.any_of and ruling.outcome is Outcome.MET:
        return tuple(part for part in ruling.parts if part.outcome is Outcome.MET)
    return ruling.parts
