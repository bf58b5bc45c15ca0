"""A process that is killed while it saves loses no answer whose save returned.

Killed at each system call of a save in turn, and hundreds of times at any moment.
"""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from disks import Counting
from kept import case_of, said

from necessity.case.model import Case
from necessity.case.store import FileStore, load
from necessity.interview.state import Interview

KILLER = Path(__file__).with_name("killed.py")
DELAYS = ("0", "0", "0.001", "0.002")
"""For each worker, seconds that a system call takes longer than it would."""
KILLS = 90


def numbered(text: str) -> tuple[Case, Interview]:
    return case_of([said("tx_any", value=True), said("tx#1.drug", value=text)])


FIRST, SECOND, THIRD = map(numbered, ("10", "20", "30"))


def saved_by_a_child(folder: Path, *, kill_at: int) -> tuple[list[str], bool]:
    """Save in a child that is killed in front of that call; give its calls, and whether it was."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            disk = Counting()
            store = FileStore(folder, disk)
            store.take("c-1")
            store.load(folder / "c-1.case.toml")
            disk.again()

            def dying(name: str, *_: object) -> None:
                if len(disk.calls) == kill_at:
                    os.write(theirs, f"{name}\n".encode())
                    os.kill(os.getpid(), signal.SIGKILL)

            disk.before = dying
            store.save(*SECOND)
        finally:
            os._exit(0)
    os.close(theirs)
    _, status = os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as report:
        names = report.read().decode().split()
    return names, os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def test_killed_at_each_call_of_a_save(tmp_path: Path) -> None:
    died_at: list[str] = []
    for number in range(1, 100):
        folder = tmp_path / str(number)
        FileStore(folder).save(*FIRST)
        names, died = saved_by_a_child(folder, kill_at=number)
        if not died:
            break
        died_at += names
        path = folder / "c-1.case.toml"
        assert load(path) in (FIRST[0], SECOND[0]), names
        store = FileStore(folder)
        assert store.take("c-1") is None  # a dead process holds nothing
        store.load(path)
        assert store.save(*THIRD) == path
        store.release()
        left = sorted(each.name for each in folder.iterdir())
        assert left == ["c-1.case.toml", "c-1.case.toml.bak"], names
        assert load(path) == THIRD[0]
    counted = Counter(died_at)
    assert counted["write"] == 1
    assert counted["rename"] == 2
    assert counted["fsync"] == 2
    assert len(died_at) > 15


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    command = [sys.executable, str(KILLER)]
    running = [
        subprocess.Popen(
            [*command, str(tmp_path / str(worker)), str(worker), str(KILLS), delay],
            stdout=subprocess.PIPE,
        )
        for worker, delay in enumerate(DELAYS)
    ]
    found = Counter[str]()
    for each in running:
        said_, _ = each.communicate(timeout=90)
        assert each.returncode == 0
        found.update(json.loads(said_))
    assert found["kills"] == len(DELAYS) * KILLS >= 300
    assert (found["lost"], found["torn"], found["bad backups"]) == (0, 0, 0)
    assert found["temporary files left for long"] == 0
    assert found["private"] == found["kills"]
    # the kills did fall into saves, and not only between them
    assert found["temporary files left"] > found["kills"] / 10
    assert found["backups"] > found["kills"] / 2
