"""A search that reached a bound says so, in the text, in JSON and in the screens' list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PACK_FOLDER
from necessity.answers import Answer, AnswerId, Given, How
from necessity.decide.outlook import CUT_SHORT
from necessity.decide.settle import cut_short, ways_to_settle
from necessity.decide.ways import FALSE, TRUE
from necessity.decide.why import why
from necessity.interview import engine
from necessity.interview.state import Interview
from necessity.opening import ALL, Wish, open_file
from necessity.pack.model import Criterion, DeterminationSpec, Pack, Policy
from necessity.pack.questions import Boolean, Section
from necessity.replay import Replayed, explained
from necessity.session import new_case
from necessity.tui.reasons import policy_lines

EVERY = Wish(policies=(ALL,))
MANY, FEW = 25, 3
"""25 of one and 25 of the other make 625 sets; 400 are kept."""


def pack_of(condition: str, count: int) -> Pack:
    """One line over twice so many questions of yes and no."""
    ids = [f"{letter}{n}" for letter in "ab" for n in range(count)]
    line = Criterion(id="line", text="The line", met_when=condition)
    policy = Policy(
        id="p",
        title="A policy",
        version="1",
        source="s",
        determination=(DeterminationSpec(id="d", asks="Is it so?", criterion="line"),),
        criterion=(line,),
    )
    items = tuple(Boolean(type="boolean", id=id_, text=id_) for id_ in ids)
    return Pack(
        id="wide",
        title="A wide pack",
        version="1",
        digest="sha256:0",
        sections=(Section(id="one", title="One", item=items),),
        policies={"p": policy},
    )


def joined(letter: str, word: str, count: int) -> str:
    return f"({f' {word} '.join(f'{letter}{n} = yes' for n in range(count))})"


def undetermined(count: int) -> Interview:
    """Any of these and any of those, and nothing is answered."""
    text = f"{joined('a', 'or', count)} and {joined('b', 'or', count)}"
    return engine.opened(pack_of(text, count), ("p",))


def met(count: int) -> Interview:
    """All of these or all of those, and everything is answered yes."""
    pack = pack_of(f"{joined('a', 'and', count)} or {joined('b', 'and', count)}", count)
    given = Given(how=How.MANUAL)
    answers = tuple(Answer(id=AnswerId(id_), value=True, given=given) for id_ in pack.questions)
    return engine.opened(pack, ("p",), answers)


def replayed(interview: Interview) -> Replayed:
    case = new_case("x", interview.pack, ("p",), "")
    return Replayed(file="x", case=case, interview=interview)


@pytest.mark.parametrize("make", [undetermined, met])
def test_a_search_that_reached_a_bound_says_so(make: Callable[[int], Interview]) -> None:
    interview = make(MANY)
    assert why(interview.standings).count(f"  {CUT_SHORT}") == 1
    assert policy_lines(interview).count(f"  {CUT_SHORT}") == 1
    (entry,) = explained(replayed(interview))["determinations"]
    assert entry["cut_short"] is True


@pytest.mark.parametrize("make", [undetermined, met])
def test_one_that_reached_none_says_nothing(make: Callable[[int], Interview]) -> None:
    interview = make(FEW)
    assert f"  {CUT_SHORT}" not in why(interview.standings)
    (entry,) = explained(replayed(interview))["determinations"]
    assert entry["cut_short"] is False


def test_only_the_search_that_was_cut_is_told() -> None:
    interview = undetermined(MANY)
    (standing,) = interview.standings
    (determination,) = standing.determinations
    assert cut_short(standing, determination, TRUE)
    assert not cut_short(standing, determination, FALSE)
    assert len(ways_to_settle(standing, determination)) == 10


def test_what_is_remembered_of_a_calculation_is_told_again(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several policies ask the same of a dose: the second is answered from memory."""
    monkeypatch.setattr("necessity.decide.trial._TURNS", 1)
    example = PACK_FOLDER / "examples" / "order-sheet-only.toml"
    interview = open_file(example, pack, EVERY).interview
    cut = {
        standing.policy.id
        for standing in interview.standings
        for determination in standing.determinations
        if cut_short(standing, determination, TRUE)
    }
    assert len(cut) > 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted((PACK_FOLDER / "examples").glob("*.toml")), ids=lambda p: p.stem
)
def test_it_never_happens_with_the_shipped_pack(path: Path, pack: Pack) -> None:
    interview = open_file(path, pack, EVERY).interview
    for standing in interview.standings:
        for determination in standing.determinations:
            assert not cut_short(standing, determination, TRUE, FALSE)
    assert not any(CUT_SHORT in line for line in why(interview.standings))
