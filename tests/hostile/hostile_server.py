"""Runs command lines of the program, each in a process of its own, and says what each took.

The program is imported once and every command line runs in a child that is forked from it: what a
start costs is paid once, and still each run has its own exit code, time and memory. Its arguments
are a file of jobs and one for their results, a line of JSON for each.

The embedded pack is loaded once as well: what is hostile here is the case, or a pack of its own.
"""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from necessity import cli
from necessity.decide import why
from necessity.pack import embedded
from necessity.pack.load import load
from necessity.pack.model import Pack
from necessity.summary import html

LONGEST = 30
"""Seconds after which a run hangs and is ended."""
MEMORY = 2 * 10**9
"""Bytes: a machine must not go down with a test."""
LOADED = (why, html)
"""Imported before the first fork, so that no child pays for it."""


def main() -> None:
    """Do every job in turn."""
    loading = _keeping(load)
    loading(embedded.folder())
    setattr(import_module("necessity.commands"), "load", loading)  # noqa: B010 - a typed module
    jobs, results = map(Path, sys.argv[1:])
    with results.open("w", encoding="utf-8") as written:
        for line in jobs.read_text(encoding="utf-8").splitlines():
            job = json.loads(line)
            result = _run(job["arguments"], Path(job["into"]))
            written.write(f"{json.dumps(result)}\n")
            written.flush()  # before the next fork, which would write it again


def _keeping(anew: Callable[[Path], Pack]) -> Callable[[Path], Pack]:
    """Load the embedded pack once, any other one anew."""
    kept: dict[Path, Pack] = {}

    def loaded(root: Path) -> Pack:
        if root != embedded.folder():
            return anew(root)
        if root not in kept:
            kept[root] = anew(root)
        return kept[root]

    return loaded


def _run(arguments: list[str], into: Path) -> dict[str, object]:
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _be_the_program(arguments, into)
    _, status, used = os.wait4(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": round(used.ru_utime + used.ru_stime, 3),
        "wall": round(time.monotonic() - begun, 3),
        "megabytes": used.ru_maxrss // 1024,
    }


def _be_the_program(arguments: list[str], into: Path) -> None:
    """As `python -m necessity` would: standard streams, one command, its code."""
    code = 99  # never given back by the program: it broke in a way it did not see
    try:
        signal.alarm(LONGEST)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for name, number in (("in", 0), ("out", 1), ("err", 2)):
            flags = os.O_RDONLY if name == "in" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            path = Path(os.devnull) if name == "in" and not (into / name).exists() else into / name
            os.dup2(os.open(path, flags, 0o600), number)
        code = _exit_code(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _exit_code(arguments: list[str]) -> int:
    try:
        return cli.main(arguments)
    except SystemExit as end:  # how argparse leaves
        return end.code if isinstance(end.code, int) else 99


if __name__ == "__main__":
    main()
