"""A policy and the facts to a tree of rulings and its determinations. Pure.

A determination never approves or denies. `NOT_MET` means: for a physician reviewer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from necessity.answers import AnswerId
from necessity.conditions import parse
from necessity.decide.judge import Judge, Judged, joined
from necessity.logic import Truth, all_of, any_of
from necessity.pack.model import Criterion, DeterminationSpec, Note, Policy


class Outcome(StrEnum):
    """How a determination came out."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


OUTCOMES = {
    Truth.TRUE: Outcome.MET,
    Truth.FALSE: Outcome.NOT_MET,
    Truth.UNKNOWN: Outcome.UNDETERMINED,
}
OUTCOME_WORDS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not met",
    Outcome.UNDETERMINED: "cannot be decided yet",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """How one line of a policy came out, with the lines below it."""

    criterion: Criterion
    judged: Judged
    parts: tuple["Ruling", ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The criterion's word for it."""
        return OUTCOMES[self.judged.truth]


@dataclass(frozen=True, slots=True)
class NoteRuling:
    """How a safeguard or a flag came out."""

    note: Note
    judged: Judged
    applies: Truth

    @property
    def carried(self) -> bool:
        """A safeguard: it applies and is not known to be met, so it is a condition."""
        return self.applies is Truth.TRUE and self.judged.truth is not Truth.TRUE

    @property
    def raised(self) -> bool:
        """A flag: it applies and is met."""
        return self.applies is Truth.TRUE and self.judged.truth is Truth.TRUE


@dataclass(frozen=True, slots=True)
class Determination:
    """What a policy says of a case to one of its questions."""

    policy: str
    spec: DeterminationSpec
    ruling: Ruling
    conditions: tuple[NoteRuling, ...] = ()
    """Of a met one: safeguards to see to. Empty for the others."""

    @property
    def id(self) -> str:
        """Its id in the policy."""
        return self.spec.id

    @property
    def outcome(self) -> Outcome:
        """met, not_met or undetermined."""
        return self.ruling.outcome

    @property
    def because(self) -> tuple[AnswerId, ...]:
        """The answers that carry it."""
        return self.ruling.judged.because

    @property
    def words(self) -> str:
        """The recommended wording; never an approval, never a denial."""
        if self.outcome is Outcome.MET:
            return "criteria met, with conditions" if self.conditions else "criteria met"
        if self.outcome is Outcome.NOT_MET:
            return "criteria not met: for a physician reviewer"
        return "cannot be decided yet"


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything one policy says of a case."""

    policy: Policy
    judge: Judge
    """Who judged: a policy that takes only documented answers has a judge of its own."""
    determinations: tuple[Determination, ...]
    rulings: Mapping[str, Ruling]
    """Every criterion of the policy by id, those under no determination too."""
    safeguards: tuple[NoteRuling, ...] = ()
    flags: tuple[NoteRuling, ...] = field(default=())

    @property
    def raised(self) -> tuple[NoteRuling, ...]:
        """The flags that are up."""
        return tuple(flag for flag in self.flags if flag.raised)


def stand(policy: Policy, judge: Judge) -> Standing:
    """Judge every line of a policy."""
    if policy.documented_only:
        judge = Judge(judge.pack, judge.facts.documented_only())
    rulings: dict[str, Ruling] = {}
    for criterion in policy.criterion:
        _rule(criterion.id, policy, judge, rulings)
    safeguards = tuple(_note(note, judge) for note in policy.safeguard)
    conditions = tuple(note for note in safeguards if note.carried)
    determinations = tuple(
        Determination(
            policy.id,
            spec,
            rulings[spec.criterion],
            conditions if rulings[spec.criterion].outcome is Outcome.MET else (),
        )
        for spec in policy.determination
    )
    flags = tuple(_note(note, judge) for note in policy.flag)
    return Standing(policy, judge, determinations, rulings, safeguards, flags)


def rule(policy: Policy, criterion: str, judge: Judge) -> Ruling:
    """Judge one line of a policy, with the lines below it."""
    return _rule(criterion, policy, judge, {})


def _rule(id_: str, policy: Policy, judge: Judge, rulings: dict[str, Ruling]) -> Ruling:
    if id_ not in rulings:
        criterion = policy.criteria[id_]
        if criterion.met_when:
            rulings[id_] = Ruling(criterion, judge.judge(parse(criterion.met_when)))
        else:
            named = criterion.all_of or criterion.any_of
            parts = tuple(_rule(part, policy, judge, rulings) for part in named)
            join = all_of if criterion.all_of else any_of
            found = join(part.judged.truth for part in parts)
            rulings[id_] = Ruling(criterion, joined(found, (part.judged for part in parts)), parts)
    return rulings[id_]


def _note(note: Note, judge: Judge) -> NoteRuling:
    return NoteRuling(note, judge.text(note.met_when), judge.text(note.applies_when).truth)


def conditions(standing: Standing) -> tuple[NoteRuling, ...]:
    """The safeguards that whatever is met carries; none where nothing is met."""
    return next((d.conditions for d in standing.determinations if d.conditions), ())
