"""Answers that cannot both be right. Pure.

A contradiction decides nothing: it is shown with both facts quoted, and a person finds out which
of them is right. It looks at what was answered even where the question no longer arises: that ILD
is absent, while an HRCT pattern was given before, is just what a reader must hear of.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from necessity.answers import AnswerId, Unknown, Value, question_of
from necessity.conditions import ids, parse
from necessity.decide.judge import Judge, Judged
from necessity.logic import Truth
from necessity.pack.model import Contradiction
from necessity.pack.questions import Calculated, Group
from necessity.pack.reading import shown


@dataclass(frozen=True, slots=True)
class Raised:
    """A contradiction of one case."""

    id: str
    """Its id in the pack, with the number of the row (`tx_ongoing#2`) in a list."""
    text: str
    answers: tuple[AnswerId, ...]
    """The answers that are quoted."""
    worked_out: str = ""
    """Of a value that was given although it can be worked out: what the answers lead to."""


class AsAnswered(Judge):
    """Counts every answer, whether or not its question still arises."""

    def __init__(self, judge: Judge) -> None:
        super().__init__(judge.pack, judge.facts)
        self._counting = judge

    def gate(self, question: str, row: int | None = None) -> Judged:
        """Open for what was answered."""
        answered = self.answer_id(question, row) in self.facts.answers
        answered = answered or bool(self.facts.rows.get(question))
        return Judged(Truth.TRUE) if answered else self._counting.gate(question, row)

    def value(self, question: str, row: int | None = None) -> Value | Unknown:
        """A value that is worked out rests on the answers that count."""
        if isinstance(self.pack.questions[question], Calculated):
            return self._counting.value(question, row)
        return super().value(question, row)


def raised(judge: Judge) -> tuple[Raised, ...]:
    """Every contradiction of a case, in the order of the pack; overrides that differ last."""
    found = AsAnswered(judge)
    listed = (each for one in judge.pack.contradictions for each in _of(one, found))
    return (*listed, *_overrides(judge))


def _of(contradiction: Contradiction, judge: AsAnswered) -> Iterator[Raised]:
    rows = judge.facts.rows.get(contradiction.each, ()) if contradiction.each else (None,)
    for row in rows:
        if judge.judge(parse(contradiction.when), row).truth is Truth.TRUE:
            id_ = contradiction.id if row is None else f"{contradiction.id}#{row}"
            yield Raised(id_, contradiction.text, tuple(_quoted(contradiction, judge, row)))


def _quoted(contradiction: Contradiction, judge: AsAnswered, row: int | None) -> Iterator[AnswerId]:
    """The facts it quotes, those that are known; of a list, its rows' answers."""
    named = contradiction.facts or sorted(
        ids(parse(contradiction.when)), key=lambda id_: judge.pack.position[id_]
    )
    for question in named:
        grouped = question in judge.pack.grouped
        if isinstance(judge.pack.questions[question], Group):
            continue
        group = judge.pack.grouped.get(question, "")
        inside = (row,) if row is not None or not grouped else judge.facts.rows.get(group, ())
        for number in inside:
            if not isinstance(judge.value(question, number), Unknown):
                yield judge.answer_id(question, number)


def _overrides(judge: Judge) -> Iterator[Raised]:
    """A value that was given in place of one that the answers lead to, and differs from it."""
    for answer, value in judge.facts.answers.items():
        question, row = question_of(answer)
        item = judge.pack.questions.get(question)
        if isinstance(item, Calculated) and not isinstance(value, Unknown):
            without = Judge(judge.pack, judge.facts.without(answer)).value(question, row)
            if not isinstance(without, Unknown) and without != value:
                words = shown(without, item)
                yield Raised(f"given.{answer}", _GIVEN, (answer,), words)


_GIVEN = "A value was given that differs from what the other answers lead to."
