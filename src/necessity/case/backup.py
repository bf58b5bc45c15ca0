"""The version of a case before the last save, and what is said of it when it is needed.

Nothing takes it up by itself: it lacks the last answer, and only its user can say whether that is
better than what is there.
"""

import shlex
from collections.abc import Callable
from pathlib import Path

from necessity.errors import CaseError

_SUFFIX = ".bak"


def backup_of(name: str) -> str:
    """The name of the backup of a file."""
    return f"{name}{_SUFFIX}"


def original_of(name: str) -> str:
    """The name of the file that a backup is one of; "" when it is no backup."""
    return name.removesuffix(_SUFFIX) if name.endswith(_SUFFIX) else ""


def help_from(path: Path, problem: CaseError, readable: Callable[[Path], object]) -> CaseError:
    """Add to a refusal that there is a good backup, and the commands that put it in place."""
    backup = path.parent / backup_of(path.name)
    try:
        readable(backup)
    except CaseError:
        return problem
    return CaseError(f"{problem}\n  {_words(path, backup)}")


def _words(path: Path, backup: Path) -> str:
    old, new = shlex.quote(str(backup)), shlex.quote(str(path))
    aside = shlex.quote(f"{path}.unreadable")
    first = f"mv -- {new} {aside} && " if path.is_symlink() or path.exists() else ""
    return (
        "The version before the last save can be read. To go on with it:\n"
        f"    {first}cp -p -- {old} {new}"
    )
