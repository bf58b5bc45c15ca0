"""The keys of the interview, once: bindings, the footer and the help are all made from these."""

from dataclasses import dataclass

from textual.binding import Binding

from necessity.tui.prompts import Kind, Prompt


@dataclass(frozen=True, slots=True)
class Key:
    """One action and its keys."""

    action: str
    letter: str
    """Where no text is typed."""
    ctrl: str
    """Everywhere; a key that every terminal sends and no multiplexer takes as its own."""
    label: str
    does: str

    @property
    def binding(self) -> Binding:
        """The binding of both keys."""
        keys = ",".join(key for key in (self.letter, self.ctrl) if key)
        return Binding(keys, self.action, self.label, id=self.action, tooltip=self.does, show=False)


KEYS = (
    Key("back", "b", "ctrl+b,shift+tab", "back", "the question before"),
    Key("skip", "s", "ctrl+n", "skip", "the next question"),
    Key("unknown", "u", "ctrl+k", "not known", "not known, and why"),
    Key("note", "n", "ctrl+t", "note", "a note to the answer"),
    Key("why", "w", "ctrl+w", "why", "why this is asked"),
    Key("policies", "p", "ctrl+p", "policies", "how each policy stands, and why"),
    Key("overview", "o", "ctrl+o", "overview", "all questions and answers"),
    Key("find", "slash", "ctrl+g", "go to", "find a question by its words"),
    Key("summary", "v", "ctrl+v", "summary", "the summary as it is now"),
    Key("clear", "x", "ctrl+r", "clear", "take the answer back"),
    Key("remove", "r", "", "remove row", "remove this row of a list"),
    Key("leave", "q", "ctrl+x,ctrl+q,ctrl+c", "leave", "save and leave"),
    Key("cancel", "escape", "", "out", "out of an inner question"),
    Key("export", "e", "", "export", "at the end: write the summary"),
    Key("complete", "c", "", "complete", "at the end: your determination"),
    Key("repaint", "", "ctrl+l", "repaint", "draw the screen anew"),
    Key("help", "question_mark", "ctrl+y,f1", "keys", "this page"),
)


def footer(prompt: Prompt, width: int) -> str:
    """The keys that matter now, in one line; the last ones are left out where it is short."""
    parts = _parts(prompt)
    last = "^Y keys" if prompt.field == "text" and prompt.kind is Kind.QUESTION else "? keys"
    if prompt.kind not in {Kind.QUESTION, Kind.END}:
        last = "^Y keys"
    while len("  ".join([*parts, last])) > width and len(parts) > 1:
        parts.pop()
    return "  ".join([*parts, last])


def _parts(prompt: Prompt) -> list[str]:
    """What each key does here, the most needed first."""
    if prompt.kind is Kind.END:
        go = ["Enter go to"] if prompt.rows else []
        return [*go, "v summary", "e export", "c complete", "q leave", "b back", "o overview"]
    choosing = _choosing(prompt)
    if prompt.kind is not Kind.QUESTION:
        return [*choosing, "Enter keep", "Esc leave it"]
    if prompt.field == "text":
        keys = ["^B back", "^N skip", "^K not known", "^W why", "^X leave", "^T note"]
        return ["Enter keep", *keys, "^O overview", "^G go to"]
    keys = ["b back", "s skip", "u not known", "w why", "q leave"]
    note = [] if prompt.yes_no else ["n note"]
    return [*choosing, "Enter keep", *keys, *note, "o overview", "/ go to", "p policies"]


def _choosing(prompt: Prompt) -> list[str]:
    if not prompt.rows:
        return []
    if prompt.yes_no:
        return ["y/n choose"]
    numbers = f"1-{len(prompt.rows)}"
    if prompt.field == "many":
        return [f"{numbers} mark"] if len(prompt.rows) <= 9 else [f"{numbers}, Space mark"]
    return [f"{numbers} choose"]


def help_lines() -> list[str]:
    """Every key, with what it does."""
    lines = [f"{'':<12}{'letter':<8}{'while typing':<24}what it does"]
    for key in KEYS:
        letter = _NAMES.get(key.letter, key.letter)
        ctrl = ", ".join(_shown(name) for name in key.ctrl.split(",") if name)
        lines.append(f"{key.label:<12}{letter:<8}{ctrl:<24}{key.does}")
    return [*lines, *_ANSWERING]


_NAMES = {"slash": "/", "question_mark": "?", "escape": "Esc"}
_ANSWERING = (
    "",
    "Enter keeps an answer and goes on. Where text is typed, letters are text.",
    "  yes or no        y or n, then Enter. There n means no: Ctrl+T writes a note.",
    "  one of several   its number, or the arrows; then Enter",
    "  some of several  numbers, or the arrows and Space; then Enter. In a list of",
    "                   more than nine a number moves the cursor and Space chooses.",
    "  a number         digits; another unit may be typed behind it",
    "  a day            2026-11-18",
    "Page Up and Page Down turn a longer page, Home and End go to its ends.",
)


def _shown(key: str) -> str:
    return "+".join(part.capitalize() for part in key.split("+"))
