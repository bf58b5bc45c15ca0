"""One whole version of a case is on the disk at every moment, and only its user can read it."""

import errno
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import Counting
from kept import PACK, case_of, said

from necessity.case.process import machine
from necessity.case.store import FileStore, list_cases, load, path_of, read_file, write_file
from necessity.case.trouble import KEPT
from necessity.errors import CaseError, SaveError
from necessity.session import Session, new_case

UNTOUCHED = "\n  Nothing was loaded and nothing was changed."
FIRST, SECOND = case_of([said("tx_any", value=True)]), case_of([said("tx_any", value=False)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cases"


@pytest.fixture(params=[0o000, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    assert tmp_path.is_dir()  # it is made before, by a test that must be able to enter it
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# -- writing --------------------------------------------------------------------------------


@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_private_whatever_the_umask(folder: Path) -> None:
    path = FileStore(folder).save(*FIRST)
    assert path == folder / "c-1.case.toml"
    assert (mode(path), mode(folder), mode(folder.parent)) == (0o600, 0o700, 0o700)
    path.chmod(0o666)
    FileStore(folder).save(*SECOND)
    assert mode(path) == 0o600
    assert load(path) == SECOND[0]


@pytest.fixture(params=["link", "dangling", "pipe", "folder", "device", "twice", "theirs"])
def planted(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, str]:
    """What stands where a case should be written, and what is said of it."""
    folder.mkdir(parents=True)
    path, victim = path_of(folder, "c-1"), folder.parent / "victim"
    victim.write_text("mine")
    targets = {"link": victim, "dangling": folder.parent / "none", "device": Path("/dev/null")}
    match request.param:
        case "pipe":
            os.mkfifo(path)
            return path, "it is a pipe or a device, not a file"
        case "folder":
            path.mkdir()
            return path, "it is a folder, not a file"
        case "twice":
            path.hardlink_to(victim)
            return path, "it has a second name elsewhere (a hard link)"
        case "theirs":
            if os.geteuid():
                pytest.skip("only root can give a file to somebody else")
            path.write_text("theirs")
            os.chown(path, 424242, -1)
            return path, "it belongs to 424242, not to you"
    path.symlink_to(targets[request.param])
    return path, "it is a symbolic link, not a file"


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def test_what_was_planted_is_not_replaced_and_not_followed(
    folder: Path, planted: tuple[Path, str]
) -> None:
    path, reason = planted
    before = path.lstat()
    store = FileStore(folder)
    store.take("c-1")
    with pytest.raises(SaveError) as caught:
        store.save(*FIRST)
    assert str(caught.value) == (
        f"{path} could not be written: {reason}. What was there is as it was. Move it away. {KEPT}"
    )
    with pytest.raises(SaveError, match=re.escape(reason)):
        write_file(path, "a summary")
    assert os.path.samestat(path.lstat(), before)
    assert (folder.parent / "victim").read_text() == "mine"
    assert not (folder.parent / "none").exists()
    assert sorted(each.name for each in folder.iterdir()) == ["c-1.case.lock", path.name]
    remove(path)
    assert store.save(*FIRST) == path  # the next save tries again


def test_the_folder_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    chosen = tmp_path / "chosen"
    chosen.symlink_to(folder)
    assert load(FileStore(chosen).save(*FIRST)) == FIRST[0]
    assert [path.name for path in folder.iterdir()] == ["c-1.case.toml"]


@pytest.mark.parametrize("kind", ["link", "twice", "pipe", "folder"])
def test_a_temporary_name_that_is_taken_is_not_written_to(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    monkeypatch.setattr(os, "urandom", lambda count: b"\0" * count)
    path = folder / f".necessity-{machine()}-{os.getpid()}-{'00' * 8}.tmp"
    match kind:
        case "link":
            path.symlink_to(victim)
        case "twice":
            path.hardlink_to(victim)
        case "pipe":
            os.mkfifo(path)
        case _:
            path.mkdir()
    with pytest.raises(SaveError, match="File exists"):
        FileStore(folder).save(*FIRST)
    assert victim.read_text() == "mine"
    assert not (folder / "c-1.case.toml").exists()
    monkeypatch.undo()
    assert load(FileStore(folder).save(*FIRST)) == FIRST[0]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "none" / "summary.txt"
    with pytest.raises(SaveError) as caught:
        write_file(path, "x")
    assert str(caught.value) == (
        f"{path} could not be written: No such file or directory. What was there is as it was. "
        "Make its folder first."
    )
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="Choose a folder that you can write to"):
        FileStore(tmp_path / "file" / "cases").save(*FIRST)


def test_a_session_goes_on_when_saving_fails_and_saves_the_next_time(folder: Path) -> None:
    disk = Counting()
    store = FileStore(folder, disk)
    session = Session(
        new_case("c-1", PACK, (), "j"), PACK, store=store, clock=lambda: None, user="j"
    )
    disk.fail("write", 1, errno.EROFS, ever=True)
    session.answer(said("tx_any", value=True).id, value=True)
    assert "The disk can only be read" in str(session.problem)
    disk.again()
    assert session.save() is not None
    assert session.problem is None
    assert load(folder / "c-1.case.toml").answers == session.case.answers


def test_an_id_that_leads_elsewhere_is_not_saved(folder: Path) -> None:
    case, interview = case_of(id="../x")
    with pytest.raises(SaveError, match="is no case id"):
        FileStore(folder).save(case, interview)
    assert not folder.exists()


def test_what_a_dead_process_left_is_removed(folder: Path) -> None:
    folder.mkdir(parents=True)
    dead = subprocess.Popen(["true"])
    dead.wait()
    here, there = machine(), "0" * 8
    old = {
        f".necessity-{there}-{dead.pid}-6f.tmp",
        ".necessity-7a.tmp",  # as an earlier version named it
    }
    gone = {*old, f".necessity-{here}-{dead.pid}-5e.tmp"}
    alive = f".necessity-{here}-{os.getpid()}-1a.tmp"  # it may save at this moment
    kept = {alive, f".necessity-{there}-{dead.pid}-3c.tmp", ".necessity-4d.tmp", "x.tmp"}
    for name in kept | gone:
        (folder / name).write_text("a case")
    for name in (*old, alive, "x.tmp"):
        os.utime(folder / name, (0, 0))
    path = FileStore(folder).save(*FIRST)
    assert {each.name for each in folder.iterdir()} == kept | {path.name}


def test_what_could_not_be_read_again_is_not_written(folder: Path) -> None:
    store = FileStore(folder)
    path = store.save(*FIRST)
    long = case_of([said("tx_any", value=True, note="a long note\n" * 500_000)])
    with pytest.raises(SaveError) as caught:
        store.save(*long)
    assert str(caught.value) == (
        f"{path} could not be written: it would be larger than 5000000 bytes. It could not be read "
        "again. Shorten the longest note."
    )
    assert load(path) == FIRST[0]
    long = case_of([said("tx_any", value=True, note="x" * 1_000_000)])
    assert load(store.save(*long)) == long[0]  # in one line


# -- elsewhere ------------------------------------------------------------------------------


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, variable in (("home", "HOME"), ("state", "XDG_STATE_HOME"), ("tmp", "TMPDIR")):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    (tmp_path / "file").write_text("")
    return tmp_path


def test_a_case_that_cannot_be_saved_goes_elsewhere(homes: Path, umask: int) -> None:
    store = FileStore(homes / "file" / "cases")
    with pytest.raises(SaveError):
        store.save(*FIRST)
    path = store.save_elsewhere(*FIRST)
    assert path == homes / "home" / "necessity-unsaved" / "c-1.case.toml"
    assert load(path) == FIRST[0]
    assert (mode(path), mode(path.parent)) == (0o600, 0o700), oct(umask)
    assert store.save_elsewhere(*SECOND) == path  # a later version of the same
    other = FileStore(homes / "file" / "cases").save_elsewhere(*FIRST)
    assert other == path.with_name("c-1.conflict-1.case.toml")  # what is there stays
    assert load(path) == SECOND[0]
    assert FileStore(path.parent).load(other).answers == FIRST[0].answers


def test_where_it_goes_is_private_or_it_does_not_go_there(homes: Path, tmp_path: Path) -> None:
    first = homes / "home" / "necessity-unsaved"
    first.mkdir()
    first.chmod(0o755)
    second = homes / "state" / "necessity" / "unsaved"
    third = homes / "tmp" / f"necessity-unsaved-{os.geteuid()}"
    assert FileStore(homes / "file").save_elsewhere(*FIRST) == second / "c-1.case.toml"
    (second / "c-1.case.toml").unlink()
    second.rmdir()
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    second.symlink_to(theirs)
    assert FileStore(homes / "file").save_elsewhere(*FIRST) == third / "c-1.case.toml"
    (third / "c-1.case.toml").unlink()
    third.rmdir()
    third.write_text("")
    with pytest.raises(SaveError) as caught:
        FileStore(homes / "file").save_elsewhere(*FIRST)
    said_first, *tried = str(caught.value).splitlines()
    assert said_first == "The case could not be written anywhere."
    assert [line.split(" could not be written: ")[1].split(".")[0] for line in tried] == [
        "it is no private folder of yours",
        "Not a directory",  # so Linux calls a link that must not be followed
        "Not a directory",
    ]
    assert [*theirs.iterdir(), *first.iterdir()] == []


# -- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "..",
        "../x",
        "a/b",
        "/etc/x",
        "a..b",
        "-rf",
        ".hidden",
        "a\n",
        "a b",
        "a\0",
        "é",
        "x" * 82,
    ],
)
def test_an_id_that_cannot_name_a_file(id_: str) -> None:
    with pytest.raises(CaseError, match="is no case id"):
        path_of(Path("cases"), id_)


@pytest.mark.parametrize("id_", ["a", "2026-1120-003", "A.b_c-d", "x" * 81])
def test_an_id_that_can(id_: str) -> None:
    assert path_of(Path("cases"), id_) == Path("cases") / f"{id_}.case.toml"


def test_the_cases_of_a_folder(tmp_path: Path) -> None:
    names = ("b.case.toml", "a.case.toml", ".c.case.toml", "d.toml", "a.summary.txt")
    for name in (*names, "a.case.toml.bak", "e.case.toml.bak", "a.case.lock"):
        (tmp_path / name).write_text("")
    found = [path.name for path in list_cases(tmp_path)]
    assert found == ["a.case.toml", "b.case.toml", "e.case.toml"]  # of e there is a backup
    assert list_cases(tmp_path / "none") == []


def test_a_copy_is_not_gone_on_with_over_the_case_it_was_copied_from(folder: Path) -> None:
    path = FileStore(folder).save(*FIRST)
    copy = path.rename(folder / "copy.case.toml")
    with pytest.raises(CaseError) as caught:
        FileStore(folder).load(copy)
    assert str(caught.value) == (
        f'{copy}: it holds the case "c-1". Name it c-1.case.toml to go on with it.{UNTOUCHED}'
    )
    assert read_file(copy) == FIRST[0]  # to look at it is another matter
