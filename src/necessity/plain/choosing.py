"""What was typed to the choices it means: numbers, codes, first letters. Pure."""

from collections.abc import Sequence

from necessity.tui.prompts import Kind, Prompt, Row


class Unclear(Exception):
    """It means no choice, or several; `str()` says which."""


def numbered(prompt: Prompt) -> list[tuple[int, Row]]:
    """The rows that can be chosen, with their numbers."""
    return list(enumerate((row for row in prompt.rows if row.reachable), 1))


def chosen(text: str, prompt: Prompt) -> str:
    """The keys of what was typed, as the desk takes them. Raises Unclear."""
    rows = [row for _, row in numbered(prompt)]
    exact = _exactly(text, rows)
    if prompt.field != "many" or exact:
        return exact or _one(text.strip(), rows, prompt.kind)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return ", ".join(dict.fromkeys(_one(part, rows, prompt.kind) for part in parts))


def _exactly(text: str, rows: Sequence[Row]) -> str:
    """The key of a row whose code or text was typed as it is; a text may have commas."""
    typed = text.strip().casefold()
    found = [row.key for row in rows if typed in {row.key.casefold(), row.text.casefold()}]
    return found[0] if len(found) == 1 else ""


def _one(text: str, rows: Sequence[Row], kind: Kind) -> str:
    if text.isascii() and text.isdigit():
        return _by_number(text, rows)
    exact = _exactly(text, rows)
    if exact or not text:
        return exact
    found = [row for row in rows if row.text.strip().casefold().startswith(text.casefold())]
    if len(found) > 1:
        raise Unclear(f'"{text}" may be {_either(found, rows)}.')
    if found:
        return found[0].key
    if kind is Kind.QUESTION:
        return text  # the pack says what it expects
    raise Unclear(f'Nothing here begins with "{text}". {_range(rows)}')


def _by_number(text: str, rows: Sequence[Row]) -> str:
    number = int(text) if len(text) < 5 else 0
    if not 1 <= number <= len(rows):
        raise Unclear(f"There is no number {text}. {_range(rows)}")
    return rows[number - 1].key


def _range(rows: Sequence[Row]) -> str:
    return f"Type a number from 1 to {len(rows)}." if rows else "There is nothing to choose."


def _either(found: Sequence[Row], rows: Sequence[Row]) -> str:
    named = [f"{rows.index(row) + 1} {row.text.strip()}" for row in found]
    return f"{'; '.join(named[:-1])}; or {named[-1]}"
