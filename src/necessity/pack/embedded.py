"""Where the packs that come with the program lie: in a checkout, or inside the installed wheel."""

from pathlib import Path

DEFAULT = "ivig-dermatomyositis"


def folder(name: str = DEFAULT) -> Path:
    """The folder of an embedded pack."""
    installed = Path(__file__).parent.parent / "questions"
    checkout = Path(__file__).parents[3] / "questions"
    return (installed if installed.is_dir() else checkout) / name
