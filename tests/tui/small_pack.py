"""A small pack built in Python, and a reviewer in front of the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from textual.pilot import Pilot

from necessity.case.holder import Held
from necessity.case.model import Case
from necessity.errors import SaveError
from necessity.interview.state import Interview
from necessity.pack.model import Criterion, DeterminationSpec, Note, Pack, Policy
from necessity.pack.questions import (
    Boolean,
    Choice,
    Date,
    Group,
    Option,
    QuantityQuestion,
    Section,
    Text,
)
from necessity.session import Session, Store, new_case
from necessity.tui.app import NecessityApp
from necessity.tui.cabinet import Cabinet
from necessity.tui.screens.interview import InterviewScreen

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)

DRUG = Choice(
    id="tx.drug",
    type="choice",
    text="Which drug?",
    short="drug",
    options=(Option(code="mtx", text="Methotrexate"), Option(code="aza", text="Azathioprine")),
)
OUTCOME = Choice(
    id="tx.outcome",
    type="choice",
    text="How did it end?",
    short="outcome",
    options=(
        Option(code="failed", text="Too little response"),
        Option(code="ok", text="It worked"),
    ),
)
QUESTIONS = (
    Choice(
        id="dx.kind",
        type="choice",
        text="Which disease?",
        help="The working diagnosis of the specialist.",
        short="disease",
        options=(
            Option(code="dm", text="Dermatomyositis"),
            Option(code="pm", text="Polymyositis"),
            Option(code="ibm", text="Inclusion body myositis"),
        ),
    ),
    Choice(
        id="dx.rash",
        type="choice",
        text="Which rash?",
        short="rash",
        many=True,
        options=(
            Option(code="heliotrope", text="Heliotrope"),
            Option(code="gottron", text="Gottron papules"),
            Option(code="none", text="None", exclusive=True),
        ),
    ),
)
WEIGHT = QuantityQuestion(
    id="pt.weight",
    type="quantity",
    text="What is the weight?",
    short="weight",
    unit="kg",
    range=(Decimal(2), Decimal(300)),
    override=True,
)
TREATMENT = (
    Boolean(id="tx_any", type="boolean", text="Was anything tried?", short="anything tried"),
    Group(
        id="tx",
        type="group",
        text="Treatment",
        enable_when="tx_any = yes",
        more="Any other treatment?",
        item=(DRUG, OUTCOME),
    ),
)
LAST = (
    Date(id="req.date", type="date", text="Which day?", short="day"),
    Text(id="req.why", type="text", text="Why now?", short="why now"),
)
POLICY = Policy(
    id="house",
    title="House policy",
    version="1",
    source="s",
    determination=(DeterminationSpec(id="needed", asks="Is it needed?", criterion="all"),),
    criterion=(
        Criterion(id="all", text="Needed", all_of=("disease", "tried")),
        Criterion(
            id="disease", text="The disease", met_when="dx.kind = dm and dx.rash has gottron"
        ),
        Criterion(id="tried", text="Tried", met_when="any tx (tx.outcome = failed)"),
    ),
    flag=(Note(id="heavy", text="Heavy", met_when="pt.weight > 150 kg"),),
    safeguard=(
        Note(id="weighed", text="Weighed", met_when="pt.weight > 1 kg", otherwise="Weigh first."),
        Note(id="dated", text="Dated", met_when="req.date known", otherwise="Date it."),
        Note(id="told", text="Told", met_when="req.why known", otherwise="Say why."),
    ),
)
PACK = Pack(
    id="small",
    title="Small pack",
    version="1",
    digest="sha256:0",
    sections=(
        Section(id="dx", title="The disease", item=QUESTIONS),
        Section(id="dose", title="The dose", item=(WEIGHT,)),
        Section(id="tried", title="Tried before", item=TREATMENT),
        Section(id="last", title="Last things", item=LAST),
    ),
    policies={"house": POLICY},
)


@dataclass
class Memory(Store):
    """A store that counts, and fails on demand."""

    folder: Path = Path("cases")
    saved: list[Case] = field(default_factory=list)
    full: bool = False
    refuge: Path | None = None
    """Where a case goes that is left while it is full."""
    moved: list[Case] = field(default_factory=list)
    notice: str = ""
    weak: str = ""

    def save_elsewhere(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == PACK.id
        if self.refuge is None:
            raise SaveError("The case could not be written anywhere.\n  The home is full.")
        self.moved.append(case)
        return self.refuge / f"{case.id}.case.toml"

    def save(self, case: Case, interview: Interview) -> Path:
        assert interview.pack.id == PACK.id
        if self.full:
            raise SaveError("The disk is full.")
        self.saved.append(case)
        return self.folder / f"{case.id}.case.toml"


@dataclass
class Screenful:
    """A person in front of the screen."""

    app: NecessityApp
    pilot: Pilot[int] = field(init=False)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.app.typed_through()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space", ".": "full_stop", "-": "minus", "<": "less_than_sign", "/": "slash"}
        await self.press(*(names.get(char, char) for char in text))

    @property
    def page(self) -> str:
        """The whole screen as plain text, as it is drawn."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
        assert len(lines) == height
        return "\n".join(strip.text[:width].rstrip() for strip in lines)


@dataclass
class Reviewer(Screenful):
    """A person with one case."""

    session: Session
    store: Memory

    @property
    def screen(self) -> InterviewScreen:
        screen = self.app.screen
        assert isinstance(screen, InterviewScreen)
        return screen

    def value(self, id_: str) -> object:
        found = [
            answer.value for key, answer in self.session.interview.answers.items() if key == id_
        ]
        return found[0] if found else None

    @property
    def place(self) -> str | None:
        return self.session.interview.place


def case_with(**more: object) -> Case:
    return replace(new_case("case-1", PACK, (), "me"), **more)  # type: ignore[arg-type]


@asynccontextmanager
async def reviewing(
    case: Case | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    folder: Path = Path("cases"),
    pack: Pack = PACK,
    held: Held | None = None,
) -> AsyncIterator[Reviewer]:
    store = Memory(folder)
    session = Session(
        case or case_with(), pack, store=store, clock=lambda: NOW, user="me", held=held
    )
    cabinet = Cabinet(pack=pack, folder=folder, policies=(), user="me", clock=lambda: NOW)
    reviewer = Reviewer(NecessityApp(cabinet, session), session, store)
    async with reviewer.app.run_test(size=size) as pilot:
        reviewer.pilot = pilot
        await pilot.pause()
        yield reviewer
