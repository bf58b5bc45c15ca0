"""What an edge may be of: lines, safeguards, flags, gates, sentences, contradictions. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from necessity.answers import Unknown, write
from necessity.conditions import parse
from necessity.decide.contradictions import AsAnswered
from necessity.decide.judge import Judge
from necessity.decide.ruling import rule
from necessity.edges.reading import NOTHING, Came
from necessity.logic import Truth
from necessity.pack.model import Pack, Policy
from necessity.pack.problems import begun
from necessity.pack.questions import Calculated


@dataclass(frozen=True, slots=True)
class Place:
    """Something of a pack that comes out true, false or unknown."""

    name: str
    """As an edge names it: "criterion fda-label adult", "gate ild.course"."""
    file: str
    text: str = ""
    """Its condition; "" for a line made of other lines."""
    row: str = ""
    """It speaks of the first row of this group."""
    policy: Policy | None = None
    line: str = ""
    """Of a criterion: its id in the policy."""
    as_answered: bool = False
    calculated: str = ""
    """The question whose value is worked out."""

    def came(self, judge: Judge) -> Came:
        """What comes of it: a truth, or of what is worked out its text."""
        if not self.calculated:
            return self.truth(judge)
        row = 1 if self.calculated in judge.pack.grouped else None
        value = judge.counted(self.calculated, row)
        return NOTHING if isinstance(value, Unknown) else write(value)

    def truth(self, judge: Judge) -> Truth:
        """How it comes out."""
        if self.policy is not None and self.line:
            return rule(self.policy, self.line, judge).judged.truth
        if self.as_answered:
            judge = AsAnswered(judge)
        rows = judge.facts.rows.get(self.row, ()) if self.row else (None,)
        return judge.judge(parse(self.text), rows[0]).truth if rows else Truth.UNKNOWN


def places(pack: Pack) -> dict[str, Place]:
    """All of a pack by name. Policies that take documented answers alone are left out."""
    return {one.name: one for one in (*_gates(pack), *_of_policies(pack), *_others(pack))}


def _gates(pack: Pack) -> Iterator[Place]:
    for section in pack.sections:
        if section.enable_when:
            yield Place(f"section {section.id}", f"{section.id}.toml", section.enable_when)
    for section, item in pack.walk():
        if item.enable_when:
            row = pack.grouped.get(item.id, "")
            yield Place(f"gate {item.id}", f"{section.id}.toml", item.enable_when, row)
        if isinstance(item, Calculated):
            yield Place(f"value {item.id}", f"{section.id}.toml", calculated=item.id)


def _of_policies(pack: Pack) -> Iterator[Place]:
    for policy in pack.policies.values():
        file = f"policies/{policy.id}.toml"
        if policy.documented_only:  # an edge cannot say what an answer rests on
            continue
        for line in policy.criterion:
            name = f"criterion {policy.id} {line.id}"
            yield Place(name, file, line.met_when, policy=policy, line=line.id)
        for kind, notes in (("safeguard", policy.safeguard), ("flag", policy.flag)):
            for note in notes:
                yield Place(f"{kind} {policy.id} {note.id}", file, note.met_when)
                if note.applies_when:
                    name = f"{kind} {policy.id} {note.id} applies"
                    yield Place(name, file, note.applies_when)


def _others(pack: Pack) -> Iterator[Place]:
    for say in pack.assessment.say:
        if say.when:
            words = say.claim or say.rulings or begun(say.fact)
            yield Place(f"sentence {say.under} {words}", "assessment.toml", say.when)
    for one in pack.contradictions:
        file = "contradictions.toml"
        yield Place(f"contradiction {one.id}", file, one.when, one.each, as_answered=True)
