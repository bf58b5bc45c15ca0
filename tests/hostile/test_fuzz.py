"""Valid files changed at random, by the reading functions and by whole commands, for a time.

Whatever they hold: a documented exit code, no other exception, two seconds of a processor for each
command, nothing that acts on a terminal, and what was read is written and read again to the same
bytes. The long one begins anew on every run; it says with which seed it failed.
"""

import io
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from secrets import randbits
from typing import Any

import pytest
from hostile_fuzz import changed, changed_packs, damaged, damaged_packs, parsed
from hostile_packs import CASE, write
from hostile_runs import DOCUMENTED, SECONDS
from hostile_texts import acting
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from test_hostile_cases import COMMANDS

from conftest import PACK_FOLDER
from necessity import commands
from necessity.case.bare import Bare
from necessity.case.model import Case
from necessity.case.source import read_file
from necessity.cli import main, parser
from necessity.errors import NecessityError
from necessity.pack import embedded
from necessity.pack.load import load
from necessity.pack.model import Pack

LONG = float(os.environ.get("FUZZ_SECONDS", "60"))
SHORT = 3.0
_EXAMPLES = 100
"""Before the clock is looked at."""
_ONE = ("--policy", "australia-adult")


@dataclass(frozen=True)
class Target:
    """What is made, and what is done with it."""

    made: st.SearchStrategy[Any]
    done: Callable[[Any, str, Path], None]


def run(*arguments: str) -> tuple[int, str]:
    """A whole command: its code, and what it said."""
    out, err = io.StringIO(), io.StringIO()
    begun = time.process_time()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    seconds = time.process_time() - begun
    if code == 70:
        commands.run(parser().parse_args(arguments))  # raises what went wrong
    assert code in {*DOCUMENTED, 1}, (code, arguments, err.getvalue())
    assert seconds < SECONDS, (seconds, arguments)
    assert not acting(out.getvalue() + err.getvalue())
    return code, out.getvalue()


def fuzz_case(data: bytes, command: str, folder: Path) -> None:
    """A case file or a bare answers file: read; if it can be, judged, written and read again."""
    path = folder / "a-case.toml"
    path.write_bytes(data)
    found = _read(path)
    name, *options = command.split()
    code, _ = run(name, str(path), *_ONE, *options)
    if isinstance(found, NecessityError):
        assert code == found.exit_code == 4
        return
    if isinstance(found, Case):
        run("verify", str(path))
    if run("replay", str(path), "--out", str(folder / "one"), *_ONE)[0] == 0:
        (first,) = (folder / "one").glob("*.case.toml")
        code, _ = run("replay", str(first), "--out", str(folder / "two"), *_ONE)
        assert code == 0
        assert (folder / "two" / first.name).read_bytes() == first.read_bytes()


def _read(path: Path) -> Case | Bare | NecessityError:
    """By the reading functions; anything else that they raise fails the test."""
    try:
        return read_file(path)
    except NecessityError as refusal:
        return refusal


def fuzz_pack(change: tuple[str, bytes], command: str, folder: Path) -> None:
    """A file of a pack: linted, and a case judged by it."""
    name, data = change
    pack = write(folder / "pack")
    (pack / name).write_bytes(data)
    run("check", str(pack))
    what, *options = command.split()
    run(what, str(pack / CASE), "--pack", str(pack), *options)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole case as the program writes it, with everything a case may hold."""
    folder = tmp_path_factory.mktemp("case")
    example = str(PACK_FOLDER / "examples" / "seed-case.toml")
    assert main(["replay", example, "--out", str(folder), *_ONE]) == 0
    page = (folder / "seed-case.case.toml").read_text(encoding="utf-8")
    return page.replace(
        '\n[[answer]]\nid = "dx.subtype"', f'\n{_MORE}\n[[answer]]\nid = "dx.subtype"', 1
    )


_MORE = """\
[[draft]]
id = "pt.age"
text = "4"

[[record]]
id = "r1"
title = "A letter"
dated = 2026-01-01
pages = 2

[[record.excerpt]]
id = "e1"
at = "page 1"
quote = "She is weak."

[[opinion]]
role = "physician"
by = "Dr. A"
at = 2026-01-01T00:00:00Z
words = "Yes."

[[opinion.determination]]
policy = "australia-adult"
id = "indication"
program = "met"
outcome = "not_met"
"""


@pytest.fixture
def targets(case: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Target]:
    """Everything that is changed. The embedded pack is loaded once."""
    shipped = load(embedded.folder())

    def kept(root: Path) -> Pack:
        return shipped if root == embedded.folder() else load(root)

    monkeypatch.setattr("necessity.commands.load", kept)
    bare = (PACK_FOLDER / "examples" / "seed-case.toml").read_text(encoding="utf-8")
    return {
        "case": Target(changed(lambda: parsed(case)), fuzz_case),
        "log": Target(changed(lambda: parsed(case), "audit", "entry"), fuzz_case),
        "bare": Target(changed(lambda: parsed(bare)), fuzz_case),
        "bytes": Target(damaged(case.encode, bare.encode()) | damaged(bare.encode), fuzz_case),
        "pack": Target(changed_packs(), fuzz_pack),
        "bytes of a pack": Target(damaged_packs(), fuzz_pack),
    }


NAMES = ("case", "log", "bare", "bytes", "pack", "bytes of a pack")
_COMMANDS = [" ".join(command) for command in COMMANDS if "OUT" not in command]


def for_a_time(target: Target, seconds: float, folder: Path, seeds: Iterator[int]) -> None:
    """Try one hundred after the other until the time is over."""
    ended = time.monotonic() + seconds
    while time.monotonic() < ended:
        number = next(seeds)

        @seed(number)
        @settings(
            max_examples=_EXAMPLES,
            derandomize=False,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(made=target.made, command=st.sampled_from(_COMMANDS))
        def some(made: Any, command: str) -> None:
            if time.monotonic() < ended:
                into = folder / "now"
                shutil.rmtree(into, ignore_errors=True)
                into.mkdir()
                target.done(made, command, into)

        try:
            some()
        except BaseException as error:
            error.add_note(f"fuzzed with the seed {number}")
            raise


def _always_the_same() -> Iterator[int]:
    yield from range(10**9)


def _others() -> Iterator[int]:
    """The same on every run too: a red build is red for everybody. FUZZ=1 takes new ones."""
    first = randbits(64) if os.environ.get("FUZZ") else 10**9
    yield from range(first, first + 10**9)


@pytest.mark.parametrize("name", NAMES)
def test_a_short_fuzz(name: str, targets: dict[str, Target], tmp_path: Path) -> None:
    for_a_time(targets[name], SHORT / len(NAMES), tmp_path, _always_the_same())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_long_fuzz(name: str, targets: dict[str, Target], tmp_path: Path) -> None:
    """Together at least a minute, on any machine."""
    for_a_time(targets[name], LONG / len(NAMES), tmp_path, _others())
