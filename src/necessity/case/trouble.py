"""What the system says when nothing can be written, in words that help. Pure."""

import errno
from pathlib import Path

from necessity.case.file import NotOurs
from necessity.case.version import Unconfirmed
from necessity.errors import SaveError

KEPT = "Your answers are kept in the program, and the next save tries again."
"""What happens next to a case that is open; said after what went wrong."""

_ROOM = "make room on it"
_ADVICE = {
    errno.ENOSPC: f"The disk is full: {_ROOM}",
    errno.EDQUOT: f"Your share of the disk is used up: {_ROOM}",
    errno.EFBIG: "No file may be that large here: ask whoever set the limit (ulimit -f)",
    errno.EROFS: "The disk can only be read: choose another folder",
    errno.EIO: "The disk or the network does not answer as it should: choose another folder",
    errno.ESTALE: "The server has lost the folder: wait until it is back",
    errno.ENOENT: "Make its folder first",
    errno.EMFILE: "The program has too many files open: leave it and start it again",
    errno.ENFILE: "The computer has too many files open: close other programs",
}
_OTHERWISE = "Choose a folder that you can write to"


def save_error(path: Path, error: OSError) -> SaveError:
    """Say what happened to the file, why, and what to do."""
    reason = error.strerror or str(error)
    if isinstance(error, Unconfirmed):
        state = f"{path} is written, but the disk did not confirm it: {reason}."
    else:
        state = f"{path} could not be written: {reason}. What was there is as it was."
    return SaveError(f"{state} {_advice(error)}.")


def _advice(error: OSError) -> str:
    if isinstance(error, NotOurs):
        return "Move it away"
    return _ADVICE.get(error.errno or 0, _OTHERWISE)
