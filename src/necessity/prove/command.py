"""`necessity check --prove`: certificates printed, witnesses written, the exit code."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from necessity.exits import ExitCode
from necessity.opening import ALL, Wish, open_file
from necessity.pack.load import load
from necessity.pack.model import Pack
from necessity.prove.certificate import certify
from necessity.prove.report import Certificate, data, text
from necessity.prove.solver import INSTALLED
from necessity.prove.witness import Witness

_NAME = 60
"""Letters of a witness's file name."""


@dataclass(frozen=True)
class Proof:
    """A certificate, and where its witnesses were written."""

    certificate: Certificate
    files: dict[str, str]
    """The file of each witness, by its name."""

    @property
    def data(self) -> dict[str, Any]:
        """The certificate for machines."""
        return data(self.certificate, self.files)

    @property
    def code(self) -> ExitCode:
        """What the process says of it."""
        return code(self.certificate)


def prove(root: Path, folder: Path | None = None) -> Proof:
    """Prove one pack; its witnesses go into the folder, if there is one."""
    pack = load(root)
    found = certify(pack, root, time.monotonic, solver=INSTALLED)
    return Proof(found, dict(_written(found, pack, folder)) if folder else {})


def shown(proof: Proof) -> str:
    """The certificate for people."""
    return "\n".join(text(proof.certificate, proof.files))


def code(found: Certificate) -> ExitCode:
    """3 when a claim fails; 2 when only the solver is missing."""
    if any(failure.proved or found.solver for failure in found.failures):
        return ExitCode.PACK
    return ExitCode.OK if found.solver else ExitCode.USAGE


def _written(found: Certificate, pack: Pack, folder: Path) -> Iterator[tuple[str, str]]:
    """Write every witness, and see that `replay` takes it; the file of each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    failing = [failure.case for failure in found.failures if failure.case]
    for kind, cases in (("fails", failing), ("shows", found.cases)):
        for number, case in enumerate(cases, 1):
            path = folder / f"{kind}-{number:03}-{_slug(case)}.toml"
            path.write_text(f"# necessity replay {path.name} --policy all\n{case.text}", "utf-8")
            open_file(path, pack, Wish(policies=(ALL,)))
            yield case.name, str(path)


def _slug(case: Witness) -> str:
    return re.sub(r"[^a-z0-9]+", "-", case.name.lower()).strip("-")[:_NAME].strip("-")
