"""Five lines for whoever is here for the first time. Pure."""

from necessity.tui.keys import KEYS, Keys, key_of

TITLE = "The first time here (Enter goes on)"
PLAIN = (
    "A number, the first letters of an option, a date or a text is an answer; it is saved at once.",
    "unknown says that it is not known, and why. next leaves a question for later; back goes back.",
    "find and some words finds anything: a question, a command, a line of a policy.",
    "why says why a question is asked; policies says how each policy stands.",
    "keys lists every command, quit leaves; you go on where you were.",
)


def lines(keys: Keys = KEYS) -> tuple[str, ...]:
    """The same for the screen, with the keys as they are."""
    calls = {key.action: key.call for key in keys}
    ctrl = key_of("help", keys).ctrl.split(",")[0].removeprefix("ctrl+").upper()
    known = f"{calls['unknown']} says that it is not known, and why."
    go = f"{calls['skip']} leaves a question for later, {calls['back']} goes back."
    find = f"{calls['find']} finds a question, something to do, a line of a policy by its words."
    return (
        "Digits, y and n, or the arrows choose. Enter keeps the answer and goes on.",
        f"{known} {go}",
        f"Every answer is saved at once. {calls['leave']} leaves; you go on where you were.",
        f"{find} {calls['why']} says why it is asked.",
        f"{calls['help']} shows all keys. While text is typed they are Ctrl keys: Ctrl+{ctrl}.",
    )
