"""The cases found so far, and what they show: the proof of everything that can be."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from necessity.decide.facts import Facts
from necessity.errors import NecessityError
from necessity.opening import ALL, Wish, open_file
from necessity.pack.model import Pack
from necessity.prove.targets import Asked, Target
from necessity.prove.witness import Witness, witness


@dataclass
class Pool:
    """Witnesses, and for each target the first that shows it."""

    pack: Pack
    open: list[Target]
    """What nothing shows yet."""
    cases: list[Witness] = field(default_factory=list)
    shown: dict[Target, Witness] = field(default_factory=dict)

    def examples(self, root: Path) -> None:
        """Take in the examples of the pack; one that cannot be read is told by `check` itself."""
        for path in sorted((root / "examples").glob("*.toml")):
            try:
                replayed = open_file(path, self.pack, Wish(policies=(ALL,)))
            except NecessityError:
                continue
            text = path.read_text(encoding="utf-8")
            self.add(Witness(path.name, text, replayed.interview, file=str(path)))

    def add(self, case: Witness) -> None:
        """Take in a case: whatever it shows is shown."""
        self.cases.append(case)
        for target in [target for target in self.open if target.shown(case.interview)]:
            self._is_shown(target, case)

    def without_answers(self) -> None:
        """Show questions asked that the cases have answered: by taking the answer out again."""
        for target in [target for target in self.open if isinstance(target, Asked)]:
            found = next(self._unanswered(target), None)
            if found is not None:
                self._is_shown(target, found)

    def _unanswered(self, target: Asked) -> Iterator[Witness]:
        for case in list(self.cases):
            for answer in target.answers(case.interview)[:1]:
                made = witness(self.pack, target.words, case.interview.facts.without(answer))
                if target.shown(made.interview):
                    yield made

    def _is_shown(self, target: Target, case: Witness) -> None:
        self.shown[target] = case
        self.open.remove(target)

    def shown_by(self) -> list[Witness]:
        """The cases that are the proof of something, each once."""
        return list({id(case): case for case in self.shown.values()}.values())

    def facts(self) -> tuple[Facts, ...]:
        """The answers of all cases."""
        return tuple(case.interview.facts for case in self.cases)

    def named(self, case: Witness, name: str) -> Witness:
        """The same case under another name."""
        return replace(case, name=name)
