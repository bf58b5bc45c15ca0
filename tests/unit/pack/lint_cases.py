"""For each slug of the linter snippets that it lets pass, and snippets that it does not."""

from dataclasses import dataclass

from pack_files import Change, criterion, flag, gate, item, line, row_gate, say


@dataclass(frozen=True)
class Case:
    """What a slug lets pass and what it does not."""

    valid: tuple[Change | list[Change], ...]
    invalid: tuple[Change | list[Change], ...]


CAVEAT = 'caveat = "In adults."'
SAYS = "It did better than placebo."
READ = (
    "sources.toml",
    'title   = "The label"',
    'title   = "The label"\nread = "79.4 % of 95 patients"',
)
UNSAID = (
    '\n[[claim]]\nid = "other"\nsays = "So it is."\nsources = ["label"]\npopulation = "Adults"\n'
)
UNSAID += 'strength = "rct"\nfidelity = "accurate"\nverified = "yes"\nchecked = 2026-11-22\n'
CALCULATED = 'id = "x.k"\ntype = "calculated"\ntext = "?"\n'
QUANTITY = 'id = "x.q"\ntype = "quantity"\ntext = "?"\n'
CHOICE = 'id = "x.c"\ntype = "choice"\ntext = "?"\n'
CODES = 'options = [{ code = "a", text = "A" }, { code = "b", text = "B" }]'
HEIGHT = '[[item]]\nid   = "pt.height"'
NESTED = '[[item.item]]\nid = "tx.more"\ntype = "group"\ntext = "?"\nitem = []\ncontext = true'
POLICY = "policies/plain.toml"
CITED = 'cites = ["plain-policy 4"]'
TWO = f'[[criterion]]\nid = "two"\ntext = "Two"\nmet_when = "tx_any = yes"\n{CITED}'
SCORE = item(
    'id = "dx.score"\ntype = "calculated"\ntext = "Score"\nresult = "quantity"\n'
    'calculate = "eular_acr_min(dx.kind, dx.kind, dx.kind, dx.kind, dx.kind, dx.rash, dx.kind, '
    'dx.kind, dx.kind, dx.kind, dx.kind)"'
)
"""A score that counts what is not known as absent."""
THROUGH = item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight, dx.score)"')
BEHIND = item('id = "x.b"\ntype = "boolean"\ntext = "?"\nenable_when = "dx.score > 5"')

NAMED = item(
    'id = "x.n"\ntype = "choice"\ntext = "?"\noptions = [{ code = "a", text = "Heliotrope 10 %" }]'
)


def claim(says: str, figures: str) -> Change:
    """What the claim says, and its figures as they stand in the file."""
    return "claims.toml", f'"{SAYS}"', f'"{says}"\nfigures = [{figures}]'


CASES = {
    "bad-condition": Case(
        valid=(gate("dx.kind = dm or not (dx.kind = pm)"), flag("lab.iga >= 0.07 g/L")),
        invalid=(gate("dx.kind =>"), criterion("dx.kind in"), flag("pt.weight > 3 kilo"), flag("")),
    ),
    "unknown-question": Case(
        valid=(flag("tx_any = yes"),),
        invalid=(
            gate("dx.knd = dm"),
            flag("any txx (dx.kind = dm)"),
            flag("dx.seen within 3 d before req.dat"),
            say('when = "dx.knd = dm"\nclaim = "trial"'),
            item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight, pt.hight)"'),
            ("second.toml", "dx.kind != other", "dx.knd != other"),
        ),
    ),
    "unknown-code": Case(
        valid=(flag("dx.kind = pm"), flag("dx.rash in (heliotrope, none)")),
        invalid=(
            flag("dx.kind = dmm"),
            flag("dx.kind in (dm, dmm)"),
            flag("dx.rash has helio"),
            flag("dx.rash in myositis"),
            ("first.toml", 'code = "pm", ', 'code = "polymyositis", '),
            ("value-sets.toml", '["dm", "pm"]', '["dm", "polymyositis"]'),
        ),
    ),
    "unknown-value-set": Case(
        valid=(flag("dx.kind in myositis"), flag("dx.kind in (dm)")),
        invalid=(flag("dx.kind in myosits"), criterion("dx.kind in dm")),
    ),
    "unknown-calculation": Case(
        valid=(item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight, pt.height)"'),),
        invalid=(
            item(f'{CALCULATED}result = "quantity"\ncalculate = "bmj(pt.weight, pt.height)"'),
            item(f'{CALCULATED}result = "quantity"\ncalculate = "pt.weight / pt.height"'),
        ),
    ),
    "unknown-unit": Case(
        valid=(item(f'{QUANTITY}unit = "mL/min/{{1.73_m2}}"'),),
        invalid=(
            item(f'{QUANTITY}unit = "mg/dl"'),
            item(f'{QUANTITY}unit = "mg/dL"\nunits = ["mg/dl"]'),
            ("second.toml", 'unit      = "kg/m2"', 'unit      = "kg/m^2"'),
        ),
    ),
    "unknown-source": Case(
        valid=(item(f'{QUANTITY}unit = "kg"\ncites = ["label"]'),),
        invalid=(
            item(f'{QUANTITY}unit = "kg"\ncites = ["lable section 4"]'),
            (POLICY, '["plain-policy 2"]', '["plain_policy 2"]'),
            (POLICY, '["label section 4"]', '[""]'),
            (POLICY, 'source  = "plain-policy"', 'source  = "plane-policy"'),
            ("claims.toml", '["label"]', '["label", "label section 4"]'),
        ),
    ),
    "unknown-claim": Case(
        valid=(say('claim = "trial"'),),
        invalid=(say('claim = "trail"'),),
    ),
    "unknown-heading": Case(
        valid=(("assessment.toml", "", '\n[[say]]\nunder = "answer"\nclaim = "trial"\n'),),
        invalid=(("assessment.toml", "", '\n[[say]]\nunder = "anwser"\nclaim = "trial"\n'),),
    ),
    "unknown-criterion": Case(
        valid=(say('rulings = "disease"'),),
        invalid=(
            say('rulings = "desease"'),
            (POLICY, '["disease", "tried"]', '["disease", "tried", "tred"]'),
            line('[[determination]]\nid = "two"\nasks = "Is it?"\ncriterion = "nothing"'),
        ),
    ),
    "forward-reference": Case(
        valid=(
            gate("dx.kind known"),
            row_gate("dx.kind = dm and tx.outcome = failed"),
            item(
                'id = "x.b"\ntype = "boolean"\ntext = "?"\nenable_when = "any tx (tx.drug known)"'
            ),
        ),
        invalid=(
            gate("lab.iga known"),
            gate("pt.weight known"),
            gate("any tx (tx.outcome = failed)"),
            row_gate("tx.stop known"),
            row_gate("any tx (tx.outcome = failed)"),
            ("second.toml", "tx_any = yes", "tx_any = yes and pt.height known"),
            ("second.toml", '"dx.kind != other"', '"tx_any = yes"'),
            [
                ("second.toml", "bmi(pt.weight, pt.height)", "bmi(pt.weight, pt.bmi)"),
                flag("pt.height > 180 cm"),
            ],
        ),
    ),
    "unit-differs": Case(
        valid=(
            flag("lab.iga < 0.07 g/L"),
            flag("pt.weight > 100 kg or pt.bmi >= 40 kg/m2"),
            flag("dx.seen within 30 d before req.date"),
        ),
        invalid=(
            flag("pt.weight > 100"),
            flag("lab.iga < 70 mg/L"),
            flag("pt.bmi >= 40 kg"),
            flag("dx.seen within 3 mo before req.date"),
            [item(f'{QUANTITY}unit = "mg/d"\nunits = ["mg/kg/d"]'), flag("x.q > 3 mg/kg/d")],
        ),
    ),
    "type-differs": Case(
        valid=(
            flag("dx.seen <= 2026-01-31"),
            flag("dx.rash has heliotrope or dx.kind in myositis"),
            flag("pt.name known or not tx_any = no"),
        ),
        invalid=(
            flag("dx.kind < dm"),
            flag("tx_any > no"),
            flag("lab.iga has dm"),
            flag("pt.weight in (dm, pm)"),
            flag("tx_any in (yes, no)"),
            flag("dx.kind = 2026-11-18"),
            flag("dx.seen = dm"),
            flag("dx.seen < 3 d"),
            flag("pt.weight = yes"),
            flag("dx.kind = yes"),
            flag("tx_any = dm"),
            flag("dx.rash = heliotrope"),
            flag("pt.name = smith"),
            flag("tx known"),
            flag("any tx_any (dx.kind = dm)"),
            flag("pt.weight within 3 d before req.date"),
            flag("dx.seen within 3 d before dx.kind"),
            item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight)"'),
            item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight, tx)"'),
            item(f'{CALCULATED}result = "choice"\ncalculate = "bmi(pt.weight, pt.height)"'),
        ),
    ),
    "group-outside-any": Case(
        valid=(
            flag("all tx (tx.outcome = failed and dx.kind = dm)"),
            row_gate("tx.outcome = failed or not tx.drug known"),
        ),
        invalid=(
            flag("tx.outcome = failed"),
            flag("any tx (tx.outcome = failed) and tx.drug known"),
            say('when = "tx.outcome = failed"\nfact = "{tx.drug}."\neach = "tx"'),
            item(f'{CALCULATED}result = "quantity"\ncalculate = "bmi(pt.weight, tx.outcome)"'),
        ),
    ),
    "group-in-group": Case(
        valid=(item('id = "ty"\ntype = "group"\ntext = "?"\nitem = []'),),
        invalid=(("second.toml", HEIGHT, f"{NESTED}\n\n{HEIGHT}"),),
    ),
    "known-in-criterion": Case(
        valid=(
            flag("not lab.iga known"),
            criterion("pt.bmi > 20 kg/m2"),
            [SCORE, flag("dx.score > 5")],
        ),
        invalid=(
            criterion("dx.kind in myositis and not lab.iga known"),
            [SCORE, criterion("dx.score > 5")],
            [SCORE, THROUGH, criterion("x.k > 5")],
            [SCORE, BEHIND, criterion("x.b = yes")],
        ),
    ),
    "criterion-shape": Case(
        valid=(
            (POLICY, 'all_of = ["disease", "tried"]', 'any_of = ["disease", "tried"]'),
            criterion("dx.kind = dm"),
        ),
        invalid=(
            (POLICY, 'all_of = ["disease", "tried"]', 'all_of = ["disease"]\nany_of = ["tried"]'),
            (POLICY, 'met_when = "dx.kind in myositis"', ""),
        ),
    ),
    "criterion-loop": Case(
        valid=((POLICY, '["disease", "tried"]', '["disease", "tried", "disease"]'),),
        invalid=(
            (POLICY, '["disease", "tried"]', '["disease", "tried", "necessary"]'),
            (POLICY, 'met_when = "dx.kind in myositis"', 'any_of = ["tried", "necessary"]'),
        ),
    ),
    "criterion-unused": Case(
        valid=(line(f'[[determination]]\nid = "two"\nasks = "?"\ncriterion = "two"\n\n{TWO}'),),
        invalid=(line(TWO),),
    ),
    "no-citation": Case(
        valid=(flag("dx.kind = dm"),),
        invalid=(
            (POLICY, 'cites    = ["plain-policy 2"]', ""),
            (POLICY, 'cites     = ["label section 4"]', "cites = []"),
            ("claims.toml", 'sources    = ["label"]', "sources = []"),
        ),
    ),
    "say-shape": Case(
        valid=(say('fact = "{tx.drug} in {dx.kind}."\neach = "tx"'),),
        invalid=(
            say('fact = "{dx.kind}."\nclaim = "trial"'),
            say(""),
            say('claim = "trial"\neach = "tx"'),
            say('fact = "{dx.kind}."\neach = "txx"'),
            say('fact = "{dx.knd}."'),
            say('fact = "{tx}."'),
            say('fact = "{tx.drug}."'),
            say('fact = "{ dx.kind }."'),
        ),
    ),
    "claim-unusable": Case(
        valid=(("claims.toml", '"cite"', f'"cite-with-caveat"\n{CAVEAT}'),),
        invalid=(("claims.toml", '"cite"', '"do-not-cite"'),),
    ),
    "id-twice": Case(
        valid=(item(f"{CHOICE}{CODES}"),),
        invalid=(
            item('id = "tx_any"\ntype = "boolean"\ntext = "?"'),
            item(f"{CHOICE}{CODES}".replace('"b"', '"a"')),
            line(f'[[criterion]]\nid = "tried"\ntext = "?"\nmet_when = "tx_any = yes"\n{CITED}'),
            line('[[flag]]\nid = "iga"\ntext = "?"\nmet_when = "tx_any = yes"'),
            line('[[determination]]\nid = "necessary"\nasks = "?"\ncriterion = "tried"'),
            ("assessment.toml", "", '\n[[heading]]\nid = "answer"\ntitle = "Again"\n'),
            (
                "value-sets.toml",
                "",
                '\n[[value_set]]\nid = "myositis"\ntext = "?"\ncodes = ["dm"]\n',
            ),
            ("sources.toml", 'id      = "label"', 'id      = "plain-policy"'),
        ),
    ),
    "id-shape": Case(
        valid=(item('id = "x_1.y_2.z"\ntype = "boolean"\ntext = "?"'),),
        invalid=(
            item('id = "Dx.kind2"\ntype = "boolean"\ntext = "?"'),
            item('id = "dx-kind"\ntype = "boolean"\ntext = "?"'),
            item('id = "known"\ntype = "boolean"\ntext = "?"'),
            item('id = "a.b"\ntype = "group"\ntext = "?"\nitem = []'),
            item(f"{CHOICE}{CODES}".replace('"b"', '"B"')),
            item(f"{CHOICE}{CODES}".replace('"b"', '"any"')),
            ("second.toml", '"tx.stop"', '"ty.stop"'),
            line('[[flag]]\nid = "More"\ntext = "?"\nmet_when = "dx.kind = dm"'),
            ("value-sets.toml", "", '\n[[value_set]]\nid = "a-b"\ntext = "?"\ncodes = ["dm"]\n'),
            (POLICY, 'id      = "plain"', 'id      = "plane"'),
        ),
    ),
    "exclusive-alone": Case(
        valid=(item(f"{CHOICE}{CODES}\nmany = true".replace('"B" }', '"B", exclusive = true }')),),
        invalid=(item(f"{CHOICE}{CODES}".replace('"B" }', '"B", exclusive = true }')),),
    ),
    "range-shape": Case(
        valid=(item(f'{QUANTITY}unit = "kg"\nrange = [5, 5]'),),
        invalid=(
            item(f'{QUANTITY}unit = "kg"\nrange = [30, 2.5]'),
            item('id = "ty"\ntype = "group"\ntext = "?"\nitem = []\nat_least = 3\nat_most = 2'),
        ),
    ),
    "question-unused": Case(
        valid=(
            [
                ("first.toml", "", '\n[[item]]\nid = "x.b"\ntype = "boolean"\ntext = "?"\n'),
                ("second.toml", "dx.kind != other", "x.b = yes"),
            ],
            item('id = "x.b"\ntype = "boolean"\ntext = "?"'),
        ),
        invalid=(("first.toml", "", '\n[[item]]\nid = "x.b"\ntype = "boolean"\ntext = "?"\n'),),
    ),
    "claim-figures": Case(
        valid=(
            [claim("79 % of 95 did better on Heliotrope 10 %.", '"79 %", "95"'), READ, NAMED],
            ("claims.toml", SAYS, "It did better on MMT-8 and anti-MDA5."),
        ),
        invalid=(
            ("claims.toml", SAYS, "79 % did better."),
            [claim("79 % of 95 did better.", '"79 %"'), READ],
            [claim("79 % did better.", '"79 %", "95"'), READ],
            ("claims.toml", '"cite"', '"cite-with-caveat"\ncaveat = "In 12 adults."'),
        ),
    ),
    "figure-unread": Case(
        valid=(
            [claim("79 % of 95 did better.", '"79 %", "95"'), READ],
            [claim("79 % is 4 in 5.", '"79 %", "4 in 5"]\nown = ["4 in 5"'), READ],
        ),
        invalid=(
            [claim("78 % of 95 did better.", '"78 %", "95"'), READ],
            [claim("79 % did better.", '"79 %"]\nown = ["80 %"'), READ],
        ),
    ),
    "claim-unverified": Case(
        valid=(("claims.toml", '"yes"', '"no"'),),
        invalid=(
            [claim("79 % did better.", '"79 %"'), READ, ("claims.toml", '"yes"', '"secondary"')],
        ),
    ),
    "caveat-missing": Case(
        valid=(("claims.toml", '"cite"', f'"cite-with-caveat"\n{CAVEAT}'),),
        invalid=(("claims.toml", '"cite"', '"cite-with-caveat"'),),
    ),
    "text-differs": Case(
        valid=(
            (POLICY, '"The patient is heavy."', '"The patient is heavy: above 40 kg/m2."'),
            (POLICY, '"The patient is heavy."', '"Above 30 kg, and 4 weeks."'),
        ),
        invalid=((POLICY, '"The patient is heavy."', '"The patient is heavy: above 4 kg/m2."'),),
    ),
    "claim-unused": Case(
        valid=(("claims.toml", "", f'{UNSAID}use = "do-not-cite"\n'),),
        invalid=(("claims.toml", "", f'{UNSAID}use = "cite"\n'),),
    ),
}
