"""A program for tests on our own terminal: two lines to type into, and ways to break.

Run as `two_lines.py FOLDER`. Ctrl+\\ appends what stands in the lines to the pipe FOLDER/lines and
empties them; a save for leaving writes FOLDER/draft; FOLDER/pid names the inner process.
"""

import os
import signal
import sys
from pathlib import Path

from necessity.tui.terminal import charset, environment, launcher, running


def main() -> int:
    if reason := running.refusal():
        print(reason, file=sys.stderr)  # noqa: T201 - a program
        return 2
    locale = charset.locale_of(charset.first_environment())
    environment.prepare()
    return launcher.guarded(lambda board: run(board, locale))


def run(board: launcher.Board, locale: str) -> int:
    from lines_app import FOLDER, TwoLines  # noqa: PLC0415 - after the environment

    if "--no-hang-up" in sys.argv:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    Path(FOLDER / "pid").write_text(str(os.getpid()))
    return running.run_app(TwoLines(board, locale=locale), lambda: FOLDER)


if __name__ == "__main__":
    sys.exit(main())
