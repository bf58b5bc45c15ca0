"""What a file may hold that is meant to act on a terminal, a parser, a page or a path."""

import unicodedata

TEXTS = {
    "title": "\x1b]0;PWNED\x07",
    "clipboard": "\x1b]52;c;cHduZWQ=\x1b\\",
    "reply": "\x1b[5n\x1b[c\x1b[6n",
    "link": "\x1b]8;;http://x\x1b\\label\x1b]8;;\x1b\\",
    "unended": "\x1b]0;swallows",
    "device": "\x1bPswallows",
    "colour": "\x1b[31m\x1b[2J\x1b[1;1Hred",
    "c1": "\x9b31m\x9d0;x\x90q\x9c",
    "controls": "a\x00b\x08\x08c\x7fd\x0ce\x0bf\x07",
    "returns": "first\rsecond\r\nthird\nid = forged",
    "bidi": "not \u202edetaler\u202c \u2066x\u2069 \u200f5\u200e",
    "zero": "a\u200bb\u200dc\ufeffd\u00ade\u2028f\u2029g\u2060h\u115fi\u3164j\u034fk",
    "tags": "\U000e0041\U000e007f",
    "private": "\ue000\U0010fffd",
    "noncharacters": "\ufffe\uffff\ufdd0",
    "marks": "a" + "\u0301" * 60,
    "selectors": "x\ufe0f\U000e0100",
    "markup": "[/][/bold][bold red][link='https://x'][@click=app.quit]q[/][a][ \\[",
    "textual": "[type=x, v={'a[0]'}] [b]$x[/b] [[x]]",
    "template": "$x {x} %s %(x)s {{ }} {0.__class__} \\",
    "html": "<script>alert(1)</script><img src=x onerror=y>&amp;&#x3c;\"'",
    "markdown": "![x](http://x) [y](javascript:z) ``` | --- | # > * _ ~~",
    "sheet": "=cmd|' /C calc'!A0 @SUM(1) +1 -1",
    "toml": '"\n[signoff]\nsigned = true\n""" \'\'\' # \\u0000',
    "wide": "\u5024\uff38\U0001f600",
    "repr": "'\"\\n\\x1b",
}
"""By name; each once, as a person or another program may have written it into a file."""

ALL = " ~ ".join(TEXTS.values())

IDS = {
    "up": "../../etc/x",
    "absolute": "/abs",
    "dots": "..",
    "dot": ".",
    "empty": "",
    "device": "CON",
    "device-file": "NUL.toml",
    "slash": "a/b",
    "nul": "a\0b",
    "line": "a\n",
    "option": "-rf",
    "home": "~root",
    "long": "x" * 300,
    "composed": "\u00c9",
    "decomposed": "E\u0301",
    "cyrillic": "\u0430",
    "ends-dot": "a.",
    "ends-space": "a ",
    "percent": "%2e%2e",
    "escape": "\x1b[31m",
}
"""What is no id of a case."""

_ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def acting(text: str) -> set[str]:
    """The characters of a text that a terminal would act on; a line feed is none of them."""
    return {char for char in set(text) - {"\n"} if unicodedata.category(char) in _ACTING}


def quoted(text: str) -> str:
    """A text as a basic string of TOML, every character by its number."""
    return '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'
