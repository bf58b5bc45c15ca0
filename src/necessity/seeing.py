"""A pack to look at and to write: its map, its schemas, and a small one to start from."""

import argparse
import json
import textwrap
from pathlib import Path

from necessity.errors import UsageError
from necessity.exits import ExitCode
from necessity.pack import embedded, map, schema  # noqa: A004 - the word that the command has
from necessity.pack.load import load
from necessity.pack.reading import nearest
from necessity.visible import visible

WIDTH = 100


def show_map(options: argparse.Namespace) -> ExitCode:
    """Print the flow of a pack: a tree, or Mermaid."""
    pack = load(_one(options))
    if options.format == "mermaid":
        for line in map.mermaid(pack):
            print(visible(line))
        return ExitCode.OK
    for line in map.text(pack):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        for part in textwrap.wrap(line, WIDTH, subsequent_indent=indent) or [""]:
            print(visible(part))
    return ExitCode.OK


def show_schema(options: argparse.Namespace) -> ExitCode:
    """Print the JSON Schema of one kind of file, or of every kind by its name."""
    found = schema.schemas(load(_one(options)))
    if options.schema and options.schema not in found:
        raise UsageError(
            f'There is no schema "{options.schema}".{nearest(options.schema, found)} '
            f"There are: {', '.join(found)}."
        )
    print(json.dumps(found[options.schema] if options.schema else found, indent=2))
    return ExitCode.OK


def new_pack(options: argparse.Namespace) -> ExitCode:
    """Begin a pack in a new folder."""
    from necessity.starter import begin  # noqa: PLC0415 - nothing else needs it

    for path in begin(options.folder):
        print(visible(str(path)))
    print(visible(f"Change it, and run after each change: necessity check {options.folder}"))
    return ExitCode.OK


def _one(options: argparse.Namespace) -> Path:
    """The folder of the pack that is meant. Raises UsageError when there are several."""
    if len(options.packs) > 1:
        raise UsageError("One pack at a time: name one folder.")
    if options.packs:
        return Path(options.packs[0])
    return Path(options.pack) if options.pack else embedded.folder()
