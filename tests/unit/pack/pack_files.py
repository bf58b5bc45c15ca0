"""A tiny pack without a problem, as texts of files, and ways to change one thing in it."""

from pathlib import Path

FILES = {
    "pack.toml": """
id       = "tiny"
title    = "A tiny pack"
version  = "1.0.0"
sections = ["first", "second"]
policies = ["plain"]

[[change]]
date = 2026-11-22
what = "First version."
why  = "To try the linter."
""",
    "first.toml": """
title = "First"

[[item]]
id   = "req.date"
type = "date"
text = "When?"

[[item]]
id      = "dx.kind"
type    = "choice"
text    = "Which disease?"
options = [
    { code = "dm",    text = "Dermatomyositis" },
    { code = "pm",    text = "Polymyositis" },
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
id   = "dx.seen"
type = "date"
text = "Seen on which day?"

[[item]]
id          = "pt.weight"
type        = "quantity"
text        = "Weight?"
unit        = "kg"
range       = [2, 300]
enable_when = "dx.kind != other"

[[item]]
id    = "lab.iga"
type  = "quantity"
text  = "IgA?"
unit  = "mg/dL"
units = ["g/L"]
cites = ["label section 4"]

[[item]]
id      = "pt.name"
type    = "text"
text    = "Name?"
context = true
""",
    "second.toml": """
title       = "Second"
enable_when = "dx.kind != other"

[[item]]
id   = "tx_any"
type = "boolean"
text = "Any treatment?"

[[item]]
id          = "tx"
type        = "group"
text        = "Treatment"
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

    [[item.item]]
    id          = "tx.stop"
    type        = "date"
    text        = "When?"
    enable_when = "tx.outcome = failed"
    context     = true

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
""",
    "value-sets.toml": """
[[value_set]]
id    = "myositis"
text  = "Myositis"
codes = ["dm", "pm"]
""",
    "policies/plain.toml": """
id      = "plain"
title   = "A plain policy"
version = "1"
source  = "plain-policy"

[[determination]]
id        = "necessary"
asks      = "Is it necessary?"
criterion = "necessary"

[[criterion]]
id     = "necessary"
text   = "It is necessary"
all_of = ["disease", "tried"]
cites  = ["plain-policy 1"]

[[criterion]]
id       = "disease"
text     = "The disease"
met_when = "dx.kind in myositis"
cites    = ["plain-policy 2"]

[[criterion]]
id       = "tried"
text     = "Something was tried"
met_when = "any tx (tx.outcome = failed)"
cites    = ["plain-policy 3"]

[[safeguard]]
id        = "iga"
text      = "IgA was measured"
met_when  = "lab.iga known"
otherwise = "Measure IgA."
cites     = ["label section 4"]

[[flag]]
id       = "heavy"
text     = "The patient is heavy."
met_when = "pt.bmi > 40 kg/m2 and dx.seen within 4 wk before req.date"
""",
    "sources.toml": """
[[source]]
id      = "plain-policy"
kind    = "policy"
title   = "The plain policy"
checked = 2026-11-22

[[source]]
id      = "label"
kind    = "label"
title   = "The label"
checked = 2026-11-22
""",
    "claims.toml": """
[[claim]]
id         = "trial"
says       = "It did better than placebo."
sources    = ["label"]
population = "Adults"
strength   = "rct"
fidelity   = "accurate"
verified   = "yes"
use        = "cite"
checked    = 2026-11-22
""",
    "assessment.toml": """
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
}

Change = tuple[str, str, str]
"""File, what stands there, what stands there instead; nothing to find means: at the end."""

GATE = 'enable_when = "dx.kind != other"\n\n[[item]]\nid    = "lab.iga"'
MET = 'met_when = "dx.kind in myositis"'
FLAG = 'met_when = "pt.bmi > 40 kg/m2 and dx.seen within 4 wk before req.date"'


def gate(condition: str) -> Change:
    """Another gate for pt.weight."""
    return "first.toml", GATE, GATE.replace("dx.kind != other", condition)


def row_gate(condition: str) -> Change:
    """Another gate for tx.stop, an item of the list tx."""
    return "second.toml", "tx.outcome = failed", condition


def criterion(condition: str) -> Change:
    """Another condition for the criterion "disease"."""
    return "policies/plain.toml", MET, f'met_when = "{condition}"'


def flag(condition: str) -> Change:
    """One more flag."""
    return (
        "policies/plain.toml",
        "",
        f'\n[[flag]]\nid       = "more"\ntext     = "More."\nmet_when = "{condition}"\n',
    )


def item(table: str) -> Change:
    """One more question at the end of the second section; it is kept for the record."""
    return "second.toml", "", f"\n[[item]]\n{table}\ncontext = true\n"


def say(table: str) -> Change:
    """One more sentence."""
    return "assessment.toml", "", f'\n[[say]]\nunder = "answer"\n{table}\n'


def line(table: str) -> Change:
    """One more table at the end of the policy."""
    return "policies/plain.toml", "", f"\n{table}\n"


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
