"""Files that somebody, or something, has changed: strategies that begin with a valid one."""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, time, timedelta, timezone
from decimal import Decimal
from functools import cache, partial
from typing import Any

import tomli_w
from hostile_packs import FILES
from hostile_texts import ALL, IDS, TEXTS
from hypothesis import strategies as st

Table = dict[str, Any]
Container = dict[str, Any] | list[Any]

_WORDS = (
    *("yes", "no", "met", "not_met", "undetermined", "?not_known", "?", "\\?", "all", "edited"),
    *(
        "answered",
        "row_added",
        "row_copied",
        "row_moved",
        "row_removed",
        "undone",
        "redone",
        "completed",
        "amended",
        "opened",
    ),
    *(
        "tx",
        "tx#1",
        "tx#1.drug",
        "tx#999999.drug",
        "dx.subtype",
        "pt.weight",
        "[rows.tx]",
        "[pack]",
    ),
    *("5 kg", "1e3", "0x10", "\u0661", "1_000", "9" * 13, "<7 mg/dL", "2026-02-30", "9999-12-31"),
    *("0001-01", "2026", "dx.kind = dm", "pt.bmi > 10 kg/m2 and not (tx_any = yes)", "bmi(a, b)"),
    *("any tx (tx.outcome = failed)", "{dx.rash}", "{{x}}", "label section 1", "case/2", "tiny"),
    '{"order": [1], "minted": 1}',
)
_TEXTS = st.one_of(
    st.sampled_from((*_WORDS, *TEXTS.values(), *IDS.values(), ALL, "x" * 100_000, "\n" * 1000)),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30),
)
_ZONES = st.sampled_from((None, UTC, timezone(timedelta(hours=23, minutes=59))))
_PLAIN = st.one_of(
    _TEXTS,
    st.booleans(),
    st.integers(-2, 3),
    st.sampled_from((10**6, 10**15, -(10**400), 2**63)),
    st.sampled_from(("1e999999", "-1e-999999", "nan", "inf", "0.1", f"1.{'1' * 5000}")).map(
        Decimal
    ),
    st.dates(),
    st.sampled_from((date.min, date.max)),
    st.datetimes(timezones=_ZONES),
    st.just(time(7, 32)),
)
_VALUES = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _places(tree: Container) -> Iterator[tuple[Container, Any]]:
    """Every value of a document, by what holds it and under which name."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)


@st.composite
def changed(draw: Callable[..., Any], made: Callable[[], Table], *inside: str) -> bytes:
    """A document with a few of its values changed, in kind too; or only those inside a key."""
    tree = deepcopy(made())
    for _ in range(draw(st.integers(1, 4))):
        part: Any = tree
        for key in inside:
            part = part.get(key, tree) if isinstance(part, dict) else tree
        places = list(_places(part)) if isinstance(part, dict | list) else []
        if places:
            holder, key = places[draw(st.integers(0, len(places) - 1))]
            other, name = places[draw(st.integers(0, len(places) - 1))]
            _change(draw, holder, key, deepcopy(_held(other, name)))
    return tomli_w.dumps(tree).encode()


def _held(holder: Container, key: Any) -> Any:
    return holder[key]


def _change(draw: Callable[..., Any], holder: Container, key: Any, other: Any) -> None:
    """Do one thing to one value."""
    done = draw(st.sampled_from(("replace", "drop", "rename", "repeat", "wrap", "graft")))
    value: Any = _held(holder, key)
    if done == "drop":
        del holder[key]
    elif done in {"rename", "repeat"} and isinstance(holder, dict):
        names = st.sampled_from(sorted(holder)) | _TEXTS
        holder[draw(names)] = holder.pop(key) if done == "rename" else deepcopy(value)
    elif done in {"rename", "repeat"} and isinstance(holder, list):
        holder[key:key] = [deepcopy(value)] * draw(st.sampled_from((1, 2, 600)))
    elif done == "wrap":
        holder[key] = draw(st.sampled_from(([value], {"x": value}, [[value, value]], {})))
    else:
        holder[key] = other if done == "graft" else draw(_VALUES)


_TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\x9b",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\r",
        b"\r\n",
        b"\x1b[31m",
        b"\xef\xbb\xbf",
    ),
    *(
        b'"',
        b'"""',
        b"'''",
        b"#",
        b"[",
        b"]",
        b"[[",
        b"{",
        b"}",
        b"=",
        b",",
        b".",
        b"\\",
        b"\\u0000",
    ),
    *(
        b"\n[signoff]\nsigned = true\n",
        b"[audit]\n",
        b"[[answer]]\n",
        b"[answers]\n",
        b"0x",
        b"nan",
    ),
    *(
        b"a." * 40,
        b"[" * 40,
        b"{b=" * 40,
        b"0x" + b"f" * 5000,
        b"9" * 4301,
        b"1e999999",
        b'"' * 3000,
    ),
    "\u202e\u2066\u200b\U000e0041".encode(),
)


@st.composite
def damaged(draw: Callable[..., Any], made: Callable[[], bytes], *others: bytes) -> bytes:
    """Bytes of a file: some are others, gone, twice there, or out of another file."""
    data = made()
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(data)))
        last = min(len(data), first + draw(st.sampled_from((0, 1, 2, 8, 60, 1000, 100_000))))
        some = draw(
            st.one_of(
                st.sampled_from(_TOKENS),
                st.binary(max_size=6),
                st.just(b""),
                st.just(data[first:last] * 2),
                st.sampled_from([page[first:last] for page in (data, *others)]),
            )
        )
        data = data[:first] + some + data[last:]
    return data


@cache
def parsed(page: str) -> Table:
    """A valid document."""
    return tomllib.loads(page, parse_float=Decimal)


PACK = {name: page for name, page in FILES.items() if not name.startswith("examples/")}


def changed_packs() -> st.SearchStrategy[tuple[str, bytes]]:
    """A file of the tiny pack, and what stands in it."""
    return st.one_of(
        *(st.tuples(st.just(name), changed(partial(parsed, page))) for name, page in PACK.items())
    )


def damaged_packs() -> st.SearchStrategy[tuple[str, bytes]]:
    """The same, byte by byte."""
    others = [page.encode() for page in PACK.values()]
    return st.one_of(
        *(st.tuples(st.just(name), damaged(page.encode, *others)) for name, page in PACK.items())
    )
