"""Every system call of a save fails in turn, with everything that a system may say.

The old or the new version is whole then, nothing is left behind, and the next save succeeds.
"""

import errno
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import LOCKING, Counting
from kept import case_of, said

from necessity.case.model import Case
from necessity.case.store import FileStore, load
from necessity.case.trouble import KEPT
from necessity.errors import SaveError
from necessity.interview.state import Interview

ERRORS = [
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.ENOENT,
    errno.ESTALE,
    errno.EFBIG,
    errno.EMFILE,
    errno.EINVAL,
    errno.ENOTSUP,
    errno.ENOLCK,
    errno.EEXIST,
    errno.EXDEV,
    errno.EBADF,
]
NUMBERS = ("10", "20", "30")


def numbered(text: str) -> tuple[Case, Interview]:
    return case_of([said("tx_any", value=True), said("tx#1.drug", value=text)])


FIRST, SECOND, THIRD = map(numbered, NUMBERS)


class Bench:
    """A store on a disk that can fail, with one version saved, or none."""

    def __init__(self, folder: Path, *, begun: bool) -> None:
        self.folder, self.disk = folder, Counting()
        self.store = FileStore(folder, self.disk)
        self.path = folder / "c-1.case.toml"
        assert self.store.take("c-1") is None
        if begun:
            for version in (numbered("0"), FIRST):
                self.store.save(*version)
        self.before = FIRST[0] if begun else None

    def stands(self) -> Case | None:
        """What a reader finds."""
        return load(self.path) if self.path.exists() else None

    def others(self) -> set[str]:
        """What stands in the folder beside the case, its backup and its lock."""
        usual = {"c-1.case.toml", "c-1.case.toml.bak", "c-1.case.lock"}
        return {path.name for path in self.folder.iterdir()} - usual

    def check(self, name: str) -> None:
        """Save while something fails: say, keep and leave what is promised; then save again."""
        try:
            assert self.store.save(*SECOND) == self.path
        except SaveError as error:
            self.check_words(str(error))
        else:
            assert self.stands() == SECOND[0]
        self.disk.again()
        assert self.stands() in (self.before, SECOND[0])
        if self.before:
            assert load(self.folder / "c-1.case.toml.bak") in (numbered("0")[0], FIRST[0])
        assert name == "unlink" or not self.others()
        assert self.store.save(*THIRD) == self.path
        assert self.stands() == THIRD[0]
        assert not self.others()
        self.store.release()
        assert not (self.folder / "c-1.case.lock").exists()

    def check_words(self, words: str) -> None:
        """One plain sentence on what is wrong, what was kept, what to do, what happens next."""
        written = f"{re.escape(str(self.path))} is written, but the disk did not confirm it: .+\\."
        kept = (
            f"{re.escape(str(self.path))} could not be written: .+\\. What was there is as it was"
        )
        assert re.fullmatch(f"({written}|{kept}\\.) [A-Z].+\\. {re.escape(KEPT)}", words), words
        now = self.stands()
        assert now == (SECOND[0] if " is written" in words else self.before)


def calls_of_a_save(folder: Path, *, begun: bool) -> Iterator[tuple[str, int]]:
    bench = Bench(folder, begun=begun)
    bench.disk.again()
    bench.store.save(*SECOND)
    for name, count in Counter(bench.disk.calls).items():
        yield from ((name, number) for number in range(1, count + 1))


@pytest.mark.slow
@pytest.mark.parametrize("begun", [False, True], ids=["first", "next"])
@pytest.mark.parametrize("ever", [False, True], ids=["once", "ever"])
def test_each_call_fails_in_turn(tmp_path: Path, *, begun: bool, ever: bool) -> None:
    places = list(calls_of_a_save(tmp_path / "counted", begun=begun))
    assert {"open", "write", "fsync", "fchmod", "link", "rename"} - {"rename"} <= {
        name for name, _ in places
    }
    for name, number in places:
        # a system that says a file is gone which is there cannot be helped
        for error in ERRORS if name != "unlink" else set(ERRORS) - {errno.ENOENT}:
            bench = Bench(tmp_path / f"{name}-{number}-{error}", begun=begun)
            bench.disk.fail(name, number, error, ever=ever)
            bench.check(name)


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_the_lock_fails_in_turn(tmp_path: Path, error: int) -> None:
    for number in range(1, 4):
        for name in (*LOCKING, "open", "fstat", "stat", "read", "fchmod", "write", "make_folder"):
            disk = Counting()
            disk.fail(name, number, error)
            store = FileStore(tmp_path / f"{name}-{number}" / "cases", disk)
            assert store.take("c-1") is None  # nobody else has it
            disk.again()
            path = store.save(*FIRST)
            assert load(path) == FIRST[0]
            store.release()
            assert [each.name for each in store.folder.iterdir()] == ["c-1.case.toml"]


def test_a_save_that_fails_is_said_in_whole_sentences(tmp_path: Path) -> None:
    bench = Bench(tmp_path, begun=True)
    bench.disk.fail("write", 1, errno.ENOSPC)
    with pytest.raises(SaveError) as caught:
        bench.store.save(*SECOND)
    assert str(caught.value) == (
        f"{bench.path} could not be written: No space left on device. What was there is as it was. "
        "The disk is full: make room on it. Your answers are kept in the program, and the next "
        "save tries again."
    )
    bench.disk.fail("fsync", 2, errno.EIO)
    with pytest.raises(SaveError) as caught:
        bench.store.save(*SECOND)
    assert str(caught.value).startswith(
        f"{bench.path} is written, but the disk did not confirm it: Input/output error. "
    )


def test_a_case_is_whole_at_every_moment(tmp_path: Path) -> None:
    bench = Bench(tmp_path, begun=True)
    seen = set()

    def look(name: str, count: int, _: object) -> None:
        seen.add(name)
        assert bench.stands() in (FIRST[0], SECOND[0]), (name, count)
        load(tmp_path / "c-1.case.toml.bak")

    bench.disk.before = look
    bench.store.save(*SECOND)
    assert {"write", "fsync", "link", "rename"} <= seen


def test_the_file_is_flushed_then_named_then_its_folder_is_flushed(tmp_path: Path) -> None:
    bench = Bench(tmp_path, begun=True)
    done: list[str] = []

    def note(name: str, _: int, given: tuple[object, ...]) -> None:
        if name == "fsync":
            number = given[0]
            assert isinstance(number, int)
            done.append("folder" if Path(f"/proc/self/fd/{number}").is_dir() else "file")
        elif name in ("link", "rename"):
            done.append(f"{name} {given[1] if name == 'rename' else given[0]}")
            assert not {"c-1"} & {str(given[0])[:3]} or name == "link"  # a temporary name is mute

    bench.disk.before = note
    bench.store.save(*SECOND)
    assert done == [
        "file",
        "link c-1.case.toml",
        "rename c-1.case.toml.bak",
        "rename c-1.case.toml",
        "folder",
    ]


def test_an_interrupt_at_any_call_leaves_no_temporary_file(tmp_path: Path) -> None:
    for name, number in calls_of_a_save(tmp_path / "counted", begun=True):
        bench = Bench(tmp_path / f"{name}-{number}", begun=True)

        def interrupt(called: str, count: int, _: object, at: object = (name, number)) -> None:
            if (called, count) == at:
                raise KeyboardInterrupt

        bench.disk.before = interrupt
        try:
            bench.store.save(*SECOND)
        except KeyboardInterrupt:
            bench.disk.again()
        assert name == "unlink" or not bench.others()
        assert bench.store.save(*THIRD) == bench.path  # and no copy: it knows its own versions
        assert bench.stands() == THIRD[0]


def test_a_disk_without_second_names_has_a_backup_too(tmp_path: Path) -> None:
    bench = Bench(tmp_path, begun=False)
    bench.disk.fail("link", 1, errno.EPERM, ever=True)
    bench.store.save(*FIRST)
    bench.store.save(*SECOND)
    assert bench.stands() == SECOND[0]
    assert load(tmp_path / "c-1.case.toml.bak") == FIRST[0]
    assert bench.store.notice == ""
    assert not bench.others()


def test_a_backup_that_cannot_be_kept_hinders_no_save(tmp_path: Path) -> None:
    bench = Bench(tmp_path, begun=True)
    (tmp_path / "c-1.case.toml.bak").unlink()
    (tmp_path / "c-1.case.toml.bak").mkdir()
    assert bench.store.save(*SECOND) == bench.path
    assert bench.store.notice == "There is no backup of the version before: Is a directory."
    (tmp_path / "c-1.case.toml.bak").rmdir()
    bench.store.save(*THIRD)
    assert bench.store.notice == ""
    assert not bench.others()


def test_a_vanished_folder_is_made_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "a" / "cases", begun=True)
    for path in bench.folder.iterdir():
        path.unlink()
    bench.folder.rmdir()
    assert bench.store.save(*SECOND) == bench.path
    assert bench.stands() == SECOND[0]
    assert (tmp_path / "a" / "cases" / "c-1.case.lock").exists()

    def vanish(name: str, count: int, _: object) -> None:
        if (name, count) == ("open", 1):  # it is held open at this moment
            for path in bench.folder.iterdir():
                path.unlink()
            bench.folder.rmdir()

    bench.disk.again()
    bench.disk.before = vanish
    assert bench.store.save(*THIRD) == bench.path
    assert bench.stands() == THIRD[0]


def test_a_server_whose_answer_is_lost_is_believed_by_what_it_did(tmp_path: Path) -> None:
    class Lossy(Counting):
        def link(self, old: str, new: str, folder: int) -> None:
            os.link(old, new, src_dir_fd=folder, dst_dir_fd=folder)
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    store = FileStore(tmp_path, Lossy())
    store.begin("c-1")
    assert store.save(*FIRST) == tmp_path / "c-1.case.toml"
    assert [path.name for path in tmp_path.iterdir()] == ["c-1.case.toml"]
