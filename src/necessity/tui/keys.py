"""The keys of the interview, once: bindings, the footer and the help are all made from these.

No Textual here: `necessity keys` prints them without a screen.
"""

from dataclasses import dataclass

from necessity.tui.prompts import OPINING, Kind, Prompt


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
    def keys(self) -> str:
        """All its keys, with commas between them, as a screen binds them."""
        return ",".join(key for key in (self.letter, self.ctrl) if key)

    @property
    def sign(self) -> str:
        """The first of its letters, as it is printed; "" for none."""
        return shown_key(self.letter.split(",")[0])

    @property
    def call(self) -> str:
        """The key to name where only one is named."""
        return self.sign or shown_key(self.ctrl.split(",")[0])


Keys = tuple[Key, ...]


KEYS = (
    Key("back", "b", "ctrl+b,shift+tab", "back", "the question before"),
    Key("skip", "s", "ctrl+n", "skip", "the next question"),
    Key("unknown", "u", "ctrl+k", "not known", "not known, and why"),
    Key("note", "n", "ctrl+t", "note", "a note to the answer"),
    Key("why", "w", "ctrl+w", "why", "why this is asked"),
    Key("policies", "p", "ctrl+p", "policies", "how each policy stands"),
    Key("overview", "o", "ctrl+o", "overview", "all that is asked"),
    Key("find", "slash,colon", "ctrl+g", "go to", "find anything by its words"),
    Key("summary", "v", "ctrl+v", "summary", "the summary so far"),
    Key("clear", "x", "ctrl+r", "clear", "take the answer back"),
    Key("rest", "r", "ctrl+e,f2", "cite", "what an answer rests on"),
    Key("rows", "l", "f6", "list", "all rows: add, copy, order"),
    Key("remove", "k", "ctrl+d", "remove", "take this row away"),
    Key("undo", "z", "ctrl+f,f3", "undo", "take the last step back"),
    Key("redo", "d", "f4", "redo", "do it again after all"),
    Key("leave", "q", "ctrl+x,ctrl+q,ctrl+c", "leave", "save and leave"),
    Key("cancel", "escape", "", "out", "leaves a note, a reason"),
    Key("export", "e", "", "export", "last page: write it"),
    Key("complete", "c", "", "complete", "last page: you determine"),
    Key("opine", "a", "", "physician", "last page: a physician determines"),
    Key("amend", "m", "", "amend", "last page: open it again"),
    Key("take_over", "t", "f5", "take over", "a case that another has open"),
    Key("repaint", "", "ctrl+l", "repaint", "draw the screen anew"),
    Key("help", "question_mark", "ctrl+y,f1", "keys", "this page"),
)


NAMES = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "escape": "Esc",
    "comma": ",",
    "full_stop": ".",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "equals_sign": "=",
    "exclamation_mark": "!",
    "at": "@",
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
}
"""Keys that are called otherwise where they are bound, with their signs."""
_SHOWN = (
    *(
        "back",
        "skip",
        "unknown",
        "why",
        "leave",
        "note",
        "rest",
        "rows",
        "overview",
        "find",
        "policies",
    ),
    *("summary", "clear", "remove", "undo", "redo"),
)
LINES = 2
"""Lines of the footer; at 60 columns the last keys are left out, and `? keys` still stands."""
_LETTERS = "Ctrl + "


def footer(prompt: Prompt, width: int, keys: Keys = KEYS) -> str:
    """The keys that matter now, in two lines at most."""
    first, letters = _parts(prompt, keys)
    typing = prompt.field == "text"
    lead = _LETTERS if typing and letters else ""
    help_ = key_of("help", keys)
    last = _ctrl(help_) if letters else f"Ctrl+{_ctrl(help_)}"
    last = f"{last if typing else help_.sign} {help_.label}"
    while True:
        lines = filled([*first, *letters, last], width, lead, len(first))
        if len(lines) <= LINES or not letters:
            return "\n".join(lines)
        letters.pop()


def fitted(keys: str, width: int) -> str:
    """Keys that stand apart by two spaces, in lines that break only between them."""
    return "\n".join(filled(keys.split("  "), width))


def filled(parts: list[str], width: int, lead: str = "", firsts: int = 0) -> list[str]:
    """Parts in lines; from the part `firsts` on, each line begins with `lead`."""
    lines = [parts[0]]
    for index, part in enumerate(parts[1:], 1):
        again = lead if index == firsts else ""
        longer = f"{lines[-1]}  {again}{part}"
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append((lead if index >= firsts else "") + part)
    return lines


def key_of(action: str, keys: Keys = KEYS) -> Key:
    """The key of an action."""
    return next(key for key in keys if key.action == action)


def _ctrl(key: Key) -> str:
    """The letter of its Ctrl key."""
    return key.ctrl.split(",")[0].removeprefix("ctrl+").upper()


def _parts(prompt: Prompt, keys: Keys) -> tuple[list[str], list[str]]:
    """What each key does here, the most needed first: those that enter, and the letters."""
    if prompt.kind is Kind.END:
        return _at_end(prompt, keys)
    enter = [*_choosing(prompt), "Enter keep"]
    if prompt.kind is not Kind.QUESTION:
        key = key_of("back", keys)
        back = f"{f'Ctrl+{_ctrl(key)}' if prompt.field == 'text' else key.sign} {key.label}"
        return [*enter, *([back] if prompt.kind in OPINING else []), "Esc leave it"], []
    return enter, _letters(prompt, keys)


def _at_end(prompt: Prompt, keys: Keys) -> tuple[list[str], list[str]]:
    def called(*actions: str) -> list[str]:
        return [f"{key.sign} {key.label}" for key in (key_of(name, keys) for name in actions)]

    go = ["Enter go there"] if prompt.rows else called("overview")
    more = ["back", *(["overview"] if prompt.rows else []), "find", "policies", "undo"]
    complete = "amend" if prompt.answered else "complete"
    return go, called("summary", "export", complete, "opine", "leave", *more)


def _letters(prompt: Prompt, keys: Keys) -> list[str]:
    typing = prompt.field == "text"
    found = []
    for action in _SHOWN:
        key = key_of(action, keys)
        here = {"clear": prompt.answered, "remove": prompt.row, "rows": prompt.listed}
        if not here.get(action, True):
            continue
        letter, ctrl = key.sign, _ctrl(key)
        if typing and not key.ctrl.startswith("ctrl+"):
            continue
        if prompt.yes_no and letter in {"y", "n"}:
            letter = f"Ctrl+{ctrl}"  # there it is an answer
        found.append(f"{ctrl if typing else letter} {key.label}")
    return found


def _choosing(prompt: Prompt) -> list[str]:
    if not prompt.rows:
        return []
    if prompt.yes_no:
        return ["y/n answer" if prompt.at_once else "y/n choose"]
    numbers = f"1-{len(prompt.rows)}"
    if prompt.field == "many":
        return [f"{numbers} mark"] if len(prompt.rows) <= 9 else ["Space mark"]
    return [f"{numbers} answer" if prompt.at_once else f"{numbers} choose"]


def map_lines(keys: Keys = KEYS, *, names: bool = False) -> list[str]:
    """Every key, with what it does; `names` are those by which keys are given otherwise."""
    lines = [f"{'':<11}{'letter':<7}{'while typing':<18}what it does"]
    for key in keys:
        letter = " ".join(shown_key(name) for name in key.letter.split(","))
        ctrl = ", ".join(shown_key(name) for name in key.ctrl.split(",") if name)
        ctrl = ctrl.replace(", Ctrl+", ", ")
        lines.append(f"{key.action if names else key.label:<11}{letter:<7}{ctrl:<18}{key.does}")
    return lines


def help_lines(keys: Keys = KEYS) -> list[str]:
    """Every key of the interview, and of the pages that open over it."""
    return [*map_lines(keys), *_ANSWERING]


_ANSWERING = (
    "",
    "Enter keeps an answer and goes on. Where text is typed, letters are text.",
    "  yes or no        y or n. There n means no: Ctrl+T writes a note.",
    "  one of several   its number; or the arrows, then Enter. Where an answer would",
    "                   be put in the place of another, Enter keeps it too.",
    "  some of several  numbers, or the arrows and Space; then Enter. In a list of",
    "                   more than nine a number moves the cursor and Space chooses.",
    "  in a long list   a capital goes to the option that begins with it, two or more to",
    "                   the one that begins with them: M, or ME; then Enter or Space",
    "  a number         digits; another unit may be typed behind it",
    "  a day            2026-11-18",
    "Page Up and Page Down turn a longer page, Home and End go to its ends.",
)


def shown_key(key: str) -> str:
    """A key as it is printed: "Ctrl+B", "/", "Esc", "w"."""
    if "+" in key or (key[:1] == "f" and key[1:].isdigit()):
        return "+".join(part.capitalize() for part in key.split("+"))
    return NAMES.get(key, key)
