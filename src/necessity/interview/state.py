"""One interview: the pack, the policies it is judged by, what was answered, and the place. Frozen.

Everything else is worked out from these: which questions stand, what is set aside, how each policy
stands. It is worked out once for each interview value, since none of it can change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from necessity.answers import Answer, AnswerId, question_of, row_id
from necessity.decide.contradictions import Raised, raised
from necessity.decide.facts import Facts
from necessity.decide.judge import Judge
from necessity.decide.ruling import Outcome, Standing, stand
from necessity.interview.relevance import needed
from necessity.logic import Truth
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Group, Item, Section


@dataclass(frozen=True, slots=True)
class Step:
    """One question as it stands in this interview, in this row."""

    id: AnswerId
    question: Item
    section: Section
    row: int | None
    gate: Truth
    """TRUE, or UNKNOWN: if it is unknown whether a question should be asked, it is asked."""
    needed: bool
    """Whether anything of the chosen policies still turns on it."""
    answer: Answer | None

    @property
    def text(self) -> str:
        """The prompt; a group is asked for another row."""
        return self.question.more if isinstance(self.question, Group) else self.question.text


@dataclass(frozen=True, kw_only=True)
class Interview:
    """The state of one interview."""

    pack: Pack
    policies: tuple[str, ...]
    answers: Mapping[AnswerId, Answer] = field(default_factory=dict)
    """Every answer given, those set aside too."""
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    minted: Mapping[str, int] = field(default_factory=dict)
    """The highest row number of each group so far."""
    place: AnswerId | None = None
    """Where the reviewer is; None is the end, where nothing is left to ask."""

    @cached_property
    def facts(self) -> Facts:
        """The answers without who, when and why."""
        values = {id_: answer.value for id_, answer in self.answers.items()}
        documented = frozenset(id_ for id_, answer in self.answers.items() if answer.rests_on)
        return Facts(values, self.rows, documented)

    @cached_property
    def judge(self) -> Judge:
        """The judge of these facts."""
        return Judge(self.pack, self.facts)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """What each chosen policy says."""
        return tuple(stand(self.pack.policies[id_], self.judge) for id_ in self.policies)

    @cached_property
    def contradictions(self) -> tuple[Raised, ...]:
        """Answers that cannot all be right."""
        return raised(self.judge)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The questions that something of the chosen policies still turns on."""
        return needed(self.pack, self.judge, self.standings)

    @property
    def settled(self) -> bool:
        """Whether no determination can change any more by answering what is missing."""
        return all(
            determination.outcome is not Outcome.UNDETERMINED
            for standing in self.standings
            for determination in standing.determinations
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every question whose gate is not shut, in order."""
        return tuple(self._walk())

    @cached_property
    def set_aside(self) -> dict[AnswerId, Answer]:
        """Answers behind a shut gate: kept, never counted, never exported."""
        return {id_: answer for id_, answer in self.answers.items() if self._shut(id_)}

    @cached_property
    def standing_answers(self) -> dict[AnswerId, Answer]:
        """The answers that count, in the order of the pack."""
        order = {step.id: index for index, step in enumerate(self.steps)}
        last = len(order)
        kept = (id_ for id_ in self.answers if id_ not in self.set_aside)
        return {
            id_: self.answers[id_] for id_ in sorted(kept, key=lambda id_: order.get(id_, last))
        }

    def step(self, id_: AnswerId) -> Step | None:
        """The step of that id, if its question stands."""
        return next((step for step in self.steps if step.id == id_), None)

    def _shut(self, id_: AnswerId) -> bool:
        question, row = question_of(id_)
        return self.judge.gate(question, row).truth is Truth.FALSE

    def _walk(self) -> Iterator[Step]:
        for section in self.pack.sections:
            for item in section.item:
                if isinstance(item, Group):
                    yield from self._rows(section, item)
                else:
                    yield from self._one(section, item, None)

    def _rows(self, section: Section, group: Group) -> Iterator[Step]:
        rows = self.rows.get(group.id, ())
        # The first row needs no "any other?": the question in front of the group asked for it.
        first = (self.minted.get(group.id, 0) + 1,)
        for row in rows or (() if self.facts.closed(group.id) else first):
            for item in group.item:
                yield from self._one(section, item, row)
        if rows:
            yield from self._one(section, group, None)

    def _one(self, section: Section, item: Item, row: int | None) -> Iterator[Step]:
        if isinstance(item, Calculated):
            return
        gate = self.judge.asks(item.id, row).truth
        if gate is not Truth.FALSE:
            id_ = AnswerId(item.id) if row is None else row_id(item.id, row)
            relevant = item.id in self.needed
            yield Step(id_, item, section, row, gate, relevant, self.answers.get(id_))
