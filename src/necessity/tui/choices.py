"""Choosing among lines: the one that begins with some letters, several that may stand together.

Pure; the widget that shows the lines knows where its cursor is.
"""

from collections.abc import Sequence

from necessity.tui.prompts import Row


def beginning(rows: Sequence[Row], letters: str) -> list[int]:
    """The places of the rows that begin with these letters; else of those with such a word."""
    typed = letters.casefold()
    texts = [(n, row.text.strip().casefold()) for n, row in enumerate(rows) if row.reachable]
    first = [n for n, text in texts if text.startswith(typed)]
    return first or [n for n, text in texts if f" {typed}" in f" {text}"]


def jump(
    rows: Sequence[Row], before: str, letter: str, cursor: int | None
) -> tuple[str, int | None]:
    """What is typed so far, and the place to go to; None for none.

    The same letter again goes to the next row that begins with it. A letter that nothing goes on
    with begins anew.
    """
    typed = letter if set(before) == {letter} else before + letter
    if not beginning(rows, typed):
        typed = letter
    found = beginning(rows, typed)
    if len(typed) > 1 and cursor in found:
        return typed, cursor
    later = [place for place in found if cursor is not None and place > cursor]
    return typed, next(iter([*later, *found]), None)


def with_row(rows: Sequence[Row], chosen: Sequence[str], row: Row) -> list[str]:
    """One more; what stands alone drives the others out, and they drive it out."""
    kept = [r.key for r in rows if r.key in chosen and r.alone is row.alone is False]
    return [r.key for r in rows if r.key in (*kept, row.key)]
