"""Every example line by line, through a pipe: the files are those of its replay."""

from pathlib import Path

import pytest
from test_examples_by_keys import EXAMPLES, PHYSICIAN, equal_to_replay
from test_plain_program import _typed, piped
from typist import Act, Typist

from necessity.interview import engine
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_by_lines_equals_its_replay(path: Path, tmp_path: Path, pack: Pack) -> None:
    target = open_file(path, pack, Wish()).interview
    acts = Typist(target, engine.opened(pack, target.policies)).acts()
    lines = [line for act in acts for line in said(act)]
    policies = [part for policy in target.policies for part in ("--policy", policy)]
    (tmp_path / "cases").mkdir()
    typed = "\n".join([*lines, ":end", ":export", ":quit", ""])
    ran = piped(tmp_path / "cases", typed, *policies, "review", "--plain", "typed")
    assert (ran.returncode, ran.stderr) == (0, b"")
    equal_to_replay(tmp_path, path)


def said(act: Act) -> list[str]:
    """What is typed for one question; where several have its words, the number of it too."""
    going = []
    if act.going:
        words, place, count = act.going
        going = [f":go {words}", *([str(place)] if count > 1 else [])]
    if act.value is None:
        return [":next"]
    physician = [PHYSICIAN] if act.step.question.role == "physician" else []
    return [*going, *_typed(act.step, act.value), *physician]
