"""Edges: what every line, gate and sentence of a pack comes to where it turns over.

An example is a whole case. An edge is one answer varied, the few others that matter as they are,
and what must come of each value: at a figure and beside it, for every option. They are written
twice on purpose, in the condition and here: a slip in one of them is then told.
"""

from collections.abc import Iterator
from pathlib import Path

from necessity.decide.judge import Judge
from necessity.edges.coverage import lacking
from necessity.edges.places import Place, places
from necessity.edges.reading import SIDES, Came, Edge, checked, read_edges
from necessity.pack.model import Pack
from necessity.pack.problems import Problem

HELP = {
    "edge-unreadable": """An edge cannot be read, or names what the pack does not have.

An edge says in `of` what it is of ("criterion fda-label adult", "gate ild.course"), in `vary` which
answer it varies, and under `yes`, `no` and `unknown` what must come of which value.""",
    "edge-fails": """Something of the pack comes out otherwise than an edge says.

One of the two is wrong: the condition, or what the edge expects of that value.""",
    "no-edge": """A condition looks at an answer of which no edge shows that it matters.

Where a pack has edges, each answer that a condition looks at is varied by one, with every option
and with each figure itself, so that a slip in the condition cannot go unseen.""",
}
FOLDER = "examples/edges"
_WORDS: dict[Came, str] = {truth: side for side, truth in SIDES.items()}


def run(pack: Pack, root: Path) -> list[Problem]:
    """Judge every edge; then say what none of them shows. A pack without edges has no problem."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    known = places(pack)
    found = read_edges(folder, pack, list(known))
    failing = [problem for edge in found.edges for problem in _judged(edge, known, pack)]
    missing = [
        Problem(slug="no-edge", file=str(root / place.file), where=place.name, message=message)
        for place in known.values()
        for message in lacking(place, found.edges, pack)
    ]
    return [*found.problems, *failing, *missing]


def _judged(edge: Edge, known: dict[str, Place], pack: Pack) -> Iterator[Problem]:
    wrong: dict[str, list[str]] = {}
    for text, facts, wanted in checked(edge):
        judge = Judge(pack, facts)
        for name in edge.of:
            came = known[name].came(judge)
            if came != wanted:
                found, expected = _WORDS.get(came, str(came)), _WORDS.get(wanted, str(wanted))
                words = f'"{text}" comes to {found}, expected {expected}'
                wrong.setdefault(name, []).append(words)
    for name, lines in wrong.items():
        message = f"With {edge.vary} {'; '.join(lines)}."
        yield Problem(
            slug="edge-fails", file=edge.file, line=edge.line, where=name, message=message
        )
