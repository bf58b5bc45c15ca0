"""What another program wrote is never written over; whose it is not goes on beside it."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from disks import Counting
from kept import case_of, said

from necessity.case.store import FileStore, list_cases, load
from necessity.errors import CaseError, SaveError

FIRST, SECOND = case_of([said("tx_any", value=True)]), case_of([said("tx_any", value=False)])
THIRD = case_of([said("tx_any", value=True), said("tx#1.drug", "rituximab")])


def test_a_file_that_was_changed_is_not_written_over(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    path = store.save(*FIRST)
    store.load(path)
    FileStore(tmp_path).save(*SECOND)
    copy = store.save(*THIRD)
    assert copy == tmp_path / "c-1.conflict-1.case.toml"
    assert store.notice == (
        "c-1.case.toml was changed by another program since it was opened here, and is left as it "
        "is. From now on your answers are saved in c-1.conflict-1.case.toml."
    )
    assert load(path) == SECOND[0]
    assert FileStore(tmp_path).load(copy) == replace(THIRD[0], id="c-1.conflict-1")
    # it goes on there, under either id
    assert store.save(*FIRST) == copy
    assert store.notice
    assert store.save(replace(FIRST[0], id="c-1.conflict-1"), FIRST[1]) == copy
    assert load(path) == SECOND[0]
    # and the copy is guarded as the case was
    FileStore(tmp_path).save(replace(SECOND[0], id="c-1.conflict-1"), SECOND[1])
    assert store.save(*THIRD) == tmp_path / "c-1.conflict-2.case.toml"


@pytest.mark.parametrize("change", [b"# a note\n", b"\0", b"x" * 6_000_000])
def test_any_change_counts(tmp_path: Path, change: bytes) -> None:
    store = FileStore(tmp_path)
    path = store.save(*FIRST)
    with path.open("ab") as file:
        file.write(change)
    before = path.read_bytes()
    assert store.save(*SECOND) == tmp_path / "c-1.conflict-1.case.toml"
    assert path.read_bytes() == before


def test_a_case_that_goes_on_in_a_copy_has_the_lock_of_the_copy(tmp_path: Path) -> None:
    path = FileStore(tmp_path).save(*FIRST)
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    store.take("c-1")
    store.load(path)
    path.write_bytes(path.read_bytes() + b"# a note\n")
    store.save(*SECOND)
    assert other.take("c-1") is None
    assert other.take("c-1.conflict-1") is not None
    assert store.take("c-1.conflict-1") is None  # its own
    assert store.take("c-1") is not None
    other.release()
    assert store.take("c-1") is None
    assert store.load(path) == FIRST[0]
    assert store.save(*THIRD) == path
    store.release()
    assert not list(tmp_path.glob("*.lock"))


def test_a_file_that_appears_is_not_written_over(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.begin("c-1")
    FileStore(tmp_path).save(*FIRST)
    assert store.save(*SECOND) == tmp_path / "c-1.conflict-1.case.toml"
    assert load(tmp_path / "c-1.case.toml") == FIRST[0]


def test_a_file_that_appears_at_the_last_moment_is_not_written_over(tmp_path: Path) -> None:
    disk = Counting()
    store = FileStore(tmp_path, disk)
    path = tmp_path / "c-1.case.toml"

    def appear(name: str, count: int, _: object) -> None:
        if (name, count) == ("link", 1):
            path.write_text("theirs")

    disk.before = appear
    assert store.save(*FIRST) == tmp_path / "c-1.conflict-1.case.toml"
    assert path.read_text() == "theirs"


def test_what_is_no_case_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "c-1.case.toml"
    path.write_text("my shopping list")
    assert FileStore(tmp_path).save(*FIRST) == tmp_path / "c-1.conflict-1.case.toml"
    assert path.read_text() == "my shopping list"


def test_a_case_that_was_removed_is_written_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    path = store.save(*FIRST)
    path.unlink()
    assert store.save(*SECOND) == path
    assert load(path) == SECOND[0]


@pytest.mark.parametrize("id_", ["x" * 81, f"a.{'x' * 67}.{'y' * 11}"])
def test_a_copy_of_a_case_with_the_longest_id_has_an_id(tmp_path: Path, id_: str) -> None:
    assert len(id_) == 81
    store = FileStore(tmp_path)
    store.begin(id_)
    FileStore(tmp_path).save(*case_of(id=id_))
    copy = store.save(*case_of(id=id_))
    assert FileStore(tmp_path).load(copy).id == copy.name.removesuffix(".case.toml")
    assert copy in list_cases(tmp_path)


def test_a_case_that_is_begun_is_new(tmp_path: Path) -> None:
    FileStore(tmp_path).save(*FIRST)
    FileStore(tmp_path).save(*SECOND)
    for name in ("c-1.case.toml", "c-1.case.toml.bak"):
        with pytest.raises(CaseError, match='There is a case "c-1" already, or a backup of one'):
            FileStore(tmp_path).begin("c-1")
        (tmp_path / name).unlink()
    FileStore(tmp_path).begin("c-1")
    (tmp_path / "c-1.case.toml").symlink_to("none")
    with pytest.raises(CaseError, match="already"):
        FileStore(tmp_path).begin("c-1")


def signalled(folder: Path, at: int, *, begun: bool, taken: bool) -> tuple[str, str]:
    """Save, and once more in front of that call of the save; give its name, and what stands."""
    disk = Counting()
    store = FileStore(folder, disk)
    if taken:
        store.take("c-1")
    if begun:
        store.save(*FIRST)
    disk.again()
    found: list[str] = []

    def signal(name: str, *_: object) -> None:
        if len(disk.calls) == at:
            disk.before = lambda *_: None
            found.append(name)
            try:
                store.save(*THIRD)
            except SaveError as error:
                found.append(str(error))

    disk.before = signal
    path = store.save(*SECOND)
    disk.again()
    now = load(path)
    assert store.save(*FIRST) == path == folder / "c-1.case.toml"  # no copy: all is its own work
    assert load(path) == FIRST[0]
    return " ".join(found), "inner" if now == THIRD[0] else "outer"


@pytest.mark.slow
@pytest.mark.parametrize("begun", [True, False], ids=["next", "first"])
@pytest.mark.parametrize("taken", [True, False], ids=["open", "not open"])
def test_a_save_for_a_signal_inside_another_is_the_one_that_counts(
    tmp_path: Path, *, begun: bool, taken: bool
) -> None:
    """What is asked for while a save goes on is newer than what is being saved."""
    found = [
        signalled(tmp_path / str(at), at, begun=begun, taken=taken)
        for at in range(1, 50 if taken else 70)
    ]
    assert found[-1] == ("", "outer")  # there are no more calls
    inside = [(name, what) for name, what in found if name]
    assert len(inside) > 12
    # Only in the last moment before the old version is replaced it is too late: then the outer one
    # stands, and the session, which knows that there was a signal, saves once more.
    late = [name for name, what in inside if what == "outer"]
    if taken:
        assert late == ["rename"] * begun
        return
    # and where each save makes a lock of its own, it is in the way while it is being made
    refused = [name for name in late if "has it open" in name]
    assert 0 < len(refused) < 10
    assert [name for name in late if name not in refused] == ["rename"] * begun


def test_threads_save_one_after_the_other(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.take("c-1")
    store.begin("c-1")
    versions = [FIRST, SECOND] * 10
    threads = [threading.Thread(target=store.save, args=version) for version in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.release()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["c-1.case.toml", "c-1.case.toml.bak"]
