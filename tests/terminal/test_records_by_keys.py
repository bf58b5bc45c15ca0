"""A record entered once and cited from two answers, on a real terminal."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from screen import Screen
from test_store_by_keys import SECOND, THIRD, opened

from necessity.answers import AnswerId
from necessity.case.store import load

pytestmark = pytest.mark.slow

WORDS = "Continuation of Octagam 10 % is requested; the last infusion was well tolerated."


def ran(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "necessity", *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return " ".join(done.stdout.split())


def enter(screen: Screen, scan: Path) -> None:
    """Enter a record, going back a field once, with a path that is pasted."""
    screen.send("r")
    screen.wait_for("No record of the chart is entered yet")
    screen.send("n")
    screen.wait_for("What is it called?")
    screen.send("Infusion order\r")
    screen.wait_for("What kind of record is it?")
    screen.send("\x1b")
    screen.wait_for("What is it called?", "| Infusion order")
    screen.send("\rorder sheet\r")
    screen.wait_for("Who wrote it?")
    screen.send("\r2026-11-12\r2\r")
    screen.wait_for("Is there a file of it")
    screen.send(f"\x1b[200~'{scan}'\x1b[201~\r")
    screen.wait_for("! R1 is entered.")


def quote(screen: Screen) -> None:
    """Quote it by a paste of two lines."""
    screen.send("q")
    screen.wait_for("Which words?")
    lines = WORDS.replace("; ", ";\r\n")
    screen.send(f"\x1b[200~{lines}\x1b[201~\r")
    screen.wait_for("Where in it do they stand?")
    screen.send("p. 2\r")
    screen.wait_for("! R1.1 is entered.", 'R1.1 "Continuation')
    screen.send("\x1b")
    screen.wait_for(SECOND)


def cite(screen: Screen) -> None:
    """Cite it in two keys before there is an answer, and in two where there is one."""
    screen.send("r1")  # cited in two keys, before there is an answer
    screen.wait_for("[x] 1 R1.1")
    screen.send("\r")
    screen.wait_for("once there is one")
    screen.send("2\r")
    screen.wait_for(THIRD)
    screen.send("1\r")
    screen.wait_for("By which route")
    screen.send("b")
    screen.wait_for(THIRD)
    screen.send("r1")  # and in two keys where there is one
    screen.wait_for("[x] 1 R1.1")
    screen.send("\r")
    screen.wait_for("! It rests on R1.1 now.", "Rests on R1.1")


@pytest.mark.parametrize("size", [(80, 24), pytest.param((60, 20), marks=pytest.mark.slow)])
def test_a_record_is_entered_once_and_cited_in_two_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    scan = tmp_path / "the order.pdf"
    scan.write_bytes(b"%PDF of the order")
    path = tmp_path / "cases" / "c-1.case.toml"
    with opened(tmp_path, tmp_path / "cases", size=size) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        enter(screen, scan)
        quote(screen)
        cite(screen)
        screen.send("q")
        assert screen.left() == 0
    case = load(path)
    resting = {answer.id: answer.rests_on for answer in case.answers if answer.rests_on}
    assert resting == {AnswerId("req.type"): ("R1.1",), AnswerId("req.product"): ("R1.1",)}
    record = case.records[0]
    assert record.excerpt[0].quote == WORDS
    assert (record.title, record.kind, record.pages) == ("Infusion order", "order sheet", 2)
    digest = sha256(scan.read_bytes()).hexdigest()
    assert (record.file, record.digest) == ("the order.pdf", f"sha256:{digest}")
    assert str(tmp_path) not in path.read_text()
    said = ran(tmp_path, "summary", str(path), "--policy", "consensus")
    assert f'(1) Infusion order, 12 Nov 2026, p. 2: "{WORDS}"' in said
    assert said.count("(1)") >= 3  # two sentences, and the list
    assert "the chain is whole" in ran(tmp_path, "verify", str(path))
