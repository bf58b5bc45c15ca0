"""A pack's own examples: what each expects and what differs, and which line none of them shows."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from necessity.decide.ruling import OUTCOME_WORDS, Outcome
from necessity.errors import NecessityError
from necessity.opening import ALL, Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.problems import Problem
from necessity.replay import Replayed, differences

HELP = {
    "example-unreadable": """An example cannot be read, or gives an answer that is refused.

The message says what was found and what was expected. Often the question was renamed or moved.""",
    "example-fails": """An example comes out otherwise than it says.

Either the pack has a slip, or what it should come to has changed, and the example says so now.""",
    "example-expects-nothing": """An example says nothing of what must come out, so it cannot fail.

Write a table `[expect.POLICY.DETERMINATION]` with its `outcome`.""",
    "no-example": """No example shows a line of a policy met, not met, or undetermined.

Each line is shown each way by some case: one that can only come out one way is then seen.""",
}

Shown = dict[tuple[str, str], set[Outcome]]
"""The outcomes that the examples show of each line: policy, criterion."""


def run(pack: Pack, root: Path) -> list[Problem]:
    """Run every example by every policy; then say which line lacks an example."""
    problems: list[Problem] = []
    shown: Shown = {}
    for path in sorted((root / "examples").glob("*.toml")):
        try:
            replayed = open_file(path, pack, Wish(policies=(ALL,)))
        except NecessityError as error:
            problem = Problem(slug="example-unreadable", file=str(path), message=str(error))
            problems.append(problem)
            continue
        problems += _judged(replayed, path)
        _note(replayed, shown)
    return [*problems, *_not_shown(pack, root, shown)]


def _judged(replayed: Replayed, path: Path) -> list[Problem]:
    if not replayed.expected:
        message = "It expects nothing, so it cannot fail."
        return [Problem(slug="example-expects-nothing", file=str(path), message=message)]
    found = differences(replayed)
    return [Problem(slug="example-fails", file=str(path), message=line) for line in found]


def _note(replayed: Replayed, shown: Shown) -> None:
    for standing in replayed.interview.standings:
        for id_, ruling in standing.rulings.items():
            shown.setdefault((standing.policy.id, id_), set()).add(ruling.outcome)


def _not_shown(pack: Pack, root: Path, shown: Shown) -> Iterator[Problem]:
    for policy in pack.policies.values():
        for criterion in policy.criterion:
            seen = shown.get((policy.id, criterion.id), set())
            lacking = [outcome for outcome in Outcome if outcome not in seen]
            if lacking:
                yield Problem(
                    slug="no-example",
                    file=str(root / "policies" / f"{policy.id}.toml"),
                    where=criterion.id,
                    message=f"No example shows it {_either(lacking)}.",
                    hint="Every line is shown met, not met and undetermined by some example.",
                )


def _either(outcomes: Iterable[Outcome]) -> str:
    words = {**OUTCOME_WORDS, Outcome.UNDETERMINED: "undetermined"}
    return " or ".join(words[outcome] for outcome in outcomes)
