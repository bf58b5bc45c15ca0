"""Writes the summary of a case into two files beside it, readable by their owner alone."""

from pathlib import Path

from necessity.case.store import write_file
from necessity.errors import SaveError
from necessity.session import Session
from necessity.summary import markdown, text
from necessity.summary.build import build


def export(session: Session) -> str:
    """Write text and Markdown, and say where, or why not."""
    path = session.path or session.save()
    if path is None:
        return f"Nothing is written: {session.problem}"
    summary = build(session.interview, session.case)
    stem = path.parent / session.case.id
    forms = {
        f"{stem}.summary.txt": text.render(summary),
        f"{stem}.summary.md": markdown.render(summary),
    }
    try:
        for name, words in forms.items():
            write_file(Path(name), words)
    except SaveError as problem:
        return f"The summary is not written: {problem}"
    return f"Written: {' and '.join(forms)}"
