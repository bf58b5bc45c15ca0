"""What the desk says of keys, said of commands instead. Pure.

The sentences are the screen's own; only these parts of them differ, each long enough that no text
of a case is taken for it.
"""

import re

_PARTS = {
    " Type another, or Enter again to give the reason.": (
        " Type another, or the same one again to give the reason."
    ),
    "or Escape to type another number.": "or :cancel to type another number.",
    "Type the name, or Escape to leave": "Type the name, or :cancel to leave",
    "Enter this first, or leave it with Escape.": "Finish this first, or leave it with :cancel.",
    "That is on the last page: o (or Ctrl+O), End, Enter goes there.": (
        "That is at the end of the questions: :end goes there."
    ),
    "Type the reason in words, or Escape to leave": "Type the reason in words, or :cancel to leave",
    "Type the name of the physician reviewer, or Escape to leave it.": (
        "Type the name of the physician reviewer, or :cancel to leave it."
    ),
    "Type it in a few words, or Escape to leave it.": (
        "Type it in a few words, or :cancel to leave it."
    ),
    ", or Escape to leave the case as it is.": ", or :cancel to leave the case as it is.",
    ", or Escape to leave everything as it is.": ", or :cancel to leave everything as it is.",
    "Escape: type another number.": ":cancel: type another number.",
    "Escape leaves the question as it was.": ":cancel leaves the question as it was.",
    "Escape leaves the case completed.": ":cancel leaves the case completed.",
    "Escape leaves it as it is.": ":cancel leaves it as it is.",
    "Ctrl+Q tries all places again. Escape stays": ":quit tries all places again. :cancel stays",
    "Enter keeps what is marked.": "An empty line keeps what is chosen.",
    "Empty takes the note away.": "An empty line keeps it; :clear takes it away.",
    "Nothing is typed. Ctrl+K: not known. Ctrl+N: skip. Ctrl+R: take the answer back.": (
        "Nothing is typed. :unknown: not known. :next: skip. :clear: take the answer back."
    ),
    "Nothing is marked. A number or Space marks, Enter keeps.": (
        "Nothing is chosen yet. Type numbers with commas between them, such as 1, 2."
    ),
    "Choose first: a number, or the arrows.": (
        "Nothing is chosen yet. Type a number, or the first letters of an option."
    ),
    "Nothing is left to go to. v shows the summary, c completes.": (
        "This is the end. Type a number of the list if there is one, or summary, export, "
        "complete, physician, back or quit."
    ),
    "skipped. Enter goes to the one chosen:": "skipped. A number goes there:",
    " conditions: p shows them.": " conditions: :policies shows them.",
    ": v shows the summary.": ": :summary shows them.",
    "a: a physician reviewer adds theirs. m: amend it.": (
        ":physician adds that of a physician reviewer. :amend opens it again."
    ),
    "q again writes it to another folder": ":quit again writes it to another folder",
    " t (or F5) takes it over.": " :takeover takes it over.",
    " (Esc: seen)": "",
    "(Esc: seen)": "",
    "This is the end of the questions. Key p shows how each policy stands.": (
        "This is the end of the questions. :policies shows how each policy stands."
    ),
    "(x in the overview)": "(:overview shows them)",
}
_CONDITIONS = re.compile(r"\((\d+): p\)$")


def worded(text: str) -> str:
    """The same with commands in place of keys."""
    for said, instead in _PARTS.items():
        text = text.replace(said, instead)
    return _CONDITIONS.sub(r"(\1 conditions: :policies shows them)", text)
