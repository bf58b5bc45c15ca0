"""A tiny pack with every kind of thing in it, and what may be done to it."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_texts import ALL, IDS, quoted

FILES = {
    "pack.toml": """\
id       = "tiny"
title    = "A tiny pack"
version  = "1.0.0"
sections = ["first"]
policies = ["plain"]

[[change]]
date = 2026-11-22
what = "First version."
why  = "To be hurt."
""",
    "first.toml": """\
title = "First"

[[item]]
id      = "dx.kind"
type    = "choice"
text    = "Which disease?"
help    = "The working diagnosis."
short   = "disease"
cites   = ["label section 1"]
options = [
    { code = "dm",    text = "Dermatomyositis" },
    { code = "other", text = "Another" },
]

[[item]]
id      = "dx.rash"
type    = "choice"
many    = true
text    = "Which rash?"
options = [
    { code = "heliotrope", text = "Heliotrope" },
    { code = "none",       text = "None", exclusive = true },
]

[[item]]
id          = "pt.weight"
type        = "quantity"
text        = "Weight?"
unit        = "kg"
range       = [2, 300]
enable_when = "dx.kind != other"

[[item]]
id   = "pt.height"
type = "quantity"
text = "Height?"
unit = "cm"

[[item]]
id        = "pt.bmi"
type      = "calculated"
text      = "Body mass index"
calculate = "bmi(pt.weight, pt.height)"
result    = "quantity"
unit      = "kg/m2"

[[item]]
id   = "tx_any"
type = "boolean"
text = "Any treatment?"

[[item]]
id          = "tx"
type        = "group"
text        = "Treatment"
more        = "Any other treatment?"
enable_when = "tx_any = yes"

    [[item.item]]
    id   = "tx.drug"
    type = "text"
    text = "Which?"

    [[item.item]]
    id      = "tx.outcome"
    type    = "choice"
    text    = "How did it end?"
    options = [
        { code = "failed", text = "Too little response" },
        { code = "worked", text = "It worked" },
    ]
""",
    "value-sets.toml": """\
[[value_set]]
id    = "myositis"
text  = "Myositis"
codes = ["dm"]
""",
    "policies/plain.toml": """\
id      = "plain"
title   = "A plain policy"
version = "1"
source  = "label"

[[determination]]
id        = "necessary"
asks      = "Is it necessary?"
criterion = "necessary"

[[criterion]]
id     = "necessary"
text   = "It is necessary"
all_of = ["disease", "tried"]
cites  = ["label section 1"]

[[criterion]]
id       = "disease"
text     = "The disease"
reading  = "Read so."
met_when = "dx.kind in myositis"
cites    = ["label section 2"]

[[criterion]]
id       = "tried"
text     = "Something was tried"
not_met  = "Nothing was tried."
met_when = "any tx (tx.outcome = failed)"
cites    = ["label section 3"]

[[safeguard]]
id        = "weighed"
text      = "The patient was weighed"
met_when  = "pt.height known"
otherwise = "Measure."
cites     = ["label section 4"]

[[flag]]
id       = "heavy"
text     = "The patient is heavy."
met_when = "pt.bmi > 10 kg/m2"
""",
    "sources.toml": """\
[[source]]
id      = "label"
kind    = "label"
title   = "The label"
authors = "A. B."
journal = "J."
note    = "N."
checked = 2026-11-22
""",
    "claims.toml": """\
[[claim]]
id         = "trial"
says       = "It did better than placebo."
sources    = ["label"]
population = "Adults"
caveat     = "Small."
strength   = "rct"
fidelity   = "accurate"
verified   = "yes"
use        = "cite"
checked    = 2026-11-22
""",
    "contradictions.toml": """\
[[contradiction]]
id    = "both"
text  = "These cannot both be right."
when  = "dx.kind = dm and dx.rash has none"
""",
    "assessment.toml": """\
[[heading]]
id    = "answer"
title = "Answer"

[[say]]
under = "answer"
fact  = "Rash: {dx.rash}."

[[say]]
under = "answer"
fact  = "{tx.drug}: {tx.outcome}."
each  = "tx"

[[say]]
under = "answer"
when  = "dx.kind = dm"
claim = "trial"

[[say]]
under   = "answer"
rulings = "necessary"
""",
    "examples/one.toml": """\
name = "one"
[answers]
dx.kind = "dm"
dx.rash = "none"
pt.weight = "70 kg"
pt.height = "170 cm"
tx_any = "yes"
[[answers.tx]]
drug = "a drug"
outcome = "failed"
[expect.plain.necessary]
outcome = "met"
""",
}
CASE = "examples/one.toml"

Change = tuple[str, str, str]
"""File, what stands there, what stands there instead; nothing to find means: at the end."""


def write(folder: Path, *changes: Change) -> Path:
    """Write the pack with these changes."""
    files = dict(FILES)
    for name, old, new in changes:
        text = files.get(name, "")
        assert old in text, f"{old!r} does not stand in {name}"
        files[name] = text.replace(old, new, 1) if old else text + new
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


_WORDS = "title|text|help|short|more|what|why|asks|reading|not_met|otherwise|says|population|caveat"
_WORDS += "|authors|journal|note|version|cites"


_DIGIT = re.compile(r"\d")


def worded() -> Iterator[tuple[str, list[Change]]]:
    """Every text of the pack in turn, and at last all of them, with every hostile text in it."""
    everywhere: dict[str, str] = dict(FILES)
    for file, page in FILES.items():
        for found in re.finditer(rf'\b(?:{_WORDS})\s*= \[?"[^"\n]*"', page):
            old = found[0]
            if file != CASE and page.count(old) == 1:
                new = _filled(old)
                everywhere[file] = everywhere[file].replace(old, new)
                yield f"{file}: {old.split()[0]} {found.start()}", [(file, old, new)]
    changes = [(file, FILES[file], page) for file, page in everywhere.items()]
    yield "everywhere", [change for change in changes if change[1] != change[2]]


def _filled(pair: str) -> str:
    key, text = pair.split('"', 1)
    if key.startswith("cites"):
        return f"{key}{quoted(f'label {ALL}')}"
    if key.startswith(("says", "caveat")):  # a number that is no figure is refused by itself
        without = _DIGIT.sub("n", ALL)
        return f"{key}{quoted(f'{text[:-1]} {without}')}"
    return f"{key}{quoted(f'{text[:-1]} {ALL}')}"


PLAIN = "policies/plain.toml"
DISEASE = 'met_when = "dx.kind in myositis"'
NOT = 'enable_when = "dx.kind != other"'


def condition(text: str) -> list[Change]:
    return [(PLAIN, DISEASE, f"met_when = {quoted(text)}")]


def _boolean(id_: str, more: str = "") -> str:
    return f'\n[[item]]\nid = "{id_}"\ntype = "boolean"\ntext = "?"\ncontext = true\n{more}\n'


def questions(count: int, more: Callable[[int], str] = lambda _: "") -> str:
    return "".join(_boolean(f"q.n{n}", more(n)) for n in range(count))


def criteria(count: int, line: Callable[[int], str]) -> str:
    head = '\n[[criterion]]\nid = "c{}"\ntext = "?"\ncites = ["label 1"]\n{}\n'
    return "".join(head.format(n, line(n)) for n in range(count))


def _last(last: int, line: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: DISEASE if n == last else line(n)


MONSTERS: dict[str, Callable[[], list[Change]]] = {
    "a condition of 100,000 brackets": lambda: condition("(" * 100_000),
    "900 brackets": lambda: condition("(" * 900 + "dx.kind = dm" + ")" * 900),
    "900 nots": lambda: condition("not " * 400 + "dx.kind = dm"),
    "a condition of a megabyte": lambda: condition("dx.kind = dm and " * 60_000 + "dx.kind = dm"),
    "a condition and a megabyte of spaces": lambda: condition("dx.kind = dm" + " " * 1_000_000),
    "Arabic digits": lambda: condition("pt.weight > \u0661\u0662 kg"),
    "Cyrillic": lambda: condition("dx.k\u0456nd = dm"),
    "an escape in a condition": lambda: condition("dx.kind = \x1b[31mdm"),
    "a line in a condition": lambda: condition("dx.kind\n= dm"),
    "no-break space": lambda: condition("dx.kind\u00a0= dm"),
    "huge span": lambda: condition("pt.weight > 999999999999 kg"),
    "too many digits": lambda: condition(f"pt.weight > {'9' * 500} kg"),
    "day that is none": lambda: condition("dx.kind = 1979-13-40"),
    "a loop": lambda: [(PLAIN, "", criteria(3, lambda n: f'all_of = ["c{(n + 1) % 3}"]'))],
    "itself": lambda: [(PLAIN, DISEASE, 'all_of = ["disease"]')],
    "a chain of 250 criteria": lambda: [
        (PLAIN, "", criteria(250, _last(249, lambda n: f'all_of = ["c{n + 1}"]')))
    ],
    "a tree of 2**30 branches": lambda: [
        (PLAIN, "", criteria(31, _last(30, lambda n: f'all_of = ["c{n + 1}", "c{n + 1}"]')))
    ],
    "2**30 branches, determined": lambda: [
        (PLAIN, "", criteria(31, _last(30, lambda n: f'all_of = ["c{n + 1}", "c{n + 1}"]'))),
        (PLAIN, 'criterion = "necessary"', 'criterion = "c0"'),
    ],
    "a chain of 300 gates": lambda: [
        ("first.toml", "", questions(300, lambda n: f'enable_when = "q.n{n - 1} = yes"' * (n > 0)))
    ],
    "gates of 2**30": lambda: [
        (
            "first.toml",
            "",
            questions(
                30, lambda n: f'enable_when = "q.n{n - 1} = yes or q.n{n - 1} = no"' * (n > 0)
            ),
        )
    ],
    "a gate on itself": lambda: [("first.toml", NOT, 'enable_when = "pt.weight known"')],
    "5,000 questions": lambda: [("first.toml", "", questions(5000))],
    "5,000 unknown questions": lambda: [
        ("first.toml", "", questions(1900, lambda n: f'enable_when = "z.z{n} = yes"'))
    ],
    "10,000 unknown keys": lambda: [
        ("first.toml", 'title = "First"', "".join(f"x{n} = 1\n" for n in range(10_000)))
    ],
    "10,000 items of no type": lambda: [("first.toml", "", '\n[[item]]\ntype = "x"\n' * 10_000)],
    "10,000 empty items": lambda: [("first.toml", "", "\n[[item]]\n" * 10_000)],
    "10,000 wrong options": lambda: [
        ("first.toml", '{ code = "dm",    text = "Dermatomyositis" },', "{ x = 1 }," * 10_000)
    ],
    "10,000 options": lambda: [
        (
            "first.toml",
            '{ code = "dm",    text = "Dermatomyositis" },',
            "".join(f'{{ code = "o{n}", text = "?" }},' for n in range(10_000)),
        )
    ],
    "10,000 claims": lambda: [("claims.toml", "", '\n[[claim]]\nid = "x"\n' * 10_000)],
    "10,000 sections": lambda: [("pack.toml", '["first"]', "[" + '"first",' * 10_000 + "]")],
    "10,000 policies": lambda: [("pack.toml", '["plain"]', "[" + '"plain",' * 10_000 + "]")],
    "10,000 defaults": lambda: [
        ("pack.toml", "policies =", "default_policies = [" + '"x",' * 10_000 + "]\npolicies =")
    ],
    "300 determinations": lambda: [
        (
            PLAIN,
            "",
            "".join(
                f'\n[[determination]]\nid = "d{n}"\nasks = "?"\ncriterion = "disease"\n'
                for n in range(300)
            ),
        )
    ],
    "5,000 criteria": lambda: [(PLAIN, "", criteria(5000, lambda _: DISEASE))],
    "a text of a megabyte": lambda: [("first.toml", "Which disease?", "x" * 1_000_000)],
    "a key of a megabyte": lambda: [("first.toml", "", f"\n'{'k' * 1_000_000}' = 1\n")],
    "a type of a megabyte": lambda: [("first.toml", '"quantity"', "'" + "x" * 1_000_000 + "'")],
    "an id of a megabyte": lambda: [("first.toml", '"pt.height"', "'" + "x" * 1_000_000 + "'")],
    "huge range": lambda: [("first.toml", "[2, 300]", "[2, 1e999999999]")],
    "tiny range": lambda: [("first.toml", "[2, 300]", "[1e-999999999, 300]")],
    "nan range": lambda: [("first.toml", "[2, 300]", "[nan, inf]")],
    "range of digits": lambda: [("first.toml", "[2, 300]", f"[2, 0x{'f' * 9000}]")],
    "range turned round": lambda: [("first.toml", "[2, 300]", "[300, 2]")],
    "year of digits": lambda: [("sources.toml", 'note    = "N."', f"year = 0x{'f' * 9000}")],
    "title of digits": lambda: [("first.toml", '"First"', f"0x{'f' * 9000}")],
    "id of digits": lambda: [("first.toml", '"pt.height"', f"0x{'f' * 9000}")],
    "at most a thousand rows": lambda: [("first.toml", "more        =", "at_most = 1e3\nmore =")],
    "at least 99 rows of 20": lambda: [("first.toml", "more        =", "at_least = 99\nmore =")],
    "checked in year 1": lambda: [("sources.toml", "2026-11-22", "0001-01-01")],
    "checked in year 9999": lambda: [("sources.toml", "2026-11-22", "9999-12-31")],
    "a placeholder in a placeholder": lambda: [("assessment.toml", "{dx.rash}", "{{dx.rash}}")],
    "a placeholder of Python": lambda: [("assessment.toml", "{dx.rash}", "{0.__class__}")],
    "a calculation of arguments": lambda: [
        ("first.toml", "bmi(pt.weight, pt.height)", f"bmi({'pt.weight, ' * 800})")
    ],
    "a calculation that is none": lambda: [
        ("first.toml", "bmi(pt.weight, pt.height)", "__import__('os').system('x')")
    ],
    "a unit": lambda: [("first.toml", '"kg"', '"\\u001b[31m"')],
    "27 policies": lambda: [
        ("pack.toml", '["plain"]', str([f"p{n}" for n in range(27)])),
        *(
            (f"policies/p{n}.toml", "", FILES[PLAIN].replace('"plain"', f'"p{n}"'))
            for n in range(27)
        ),
    ],
    "a nested key": lambda: [("first.toml", "", f"\n{'a.' * 5000}b = 1\n")],
    "400 inline tables": lambda: [("first.toml", "", f"\na = {'{b=' * 400}1{'}' * 400}\n")],
    "many alternatives": lambda: [
        ("first.toml", "", questions(40)),
        (
            PLAIN,
            DISEASE,
            'met_when = "'
            + " and ".join(f"(q.n{n} = yes or q.n{n + 1} = yes)" for n in range(0, 40, 2))
            + '"',
        ),
    ],
}
MONSTERS |= {
    f"a section called {name}": lambda id_=id_: [  # type: ignore[misc]
        ("pack.toml", '["first"]', f"[{quoted(id_)}]")
    ]
    for name, id_ in IDS.items()
}
MONSTERS |= {
    f"a policy called {name}": lambda id_=id_: [  # type: ignore[misc]
        ("pack.toml", '["plain"]', f"[{quoted(id_)}]")
    ]
    for name, id_ in IDS.items()
}
MONSTERS |= {
    f"a question called {name}": lambda id_=id_: [  # type: ignore[misc]
        ("first.toml", '"pt.height"', quoted(id_))
    ]
    for name, id_ in IDS.items()
}


def _pipe(pack: Path) -> None:
    (pack / "claims.toml").unlink()
    os.mkfifo(pack / "claims.toml")


def _other_pipe(pack: Path) -> None:
    os.mkfifo(pack / "more.toml")


def _device(pack: Path) -> None:
    (pack / "claims.toml").unlink()
    (pack / "claims.toml").symlink_to("/dev/zero")


def _other_device(pack: Path) -> None:
    (pack / "more.toml").symlink_to("/dev/zero")


def _folder(pack: Path) -> None:
    (pack / "more.toml").mkdir()


def _dangling(pack: Path) -> None:
    (pack / "more.toml").symlink_to(pack / "nowhere")


def _circle(pack: Path) -> None:
    (pack / "round").symlink_to(pack)


def _utf_16(pack: Path) -> None:
    (pack / "first.toml").write_bytes(FILES["first.toml"].encode("utf-16"))


def _bytes(pack: Path) -> None:
    (pack / "first.toml").write_bytes(bytes(range(256)))


def _many_files(pack: Path) -> None:
    for n in range(600):
        (pack / f"more{n}.toml").write_bytes(b"")


def _large_file(pack: Path) -> None:
    (pack / "more.toml").write_bytes(b"#" * 50_000_000)


def _odd_name(pack: Path) -> None:
    Path(os.fsdecode(bytes(pack) + b"/\xff\x1b[31m.toml")).write_bytes(b"")


def _no_pack(pack: Path) -> None:
    (pack / "pack.toml").unlink()


HAZARDS: dict[str, Callable[[Path], None]] = {
    "a pipe": _pipe,
    "a pipe that nobody names": _other_pipe,
    "a device": _device,
    "a device that nobody names": _other_device,
    "a folder called as a file": _folder,
    "a link to nothing": _dangling,
    "a link to itself": _circle,
    "UTF-16": _utf_16,
    "every byte": _bytes,
    "600 files": _many_files,
    "a file of 50 MB": _large_file,
    "a name of bytes": _odd_name,
    "no manifest": _no_pack,
}
