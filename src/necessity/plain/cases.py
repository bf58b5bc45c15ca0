"""The cases of the folder, line by line: one is opened or begun, and it is worked on."""

from collections.abc import Callable
from pathlib import Path

from necessity.errors import NecessityError, SaveError
from necessity.exits import ExitCode
from necessity.plain.choosing import Unclear, chosen
from necessity.plain.speaker import Speaker
from necessity.plain.talk import Talk
from necessity.session import Session
from necessity.tui import firsttime
from necessity.tui.cabinet import Cabinet, Listed, plainly
from necessity.tui.leaving import lost, refuge
from necessity.tui.prompts import Kind, Prompt, Row

_NONE = {"cancel", "back", "quit", "exit"}
"""Words for beginning no case after all."""
_KEYS = 'Type a number to open a case, "new" to begin one, or "quit".'


def _left(session: Session) -> str:
    if session.held:
        return "The case was only read; nothing of it was changed."
    return f"Your answers are saved in {session.path}."


class Desktop:
    """Who works on which case."""

    def __init__(
        self, cabinet: Cabinet, speaker: Speaker, hinted: Callable[[], None] | None = None
    ) -> None:
        """`hinted` is called once the hint of the first time is said; None says none."""
        self._cabinet, self._speaker = cabinet, speaker
        self._hinted = hinted
        self.session: Session | None = None
        """The case being worked on."""
        self.parting: dict[str, str] = {}
        """What must be said at the end, of each case that is not in its place."""

    def run(self, case: str | Path | None) -> ExitCode:
        """Work on one case, or on those of the folder. Raises EOFError, NecessityError."""
        if self._hinted is not None:
            self._speaker.say(*firsttime.PLAIN)
            self._hinted()
        if case is not None:
            self._work(self._cabinet.taken_up(case))
        else:
            self._choose()
        return ExitCode.OK

    def _work(self, session: Session) -> None:
        """Work on a case until it is left, and on the same one again when it is taken over."""
        while True:
            self.session = session
            left = Talk(session, self._speaker).run()
            self._speaker.say(left.words or ("" if left.over else _left(session)))
            if left.words:
                self.parting[session.case.id] = left.words
            self.release()
            if not (left.over and session.path):
                return
            session = self._cabinet.open(session.path, over=True)

    def release(self) -> None:
        """Let others open the case of the moment: it is left."""
        session, self.session = self.session, None
        if session is not None:
            session.release()

    def flush(self) -> None:
        """Have on disk what is not; elsewhere if need be. Waits for nobody."""
        session = self.session
        if session is None or session.flush():
            return
        try:
            self.parting[session.case.id] = refuge(session)
        except SaveError as error:
            self.parting[session.case.id] = lost(session, error)

    @property
    def path(self) -> Path | None:
        """Where all of the case of the moment is; None when it is not, or is only read."""
        session = self.session
        return session.path if session and session.saved and not session.held else None

    # -- the list ---------------------------------------------------------------------------

    def _choose(self) -> None:
        pack = self._cabinet.pack
        self._speaker.say(f"Necessity: {pack.title} {pack.version}.")
        found = self._list()
        while (typed := self._word()) not in {"quit", "exit"}:
            if typed in {"", "?", "keys", "help"}:
                self._speaker.say(_KEYS)
            elif self._worked(typed, found):
                found = self._list()

    def _word(self) -> str:
        return self._speaker.ask().strip().lower().lstrip(":/")

    def _worked(self, typed: str, found: list[Listed]) -> bool:
        """Work on the case that is meant; say when there is none."""
        try:
            session = self._opened(typed, found)
            if session is not None:
                self._work(session)
        except (Unclear, NecessityError, OSError) as error:
            self._speaker.say(plainly(error, self._cabinet.folder))
            return False
        return session is not None

    def _list(self) -> list[Listed]:
        found = list(self._cabinet.listed())
        self._speaker.say(f"Cases in {self._cabinet.folder}:")
        width = len(str(len(found)))
        lines = (f"  {n:>{width}}  {each.id}  {each.words}" for n, each in enumerate(found, 1))
        self._speaker.page(lines)
        self._speaker.say("" if found else "There is no case here yet.", _KEYS)
        return found

    def _opened(self, typed: str, found: list[Listed]) -> Session | None:
        if typed == "new":
            return self._begun()
        rows = tuple(Row(key=str(each.path), text=each.id) for each in found)
        path = chosen(typed, Prompt(kind=Kind.END, text="", field="list", rows=rows))
        return self._cabinet.open(Path(path))

    def _begun(self) -> Session | None:
        proposed = self._cabinet.proposed()
        self._speaker.say(
            "What is the id of the new case? Letters, digits, - and _.",
            f'An empty line takes {proposed}; "cancel" begins none.',
        )
        id_ = self._speaker.ask().strip() or proposed
        if id_.lower().lstrip(":/") in _NONE:
            return None
        policies = self._policies()
        return None if policies is None else self._cabinet.begin(id_, policies)

    def _policies(self) -> tuple[str, ...] | None:
        """Those that judge the new case; None when there is to be none."""
        pack = self._cabinet.pack
        if len(pack.policies) < 2 or self._cabinet.policies:
            return ()
        rows = tuple(Row(key=each.id, text=each.title) for each in pack.policies.values())
        asked = Prompt(kind=Kind.UNKNOWN, text="", field="many", rows=rows)
        self._speaker.say("Which policies shall judge it?")
        for number, row in enumerate(rows, 1):
            said = " (chosen)" * (row.key in pack.judging)
            self._speaker.say(f"  {number:>{len(str(len(rows)))}}  {row.text}{said}")
        self._speaker.say(
            'Numbers with commas between them. An empty line keeps what is chosen; "cancel" '
            "begins no case."
        )
        while (typed := self._word()) not in _NONE:
            if not typed:
                return pack.judging
            try:
                return tuple(chosen(typed, asked).split(", "))
            except Unclear as reason:
                self._speaker.say(str(reason))
        return None
