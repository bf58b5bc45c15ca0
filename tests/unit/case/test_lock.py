"""One writer at a time; whoever comes second is told who; a dead process holds nothing."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from disks import Counting
from kept import case_of, said

from necessity.case.holder import NOBODY, Holder, held_by, holder
from necessity.case.process import Process, began, this
from necessity.case.store import FileStore, Held, load
from necessity.errors import CaseError, SaveError

FIRST, SECOND = case_of([said("tx_any", value=True)]), case_of([said("tx_any", value=False)])
NO_LOCKS = [errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS]
HOLD = """
import sys
from pathlib import Path
from necessity.case.store import FileStore
store = FileStore(Path(sys.argv[1]))
print(store.take("c-1"), flush=True)
sys.stdin.read()
store.release()
"""


def without_locks(error: int = errno.ENOLCK) -> Counting:
    """A disk on which the kernel locks nothing."""
    disk = Counting()
    disk.fail("flock", 1, error, ever=True)
    return disk


def dead() -> int:
    """The number of a process that has ended."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    return gone.pid


def write_lock(folder: Path, **changed: object) -> Path:
    """A lock file of this process on this computer, or of what is given instead."""
    folder.mkdir(exist_ok=True)
    known = json.loads(Holder(process=this(), mark="t").written())
    path = folder / "c-1.case.lock"
    path.write_text(json.dumps({**known, **changed}))
    return path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the case open."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "None\n"
        yield running
        running.kill()


def test_the_second_who_opens_is_told_who_the_first_is(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    store = FileStore(tmp_path)
    held = store.take("c-1")
    assert held is not None
    assert (held.user, held.host, held.pid) == (this().user, os.uname().nodename, other.pid)
    assert held.since is not None
    assert abs((datetime.now(UTC) - held.since).total_seconds()) < 60
    assert not held.breakable
    assert store.take("c-1", over=True) == held  # the kernel knows better
    with pytest.raises(SaveError) as caught:
        store.save(*FIRST)
    assert str(caught.value) == (
        f"c-1.case.toml could not be written: {held} What was there is as it was. "
        "Leave it there first."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["c-1.case.lock"]
    assert FileStore(tmp_path).take("c-2") is None  # another case
    other.communicate("")
    assert store.take("c-1") is None
    assert load(store.save(*FIRST)) == FIRST[0]


def test_who_has_a_case_open_can_be_seen_from_outside(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    store = FileStore(tmp_path)
    held = store.holder("c-1")
    assert held is not None
    assert held.pid == other.pid
    assert store.holder("c-2") is None
    other.kill()
    other.wait()
    assert store.holder("c-1") is None
    assert store.take("c-1") is None
    assert store.holder("c-1") is None  # it is ours


def test_a_crash_leaves_nothing_stuck(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    store = FileStore(tmp_path)
    assert store.take("c-1") is not None
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert (tmp_path / "c-1.case.lock").exists()
    assert store.take("c-1") is None
    assert store.weak == ""
    store.release()
    assert list(tmp_path.iterdir()) == []


def test_the_words_of_who_holds_it() -> None:
    since = datetime(2026, 11, 20, 14, 2, tzinfo=UTC).astimezone()
    held = Held(user="jlee", host="ward-3", pid=4711, since=since)
    assert str(held) == (f"jlee has it open on ward-3 (process 4711) since {since:%Y-%m-%d %H:%M}.")
    assert str(Held()) == "Somebody has it open."


def test_a_program_that_is_started_does_not_inherit_the_lock(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.take("c-1")
    with subprocess.Popen(["sleep", "60"], close_fds=False) as started:
        store.release()
        assert FileStore(tmp_path).take("c-1") is None
        started.kill()


def test_the_lock_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    before = os.umask(0)
    try:
        store.take("c-1")
        path = tmp_path / "c-1.case.lock"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        inode = path.stat().st_ino
        store.save(*FIRST)
        store.save(*SECOND)
        assert path.stat().st_ino == inode  # the case is renamed, its lock never
    finally:
        os.umask(before)
    store.release()
    assert not path.exists()


def test_a_lock_that_was_removed_by_hand_is_taken_again_or_not(tmp_path: Path) -> None:
    first, second = FileStore(tmp_path), FileStore(tmp_path)
    first.take("c-1")
    (tmp_path / "c-1.case.lock").unlink()
    first.save(*FIRST)
    assert second.take("c-1") is not None
    (tmp_path / "c-1.case.lock").unlink()
    assert second.take("c-1") is None
    with pytest.raises(SaveError, match="has it open"):
        first.save(*SECOND)
    second.release()
    assert first.save(*SECOND) == tmp_path / "c-1.case.toml"


def test_an_id_that_leads_elsewhere_is_not_locked(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is no case id"):
        FileStore(tmp_path).take("../x")


# -- what stands in a lock file -------------------------------------------------------------


def test_a_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    for changed in ({"pid": dead()}, {"pid": dead(), "kernel": True}, {"boot": "before"}):
        for disk in (Counting(), without_locks()):
            write_lock(tmp_path, **changed)
            store = FileStore(tmp_path, disk)
            assert store.take("c-1") is None, changed
            store.release()


def test_a_process_that_has_the_number_of_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    if not began(1):
        pytest.skip("this system does not say when a process began")
    for disk in (Counting(), without_locks()):
        write_lock(tmp_path, began="1")
        store = FileStore(tmp_path, disk)
        assert store.take("c-1") is None
        store.release()


def test_a_live_process_without_kernel_lock_holds_it(tmp_path: Path) -> None:
    for disk in (Counting(), without_locks()):
        write_lock(tmp_path)
        held = FileStore(tmp_path, disk).take("c-1")
        assert held is not None
        assert (held.pid, held.breakable) == (os.getpid(), True)


def test_a_live_process_with_a_kernel_lock_holds_it_where_there_are_none(tmp_path: Path) -> None:
    write_lock(tmp_path, kernel=True)  # as one who sees the same disk otherwise
    assert FileStore(tmp_path, without_locks()).take("c-1") is not None
    assert FileStore(tmp_path).take("c-1") is None  # the kernel would have said so


def test_a_lock_that_is_given_back_at_this_moment_is_not_the_one_to_lock(tmp_path: Path) -> None:
    disk = Counting()
    first, second, third = FileStore(tmp_path), FileStore(tmp_path, disk), FileStore(tmp_path)
    first.take("c-1")

    def give_back(name: str, count: int, _: object) -> None:
        if (name, count) == ("flock", 1):  # it has opened the file of the first
            first.release()
            assert third.take("c-1") is None

    disk.before = give_back
    assert second.take("c-1") is not None
    third.release()
    assert second.take("c-1") is None


def test_who_ends_while_taking_over_is_in_nobodys_way(tmp_path: Path) -> None:
    write_lock(tmp_path, pid=dead()).rename(tmp_path / "c-1.case.lock.over")
    write_lock(tmp_path, pid=dead())
    store = FileStore(tmp_path, without_locks())
    assert store.take("c-1") is None
    store.release()
    assert list(tmp_path.iterdir()) == []
    there = {"machine": "0" * 8, "user": "jlee"}
    write_lock(tmp_path, **there).rename(tmp_path / "c-1.case.lock.over")
    write_lock(tmp_path, **there)
    assert store.take("c-1") is not None
    assert store.take("c-1", over=True) is None
    store.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_computer_is_taken_over_only_when_asked_for(tmp_path: Path) -> None:
    changed = {"machine": "0" * 8, "host": "ward-3", "user": "jlee", "pid": dead()}
    for kernel in (True, False):
        for disk in (Counting(), without_locks()):
            path = write_lock(tmp_path, **changed, kernel=kernel)
            words = path.read_text()
            store = FileStore(tmp_path, disk)
            held = store.take("c-1")
            assert held is not None
            assert (held.user, held.host, held.breakable) == ("jlee", "ward-3", True)
            with pytest.raises(SaveError, match="jlee has it open on ward-3"):
                store.save(*FIRST)
            assert path.read_text() == words
            assert store.take("c-1", over=True) is None
            assert holder(path.read_bytes()).process.pid == os.getpid()
            store.release()
            assert not path.exists()


@pytest.mark.parametrize(
    "words", ["", "{", "[]", "null", "[" * 4000, '{"pid": true}', "\0" * 9000, '{"user": [1]}']
)
def test_a_lock_file_that_says_nothing_holds_nothing(tmp_path: Path, words: str) -> None:
    assert replace(holder(words.encode()), process=NOBODY.process) == NOBODY
    (tmp_path / "c-1.case.lock").write_text(words)
    assert FileStore(tmp_path).take("c-1") is None


def test_what_a_lock_file_says_is_what_was_written() -> None:
    mine = Holder(process=this(), since="2026-11-20T14:02:00+00:00", mark="ab", kernel=True)
    assert holder(mine.written()) == mine
    odd = holder(b'{"user": "\\u001b[31m", "pid": -1, "host": 3, "since": "soon", "kernel": 1}')
    assert odd == Holder(process=replace(NOBODY.process, user="\x1b[31m"), since="soon")
    assert held_by(odd, breakable=True).since is None


def test_a_process_of_another_computer_is_never_known_to_be_dead() -> None:
    there = replace(this(), machine="0" * 8, pid=dead())
    assert not there.dead
    assert not this().dead
    assert not replace(this(), pid=os.getppid(), began="").dead
    for pid in (0, -1, 2**40):
        assert replace(this(), pid=pid).dead
    assert Process(user="", host="", machine="", boot="", pid=1, began="").here is False


# -- disks without locks --------------------------------------------------------------------


@pytest.mark.parametrize("error", NO_LOCKS, ids=errno.errorcode.get)
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_where_the_kernel_locks_nothing_a_file_does(
    tmp_path: Path, *, error: int, links: bool
) -> None:
    def disk() -> Counting:
        made = without_locks(error)
        fails = made.before

        def before(name: str, count: int, given: tuple[object, ...]) -> None:
            fails(name, count, given)
            if name == "link" and not links:
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        made.before = before
        return made

    first, second = FileStore(tmp_path, disk()), FileStore(tmp_path, disk())
    assert first.take("c-1") is None
    assert first.weak == (
        f"This disk has no locks ({os.strerror(error)}): leave the case here before you open it on "
        "another computer."
    )
    held = second.take("c-1")
    assert held is not None
    assert held.pid == os.getpid()
    with pytest.raises(SaveError, match="has it open"):
        second.save(*SECOND)
    first.save(*FIRST)
    first.release()
    assert second.take("c-1") is None
    second.save(*SECOND)
    second.release()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["c-1.case.toml", "c-1.case.toml.bak"]


def test_a_lock_that_another_took_over_is_lost(tmp_path: Path) -> None:
    first, second = (FileStore(tmp_path, without_locks()) for _ in range(2))
    first.take("c-1")
    assert second.take("c-1", over=True) is None
    with pytest.raises(SaveError, match="has it open"):
        first.save(*FIRST)
    first.release()
    assert (tmp_path / "c-1.case.lock").exists()  # the second's
    second.save(*SECOND)


@pytest.mark.parametrize("kernel", [True, False], ids=["kernel", "file"])
@pytest.mark.parametrize("stale", [True, False], ids=["stale", "none"])
def test_of_many_who_come_at_once_one_has_it(tmp_path: Path, *, kernel: bool, stale: bool) -> None:
    for _ in range(5):
        if stale:
            write_lock(tmp_path, pid=dead(), kernel=kernel)
        go, start = os.pipe()
        told, tell = os.pipe()
        wait, end = os.pipe()
        children = []
        for _ in range(8):
            child = os.fork()
            if not child:
                os.close(start)
                os.close(end)
                store = FileStore(tmp_path, Counting() if kernel else without_locks())
                os.read(go, 1)
                held = store.take("c-1")
                os.write(tell, b"0" if held else b"1")
                os.read(wait, 1)  # nobody leaves before all have asked
                os._exit(0)
            children.append(child)
        os.close(start)
        said_ = b"".join(os.read(told, 1) for _ in children)
        os.close(end)
        for child in children:
            os.waitpid(child, 0)
        for number in (go, told, tell, wait):
            os.close(number)
        assert sorted(said_) == sorted(b"1" + b"0" * 7)
        (tmp_path / "c-1.case.lock").unlink()


# -- no lock at all -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "twice"])
def test_a_planted_lock_is_not_written_into(tmp_path: Path, kind: str) -> None:
    victim, path = tmp_path / "victim", tmp_path / "cases" / "c-1.case.lock"
    victim.write_text("mine")
    path.parent.mkdir()
    match kind:
        case "link":
            path.symlink_to(victim)
        case "pipe":
            os.mkfifo(path)
        case "twice":
            path.hardlink_to(victim)
        case _:
            path.mkdir()
    store = FileStore(tmp_path / "cases")
    assert store.take("c-1") is None
    assert store.weak.startswith("No lock could be made (")
    assert store.weak.endswith("): somebody else can open the case at the same time.")
    assert load(store.save(*FIRST)) == FIRST[0]
    store.release()
    assert victim.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_the_lock_of_a_colleague_names_them(tmp_path: Path) -> None:
    os.chown(write_lock(tmp_path), 424242, -1)
    held = FileStore(tmp_path).take("c-1")
    assert held == Held(user="424242")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FileStore(tmp_path / "file" / "cases")
    assert store.take("c-1") is None
    assert store.weak == f"{tmp_path / 'file' / 'cases'} cannot be used: Not a directory."
    with pytest.raises(SaveError, match="Your answers are kept"):
        store.save(*FIRST)
    (tmp_path / "file").unlink()
    assert load(store.save(*FIRST)) == FIRST[0]
    assert FileStore(store.folder).take("c-1") is not None  # and locked by now
