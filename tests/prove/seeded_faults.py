"""Faults to plant in a copy of the shipped pack, one at a time, and what must be said of each."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conftest import PACK_FOLDER
from necessity import edges, examples
from necessity.pack.lint import stale
from necessity.pack.load import read_folder
from necessity.pack.model import Pack
from necessity.pack.problems import Problem, Severity
from necessity.prove.certificate import Prover
from necessity.prove.conditions import Flow
from necessity.prove.pool import Pool
from necessity.prove.samples import Samples
from necessity.prove.search import Search
from necessity.prove.slugs import SLUGS
from necessity.prove.targets import targets

CHECKED = date(2026, 11, 23)
"""The day of the checks: every source of the pack was read the day before."""


@dataclass(frozen=True)
class Fault:
    """One fault: from `at` on in a file `old` becomes `new`, and this slug must be found."""

    name: str
    file: str
    at: str
    old: str
    new: str
    slug: str
    about: str = ""
    """Of the certificate: the words of what cannot be."""

    def plant(self, folder: Path) -> Path:
        """A copy of the shipped pack with it."""
        root = folder / "pack"
        shutil.copytree(PACK_FOLDER, root)
        path = root / self.file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        start = text.index(self.at)
        assert self.old in text[start:], f"{self.old!r} does not stand in {self.file}"
        path.write_text(text[:start] + text[start:].replace(self.old, self.new, 1), "utf-8")
        return root


@dataclass(frozen=True)
class Caught:
    """By what a fault was caught first, and with which slugs."""

    by: str
    slugs: frozenset[str]


def caught(fault: Fault, folder: Path) -> Caught:
    """Run what finds faults, the quick first, until it is named as it should be."""
    root = fault.plant(folder)
    found: set[str] = set()
    for by, slugs in _finders(root, fault):
        found |= slugs
        if fault.slug in found:
            return Caught(by, frozenset(found))
    return Caught("nothing", frozenset(found))


def _finders(root: Path, fault: Fault) -> Iterator[tuple[str, set[str]]]:
    pack, problems = read_folder(root)
    yield "lint", _slugs(problems)
    if pack is None or any(problem.severity is Severity.ERROR for problem in problems):
        return
    yield "age", _slugs(stale(pack, root, CHECKED))
    yield "edges", _slugs(edges.run(pack, root))
    yield "examples", _slugs(examples.run(pack, root))
    yield "certificate", _proved(pack, root, fault)


def _proved(pack: Pack, root: Path, fault: Fault) -> set[str]:
    """What the certificate says of the one claim, and of the one line, that the fault is about."""
    wanted = {SLUGS[id_] for id_ in ("questions", "conditions", "criteria", "determinations")}
    if fault.slug in wanted:
        flow = Flow(pack)
        pool = Pool(pack, [each for each in targets(flow) if fault.about in each.words])
        pool.examples(root)
        search = Search(flow, Samples(flow, pool.facts()))
        return {SLUGS[each.claim] for each in pool.open if search.find(each).impossible}
    prover = Prover(pack, root, lambda: 0)
    prover.pool.examples(root)
    prove = {
        "turns": prover.nothing_unasked,
        "options": prover.options,
        "readings": prover.readings,
    }
    for id_, claim in prove.items():
        if SLUGS[id_] == fault.slug:
            claim()
    return {SLUGS[each.id] for each in prover.claims if each.failures}


def _slugs(problems: list[Problem]) -> set[str]:
    return {f"{problem.slug}{_sign(problem)}" for problem in problems}


def _sign(problem: Problem) -> str:
    return "" if problem.severity is Severity.ERROR else " (warning)"


def _policy(name: str) -> str:
    return f"policies/{name}.toml"


CONSENSUS, LABEL, ADULT = _policy("consensus"), _policy("fda-label"), _policy("ontario-adult")
JUVENILE, AUSTRALIA, CAROLINA = (
    _policy("ontario-juvenile"),
    _policy("australia-adult"),
    _policy("blue-cross-nc"),
)
TX, SAFETY, DOSING, ORGANS, REQUEST = (
    "prior-therapies.toml",
    "safety.toml",
    "dosing.toml",
    "organ-involvement.toml",
    "request.toml",
)
CLAIMS, SOURCES, SAYS, SETS = ("claims.toml", "sources.toml", "assessment.toml", "value-sets.toml")
_NEW_ITEM = '\n[[item]]\nid = "{}"\ntype = "boolean"\ntext = "Is it so?"\n'

_SHADE = """
[[item]]
id      = "safety.shade"
type    = "choice"
text    = "Which shade?"
options = [{ code = "dark", text = "Dark" }, { code = "pale", text = "Pale" }]

[[item]]
id          = "safety.seen"
type        = "boolean"
text        = "Was it seen?"
enable_when = "safety.iga known or (safety.shade = dark and safety.iga known)"
context     = true
"""

FAULTS = (
    # -- slips of writing ------------------------------------------------------------------
    Fault("a quote is missing", SAFETY, "", 'title = "Is it', "title = Is it", "not-toml"),
    Fault("a key is misspelt", DOSING, "dose.interval", "unit  ", "unti  ", "unknown-key"),
    Fault(
        "a prompt is missing", TX, '"tx.drug"', '    text    = "Which drug?"\n', "", "missing-key"
    ),
    Fault("a kind that is none", SAFETY, '"safety.iga"', '"quantity"', '"quantiy"', "wrong-type"),
    Fault(
        "a file is not listed",
        "pack.toml",
        "",
        ', "australia-adult"',
        "",
        "unlisted-file (warning)",
    ),
    Fault("a file does not exist", "pack.toml", "", '"dosing"', '"doseing"', "missing-file"),
    Fault(
        "a default policy is misspelt",
        "pack.toml",
        "",
        '["consensus"]',
        '["consenus"]',
        "unknown-policy",
    ),
    Fault("a condition breaks off", LABEL, '"adult"', ">= 18 a", ">=", "bad-condition"),
    Fault("a question is misspelt", LABEL, '"adult"', "pt.age", "pt.aeg", "unknown-question"),
    Fault(
        "a code is misspelt",
        CONSENSUS,
        '"aspiration"',
        "= aspiration",
        "= aspirations",
        "unknown-code",
    ),
    Fault(
        "a value set is misspelt",
        AUSTRALIA,
        '"dysphagia"',
        "any_dysphagia",
        "any_dysphagy",
        "unknown-value-set",
    ),
    Fault(
        "a code of a set is misspelt",
        SETS,
        '"failed"',
        '"intolerance"',
        '"intolerant"',
        "unknown-code",
    ),
    Fault(
        "a part is misspelt",
        AUSTRALIA,
        'id      = "criteria"',
        '"manifestation"',
        '"manifest"',
        "unknown-criterion",
    ),
    Fault(
        "a determination asks of nothing",
        AUSTRALIA,
        "",
        'criterion = "criteria"',
        'criterion = "criterion"',
        "unknown-criterion",
    ),
    Fault("a claim is misspelt", SAYS, "", '"share-adjunct"', '"share-adjnct"', "unknown-claim"),
    Fault(
        "a heading is misspelt",
        SAYS,
        "",
        'under = "standard_of_care"',
        'under = "standard_care"',
        "unknown-heading",
    ),
    Fault("a placeholder is misspelt", SAYS, "", "{ild.course}", "{ild.curse}", "say-shape"),
    Fault(
        "a source is misspelt",
        LABEL,
        '"adult"',
        'cites    = ["',
        'cites    = ["x-',
        "unknown-source",
    ),
    Fault("a calculation is misspelt", DOSING, "", '"bmi(', '"bim(', "unknown-calculation"),
    Fault("an id stands twice", SAFETY, "", '"safety.iga_date"', '"safety.iga"', "id-twice"),
    Fault(
        "a policy is called otherwise",
        AUSTRALIA,
        "",
        '"australia-adult"',
        '"australia"',
        "id-shape",
    ),
    # -- citations, sources and claims -----------------------------------------------------
    Fault(
        "a criterion cites nothing",
        CONSENSUS,
        '"aspiration"',
        'cites    = ["consensus-necessity organ-threatening disease"]\n',
        "",
        "no-citation",
    ),
    Fault(
        "a safeguard cites nothing",
        LABEL,
        "[[safeguard]]",
        "cites",
        "cites = []\n# cites",
        "no-citation",
    ),
    Fault(
        "a source grows stale",
        SOURCES,
        '"aggarwal-2022"',
        "checked    = 2026-11-22",
        "checked    = 2026-08-01",
        "source-stale (warning)",
    ),
    Fault(
        "a source is a year old",
        SOURCES,
        '"dalakas-1993"',
        "checked    = 2026-11-22",
        "checked    = 2025-11-01",
        "source-stale",
    ),
    Fault(
        "a figure of a claim is altered",
        CLAIMS,
        '"new-proderm-primary"',
        "79 % (37 of 47) on",
        "89 % (37 of 47) on",
        "claim-figures (warning)",
    ),
    Fault(
        "a figure nobody read",
        CLAIMS,
        '"new-proderm-primary"',
        '"95", ',
        '"95", "16.5", ',
        "claim-figures (warning)",
    ),
    Fault(
        "the figure of the source is altered",
        SOURCES,
        '"aggarwal-2022"',
        "37/47",
        "38/47",
        "figure-unread (warning)",
    ),
    Fault(
        "an unverified claim with figures",
        CLAIMS,
        '"new-proderm-primary"',
        '"yes"',
        '"no"',
        "claim-unverified (warning)",
    ),
    Fault(
        "a caveat is lost",
        CLAIMS,
        "Lung disease is not in that list",
        "Lung disease is not in that list as it was quoted.",
        "",
        "caveat-missing",
    ),
    Fault(
        "a claim that may not be said",
        CLAIMS,
        '"new-proderm-primary"',
        '"cite"',
        '"do-not-cite"',
        "claim-unusable",
    ),
    Fault(
        "a sentence of the literature is dropped",
        SAYS,
        'when  = "dx.subtype = jdm"',
        'claim = "share-adjunct"',
        'fact = "Juvenile."',
        "claim-unused (warning)",
    ),
    # -- units, types, order, shape --------------------------------------------------------
    Fault("another unit", LABEL, '"dose_interval"', ">= 4 wk", ">= 28 d", "unit-differs"),
    Fault("no unit", LABEL, '"adult"', "18 a", "18", "unit-differs"),
    Fault("a unit that is none", DOSING, '"dose.interval"', '"wk"', '"week"', "unknown-unit"),
    Fault(
        "less than an option",
        CAROLINA,
        "",
        "dx.indication_status in (fda_label, cms_compendium)",
        "dx.indication_status < fda_label",
        "type-differs",
    ),
    Fault(
        "a calculation gets too few answers",
        DOSING,
        "",
        "bmi(pt.weight, pt.height)",
        "bmi(pt.weight)",
        "type-differs",
    ),
    Fault(
        "a question is moved after its use",
        ORGANS,
        '"ild.course"',
        "ild.present = yes",
        "sev.severe = yes",
        "forward-reference",
    ),
    Fault(
        "a calculation takes a later answer",
        DOSING,
        '"dose.agreement"',
        "pt.weight)",
        "safety.iga)",
        "forward-reference",
    ),
    Fault(
        "a list without any",
        AUSTRALIA,
        '"corticosteroid_failed"',
        "any tx ((tx.drug",
        "((tx.drug",
        "group-outside-any",
    ),
    Fault(
        "known in a criterion",
        CONSENSUS,
        '"aspiration"',
        "sev.dysphagia = aspiration",
        "sev.dysphagia known",
        "known-in-criterion",
    ),
    Fault(
        "a criterion leads back to itself",
        AUSTRALIA,
        '"manifestation"',
        '"dysphagia"]',
        '"criteria"]',
        "criterion-loop",
    ),
    Fault(
        "a criterion of two kinds",
        AUSTRALIA,
        '"biopsy_proven"\ntext',
        "met_when =",
        'all_of   = ["indication"]\nmet_when =',
        "criterion-shape",
    ),
    Fault(
        "a line that nothing rests on",
        AUSTRALIA,
        'id      = "criteria"',
        ', "manifestation"',
        "",
        "criterion-unused",
    ),
    Fault(
        "exclusive where one is chosen",
        SAFETY,
        '"not_done"',
        "judged",
        "exclusive = true, judged",
        "exclusive-alone",
    ),
    Fault("a range upside down", DOSING, '"dose.interval"', "[1, 12]", "[12, 1]", "range-shape"),
    Fault(
        "a question that nothing needs",
        SAFETY,
        "",
        'title = "Is it safe to start?"',
        'title = "Is it safe to start?"\n' + _NEW_ITEM.format("safety.idle"),
        "question-unused (warning)",
    ),
    # -- operators and figures -------------------------------------------------------------
    Fault("at least becomes more than", LABEL, '"adult"', ">= 18", "> 18", "edge-fails"),
    Fault(
        "at most becomes less than", LABEL, '"dose_amount"', "<= 2 g/kg", "< 2 g/kg", "edge-fails"
    ),
    Fault(
        "an operator is turned round",
        CONSENSUS,
        '"response_not_yet_due"',
        "< 4",
        "> 4",
        "edge-fails",
    ),
    Fault(
        "a figure a little higher", LABEL, '"dose_amount"', "<= 2 g/kg", "<= 2.05 g/kg", "no-edge"
    ),
    Fault(
        "a figure a little lower",
        CONSENSUS,
        '"response_documented"',
        ">= 20",
        ">= 19.95",
        "no-edge",
    ),
    Fault(
        "a figure ten times too high",
        CONSENSUS,
        '"rate_ceiling"',
        "rate_max <= 0.04",
        "rate_max <= 0.4",
        "text-differs (warning)",
    ),
    Fault(
        "the words state another figure",
        CONSENSUS,
        '"rate_ceiling"',
        "at most 0.04 mL/kg/min",
        "at most 0.4 mL/kg/min",
        "text-differs (warning)",
    ),
    Fault("a figure in other units' size", LABEL, '"dose_interval"', "4 wk", "28 wk", "edge-fails"),
    Fault("another interval", CONSENSUS, '"dose_interval"', "4.5 wk", "4.55 wk", "no-edge"),
    Fault("a day more", ADULT, '"reviewed_in_time"', "183 d", "184 d", "edge-fails"),
    Fault(
        "not is forgotten",
        LABEL,
        '"no_iga_contraindication"\ntext',
        "not (safety",
        "(safety",
        "edge-fails",
    ),
    Fault(
        "and becomes or",
        LABEL,
        '"dose_days"',
        "2 d and dose.days",
        "2 d or dose.days",
        "edge-fails",
    ),
    Fault(
        "or becomes and",
        CONSENSUS,
        '"response_documented"',
        ") or cont.relapse_off",
        ") and cont.relapse_off",
        "edge-fails",
    ),
    Fault("all becomes any", AUSTRALIA, '"unresponsive"', "all_of", "any_of", "edge-fails"),
    Fault("any becomes all", CONSENSUS, '"place_in_therapy"', "any_of", "all_of", "edge-fails"),
    Fault(
        "any row becomes every row",
        ADULT,
        '"corticosteroid_failed"\n',
        "any tx",
        "all tx",
        "edge-fails",
    ),
    Fault(
        "a part of a condition is dropped",
        JUVENILE,
        "dm_unspecified and",
        " and pt.age < 18 a",
        "",
        "edge-fails",
    ),
    Fault(
        "a part of a line is dropped",
        LABEL,
        "all_of",
        '["dermatomyositis", ',
        "[",
        "criterion-unused",
    ),
    Fault("yes becomes no", CONSENSUS, '"severe_disease"', "= yes", "= no", "edge-fails"),
    Fault("another code", CONSENSUS, '"aspiration"\ntext', "= aspiration", "= none", "edge-fails"),
    Fault(
        "another value set",
        AUSTRALIA,
        '"corticosteroid_failed"\n',
        "in failed)",
        "in failed_or_contraindicated)",
        "edge-fails",
    ),
    Fault(
        "a code too many in a set",
        SETS,
        '"steroid_sparing"',
        '"baricitinib",',
        '"baricitinib",\n    "hydroxychloroquine",',
        "edge-fails",
    ),
    Fault(
        "a code too few in a set",
        SETS,
        'id    = "failed"',
        '    "steroid_dependent",\n',
        "",
        "edge-fails",
    ),
    Fault(
        "the wrong set of diseases",
        LABEL,
        '"dermatomyositis"\n',
        "in label_dermatomyositis",
        "in dermatomyositis",
        "edge-fails",
    ),
    Fault(
        "it can never be met",
        LABEL,
        '"adult"',
        "pt.age >= 18 a",
        "pt.age >= 18 a and pt.age < 18 a",
        "edge-fails",
    ),
    Fault(
        "it is always met",
        LABEL,
        '"adult"',
        "pt.age >= 18 a",
        "pt.age >= 18 a or pt.age < 18 a",
        "edge-fails",
    ),
    Fault("a safeguard is inverted", CONSENSUS, '"hydration"', "= yes", "= no", "edge-fails"),
    Fault(
        "a flag looks at another answer",
        CONSENSUS,
        '"weakness_distal_only"',
        "= distal_only",
        "= none",
        "edge-fails",
    ),
    Fault(
        "a safeguard applies otherwise",
        CONSENSUS,
        '"course"',
        "in starting",
        "in continuing",
        "edge-fails",
    ),
    # -- gates, options, sentences, contradictions -------------------------------------------
    Fault(
        "a gate is dropped",
        ORGANS,
        '"ild.course"',
        'enable_when = "ild.present = yes"\n',
        "",
        "edge-unreadable",
    ),
    Fault(
        "a gate is inverted",
        ORGANS,
        '"ild.course"',
        "ild.present = yes",
        "ild.present = no",
        "edge-fails",
    ),
    Fault("a gate of a row is inverted", TX, '"tx.stop"', "= stopped", "= ongoing", "edge-fails"),
    Fault("the gate of a section", "response.toml", "", "!= initial", "= initial", "edge-fails"),
    Fault(
        "a gate that cannot open",
        SAFETY,
        '"safety.iga"',
        "= value",
        "= value and safety.iga_recorded = deficient",
        "edge-fails",
    ),
    Fault(
        "an option nobody knows of",
        TX,
        '"tx.outcome"',
        '{ code = "too_early"',
        '{ code = "unclear", text = "Unclear" },\n        { code = "too_early"',
        "no-edge",
    ),
    Fault(
        "an option is taken away",
        TX,
        '"tx.drug"',
        '        { code = "tofacitinib",           text = "Tofacitinib" },\n',
        "",
        "unknown-code",
    ),
    Fault(
        "an option that a calculation does not know",
        "diagnosis.toml",
        '"dx.emg"',
        '{ code = "other",  ',
        '{ code = "vague", text = "Vague" },\n    { code = "other",  ',
        "no-edge",
    ),
    Fault(
        "not done counts as a no",
        SAFETY,
        '"safety.iga_recorded"',
        ', judged = "unknown"',
        "",
        "edge-fails",
    ),
    Fault(
        "a criterion behind a gate with known",
        CAROLINA,
        "",
        "req.site != home",
        "req.site != home and sev.mmt8_max = max_80",
        "unasked-counts",
    ),
    Fault(
        "a dead option",
        SAFETY,
        'id          = "safety.iga_date"',
        'enable_when = "safety.iga_recorded = value"\ncontext     = true\n',
        f'enable_when = "safety.iga_recorded = value"\ncontext     = true\n{_SHADE}',
        "option-unused",
    ),
    Fault(
        "a line that contradicts itself",
        LABEL,
        '"adult"',
        "pt.age >= 18 a",
        "pt.age >= 18 a and pt.age < 18 a",
        "criterion-constant",
        "fda-label adult: met",
    ),
    Fault(
        "a line that says nothing",
        LABEL,
        '"adult"',
        "pt.age >= 18 a",
        "pt.age >= 0 a",
        "criterion-constant",
        "fda-label adult: not met",
    ),
    Fault(
        "lines that exclude each other",
        LABEL,
        '"adult"',
        "pt.age >= 18 a",
        "pt.age < 18 a and dx.subtype = jdm",
        "outcome-impossible",
        "fda-label determination criteria: met",
    ),
    Fault(
        "a gate out of every range",
        DOSING,
        '"dose.loading_governs"',
        "= differ",
        "= differ and dose.interval > 13 wk",
        "never-asked",
        "dose.loading_governs: asked",
    ),
    Fault(
        "a flag that is never up",
        CONSENSUS,
        '"dose_above',
        "> 2 g/kg",
        "> 2 g/kg and dose.per_cycle < 1 g/kg",
        "condition-constant",
        "flag of consensus dose_above",
    ),
    Fault(
        "a line decides on what is not known",
        CAROLINA,
        "",
        "req.site != home",
        "req.site != home and safety.iga_recorded in (value, not_done)",
        "readings-clash",
    ),
    Fault(
        "a sentence for the wrong patients",
        SAYS,
        'when  = "dx.subtype = jdm"',
        "= jdm",
        "= pm",
        "edge-fails",
    ),
    Fault(
        "a sentence for everybody",
        SAYS,
        'when  = "dx.subtype = jdm"',
        'when  = "dx.subtype = jdm"\n',
        "",
        "edge-unreadable",
    ),
    Fault(
        "a contradiction is turned round",
        "contradictions.toml",
        '"hospital_and_site"',
        "= no",
        "= yes",
        "edge-fails",
    ),
    Fault(
        "a calculation gets its answers swapped",
        DOSING,
        "",
        "bmi(pt.weight, pt.height)",
        "bmi(pt.height, pt.weight)",
        "edge-fails",
    ),
    # -- examples -----------------------------------------------------------------------------
    Fault(
        "an example expects otherwise",
        "examples/polymyositis.toml",
        "[expect",
        '"not_met"',
        '"met"',
        "example-fails",
    ),
    Fault(
        "an example expects nothing",
        "examples/polymyositis.toml",
        "[expect.",
        "[expect.",
        "[expct.",
        "example-unreadable",
    ),
    Fault(
        "an example has a lost answer",
        "examples/seed-case.toml",
        "",
        "dx.weakness",
        "dx.weaknes",
        "example-unreadable",
    ),
    Fault(
        "an edge expects otherwise",
        "examples/edges/fda-label.toml",
        '"criterion fda-label adult"',
        '["18 a"',
        '["17 a"',
        "edge-fails",
    ),
)
