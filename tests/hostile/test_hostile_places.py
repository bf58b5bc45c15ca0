"""What a name on the command line, or in a folder, may stand for; and what is typed as a number."""

import os
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hostile_runs import run
from hostile_texts import IDS, TEXTS
from test_hostile_cases import complaints

from conftest import PACK_FOLDER
from necessity.errors import AnswerRefused
from necessity.pack.model import Pack
from necessity.pack.reading import read
from necessity.quantity import Quantity

CASE = PACK_FOLDER / "examples" / "seed-case.toml"
POLICY = ("--policy", "australia-adult")


# -- a name that stands for something else ----------------------------------------------------


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link(path: Path) -> None:
    path.symlink_to(CASE)


def _nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def _itself(path: Path) -> None:
    path.symlink_to(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _socket(path: Path) -> None:
    os.mknod(path, 0o140600)


PLACES: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "device": _device,
    "link": _link,
    "nowhere": _nowhere,
    "itself": _itself,
    "folder": _folder,
    "socket": _socket,
}


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    lines = [["replay", "/dev/zero"], ["replay", "/proc/self/mem"], ["show", "/dev/tty"]]
    for name, made in PLACES.items():
        path = tmp_path / f"{name}.toml"
        made(path)
        # of a folder, `replay` takes the files
        commands = ("show", "verify") if path.is_dir() else ("replay", "show", "verify")
        lines += [[command, str(path)] for command in commands]
    found = run(lines, tmp_path / "runs")
    assert {ran.code for ran in found} == {4}
    assert not [line for ran in found for line in complaints(ran)]


def test_what_is_no_file_is_not_written_to(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")

    def link(path: Path) -> None:
        path.symlink_to(victim)

    def hard(path: Path) -> None:
        path.hardlink_to(victim)

    targets = {**PLACES, "link": link, "hard": hard}
    lines = []
    for name, made in targets.items():
        folder = tmp_path / "out" / name
        folder.mkdir(parents=True)
        for file in ("seed-case.case.toml", "seed-case.summary.txt", "page.html"):
            made(folder / file)
        lines.append(["replay", str(CASE), "--out", str(folder), *POLICY])
        lines.append(
            ["summary", str(CASE), "--format", "html", "-o", str(folder / "page.html"), *POLICY]
        )
    found = run(lines, tmp_path / "runs")
    assert {ran.code for ran in found} == {4}
    assert victim.read_text() == "mine"
    assert victim.stat().st_nlink == 4


def test_a_file_that_is_being_changed(tmp_path: Path) -> None:
    """Read whole as it was, or refused; never half of one and half of another."""
    path, ended = tmp_path / "case.toml", threading.Event()
    page = CASE.read_bytes()

    def write() -> None:
        while not ended.is_set():
            for some in (page, page[: len(page) // 2], page + b"# more\n" * 5000, b""):
                path.write_bytes(some)

    path.write_bytes(page)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = run([["replay", str(path), *POLICY]] * 30, tmp_path / "runs")
    finally:
        ended.set()
        writer.join()
    assert {ran.code for ran in found} <= {0, 4}
    assert not [line for ran in found for line in complaints(ran)]


# -- names ------------------------------------------------------------------------------------


def _typed(name: str) -> bool:
    """A command line holds no NUL; what begins with "-" is an option."""
    return "\0" not in name and not name.startswith("-")


def test_what_is_no_id_names_no_file(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    names = [name for name in (*IDS.values(), *TEXTS.values(), "x" * 5000) if _typed(name)]
    lines = [
        [command, name, "--cases", str(cases)] for name in names for command in ("show", "why")
    ]
    found = run(lines, tmp_path / "runs")
    assert {ran.code for ran in found} == {4}
    assert not [line for ran in found for line in complaints(ran, long=True)]
    assert not list(cases.iterdir())


def test_hostile_options(tmp_path: Path) -> None:
    names = [name for name in TEXTS.values() if _typed(name)]
    lines = [["replay", str(CASE), "--policy", name] for name in names]
    lines += [["replay", str(CASE), "--set", f"{name}=1"] for name in names]
    lines += [["replay", str(CASE), "--set", f"dx.subtype={name}", *POLICY] for name in names]
    lines += [["check", str(tmp_path / name.replace("/", ""))] for name in names]
    lines += [["replay", name, "--pack", str(tmp_path)] for name in names]
    found = run(lines, tmp_path / "runs")
    assert {ran.code for ran in found} == {2, 3, 4}
    assert not [line for ran in found for line in complaints(ran)]


def test_what_is_no_id_is_not_set(tmp_path: Path) -> None:
    ids = ("tx#zz.drug", "tx#\u0661.drug", "tx#0.drug", "tx#1", "", "pt", "x" * 9999, "pt.weight#1")
    lines = [["replay", str(CASE), "--set", f"{name}=1", *POLICY] for name in ids]
    found = run([*lines, ["replay", str(CASE), "--set", "pt.weight", *POLICY]], tmp_path)
    assert {ran.code for ran in found} == {2}
    assert not [line for ran in found for line in complaints(ran)]


# -- numbers and days as people, and programs, write them -------------------------------------

NO_NUMBERS = (
    *(
        "\u0661\u0662",
        "\uff13\uff18",
        "\u09ea",
        "\U0001d7d6",
        "1\u0662",
        "\u00bd",
        "\u00b2",
        "\u2460",
    ),
    *("1_000", "1e3", "1E3", "0x10", "0b1", "1,5", "1.000,5", "1'000", "1 000", "1.", ".5", "--5"),
    *("\u22125", "\u20135", "+5", "5\u00a0000", "5\u200b", "5\u202ekg", "5-6", "5 kg kg", "5 xx"),
    *(
        "nan",
        "inf",
        "-inf",
        "",
        " ",
        "kg",
        "9" * 13,
        "1." + "1" * 10,
        "1/2",
        "five",
        "5\n6",
        "5\x00",
    ),
)
NUMBERS = {
    "5": "5",
    "5.0": "5",
    " 5 ": "5",
    "5\u00a0": "5",
    "5\u00a0kg": "5",
    "5kg": "5",
    "005": "5",
    "5.250": "5.25",
}


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_refused(pack: Pack, text: str) -> None:
    with pytest.raises(AnswerRefused, match=r"pt\.weight: I found"):
        read(text, pack.questions["pt.weight"])


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_is_read_as_it_looks(pack: Pack, text: str, number: str) -> None:
    assert read(text, pack.questions["pt.weight"]) == Quantity(Decimal(number), "kg")


@pytest.mark.parametrize("text", ["-1", "0", "1", "301", "999999999999"])
def test_a_weight_nobody_has_is_refused(pack: Pack, text: str) -> None:
    with pytest.raises(AnswerRefused, match="from 2 to 300 kg"):
        read(text, pack.questions["pt.weight"])


NO_DAYS = (
    *("2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29", "0000-01-01", "0000", "10000-01-01"),
    *("\u0662\u0660\u0662\u0666-01-01", "\uff12\uff10\uff12\uff16-01-01", "20260101", "2026-W01-1"),
    *(
        "2026-001",
        "26-01-01",
        "01/02/2026",
        "1 Feb 2026",
        "2026-1-1",
        "2026\u201301\u201301",
        "2026-01-01T00:00",
    ),
    *("2026-01-01Z", " ", "", "today", "-2026-01-01", "2026-01-01\n", "2026-01-01\x00"),
)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_refused(pack: Pack, text: str) -> None:
    with pytest.raises(AnswerRefused, match=r"req\.date: I found"):
        read(text, pack.questions["req.date"])


@pytest.mark.parametrize("text", ["0001-01-01", "2024-02-29", "9999-12-31"])
def test_a_day_is_read_as_it_looks(pack: Pack, text: str) -> None:
    assert read(text, pack.questions["req.date"]) == date.fromisoformat(text)
