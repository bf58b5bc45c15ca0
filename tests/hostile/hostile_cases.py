"""Case files and bare answers files that are made for the test: every text in every place, every
kind of value at every key, and files too large to keep.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, cycle
from pathlib import Path

from hostile_texts import ALL, IDS, TEXTS, quoted

CORPUS = Path(__file__).with_name("corpus")

HEAD = """\
format = "case/1"
id = "x"
status = "in-progress"
policies = ["australia-adult"]

[pack]
id = "ivig-dermatomyositis"
"""

_VALUES = {
    "table": "{}",
    "lists": "[[1]]",
    "number": "1",
    "huge": f"0x{'f' * 5000}",
    "nan": "nan",
    "day": "1979-05-27",
    "time": "07:32:00",
    "instant": "1979-05-27T07:32:00+23:59",
    "true": "true",
    "empty": '""',
    "list": "[]",
    "deep": "{a = {b = {c = 1}}}",
}
_KEYS = (
    *("id", "status", "reviewer", "opened", "policies", "place", "answer", "set_aside"),
    *("record", "rows", "audit", "opinion", "pack", "determination", "format"),
)


def kept() -> dict[str, bytes]:
    """The files of the corpus, by their names there."""
    return {
        str(path.relative_to(CORPUS)): path.read_bytes() for path in sorted(CORPUS.rglob("*.toml"))
    }


def wrong_kinds() -> Iterator[tuple[str, bytes]]:
    """Every kind of value at every key of a case file."""
    for key in _KEYS:
        for name, value in _VALUES.items():
            lines = [line for line in HEAD.splitlines() if not line.startswith(f"{key} =")]
            if key == "pack":
                lines = lines[: lines.index("[pack]")]
            elif key == "id":
                lines += ['id = "ivig-dermatomyositis"']
            yield f"kind/{key}-{name}.toml", "\n".join([f"{key} = {value}", *lines, ""]).encode()


_SUBTYPE = f"{HEAD}[[answer]]\nid = 'dx.subtype'\n"


# -- every text in every place --------------------------------------------------------------


def refused_places() -> Iterator[tuple[str, bytes]]:
    """Each text where only certain texts may stand."""
    for name, said in TEXTS.items():
        text = quoted(said)
        yield f"status/{name}.toml", HEAD.replace('"in-progress"', text).encode()
        yield f"policy/{name}.toml", HEAD.replace('"australia-adult"', text).encode()
        yield f"pack/{name}.toml", HEAD.replace('"ivig-dermatomyositis"', text).encode()
        yield (
            f"value/{name}.toml",
            f"{HEAD}[[answer]]\nid = 'dx.subtype'\nvalue = {text}\n".encode(),
        )
        yield f"answer/{name}.toml", f"{HEAD}[[answer]]\nid = {text}\nvalue = true\n".encode()
        yield f"key/{name}.toml", f"{HEAD}[{text}]\n{text} = {text}\n".encode()
        yield f"rows/{name}.toml", f"{HEAD}[rows.{text}]\norder = [1]\n".encode()
        yield f"bare/{name}.toml", f"[answers]\ndx.subtype = {text}\n".encode()
        yield f"bare-key/{name}.toml", f"[answers]\n{text} = {text}\n".encode()
        yield f"unknown/{name}.toml", f"[answers]\ndx.subtype = {quoted('?' + said)}\n".encode()
    for name, id_ in IDS.items():
        yield f"id/{name}.toml", HEAD.replace('id = "x"', f"id = {quoted(id_)}").encode()


def free_places(case: str) -> Iterator[tuple[str, bytes]]:
    """All texts at once where a person may write anything, in a whole case file of the program."""
    text = quoted(ALL)
    safe = text.replace("\\", "\\\\")
    places = {
        "reviewer": case.replace("\npolicies =", f"\nreviewer = {text}\npolicies =", 1),
        "note": _after(case, _FIRST, f"note = {text}"),
        "rests": _after(case, _FIRST, f"rests_on = [{text}]"),
        "pack": re.sub(r'(?m)^(version|digest) = ".*"$', rf"\1 = {safe}", case),
        "asked": re.sub(r'(?m)^(asked|shown) = ".*"$', rf"\1 = {safe}", case),
        "given": re.sub(r"(?m)^given = .*$", f"given = {{ by = {safe} }}", case),
        "log": re.sub(r'\b(why|by|what|now) = "[^"\n]*"', rf"\1 = {safe}", case),
        "opinion": f"{case}\n{_opinion(text)}",
        "record": f"{_after(case, _FIRST, _RESTS)}\n{_record(text)}",
    }
    for name, changed in places.items():
        assert changed != case, name
        yield f"free/{name}.toml", changed.encode()


_FIRST = '[[answer]]\nid = "dx.subtype"'
_RESTS = 'rests_on = ["r1", "e1"]'


def _after(page: str, line: str, more: str) -> str:
    assert page.count(line) == 1
    return page.replace(line, f"{line}\n{more}")


def _opinion(text: str) -> str:
    return f"""
[[opinion]]
role = "physician"
by = {text}
words = {text}
reason = {text}

[[opinion.determination]]
policy = "consensus"
id = "medically_necessary"
asked = {text}
program = "met"
outcome = "not_met"
conditions = [{text}]
"""


def _record(text: str) -> str:
    keys = ("kind", "title", "author", "file", "digest")
    head = "\n".join(f"{key} = {text}" for key in keys)
    excerpt = f'[[record.excerpt]]\nid = "e1"\nat = {text}\nquote = {text}'
    return f'[[record]]\nid = "r1"\n{head}\n{excerpt}\n'


# -- large ----------------------------------------------------------------------------------

_ANSWER = f"{HEAD}[[answer]]\nid = 'pt.weight'\nvalue = "

LARGE: dict[str, Callable[[], str]] = {
    "key of 100,000 parts": lambda: f"{'a.' * 100_000}b = 1\n",
    "header of 100,000 parts": lambda: f"[{'a.' * 100_000}b]\n",
    "quoted key of 100,000 parts": lambda: '"a" . ' * 100_000 + "b = 1\n",
    "100,000 brackets": lambda: f"a = {'[' * 100_000}\n",
    "100,000 closed brackets": lambda: f"a = {'[' * 100_000}{']' * 100_000}\n",
    "400 inline tables": lambda: f"[answers]\na = {'{b = ' * 400}1{'}' * 400}\n",
    "50 tables of 15 parts": lambda: (
        f"[answers]\na = {('{' + 'b.' * 14 + 'b = ') * 15}1{'}' * 15}\n"
    ),
    "4,301 digits": lambda: f"{_ANSWER}{'1' * 4301}\n",
    "4,301 digits, bare": lambda: f"[answers]\npt.weight = {'1' * 4301}\n",
    "10 million hex digits": lambda: f"{_ANSWER}0x{'f' * 10_000_000}\n",
    "1 million hex digits": lambda: f"{_ANSWER}0x{'f' * 1_000_000}\n",
    "9,000 hex digits": lambda: f"{_ANSWER}0x{'f' * 9000}\n",
    "1 million decimals": lambda: f"{_ANSWER}1.{'1' * 1_000_000}\n",
    "9,000 decimals": lambda: f"{_ANSWER}1.{'1' * 9000}\n",
    "9,000 decimals, bare": lambda: f"[answers]\npt.weight = 1.{'1' * 9000}\n",
    "a word of a megabyte": lambda: "x" * 1_000_000,
    "a comment of 4 MB": lambda: f"{HEAD}# {'x' * 4_000_000}\n",
    "a key of 4 MB": lambda: f"{HEAD}'{'k' * 4_000_000}' = 1\n",
    "a bare key of 4 MB": lambda: f"[answers]\n'{'k' * 4_000_000}' = 'x'\n",
    "a value of 4 MB": lambda: (
        f"{HEAD}[[answer]]\nid = 'dx.subtype'\nvalue = '{'x' * 4_000_000}'\n"
    ),
    "a bare value of 4 MB": lambda: f"[answers]\ndx.subtype = '{'x' * 4_000_000}'\n",
    "a bare reason of 4 MB": lambda: f"[answers]\ndx.subtype = '?{'x' * 4_000_000}'\n",
    "a policy of 4 MB": lambda: HEAD.replace("australia-adult", "c" * 4_000_000),
    "an id of 4 MB": lambda: HEAD.replace('"x"', f"'{'x' * 4_000_000}'"),
    "an answer's id of 4 MB": lambda: f"{HEAD}[[answer]]\nid = 'a{'.b' * 2_000_000}'\nvalue = 1\n",
    "quotation marks": lambda: '"' * 4_000_000,
    "escaped quotation marks": lambda: 'a = "' + '\\"' * 2_000_000,
    "apostrophes": lambda: "'" * 4_000_000,
    "20,000 rows": lambda: f"{HEAD}[rows.tx]\norder = [{', '.join(map(str, range(1, 20_001)))}]\n",
    "20,000 rows, bare": lambda: "[answers]\n" + "[[answers.tx]]\n" * 20_000,
    "5,000 rows answered": lambda: (
        HEAD
        + "".join(f"[[answer]]\nid = 'tx#{n}.drug'\nvalue = 'prednisone'\n" for n in range(1, 5001))
    ),
    "20,000 answers": lambda: (
        HEAD + "".join(f"[[answer]]\nid = 'a.b{n}'\nvalue = 1\n" for n in range(20_000))
    ),
    "40,000 entries": lambda: f"{HEAD}[audit]\nentry = [{'{},' * 40_000}]\n",
    "40,000 records": lambda: f"{HEAD}record = [{'{},' * 40_000}]\n",
}
"""Each within the size that is read at all."""

_ENTRIES = 9_000


def _log(lines: Iterator[str]) -> str:
    return f"{HEAD}[audit]\nentry = [\n{','.join(lines)}\n]\n"


def _each(line: str, first: int = 1, last: int = _ENTRIES) -> Iterator[str]:
    return (line.replace("@", str(n)) for n in range(first, last))


_ROWS = f'{{"order": [{", ".join(["1"] * 400_000)}]}}'
_CHANGE = "{what='a.b@',now='x'}"


HEAVY: dict[str, Callable[[], str]] = {
    "rows added": lambda: _log(_each("{n=@,did='row_added',what='tx#@'}")),
    "rows answered": lambda: _log(_each("{n=@,did='answered',what='tx#@.drug',now='x'}")),
    "rows removed again": lambda: _log(
        chain(
            _each("{n=@,did='answered',what='tx#@.drug',now='x'}", 1, _ENTRIES // 2),
            _each("{n=@,did='row_removed',what='tx#@'}", 1, _ENTRIES // 2),
        )
    ),
    "a list of rows, forged": lambda: _log(
        chain(
            [f"{{did='edited',changes=[{{what='[rows.tx]',now='{_ROWS}'}}]}}"],
            _each("{n=@,did='row_added',what='tx#@'}"),
        )
    ),
    "done and undone": lambda: _log(
        chain(
            _each("{n=@,did='answered',what='a.b@',now='x'}", 1, _ENTRIES // 2),
            (f"{{did='undone',of={n}}}" for n in range(_ENTRIES // 2, 0, -1)),
        )
    ),
    "a list of its own each": lambda: _log(
        _each("{n=@,did='answered',what='t@#1.drug',now='yes'}")
    ),
    "20,000 changes": lambda: _log(
        iter([f"{{did='edited',changes=[{','.join(_each(_CHANGE, 1, 20_000))}]}}"])
    ),
    "500 rows": lambda: HEAD + "".join(_row(n) for n in range(1, 501)),
}
"""Each is read: all that is done with it takes its time."""


def _row(n: int) -> str:
    return f"[[answer]]\nid = 'tx#{n}.drug'\nvalue = 'prednisone'\n"


def long_case(case: str) -> str:
    """An honest case after years of work: 200 rows, and 5,000 entries in its log."""
    head, _, log = case.partition("\nentry = [\n")
    lines = log.removesuffix("]\n").splitlines()
    more = [re.sub(r"n = \d+", f"n = {n}", lines[n % len(lines)]) for n in range(5000)]
    rows = "".join(_row(n) for n in range(4, 201))
    head = head.replace("\n[audit]", f"\n{rows}\n[audit]", 1)
    return "\n".join([f"{head}\nentry = [", *lines, *more[len(lines) :], "]", ""])


# -- letters --------------------------------------------------------------------------------

LETTERS: dict[str, tuple[Callable[[str], bytes], bool]] = {
    "BOM": (lambda text: b"\xef\xbb\xbf" + text.encode(), True),
    "two BOMs": (lambda text: b"\xef\xbb\xbf" * 3 + text.encode(), False),
    "UTF-16": (lambda text: text.encode("utf-16"), False),
    "UTF-16, no mark": (lambda text: text.encode("utf-16-le"), False),
    "UTF-16, the other way": (lambda text: text.encode("utf-16-be"), False),
    "UTF-32": (lambda text: text.encode("utf-32"), False),
    "CR LF": (lambda text: text.replace("\n", "\r\n").encode(), True),
    "some CR LF": (lambda text: text.replace("\n", "\r\n", 9).encode(), True),
    "CR alone": (lambda text: text.replace("\n", "\r").encode(), False),
    "one CR": (lambda text: text.replace("\n", "\r", 1).encode(), False),
    "NUL": (lambda text: text.encode() + b"\0", False),
    "no end of line": (lambda text: text.rstrip("\n").encode(), True),
    "cut": (lambda text: text.encode()[:-200], False),
    "half a letter": (lambda text: text.encode() + b"# \xc3", False),
    "CESU": (lambda text: text.encode() + b"# \xed\xa0\xbd\xed\xb8\x80", False),
    "twice": (lambda text: (text * 2).encode(), False),
}
"""How a file is written down, and whether it is read."""

# -- logs -----------------------------------------------------------------------------------


def logs(case: str) -> Iterator[tuple[str, str]]:
    """What may happen to a log between two runs of the program."""
    head, _, rest = case.partition("\nentry = [\n")
    lines = rest.removesuffix("]\n").splitlines(keepends=True)
    changed = {
        "line twice": [*lines[:5], lines[4], *lines[5:]],
        "line gone": [*lines[:5], *lines[6:]],
        "first gone": lines[1:],
        "end gone": lines[:-3],
        "all gone": [],
        "turned round": lines[::-1],
        "merged": [*lines, *lines],
        "numbers all 1": [re.sub(r"n = \d+", "n = 1", line) for line in lines],
        "numbers huge": [re.sub(r"n = \d+", "n = 999999", line) for line in lines],
        "one letter": [
            lines[0],
            lines[1].replace("now = ", "now = '' #", 1).split(" #")[0] + " },\n",
        ],
        "seal of itself": [
            re.sub(r'seal = "\w+"', 'seal = "000000000000"', line) for line in lines
        ],
        "clock backwards": [
            line.replace("{ ", f"{{ at = {2200 - n}-01-01T00:00:00Z, ", 1)
            for n, line in enumerate(lines)
        ],
        "undone for ever": [
            *lines,
            *(f"    {{ n = {n}, did = 'undone', of = {n} }},\n" for n in range(1, 99)),
        ],
        "no such deed": [*lines, "    { n = 48, did = '\\u001b[31m', what = '\\u202e' },\n"],
    }
    for name, some in changed.items():
        yield name, f"{head}\nentry = [\n{''.join(some)}]\n"


# -- days and numbers -----------------------------------------------------------------------


def edges(days: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Every day of the pack at an edge of the calendar, and at both."""
    plain = [day for day in days if not day.startswith("tx.")]
    rows = [day[3:] for day in days if day.startswith("tx.")]
    for said in ("0001-01-01", "9999-12-31", "0001-01", "9999-12", "0001", "9999", "2026-11-18"):
        for other in ("0001-01-01", "9999-12-31", said):
            values = cycle([said, other])
            text = "".join(f'{day} = "{next(values)}"\n' for day in plain)
            row = "".join(f'{day} = "{next(values)}"\n' for day in rows)
            page = f'[answers]\ntx_any = "yes"\n{text}[[answers.tx]]\nstatus = "stopped"\n{row}'
            yield f"edge/{said}-{other}.toml", page.encode()


HUGE: dict[str, Callable[[], str]] = {
    "50 MB of keys": lambda: "".join(f"a{n} = 1\n" for n in range(4_000_000)),
    "50 MB of one text": lambda: f"[answers]\ndx.subtype = '{'x' * 50_000_000}'\n",
    "50 MB on one line": lambda: f"[answers]\ndx.subtype = '{'x, ' * 17_000_000}'\n",
    "5 million numbers": lambda: f"[answers]\na = [{'1,' * 5_000_000}]\n",
    "25 million spaces": lambda: " " * 25_000_000,
}
