"""What the process must not inherit and what it must not leave behind. Before Textual is imported.

Textual reads its environment while it is imported. Some of it writes what is typed or shown into
files that others can read, loads code, presses keys or fixes the size of the screen.
"""

import ctypes
import os
import resource
import sys
from collections.abc import MutableMapping

_KEPT = {"TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_FPS"}
_GONE = {"COLUMNS", "LINES", "BROWSER", "PYTHONSTARTUP", "PYTHONPATH", "PYTHONINSPECT"}
_SET = {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "15",  # a slow line is not filled with pictures nobody sees
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "ESCDELAY": "500",
}
_PRIVATE = 0o077
_DUMPABLE = 4
"""PR_SET_DUMPABLE of Linux."""


def prepare() -> None:
    """Make the process one that may hold a patient's record."""
    scrub(os.environ)
    os.umask(_PRIVATE)
    # a core file would hold the case, and nobody else may read our memory
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)


def scrub(environ: MutableMapping[str, str]) -> None:
    """Take out what leaks or steers; set what the screens rely on."""
    ours = {name for name in environ if name.startswith("TEXTUAL")} - _KEPT
    for name in ours | (_GONE & set(environ)):
        del environ[name]
    for name, value in _SET.items():
        environ.setdefault(name, value)
