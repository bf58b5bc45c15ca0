"""From a target that nothing shows yet to a case that shows it, or to there being none.

The solver proposes answers and the engine judges them. First only such results of calculations are
allowed as were seen to come out of answers; then any value, typed in place of the worked-out one;
last, any value at all: what is impossible even then is impossible.
"""

from dataclasses import dataclass, replace
from random import Random

from necessity.answers import AnswerId, Unknown, Value, question_of, row_id
from necessity.decide.facts import Facts
from necessity.errors import NecessityError
from necessity.pack.questions import Calculated, Group
from necessity.prove.cells import NOT_KNOWN
from necessity.prove.conditions import Flow, looked_at
from necessity.prove.place import Given
from necessity.prove.samples import Leaves, Samples, tried_values
from necessity.prove.solver import Solver, Term, either, no
from necessity.prove.targets import Asked, Line, Side, Target
from necessity.prove.truths import Truths
from necessity.prove.witness import Witness, witness
from necessity.prove.world import World

_CLIMBS = 400
"""Cases tried by chance where the solver knows no way."""
_OVERLAID = 0.6


@dataclass(frozen=True)
class Found:
    """How a search ended."""

    case: Witness | None = None
    """A case that shows it; None: there is none, or none was found."""
    how: str = ""
    """How it was found, in words."""
    impossible: bool = False
    """That no answers whatever show it was proved."""


class Search:
    """Searches for cases of one pack."""

    def __init__(self, flow: Flow, samples: Samples) -> None:
        self.flow, self.samples = flow, samples

    def find(self, target: Target) -> Found:
        """A case that shows it."""
        for given in (Given.WORKED_OUT, Given.IN_PLACE):
            case = self._solved(target, given)
            if case is not None:
                return Found(case, f"the solver (values {given.value})")
            if given is Given.WORKED_OUT and (case := self._by_chance(target)):
                return Found(case, "chance")
        world = World(self.flow, Solver(), Given.ANY)
        return Found(impossible=world.solver.solve(target.goal(world)) is False)

    def _solved(self, target: Target, given: Given) -> Witness | None:
        world = World(self.flow, Solver(), given, self.samples)
        if not world.solver.solve(target.goal(world)):
            return None
        return self.judged(world.facts(), target)

    def judged(self, facts: Facts, target: Target) -> Witness | None:
        """The case of these answers, when the engine says that it shows the target."""
        try:
            case = witness(self.flow.pack, f"shows: {target.words}", facts)
        except NecessityError:
            return None
        return case if target.shown(case.interview) else None

    # -- by chance --------------------------------------------------------------------------

    def _by_chance(self, target: Target) -> Witness | None:
        """Change a few of the answers that it turns on, again and again."""
        pack, chance = self.flow.pack, Random(target.words)  # noqa: S311 - nothing secret
        behind = looked_at(pack, target.texts)
        if not any(isinstance(pack.questions[name], Calculated) for name in behind):
            return None
        for _ in range(_CLIMBS):
            start = chance.choice(self.samples.seen) if self.samples.seen else Facts()
            found = self.judged(self._changed(start, behind, chance), target)
            if found is not None:
                return found
        return None

    def _changed(self, start: Facts, behind: tuple[str, ...], chance: Random) -> Facts:
        pack = self.flow.pack
        leaves = [n for n in behind if not isinstance(pack.questions[n], Calculated | Group)]
        kept: dict[AnswerId, Value | Unknown] = {
            id_: value
            for id_, value in start.answers.items()
            if id_ in pack.groups or question_of(id_)[0] in leaves
        }
        kept |= {AnswerId(n): v for n, v in self._seen_results(behind, chance).items()}
        for _ in range(chance.randint(1, 4)):
            name = chance.choice(leaves)
            group = pack.grouped.get(name, "")
            row = chance.choice(start.rows.get(group, ()) or (1,))
            values = tried_values(self.flow, pack.questions[name], chance)
            kept[row_id(name, row) if group else AnswerId(name)] = chance.choice(
                [*values, NOT_KNOWN]
            )
        return Facts({}, start.rows).having(kept)

    def _seen_results(self, behind: tuple[str, ...], chance: Random) -> Leaves:
        """Answers that were seen to make calculations known, one over the other."""
        pack, found = self.flow.pack, dict[str, Value | Unknown]()
        worked_out = [n for n in behind if isinstance(pack.questions[n], Calculated)]
        for name in chance.sample(worked_out, len(worked_out)):
            known = [s for s in self.samples.of(name) if not isinstance(s.result, Unknown)]
            if known and name not in pack.grouped and chance.random() < _OVERLAID:
                found |= chance.choice(known).leaves
        return found

    def unneeded(self, target: Asked) -> Witness:
        """A case in which its question could be asked, has no answer, and is not needed."""
        world = World(self.flow, Solver(), Given.IN_PLACE)
        facts = world.facts() if world.solver.solve(target.goal(world)) else Facts()
        return witness(self.flow.pack, f"nothing needs it: {target.words}", facts)

    # -- where there is none ----------------------------------------------------------------

    def failing(self, target: Target) -> Witness:
        """A case in which all that the target turns on is answered, and it does not come to it."""
        pack = self.flow.pack
        for given in (Given.WORKED_OUT, Given.IN_PLACE):
            world = World(self.flow, Solver(), given, self.samples)
            wanted = self._all_answered(world, target)
            for more in ([self._opposite(world, target)], []):
                if world.solver.solve(*wanted, *more):
                    return witness(pack, f"never: {target.words}", world.facts())
        return witness(pack, f"never: {target.words}", Facts())

    def _opposite(self, world: World, target: Target) -> Term:
        """Of what should be true, that it is false, and the other way round; rather than open."""
        if isinstance(target, Line | Side):
            return replace(target, truth=~target.truth).goal(world)
        return True

    def _all_answered(self, world: World, target: Target) -> list[Term]:
        truths, pack = Truths(world), self.flow.pack
        target.goal(world)
        wanted = []
        for (question, row), place in list(world.places.items()):
            shut = truths.gate(question, row)[1]
            group = pack.grouped.get(question, "")
            away = no(world.there(group, row)) if row is not None else False
            # what is never asked is answered all the same: `replay` says that it is set aside
            asked = isinstance(target, Asked) and target.question == question
            wanted.append(place.known if asked else either([shut, away, place.known]))
        return wanted
