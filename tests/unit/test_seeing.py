"""A pack that one can look at, and one to start from; and that the program knows no disease."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import PACK_FOLDER
from necessity.checking import problems_of
from necessity.cli import main
from necessity.conditions import ids, parse
from necessity.exits import ExitCode
from necessity.pack import map as mapping
from necessity.pack import schema
from necessity.pack.load import load
from necessity.pack.model import Pack
from necessity.pack.questions import Group
from necessity.starter import FILES, begin

SOURCE = Path(mapping.__file__).parents[1]
TODAY = date(2026, 11, 22)


# -- the map ------------------------------------------------------------------------------------


def test_every_question_its_gate_and_its_policies_stand_on_the_map(pack: Pack) -> None:
    lines = mapping.text(pack)
    for item in pack.questions.values():
        at = next(n for n, line in enumerate(lines) if re.match(rf"\s*[-*=] {item.id}  ", line))
        assert not item.enable_when or lines[at + 1].strip() == f"asked when: {item.enable_when}"
    letters = dict(zip(pack.policies, "ABCDEF", strict=True))
    weight = next(line for line in lines if line.strip().startswith("- pt.weight  "))
    assert weight.endswith("[A B C D F]")
    assert letters["australia-adult"] == "E"  # it asks for no weight


def test_mermaid_has_an_arrow_for_every_gate_and_every_row(pack: Pack) -> None:
    drawn = mapping.mermaid(pack)
    assert drawn[0] == "flowchart LR"
    node = mapping._node  # noqa: SLF001 - what an id is called there
    for item in pack.questions.values():
        for id_ in ids(parse(item.enable_when)) if item.enable_when else ():
            assert f"  {node(id_)} -->|opens| {node(item.id)}" in drawn
        if isinstance(item, Group):
            for row in item.item:
                assert f"  {node(item.id)} -->|each row| {node(row.id)}" in drawn
    assert len(set(map(node, pack.questions))) == len(pack.questions)
    assert all(re.fullmatch(r'[\w\s|>.\-"()\[\]#;&,:%/?<=+\']*', line) for line in drawn)


@pytest.mark.parametrize("form", ["text", "mermaid"])
def test_the_map_is_a_command(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--map", "--format", form, str(FILES)]) == ExitCode.OK
    assert "number of people" in capsys.readouterr().out


# -- the schemas --------------------------------------------------------------------------------


def as_an_editor_sees_it(path: Path) -> Any:
    """A file with its days as texts, which is how tools for editors pass them on."""
    return json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))


def files(root: Path, pack: Pack) -> list[tuple[str, Path]]:
    lists = ("value-sets", "sources", "claims", "assessment")
    return [
        ("pack", root / "pack.toml"),
        *(("section", root / f"{section.id}.toml") for section in pack.sections),
        *(("policy", root / "policies" / f"{id_}.toml") for id_ in pack.policies),
        *((kind, root / f"{kind}.toml") for kind in lists),
        *(("answers", path) for path in sorted((root / "examples").glob("*.toml"))),
    ]


@pytest.mark.parametrize("root", [PACK_FOLDER, FILES], ids=["shipped", "starter"])
def test_every_file_of_a_pack_fits_its_schema(root: Path) -> None:
    pack = load(root)
    made = schema.schemas(pack)
    for kind, path in files(root, pack):
        jsonschema.Draft202012Validator.check_schema(made[kind])
        jsonschema.validate(as_an_editor_sees_it(path), made[kind])


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("policy", {"id": "x", "titel": "a slip"}),
        ("section", {"title": "x", "item": [{"id": "a.b", "type": "bolean", "text": "?"}]}),
        ("sources", {"sources": []}),
        ("answers", {"answers": {"req": {"kind": "internl"}}}),
        ("answers", {"answers": {"req": {"knd": "internal"}}}),
        ("answers", {"answers": {"past": [{"left": "tidy", "rght": "x"}]}}),
    ],
)
def test_a_slip_does_not_fit(kind: str, document: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema.schemas(load(FILES))[kind])


def test_schemas_are_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--schema", "answers", str(FILES)]) == ExitCode.OK
    assert "req" in json.loads(capsys.readouterr().out)["properties"]["answers"]["properties"]
    assert main(["check", "--schema"]) == ExitCode.OK
    assert "policy" in json.loads(capsys.readouterr().out)
    assert main(["check", "--schema", "polcy"]) == ExitCode.USAGE
    assert 'Did you mean "policy"?' in capsys.readouterr().err


# -- a pack to start from -----------------------------------------------------------------------


def test_a_new_pack_works_and_nothing_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["new-pack", str(folder)]) == ExitCode.OK
    assert problems_of(folder, TODAY) == []
    for path in (folder / "examples").glob("*.toml"):
        arguments = ["--pack", str(folder), "replay", "--expect", str(path)]
        assert main(arguments) == ExitCode.OK
    (folder / "pack.toml").write_text("mine")
    assert main(["new-pack", str(folder)]) == ExitCode.USAGE
    assert "is there already and not empty" in capsys.readouterr().err
    assert (folder / "pack.toml").read_text() == "mine"


def test_where_no_pack_can_be_begun_it_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        assert main(["new-pack", str(folder)]) == ExitCode.USAGE
    assert "Not a directory" in capsys.readouterr().err
    assert begin(tmp_path / "new" / "deep")


# -- the program knows no disease ---------------------------------------------------------------

MEDICAL = re.compile(
    r"\b(ivig|scig|immunoglobulin\w*|octagam|gammagard|gamunex|privigen|panzyga|dermatomyositis|"
    r"myositis|polymyositis|gottron|heliotrope|rituximab|methotrexate|azathioprine|prednis\w+|"
    r"mycophenolate|tacrolimus|ciclosporin|cyclosporine|corticosteroid\w*|interstitial|"
    r"rheumat\w+|dysphagia|iga)\b",
    re.IGNORECASE,
)
COMES_WITH_IT = "ivig-dermatomyositis"
"""The name of the pack that comes with the program: it must stand where that is opened."""


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SOURCE.rglob("*.py")) if "calculations" not in path.parts],
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_no_module_names_a_drug_or_a_disease(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "embedded.py":
        text = text.replace(f'"{COMES_WITH_IT}"', "")
    assert not MEDICAL.findall(text)
