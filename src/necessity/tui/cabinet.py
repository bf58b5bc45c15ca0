"""The cases folder: which cases stand in it, and how one is taken out. No Textual here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from necessity.case.amending import present
from necessity.case.model import Case
from necessity.case.store import FileStore, Held, list_cases, path_of
from necessity.errors import CaseError, NecessityError
from necessity.pack.model import Pack
from necessity.session import Clock, Session, interview_of, new_case
from necessity.tui.words import determination_name, outcome_word, saved_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One case file in the list."""

    path: Path
    id: str
    words: str
    """Status and how each determination stands; or why it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cabinet:
    """Cases of one pack in one folder, and who works on them."""

    pack: Pack
    folder: Path
    policies: tuple[str, ...]
    """Those a new case is judged by; all of the pack when empty."""
    user: str
    clock: Clock

    def listed(self) -> Iterator[Listed]:
        """Every case file with how it stands."""
        for path in present(list_cases(self.folder)) if self.folder.is_dir() else ():
            id_ = id_of(path)
            try:
                store = FileStore(path.parent)
                words = f"{self._words(self._load(path, store))}{_held(store.holder(id_))}"
            except NecessityError as error:
                words = f"cannot be read: {plainly(error, path).splitlines()[0]}"
            yield Listed(path=path, id=id_, words=words)

    def _load(self, path: Path, store: FileStore) -> Case:
        case = store.load(path)
        if case.pack.id != self.pack.id:
            raise CaseError(f'It was made with the pack "{case.pack.id}", not "{self.pack.id}".')
        return case

    def _words(self, case: Case) -> str:
        interview = interview_of(case, self.pack)
        found = [
            f"{determination_name(d, len(interview.policies)).lower()}: {outcome_word(d)}"
            for standing in interview.standings
            for d in standing.determinations
        ]
        status = "complete" if case.status == "completed" else "draft"
        version = f" of version {case.version}" if case.version > 1 else ""
        return f"{status}{version}, {saved_words(case.saved, day=True)}. {'; '.join(found)}."

    def open(self, path: Path, *, over: bool = False) -> Session:
        """Take a case up where it was left; only to be read where another has it open.

        `over` takes it from one who may be gone. Raises NecessityError.
        """
        store = FileStore(path.parent)
        held = store.take(id_of(path), over=over)  # before it is read: then nobody changes it
        with _released(store):
            session = self._session(self._load(path, store), store, held)
        session.path = path
        return session

    def begin(
        self, id_: str, policies: tuple[str, ...] = (), folder: Path | None = None
    ) -> Session:
        """Begin a new case. Raises NecessityError."""
        store = FileStore(folder or self.folder)
        held = store.take(id_)
        with _released(store):
            store.begin(id_)
            if held is not None:
                raise CaseError(f'Nothing is saved of the case "{id_}" yet. {held}')
            case = new_case(id_, self.pack, policies or self.policies, self.user)
            return self._session(case, store, None)

    def taken_up(self, case: str | Path) -> Session:
        """Open the case of that id or path; begin it when there is none."""
        path = case if isinstance(case, Path) else path_of(self.folder, case)
        return self.open(path) if path.exists() else self.begin(id_of(path), folder=path.parent)

    def _session(self, case: Case, store: FileStore, held: Held | None) -> Session:
        clock, user = self.clock, self.user
        return Session(case, self.pack, store=store, clock=clock, user=user, held=held)

    def proposed(self) -> str:
        """An id that no case has: the day and a number."""
        now = self.clock()
        day = (now.astimezone().date() if now else date(2000, 1, 1)).strftime("%Y-%m%d")
        taken = {listed.stem for listed in self.folder.glob("*")} if self.folder.is_dir() else set()
        numbers = (f"{day}-{n:03}" for n in range(1, 1000))
        return next((id_ for id_ in numbers if not any(t.startswith(id_) for t in taken)), day)


@contextmanager
def _released(store: FileStore) -> Iterator[None]:
    """Give the lock of a case back that cannot be opened."""
    try:
        yield
    except BaseException:
        store.release()
        raise


def _held(held: Held | None) -> str:
    return f" {held}" if held else ""


def plainly(error: Exception, path: Path) -> str:
    """What an error says, without the path that stands beside it anyway."""
    return str(error).removeprefix(f"{path}: ")


def id_of(path: Path) -> str:
    """The id a case file is named after."""
    return path.name.removesuffix(".toml").removesuffix(".case")
