"""A completed case is amended as its next version; what was signed stays beside it, read only."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from kept import PACK

from necessity.answers import AnswerId
from necessity.case.amending import path_of_version, present
from necessity.case.ledger import of_case, of_log
from necessity.case.source import load_bytes
from necessity.case.store import FileStore, list_cases, load
from necessity.case.verify import verify
from necessity.decide.ruling import Outcome
from necessity.errors import EventRefused, SaveError
from necessity.session import Session, new_case
from necessity.summary import text
from necessity.summary.build import build

NOW = datetime(2026, 11, 22, 14, 31, tzinfo=UTC)
TX_ANY = AnswerId("tx_any")


def session_in(folder: Path) -> Session:
    case = new_case("c-1", PACK, (), "J. Lee, RN")
    return Session(case, PACK, store=FileStore(folder), clock=lambda: NOW, user="jlee")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A completed case in its folder."""
    session = session_in(tmp_path)
    session.answer(TX_ANY, value=False)
    session.complete("", "no treatment")
    return session


def test_the_version_signed_is_kept_byte_for_byte_to_be_read_only(
    session: Session, tmp_path: Path
) -> None:
    signed = (tmp_path / "c-1.case.toml").read_bytes()
    session.amend("a letter came")
    kept = tmp_path / "c-1.v1.case.toml"
    assert kept.read_bytes() == signed
    assert kept.stat().st_mode & 0o777 == 0o400
    assert load(kept).status == "completed"


def test_the_next_version_is_open_and_its_log_goes_on(session: Session, tmp_path: Path) -> None:
    session.amend(" a letter came ")
    case = load(tmp_path / "c-1.case.toml")
    assert (case.status, case.version, case.status_words) == ("amended", 2, "amended, version 2")
    entry = case.log[-1]
    assert (entry.did, entry.what, entry.why, entry.by) == (
        "amended", "version 2", "a letter came", "jlee",
    )  # fmt: skip
    session.answer(TX_ANY, value=True, why="the letter")
    session.complete("", "a treatment", {"p.d": Outcome.MET})
    data, case = load_bytes(tmp_path / "c-1.case.toml")
    assert (case.status, case.version) == ("completed", 2)
    assert [opinion.version for opinion in case.opinions] == [1, 2]
    assert verify(case, data.decode()).whole
    assert of_log(case.log) == of_case(case)


def test_an_amended_case_is_amended_again(session: Session, tmp_path: Path) -> None:
    session.amend("a letter came")
    session.complete("", "seen")
    session.amend("another one")
    assert load(tmp_path / "c-1.case.toml").version == 3
    assert load(tmp_path / "c-1.v2.case.toml").version == 2
    assert of_log(session.case.log) == of_case(session.case)


def test_what_is_amended_must_be_completed_and_have_a_reason(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    with pytest.raises(EventRefused, match="Only a completed case is amended"):
        session.amend("why not")
    session.complete("", "seen")
    with pytest.raises(EventRefused, match="needs a reason"):
        session.amend(" ")
    assert session.case.status == "completed"


def test_undoing_does_not_reach_into_what_was_signed(session: Session) -> None:
    session.amend("a letter came")
    with pytest.raises(EventRefused, match="There is nothing to undo"):
        session.undo()


def test_another_file_in_the_place_of_the_kept_one_is_not_replaced(
    session: Session, tmp_path: Path
) -> None:
    other = tmp_path / "c-1.v1.case.toml"
    other.write_text("mine")
    session.amend("a letter came")
    assert session.problem is not None
    assert session.case.status == "completed"
    assert other.read_text() == "mine"


def test_an_amendment_that_could_not_be_saved_is_tried_again(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.case
    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "save", _refusing)
        session.amend("a letter came")
    assert session.problem is not None
    assert session.case == before
    assert (tmp_path / "c-1.v1.case.toml").exists()
    session.amend("a letter came")
    assert session.problem is None
    assert load(tmp_path / "c-1.case.toml").version == 2


def _refusing(*_: object) -> Path:
    raise SaveError("The disk is full.")


def test_a_kept_version_is_no_case_of_its_own(session: Session, tmp_path: Path) -> None:
    session.amend("a letter came")
    assert path_of_version(tmp_path / "c-1.case.toml", "c-1", 1).name == "c-1.v1.case.toml"
    assert [path.name for path in present(list_cases(tmp_path))] == ["c-1.case.toml"]
    alone = [tmp_path / "x.v1.case.toml", tmp_path / "c-1.case.toml"]
    assert present(alone) == alone


def test_the_summary_says_which_version_a_determination_is_of(session: Session) -> None:
    session.amend("a letter came")
    said = " ".join(text.render(build(session.interview, session.case)).split())
    assert "amended, version 2" in said
    assert "The reviewer (jlee), of version 1, agrees with the program" in said
