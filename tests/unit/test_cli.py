"""The command line: what it prints where, and its exit codes. Bad input is left untouched."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import PACK_FOLDER
from necessity.cli import main

SEED = PACK_FOLDER / "examples" / "seed-case.toml"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case file as the program writes it."""
    assert main(["replay", str(SEED), "--out", str(tmp_path)]) == 0
    return tmp_path / "seed-case.case.toml"


@pytest.fixture
def pack_copy(tmp_path: Path) -> Path:
    """A pack that a test may spoil."""
    return Path(shutil.copytree(PACK_FOLDER, tmp_path / "pack"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run, and give the exit code and what stderr says; stdout stays empty."""
    capsys.readouterr()
    code = main(arguments)
    said = capsys.readouterr()
    assert said.out == ""
    return code, said.err


def test_replay_writes_one_json_object_for_each_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(PACK_FOLDER / "examples"), "--format", "json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == len(list((PACK_FOLDER / "examples").glob("*.toml")))
    keys = {"case", "file", "pack", "determinations", "flags", "contradictions"}
    keys |= {"set_aside", "unused"}
    assert all(set(entry) == keys for entry in found)


def test_a_case_file_replays_to_the_same_determinations(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for path in (SEED, case):
        capsys.readouterr()
        assert main(["replay", str(path), "--format", "json"]) == 0
        found.append(json.loads(capsys.readouterr().out)["determinations"])
    assert found[0] == found[1]


def test_a_case_file_replays_to_the_same_bytes(case: Path, tmp_path: Path) -> None:
    assert main(["replay", str(case), "--out", str(tmp_path / "again")]) == 0
    for name in ("seed-case.case.toml", "seed-case.summary.txt"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_expect_says_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.toml"
    path.write_text(SEED.read_text().replace('outcome = "undetermined"', 'outcome = "met"'))
    assert main(["replay", str(path), "--expect"]) == 1
    expected = "consensus, no_contraindication: expected met, found undetermined."
    assert expected in capsys.readouterr().err
    assert main(["replay", str(SEED), "--expect"]) == 0


def test_require_decided() -> None:
    assert main(["replay", str(SEED), "--require-decided"]) == 5


def test_a_file_that_is_not_toml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.case.toml"
    path.write_text("format = ")
    code, said = refused(capsys, "replay", str(path))
    assert code == 4
    assert "it is not TOML" in said
    assert "Nothing was loaded and nothing was changed." in said
    assert path.read_text() == "format = "


def test_a_case_of_another_pack(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = case.read_text().replace('id = "ivig-dermatomyositis"', 'id = "another-pack"')
    case.write_text(text)
    code, said = refused(capsys, "summary", str(case))
    assert code == 4
    assert 'was made with the pack "another-pack", not "ivig-dermatomyositis"' in said
    assert case.read_text() == text


def test_an_unknown_answer(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = case.read_text().replace('id = "dx.subtype"', 'id = "dx.subtyp"')
    case.write_text(text)
    code, said = refused(capsys, "why", str(case))
    assert code == 4
    assert 'There is no question "dx.subtyp". Did you mean "dx.subtype"?' in said
    assert case.read_text() == text


def test_an_unknown_answer_in_a_bare_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('[answers]\ndx.subtyp = "ibm"\n')
    code, said = refused(capsys, "replay", str(path))
    assert code == 4
    assert 'Did you mean "dx.subtype"?' in said
    assert main(["replay", str(path), "--allow-unused", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["unused"] == ["dx.subtyp"]


def test_a_number_out_of_range(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "replay", str(SEED), "--set", "dose.days=70 d")
    assert code == 4
    assert "a number from 1 to 7 days" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["replay", str(SEED), "--policy", "concensus"], 'Did you mean "consensus"?'),
        (["replay", str(SEED), "--set", "dx.subtyp=ibm"], 'Did you mean "dx.subtype"?'),
        (["replay", str(SEED), "--set", "nothing"], "write ID=TEXT"),
        (["cases", "/nowhere/at/all"], "there is no such folder"),
    ],
    ids=["policy", "question", "no-equals", "folder"],
)
def test_a_wrong_command_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, *arguments)
    assert code == 2
    assert words in said


def test_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "replay", "/nowhere/case.toml")
    assert code == 4
    assert "/nowhere/case.toml" in said


def test_a_case_id_may_not_leave_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "show", "..")
    assert code == 4
    assert "is no case id" in said


def test_a_pack_with_an_error(pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack_copy / "dosing.toml"
    path.write_text(path.read_text().replace("dose.ordered_as in", "dose.orderd_as in", 1))
    code, said = refused(capsys, "replay", str(SEED), "--pack", str(pack_copy))
    assert code == 3
    assert "dosing.toml" in said
    assert "dose.per_day: enable_when" in said
    assert 'Did you mean "dose.ordered_as"?' in said


def test_check_prints_problems_as_data(pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack_copy / "policies" / "consensus.toml"
    path.write_text(path.read_text().replace("dx.subtype in dermatomyositis", "dx.subtype in dm"))
    assert main(["check", str(pack_copy), "--format", "json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert {entry["slug"] for entry in found} == {"unknown-value-set"}
    assert all(entry["line"] for entry in found)


def test_check_fails_when_an_example_does(
    pack_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack_copy / "policies" / "consensus.toml"
    path.write_text(
        path.read_text().replace("dose.per_cycle <= 2 g/kg", "dose.per_cycle <= 1 g/kg")
    )
    assert main(["check", str(pack_copy)]) == 1
    assert "[example-fails]" in capsys.readouterr().out


def test_summary_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    assert main(["summary", str(SEED), "--format", "md", "-o", str(path)]) == 0
    assert path.read_text().startswith("# Intravenous immunoglobulin")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_printable_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.html"
    assert main(["summary", str(SEED), "--format", "html", "-o", str(path)]) == 0
    assert path.stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert main(["summary", str(SEED), "--format", "html"]) == 0
    assert capsys.readouterr().out == path.read_text()
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_a_request_for_information(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "request.md"
    assert main(["request", str(SEED), "--format", "md", "-o", str(path)]) == 0
    assert path.read_text().startswith("# Request for information")
    assert path.stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    arguments = ["request", str(SEED), "--policy", "australia-adult", "--policy", "ontario-adult"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith("REQUEST FOR INFORMATION")
    assert "(australia-adult, version entry 2616, read on" in " ".join(said.split())
    assert "consensus" not in said
    assert refused(capsys, "request", str(SEED), "--policy", "ontario")[0] == 2
    assert refused(capsys, "request", "/nowhere/case.toml")[0] == 4


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    for command in ("review", "replay", "summary", "request", "why", "show", "check", "cases"):
        assert f"\n    {command} " in said
    assert "necessity request case.toml -o request.txt" in said
    assert "--format html -o summary.html" in said


def test_why_show_and_cases(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", str(case)]) == 0
    assert "[met] Severe or progressive rash" in capsys.readouterr().out
    assert main(["show", str(case)]) == 0
    assert "tx#2.drug = tacrolimus" in capsys.readouterr().out
    assert main(["show", str(case), "--audit"]) == 0
    assert "answered dx.subtype now 'dm_unspecified'" in capsys.readouterr().out
    assert main(["cases", str(case.parent)]) == 0
    assert "seed-case: in-progress; consensus medically_necessary: met" in capsys.readouterr().out


def test_an_escape_sequence_in_a_case_is_shown_and_never_sent(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case.read_text().replace(
        'asked = "Is the patient', 'note = "\\u001b]0;owned\\u0007"\nasked = "Is the patient', 1
    )
    text = text.replace('status = "in-progress"', 'status = "in-progress"\nreviewer = "\\u001b[2J"')
    case.write_text(text)
    commands = ("show", "why", "summary", "summary --format html", "request")
    for command in commands:
        assert main([*command.split(), str(case)]) == 0
        assert "\x1b" not in capsys.readouterr().out


def test_one_bad_file_does_not_stop_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.toml").write_text("format = ")
    shutil.copy(SEED, tmp_path / "b.toml")
    assert main(["replay", str(tmp_path), "--format", "json"]) == 4
    said = capsys.readouterr()
    assert json.loads(said.out)["case"] == "b"
    assert "a.toml: it is not TOML" in said.err


def test_what_is_piped_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with SEED.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert main(["replay", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == "stdin"


def test_a_defect_is_named_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a patient's name")

    monkeypatch.setattr("necessity.commands.open_file", broken)
    code, said = refused(capsys, "replay", str(SEED))
    assert code == 70
    assert said.startswith("This is a defect of the program: ZeroDivisionError at test_cli.py:")
    assert "patient" not in said
