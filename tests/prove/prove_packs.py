"""A small pack of which everything can be proved, and ways to change one thing in it."""

from pathlib import Path

FILES = {
    "pack.toml": """
id       = "provable"
title    = "A pack of which everything holds"
version  = "1.0.0"
sections = ["first"]
policies = ["plain", "other"]

[[change]]
date = 2026-11-22
what = "First version."
why  = "To try the proofs."
""",
    "first.toml": """
title = "First"

[[item]]
id   = "a.any"
type = "boolean"
text = "Any?"

[[item]]
id      = "a.kind"
type    = "choice"
text    = "Which kind?"
options = [
    { code = "red",      text = "Red" },
    { code = "blue",     text = "Blue" },
    { code = "not_done", text = "Not done", judged = "unknown" },
]

[[item]]
id    = "a.age"
type  = "quantity"
text  = "How old?"
unit  = "a"
range = [0, 120]

[[item]]
id    = "a.iga"
type  = "quantity"
text  = "IgA?"
unit  = "mg/dL"
units = ["umol/L"]
range = [0, 5000]
comparator = true

[[item]]
id          = "a.more"
type        = "boolean"
text        = "More?"
enable_when = "a.kind = red"

[[item]]
id    = "a.weight"
type  = "quantity"
text  = "Weight?"
unit  = "kg"
range = [2, 300]

[[item]]
id    = "a.height"
type  = "quantity"
text  = "Height?"
unit  = "cm"
range = [30, 250]

[[item]]
id        = "a.bmi"
type      = "calculated"
text      = "Body mass index"
calculate = "bmi(a.weight, a.height)"
result    = "quantity"
unit      = "kg/m2"

[[item]]
id          = "tx"
type        = "group"
text        = "Treatment"
enable_when = "a.any = yes"
at_least    = 1
at_most     = 9

    [[item.item]]
    id      = "tx.drug"
    type    = "choice"
    text    = "Which?"
    options = [
        { code = "one", text = "One" },
        { code = "two", text = "Two" },
    ]

    [[item.item]]
    id          = "tx.failed"
    type        = "boolean"
    text        = "Did it fail?"
    enable_when = "tx.drug = one"
""",
    "value-sets.toml": "",
    "policies/plain.toml": """
id      = "plain"
title   = "A plain policy"
version = "1"
source  = "text"

[[determination]]
id        = "necessary"
asks      = "Is it necessary?"
criterion = "top"

[[criterion]]
id     = "top"
text   = "All of it"
all_of = ["young", "tried", "red"]
cites  = ["text 1"]

[[criterion]]
id       = "young"
text     = "Young"
met_when = "a.age < 18 a"
cites    = ["text 1"]

[[criterion]]
id       = "tried"
text     = "Two were tried"
met_when = "any tx (tx.failed = yes) and any tx (tx.drug = two)"
cites    = ["text 1"]

[[criterion]]
id       = "red"
text     = "Red, and more"
met_when = "a.kind != blue and a.more = yes"
cites    = ["text 1"]

[[flag]]
id       = "low"
text     = "IgA is low."
met_when = "a.iga < 7 mg/dL"
""",
    "policies/other.toml": """
id      = "other"
title   = "Another policy"
version = "1"
source  = "text"

[[determination]]
id        = "light"
asks      = "Is the patient light?"
criterion = "light"

[[criterion]]
id       = "light"
text     = "Light"
met_when = "a.bmi < 30 kg/m2"
cites    = ["text 1"]
""",
    "sources.toml": """
[[source]]
id      = "text"
kind    = "policy"
title   = "The text"
checked = 2026-11-22
""",
    "claims.toml": "",
    "assessment.toml": """
heading = []
say     = []
""",
}
Change = tuple[str, str, str]
"""File, what stands there, what stands there instead; nothing to find means: at the end."""


def write(folder: Path, *changes: Change) -> Path:
    """Write the pack with these changes."""
    files = dict(FILES)
    for name, old, new in changes:
        assert old in files[name], f"{old!r} does not stand in {name}"
        files[name] = files[name].replace(old, new, 1) if old else files[name] + new
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def line(old: str, new: str) -> Change:
    """Another condition in the plain policy."""
    return "policies/plain.toml", old, new


def item(table: str) -> Change:
    """One more question, in front of the others."""
    return "first.toml", 'title = "First"\n', f'title = "First"\n\n[[item]]\n{table}\n'
