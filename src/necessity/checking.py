"""`necessity check`: a pack to everything that is wrong with it, its examples run."""

import argparse
import json
from datetime import date
from pathlib import Path

from necessity import edges, examples
from necessity.clock import now
from necessity.exits import ExitCode
from necessity.pack import embedded
from necessity.pack.lint import stale
from necessity.pack.load import read_folder
from necessity.pack.problems import Problem, Severity
from necessity.seeing import show_map, show_schema
from necessity.visible import visible

_FAILING = ("example-", "edge-", "no-edge")


def check(options: argparse.Namespace) -> ExitCode:
    """Lint packs and run their examples; with `--prove`, prove their whole flow as well.

    With `--explain`, the help of a slug instead, or of all of them; with `--map` or `--schema`,
    these.
    """
    if options.explain is not None:
        return explain(options.explain)
    if options.map or options.schema is not None:
        return show_map(options) if options.map else show_schema(options)
    roots = options.packs or [Path(options.pack) if options.pack else embedded.folder()]
    problems = [problem for root in roots for problem in problems_of(root, now().date())]
    code = _check_code(problems)
    data: dict[str, object] = {"problems": [_as_data(problem) for problem in problems]}
    if options.format == "text":
        for problem in problems:
            print(f"{visible(str(problem))}\n")
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = len(problems) - errors
        print(visible(f"{len(roots)} pack(s): {errors} errors, {warnings} warnings."))
    if options.prove and _only_examples(problems):
        found, proved = _prove(roots, options)
        code, data["certificates"] = max(code, proved), found
    if options.format == "json":
        # without a proof, the list of problems alone, as it always was
        print(json.dumps(data if options.prove else data["problems"], indent=2))
    return code


def _prove(roots: list[Path], options: argparse.Namespace) -> tuple[list[object], ExitCode]:
    """The certificate of each pack; of several, their witnesses in a folder each."""
    from necessity.prove.command import prove, shown  # noqa: PLC0415 - a plain check loads no solver

    found, code = list[object](), ExitCode.OK
    for root in roots:
        folder = options.witnesses
        apart = folder / root.resolve().name if folder and len(roots) > 1 else folder
        proof = prove(root, apart)
        found.append(proof.data)
        code = max(code, proof.code)
        if options.format == "text":
            print(visible(f"\n{shown(proof)}"))
    return found, code


def _only_examples(problems: list[Problem]) -> bool:
    """Whether the pack can be used: nothing is wrong but with examples and edges, or too few."""
    slugs = {problem.slug for problem in problems if problem.severity is Severity.ERROR}
    return all(slug == "no-example" or slug.startswith(_FAILING) for slug in slugs)


def _check_code(problems: list[Problem]) -> ExitCode:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return ExitCode.OK
    only_examples = all(problem.slug.startswith(_FAILING) for problem in errors)
    return ExitCode.DIFFERENT if only_examples else ExitCode.PACK


def problems_of(root: Path, today: date) -> list[Problem]:
    """Every problem of one pack: form, references and types, staleness, examples."""
    pack, problems = read_folder(root)
    if pack is None or any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    texts = {"sources.toml": (root / "sources.toml").read_text(encoding="utf-8-sig")}
    old = stale(pack, root, today, texts)
    return [*problems, *old, *examples.run(pack, root), *edges.run(pack, root)]


def explain(slug: str) -> ExitCode:
    """Print what a slug says, or every slug. Raises UsageError with the nearest spelling."""
    from necessity.slugs import explained, listed  # noqa: PLC0415 - only this needs every help

    for line in explained(slug) if slug else listed():
        print(visible(line))
    return ExitCode.OK


def _as_data(problem: Problem) -> dict[str, object]:
    return {
        "slug": problem.slug,
        "file": problem.file,
        "line": problem.line,
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
        "severity": str(problem.severity),
    }
