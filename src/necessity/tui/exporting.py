"""Writes the summary of a case into two files beside it, readable by their owner alone."""

import os
from pathlib import Path

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
            _write(Path(name), words)
    except OSError as error:
        return f"The summary is not written: {error.strerror or error}."
    return f"Written: {' and '.join(forms)}"


def _write(path: Path, words: str) -> None:
    """Write beside and replace, so that a full disk leaves the old file."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(words)
    beside.replace(path)
