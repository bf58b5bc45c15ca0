"""The version before the last save is there, and is named when it is needed; nobody takes it up."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from kept import case_of, said

from necessity.case.backup import backup_of, original_of
from necessity.case.store import FileStore, list_cases, load, path_of, read_file
from necessity.errors import CaseError

UNTOUCHED = "\n  Nothing was loaded and nothing was changed."
VERSIONS = [case_of([said("tx_any", value=True), said("tx#1.drug", f"drug {n}")]) for n in range(5)]


def test_the_names_lead_to_each_other() -> None:
    assert backup_of("c-1.case.toml") == "c-1.case.toml.bak"
    assert original_of("c-1.case.toml.bak") == "c-1.case.toml"
    assert original_of("c-1.case.toml") == ""


def test_the_backup_is_always_the_version_before(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.take("c-1")
    for number, version in enumerate(VERSIONS):
        path = store.save(*version)
        backup = tmp_path / "c-1.case.toml.bak"
        assert load(path) == version[0]
        assert backup.exists() == bool(number)
        if number:
            assert load(backup) == VERSIONS[number - 1][0]
            assert backup.stat().st_mode & 0o077 == 0
            assert (path.stat().st_nlink, backup.stat().st_nlink) == (1, 1)


def test_a_save_that_was_cut_short_between_two_names_hinders_none(tmp_path: Path) -> None:
    """Each state that a kill can leave: one file with two names, or with three."""
    path = FileStore(tmp_path).save(*VERSIONS[0])
    backup = tmp_path / "c-1.case.toml.bak"
    backup.hardlink_to(path)
    FileStore(tmp_path).save(*VERSIONS[1])
    assert (load(path), load(backup)) == (VERSIONS[1][0], VERSIONS[0][0])
    (tmp_path / f".necessity-0123abcd-{os.getpid()}-ab.tmp").hardlink_to(path)
    FileStore(tmp_path).save(*VERSIONS[2])
    assert (load(path), load(backup)) == (VERSIONS[2][0], VERSIONS[1][0])
    backup.unlink()
    backup.hardlink_to(path)
    (tmp_path / ".necessity-0123abcd-1-cd.tmp").hardlink_to(path)
    FileStore(tmp_path).save(*VERSIONS[3])
    assert (load(path), load(backup)) == (VERSIONS[3][0], VERSIONS[2][0])


def test_a_planted_backup_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    FileStore(tmp_path / "cases").save(*VERSIONS[0])
    backup = tmp_path / "cases" / "c-1.case.toml.bak"
    backup.symlink_to(victim)
    FileStore(tmp_path / "cases").save(*VERSIONS[1])
    assert victim.read_text() == "mine"
    assert load(backup) == VERSIONS[0][0]


def saved_twice(folder: Path) -> Path:
    for version in VERSIONS[:2]:
        path = FileStore(folder).save(*version)
    return path


@pytest.mark.parametrize("broken", ["gone", "cut short", "a folder", "not UTF-8", "a link"])
def test_a_backup_is_named_and_its_commands_work(tmp_path: Path, broken: str) -> None:
    path = saved_twice(tmp_path / "my cases")
    match broken:
        case "cut short":
            path.write_bytes(path.read_bytes()[:-200])
        case "not UTF-8":
            path.write_bytes(b"\xff\xff")
        case _:
            path.unlink()
    if broken == "a folder":
        path.mkdir()
    if broken == "a link":
        path.symlink_to("nowhere")
    for reading in (load, read_file, FileStore(path.parent).load):
        with pytest.raises(CaseError) as caught:
            reading(path)
    said_ = str(caught.value)
    assert said_.startswith(f"{path}: ")
    advice = f"{UNTOUCHED}\n  The version before the last save can be read. To go on with it:\n    "
    command = said_.partition(advice)[2]
    assert command
    quoted = shlex.quote(str(path))
    copied = f"cp -p -- {shlex.quote(f'{path}.bak')} {quoted}"
    aside = f"mv -- {quoted} {shlex.quote(f'{path}.unreadable')} && "
    assert command == (copied if broken == "gone" else aside + copied)
    assert path in list_cases(path.parent)
    subprocess.run(["sh", "-c", command], check=True)
    assert FileStore(path.parent).load(path) == VERSIONS[0][0]
    assert load(path.with_name("c-1.case.toml.bak")) == VERSIONS[0][0]


def test_a_backup_that_is_no_good_is_not_named(tmp_path: Path) -> None:
    path = saved_twice(tmp_path)
    path.unlink()
    path.with_name("c-1.case.toml.bak").write_text("x")
    with pytest.raises(CaseError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: No such file or directory.{UNTOUCHED}"


def test_a_good_backup_is_not_replaced_by_what_cannot_be_read(tmp_path: Path) -> None:
    path = saved_twice(tmp_path)
    path.write_text("broken")
    assert re.search("conflict", FileStore(tmp_path).save(*VERSIONS[3]).name)
    assert load(tmp_path / "c-1.case.toml.bak") == VERSIONS[0][0]
    assert path.read_text() == "broken"


def test_a_file_of_another_name_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="No such file"):
        load(path_of(tmp_path, "none"))
