"""Every fault that is planted in a copy of the shipped pack is found, and named for what it is.

`pytest -s tests/prove/test_seeded_faults.py` prints the table of fault against what caught it.
"""

from pathlib import Path

import pytest
from seeded_faults import FAULTS, Fault, caught

from necessity.slugs import SLUGS

QUICK = FAULTS[:: len(FAULTS) // 6]


def test_there_are_enough_different_faults() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60
    assert len({fault.slug for fault in FAULTS}) > 30
    assert {fault.slug.removesuffix(" (warning)") for fault in FAULTS} <= set(SLUGS)


@pytest.mark.parametrize("fault", QUICK, ids=lambda fault: fault.name)
def test_a_sample_is_caught(fault: Fault, tmp_path: Path) -> None:
    assert fault.slug in caught(fault, tmp_path).slugs


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_is_caught(fault: Fault, tmp_path: Path) -> None:
    found = caught(fault, tmp_path)
    beside = ", ".join(sorted(found.slugs - {fault.slug}))
    print(f"\n{fault.name:<42} {found.by:<12} {fault.slug:<26} {beside}")  # noqa: T201 - the table
    assert found.by != "nothing", f"found: {beside or 'nothing'}"
