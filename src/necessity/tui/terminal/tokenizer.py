"""From characters to keys, text and pastes: whole sequences or nothing. Pure; told the time.

A sequence that is unknown or never ends is dropped; no part of it is typed. What comes out does
not depend on how the line cut the characters into packets. `ESC` and a character that begins no
sequence is the Escape key and that character, however fast they come: a slow line bunches keys.
"""

from collections.abc import Callable

from necessity.tui.terminal import sequences
from necessity.tui.terminal.paste import LARGEST
from necessity.tui.terminal.tokens import Key, Paste, Text, Token

ESC, BEL = "\x1b", "\x07"
ESCAPE = 0.5
"""Seconds after which `ESC` alone is the Escape key; a slow line splits an arrow key."""
LATE = 1.0
"""Seconds after that in which the rest of an arrow key may still come."""
SEQUENCE = 2.0
"""Seconds that a sequence may take."""
QUIET = 3.0
"""Seconds without a character after which a paste without its end is taken as cut."""

_STRINGS = {"]": "0123456789lLI", "P": "0123456789:;<=>?!$+", "_": "G", "X": "", "^": ""}
"""How replies go on that are strings (OSC, DCS, APC); SOS and PM are none. Else it may be text."""
_C1 = {"\x8f": "O", "\x90": "P", "\x98": "X", "\x9b": "[", "\x9d": "]", "\x9e": "^", "\x9f": "_"}
_ST = "\x9c"
_LONGEST_SEQUENCE = 64
_END = f"{ESC}[{sequences.PASTE_ENDS}"
_LATE_FUNCTION = "PQRS"


class Tokenizer:
    """Takes characters as they come; each state is a method that takes one."""

    def __init__(self) -> None:
        self._state: Callable[[str], None] = self._ground
        self._held = ""
        self._pasted: list[str] = []
        self._refused = False
        self._escaped: float | None = None
        """When `ESC` alone became the Escape key, while the rest of a sequence may still come."""
        self._out: list[Token] = []
        self._now = 0.0
        self.deadline: float | None = None
        """When `tick` has something to do though nothing comes."""

    def feed(self, text: str, now: float) -> list[Token]:
        """Take characters; give what they complete."""
        self.tick(now, keep=True)
        self._now = now
        if text and self._escaped is not None:
            text = self._without_late(text)
        for char in text:
            self._state(char)
        if self._state == self._paste:
            self.deadline = now + QUIET
        return self._given()

    def tick(self, now: float, *, keep: bool = False) -> list[Token]:
        """Give what the passing of time completes; what never ended is gone."""
        self._now = now
        if self.deadline is not None and now >= self.deadline:
            self._expire()
        return [] if keep else self._given()

    def _given(self) -> list[Token]:
        given, self._out = self._out, []
        return given

    def _enter(self, state: Callable[[str], None], seconds: float | None, held: str = "") -> None:
        self._state, self._held = state, held
        self.deadline = None if seconds is None else self._now + seconds

    def _again(self, chars: str) -> None:
        """Begin anew, and take these characters again."""
        self._enter(self._ground, None)
        for char in chars:
            self._state(char)

    def _key(self, name: str) -> None:
        self._out.append(Text(name) if len(name) == 1 else Key(name))

    # -- the end of patience ----------------------------------------------------------------

    def _expire(self) -> None:
        state, held = self._state, self._held
        if state == self._escape:
            self._key("escape")
            self._escaped = self.deadline
        elif state == self._paste:
            self._finish_paste(cut=True)
        elif state in {self._doubtful, self._doubtful_end}:
            self._key("escape")
            self._again(held)
            return
        elif state == self._late:
            self._again_typed(held)
            return
        self._enter(self._ground, None)

    # -- text and single keys ---------------------------------------------------------------

    def _ground(self, char: str) -> None:
        if char == ESC:
            self._enter(self._escape, ESCAPE)
        elif char in sequences.CONTROLS:
            self._key(sequences.CONTROLS[char])
        elif char in _C1:
            self._escape(_C1[char])
        elif char.isprintable():
            self._out.append(Text(char))
        elif char.isspace() and char > _ST:
            self._out.append(Text(" "))  # a no-break space, and its kin

    def _escape(self, char: str) -> None:
        if char == "[":
            self._enter(self._control, SEQUENCE)
        elif char == "O":
            self._enter(self._ss3, SEQUENCE)
        elif char in _STRINGS:
            self._enter(self._doubtful, ESCAPE, char)
        elif char == "\t":
            self._enter(self._ground, None)
            self._key("shift+tab")  # the Linux console
        else:
            self._key("escape")
            self._again(char)

    # -- control sequences and SS3 ----------------------------------------------------------

    def _control(self, char: str) -> None:
        if char < " " or char > "~":
            self._again(char)  # it never ended; a key was pressed
            return
        self._held = body = (self._held + char)[:_LONGEST_SEQUENCE]
        if char == "M" and body == "M":
            self._enter(self._mouse, ESCAPE)
        elif (char >= "@" and body != "[") or sequences.ends_in_dollar(body):
            self._enter(self._ground, None)
            self._controlled(body)

    def _controlled(self, body: str) -> None:
        if body == sequences.PASTE_BEGINS:
            self._pasted, self._refused = [], False
            self._enter(self._paste, QUIET)
        elif name := sequences.control(body):
            self._key(name)

    def _ss3(self, char: str) -> None:
        if char < " " or char > "~":
            self._again(char)
        elif not char.isdigit():
            self._enter(self._ground, None)
            if name := sequences.SS3.get(char):
                self._key(name)

    def _mouse(self, char: str) -> None:
        """Swallow the three characters of an old mouse report."""
        if char < " ":
            self._again(char)
            return
        self._held += char
        if len(self._held) == len("bxy"):
            self._enter(self._ground, None)

    # -- strings: replies, or an Escape key and text ----------------------------------------

    def _doubtful(self, char: str) -> None:
        if char == ESC:
            self._state = self._doubtful_end
        elif char == _ST:
            self._enter(self._ground, None)
        elif char < " " or len(self._held) > _LONGEST_SEQUENCE:
            self._key("escape")
            self._again(self._held + char)
        elif len(self._held) == 1 and char in _STRINGS[self._held]:
            self._enter(self._string, SEQUENCE)
        else:
            self._held += char

    def _doubtful_end(self, char: str) -> None:
        if char == "\\":
            self._enter(self._ground, None)
            return
        self._key("escape")
        self._again(self._held + ESC + char)

    def _string(self, char: str) -> None:
        if char == ESC:
            self._state = self._string_end
        elif char in {BEL, _ST}:
            self._enter(self._ground, None)
        elif char < " ":
            self._again(char)

    def _string_end(self, char: str) -> None:
        self._again("" if char == "\\" else ESC + char)

    # -- the rest of a sequence whose ESC was taken as the Escape key -----------------------

    def _without_late(self, text: str) -> str:
        since, self._escaped = self._escaped, None
        if since is None or self._now - since >= LATE:
            return text
        if len(text) == len("OP") and text[0] == "O" and text[1] in _LATE_FUNCTION:
            return ""
        if text[0] == "[":
            self._enter(self._late, ESCAPE, "[")
            return text[1:]
        return text

    def _late(self, char: str) -> None:
        body = self._held[1:] + char
        if (char.isupper() or char == "~") and sequences.control(body):
            self._enter(self._ground, None)
        elif char in "0123456789;" and len(body) < _LONGEST_SEQUENCE:
            self._held += char
        else:
            self._again_typed(self._held)
            self._state(char)

    def _again_typed(self, held: str) -> None:
        self._enter(self._ground, None)
        self._out += [Text(char) for char in held]

    # -- pastes -----------------------------------------------------------------------------

    def _paste(self, char: str) -> None:
        pasted = self._pasted
        pasted.append(char)
        if char == "~" and "".join(pasted[-len(_END) :]) == _END:
            del pasted[-len(_END) :]
            self._finish_paste(cut=False)
        elif len(pasted) > LARGEST + len(_END):
            self._refused = True
            del pasted[: -len(_END)]

    def _finish_paste(self, *, cut: bool) -> None:
        refused = self._refused or len(self._pasted) > LARGEST
        text = "" if refused else "".join(self._pasted)
        self._pasted = []
        self._enter(self._ground, None)
        self._out.append(Paste(text, cut=cut, refused=refused))
