"""Fuzzing that is led by coverage, where atheris is installed: it is no part of the test extra."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hostile_cases import kept
from hostile_packs import FILES

SECONDS = 30
SOURCE = Path(__file__).parents[2] / "src"


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
def test_reading_is_fuzzed_where_it_branches(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    pages = [*kept().values(), *(page.encode() for page in FILES.values())]
    for n, page in enumerate(pages):
        (first / str(n)).write_bytes(page)
    script = Path(__file__).with_name("hostile_atheris.py")
    limits = [f"-max_total_time={SECONDS}", "-timeout=5", "-rss_limit_mb=600", "-max_len=20000"]
    path = os.pathsep.join([str(SOURCE), *sys.path])
    done = subprocess.run(
        [sys.executable, str(script), *limits, f"-artifact_prefix={tmp_path}/", str(first)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done " in done.stderr
