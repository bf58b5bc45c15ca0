"""What comes out of the bytes of a terminal: known keys, text and pastes, and nothing else."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from necessity.tui.terminal import sequences
from necessity.tui.terminal.reader import Input
from necessity.tui.terminal.tokenizer import LATE, Tokenizer
from necessity.tui.terminal.tokens import Key, Paste, Text, Token

NEVER_TYPED = [
    b"\x1b[?1;2c",  # what the terminal is
    b"\x1b[>0;276;0c",
    b"\x1b[?2026;2$y",  # whether it has a mode
    b"\x1b[20;1$y",
    b"\x1b[24;80R",  # where the cursor is
    b"\x1b[<35;10;5M",  # a mouse
    b"\x1b[<0;10;5m",
    b"\x1b[32;10;5M",
    b"\x1b[M !!",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",  # its colours
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b]4;0;rgb:00/00/00\x07",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1bXjunk\x1b\\",
    b"\x1b^junk\x1b\\",
    b"\x1b[48;24;80;480;800t",  # a size
    b"\x1b[O",  # the focus
    b"\x1b[97;5u",
    b"\x1b[27;2;13~",
    b"\x1b[99~",
    b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25m",
    b"\x1b[" + b"1;" * 200 + b"x",
    b"\x1bOz",
    b"\x1bO5K",
    "\u009b?1;2c".encode(),
    "\u009d11;rgb:0/0/0\u009c".encode(),
    "\u0084\u0085".encode(),
    b"\x1b[201~",  # the end of no paste
    "\ufeff\u200b\u00ad\u2066".encode(),  # not to be seen
]


def read(*chunks: bytes, gap: float = 0.0) -> list[Token]:
    """What comes of chunks with `gap` seconds between them, and a long quiet after them."""
    found, inputs, now = [], Input(), 0.0
    for chunk in chunks:
        found += inputs.tick(now)
        found += inputs.feed(chunk, now)
        now += gap
    for _ in range(10):
        now += 5
        found += inputs.tick(now)
    return found


def typed(text: str) -> list[Token]:
    return [Text(char) for char in text]


# -- keys -------------------------------------------------------------------------------------


PLAIN = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"}
PLAIN |= {"enter", "tab", "shift+tab", "backspace", *(f"f{n}" for n in range(1, 13))}
PLAIN |= {f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz@"}
IN_TEXTUAL = {
    sequence: keys[0].value
    for sequence, keys in ANSI_SEQUENCES_KEYS.items()
    if isinstance(keys, tuple) and len(keys) == 1 and keys[0].value in PLAIN
}
UNKNOWN = {"\x1b[~", "\x1b\x7f"}
"""The Windows console; and Alt+Backspace, which is Escape and Backspace here."""


@pytest.mark.parametrize("sequence", IN_TEXTUAL, ids=repr)
def test_a_key_has_the_name_that_textual_gives_it(sequence: str) -> None:
    found = read(sequence.encode())
    assert found == [Key(IN_TEXTUAL[sequence])] or sequence in UNKNOWN


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1b[D", "left"),
        (b"\x1bOD", "left"),
        (b"\x1b[1;5D", "ctrl+left"),
        (b"\x1b[1;3D", "left"),
        (b"\x1b[H", "home"),
        (b"\x1b[1~", "home"),
        (b"\x1b[7~", "home"),
        (b"\x1bOF", "end"),
        (b"\x1b[3~", "delete"),
        (b"\x1b[3$", "shift+delete"),
        (b"\x1b[Z", "shift+tab"),
        (b"\x1b\t", "shift+tab"),
        (b"\x1b[[E", "f5"),
        (b"\x1b[11~", "f1"),
        (b"\x1bOP", "f1"),
        (b"\x1bOT", "f5"),
        (b"\x1bO[", "f12"),
        (b"\x1b[G", "pagedown"),
        (b"\x1bOM", "enter"),
        (b"\r", "enter"),
        (b"\n", "ctrl+j"),
        (b"\x7f", "backspace"),
        (b"\x08", "backspace"),
        (b"\x15", "ctrl+u"),
        (b"\x1b", "escape"),
    ],
)
def test_a_key_of_any_terminal_is_that_key(data: bytes, name: str) -> None:
    assert read(data) == [Key(name)]


@pytest.mark.parametrize(
    ("data", "char"), [(b"\x1bOl", "+"), (b"\x1bOp", "0"), (b"\x1bOn", "."), (b"\xc2\xa0", " ")]
)
def test_the_number_pad_and_a_no_break_space_are_text(data: bytes, char: str) -> None:
    assert read(data) == [Text(char)]


@pytest.mark.parametrize("junk", NEVER_TYPED, ids=repr)
def test_a_reply_or_an_unknown_sequence_is_never_typed(junk: bytes) -> None:
    assert read(b"x" + junk + b"y") == typed("xy")


@pytest.mark.parametrize("junk", NEVER_TYPED, ids=repr)
@pytest.mark.parametrize("gap", [0.0, 0.25])
def test_nor_when_a_slow_line_splits_it(junk: bytes, gap: float) -> None:
    for at in range(1, len(junk)):
        assert read(b"x" + junk[:at], junk[at:] + b"y", gap=gap) == typed("xy")


@pytest.mark.parametrize("junk", [b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b]11;rgb:", b"\x1bP1$r0"])
def test_a_sequence_that_never_ends_is_dropped_and_the_next_key_is_that_key(junk: bytes) -> None:
    assert read(b"x" + junk, b"\x15y", gap=0.1) == [Text("x"), Key("ctrl+u"), Text("y")]
    assert read(b"x" + junk, b"y", gap=3.0) == typed("xy")
    assert read(b"x" + junk + b"\x1b[D") == [Text("x"), Key("left")]


# -- Escape -----------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.6, 3.0])
@pytest.mark.parametrize("text", ["x", "385", "Prednisone", "X", "_", "\x1b", "\r", "é"])
def test_escape_and_what_is_typed_after_it_are_both_there(text: str, gap: float) -> None:
    keys = {"\x1b": Key("escape"), "\r": Key("enter")}
    after = [keys.get(char, Text(char)) for char in text]
    assert read(b"\x1b", text.encode(), gap=gap) == [Key("escape"), *after]


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.25, 0.45])
def test_an_arrow_key_that_is_split_is_the_arrow_key(gap: float) -> None:
    assert read(b"ab\x1b", b"[D", b"X", gap=gap) == [*typed("ab"), Key("left"), Text("X")]
    assert read(b"ab\x1b", b"[", b"D", gap=gap) == [*typed("ab"), Key("left")]


@pytest.mark.parametrize("gap", [0.6, 1.2])
@pytest.mark.parametrize("rest", [b"[D", b"[1;5C", b"[3~", b"OP"])
def test_the_rest_of_one_that_comes_too_late_is_not_typed(rest: bytes, gap: float) -> None:
    assert gap < 0.5 + LATE
    found = read(b"ab\x1b", rest + (b"" if rest == b"OP" else b"X"), gap=gap)
    assert found == [*typed("ab"), Key("escape"), *typed("" if rest == b"OP" else "X")]


def test_a_bracket_that_is_typed_after_escape_is_typed() -> None:
    assert read(b"\x1b", b"[a]", gap=0.6) == [Key("escape"), *typed("[a]")]
    assert read(b"\x1b", b"[", gap=0.6) == [Key("escape"), Text("[")]
    assert read(b"\x1b", b"[D", gap=3.0) == [Key("escape"), *typed("[D")]


# -- bytes that are no text ---------------------------------------------------------------------


@pytest.mark.parametrize("byte", [b"\xe9", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\x9b"])
def test_a_byte_that_is_no_character_is_shown_and_ends_nothing(byte: bytes) -> None:
    found = read(b"x" + byte + b"y")
    assert found[0] == Text("x")
    assert found[-1] == Text("y")
    assert set(found[1:-1]) == {Text("\ufffd")}


def test_a_character_that_is_split_is_one_character() -> None:
    assert read(b"\xe2", b"\x89", b"\xa4", gap=0.3) == [Text("\u2264")]


def test_a_thousand_wrong_bytes_are_a_thousand_marks() -> None:
    assert read(b"\xff" * 1000) == typed("\ufffd" * 1000)


# -- pastes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("140", "140"),
        ("a\rb\r\nc", "a\rb\r\nc"),
        ("\x1b[0m\x11x", "\x1b[0m\x11x"),
        ("\x1b[200~x", "\x1b[200~x"),
        ("\x1b[201", "\x1b[201"),
        ("", ""),
    ],
)
def test_a_paste_is_one_token_and_nothing_in_it_is_a_key(inside: str, text: str) -> None:
    data = f"x\x1b[200~{inside}\x1b[201~y".encode()
    assert read(data) == [Text("x"), Paste(text), Text("y")]


def test_a_paste_whose_end_never_comes_is_delivered_as_cut() -> None:
    assert read(b"\x1b[200~Na 140", b"\x1b[20", gap=2.0) == [Paste("Na 140\x1b[20", cut=True)]
    assert read(b"\x1b[200~Na", b"x", gap=3.1) == [Paste("Na", cut=True), Text("x")]


def test_too_long_a_paste_is_refused_as_a_whole_and_ends() -> None:
    for size, refused in ((200_000, False), (200_001, True), (400_000, True)):
        found = read(b"\x1b[200~" + b"x" * size + b"\x1b[201~y")
        assert found == [Paste("" if refused else "x" * size, refused=refused), Text("y")]


# -- a paste that is not marked -----------------------------------------------------------------

TABLE = b"sodium 140 mmol/L\rpotassium 4.1 mmol/L\r"


def test_many_letters_and_line_ends_without_a_gap_are_a_paste() -> None:
    assert read(TABLE) == [Paste(TABLE.decode())]
    assert read(TABLE[:9], TABLE[9:], gap=0.005) == [Paste(TABLE.decode())]
    assert read(b"\x1b[C" + TABLE + b"\x7f") == [
        Key("right"),
        Paste(TABLE.decode()),
        Key("backspace"),
    ]


def test_what_a_person_types_is_typed() -> None:
    assert read(b"140\r", b"4.1\r", gap=0.1) == [
        *typed("140"),
        Key("enter"),
        *typed("4.1"),
        Key("enter"),
    ]
    long = b"no improvement after six months"
    assert read(long, b"\r", gap=0.1) == [*typed(long.decode()), Key("enter")]
    assert read(long) == typed(long.decode())
    assert read(b"y\r" * 10) == [Text("y"), Key("enter")] * 10


def test_the_end_of_such_a_paste_may_come_a_little_later() -> None:
    assert read(TABLE, b"K 4\r", gap=0.1) == [Paste(TABLE.decode()), Paste("K 4\r")]
    assert read(TABLE, b"\r", gap=0.1) == [Paste(TABLE.decode()), Key("enter")]
    assert read(TABLE, b"4\r", gap=0.6) == [Paste(TABLE.decode()), Text("4"), Key("enter")]


# -- the law ------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.text(max_size=6).map(str.encode),
    st.binary(max_size=4),
    st.sampled_from(NEVER_TYPED),
    st.sampled_from([k.encode() for k in ANSI_SEQUENCES_KEYS]),
    st.sampled_from([b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b[200~", b"\x1b[201~"]),
    st.text(max_size=9).map(lambda text: f"\x1b[200~{text}\x1b[201~".encode()),
)


@given(
    st.lists(PIECES, max_size=12).map(b"".join).filter(lambda data: len(data) > 1),
    st.lists(st.floats(0, 1, exclude_max=True), max_size=8),
)
@example(b"ab\x1b[Dx", [0.5, 0.6])
def test_what_comes_out_does_not_depend_on_how_the_bytes_were_cut(
    data: bytes, cuts: list[float]
) -> None:
    whole = read(data)
    places = sorted({0, len(data), *(int(cut * len(data)) for cut in cuts)})
    assert read(*(data[a:b] for a, b in pairwise(places))) == whole
    assert read(*(data[n : n + 1] for n in range(len(data)))) == whole


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_nothing_but_printable_characters_is_ever_text(data: bytes) -> None:
    for token in read(data):
        if isinstance(token, Text):
            assert token.char.isprintable()
            assert len(token.char) == 1
        elif isinstance(token, Key):
            assert len(token.name) > 1


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=20))
def test_what_is_typed_comes_out_as_it_is(text: str) -> None:
    assert read(text.encode()) == typed(text)


def test_a_tokenizer_waits_for_nothing_while_nothing_is_held() -> None:
    tokenizer = Tokenizer()
    for data in ("a", "\x1b[D", "\x1b[200~x\x1b[201~", "\x1bX\x1b\\", "\x1b]1;\x07"):
        tokenizer.feed(data, 0.0)
        assert tokenizer.deadline is None
    assert sequences.control("[E") == "f5"
