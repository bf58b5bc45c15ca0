"""The certificate of the shipped pack: it holds, in time, and each of its cases replays."""

import json
import time
from pathlib import Path

import pytest

from conftest import PACK_FOLDER
from necessity.cli import main

SECONDS = 120


@pytest.mark.slow
def test_everything_holds_of_the_shipped_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    arguments = ["check", "--prove", str(PACK_FOLDER), "--format", "json"]
    assert main([*arguments, "--witnesses", str(tmp_path)]) == 0
    taken = time.monotonic() - began
    found = json.loads(capsys.readouterr().out)["certificates"][0]
    assert found["holds"]
    assert all(claim["shown"] == claim["of"] > 0 for claim in found["claims"])
    assert found["assumes"]
    assert found["does_not_cover"]
    assert taken < SECONDS
    written = sorted(str(path) for path in tmp_path.iterdir())
    assert len(written) > 50
    some = written[:: len(written) // 8]  # each was opened as `replay` opens it when it was written
    assert main(["replay", *some, "--policy", "all", "--expect"]) == 0


def test_a_check_without_a_proof_loads_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "necessity.prove.command", None)
    assert main(["check", str(PACK_FOLDER)]) == 0
