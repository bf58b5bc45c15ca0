"""`necessity check`: a pack to everything that is wrong with it, its examples run."""

import argparse
import json
from datetime import date
from pathlib import Path

from necessity import examples
from necessity.clock import now
from necessity.exits import ExitCode
from necessity.pack import embedded
from necessity.pack.lint import stale
from necessity.pack.load import read_folder
from necessity.pack.problems import Problem, Severity
from necessity.visible import visible


def check(options: argparse.Namespace) -> ExitCode:
    """Lint packs and run their examples."""
    roots = options.packs or [Path(options.pack) if options.pack else embedded.folder()]
    problems = [problem for root in roots for problem in problems_of(root, now().date())]
    if options.format == "json":
        print(json.dumps([_as_data(problem) for problem in problems], indent=2))
    else:
        for problem in problems:
            print(f"{visible(str(problem))}\n")
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        print(f"{len(roots)} pack(s): {errors} errors, {len(problems) - errors} warnings.")
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return _check_code(problems) if failed else ExitCode.OK


def _check_code(problems: list[Problem]) -> ExitCode:
    only_examples = all(
        problem.slug.startswith("example-")
        for problem in problems
        if problem.severity is Severity.ERROR
    )
    return ExitCode.DIFFERENT if only_examples else ExitCode.PACK


def problems_of(root: Path, today: date) -> list[Problem]:
    """Every problem of one pack: form, references and types, staleness, examples."""
    pack, problems = read_folder(root)
    if pack is None or any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    return [*problems, *stale(pack, root, today), *examples.run(pack, root)]


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
