"""One whole version of a case is on the disk at every moment, and only its user can read it."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kept import PACK, case_of, said

from necessity.case.bare import Bare
from necessity.case.layout import write
from necessity.case.model import Case
from necessity.case.store import FileStore, list_cases, load, path_of, read_file, write_file
from necessity.errors import CaseError, SaveError
from necessity.interview.state import Interview
from necessity.session import Session, new_case

UNTOUCHED = "\n  Nothing was loaded and nothing was changed."
FIRST, SECOND = case_of([said("tx_any", value=True)]), case_of([said("tx_any", value=False)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cases"


@pytest.fixture(params=[0o000, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


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


@pytest.mark.parametrize("broken", ["replace", "fsync", "fchmod"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = FileStore(folder).save(*FIRST)
    before = path.read_bytes()
    monkeypatch.setattr(os, broken, failing(errno.ENOSPC))
    with pytest.raises(SaveError) as caught:
        FileStore(folder).save(*SECOND)
    assert str(caught.value) == (
        f"{path} could not be written: No space left on device. What was there is as it was. "
        "The disk is full: make room on it."
    )
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


def test_an_interrupt_leaves_no_temporary_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        FileStore(folder).save(*FIRST)
    assert list(folder.iterdir()) == []


def test_the_file_is_flushed_then_put_in_place_then_its_folder_is_flushed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flushed(number: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        fsync(number)

    def replaced(old: str, new: str, **folders: int) -> None:
        done.append("replace")
        assert "c-1" not in old  # a temporary file says nothing of the patient
        replace(old, new, **folders)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", replaced)
    FileStore(folder).save(*FIRST)
    assert done == ["file", "replace", "folder"]


def test_a_planted_link_is_replaced_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path = path_of(folder, "c-1")
    path.symlink_to(victim)
    FileStore(folder).save(*FIRST)
    assert victim.read_text() == "mine"
    assert not path.is_symlink()
    assert load(path) == FIRST[0]


def test_a_pipe_a_folder_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "stdout").symlink_to("/dev/null")
    for name in ("pipe", "folder", "stdout"):
        with pytest.raises(SaveError, match="it is no ordinary file"):
            write_file(tmp_path / name, "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe", "stdout"]


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


def test_a_session_goes_on_when_saving_fails_and_saves_the_next_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(
        new_case("c-1", PACK, (), "j"), PACK, store=FileStore(folder), clock=lambda: None, user="j"
    )
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", failing(errno.EROFS))
        session.answer(said("tx_any", value=True).id, value=True)
        assert session.problem is not None
    assert session.save() is not None
    assert session.problem is None
    assert load(folder / "c-1.case.toml") == session.case


def test_an_id_that_leads_elsewhere_is_not_saved(folder: Path) -> None:
    case, interview = case_of(id="../x")
    with pytest.raises(SaveError, match="is no case id"):
        FileStore(folder).save(case, interview)
    assert not folder.exists()


def test_what_a_killed_process_left_is_removed(folder: Path) -> None:
    folder.mkdir(parents=True)
    old, fresh, other = (
        folder / name for name in (".necessity-1.tmp", ".necessity-2.tmp", "x.tmp")
    )
    for path in (old, fresh, other):
        path.write_text("a case")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    path = FileStore(folder).save(*FIRST)
    assert sorted(folder.iterdir()) == sorted([fresh, other, path])


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
    for name in ("b.case.toml", "a.case.toml", ".c.case.toml", "d.toml", "a.summary.txt"):
        (tmp_path / name).write_text("")
    assert [path.name for path in list_cases(tmp_path)] == ["a.case.toml", "b.case.toml"]
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


# -- reading --------------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith(UNTOUCHED)
    return str(caught.value).removeprefix(f"{path}: ").removesuffix(UNTOUCHED)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(tmp_path) == "it is a folder, not a file."
    assert refusal(tmp_path / "pipe") == "it is a pipe or a device, not a file."
    assert refusal(tmp_path / "device") == "it is a pipe or a device, not a file."
    assert refusal(tmp_path / "none") == "No such file or directory."
    assert refusal(tmp_path / "loop") == "Too many levels of symbolic links."
    assert refusal(tmp_path / "a\0b") == "embedded null byte."


def test_a_very_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "c-1.case.toml"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert refusal(path) == "it is larger than 20000000 bytes."


def test_other_encodings(tmp_path: Path) -> None:
    path, page = tmp_path / "c-1.case.toml", write(*FIRST)
    path.write_text(page, encoding="utf-8-sig")
    assert load(path) == FIRST[0]
    path.write_text(page.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert load(path) == FIRST[0]
    path.write_text(page, encoding="utf-16")
    hint = "It looks like UTF-16. Save it so."
    assert refusal(path) == f"it is not UTF-8 (byte 0). {hint}"
    path.write_bytes(b"x = '\xe9'")
    assert refusal(path) == "it is not UTF-8 (byte 5). Save it so."


def test_a_file_cut_short_is_refused_or_shows_at_its_log(tmp_path: Path) -> None:
    path, page = tmp_path / "c-1.case.toml", write(*FIRST)
    for end in range(0, page.index("[audit]"), 7):
        path.write_text(page[:end])
        try:
            assert load(path).log == ()
        except CaseError as error:
            assert str(error).endswith(UNTOUCHED)  # noqa: PT017 - either will do


def test_either_kind_of_file(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[answers]\ntx_any = "yes"\n')
    assert isinstance(read_file(path), Bare)
    assert refusal(path) == "format: it is missing."
    path.write_text(write(*FIRST))
    assert isinstance(read_file(path), Case)
    assert isinstance(FIRST[1], Interview)
