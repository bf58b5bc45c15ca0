"""The palette finds by clinical words what can be done, gone to and read. No screen."""

import pytest
from small_pack import PACK, reviewing

from necessity.interview.engine import opened
from necessity.interview.state import Interview
from necessity.tui.keys import KEYS
from necessity.tui.palette import DO, LINE, POLICY, WORDS, Action, found, page
from necessity.tui.prompts import Row
from necessity.tui.screens.interview import InterviewScreen
from necessity.tui.screens.palette import Palette
from necessity.tui.screens.reader import Reader

ACTIONS = [Action(key.action, key.call, key.does, key.label) for key in KEYS]


@pytest.fixture
def interview() -> Interview:
    return opened(PACK)


def of(interview: Interview, words: str) -> list[Row]:
    return [row for row in found(interview, ACTIONS, words) if row.reachable]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("request for information", f"{DO}summary"),
        ("export", f"{DO}export"),
        ("PRIOR therapies", f"{DO}rows"),
        ("peer", f"{DO}opine"),
        ("weight", "pt.weight"),
        ("house", f"{POLICY}house"),
        ("methotrexate", "tx#1.drug"),
        ("specialist", "dx.kind"),
    ],
)
def test_what_is_meant_comes_first(interview: Interview, words: str, first: str) -> None:
    assert of(interview, words)[0].key == first


def test_every_word_must_be_there_and_an_action_is_not_found_by_chance(
    interview: Interview,
) -> None:
    assert [row.key for row in of(interview, "why now")] == ["req.why"]
    assert found(interview, ACTIONS, "zzz") == []
    assert {row.key for row in of(interview, "tried")} == {
        *("tx_any", "tx#1.drug", "tx#1.outcome", f"{LINE}house:tried")
    }


def test_without_words_all_questions_are_there(interview: Interview) -> None:
    assert next(row.key for row in of(interview, " ")) == "dx.kind"


def test_words_are_only_kept_for_what_there_is() -> None:
    screen = {key.action for key in KEYS}
    plain = {"next", "rulings", "missing", "request", "rests", "quit", "physician", "takeover"}
    assert set(WORDS) <= screen | plain | {"keys"}


def test_a_policy_a_line_and_a_note_of_it_are_read(interview: Interview) -> None:
    title, lines = page(interview, f"{LINE}house:disease")
    assert title == "House policy (house 1)"
    assert lines[0] == "[cannot be decided yet] The disease"
    assert "Is it needed?" in "\n".join(page(interview, f"{POLICY}house")[1])
    key = next(row.key for row in of(interview, "weighed"))
    assert page(interview, key)[1][:2] == [
        "Weighed",
        "Where it is not known to be so: Weigh first.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_palette_goes_does_and_reads_by_one_key_and_some_words(
    size: tuple[int, int],
) -> None:
    async with reviewing(size=size) as reviewer:
        await reviewer.press("colon")
        assert isinstance(reviewer.app.screen, Palette)
        assert reviewer.page.rstrip().endswith("Esc close")
        await reviewer.type("weigh")
        await reviewer.press("enter")
        assert reviewer.place == "pt.weight"
        await reviewer.press("7", "ctrl+g")
        await reviewer.type("rationale")
        assert "why: why this is asked (w)" in reviewer.page
        await reviewer.press("enter")
        assert isinstance(reviewer.app.screen, Reader)
        await reviewer.press("escape")
        assert "| 7 " in reviewer.page
        await reviewer.press("ctrl+g")
        await reviewer.type("house")
        await reviewer.press("enter")
        assert "House policy (house 1)" in reviewer.page
        await reviewer.press("escape", "ctrl+g", "escape")
        assert isinstance(reviewer.app.screen, InterviewScreen)
        await reviewer.press("ctrl+g")
        await reviewer.type("close determination")
        await reviewer.press("enter")
        assert reviewer.place is None
        assert "close" in reviewer.page.lower() or "agree" in reviewer.page.lower()
