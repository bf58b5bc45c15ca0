"""The blanked screen: one sentence and nothing of the case. Pure.

It is no screen of Textual's. While it is shown the driver sends nothing that is painted, so that
no widget, timer or page can put anything of the case beside it, and all of them stay as they were.
"""

from textwrap import wrap

from necessity.tui.idle import Limits


def words(limits: Limits, *, saved: bool) -> str:
    """What the blanked screen says."""
    said = (
        "everything is saved"
        if saved
        else "NOT everything could be saved, the program keeps trying"
    )
    return (
        f"The screen was blanked after {minutes(limits.blank)} without a key; {said}, "
        "and Enter goes on."
    )


def parting(limits: Limits) -> str:
    """What is said when the program has left by itself."""
    whole = minutes(limits.blank + limits.leave)
    return f"No key was pressed for {whole}, and the program has left by itself."


def minutes(seconds: float) -> str:
    """Name a time."""
    number = f"{seconds / 60:.4g}"
    return f"{number} minute{'' if number == '1' else 's'}"


def drawn(text: str, columns: int, rows: int) -> str:
    """Place a text on a screen that is wiped."""
    lines = wrap(text, max(columns - 2, 1))[:rows]
    first = min(2, rows - len(lines) + 1)
    return "".join(f"\x1b[{first + at};2H{line}" for at, line in enumerate(lines))
