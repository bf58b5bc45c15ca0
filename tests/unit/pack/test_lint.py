"""The linter: what each slug lets pass, what it does not, and in which words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from lint_cases import CASES
from pack_files import Change, criterion, flag, gate, line, say, write

from necessity.pack.lint import RULES, stale
from necessity.pack.load import load, read_folder
from necessity.pack.problems import PackError, Problem, Severity

Snippet = Change | list[Change]


def snippets(kind: str) -> list[object]:
    return [
        pytest.param(slug, snippet, id=f"{slug}-{n}")
        for slug, case in CASES.items()
        for n, snippet in enumerate(getattr(case, kind))
    ]


def problems(folder: Path, snippet: Snippet) -> list[Problem]:
    changes = snippet if isinstance(snippet, list) else [snippet]
    return read_folder(write(folder, *changes))[1]


def shown(folder: Path, snippet: Snippet) -> str:
    """The problems as the reader sees them, with the folder left out."""
    found = "\n\n".join(str(problem) for problem in problems(folder, snippet))
    return found.replace(f"{folder}/", "")


def test_the_tiny_pack_has_no_problem(tmp_path: Path) -> None:
    assert read_folder(write(tmp_path))[1] == []


@pytest.mark.parametrize(("slug", "snippet"), snippets("valid"))
def test_it_lets_pass(slug: str, snippet: Snippet, tmp_path: Path) -> None:
    assert problems(tmp_path, snippet) == [], slug


@pytest.mark.parametrize(("slug", "snippet"), snippets("invalid"))
def test_it_finds(slug: str, snippet: Snippet, tmp_path: Path) -> None:
    found = problems(tmp_path, snippet)
    slugs = {problem.slug for problem in found}
    assert slugs == {slug}
    assert all((tmp_path / problem.file).is_file() for problem in found)
    assert all(problem.line for problem in found if problem.where), "a table has a line"


def test_every_slug_has_a_case_and_help() -> None:
    assert set(CASES) == set(RULES)
    assert all(case.valid and case.invalid for case in CASES.values())
    assert all(rule.help.endswith(".") for rule in RULES.values())


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    slips = [gate("dx.kind =>"), flag("dx.knd = dm"), say('claim = "trail"')]
    slugs = {problem.slug for problem in problems(tmp_path, slips)}
    assert slugs == {"bad-condition", "unknown-question", "unknown-claim"}


def test_warnings_do_not_keep_a_pack_from_use(tmp_path: Path) -> None:
    unused = ("first.toml", "", '\n[[item]]\nid = "x.b"\ntype = "boolean"\ntext = "?"\n')
    found = problems(tmp_path, unused)
    assert [problem.severity for problem in found] == [Severity.WARNING]
    assert load(tmp_path).id == "tiny"


def test_errors_keep_a_pack_from_use(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load(write(tmp_path, gate("dx.kind =>"), criterion("dx.kind in myosits")))
    slugs = [problem.slug for problem in raised.value.problems]
    assert slugs == ["bad-condition", "unknown-value-set"]


WORDS: dict[str, tuple[Snippet, str]] = {
    "bad-condition": (
        gate("lab.iga => 70 mg/dL"),
        """\
first.toml:40: pt.weight: enable_when
  I expected a value here.
      lab.iga => 70 mg/dL
               ^
  Write ">=" for "at least".   [bad-condition]""",
    ),
    "unknown-question": (
        criterion("dx.knd in myositis"),
        """\
policies/plain.toml:21: disease: met_when
  There is no question "dx.knd". Did you mean "dx.kind"?   [unknown-question]""",
    ),
    "unknown-code": (
        flag("dx.kind = dmm"),
        """\
policies/plain.toml:45: more: met_when
  "dx.kind" has no option "dmm". Did you mean "dm"?
  The options are: dm, pm, other.   [unknown-code]""",
    ),
    "forward-reference": (
        gate("lab.iga known"),
        """\
first.toml:40: pt.weight: enable_when
  "lab.iga" is asked only later.
  Move "lab.iga" in front of it.   [forward-reference]""",
    ),
    "unit-differs": (
        flag("pt.weight > 100"),
        """\
policies/plain.toml:45: more: met_when
  "pt.weight" is answered in kg; I found "100".
  Write "100 kg", if that is meant.   [unit-differs]""",
    ),
    "type-differs": (
        flag("dx.rash != heliotrope"),
        """\
policies/plain.toml:45: more: met_when
  "!=" compares one option; "dx.rash" is answered with one or more of its options.
  Write "not dx.rash has heliotrope".   [type-differs]""",
    ),
    "group-outside-any": (
        flag("tx.outcome = failed"),
        """\
policies/plain.toml:45: more: met_when
  "tx.outcome" has an answer for each row of "tx".
  Write "any tx (...)" or "all tx (...)" around it.   [group-outside-any]""",
    ),
    "known-in-criterion": (
        criterion("lab.iga known"),
        """\
policies/plain.toml:21: disease: met_when
  A criterion may not ask whether "lab.iga" is known.
  A safeguard or a flag may.   [known-in-criterion]""",
    ),
    "criterion-loop": (
        ("policies/plain.toml", '["disease", "tried"]', '["disease", "tried", "necessary"]'),
        """\
policies/plain.toml:15: necessary: all_of
  It leads back to itself: necessary -> necessary.   [criterion-loop]""",
    ),
    "unknown-source": (
        line('[[flag]]\nid = "x"\ntext = "?"\nmet_when = "tx_any = yes"\ncites = ["lable 4"]'),
        """\
policies/plain.toml:46: x: cites
  There is no source "lable". Did you mean "label"?   [unknown-source]""",
    ),
    "say-shape": (
        say('fact = "{dx.kind}."\nclaim = "trial"'),
        """\
assessment.toml:27: say 5: claim
  I found fact and claim.
  A sentence has exactly one of fact, claim, rulings.   [say-shape]""",
    ),
}


@pytest.mark.parametrize("slug", WORDS)
def test_words(slug: str, tmp_path: Path) -> None:
    snippet, words = WORDS[slug]
    assert shown(tmp_path, snippet) == words


CHECKED = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "severities"),
    [
        (0, []),
        (89, []),
        (90, [Severity.WARNING] * 2),
        (364, [Severity.WARNING] * 2),
        (365, [Severity.ERROR] * 2),
    ],
)
def test_sources_grow_stale(days: int, severities: list[Severity], tmp_path: Path) -> None:
    pack = load(write(tmp_path))
    found = stale(pack, tmp_path, CHECKED + timedelta(days=days))
    assert [problem.severity for problem in found] == severities


def test_stale_says_where(tmp_path: Path) -> None:
    pack = load(write(tmp_path))
    texts = {"sources.toml": (tmp_path / "sources.toml").read_text(encoding="utf-8")}
    first, second = stale(pack, Path("tiny"), CHECKED + timedelta(days=400), texts)
    assert str(second) == (
        "tiny/sources.toml:12: label: checked\n"
        "  It was last checked 400 days ago, on 2026-11-22.\n"
        '  Read it again, correct what rests on it, and set "checked".   [source-stale]'
    )
    assert first.line == 6
