"""One seeded failure for each claim: it is found, and its witness replays and shows it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from prove_packs import Change, item, line, write

from necessity.answers import Reason, Unknown
from necessity.calculations.registry import NOT_KNOWN, REGISTRY, Argument, Calculation
from necessity.cli import main
from necessity.exits import ExitCode
from necessity.logic import Truth
from necessity.opening import ALL, Wish, open_file
from necessity.pack.load import load, read_folder
from necessity.prove.certificate import certify
from necessity.prove.command import prove, shown
from necessity.prove.report import Certificate, Claim
from necessity.replay import Replayed

pytestmark = pytest.mark.slow


def no_clock() -> float:
    return 0


def claim(found: Certificate, id_: str) -> Claim:
    return next(each for each in found.claims if each.id == id_)


@dataclass
class Failed:
    """A claim that failed, and its witness as `replay` reads it."""

    words: str
    replayed: Replayed
    path: Path
    pack: Path

    def replay(self, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
        """What `replay` prints of it."""
        capsys.readouterr()
        arguments = ["replay", str(self.path), "--pack", str(self.pack), "--policy", "all"]
        assert main([*arguments, "--format", "json", *more]) == ExitCode.OK
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found


def failed(tmp_path: Path, id_: str, *changes: Change) -> Failed:
    """Prove a changed pack: just this claim fails first, and its first witness."""
    root = write(tmp_path / "pack", *changes)
    proof = prove(root, tmp_path / "witnesses")
    assert proof.code is ExitCode.PACK
    failure = claim(proof.certificate, id_).failures[0]
    assert failure.case is not None
    path = Path(proof.files[failure.case.name])
    assert str(path) in shown(proof)
    replayed = open_file(path, load(root), Wish(policies=(ALL,)))
    return Failed(failure.words, replayed, path, root)


def test_everything_holds_of_a_pack_without_a_flaw(tmp_path: Path) -> None:
    root = write(tmp_path)
    found = certify(load(root), root, no_clock)
    assert found.holds, [failure.words for failure in found.failures]
    assert {each.id: each.of for each in found.claims} == {
        "ends": 11,
        "questions": 10,
        "conditions": 16,
        "criteria": 15,
        "determinations": 6,
        "turns": 17,
        "options": 5,
        "readings": 7,
        "kinds": claim(found, "kinds").of,
    }
    assert all(each.shown == each.of for each in found.claims)
    assert claim(found, "kinds").of > 0


def test_what_is_possible_is_shown_by_cases_that_replay(tmp_path: Path) -> None:
    root = write(tmp_path / "pack")
    proof = prove(root, tmp_path / "witnesses")
    assert proof.code is ExitCode.OK
    written = sorted((tmp_path / "witnesses").iterdir())
    assert len(written) == len(proof.certificate.cases) > 3
    files = [str(path) for path in written]
    assert main(["replay", *files, "--pack", str(root), "--policy", "all", "--expect"]) == 0


# -- one seeded failure for each claim ----------------------------------------------------------


def test_a_question_whose_gate_cannot_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gate = 'enable_when = "a.kind = red"'
    other = 'enable_when = "a.kind = red and a.kind = blue"'
    found = failed(tmp_path, "questions", ("first.toml", gate, other))
    assert found.words == "can never be: a.more: asked"
    assert found.replay(capsys)["set_aside"] == ["a.more"]


def test_a_question_that_nothing_needs(tmp_path: Path) -> None:
    found = failed(tmp_path, "questions", item('id="a.idle"\ntype="boolean"\ntext="Idle?"'))
    assert found.words == "a.idle is never asked: nothing needs it"
    step = found.replayed.interview.step("a.idle")  # type: ignore[arg-type]
    assert step is not None
    assert (step.answer, step.needed) == (None, False)


def test_a_condition_that_is_constant(tmp_path: Path) -> None:
    found = failed(tmp_path, "conditions", line("a.iga < 7 mg/dL", "a.iga > 6000 mg/dL"))
    assert found.words == "can never be: flag of plain low: true"
    judge = found.replayed.interview.judge
    assert judge.text("a.iga known").truth is Truth.TRUE
    assert judge.text("a.iga > 6000 mg/dL").truth is Truth.FALSE


def test_a_criterion_that_cannot_be_met(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = "a.age < 18 a", "a.age < 18 a and a.age >= 18 a"
    found = failed(tmp_path, "criteria", line(old, new))
    assert found.words == "can never be: plain top: met"
    data = found.replay(capsys, "--expect")
    outcome = next(each for each in data["determinations"] if each["policy"] == "plain")
    assert outcome["outcome"] == "not_met"


def test_a_criterion_that_is_always_met(tmp_path: Path) -> None:
    old, new = "a.age < 18 a", "a.age < 18 a or a.age >= 18 a"
    found = failed(tmp_path, "criteria", line(old, new))
    assert found.words == "can never be: plain young: not met"
    rulings = found.replayed.interview.standings[0].rulings
    assert rulings["young"].judged.truth is Truth.TRUE


def test_a_determination_that_lacks_an_outcome(tmp_path: Path) -> None:
    old, new = 'met_when = "a.kind != blue and a.more = yes"', 'met_when = "a.age > 60 a"'
    found = failed(tmp_path, "determinations", line(old, new))
    assert found.words == "can never be: plain determination necessary: met"
    assert found.replayed.expected
    determination = found.replayed.interview.standings[0].determinations[0]
    assert determination.outcome == "not_met"


LOOSE = item(
    'id="b.seen"\ntype="boolean"\ntext="Seen?"\n\n[[item]]\nid="b.deep"\ntype="boolean"\n'
    'text="Deep?"\nenable_when="b.seen known"'
)


def test_a_ruling_that_turns_on_a_question_that_is_not_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = failed(tmp_path, "turns", LOOSE, line("a.age < 18 a", "b.deep = yes"))
    assert found.words == "plain top turns on b.deep, which is not asked"
    outcomes = found.replay(capsys, "--expect")["determinations"]
    assert "b.deep" in next(e for e in outcomes if e["policy"] == "plain")["because"]
    assert found.replayed.interview.step("b.deep") is None  # type: ignore[arg-type]


def test_an_option_that_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = item(
        'id="b.shade"\ntype="choice"\ntext="Shade?"\n'
        'options=[{code="dark",text="Dark"},{code="pale",text="Pale"}]'
    )
    idle = line("a.age < 18 a", "a.age < 18 a or (b.shade = dark and a.age < 18 a)")
    found = failed(tmp_path, "options", more, idle)
    assert found.words == "b.shade: choosing dark changes nothing"
    chosen = found.replay(capsys)
    path = found.path.with_suffix(".without.toml")
    kept = [row for row in found.path.read_text().splitlines() if "b.shade" not in row]
    path.write_text("\n".join(kept))
    without = Failed("", found.replayed, path, found.pack).replay(capsys)
    assert chosen["determinations"] == without["determinations"]


def test_readings_in_units_that_do_not_convert(tmp_path: Path) -> None:
    other = ("policies/other.toml", "a.bmi < 30 kg/m2", "a.bmi < 30 kg/m2 or a.iga > 5 umol/L")
    root = write(tmp_path, other)
    pack, problems = read_folder(root)
    assert pack is not None
    assert {problem.slug for problem in problems} == {"unit-differs"}  # the linter refuses it too
    clashes = claim(certify(pack, root, no_clock), "readings").failures
    assert "units that do not convert" in clashes[0].words
    assert clashes[0].case is not None
    assert str(clashes[0].case.interview.facts.answers["a.iga"]).endswith("mg/dL")  # type: ignore[index]


def test_a_reading_of_an_option_that_says_not_known(tmp_path: Path) -> None:
    found = failed(tmp_path, "readings", line("a.kind != blue", "a.kind in (red, not_done)"))
    assert 'decides on "not_done"' in found.words
    judge = found.replayed.interview.judge
    assert judge.text("a.kind in (red, not_done)").truth is Truth.UNKNOWN


def test_a_question_that_looks_ahead(tmp_path: Path) -> None:
    root = write(
        tmp_path, ("first.toml", 'enable_when = "a.kind = red"', 'enable_when = "a.weight > 9 kg"')
    )
    pack, problems = read_folder(root)
    assert pack is not None
    assert [problem.slug for problem in problems] == ["forward-reference"]
    failure = claim(certify(pack, root, no_clock), "ends").failures[0]
    assert failure.words == "a.more looks at a.weight, which is not asked before it"
    assert failure.case is not None
    interview = failure.case.interview
    step = interview.step("a.more")  # type: ignore[arg-type]
    assert step is not None
    assert step.gate is Truth.TRUE


def test_a_calculation_that_looks_at_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_reason(kind: Argument) -> Argument:
        return True if kind == Unknown(Reason.DECLINED) else NOT_KNOWN

    made = Calculation(name="by_reason", version=1, function=by_reason, source="x", arguments=1)
    monkeypatch.setitem(REGISTRY, "by_reason", made)
    more = item(
        'id="b.kind"\ntype="boolean"\ntext="Kind?"\n\n[[item]]\nid="b.told"\ntype="calculated"\n'
        'text="Told"\ncalculate="by_reason(b.kind)"\nresult="boolean"'
    )
    flag = line("a.iga < 7 mg/dL", "a.iga < 7 mg/dL and not b.told = yes")
    example = 'name="x"\n[answers]\nb.kind = "?not_known"\na.iga = "5 mg/dL"\n'
    folder = tmp_path / "pack" / "examples"
    folder.mkdir(parents=True)
    (folder / "one.toml").write_text(example)
    found = failed(tmp_path, "kinds", more, flag)
    assert found.words == '"declined" is judged otherwise than "not_known"'
    assert found.replayed.interview.judge.text("b.told = yes").truth is Truth.TRUE


# -- the command line ---------------------------------------------------------------------------


def test_without_the_solver_what_is_not_covered_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("necessity.prove.command.INSTALLED", False)
    proof = prove(write(tmp_path))
    assert proof.code is ExitCode.USAGE
    assert 'pip install "necessity[prove]"' in shown(proof)
    assert not any(failure.proved for failure in proof.certificate.failures)
    assert "turns" not in {each.id for each in proof.certificate.claims}


def test_a_problem_of_the_pack_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, line("a.age < 18 a", "a.aeg < 18 a"))
    assert main(["check", "--prove", str(root)]) == ExitCode.PACK
    out = capsys.readouterr().out
    assert "[unknown-question]" in out
    assert "Certificate" not in out
