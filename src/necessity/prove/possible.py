"""What must be possible: claim by claim, what the examples show and what was searched for."""

from collections.abc import Callable
from pathlib import Path

from necessity.pack.model import Pack
from necessity.pack.questions import Calculated
from necessity.pack.uses import uses
from necessity.prove.conditions import Flow
from necessity.prove.pool import Pool
from necessity.prove.report import Claim, Failure
from necessity.prove.samples import Samples
from necessity.prove.search import Search
from necessity.prove.targets import Asked, Line, Target
from necessity.prove.witness import Witness, expecting

Clock = Callable[[], float]
"""Seconds, from anywhere."""
TITLES = {
    "questions": "every question can be asked",
    "conditions": "no condition is constant: each can be true and can be false",
    "criteria": "every criterion can be met, not met and undetermined",
    "determinations": "every determination has all its outcomes",
}


class Possible:
    """The claims that something can be."""

    def __init__(self, flow: Flow, pool: Pool, clock: Clock, *, solver: bool) -> None:
        self.flow, self.pool, self.clock, self.solver = flow, pool, clock, solver
        self.claims = {id_: Claim(id_, words) for id_, words in TITLES.items()}
        for target in pool.open:
            self.claims[target.claim].of += 1
        self._used = _needed_by_something(flow.pack)
        self._since = clock()

    def look(self, root: Path) -> None:
        """Look at the examples first, then search for what they do not show."""
        self.pool.examples(root)
        self._credit("an example")
        self._spend(self.claims["conditions"])
        self.pool.without_answers()
        self._credit("an example less one answer")
        self._spend(self.claims["questions"])
        if self.solver:
            self._search()
        for target in self.pool.open:
            failure = Failure(f"not shown: {target.words}", proved=False)
            self.claims[target.claim].failures.append(failure)
        self._never_by_itself(self.claims["questions"])

    def _spend(self, claim: Claim) -> None:
        """The time since the last one is this claim's."""
        now = self.clock()
        claim.seconds += now - self._since
        self._since = now

    def _credit(self, method: str) -> None:
        """Count what was shown since the last count."""
        for claim in self.claims.values():
            shown = sum(target.claim == claim.id for target in self.pool.shown)
            if shown > claim.shown:
                claim.by(method, shown - claim.shown)

    def _search(self) -> None:
        search = Search(self.flow, Samples(self.flow, self.pool.facts()))
        for target in list(self.pool.open):
            if target not in self.pool.open:
                continue
            found = search.find(target)
            if found.case is not None:
                self.pool.add(self._with_outcome(target, found.case))
                self._credit(found.how)
                if "in its place" in found.how:
                    note = f"Only with a value typed in place of a worked-out one: {target.words}."
                    self.claims[target.claim].notes.append(note)
            else:
                self.pool.open.remove(target)
                failure = self._failure(search, target, impossible=found.impossible)
                self.claims[target.claim].failures.append(failure)
            self._spend(self.claims[target.claim])

    def _failure(self, search: Search, target: Target, *, impossible: bool) -> Failure:
        if not impossible and isinstance(target, Asked) and target.question not in self._used:
            words = f"{target.question} is never asked: nothing needs it"
            return Failure(words, search.unneeded(target))
        words = f"can never be: {target.words}" if impossible else f"not shown: {target.words}"
        case = self._with_outcome(target, search.failing(target)) if impossible else None
        return Failure(words, case, proved=impossible)

    def _with_outcome(self, target: Target, case: Witness) -> Witness:
        """The case, saying what comes of the policy that it is about."""
        if not isinstance(target, Line):
            return case
        asked = [(target.policy.id, each.id) for each in target.policy.determination]
        return expecting(case, *asked)

    def _never_by_itself(self, claim: Claim) -> None:
        kept = [
            item.id
            for item in self.flow.pack.questions.values()
            if item.context and not isinstance(item, Calculated) and item.id not in self._used
        ]
        if kept:
            claim.notes.append(
                f"{len(kept)} of them are kept for the record and nothing needs them: they never "
                f"come up by themselves, only when the reviewer goes to them: {', '.join(kept)}."
            )


def _needed_by_something(pack: Pack) -> frozenset[str]:
    """The questions that something turns on; the rows of a list are asked whole."""
    found = set(uses(pack))
    for group in pack.groups.values():
        if found & {group.id, *(inner.id for inner in group.item)}:
            found |= {group.id, *(inner.id for inner in group.item if not inner.context)}
    return frozenset(found)
