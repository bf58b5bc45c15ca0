"""From a command line to a screen and back.

Textual reads its environment while it is imported, so nothing above `_interview` may import it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.pack.model import Pack
from necessity.session import Clock
from necessity.tui.cabinet import Cabinet
from necessity.tui.idle import Limits
from necessity.tui.keys import KEYS, Keys
from necessity.tui.terminal import charset, environment, launcher
from necessity.tui.terminal.running import refusal, run_app, tell

SIGNALS = 128
"""From here on an exit code is this and the number of a signal."""
WITHOUT = (
    "Line by line and without a screen: necessity review --plain. "
    "Without any questions: necessity replay, summary, why and check."
)


def run(  # noqa: PLR0913 - each is one thing the caller decides
    *,
    pack: Pack,
    cases: Path,
    case: str | Path | None,
    policies: tuple[str, ...],
    user: str,
    clock: Clock,
    idle: Limits = Limits(),  # noqa: B008 - frozen
    keys: Keys = KEYS,
    hinted: Callable[[], None] | None = None,
) -> int:
    """Show the cases, or one case; give the exit code. A signal's is raised as SystemExit.

    `hinted` is called once the hint of the first time is shown; None shows none.
    """
    reason = refusal()
    if reason:
        tell([reason, WITHOUT])
        return int(ExitCode.USAGE)
    locale = charset.locale_of(charset.first_environment())
    environment.prepare()
    cabinet = Cabinet(pack=pack, folder=cases, policies=policies, user=user, clock=clock)
    more = {"locale": locale, "idle": idle, "keys": keys, "hinted": hinted}
    code = launcher.guarded(lambda board: _interview(cabinet, case, board, locale, more))
    if code > SIGNALS:
        raise SystemExit(code)
    return code


def _interview(
    cabinet: Cabinet,
    case: str | Path | None,
    board: launcher.Board,
    locale: str,
    more: dict[str, Any],
) -> int:
    """Run the screens, in a process of their own."""
    charset.use(utf8=charset.is_utf8(locale))
    # after the environment, and not for the commands that show no screen
    from necessity.tui.app import NecessityApp  # noqa: PLC0415

    try:
        session = cabinet.taken_up(case) if case is not None else None
    except NecessityError as error:
        tell([str(error)])
        return int(error.exit_code)
    dark = os.environ.get("NECESSITY_THEME") != "light"
    app = NecessityApp(cabinet, session, dark=dark, board=board, **more)
    try:
        return run_app(app, lambda: app.path)
    finally:
        app.release()
