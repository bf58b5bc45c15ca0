"""A disk that is full, a disk that can only be read, a limit on files: the old version stays."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from kept import case_of, said

from necessity.case.model import Case
from necessity.case.store import FileStore, load
from necessity.errors import SaveError
from necessity.interview.state import Interview

PAGE = 4096


def noted(letters: int) -> tuple[Case, Interview]:
    lines = "a line of a long note\n" * (letters // 22)
    return case_of([said("tx_any", value=True, note=lines)])


SMALL, LARGE = noted(1000), noted(60_000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, *, leave: int) -> Path:
    """Fill the disk but for so many bytes."""
    junk = place / "junk"
    junk.unlink(missing_ok=True)
    with suppress(OSError), junk.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * PAGE)
    os.truncate(junk, max(0, junk.stat().st_size - leave))
    return junk


def test_a_full_disk_keeps_the_old_version(small_disk: Path) -> None:
    folder = small_disk / "cases"
    store = FileStore(folder)
    store.take("c-1")
    path = store.save(*SMALL)
    outcomes = set()
    for pages in range(24):
        junk = fill(small_disk, leave=pages * PAGE)
        before = load(path)
        try:
            store.save(*LARGE)
        except SaveError as error:
            outcomes.add(str(error))
            assert load(path) == before == SMALL[0]
        else:
            outcomes.add("saved")
            assert load(path) == LARGE[0]
        usual = {"c-1.case.toml", "c-1.case.toml.bak", "c-1.case.lock"}
        assert {each.name for each in folder.iterdir()} <= usual
        junk.unlink()
        store.save(*SMALL)  # the next save tries again
        assert load(path) == SMALL[0]
    store.release()
    full = (
        f"{path} could not be written: No space left on device. What was there is as it was. The "
        "disk is full: make room on it. Your answers are kept in the program, and the next save "
        "tries again."
    )
    assert outcomes == {"saved", full}


def test_on_a_full_disk_a_case_is_opened_and_left_for_another_place(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(small_disk / "home"))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (small_disk / "home").mkdir()
    path = FileStore(small_disk).save(*SMALL)
    fill(small_disk, leave=0)
    store = FileStore(small_disk)
    assert store.take("c-1") is None
    store.load(path)
    with pytest.raises(SaveError, match="The disk is full"):
        store.save(*LARGE)
    elsewhere = store.save_elsewhere(*LARGE)
    assert elsewhere.parent.parent == tmp_path
    store.release()
    assert load(elsewhere) == LARGE[0]
    assert load(path) == SMALL[0]


def read_only(folder: Path) -> Iterator[None]:
    """Let the folder take nothing: as root by its disk, else by its mode."""
    if os.geteuid():
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    steps = [["--bind", str(folder), str(folder)], ["-o", "remount,bind,ro", str(folder)]]
    if subprocess.run(["mount", *steps[0]], capture_output=True, check=False).returncode:
        pytest.skip("root writes everywhere, and cannot mount here")
    subprocess.run(["mount", *steps[1]], check=True)
    yield
    subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_that_can_only_be_read(tmp_path: Path) -> None:
    path = FileStore(tmp_path / "cases").save(*SMALL)
    store = FileStore(tmp_path / "cases")
    turns = read_only(tmp_path / "cases")
    next(turns)
    try:
        assert store.take("c-1") is None
        assert store.weak.startswith("No lock could be made (")
        assert store.load(path) == SMALL[0]
        with pytest.raises(SaveError, match=r"Read-only file system|Permission denied"):
            store.save(*LARGE)
        assert load(path) == SMALL[0]
    finally:
        for _ in turns:
            pass
    assert store.save(*LARGE) == path
    assert load(path) == LARGE[0]
    assert store.weak == ""  # locked by now
    store.release()
    names = sorted(each.name for each in path.parent.iterdir())
    assert names == ["c-1.case.toml", "c-1.case.toml.bak"]


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    path = FileStore(tmp_path).save(*SMALL)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
            store = FileStore(tmp_path)
            store.load(path)
            store.save(*LARGE)
        except SaveError as error:
            os.write(tell, str(error).encode())
        finally:
            os._exit(0)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as report:
        assert report.read().decode() == (
            f"{path} could not be written: File too large. What was there is as it was. No file "
            "may be that large here: ask whoever set the limit (ulimit -f)."
        )
    assert load(path) == SMALL[0]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
