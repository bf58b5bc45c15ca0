"""Kills a process that saves, again and again, and looks at what it left; `test_killed.py` runs it.

Arguments: a folder, a seed, how many kills, and the seconds that each system call takes longer
than it would: so the kills fall between the calls, however fast the disk is. A child takes the
case up where the last one was killed, adds answer after answer, and reports each one whose save
returned. Writes what was found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "unit" / "case")]

from disks import Slow
from kept import PACK, said

from necessity.case.model import Case, PackRef, RowNumbers
from necessity.case.store import FileStore, load, path_of
from necessity.errors import CaseError
from necessity.interview import engine
from necessity.interview.state import Interview

MOST = 40
"""Answers of a case, before the next one is begun."""
LONGEST = 0.03
"""Seconds that a child works after its first save."""
AHEAD = 8
"""Versions that are made before they are saved, so that most kills fall into a save."""


def main() -> None:
    """Kill, look, kill again."""
    folder, seed, kills, delay = Path(sys.argv[1]), *map(int, sys.argv[2:4]), float(sys.argv[4])
    chance, found = random.Random(seed), Counter[str]()  # noqa: S311 - when to kill is no secret
    number, answers = 1, 0
    for _ in range(kills):
        id_ = f"case-{number}"
        committed = killed(FileStore(folder, Slow(delay)), id_, chance)
        answers = look(folder, id_, max(committed, answers), found)
        found["kills"] += 1
        found["answers"] += committed > 0
        if answers >= MOST:
            number, answers = number + 1, 0
    sys.stdout.write(json.dumps(found))


def killed(store: FileStore, id_: str, chance: random.Random) -> int:
    """Let a child save until it is killed; give the number of the last answer it reported."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        try:
            work(store, id_, theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    # most are killed while they save, some before they have saved anything
    first = os.read(ours, 1) if chance.random() < 0.8 else b""
    time.sleep(chance.uniform(0, LONGEST if first else 3 * LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise SystemExit(f"the child ended by itself: {status}")
    with os.fdopen(ours, "rb") as report:
        reported = first + report.read()
    return reported[-1] if reported else 0


def work(store: FileStore, id_: str, report: int) -> None:
    """Take the case up, and add answers for ever; each is reported when it is saved."""
    held = store.take(id_)
    if held is not None:
        os._exit(2)  # a killed process holds nothing
    path = path_of(store.folder, id_)
    count = len(answers_of(store.load(path))) if path.exists() else 0
    while True:
        for version in [with_answers(id_, count + more) for more in range(1, AHEAD + 1)]:
            store.save(*version)
            count += 1
            os.write(report, bytes([count]))


def with_answers(id_: str, count: int) -> tuple[Case, Interview]:
    """A case with that many drugs tried."""
    drugs = [said(f"tx#{n}.drug", f"drug {n}", "a note " * 20) for n in range(1, count + 1)]
    interview = engine.opened(PACK, (), [said("tx_any", value=True), *drugs])
    case = Case(
        id=id_,
        pack=PackRef(id="small", version="1", digest="sha256:0"),
        policies=("p",),
        answers=tuple(interview.answers.values()),
        rows={"tx": RowNumbers(order=interview.rows["tx"], minted=count)},
    )
    return case, interview


def answers_of(case: Case) -> list[str]:
    """The drugs of a case."""
    return [str(answer.value) for answer in case.answers if answer.id.endswith(".drug")]


def look(folder: Path, id_: str, committed: int, found: Counter[str]) -> int:
    """Load what is there: it must be whole and hold every answer that was reported."""
    path = path_of(folder, id_)
    temporary = [file for file in folder.iterdir() if file.suffix == ".tmp"]
    found["temporary files left"] += len(temporary)
    found["temporary files left for long"] += len(temporary) > 2
    found["private"] += all(file.stat().st_mode & 0o077 == 0 for file in temporary)
    if not path.exists():
        found["lost"] += committed > 0
        return 0
    second = path.stat().st_nlink > 1
    found["killed between two names"] += second
    try:
        whole = answers_of(load(path))
    except CaseError as error:
        found["torn"] += 1
        sys.stderr.write(f"{error}\n")
        return committed
    found["lost"] += whole != [f"drug {n}" for n in range(1, len(whole) + 1)]
    found["lost"] += len(whole) < committed
    found["one more than reported"] += len(whole) > committed
    backup = path.with_name(f"{path.name}.bak")
    if backup.exists():
        found["backups"] += 1
        found["bad backups"] += len(whole) - len(answers_of(load(backup))) not in (0, 1)
    return len(whole)


if __name__ == "__main__":
    main()
