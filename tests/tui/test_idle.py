"""When nobody is at the keys: what is due when, which keys count, and what the screen says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_pack import Reviewer, reviewing

from necessity import cli
from necessity.errors import UsageError
from necessity.exits import ExitCode
from necessity.tui.idle import NEVER, STILL, Idle, Limits, limits
from necessity.tui.screens import away
from necessity.tui.terminal.absence import LOOK, Absence

SHORT = Limits(blank=100.0, leave=50.0)
SAVED, UNSAVED = (away.words(SHORT, saved=saved) for saved in (True, False))


# -- what is asked for --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Limits(600, 1800)),
        ("10", Limits(600, 1800)),
        (" 10,30 ", Limits(600, 1800)),
        ("0.05,0.1", Limits(3, 6)),
        ("5,0", Limits(300, 0)),
        ("0", Limits(0, 1800)),
    ],
)
def test_minutes_are_read(text: str, wanted: Limits) -> None:
    assert limits(text) == wanted


@pytest.mark.parametrize(
    "text", ["-1", "inf", "nan", "1e9", "ten", "1,2,3", "1,", ",1", "1.", "\u0661"]
)
def test_what_are_no_minutes_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no time without a key \(--idle, NECESSITY_IDLE\)"):
        limits(text)


@pytest.mark.parametrize("by", ["option", "environment"])
def test_the_command_refuses_them_before_anything_is_opened(
    by: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NECESSITY_IDLE", "soon" if by == "environment" else "10")
    arguments = ["review", "c-1", "--idle", "soon"] if by == "option" else []
    assert cli.main(arguments) == ExitCode.USAGE
    assert '"soon" is no time without a key' in capsys.readouterr().err


# -- what is due --------------------------------------------------------------------------------


def test_it_is_blanked_after_a_time_without_a_key_and_left_after_another() -> None:
    idle = Idle(SHORT, 1000.0)
    assert idle.wait(1000.0) == 100.0
    assert not idle.overdue(1099.9)
    assert idle.overdue(1100.0)
    assert idle.wait(1200.0) == 0.0
    idle.blank(1100.0)
    assert not idle.overdue(5000.0)  # it is done
    assert idle.wait(1100.0) == 50.0
    assert not idle.over(1149.9)
    assert idle.over(1150.0)


def test_every_key_puts_it_off() -> None:
    idle = Idle(SHORT, 0.0)
    for at in range(0, 2000, 99):
        assert not idle.overdue(at)
        assert idle.takes(at, enter=at % 2 == 0)


def test_no_key_but_enter_goes_on_and_none_is_delivered() -> None:
    idle = Idle(SHORT, 0.0)
    idle.blank(100.0)
    assert not idle.takes(110.0, enter=False)
    assert idle.away
    assert not idle.takes(120.0, enter=True)
    assert not idle.away
    assert idle.takes(120.0 + STILL, enter=False)
    assert not idle.overdue(219.0)
    assert idle.overdue(220.0 + STILL)


def test_keys_in_the_dark_do_not_put_off_leaving() -> None:
    idle = Idle(SHORT, 0.0)
    idle.blank(100.0)
    for at in range(101, 150):
        idle.takes(at, enter=False)
    assert idle.over(150.0)


def test_an_enter_that_was_typed_blindly_does_not_go_on() -> None:
    idle = Idle(SHORT, 0.0)
    idle.blank(100.0)
    assert not idle.takes(100.1, enter=True)  # meant for what stood there just before
    assert idle.away
    assert not idle.takes(110.0, enter=False)
    assert not idle.takes(110.1, enter=True)  # the end of something typed
    assert idle.away
    assert not idle.takes(120.0, enter=True)
    assert not idle.away
    assert not idle.takes(120.1, enter=False)  # what follows in the same burst
    assert not idle.takes(120.2, enter=True)


def test_it_can_be_switched_off_whole_or_in_part() -> None:
    never = Idle(NEVER, 0.0)
    assert not never.overdue(1e9)
    assert never.wait(1e9) is None
    staying = Idle(Limits(100.0, 0.0), 0.0)
    staying.blank(100.0)
    assert not staying.over(1e9)
    assert staying.wait(1e9) is None


@given(st.lists(st.tuples(st.floats(0.01, 300.0), st.booleans()), max_size=40))
def test_what_is_typed_while_it_is_blanked_or_overdue_never_arrives(
    keys: list[tuple[float, bool]],
) -> None:
    idle, at = Idle(SHORT, 0.0), 0.0
    for gap, enter in keys:
        at += gap
        late = gap >= SHORT.blank
        if idle.overdue(at):
            idle.blank(at)
        hidden = idle.away
        taken = idle.takes(at, enter=enter)
        assert not (hidden and taken)
        assert hidden or not late


# -- what is said -------------------------------------------------------------------------------


def test_one_sentence_says_why_whether_it_is_saved_and_what_goes_on() -> None:
    assert away.words(Limits(), saved=True) == (
        "The screen was blanked after 10 minutes without a key; everything is saved, "
        "and Enter goes on."
    )
    assert "; NOT everything could be saved, the program keeps trying, and" in UNSAVED
    assert "after 1 minute without" in away.words(Limits(60, 0), saved=True)
    assert "after 0.05 minutes without" in away.words(Limits(3, 0), saved=True)
    assert away.parting(Limits()).startswith("No key was pressed for 40 minutes, and")


@pytest.mark.parametrize("columns", [1, 20, 80, 500])
@pytest.mark.parametrize("rows", [1, 2, 24])
def test_it_fits_any_window(columns: int, rows: int) -> None:
    for part in away.drawn(SAVED, columns, rows).split("\x1b[")[1:]:
        place, _, line = part.partition("H")
        row, column = map(int, place.split(";"))
        assert 1 <= row <= rows
        assert len(line) <= max(columns - column + 1, 1)


# -- the one who watches ------------------------------------------------------------------------


@dataclass
class Watched:
    """An app, and a clock that is set by hand."""

    at: float = 0.0
    full: bool = False
    said: list[str] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    def keep(self) -> bool:
        self.said.append("keep")
        return not self.full

    def hide(self, words: str) -> None:
        self.said.append(words)

    def reveal(self) -> None:
        self.said.append("reveal")

    def part(self, words: str) -> None:
        self.said.append(words)


@pytest.fixture
async def watched() -> AsyncIterator[tuple[Watched, Absence]]:
    app = Watched()
    absence = Absence(app, SHORT, app.clock)
    absence.look()
    yield app, absence
    absence.stop()


async def test_it_is_wiped_before_it_is_saved_and_then_says_so(
    watched: tuple[Watched, Absence],
) -> None:
    app, absence = watched
    app.at = 100.0
    assert absence.overdue()
    absence.look()
    assert app.said == ["", "keep", SAVED]
    assert not absence.overdue()
    absence.look()
    assert app.said == ["", "keep", SAVED, "keep"]  # nothing is written twice
    assert not absence.takes(enter=False)
    app.at = 110.0
    assert not absence.takes(enter=True)
    assert app.said[-1] == "reveal"


async def test_the_first_key_after_a_sleep_is_not_delivered_and_blanks(
    watched: tuple[Watched, Absence],
) -> None:
    """The timer stands still while the machine sleeps; the clock does not."""
    app, absence = watched
    app.at = 120.0
    assert not absence.takes(enter=True)
    assert app.said == ["", "keep", SAVED]


async def test_what_is_not_saved_is_not_left_and_is_tried_again(
    watched: tuple[Watched, Absence],
) -> None:
    app, absence = watched
    app.at, app.full = 100.0, True
    absence.look()
    assert app.said == ["", "keep", UNSAVED]
    app.at = 100000.0
    absence.look()
    assert app.said == ["", "keep", UNSAVED, "keep"]
    app.full = False
    absence.look()
    assert app.said[-2:] == [SAVED, away.parting(SHORT)]


async def test_one_timer_looks_seldom(watched: tuple[Watched, Absence]) -> None:
    _app, absence = watched
    first = absence._timer  # noqa: SLF001 - what costs something
    assert first is not None
    assert absence.takes(enter=False)
    assert absence._timer is first  # noqa: SLF001 - a key costs nothing
    assert LOOK >= 10


# -- the app ------------------------------------------------------------------------------------


@asynccontextmanager
async def watching() -> AsyncIterator[tuple[Reviewer, Watched]]:
    """A reviewer whose screen says what is hidden; the clock is set by hand."""
    async with reviewing() as reviewer:
        watched, app = Watched(), reviewer.app
        app._absence = Absence(app, SHORT, watched.clock)  # noqa: SLF001 - with a clock
        app.hide = watched.hide  # type: ignore[method-assign]
        app.reveal = watched.reveal  # type: ignore[method-assign]
        yield reviewer, watched


async def test_no_key_or_paste_reaches_the_question_while_it_is_blanked() -> None:
    async with watching() as (reviewer, watched):
        await reviewer.press("2")
        before = reviewer.page
        watched.at = 100.0
        reviewer.app.look()
        assert watched.said == ["", SAVED]
        watched.at = 110.0
        await reviewer.press("1", "enter", "v", "q", "ctrl+q")
        assert reviewer.page == before
        watched.at = 120.0
        await reviewer.press("enter")
        assert watched.said[-1] == "reveal"
        await reviewer.press("1", "enter")  # with the Enter that went on
        assert reviewer.page == before
        watched.at = 121.0
        await reviewer.press("enter")
        assert reviewer.value("dx.kind") == "pm"


async def test_it_leaves_only_what_is_saved() -> None:
    async with watching() as (reviewer, watched):
        await reviewer.press("down", "space")
        reviewer.store.full = True
        watched.at = 100.0
        reviewer.app.look()
        assert watched.said == ["", UNSAVED]
        watched.at = 1000.0
        reviewer.app.look()
        await reviewer.pilot.pause()
        assert reviewer.app.return_code is None
        assert reviewer.store.moved == []
        reviewer.store.full = False
        reviewer.app.look()
    assert reviewer.app.return_code == 0
    assert [draft.text for draft in reviewer.store.saved[-1].drafts] == ["dm"]
    assert reviewer.app.parting == {
        "": f"{away.parting(SHORT)}\nYour answers are saved in cases/case-1.case.toml."
    }
