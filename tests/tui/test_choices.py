"""Options by their first letters, and what a number comes to while it is typed."""

from dataclasses import replace

import pytest
from small_pack import PACK, case_with, reviewing

from conftest import PACK_FOLDER
from necessity.answers import AnswerId
from necessity.interview.engine import opened
from necessity.opening import Wish, open_file
from necessity.pack.load import load
from necessity.pack.questions import Choice, Option
from necessity.replay import Replayed
from necessity.tui.choices import beginning, jump
from necessity.tui.prompts import Row
from necessity.tui.supposing import supposed

NAMES = ["Prednisone", "Methylprednisolone, intravenous", "Methotrexate", "Mycophenolate", "IVIG"]
ROWS = [Row(key=str(n), text=name) for n, name in enumerate(NAMES)]


def walked(letters: str, cursor: int | None = None) -> list[int | None]:
    typed, places = "", []
    for letter in letters:
        typed, place = jump(ROWS, typed, letter, cursor)
        cursor = cursor if place is None else place
        places.append(place)
    return places


@pytest.mark.parametrize(
    ("letters", "places"),
    [
        ("P", [0]),
        ("M", [1]),
        ("MMMM", [1, 2, 3, 1]),
        ("METHO", [1, 1, 1, 1, 2]),
        ("MY", [1, 3]),
        ("MP", [1, 0]),
        ("Z", [None]),
        ("IN", [4, 1]),
    ],
)
def test_capitals_go_to_what_begins_so(letters: str, places: list[int | None]) -> None:
    assert walked(letters) == places


def test_a_word_counts_only_where_nothing_begins_so() -> None:
    assert beginning(ROWS, "i") == [4]
    assert beginning(ROWS, "intra") == [1]
    assert beginning([replace(ROWS[0], heading=True)], "p") == []


@pytest.fixture(scope="module")
def seed() -> Replayed:
    return open_file(PACK_FOLDER / "examples" / "seed-case.toml", load(PACK_FOLDER), Wish())


def test_a_number_says_what_it_would_come_to_and_answers_nothing(seed: Replayed) -> None:
    interview = seed.interview
    step = interview.step(AnswerId("pt.weight"))
    said = supposed(interview, step, "71")
    assert said.startswith("With 71 kg: grams, by actual weight: 142 g; ")
    assert said.endswith("; and 1 more")
    assert interview.step(AnswerId("pt.weight")) == step
    dose = interview.step(AnswerId("dose.per_kg_day"))
    assert "dose per cycle: 2.4 g/kg" in supposed(interview, dose, "1.2")


@pytest.mark.parametrize("text", ["", " ", "seven", "7000", "-1", "?awaited", "70 g"])
def test_what_is_no_answer_yet_comes_to_nothing(seed: Replayed, text: str) -> None:
    interview = seed.interview
    assert supposed(interview, interview.step(AnswerId("pt.weight")), text) == ""


def test_only_numbers_are_supposed() -> None:
    interview = opened(PACK)
    assert supposed(interview, interview.steps[0], "dm") == ""
    assert supposed(interview, None, "7") == ""


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_it_comes_to_stands_below_the_field_while_it_is_typed(
    seed: Replayed, size: tuple[int, int]
) -> None:
    case = case_with(answers=seed.case.answers, place=AnswerId("pt.weight"), policies=())
    pack = replace(load(PACK_FOLDER), id=PACK.id)
    async with reviewing(case, size=size, pack=pack) as reviewer:
        await reviewer.press("7", "1")
        assert "= With 71 kg: grams, by actual weight: 142 g" in reviewer.page
        await reviewer.press("x")
        assert "= With" not in reviewer.page
        await reviewer.press("backspace", "ctrl+n", "ctrl+b")
        assert "| 71 " in reviewer.page


@pytest.mark.slow
async def test_a_capital_moves_the_cursor_and_enter_answers() -> None:
    names = ("Prednisone", "Methotrexate", "Mycophenolate", *(f"Drug {n}" for n in range(9)))
    options = tuple(Option(code=f"o{n}", text=name) for n, name in enumerate(names))
    first = PACK.sections[0].item[0]
    assert isinstance(first, Choice)
    items = (replace(first, options=options), *PACK.sections[0].item[1:])
    sections = (replace(PACK.sections[0], item=items), *PACK.sections[1:])
    async with reviewing(pack=replace(PACK, sections=sections, policies=PACK.policies)) as reviewer:
        await reviewer.press("M", "Y")
        assert "> ( )  3  Mycophenolate" in reviewer.page
        await reviewer.press("enter")
        assert reviewer.value("dx.kind") == "o2"


@pytest.mark.slow
async def test_where_it_is_yes_or_no_a_capital_answers_as_ever() -> None:
    async with reviewing(case_with(place=AnswerId("tx_any"))) as reviewer:
        await reviewer.press("N")
        assert reviewer.value("tx_any") is False
