"""The blocks of README.md that are made, not typed.

`python tests/golden/readme.py` writes them; `test_readme.py` compares them.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SEED = "questions/ivig-dermatomyositis/examples/seed-case.toml"
_MARK = re.compile(
    r"(<!-- (screen|output|plain): (.+?) -->\n)(?:\n```text\n.*?\n```\n)?", re.DOTALL
)
sys.path.insert(0, str(ROOT / "tests" / "terminal"))
os.environ["NECESSITY_HINT"] = "0"


def output(command: str) -> str:
    """What a command prints."""
    from necessity.cli import main  # noqa: PLC0415 - not needed for the screens

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.chdir(ROOT):
        main(shlex.split(command)[1:])
    return f"$ {command}\n{said.getvalue()}".rstrip()


def plain(lines: str) -> str:
    """A talk in plain mode: the lines, with a bar between them, come through a pipe."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["--policy", "consensus", "--cases", folder, "review", "--plain", "demo"]
        said = subprocess.run(
            [sys.executable, "-m", "necessity", *command],
            input="".join(f"{line}\n" for line in lines.split(" | ")),
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    words = said.stdout.replace(f"{folder}/", "")
    return _steady(f"$ necessity review --plain demo\n{words}")


def screens() -> dict[str, str]:
    """The four screens, from a real terminal at 80x24 on the replayed seed case."""
    from tmux import Terminal  # noqa: PLC0415 - only where tmux is

    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output(f"necessity replay {SEED} --out {folder}")
        command = f"{sys.executable} -m necessity --cases {folder} review seed-case"
        with Terminal(folder, command) as terminal:
            terminal.wait_for("End of the questions")
            terminal.press("o")
            terminal.wait_for("> The end of the questions")
            terminal.press("Home")
            terminal.wait_for("kind of request")
            found["overview"] = terminal.quiet_screen
            terminal.press("Escape")
            terminal.wait_for("End of the questions")
            terminal.press("v")
            terminal.wait_for("DIRECT ANSWER")
            found["summary"] = terminal.quiet_screen
            terminal.press("Escape")
            terminal.wait_for("End of the questions")
            terminal.press("p")
            terminal.wait_for("Facts and policies")
            found["policies"] = terminal.quiet_screen
            terminal.press("Escape")
            terminal.wait_for("End of the questions")
            terminal.press("/")
            terminal.wait_for("type some words")
            terminal.type("outcome")
            terminal.wait_for("> + outcome of the treatment")
            terminal.press("Enter")
            terminal.wait_for("Treatment 1", "choose")
            found["question"] = terminal.quiet_screen
            terminal.press("q")
            terminal.wait_for("LEFT 0")
    return {key: _steady(screen) for key, screen in found.items()}


def _steady(screen: str) -> str:
    """A screen without the time of the last save and without trailing space."""
    lines = (line.rstrip() for line in screen.rstrip().splitlines())
    return re.sub(r"saved \d\d:\d\d", "saved 14:31", "\n".join(lines))


def made(text: str, shown: dict[str, str] | None) -> str:
    """README with its blocks made anew; screens stay as they are when `shown` is None."""

    def block(found: re.Match[str]) -> str:
        if found[2] == "screen" and shown is None:
            return found[0]
        makes = {"output": output, "plain": plain, "screen": (shown or {}).__getitem__}
        content = makes[found[2]](found[3])
        return f"{found[1]}\n```text\n{content}\n```\n"

    return _MARK.sub(block, text)


if __name__ == "__main__":
    README.write_text(made(README.read_text(encoding="utf-8"), screens()), encoding="utf-8")
