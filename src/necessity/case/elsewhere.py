"""Where a case goes that is left while its own folder takes nothing.

Never into a folder that somebody else made or may look into: in a folder for everybody's temporary
files one of that name may have been planted.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NAME = "necessity-unsaved"


def places() -> Iterator[Path]:
    """Where to try, in order: the home of the user, their own data, temporary files."""
    with suppress(RuntimeError):  # nobody knows where it is
        yield Path.home() / _NAME
    state = os.environ.get("XDG_STATE_HOME", "")
    if state.startswith("/"):
        yield Path(state) / "necessity" / "unsaved"
    temporary = os.environ.get("TMPDIR", "")
    root = Path(temporary if temporary.startswith("/") else "/tmp")  # noqa: S108 - see above
    yield root / f"{_NAME}-{os.geteuid()}"
