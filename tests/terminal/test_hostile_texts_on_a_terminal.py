"""Every hostile text, in every place that a file may hold one, on a real terminal through SSH.

All that is sent is looked at byte by byte: it is made of the sequences that we ourselves send and
of characters that are only drawn. What was written to act is shown as what it is.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hostile_cases import free_places
from hostile_packs import CASE, worded, write
from hostile_texts import ALL, TEXTS, acting, quoted
from real import Login, foreign, page_through, still
from screen import Screen
from sshd import Server, serving

from conftest import PACK_FOLDER
from necessity.cli import main
from necessity.visible import visible

SHOWN = {
    *("<U+001B>", "<U+0007>", "<U+0000>", "<U+007F>", "<U+009B>", "<U+009D>", "<U+202E>"),
    *("<U+2066>", "<U+200B>", "<U+FEFF>", "<U+2028>", "<U+E0041>", "<U+E000>", "<U+FFFE>"),
    *("<U+FE0F>", "<U+3164>", "<U+0301>"),
}
TEXT = quoted(ALL)
DRAFT = """
[[draft]]
id = "{}"
text = {}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def in_every_place(case: str) -> str:
    """A whole case with all texts in every place where a person may write anything."""
    lines = case.splitlines()
    changes: dict[tuple[int, int], list[str]] = {}
    for name, data in free_places(case):
        if name == "free/rests.toml":
            continue  # what rests on a record stands with the record
        other = data.decode().splitlines()
        matcher = SequenceMatcher(None, lines, other, autojunk=False)
        for tag, i, j, a, b in matcher.get_opcodes():
            if tag == "insert":
                changes.setdefault((i, i), []).extend(other[a:b])
            elif tag != "equal":
                assert changes.setdefault((i, j), other[a:b]) == other[a:b], name
    for (i, j), new in sorted(changes.items(), reverse=True):
        lines[i:j] = new
    return "\n".join([*lines, ""])


def replayed(answers: Path, folder: Path, *arguments: str) -> str:
    """A case file as the program writes it."""
    assert main(["replay", str(answers), *arguments, "--out", str(folder)]) == 0
    return next(folder.glob("*.case.toml")).read_text(encoding="utf-8")


def put(folder: Path, name: str, case: str) -> None:
    (folder / "cases").mkdir(parents=True)
    (folder / "cases" / f"{name}.case.toml").write_text(case, encoding="utf-8")


class Walk:
    """One person who reads everything, and all that stood on the screen meanwhile."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._seen: list[str] = []

    def look(self) -> str:
        """What stands there once it is painted."""
        self._seen.append(still(self.screen, 0.15))
        return self._seen[-1]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.screen.send(key)
            self.look()

    def read(self, key: str, title: str, *, pages: int = 1) -> None:
        """Open a page, read it to its end, and close it."""
        self.screen.send(key)
        for page in range(pages):
            self.screen.wait_for(title if not page else "", "q close")
            self.look()
            self._seen.append(page_through(self.screen))
            if page + 1 < pages:
                self.press("t")
        self.press("q")

    def go(self, words: str) -> None:
        """Go to a question by a part of its words."""
        self.screen.send("\x07")
        self.screen.wait_for("Go to a question")
        self.screen.send(words)
        self.look()
        self.screen.send("\r")
        self.look()

    @property
    def seen(self) -> str:
        return "\n".join(self._seen)


def clean(walk: Walk) -> None:
    """Nothing acted, and nothing is hidden."""
    raw = bytes(walk.screen.raw)
    assert not foreign(raw)
    assert raw.count(b"\x1b[2J") == 1
    seen = "".join(walk.seen.split())
    assert not {mark for mark in SHOWN if mark not in seen}
    lost = {name for name, text in TEXTS.items() if not _found(text, seen)}
    assert not lost


def _found(text: str, seen: str) -> bool:
    """Whether the words of a text stand somewhere; wide characters take two columns there."""
    return all(word in seen for word in re.findall(r"[A-Za-z0-9]{3,}", visible(text)))


def hostile_case(folder: Path) -> str:
    """The case that comes with the program, hostile wherever a person writes."""
    case = in_every_place(replayed(PACK_FOLDER / "examples" / "seed-case.toml", folder / "out"))
    note = DRAFT.format("dx.subtype", TEXT).replace("text =", 'field = "note"\ntext =')
    return case + note + DRAFT.format("dx.subtype", TEXT) + DRAFT.format("dx.onset_age", TEXT)


def hostile_pack(folder: Path) -> tuple[Path, str]:
    """A pack of which every word is hostile, and a case with hostile answers to it."""
    pack = write(folder / "pack", *dict(worded())["everywhere"])
    case = replayed(pack / CASE, folder / "out", "--pack", str(pack))
    assert case.count('value = "a drug"') == 1
    case = case.replace('value = "a drug"', f"value = {TEXT}")
    note = f'id = "dx.kind"\nnote = {TEXT}'
    return pack, case.replace('id = "dx.kind"', note, 1) + DRAFT.format("tx#1.drug", TEXT)


def read_case(server: Server, folder: Path) -> Walk:
    """Every page of the hostile case, from the list of cases and back to it."""
    with Login().over(server, folder) as screen:
        screen.wait_for("> seed-case")
        walk = Walk(screen)
        walk.look()
        screen.send("\r")
        screen.wait_for("Case seed-case")
        walk.look()
        walk.go("working diagnosis")
        screen.wait_for("1-12 choose", "Note:")
        walk.press("\x1b[6~")
        walk.read("w", "Why is this asked?")
        walk.read("p", "How the policies stand")
        walk.read("v", "", pages=2)
        walk.press("n", "\x05x")
        screen.send("\x1b")
        screen.wait_for("Escape again")
        screen.send("\x1b")
        screen.wait_for("1-12 choose")
        walk.press("o", *["\x1b[6~"] * 12, "\x1b[F", "\r")
        screen.wait_for("End of the questions")
        walk.press(*["\x1b[6~"] * 4, "q")
        screen.wait_for("> seed-case")
        walk.press("q")
        assert screen.left() == 0
    return walk


def read_pack(server: Server, folder: Path, pack: Path, lang: str) -> Walk:
    """Every question and every page of the hostile pack, and a new case of it."""
    with Login(lang=lang).over(server, folder, "--pack", str(pack)) as screen:
        screen.wait_for("q quit")
        walk = Walk(screen)
        walk.press("n", "two", "\r")
        screen.wait_for("Case")
        walk.read("w", "Why is this asked?")
        walk.press("q", "\x1b[H", "\r")
        screen.wait_for("Case")
        walk.press("o", "\x1b[H", "\r")
        walk.press(*["\x0e", "\x1b[6~"] * 9)
        walk.press("o", *["\x1b[6~"] * 10, "\x1b[F", "\r")
        walk.read("p", "How the policies stand")
        walk.read("v", "", pages=2)
        walk.press("q", "q")
        assert screen.left() == 0
    return walk


@pytest.mark.slow
def test_every_text_everywhere(server: Server, tmp_path: Path) -> None:
    case = hostile_case(tmp_path / "case")
    put(tmp_path / "case", "seed-case", case)
    pack, other = hostile_pack(tmp_path / "made")
    langs = ("C.UTF-8", "C")
    for lang in langs:
        put(tmp_path / lang, "one", other)
    with ThreadPoolExecutor(3) as pool:
        read = [pool.submit(read_case, server, tmp_path / "case")]
        read += [pool.submit(read_pack, server, tmp_path / lang, pack, lang) for lang in langs]
        walks = [each.result() for each in read]
    for walk in walks:
        clean(walk)
    assert walks[2].screen.raw.isascii()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_a_hostile_text_would_send_is_told_from_what_we_send(text: str) -> None:
    sent = foreign(f"a\x1b[0mb\x1b[2;1H{text}".encode())
    assert (
        bool(sent) is (text.replace("\n", "") != visible(text).replace("\n", ""))
        or "\u0301" in text
    )


@pytest.mark.parametrize("sent", [b"\x1b[6n", b"\x1b[?2026$p", b"\x9b", b"\x1b[5i", b"\x1b[41m"])
def test_and_so_is_what_nobody_should_send(sent: bytes) -> None:
    assert foreign(b"a\x1b[0mb\x1b[2;1H" + sent)


def code_of(arguments: list[str]) -> object:
    try:
        return main(arguments)
    except SystemExit as left:
        return left.code


def test_a_hostile_argument_is_shown_and_not_obeyed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments in (
        ["summary", ALL],
        ["summary", "x", ALL],
        ["replay", str(tmp_path / TEXTS["colour"])],
        ["cases", ALL.replace("/", "-")],
        ["--policy", ALL, "summary", str(PACK_FOLDER / "examples" / "seed-case.toml")],
        ["--cases", ALL.replace("\0", ""), "review", ALL],
        ["check", TEXTS["colour"]],
        ["why", "x", "--format", TEXTS["colour"]],
    ):
        assert code_of(arguments) in {2, 3, 4}
        said = capsys.readouterr()
        assert said.err or said.out
        assert not acting(said.err + said.out)
