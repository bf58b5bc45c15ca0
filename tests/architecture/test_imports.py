"""Who may import whom, and what the core may not know. The headless path never loads a screen."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import PACK_FOLDER

SOURCE = Path(__file__).parents[2] / "src" / "necessity"
SEED = PACK_FOLDER / "examples" / "seed-case.toml"

ROWS = [
    {
        "logic",
        "quantity",
        "answers",
        "errors",
        "exits",
        "calculations",
        "conditions",
        "visible",
        "period",
    },
    {"pack", "citations"},
    {"decide"},
    {"interview"},
    {"case"},
    {
        "session",
        "charting",
        "summary",
        "replay",
        "opening",
        "transcript",
        "examples",
        "edges",
        "prove",
        "slugs",
    },
    {
        "cli",
        "commands",
        "checking",
        "seeing",
        "settings",
        "starter",
        "clock",
        "printing",
        "tui",
        "plain",
        "__main__",
    },
]
"""From the bottom to the top: a module imports its own row and the rows below."""

LEVEL = {name: level for level, row in enumerate(ROWS) for name in row}
CORE = {
    "logic",
    "quantity",
    "period",
    "answers",
    "conditions",
    "calculations",
    "citations",
    "decide",
}
CORE |= {"interview", "summary", "replay"}
FILES = {"pack/load.py", "pack/embedded.py"} | {
    f"case/{name}.py"
    for name in ("disk", "folder", "file", "kernel_lock", "linked_lock", "process")
}
"""The modules below the session that may touch a file."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def top(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "necessity":
                yield from (f"necessity.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_point_down(path: Path) -> None:
    if path == SOURCE / "__init__.py":
        assert not list(imported(path))
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "necessity" and len(parts) > 1 and parts[1] in LEVEL:
            assert LEVEL[parts[1]] <= LEVEL[top(path)], f"{path} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_only_the_screens_know_textual(path: Path) -> None:
    names = {name.split(".")[0] for name in imported(path)}
    assert top(path) == "tui" or not names & {"textual", "rich"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_the_core_knows_no_clock_disk_or_environment(path: Path) -> None:
    if top(path) not in CORE:
        return
    words = {"now", "today", "environ", "print", "open", "random", "getenv"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found = node.id if isinstance(node, ast.Name) else ""
        found = node.attr if isinstance(node, ast.Attribute) else found
        assert found not in words, f"{path}:{getattr(node, 'lineno', 0)} {found}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_float_arithmetic_in_the_core(path: Path) -> None:
    if top(path) not in CORE:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"{path}:{node.lineno} {node.value}"
        if isinstance(node, ast.Name):
            assert node.id != "float", f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_only_two_modules_below_the_session_open_files(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    if LEVEL.get(top(path), 9) > LEVEL["case"] or name in FILES:
        return
    text = path.read_text(encoding="utf-8")
    assert not any(f".{word}(" in text for word in ("read_text", "read_bytes", "write_text"))
    assert "open(" not in text.replace("_open(", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["replay", str(SEED), "--format", "json"],
        ["summary", str(SEED)],
        ["summary", str(SEED), "--format", "html"],
        ["request", str(SEED)],
        ["why", str(SEED)],
        ["show", str(SEED)],
        ["check", str(PACK_FOLDER)],
    ],
    ids=lambda a: a[0],
)
def test_headless_means_headless(arguments: list[str]) -> None:
    code = (
        "import sys; from necessity.cli import main; "
        f"code = main({arguments!r}); "
        "loaded = {'textual', 'rich'} & set(sys.modules); "
        "sys.exit(f'{loaded} {code}' if loaded or code else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_every_module_is_short_enough_to_read() -> None:
    long = {p.name: n for p in modules() if (n := len(p.read_text().splitlines())) > 300}
    assert not long
