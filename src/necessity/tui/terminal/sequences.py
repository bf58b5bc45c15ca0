"""The keys a terminal sends, by what it sends for them: a whitelist. Pure.

A control sequence is `ESC [`, parameters and a final character; SS3 is `ESC O` and a character
(ECMA-48). Terminals disagree on both, so several sequences mean one key: those of xterm, rxvt, the
Linux console and PuTTY's six function-key modes stand here. What does not stand here is no key: a
reply, a mouse report or a broken sequence, and is dropped. Names of keys are Textual's; a name of
one character is that character, typed on the number pad.
"""

import re

_SPECIAL = {
    0x00: "ctrl+@",
    0x08: "backspace",
    0x09: "tab",
    0x0D: "enter",
    0x1C: "ctrl+backslash",
    0x1D: "ctrl+right_square_bracket",
    0x1E: "ctrl+circumflex_accent",
    0x1F: "ctrl+underscore",
    0x7F: "backspace",
}
CONTROLS = {chr(n): f"ctrl+{chr(n + 0x60)}" for n in range(1, 27)}
CONTROLS |= {chr(n): name for n, name in _SPECIAL.items()}
"""One control character, but for ESC, and its key."""

_FINALS = {
    **dict(zip("ABCDFH", ("up", "down", "right", "left", "end", "home"), strict=True)),
    **dict(zip("PQRS", ("f1", "f2", "f3", "f4"), strict=True)),
}
_WHOLE = {
    "Z": "shift+tab",
    **dict(zip("abcd", ("up", "down", "right", "left"), strict=True)),  # rxvt, with Shift
    **dict(zip("LIG", ("insert", "pageup", "pagedown"), strict=True)),  # PuTTY as SCO
    **{f"[{letter}": f"f{n}" for n, letter in enumerate("ABCDE", 1)},  # the Linux console
}
_NUMBERED = {
    **dict(enumerate(("home", "insert", "delete", "end", "pageup", "pagedown", "home", "end"), 1)),
    **{n: f"f{n - 10}" for n in range(11, 16)},
    **{n: f"f{n - 11}" for n in range(17, 22)},
    23: "f11",
    24: "f12",
    25: "f13",
    26: "f14",
    28: "f15",
    29: "f16",
    **{n: f"f{n - 14}" for n in range(31, 35)},
}
_PAD = {
    "M": "enter",
    **dict(zip("jklmno", "*++-./", strict=True)),  # PuTTY sends l for the plus of the pad
    **{chr(ord("p") + digit): str(digit) for digit in range(10)},
}
_FUNCTION = {letter: f"f{n}" for n, letter in enumerate("TUVWXYZ[", 5)}  # PuTTY as VT100+
_CTRL_ARROWS = dict(zip("abcd", ("ctrl+up", "ctrl+down", "ctrl+right", "ctrl+left"), strict=True))
SS3 = {**_FINALS, **_PAD, **_FUNCTION, **_CTRL_ARROWS}
"""What follows `ESC O`, and its key."""

_LETTER = re.compile(r"(?:1;(\d{1,2}))?([ABCDFHPQRS])")
_ARROW = re.compile(r"5([ABCD])")
_TILDE = re.compile(r"(\d{1,2})(?:;(\d{1,2}))?~")
_RXVT = re.compile(r"(\d{1,2})([$^@])")
_RXVT_HELD = {"$": "shift+", "^": "ctrl+", "@": "ctrl+shift+"}

PASTE_BEGINS, PASTE_ENDS = "200~", "201~"


def control(body: str) -> str | None:
    """Name the key of a control sequence, given without its `ESC [`; None when it is none."""
    if body in _WHOLE:
        return f"shift+{_WHOLE[body]}" if body in "abcd" else _WHOLE[body]
    if found := _LETTER.fullmatch(body):
        return _with(found[1], _FINALS[found[2]])
    if found := _ARROW.fullmatch(body):
        return f"ctrl+{_FINALS[found[1]]}"
    if (found := _TILDE.fullmatch(body)) and int(found[1]) in _NUMBERED:
        return _with(found[2], _NUMBERED[int(found[1])])
    if (found := _RXVT.fullmatch(body)) and int(found[1]) in _NUMBERED:
        return _RXVT_HELD[found[2]] + _NUMBERED[int(found[1])]
    return None


def ends_in_dollar(body: str) -> bool:
    """Tell rxvt's Shift keys, which end where the grammar goes on."""
    return body.endswith("$") and control(body) is not None


def _with(held: str | None, name: str) -> str:
    """Put Ctrl and Shift before a key; with Alt or another it is the plain key."""
    bits = int(held) - 1 if held else 0
    return ("ctrl+" if bits & 4 else "") + ("shift+" if bits & 1 else "") + name
