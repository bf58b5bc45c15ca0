"""For each slug that the linter does not find: what finds it, what it lets pass and what not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lint_cases import CASES as LINTED
from pack_files import Change, say
from pack_files import write as write_tiny
from prove_packs import item, line
from prove_packs import write as write_provable

from necessity import edges, examples
from necessity.answers import Reason, Unknown
from necessity.calculations.registry import NOT_KNOWN, REGISTRY, Argument, Calculation
from necessity.pack.lint import stale
from necessity.pack.load import load, read_folder
from necessity.pack.problems import Problem
from necessity.prove.certificate import certify

Snippet = Change | list[Change]
Run = Callable[[Path, list[Change]], Iterator[str]]
"""A folder and changes to the slugs found."""


@dataclass(frozen=True)
class Case:
    """What a slug lets pass and what it does not."""

    run: Run
    valid: tuple[Snippet, ...]
    invalid: tuple[Snippet, ...]
    brings: frozenset[str] = frozenset()
    """Of the certificate: a claim that fails with it, since it is about the same line."""


def _slugs(problems: list[Problem]) -> Iterator[str]:
    return iter([problem.slug for problem in problems])


def reading(folder: Path, changes: list[Change]) -> Iterator[str]:
    """What is found while the files are read, and by the linter."""
    gone = [name for name, old, new in changes if (old, new) == ("", GONE)]
    write_tiny(folder, *(change for change in changes if change[0] not in gone))
    for name in gone:
        (folder / name).unlink()
    return _slugs(read_folder(folder)[1])


def aging(folder: Path, changes: list[Change]) -> Iterator[str]:
    """What is found on a later day; everything was checked on 2026-11-22."""
    return _slugs(stale(load(write_tiny(folder, *changes)), folder, date(2027, 1, 10)))


def by_examples(folder: Path, changes: list[Change]) -> Iterator[str]:
    """What the examples show; all lines are shown but what is changed."""
    return _slugs(examples.run(load(write_tiny(folder, *SHOWN, *changes)), folder))


def by_edges(folder: Path, changes: list[Change]) -> Iterator[str]:
    """What the edges show; there are some for every condition but what is changed."""
    return _slugs(edges.run(load(write_tiny(folder, *EDGES, *changes)), folder))


def proving(folder: Path, changes: list[Change]) -> Iterator[str]:
    """What the certificate says."""
    pack, _ = read_folder(write_provable(folder, *changes))
    assert pack is not None
    return iter([failure.slug for failure in certify(pack, folder, lambda: 0).failures])


GONE = "(this file is not there)"
_EXPECT = '\n[expect.plain.necessary]\noutcome = "{}"\n'
MET = """
closed = ["tx"]

[answers]
dx.kind = "dm"
tx_any  = "yes"

[[answers.tx]]
outcome = "failed"
"""
SHOWN: list[Change] = [
    ("examples/met.toml", "", MET + _EXPECT.format("met")),
    (
        "examples/not.toml",
        "",
        '[answers]\ndx.kind = "other"\n' + _EXPECT.format("not_met"),
    ),
    ("examples/open.toml", "", "[answers]\n" + _EXPECT.format("undetermined")),
]
EDGES: list[Change] = [
    (
        "examples/edges/plain.toml",
        "",
        """
[[edge]]
of   = ["criterion plain disease"]
vary = "dx.kind"
yes  = ["dm", "pm"]
no   = ["other"]

[[edge]]
of     = ["criterion plain necessary"]
vary   = "dx.kind"
yes    = ["pm"]
no     = ["other"]

    [edge.answers]
    tx_any = "yes"

    [[edge.answers.tx]]
    outcome = "failed"

[[edge]]
of     = ["criterion plain tried", "criterion plain necessary"]
vary   = "tx#1.outcome"
closed = ["tx"]
yes    = ["failed"]
no     = ["worked"]

    [edge.answers]
    dx.kind = "dm"
    tx_any  = "yes"

    [[edge.answers.tx]]
    drug = "prednisone"

[[edge]]
of   = ["section second", "gate pt.weight"]
vary = "dx.kind"
yes  = ["dm", "pm"]
no   = ["other"]

[[edge]]
of   = ["gate tx"]
vary = "tx_any"
yes  = ["yes"]
no   = ["no"]

    [edge.answers]
    dx.kind = "dm"

[[edge]]
of   = ["gate tx.stop"]
vary = "tx#1.outcome"
yes  = ["failed"]
no   = ["worked"]

    [edge.answers]
    dx.kind = "dm"
    tx_any  = "yes"

    [[edge.answers.tx]]
    drug = "prednisone"

[[edge]]
of   = ["safeguard plain iga"]
vary = "lab.iga"
yes  = ["70 mg/dL"]
no   = ["?not_known"]

[[edge]]
of   = ["flag plain heavy"]
vary = "pt.bmi"
yes  = ["40.1 kg/m2"]
no   = ["40 kg/m2"]

    [edge.answers]
    dx.kind  = "dm"
    dx.seen  = "2026-11-01"
    req.date = "2026-11-20"

[[edge]]
of   = ["flag plain heavy"]
vary = "dx.seen"
yes  = ["2026-10-23"]
no   = ["2026-10-22"]

    [edge.answers]
    dx.kind  = "dm"
    pt.bmi   = "41 kg/m2"
    req.date = "2026-11-20"

[[edge]]
of   = ["flag plain heavy"]
vary = "req.date"
yes  = ["2026-11-20"]
no   = ["2026-11-21"]

    [edge.answers]
    dx.kind = "dm"
    pt.bmi  = "41 kg/m2"
    dx.seen = "2026-10-23"

[[edge]]
of   = ["value pt.bmi"]
vary = "pt.weight"

    [edge.gives]
    "70 kg"      = "21.605 kg/m2"
    "?not_known" = "?"

    [edge.answers]
    dx.kind   = "dm"
    pt.height = "180 cm"

[[edge]]
of   = ["sentence answer trial"]
vary = "dx.kind"
yes  = ["dm"]
no   = ["pm", "other"]
""",
    )
]
_EDGES = "examples/edges/plain.toml"
_SAFE = ("first.toml", 'text = "When?"', 'text = "Which day?"')
_FINE = ("first.toml", "How old?", "Of which age?")
_GATE = 'enable_when = "a.kind = red"'
_YOUNG = "a.age < 18 a"
_RED = 'met_when = "a.kind != blue and a.more = yes"'
_PAIR = 'any_of = ["both", "pair"]'
_OLD = """
[[criterion]]
id     = "both"
text   = "All of it"
all_of = ["young", "tried", "red"]
cites  = ["text 1"]

[[criterion]]
id     = "pair"
text   = "Young and old"
all_of = ["young", "old"]
cites  = ["text 1"]

[[criterion]]
id       = "old"
text     = "Old"
met_when = "a.age >= 18 a"
cites    = ["text 1"]
"""
_LOOSE = item(
    'id="b.seen"\ntype="boolean"\ntext="Seen?"\n\n[[item]]\nid="b.deep"\ntype="boolean"\n'
    'text="Deep?"\nenable_when="b.seen known"'
)
_SHADE = item(
    'id="b.shade"\ntype="choice"\ntext="Shade?"\n'
    'options=[{code="dark",text="Dark"},{code="pale",text="Pale"}]'
)
_SHADES = line(_YOUNG, f"{_YOUNG} or (b.shade = dark and {_YOUNG})")
_TOLD = item(
    'id="b.kind"\ntype="boolean"\ntext="Kind?"\n\n[[item]]\nid="b.told"\ntype="calculated"\n'
    'text="Told"\ncalculate="by_reason(b.kind)"\nresult="boolean"'
)
_TELLS = line("a.iga < 7 mg/dL", "a.iga < 7 mg/dL and not b.told = yes")


def by_reason(kind: Argument) -> Argument:
    """A calculation that looks at the reason for not knowing, as none may."""
    return True if kind == Unknown(Reason.DECLINED) else NOT_KNOWN


def proving_reasons(folder: Path, changes: list[Change]) -> Iterator[str]:
    """As `proving`, with that calculation and a case in which its answer is not known."""
    made = Calculation(name="by_reason", version=1, function=by_reason, source="x", arguments=1)
    example = folder / "examples" / "one.toml"
    example.parent.mkdir(parents=True)
    example.write_text('name="x"\n[answers]\nb.kind = "?not_known"\na.iga = "5 mg/dL"\n')
    REGISTRY["by_reason"] = made
    try:
        return proving(folder, changes)
    finally:
        del REGISTRY["by_reason"]


def _linted() -> Iterator[tuple[str, Case]]:
    for slug, case in LINTED.items():
        yield slug, Case(reading, case.valid, case.invalid)


CASES: dict[str, Case] = {
    **dict(_linted()),
    "not-toml": Case(reading, (_SAFE,), (("first.toml", 'title = "First"', "title = First"),)),
    "missing-file": Case(
        reading,
        (_SAFE,),
        (("claims.toml", "", GONE), ("pack.toml", '["plain"]', '["plain", "fancy"]')),
    ),
    "unlisted-file": Case(reading, (_SAFE,), (("policies/other.toml", "", 'id = "other"\n'),)),
    "unknown-key": Case(
        reading,
        (_SAFE,),
        (("first.toml", "context = true", "context = true\ncontex  = true"),),
    ),
    "missing-key": Case(reading, (_SAFE,), (("first.toml", 'text = "When?"\n', ""),)),
    "wrong-type": Case(
        reading,
        (_SAFE,),
        (("first.toml", 'type = "date"', 'type = "dat"'), ("first.toml", "[2, 300]", '["a", 300]')),
    ),
    "unknown-policy": Case(
        reading,
        (("pack.toml", "policies =", 'default_policies = ["plain"]\npolicies ='),),
        (("pack.toml", "policies =", 'default_policies = ["plane"]\npolicies ='),),
    ),
    "too-large": Case(
        reading,
        (_SAFE,),
        (
            (
                "value-sets.toml",
                "",
                "".join(
                    f'\n[[value_set]]\nid = "v{n}"\ntext = "?"\ncodes = ["dm"]\n'
                    for n in range(501)
                ),
            ),
        ),
    ),
    "source-stale": Case(
        aging,
        (_SAFE,),
        (("sources.toml", "checked = 2026-11-22", "checked = 2026-10-01"),),
    ),
    "example-unreadable": Case(
        by_examples,
        (_SAFE,),
        (("examples/more.toml", "", '[answers]\ndx.kin = "dm"\n' + _EXPECT.format("met")),),
    ),
    "example-fails": Case(
        by_examples,
        (_SAFE,),
        (("examples/more.toml", "", MET + _EXPECT.format("not_met")),),
    ),
    "example-expects-nothing": Case(by_examples, (_SAFE,), (("examples/more.toml", "", MET),)),
    "no-example": Case(
        by_examples,
        (_SAFE,),
        (
            (
                "policies/plain.toml",
                '"dx.kind in myositis"',
                '"dx.kind in myositis or not dx.kind = pm"',
            ),
        ),
    ),
    "edge-unreadable": Case(
        by_edges,
        (_SAFE,),
        (
            (_EDGES, "", '\n[[edge]]\nof = ["gate txx"]\nvary = "tx_any"\nyes = ["yes"]\n'),
            (_EDGES, "", '\n[[edge]]\nof = ["gate tx"]\nvary = "tx_all"\nyes = ["yes"]\n'),
            (_EDGES, "", '\n[[edge]]\nof = ["gate tx"]\nvary = "tx_any"\nyes = ["maybe"]\n'),
            (_EDGES, "", '\n[[edge]]\nof = ["gate tx"]\nvary = "tx_any"\nyess = ["yes"]\n'),
            (_EDGES, "", '\n[[edge]]\nof = ["value pt.bmi"]\nvary = "tx_any"\nyes = ["yes"]\n'),
            ("examples/edges/more.toml", "", "edge = 1\n"),
        ),
    ),
    "edge-fails": Case(
        by_edges,
        (_SAFE,),
        (
            ("policies/plain.toml", "pt.bmi > 40", "pt.bmi >= 40"),
            ("policies/plain.toml", "lab.iga known", "not lab.iga known"),
            ("second.toml", "bmi(pt.weight, pt.height)", "bmi(pt.height, pt.weight)"),
            (_EDGES, "21.605", "21.604"),
            ("policies/plain.toml", "within 4 wk", "within 5 wk"),
        ),
    ),
    "no-edge": Case(
        by_edges,
        (
            _SAFE,
            [
                ("policies/plain.toml", "pt.bmi > 40", "pt.bmi > 39"),
                (_EDGES, '"40 kg/m2"', '"39 kg/m2"'),
            ],
        ),
        (
            ("policies/plain.toml", "pt.bmi > 40", "pt.bmi > 40.01"),
            ("first.toml", '{ code = "pm", ', '{ code = "xm", text = "X" },\n    { code = "pm", '),
            say('when = "dx.kind = pm"\nfact = "{dx.kind}."'),
        ),
    ),
    "endless": Case(proving, (_FINE,), (("first.toml", _GATE, 'enable_when = "a.weight > 9 kg"'),)),
    "never-asked": Case(proving, (_FINE,), (item('id="a.idle"\ntype="boolean"\ntext="Idle?"'),)),
    "condition-constant": Case(proving, (_FINE,), (line("a.iga < 7 mg/dL", "a.iga > 6000 mg/dL"),)),
    "criterion-constant": Case(
        proving, (_FINE,), ([line('all_of = ["young", "tried", "red"]', _PAIR), line("", _OLD)],)
    ),
    "outcome-impossible": Case(
        proving,
        (_FINE,),
        (line(_RED, f'{_RED[:-1]} and a.age > 60 a"'),),
        brings=frozenset({"criterion-constant"}),
    ),
    "unasked-counts": Case(
        proving, (_FINE,), ([_LOOSE, line(_YOUNG, f"{_YOUNG} and b.deep = yes")],)
    ),
    "option-unused": Case(proving, (_FINE,), ([_SHADE, _SHADES],)),
    "readings-clash": Case(
        proving, (_FINE,), (line("a.kind != blue", "a.kind in (red, not_done)"),)
    ),
    "reasons-differ": Case(proving_reasons, (_FINE,), ([_TOLD, _TELLS],)),
}
