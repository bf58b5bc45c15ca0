"""One small function for each slug: a pack to its problems. Pure."""

from pathlib import Path

from necessity.pack.model import Pack
from necessity.pack.problems import Problem


def lint(pack: Pack, root: Path) -> list[Problem]:
    """Every problem of reference and type."""
    return []


def stale(pack: Pack, root: Path, today: object) -> list[Problem]:
    """Sources that nobody has read again for too long."""
    return []
