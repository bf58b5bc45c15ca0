"""Many command lines at once, each in a process of its own: what each said, and what it took."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

SERVER = Path(__file__).with_name("hostile_server.py")
SOURCE = Path(__file__).parents[2] / "src"

SECONDS = 2.0
MEGABYTES = 300
EACH = 60
"""Command lines for which another server is worth its start."""
DOCUMENTED = {0, 2, 3, 4, 5}
"""Not 1, which is for what was expected and differs, and never 70."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One command line and what came of it."""

    arguments: tuple[str, ...]
    code: int
    seconds: float
    """Of a processor; a loaded machine does not make a program slow."""
    megabytes: int
    out: str
    err: str


def run(
    lines: Sequence[Sequence[str]], folder: Path, *, given: bytes = b"", at_once: int = 0
) -> list[Ran]:
    """Run every command line; its `folder` keeps what each one says."""
    numbers = count()
    jobs: list[dict[str, object]] = [
        {"arguments": list(line), "into": str(folder / str(next(numbers)))} for line in lines
    ]
    for job in jobs:
        into = Path(str(job["into"]))
        into.mkdir(parents=True)
        if given:
            (into / "in").write_bytes(given)
    share = at_once or min(4, os.cpu_count() or 1, len(jobs) // EACH + 1)
    parts = [jobs[first::share] for first in range(share)]
    servers = [_serve(part, folder / f"jobs-{n}") for n, part in enumerate(parts) if part]
    found: dict[str, Ran] = {}
    for server, part, results in servers:
        _, said = server.communicate(timeout=500)
        assert server.returncode == 0, said
        for job, line in zip(part, results.read_text().splitlines(), strict=True):
            found[str(job["into"])] = _ran(job, json.loads(line))
    return [found[str(job["into"])] for job in jobs]


def _serve(
    jobs: list[dict[str, object]], at: Path
) -> tuple[subprocess.Popen[str], list[dict[str, object]], Path]:
    results, home = at.with_suffix(".results"), at.with_suffix(".home")
    at.write_text("\n".join(map(json.dumps, jobs)), encoding="utf-8")
    home.mkdir()
    environment = {"PYTHONPATH": str(SOURCE), "HOME": str(home), "PATH": os.environ["PATH"]}
    server = subprocess.Popen(
        [sys.executable, str(SERVER), str(at), str(results)],
        env=environment,
        cwd=home,
        stderr=subprocess.PIPE,
        text=True,
    )
    return server, jobs, results


def _ran(job: dict[str, object], result: dict[str, float]) -> Ran:
    into, arguments = Path(str(job["into"])), job["arguments"]
    assert isinstance(arguments, list)
    return Ran(
        arguments=tuple(arguments),
        code=int(result["code"]),
        seconds=result["cpu"],
        megabytes=int(result["megabytes"]),
        out=(into / "out").read_text(encoding="utf-8"),
        err=(into / "err").read_text(encoding="utf-8"),
    )
