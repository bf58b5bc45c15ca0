"""A pack to its certificate: every claim in turn, with how it was shown."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from necessity.logic import Truth
from necessity.pack.model import Pack
from necessity.pack.questions import Choice
from necessity.prove import kinds, readings, structure
from necessity.prove.always import Unasked
from necessity.prove.assumptions import ASSUMES, EXCEPT, WITHOUT_SOLVER, sentences
from necessity.prove.conditions import Flow
from necessity.prove.options import Options
from necessity.prove.pool import Pool
from necessity.prove.possible import Clock, Possible
from necessity.prove.report import Certificate, Claim, Failure
from necessity.prove.samples import Samples
from necessity.prove.search import Search
from necessity.prove.solver import INSTALLED
from necessity.prove.targets import Side, targets
from necessity.prove.witness import Witness, witness

_WALKS = ((0.0, "all known"), (1.0, "all not known"), (0.3, "mixed"))


@dataclass
class Prover:
    """Proves the claims of one pack, one after the other."""

    pack: Pack
    root: Path
    clock: Clock
    """Seconds, from anywhere."""
    solver: bool = INSTALLED
    claims: list[Claim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.flow = Flow(self.pack)
        self.pool = Pool(self.pack, list(targets(self.flow)))
        self._since = self.clock()

    def certificate(self) -> Certificate:
        """Every claim."""
        self.ends()
        self.can_be()
        if self.solver:
            self.nothing_unasked()
        self.options()
        self.readings()
        self.kinds()
        excepts = EXCEPT if self.solver else f"{WITHOUT_SOLVER}{EXCEPT}"
        return Certificate(
            pack=self.pack.id,
            version=self.pack.version,
            digest=self.pack.digest,
            claims=self.claims,
            assumes=sentences(ASSUMES, rows=self.flow.rows),
            excepts=sentences(excepts),
            solver=self.solver,
            cases=[case for case in self.pool.shown_by() if not case.file],
        )

    def _claim(self, id_: str, words: str) -> Claim:
        """The next claim; the time since the one before is its own."""
        claim = Claim(id_, words)
        self.claims.append(claim)
        return claim

    def _done(self, claim: Claim) -> None:
        now = self.clock()
        claim.seconds = now - self._since
        self._since = now

    # -- what always holds ------------------------------------------------------------------

    def ends(self) -> None:
        """The interview ends, whatever is answered."""
        claim = self._claim("ends", "the interview always ends")
        ahead = structure.forward(self.pack)
        late = {each.question for each in ahead}
        claim.of = len(self.pack.questions)
        claim.by("the order: its gate and its calculation look back only", claim.of - len(late))
        for each in ahead:
            words = f"{each.question} looks at {each.at}, which is not asked before it"
            claim.failures.append(Failure(words, self._opened_late(each)))
        if not ahead:
            self._walks(claim)
        self._done(claim)

    def _opened_late(self, each: structure.Forward) -> Witness | None:
        """A case in which the later answer opens the earlier question."""
        written = next((o for o in self.flow.conditions if o.name == each.question), None)
        if written is None or written.kind != "gate" or not self.solver:
            return None
        found = Search(self.flow, Samples(self.flow, ())).find(Side(written, Truth.TRUE)).case
        name = f"{each.at}, answered later, opens {each.question}"
        return found and self.pool.named(found, name)

    def _walks(self, claim: Claim) -> None:
        taken = []
        for unknown, words in _WALKS:
            end = structure.walk(self.flow, Random(words), unknown)  # noqa: S311 - nothing secret
            taken.append(f"{words}: {len(end.answers)}")
            left = [step.id for step in end.steps if step.needed and step.answer is None]
            if end.place is not None or left:
                open_ = f"the end leaves open: {', '.join([*filter(None, [end.place]), *left])}"
                claim.failures.append(Failure(open_, witness(self.pack, open_, end.facts)))
        most, walked = structure.most_answers(self.pack), ", ".join(taken)
        claim.notes.append(
            f"At most {most} answers. Walked by the engine to an end that leaves "
            f"nothing open: {walked}."
        )

    def nothing_unasked(self) -> None:
        """No ruling turns on a question that could not have been asked."""
        claim = self._claim("turns", "no ruling turns on a question that could not have been asked")
        unasked = Unasked(self.flow)
        for each in unasked.found():
            words = (
                f"{each.policy.id} {each.criterion} turns on {each.question}, which is not asked"
            )
            proved = each.case is not None
            claim.failures.append(Failure(words, each.case, proved=proved))
        claim.of = unasked.pairs
        claim.by(f"the solver, in {unasked.queries} questions", unasked.pairs - len(claim.failures))
        self._done(claim)

    def can_be(self) -> None:
        """Everything that must be possible."""
        possible = Possible(self.flow, self.pool, self.clock, solver=self.solver)
        possible.look(self.root)
        self.claims += possible.claims.values()
        self._since = self.clock()

    # -- options, readings, kinds of not knowing ----------------------------------------------

    def options(self) -> None:
        """Every option matters to something, or is declared context."""
        claim = self._claim("options", "every option matters to something or is declared context")
        choices = [q for q in self.pack.questions.values() if isinstance(q, Choice)]
        claim.of = sum(len(item.options) for item in choices)
        found = Options(self.flow, self.pool, solver=self.solver)
        found.look()
        for kind, count in found.count.items():
            claim.by(kind, count)
        for item, option, case in found.idle:
            words = f"{item.id}: choosing {option.code} changes nothing"
            # without the solver there are too few cases to say that there is no difference
            failure = Failure(words, case if self.solver else None, proved=self.solver)
            claim.failures.append(failure)
        self._done(claim)

    def readings(self) -> None:
        """No two policies' readings contradict a fact's type."""
        claim = self._claim("readings", "no two policies' readings contradict a fact's type")
        made, clashes = readings.readings(self.pack), readings.clashes(self.pack)
        claim.of = len(made)
        several = sum(len({r.policy.id for r in each}) > 1 for each in made.values())
        claim.by(
            "comparing what every policy makes of it", claim.of - len({c.question for c in clashes})
        )
        claim.notes.append(f"{several} facts are read by two policies or more.")
        claim.failures += [Failure(f"{c.question}: {c.words}", c.case) for c in clashes]
        self._done(claim)

    def kinds(self) -> None:
        """The kinds of not knowing are judged alike."""
        claim = self._claim("kinds", "the six kinds of not knowing are judged alike")
        tried, other = kinds.differing(self.flow, self.pool.cases)
        claim.of = tried
        claim.by("the engine, each reason put for the others", tried - (other is not None))
        if other is not None:
            claim.failures.append(Failure(other.name, other))
        self._done(claim)


def certify(pack: Pack, root: Path, clock: Clock, *, solver: bool = INSTALLED) -> Certificate:
    """The certificate of one pack."""
    return Prover(pack, root, clock, solver=solver).certificate()
