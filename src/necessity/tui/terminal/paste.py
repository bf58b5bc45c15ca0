"""What was pasted, made fit for a field. Pure.

Line ends come as LF, CR, CR LF or CR CR (some terminals turn a CR LF into two CRs). An escape
sequence in a pasted text is never executed: its ESC is taken away and the rest is text.
"""

from dataclasses import dataclass

LARGEST = 200_000
"""Characters; a longer paste is refused as a whole, for half of a text says something else."""
_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_MARKERS = ("\x1b[200~", "\x1b[201~")


@dataclass(frozen=True, slots=True)
class OneLine:
    """A pasted text in one line."""

    text: str
    lines: int
    """How many lines with words in them it had."""


def one_line(pasted: str) -> OneLine:
    """Join the lines of a paste by spaces; no word of it is lost.

    A blank at its beginning or end stays, for it keeps words apart from what is there already.
    """
    for marker in _MARKERS:
        pasted = pasted.replace(marker, "")
    flat = pasted.translate(_ENDS)
    lines = [line for line in map(_clean, flat.split("\n")) if line]
    text = " ".join(lines)
    if text:
        text = _blank(flat[0]) + text + _blank(flat[-1])
    return OneLine(text, len(lines))


def _blank(char: str) -> str:
    return " " if char.isspace() and char != "\n" else ""


def _clean(line: str) -> str:
    """Keep what is printable; a TAB or another white space is a space, and runs of them one."""
    kept = (char for char in line if char.isprintable() or char.isspace())
    return " ".join("".join(kept).split())


def told(line: OneLine, *, taken: bool, cut: bool = False, refused: bool = False) -> str:
    """What the person who pasted should know; "" when nothing."""
    if refused:
        return f"The pasted text is longer than {LARGEST:,} characters: nothing of it was taken."
    if not taken:
        return "Nothing is typed here: what was pasted was not taken."
    said = []
    if line.lines > 1:
        said.append(f"{line.lines} pasted lines were joined into one.")
    if cut:
        said.append("The end of the pasted text never came: see whether it is whole.")
    return " ".join(said)
