"""Excerpts corrected, the order in which records are offered, and the digest of a file."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from kept import AT, case_of, said
from test_case_records import CONSULT, done

from necessity.answers import Given
from necessity.case import records
from necessity.case.audit import append
from necessity.case.disk import Disk
from necessity.case.edited import taken_up
from necessity.case.file import NotOurs, digest_of
from necessity.case.layout import write
from necessity.case.model import Case
from necessity.case.read import read
from necessity.case.records import About, Done
from necessity.case.verify import verify
from necessity.errors import EventRefused


@pytest.fixture
def case() -> Case:
    first, _ = case_of(saved=AT)
    one = done(records.added(taken_up(first, "jlee", AT).case, CONSULT))
    return done(records.quoted(one, "R1", "dermatomyosits", "p. 1"))


def test_an_excerpt_is_corrected_under_its_number_and_the_log_tells_it(case: Case) -> None:
    after = done(records.requoted(case, "R1.1", " dermatomyositis ", "p. 2"))
    assert records.citable(after) == ("R1", "R1.1")
    assert after.records[0].excerpt[0].quote == "dermatomyositis"
    page = write(after, case_of()[1])
    loaded = read(page, "c")
    assert loaded.records == after.records
    assert verify(loaded, page).whole
    assert (loaded.log[-1].did, loaded.log[-1].what) == ("record_changed", "R1")


def test_an_excerpt_is_never_corrected_to_nothing(case: Case) -> None:
    with pytest.raises(EventRefused, match="Nothing is quoted"):
        records.requoted(case, "R1.1", " ")
    with pytest.raises(EventRefused, match=r'no excerpt "R1\.2"'):
        records.requoted(case, "R1.2", "a")
    with pytest.raises(EventRefused, match="at most 200"):
        records.requoted(case, "R1.1", "a", "p" * 201)
    with pytest.raises(EventRefused, match="at most 200"):
        records.added(case, About(title="a", author="x" * 201))


def later(made: Done, minutes: int) -> Case:
    case, entry = made
    at = AT + timedelta(minutes=minutes)
    return replace(case, log=append(case.log, replace(entry, by="jlee", at=at)))


def test_what_was_entered_after_the_last_citation_is_offered_before_it(case: Case) -> None:
    given = Given(by="jlee", at=AT + timedelta(minutes=5))
    resting = replace(said("tx_any", value=True), rests_on=("R1",), given=given)
    assert records.recent([resting], case) == ("R1", "R1.1")
    before = later(records.quoted(case, "R1", "earlier"), 4)
    after = later(records.quoted(before, "R1", "later"), 6)
    assert records.recent([resting], after) == ("R1.3", "R1", "R1.2", "R1.1")


# -- the digest of a file -----------------------------------------------------------------------


def test_the_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    data = os.urandom(2_500_000)  # more than is read at once
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    assert digest_of(path, Disk(), len(data)) == f"sha256:{sha256(data).hexdigest()}"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"12345")
    with pytest.raises(NotOurs, match="larger than 4 bytes"):
        digest_of(path, Disk(), 4)


def _link(path: Path) -> None:
    (path.parent / "other").write_bytes(b"secret")
    path.symlink_to(path.parent / "other")


@pytest.mark.parametrize(
    ("make", "words"),
    [(Path.mkdir, "a folder"), (os.mkfifo, "a pipe"), (_link, "a symbolic link")],
)
def test_what_is_no_file_is_refused(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "scan.pdf"
    make(path)
    with pytest.raises(NotOurs, match=words):
        digest_of(path, Disk(), 100)


def test_a_file_that_changes_while_it_is_read_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"12345")

    class Busy(Disk):
        def read(self, number: int, count: int) -> bytes:
            with path.open("ab") as file:
                file.write(b"6")
            return super().read(number, min(count, 100))

    with pytest.raises(NotOurs, match="being changed"):
        digest_of(path, Busy(), 20)
