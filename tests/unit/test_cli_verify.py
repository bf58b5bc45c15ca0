"""`necessity verify`, and what headless commands say of a file that was changed by hand."""

import re
from pathlib import Path

import pytest

from conftest import PACK_FOLDER
from necessity.case.amending import path_of_version
from necessity.case.audit import head
from necessity.case.course import EDITED
from necessity.case.store import load
from necessity.cli import main

SEED = PACK_FOLDER / "examples" / "seed-case.toml"
BY_HAND = ('value = "initial"', 'value = "continuation"')


@pytest.fixture
def case(tmp_path: Path) -> Path:
    assert main(["replay", str(SEED), "--out", str(tmp_path)]) == 0
    return tmp_path / "seed-case.case.toml"


def changed(case: Path) -> Path:
    """The same file with one answer changed by hand."""
    text = case.read_text()
    assert text.count(BY_HAND[0]) == 1
    case.write_text(text.replace(*BY_HAND))
    return case


def test_a_case_as_it_was_written_is_whole(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["verify", str(case)]) == 0
    said = capsys.readouterr()
    assert f"the last seal is {head(load(case).log)}" in said.out
    assert "seals: the chain is whole" in said.out
    assert "replay: the log comes to just the answers" in said.out
    assert "What was cut off at the end of a log does not show in the log" in said.out
    assert said.err == ""


def test_what_differs_is_named_with_both_values(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(changed(case))]) == 1
    said = capsys.readouterr().out
    assert 'req.type: the log says "initial", the file says "continuation".' in said


def test_a_seal_that_does_not_fit_is_named(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = case.read_text()
    case.write_text(re.sub(r'now = "initial"', 'now = "continuation"', text, count=1))
    assert main(["verify", str(case)]) == 1
    assert "the seal of audit entry" in capsys.readouterr().out


def test_a_seal_printed_before_is_compared(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = load(case).log
    capsys.readouterr()
    assert main(["verify", str(case), "--head", entries[2].seal]) == 0
    assert f"is that of entry 3: {len(entries) - 3} entries were added since." in (
        capsys.readouterr().out
    )
    assert main(["verify", str(case), "--head", "0" * 12]) == 1
    assert "no entry has the seal 000000000000" in capsys.readouterr().out


def test_the_summary_prints_the_seal_that_verify_compares(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    for form in ("text", "md", "html"):
        assert main(["summary", str(case), "--format", form]) == 0
        printed = re.search(r"seal is ([0-9a-f]{12})", " ".join(capsys.readouterr().out.split()))
        assert printed is not None
        assert main(["verify", str(case), "--head", printed[1]]) == 0
        assert "nothing was added since" in capsys.readouterr().out


def test_several_cases_and_the_worst_exit_code(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.case.toml"
    bad.write_text("format = ")
    capsys.readouterr()
    assert main(["verify", str(bad), str(case)]) == 4
    said = capsys.readouterr()
    assert "it is not TOML" in said.err
    assert "the chain is whole" in said.out
    assert main(["verify", "nowhere", "--cases", str(tmp_path)]) == 4


def test_an_id_in_the_cases_folder_is_verified(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "seed-case", "--cases", str(case.parent)]) == 0
    assert "seed-case: " in capsys.readouterr().out


def test_the_help_says_what_it_can_and_cannot_show(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "0 whole, 1 something differs, 4 a case cannot be read" in said
    assert "What was cut off at the end shows only by comparing the last seal" in said


# -- headless commands and hand edits -------------------------------------------------------


@pytest.mark.parametrize("command", ["replay", "summary", "request", "why", "show"])
def test_a_file_changed_by_hand_is_read_and_told_of(
    command: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(case)
    capsys.readouterr()
    assert main([command, str(case)]) == 0
    said = capsys.readouterr()
    assert 'req.type: "initial", now "continuation"' in said.err
    assert "changed outside the program" in said.err
    assert said.out


def test_cases_tells_of_it_too_and_leaves_out_kept_versions(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(case)
    kept = path_of_version(case, "seed-case", 1)
    kept.write_bytes(case.read_bytes())
    capsys.readouterr()
    assert main(["cases", str(case.parent)]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "changed outside the program" in said.err


def test_what_set_changes_is_in_the_log_of_what_is_written(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["replay", str(case), "--set", "req.type=continuation", "--out", str(out)]
    assert main(arguments) == 0
    written = out / "seed-case.case.toml"
    entry = load(written).log[-1]
    assert entry.did == EDITED
    assert {change.what for change in entry.changes} >= {"req.type"}
    assert main(["verify", str(written)]) == 0


def test_the_log_shows_what_an_entry_holds(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = case.parent / "out"
    assert main(["replay", str(changed(case)), "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["show", str(out / "seed-case.case.toml"), "--audit"]) == 0
    said = capsys.readouterr().out
    assert 'req.type was "initial" now "continuation"' in said
