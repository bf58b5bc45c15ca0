"""Writes the summary of a case into files beside it, readable by their owner alone.

While something is still missing the request for information is written too. One that was written
before is written again, so that it never asks for what has come in since. Of a case that somebody
else has open they are not written beside it, where theirs stand, but into a folder of the reader's.
"""

from pathlib import Path

from necessity.case.store import write_file
from necessity.errors import SaveError
from necessity.session import Session
from necessity.summary import html, letter, markdown, text
from necessity.summary.build import build
from necessity.summary.request import request

_READ = "necessity-exports"
"""In the home of one who only reads the case."""
_WIDTH = 78
"""Columns for what is said: 80 less the mark that stands before it."""


def export(session: Session) -> str:
    """Write text, Markdown and HTML, and say where, or why not."""
    try:
        folder = _folder(session)
    except (OSError, RuntimeError) as error:  # no home, or one that takes nothing
        return f"Nothing is written: {error}"
    if folder is None:
        return f"Nothing is written: {session.problem}"
    stem = folder / session.name
    try:
        written = [*_summary(session, stem), *_request(session, stem)]
    except SaveError as problem:
        return f"Not everything is written: {problem}"
    words = said(session.name, written, folder)
    # nobody would look for it there
    return f"{words.removesuffix(f' in {folder}')} in {folder}" if session.held else words


def _folder(session: Session) -> Path | None:
    """Where it is written; None when the case is on no disk yet. Raises OSError, RuntimeError."""
    if session.held:
        folder = Path.home() / _READ
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder
    path = session.path or session.save()
    return path.parent if path else None


def _summary(session: Session, stem: Path) -> list[str]:
    summary = build(session.interview, session.case)
    forms = {
        ".summary.txt": text.render(summary),
        ".summary.md": markdown.render(summary),
        ".summary.html": html.render(summary),
    }
    return _written(stem, forms)


def _request(session: Session, stem: Path) -> list[str]:
    asked = request(session.interview, session.case.id)
    forms = {".request.txt": letter.text(asked), ".request.md": letter.markdown(asked)}
    before = any(Path(f"{stem}{ending}").exists() for ending in forms)
    return _written(stem, forms) if asked.asked or before else []


def _written(stem: Path, forms: dict[str, str]) -> list[str]:
    for ending, words in forms.items():
        write_file(Path(f"{stem}{ending}"), words)
    return list(forms)


def said(case: str, endings: list[str], folder: Path) -> str:
    """Name the files in one line of 78 columns: with their folder where there is room for it."""
    kinds: dict[str, list[str]] = {}
    for ending in endings:
        kind, _, form = ending.rpartition(".")
        kinds.setdefault(kind, []).append(f".{form}")
    names = " and ".join(f"{kind}{', '.join(forms)}" for kind, forms in kinds.items())
    room = _WIDTH - len(f"Written: {names}")
    words = f"Written: {case if len(case) <= room else f'{case[: room - 3]}...'}{names}"
    whole = f"{words} in {folder}"
    return whole if len(whole) <= _WIDTH else words
