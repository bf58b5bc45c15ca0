"""Every command over every hostile case: a documented exit code, nothing that acts, soon, small."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hostile_cases import (
    HEAVY,
    HUGE,
    LARGE,
    LETTERS,
    edges,
    free_places,
    kept,
    logs,
    long_case,
    refused_places,
    wrong_kinds,
)
from hostile_runs import DOCUMENTED, MEGABYTES, SECONDS, Ran, run
from hostile_texts import ALL, acting

from conftest import PACK_FOLDER
from necessity.cli import main
from necessity.pack.model import Pack
from necessity.pack.questions import Date

pytestmark = pytest.mark.slow

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("replay",),
    ("replay", "--format", "json"),
    ("replay", "--out", "OUT"),
    ("replay", "--require-decided"),
    ("replay", "--allow-unused"),
    *(("summary", "--format", form) for form in ("text", "md", "html", "json")),
    *(("request", "--format", form) for form in ("text", "md")),
    ("why",),
    ("why", "--format", "json"),
    ("show",),
    ("show", "--audit"),
)
ALL_POLICIES = (("replay", "--policy", "ontario-adult"), ("why", "--policy", "ontario-adult"))
FEW = (("replay",), ("show", "--audit"))
"""They open a file as all the others do; for what is refused while it is opened."""
MESSAGE = 4000
"""Characters: nobody reads more of a refusal, and a terminal scrolls it away."""


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def lines(
    paths: Iterator[Path], commands: Sequence[Sequence[str]], out: Path
) -> Iterator[list[str]]:
    """A bare answers file names no policy: it is judged by a short one."""
    for path in sorted(paths):
        bare = b"\nformat =" not in b"\n" + path.read_bytes()[:100]
        policy = ["--policy", "australia-adult"] if bare else []
        for name, *options in commands:
            given = [str(out / path.stem) if option == "OUT" else option for option in options]
            yield [name, str(path), *given, *policy]


def complaints(ran: Ran, *, long: bool = False) -> list[str]:
    """What does not hold of a run, and has to of every one."""
    allowed = {*DOCUMENTED, 1} if ran.arguments[0] == "verify" else DOCUMENTED
    wrong = {
        f"code {ran.code}": ran.code not in allowed,
        f"{ran.seconds} s": ran.seconds >= SECONDS,
        f"{ran.megabytes} MB": ran.megabytes >= MEGABYTES,
        "a traceback": "Traceback" in ran.out + ran.err,
        f"out {acting(ran.out)}": bool(acting(ran.out)),
        f"err {acting(ran.err)}": bool(acting(ran.err)),
        f"{len(ran.err)} characters of error": not long and len(ran.err) >= MESSAGE,
        "nothing said": ran.code == 4 and not ran.err,
        "something printed": ran.code == 4 and bool(ran.out) and "--out" not in ran.arguments,
    }
    what = f"{' '.join(ran.arguments)}: {ran.err[-300:]}"
    return [f"{name}: {what}" for name, holds in wrong.items() if holds]


def written_out(folder: Path) -> str:
    """All that was written there, as text."""
    return "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.*") if path.is_file()
    )


def _hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.suffix != ".toml"


def all_of(files: dict[str, bytes], commands: Sequence[Sequence[str]], folder: Path) -> list[Ran]:
    """Run the commands over the files; what is not asked to be written is not written."""
    at = written(files, folder / "files")
    found = run(list(lines(at.rglob("*.toml"), commands, folder / "out")), folder / "runs")
    for name, data in files.items():
        assert (at / name).read_bytes() == data, name
    for home in (folder / "runs").glob("*.home"):
        assert not list(home.iterdir())
    assert not [path for path in at.rglob("*") if path.is_file() and _hidden(path)]
    assert not [line for ran in found for line in complaints(ran)]
    assert not acting(written_out(folder / "out"))
    return found


def test_files_of_the_corpus(tmp_path: Path) -> None:
    """Some of them, and one command; the next test does all of both."""
    some = dict([*kept().items()][::3])
    assert {ran.code for ran in all_of(some, COMMANDS[:1], tmp_path)} == {0, 4}


@pytest.mark.slow
def test_every_command_over_every_file_of_the_corpus(tmp_path: Path) -> None:
    found = all_of(kept(), COMMANDS, tmp_path)
    assert {ran.code for ran in found} == {0, 4, 5}


@pytest.mark.slow
def test_every_kind_of_value_at_every_key(tmp_path: Path) -> None:
    all_of(dict(wrong_kinds()), FEW, tmp_path)


def test_every_text_where_only_some_may_stand(tmp_path: Path) -> None:
    found = all_of(dict([*refused_places()][::3]), COMMANDS[:1], tmp_path)
    refused = {Path(ran.arguments[1]).parent.name for ran in found if ran.code != 0}
    assert refused == {"status", "policy", "pack", "value", "answer", "key", "rows", "id"} | {
        "bare",
        "bare-key",
        "unknown",
    }
    assert {ran.code for ran in found} == {4}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole case as the program writes it."""
    folder = tmp_path_factory.mktemp("case")
    assert (
        main(["replay", str(PACK_FOLDER / "examples" / "seed-case.toml"), "--out", str(folder)])
        == 0
    )
    return (folder / "seed-case.case.toml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_text_where_a_person_may_write_anything(case: str, tmp_path: Path) -> None:
    files = dict(free_places(case))
    found = all_of(files, (*COMMANDS, ("verify",)), tmp_path)
    assert {ran.code for ran in found if ran.arguments[0] != "verify"} == {0, 5}


def test_every_text_where_a_person_may_write_anything_at_once(case: str, tmp_path: Path) -> None:
    files = {
        name: data
        for name, data in free_places(case)
        if name in {"free/log.toml", "free/record.toml"}
    }
    found = all_of(
        files,
        (("replay", "--out", "OUT"), ("summary",), ("show", "--audit"), ("verify",)),
        tmp_path,
    )
    assert {ran.code for ran in found if ran.arguments[0] != "verify"} == {0}


@pytest.mark.slow
def test_what_was_read_is_written_and_read_again(case: str, tmp_path: Path) -> None:
    for name, data in free_places(case):
        folder = tmp_path / Path(name).stem
        at = written({name: data}, folder) / name
        assert main(["replay", str(at), "--out", str(folder / "one")]) == 0
        first = folder / "one" / "seed-case.case.toml"
        assert main(["replay", str(first), "--out", str(folder / "two")]) == 0
        assert (folder / "two" / first.name).read_bytes() == first.read_bytes()
        assert not acting(first.read_text(encoding="utf-8"))


def test_nothing_that_a_person_wrote_is_dropped_from_what_is_shown(
    case: str, tmp_path: Path
) -> None:
    """Letters and digits of every text are there, whatever stands around them."""
    files = {name: data for name, data in free_places(case) if "note" in name}
    (ran, *_) = all_of(files, (("summary",),), tmp_path)
    words = set(re.findall(r"[A-Za-z0-9]{3,}", ALL))
    assert not {word for word in words if word not in ran.out.replace("\n", "")}


@pytest.mark.slow
def test_large(tmp_path: Path) -> None:
    files = {f"{name}.toml": made().encode() for name, made in LARGE.items()}
    found = all_of(files, (*FEW, ("summary", "--format", "html"), ("why",)), tmp_path)
    read = {Path(ran.arguments[1]).stem for ran in found if ran.code == 0}
    assert read == {"a comment of 4 MB"}


def test_some_large(tmp_path: Path) -> None:
    """A few of them for every day; all of them are met by `test_large`."""
    some = ("key of 100,000 parts", "100,000 brackets", "4,301 digits", "5,000 rows answered")
    files = {f"{name}.toml": LARGE[name]().encode() for name in some}
    assert {ran.code for ran in all_of(files, COMMANDS[:1], tmp_path)} == {4}


@pytest.mark.slow
def test_heavy(tmp_path: Path) -> None:
    """Logs that are read, each to be followed to its end."""
    files = {f"{name}.toml": made().encode() for name, made in HEAVY.items()}
    commands = (("replay",), ("show", "--audit"), ("verify",), ("replay", "--out", "OUT"))
    found = all_of(files, commands, tmp_path)
    assert {
        ran.code for ran in found if ran.arguments[0] != "verify" and len(ran.arguments) < 4
    } == {0}


def test_a_case_of_many_years_is_no_hostile_one(case: str, tmp_path: Path) -> None:
    files = {"long.toml": long_case(case).encode()}
    commands = (("replay", "--policy", "australia-adult"), ("show", "--audit"), ("verify",))
    found = all_of(files, commands, tmp_path)
    assert [ran.code for ran in found] == [0, 0, 1]


def test_letters(case: str, tmp_path: Path) -> None:
    files = {f"{name}.toml": made(case) for name, (made, _) in LETTERS.items()}
    found = all_of(files, COMMANDS[:1], tmp_path)
    read = {Path(ran.arguments[1]).stem for ran in found if ran.code == 0}
    assert read == {name for name, (_, is_read) in LETTERS.items() if is_read}
    for name in ("UTF-16", "UTF-32"):
        assert [
            ran
            for ran in found
            if f"/{name}.toml" in ran.err and f"not UTF-8 but {name}" in ran.err
        ]


def test_logs(case: str, tmp_path: Path) -> None:
    """The case is read, whatever its log says; that something is wrong with it is said."""
    files = {f"{name}.toml": text.encode() for name, text in logs(case)}
    found = all_of(files, (("replay", "--policy", "australia-adult"), ("verify",)), tmp_path)
    codes = {"replay": {0}, "verify": {1}}
    assert not [ran for ran in found if ran.code not in codes[ran.arguments[0]]]


@pytest.mark.slow
def test_days_at_the_edge_of_the_calendar(pack: Pack, tmp_path: Path) -> None:
    days = [item.id for item in pack.questions.values() if isinstance(item, Date)]
    files = dict(edges(days))
    out = tmp_path / "out"
    at = written(files, tmp_path / "files")
    found = run(list(lines(at.rglob("*.toml"), ALL_POLICIES, out)), tmp_path / "runs")
    assert {ran.code for ran in found} == {0}
    assert not acting("".join(ran.out for ran in found))


@pytest.mark.slow
def test_huge(tmp_path: Path) -> None:
    files = {f"{name}.toml": made().encode() for name, made in HUGE.items()}
    found = all_of(files, (*FEW, ("summary",)), tmp_path)
    assert {ran.code for ran in found} == {4}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_huge_from_standard_input(name: str, tmp_path: Path) -> None:
    data = HUGE[name]().encode()
    (ran,) = run([["replay", "-"]], tmp_path, given=data)
    assert not complaints(ran)
    assert ran.code == 4


def test_a_folder_of_nothing_but_hostile_cases(case: str, tmp_path: Path) -> None:
    files = {f"{n}.case.toml": data for n, data in enumerate(kept().values())}
    files |= {f"free-{n}.case.toml": data for n, (_, data) in enumerate(free_places(case))}
    files |= {f"text-{n}.case.toml": data for n, (_, data) in enumerate(refused_places())}
    at = written(files, tmp_path / "files")
    (ran,) = run([["cases", str(at)]], tmp_path / "runs")
    assert not complaints(ran, long=True)
    assert ran.code == 0
    assert len(ran.out.splitlines()) == len(files)
