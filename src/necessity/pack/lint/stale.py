"""Sources that nobody has read again for too long. Pure: the day comes in."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from necessity.pack.lint.rules import problem
from necessity.pack.lint.subject import SOURCES, Finding, Spot, Subject
from necessity.pack.model import Pack
from necessity.pack.problems import Problem, Severity

SLUG = "source-stale"
HELP = """Nobody has read a source again for 90 days (a warning) or a year (an error).

Labels, guidelines and policies change without a word to those who cite them. Read it again, correct
what rests on it, and set `checked` to the day."""
WARN_DAYS = 90
ERROR_DAYS = 365
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def stale(
    pack: Pack, root: Path, today: date, texts: Mapping[str, str] = _NO_TEXTS
) -> list[Problem]:
    """Each source that was last checked 90 days ago (a warning) or a year ago (an error)."""
    return list(_stale(Subject(pack, root, texts), today))


def _stale(subject: Subject, today: date) -> Iterator[Problem]:
    for n, source in enumerate(subject.pack.sources.values()):
        days = (today - source.checked).days
        if days >= WARN_DAYS:
            message = f"It was last checked {days} days ago, on {source.checked}."
            hint = 'Read it again, correct what rests on it, and set "checked".'
            found = Finding(Spot(SOURCES, source.id, ("source", n)), "checked", message, hint)
            severity = Severity.ERROR if days >= ERROR_DAYS else Severity.WARNING
            yield problem(subject, SLUG, found, severity)
