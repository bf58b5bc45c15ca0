"""A small working pack of another subject, to start a pack of one's own from."""

from pathlib import Path

from necessity.errors import UsageError

FILES = Path(__file__).parent / "files"


def begin(folder: Path) -> list[Path]:
    """Write the pack into a folder that is new or empty; give what was written.

    Raises UsageError; nothing that is there is ever written over.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is there already and not empty. Name a folder that is new.")
        return [_written(path, folder) for path in sorted(FILES.rglob("*.toml"))]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"No pack is begun in {folder}: {reason}.") from error


def _written(path: Path, folder: Path) -> Path:
    target = folder / path.relative_to(FILES)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8") as file:
        file.write(path.read_text(encoding="utf-8"))
    return target
