"""Every command with every hostile pack: a documented exit code, nothing that acts, soon, small."""

from pathlib import Path

import pytest
from hostile_broad import BROAD, HONEST
from hostile_cases import kept
from hostile_packs import CASE, HAZARDS, MONSTERS, worded, write
from hostile_runs import Ran, run
from hostile_texts import TEXTS, acting
from test_hostile_cases import COMMANDS, complaints, written_out

pytestmark = pytest.mark.slow

CHECK = (["check"], ["check", "--format", "json"])
FEW = ("replay", "summary")
_EVERY_DAY = (
    *("huge span", "27 policies", "10,000 items of no type", "id of digits", "a loop"),
    *("a section called up", "a placeholder of Python", "a calculation that is none"),
)


def checked(packs: dict[str, Path], folder: Path, *, every: bool = False) -> dict[str, list[Ran]]:
    """Run `check` over each pack, and commands on its case; the packs stay as they are."""
    before = {path: path.lstat().st_mtime_ns for pack in packs.values() for path in pack.rglob("*")}
    lines: list[list[str]] = []
    for pack in packs.values():
        lines += [[*check, str(pack)] for check in CHECK]
        for name, *options in COMMANDS if every else [[name] for name in FEW]:
            given = [str(folder / "out" / pack.name) if o == "OUT" else o for o in options]
            lines.append([name, str(pack / CASE), "--pack", str(pack), *given])
    found = run(lines, folder / "runs")
    after = {path: path.lstat().st_mtime_ns for pack in packs.values() for path in pack.rglob("*")}
    assert after == before
    assert not [line for ran in found for line in complaints(ran, long=True)]
    assert not [ran for ran in found if len(ran.err) > 300_000]
    each = len(found) // len(packs)
    return {name: found[n * each : (n + 1) * each] for n, name in enumerate(packs)}


def test_the_tiny_pack_is_clean_but_for_examples(tmp_path: Path) -> None:
    found = checked({"clean": write(tmp_path / "clean")}, tmp_path, every=True)["clean"]
    assert {ran.code for ran in found[2:]} == {0}
    assert "[no-example]" in found[0].out
    assert found[0].out.count("[") == found[0].out.count("[no-example]")


@pytest.mark.slow
def test_every_text_of_a_pack(tmp_path: Path) -> None:
    """Words of a pack are anybody's words: they reach every output, and act on none."""
    changes = dict(worded())
    packs = {
        name: write(tmp_path / f"p{n}", *each) for n, (name, each) in enumerate(changes.items())
    }
    for name, runs in checked(packs, tmp_path).items():
        assert {ran.code for ran in runs[2:]} == {0}, name


def test_all_texts_of_a_pack_at_once(tmp_path: Path) -> None:
    changes = dict(worded())["everywhere"]
    runs = checked({"all": write(tmp_path / "all", *changes)}, tmp_path, every=True)["all"]
    assert {ran.code for ran in runs[2:]} == {0}
    shown = "".join(ran.out for ran in runs)
    assert "<U+001B>" in shown
    assert TEXTS["markup"].split("[link")[0] in shown
    assert not acting(written_out(tmp_path / "out"))


def test_some_monsters(tmp_path: Path) -> None:
    """A few of them for every day; all of them are met by `test_monsters`."""
    packs = {n: write(tmp_path / f"p{i}", *MONSTERS[n]()) for i, n in enumerate(_EVERY_DAY)}
    found = checked(packs, tmp_path)
    assert {name for name, runs in found.items() if runs[2].code == 0} == {"huge span"}


@pytest.mark.slow
def test_monsters(tmp_path: Path) -> None:
    packs = {
        name: write(tmp_path / f"p{n}", *made()) for n, (name, made) in enumerate(MONSTERS.items())
    }
    found = checked(packs, tmp_path)
    fine = {name for name, runs in found.items() if runs[2].code == 0}
    assert fine == {
        "huge span",
        "a line in a condition",
        "checked in year 1",
        "checked in year 9999",
        "at most a thousand rows",
        "gates of 2**30",
        "many alternatives",
    }


@pytest.mark.slow
def test_what_would_be_thought_about_for_ever(tmp_path: Path) -> None:
    packs = {
        name: write(tmp_path / f"p{n}", *made()) for n, (name, made) in enumerate(BROAD.items())
    }
    found = checked(packs, tmp_path)
    fine = {name for name, runs in found.items() if runs[2].code == 0}
    assert fine == {*BROAD} - {"no such default"}


@pytest.mark.slow
def test_a_large_pack_is_no_hostile_one(tmp_path: Path) -> None:
    packs = {name: write(tmp_path / "large", *made()) for name, made in HONEST.items()}
    for runs in checked(packs, tmp_path).values():
        assert {ran.code for ran in runs[2:]} == {0}


def test_hazards_of_a_folder(tmp_path: Path) -> None:
    packs = {name: write(tmp_path / f"p{n}") for n, name in enumerate(HAZARDS)}
    for name, pack in packs.items():
        HAZARDS[name](pack)
    found = checked(packs, tmp_path)
    fine = {name for name, runs in found.items() if runs[2].code == 0}
    assert fine == {"a link to itself", "a name of bytes"}


@pytest.mark.slow
def test_a_file_of_the_corpus_as_a_file_of_a_pack(tmp_path: Path) -> None:
    packs = {}
    for n, (name, data) in enumerate(kept().items()):
        packs[name] = write(tmp_path / f"p{n}")
        file = ("first.toml", "policies/plain.toml", "claims.toml", "pack.toml")[n % 4]
        (packs[name] / file).write_bytes(data)
    found = checked(packs, tmp_path)
    fine = {name for name, runs in found.items() if runs[2].code == 0}
    assert not fine
