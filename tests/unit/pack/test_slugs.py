"""Every slug: a paragraph of help, a snippet that passes, and one in which just it is found."""

import json
import re
from pathlib import Path

import pytest
from pack_files import Change, flag, gate, write
from slug_cases import CASES, Snippet

from necessity.cli import main
from necessity.exits import ExitCode
from necessity.pack.load import read_folder
from necessity.slugs import SLUGS, WHEN

SOURCES = Path(__file__).parents[3] / "src" / "necessity"


def snippets(kind: str) -> list[object]:
    """Every snippet beside those of the linter, which has a test of its own for each."""
    return [
        pytest.param(
            slug,
            snippet,
            id=f"{slug}-{n}",
            marks=pytest.mark.slow if SLUGS[slug].found == "certificate" else (),
        )
        for slug, case in CASES.items()
        if SLUGS[slug].found != "lint"
        for n, snippet in enumerate(getattr(case, kind))
    ]


def changes(snippet: Snippet) -> list[Change]:
    return snippet if isinstance(snippet, list) else [snippet]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slug_has_help_and_both_snippets(slug: str) -> None:
    case, help_ = CASES[slug], SLUGS[slug].help
    assert case.valid
    assert case.invalid
    assert help_.strip().endswith(".")
    assert len(help_.split()) > 7


def test_no_snippet_is_of_a_slug_that_is_not_there() -> None:
    assert set(CASES) == set(SLUGS)


@pytest.mark.parametrize(("slug", "snippet"), snippets("valid"))
def test_nothing_is_found_in_what_is_valid(slug: str, snippet: Snippet, tmp_path: Path) -> None:
    assert list(CASES[slug].run(tmp_path / "pack", changes(snippet))) == []


@pytest.mark.parametrize(("slug", "snippet"), snippets("invalid"))
def test_just_that_slug_is_found(slug: str, snippet: Snippet, tmp_path: Path) -> None:
    found = set(CASES[slug].run(tmp_path / "pack", changes(snippet)))
    assert found == {slug} | CASES[slug].brings


def test_every_slug_that_the_sources_name_is_registered() -> None:
    named = re.compile(r'(?:slug=|self\.problem\(\s*|@rule\(\s*|slug, message = )"([a-z-]+)"')
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")]
    found = {slug for text in texts for slug in named.findall(text)}
    assert len(found) > 30
    assert found <= set(SLUGS)


# -- the command line ---------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["unit-differs", "never-asked", "no-edge"])
def test_a_slug_is_explained(slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", slug]) == ExitCode.OK
    out = capsys.readouterr().out
    assert out.startswith(f"{slug}\n")
    assert " ".join(SLUGS[slug].help.split())[:40] in " ".join(out.split())
    assert WHEN[SLUGS[slug].found] in out


def test_an_unknown_slug_gets_the_nearest_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "unit-difers"]) == ExitCode.USAGE
    found = capsys.readouterr()
    assert 'Did you mean "unit-differs"?' in found.err
    assert not found.out


def test_all_slugs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    listed = {line.strip().partition(":")[0] for line in lines if line.startswith("  ")}
    assert set(SLUGS) <= listed
    assert max(len(line) for line in lines) <= 88


def test_the_json_holds_slug_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, gate("dx.knd = dm"), flag("dx.kind = dmm"))
    assert main(["check", str(root), "--format", "json"]) == ExitCode.PACK
    found = json.loads(capsys.readouterr().out)
    assert {(each["slug"], each["file"]) for each in found} == {
        ("unknown-question", f"{root}/first.toml"),
        ("unknown-code", f"{root}/policies/plain.toml"),
    }
    assert all(each["line"] for each in found)
    assert 'Did you mean "dx.kind"?' in "".join(each["message"] for each in found)


def test_edges_name_their_file_and_line(tmp_path: Path) -> None:
    edge = '\n[[edge]]\nof   = ["gate txx"]\nvary = "tx_any"\nyes  = ["yes"]\n'
    root = write(tmp_path, ("examples/edges/more.toml", "", edge))
    from necessity import edges  # noqa: PLC0415 - the module under test, of one test

    pack, _ = read_folder(root)
    assert pack is not None
    found = next(p for p in edges.run(pack, root) if p.slug == "edge-unreadable")
    assert (Path(found.file).name, found.line) == ("more.toml", 3)
    assert 'Did you mean "gate tx"?' in found.message
