"""What every test shares: the shipped pack, loaded once, and a small or a full number of cases."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from necessity.pack.load import load
from necessity.pack.model import Pack

ROOT = Path(__file__).parents[1]
os.environ["NECESSITY_HINT"] = "0"  # the hint of the first time stands in front of the program
PACK_FOLDER = ROOT / "questions" / "ivig-dermatomyositis"

# The same cases on every run: a red build must be red for everybody.
settings.register_profile(
    "quick",
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci",
    max_examples=2000,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "quick")
)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack."""
    return load(PACK_FOLDER)
