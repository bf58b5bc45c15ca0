"""What a person has set for themselves: keys, and whether the hint of the first time is shown.

`$XDG_CONFIG_HOME/necessity/config.toml`, or `~/.config/necessity/config.toml`:

    hint = false

    [keys]
    why = "h"
    policies = ["y", "ctrl+y"]

What is wrong with it is said as of a pack: file, line, what was found, what was expected.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.pack.document import Unreadable, parse
from necessity.pack.locate import locate
from necessity.pack.problems import Problem, begun
from necessity.pack.reading import nearest
from necessity.tui.keymap import changed
from necessity.tui.keys import KEYS, Keys

LARGEST = 100_000
"""Bytes; a file with every key in it has some hundred."""
_PARTS = ("hint", "keys")


class SettingsError(NecessityError):
    """The file of settings cannot be used; `str()` names every problem of it."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was set."""

    keys: Keys = KEYS
    hint: bool = True


def place(environ: Mapping[str, str]) -> Path:
    """Where the file stands, whether there is one or not."""
    home = environ.get("XDG_CONFIG_HOME", "")
    folder = Path(home) if home.startswith("/") else Path.home() / ".config"
    return folder / "necessity" / "config.toml"


def settings() -> Settings:
    """The settings of who runs the program; the defaults where there is no file.

    Raises SettingsError.
    """
    path = place(os.environ)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: it cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise SettingsError(f"{path}: it is larger than {LARGEST} bytes.")
    return read(data, str(path))


def read(data: bytes, file: str) -> Settings:
    """The settings that a file says. Raises SettingsError."""
    try:
        text = data.decode("utf-8")
        said = parse(text)
    except (UnicodeDecodeError, Unreadable) as error:
        why = str(error) if isinstance(error, Unreadable) else "it is not UTF-8"
        problem = Problem(slug="not-toml", file=file, message=f"{why[:1].upper()}{why[1:]}.")
        raise SettingsError(str(problem)) from error
    table = said.get("keys", {})
    keys, wrong = changed(table if isinstance(table, dict) else {})
    problems = [*_shape(said, text, file)]
    problems += [
        Problem(
            slug=each.slug,
            file=file,
            where=f"keys: {each.action}",
            line=locate(text, ("keys", each.action)),
            message=each.message,
        )
        for each in wrong
    ]
    if problems:
        raise SettingsError("\n\n".join(map(str, problems)))
    return Settings(keys=keys, hint=said.get("hint", True))


def _shape(said: Mapping[str, Any], text: str, file: str) -> Iterator[Problem]:
    for name, value in said.items():
        line = locate(text, (name,))
        if name not in _PARTS:
            message = f'There is no key "{name}".{nearest(name, _PARTS)} The keys are: hint, keys.'
            yield Problem(slug="unknown-key", file=file, where=name, line=line, message=message)
        elif name == "hint" and not isinstance(value, bool):
            message = f'I found "{begun(str(value))}" and expected true or false.'
            yield Problem(slug="wrong-type", file=file, where=name, line=line, message=message)
        elif name == "keys" and not isinstance(value, dict):
            message = 'I found no table. Keys are written below [keys], as in why = "h".'
            yield Problem(slug="wrong-type", file=file, where=name, line=line, message=message)


# -- the first time -------------------------------------------------------------------------


def _marker(environ: Mapping[str, str]) -> Path:
    """The empty file that says that the hint was shown."""
    home = environ.get("XDG_STATE_HOME", "")
    folder = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
    return folder / "necessity" / "hint-shown"


def first_time(environ: Mapping[str, str]) -> bool:
    """Whether the hint is still to be shown to who runs the program; not with NECESSITY_HINT=0."""
    if environ.get("NECESSITY_HINT", "") == "0":
        return False
    try:
        return not _marker(environ).exists()
    except OSError:  # a home that cannot be looked into: no hint is better than one each time
        return False


def hint_shown(environ: Mapping[str, str]) -> None:
    """Note that it was; readable by who runs the program alone."""
    marker = _marker(environ)
    try:
        marker.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        marker.touch(mode=0o600)
    except OSError:  # a home that takes nothing: the hint is shown again, and nothing is lost
        return
