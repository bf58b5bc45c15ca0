"""What must be possible, each thing with how the engine shows it and how the solver is asked. Pure.

`shown` is the proof: an interview of the engine in which it is so. `goal` only guides the search.
"""

from dataclasses import dataclass
from typing import Protocol

from necessity.answers import AnswerId, row_id
from necessity.conditions import parse
from necessity.decide.contradictions import AsAnswered
from necessity.decide.ruling import OUTCOMES, Standing
from necessity.interview.state import Interview
from necessity.logic import Truth
from necessity.pack.model import Pack, Policy
from necessity.pack.questions import Calculated
from necessity.prove.conditions import Flow, Written
from necessity.prove.solver import Term, both, no
from necessity.prove.truths import Pair, Truths
from necessity.prove.world import World

WORDS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}


class Target(Protocol):
    """One thing that must be possible."""

    @property
    def claim(self) -> str:
        """The claim it belongs to."""

    @property
    def words(self) -> str:
        """It, in words, after "can"."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The conditions it turns on."""

    def shown(self, interview: Interview) -> bool:
        """Whether this interview shows it."""

    def goal(self, world: World) -> Term:
        """The same, of a case with every answer left open."""


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a policy comes out so."""

    policy: Policy
    criterion: str
    truth: Truth
    determination: str = ""
    """Of a determination: its id."""

    @property
    def claim(self) -> str:
        """The claim it belongs to."""
        return "determinations" if self.determination else "criteria"

    @property
    def words(self) -> str:
        """It, in words."""
        asked = f"determination {self.determination}" if self.determination else ""
        name = asked or self.criterion
        return f"{self.policy.id} {name}: {str(OUTCOMES[self.truth]).replace('_', ' ')}"

    @property
    def texts(self) -> tuple[str, ...]:
        """The conditions it turns on."""
        found, waiting = [], [self.criterion]
        while waiting:
            line = self.policy.criteria[waiting.pop(0)]
            found += [line.met_when] if line.met_when else []
            waiting += line.all_of or line.any_of
        return tuple(dict.fromkeys(found))

    def shown(self, interview: Interview) -> bool:
        """Whether this interview shows it."""
        standing = _standing(interview, self.policy)
        return standing.rulings[self.criterion].judged.truth is self.truth

    def goal(self, world: World) -> Term:
        """The same, of a case with every answer left open."""
        return side(Truths(world).line(self.policy, self.criterion), self.truth)


@dataclass(frozen=True, eq=False)
class Side:
    """A condition comes out so, in some row where it speaks of one."""

    written: Written
    truth: Truth

    @property
    def claim(self) -> str:
        """The claim it belongs to."""
        return "conditions"

    @property
    def words(self) -> str:
        """It, in words."""
        return f"{self.written.kind} of {self.written.name}: {WORDS[self.truth]}"

    @property
    def texts(self) -> tuple[str, ...]:
        """The conditions it turns on."""
        return (self.written.text,)

    def shown(self, interview: Interview) -> bool:
        """Whether this interview shows it."""
        judge = interview.judge
        if self.written.as_answered:
            judge = AsAnswered(judge)
        rows = interview.facts.rows.get(self.written.row, ()) if self.written.row else (None,)
        condition = parse(self.written.text)
        return any(judge.judge(condition, row).truth is self.truth for row in rows)

    def goal(self, world: World) -> Term:
        """The same, of a case with every answer left open."""
        row = 1 if self.written.row else None
        there = world.there(self.written.row, 1) if self.written.row else True
        truths = Truths(world, as_answered=self.written.as_answered)
        return both([there, side(truths.text(self.written.text, row), self.truth)])


@dataclass(frozen=True, eq=False)
class Asked:
    """A question is asked: its gate is open, something turns on it, and it has no answer yet.

    One that is kept for the record (`context`) need not come up by itself: it stands in the list.
    """

    pack: Pack
    question: str

    @property
    def claim(self) -> str:
        """The claim it belongs to."""
        return "questions"

    @property
    def words(self) -> str:
        """It, in words."""
        return f"{self.question}: asked"

    @property
    def texts(self) -> tuple[str, ...]:
        """The conditions it turns on."""
        return self.pack.gates[self.question]

    def shown(self, interview: Interview) -> bool:
        """Whether this interview shows it."""
        return any(
            step.question.id == self.question
            and step.gate is Truth.TRUE
            and (step.needed or step.question.context)
            and step.answer is None
            for step in interview.steps
        )

    def goal(self, world: World) -> Term:
        """The same, of a case with every answer left open."""
        group = self.pack.grouped.get(self.question, "")
        row = 1 if group else None
        is_list = self.question in self.pack.groups
        there = world.there(group or self.question, 1) if group or is_list else True
        open_ = world.closed(self.question) if is_list else no(self._empty(world, row))
        return both([there, no(open_), Truths(world).gate(self.question, row)[0]])

    def _empty(self, world: World, row: int | None) -> Term:
        return world.place(self.question, row).picks[0]

    def answers(self, interview: Interview) -> tuple[AnswerId, ...]:
        """The answers to it in this interview whose gate is open."""
        group = self.pack.grouped.get(self.question, "")
        rows = interview.facts.rows.get(group, ()) if group else (None,)
        ids = (
            AnswerId(self.question) if row is None else row_id(self.question, row) for row in rows
        )
        gate = interview.judge.gate
        return tuple(
            id_
            for id_, row in zip(ids, rows, strict=True)
            if id_ in interview.answers and gate(self.question, row).truth is Truth.TRUE
        )


def side(pair: Pair, truth: Truth) -> Term:
    """The formula under which a pair comes to this truth."""
    if truth is Truth.UNKNOWN:
        return both([no(pair[0]), no(pair[1])])
    return pair[0] if truth is Truth.TRUE else pair[1]


def targets(flow: Flow) -> tuple[Target, ...]:
    """Everything that must be possible in a pack."""
    pack = flow.pack
    found: list[Target] = [
        Asked(pack, item.id) for item in pack.questions.values() if not isinstance(item, Calculated)
    ]
    for policy in pack.policies.values():
        # no answers file can say what an answer rests on: see `EXCEPT`
        if policy.documented_only:
            continue
        found += [Line(policy, line.id, truth) for line in policy.criterion for truth in Truth]
        found += [
            Line(policy, asked.criterion, truth, asked.id)
            for asked in policy.determination
            for truth in Truth
        ]
    return (*found, *(Side(one, t) for one in flow.conditions for t in (Truth.TRUE, Truth.FALSE)))


def _standing(interview: Interview, policy: Policy) -> Standing:
    return next(each for each in interview.standings if each.policy.id == policy.id)
