"""Problems of form: what `load` finds before the linter looks."""

from pathlib import Path

import pytest
from pack_files import Change, write

from necessity.pack.load import load, read_folder
from necessity.pack.problems import PackError

CASES: dict[str, tuple[str, Change, str]] = {
    "not toml": (
        "not-toml",
        ("first.toml", 'title = "First"', "title = First"),
        """\
first.toml
  It is not TOML: Invalid value (at line 2, column 9).   [not-toml]""",
    ),
    "a key of a question": (
        "unknown-key",
        ("first.toml", 'unit        = "kg"', 'unt         = "kg"'),
        """\
first.toml:38: pt.weight: unt
  There is no key "unt". Did you mean "unit"?   [unknown-key]""",
    ),
    "a key of an option": (
        "unknown-key",
        ("first.toml", "exclusive = true", "exclusiv = true"),
        """\
first.toml:24: dx.rash: options.1.exclusiv
  There is no key "exclusiv". Did you mean "exclusive"?   [unknown-key]""",
    ),
    "a key of a criterion": (
        "unknown-key",
        ("policies/plain.toml", "met_when =", "met_wen ="),
        """\
policies/plain.toml:21: disease: met_wen
  There is no key "met_wen". Did you mean "met_when"?   [unknown-key]""",
    ),
    "another kind of table": (
        "unknown-key",
        ("sources.toml", "", '\n[[sources]]\nid = "x"\n'),
        """\
sources.toml:14: sources
  There is no key "sources". Did you mean "source"?   [unknown-key]""",
    ),
    "a missing key": (
        "missing-key",
        ("first.toml", 'text = "When?"\n', ""),
        """\
first.toml:4: req.date: text
  The key "text" is missing.   [missing-key]""",
    ),
    "a type of question": (
        "wrong-type",
        ("first.toml", 'type = "date"', 'type = "dat"'),
        """\
first.toml:6: req.date: type
  "dat" is no type of question. Did you mean "date"?
  The types are: boolean, choice, quantity, date, text, calculated, group.   [wrong-type]""",
    ),
    "a table that is text": (
        "wrong-type",
        ("value-sets.toml", "[[value_set]]", 'value_set = "x"\n[[other]]'),
        """\
value-sets.toml:2: value_set
  They are written as "[[value_set]]" tables.   [wrong-type]""",
    ),
    "a kind of source": (
        "wrong-type",
        ("sources.toml", '= "label"\ntitle', '= "leaflet"\ntitle'),
        """\
sources.toml:10: label: kind
  I found "leaflet": it should be 'trial', 'review', 'guideline', 'label', 'cohort', 'policy', \
'regulator' or 'other'.   [wrong-type]""",
    ),
    "an id": (
        "id-twice",
        ("sources.toml", '"label"', '"plain-policy"'),
        """\
sources.toml:9: plain-policy: id
  "plain-policy" stands twice.   [id-twice]""",
    ),
    "a file": (
        "missing-file",
        ("pack.toml", '["first", "second"]', '["first", "second", "third"]'),
        """\
third.toml
  There is no such file.   [missing-file]""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words(name: str, tmp_path: Path) -> None:
    slug, change, words = CASES[name]
    found = read_folder(write(tmp_path, change))[1]
    assert words in [str(problem).replace(f"{tmp_path}/", "") for problem in found]
    assert slug in {problem.slug for problem in found}


@pytest.mark.parametrize("name", CASES)
def test_load_raises_with_every_problem(name: str, tmp_path: Path) -> None:
    slug, change, _ = CASES[name]
    with pytest.raises(PackError, match=slug):
        load(write(tmp_path, change))


def test_problems_of_form_come_before_those_of_reference(tmp_path: Path) -> None:
    changes = [("first.toml", '"dx.kind"', "3"), ("first.toml", 'unit        = "kg"', "")]
    found = read_folder(write(tmp_path, *changes))[1]
    assert [problem.slug for problem in found] == ["wrong-type", "missing-key"]


@pytest.mark.parametrize("name", ["pack.toml", "policies/plain.toml", "first.toml"])
def test_an_empty_file_is_not_passed_over(name: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / name).write_text("", encoding="utf-8")
    slugs = {problem.slug for problem in read_folder(tmp_path)[1]}
    assert slugs == {"missing-key"}


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load(tmp_path)
    assert [problem.slug for problem in raised.value.problems] == ["missing-file"]


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "claims.toml").write_bytes(b'x = "\xff"')
    (problem,) = read_folder(tmp_path)[1]
    assert (problem.slug, problem.message) == ("not-toml", "It is not UTF-8 (byte 5).")
