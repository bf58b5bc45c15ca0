"""The printable page: everything is on it, and nothing in it acts, whatever the chart says."""

import itertools
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PACK_FOLDER
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack, Source
from necessity.summary.build import build
from necessity.summary.html import KINDS, reference, render
from necessity.summary.model import CitedRecord, FactTable, Part, Sentence, Summary
from necessity.summary.style import quoted
from necessity.visible import visible

EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))
SEED = PACK_FOLDER / "examples" / "seed-case.toml"
TAGS = {"html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section"}
TAGS |= {"div", "h1", "h2", "h3", "p", "span", "a", "ul", "ol", "li"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "scope"}
ATTRIBUTES |= {"href", "rel", "aria-describedby"}
EMPTY = {"meta"}
HOSTILE = '</p><script>alert(1)</script><img src=x onerror="x"> \x1b[2J \u202e5 mg\u2066 \'" &amp;'
HOSTILE += "\ud800\x00"


class Page(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.style = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            self.style += data
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]

    @property
    def text(self) -> str:
        return flat("".join(self.words))


def flat(text: str) -> str:
    return " ".join(visible(text).split())


def summary_of(path: Path, pack: Pack) -> Summary:
    replayed = open_file(path, pack, Wish())
    return build(replayed.interview, replayed.case)


def small(text: str = "It is so.", *depths: int) -> Summary:
    """A summary whose every word from outside is `text`."""
    sentences = [Sentence(kind="reviewer", text=text, depth=depth) for depth in depths or (0,)]
    sentences.append(Sentence(kind="fact", text=text, records=(1,)))
    return Summary(
        case=text,
        title=text,
        pack=text,
        status="in-progress",
        parts=(Part(id="own", title=text, sentences=tuple(sentences)),),
        policies=(),
        references=(),
        records=(CitedRecord(number=1, text=text),),
        facts=FactTable(policies=(text, text), rows=((text, ("known", "not needed")),)),
    )


def assert_inert(page: str) -> Page:
    """Nothing but words, a style of its own, and links that load nothing by themselves."""
    found = Page(page)
    assert set(found.tags) <= TAGS
    assert {name for _, name, _ in found.attributes} <= ATTRIBUTES
    places = found.values("id")
    assert len(places) == len(set(places))
    for address in found.values("href"):
        assert address[1:] in places if address.startswith("#") else address.startswith("https://")
    assert not re.search(r"url\(|@import|expression|</", found.style)
    allowed = b64encode(sha256(found.style.encode()).digest()).decode()
    policies = [value for value in found.values("content") if "default-src" in value]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    ]
    assert page.isascii()
    assert page.replace("\n", "").isprintable()
    return found


def told(summary: Summary) -> Iterator[str]:
    yield from (summary.case, summary.title, summary.pack, summary.status)
    for part in summary.parts:
        yield part.title
        for sentence in part.sentences:
            yield f"{sentence.text} {sentence.marks}"
    for letter, line in summary.policies:
        yield f"[{letter}] {line.line}"
    yield from (f"[{number}] {text}" for number, _, text in summary.references)
    yield from (f"({record.number}) {record.text}" for record in summary.records)
    yield from (name for name, _ in summary.facts.rows) if summary.facts else ()


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_holds_every_sentence_of_the_summary_and_is_inert(path: Path, pack: Pack) -> None:
    summary = summary_of(path, pack)
    page = assert_inert(render(summary))
    for words in told(summary):
        assert flat(words) in page.text
    assert page.tags.count("li") == sum(len(part.sentences) for part in summary.parts) + len(
        (*summary.parts, *summary.references, *summary.records)
    )


def test_every_mark_leads_to_its_place(pack: Pack) -> None:
    summary = summary_of(SEED, pack)
    page = Page(render(summary))
    addresses = set(page.values("href"))
    assert {f"#line-{letter}" for letter, _ in summary.policies} <= addresses
    assert {f"#reference-{number}" for number, _, _ in summary.references} <= addresses
    assert len([a for a in addresses if a.startswith("https://doi.org/10.")]) >= 10


def test_the_kinds_differ_without_any_colour(pack: Pack) -> None:
    page = Page(render(summary_of(SEED, pack)))
    assert len({letter for letter, _ in KINDS.values()}) == len(KINDS)
    for kind, (letter, words) in KINDS.items():
        assert f"{letter} {words}." in page.text
        assert f".{kind} .kind {{ border:" in page.style
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", page.style))
    assert colours == {"#000", "#fff"}


def test_a_page_has_one_title_and_no_heading_is_skipped(pack: Pack) -> None:
    tags = Page(render(summary_of(SEED, pack))).tags
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_same_summary_gives_the_same_bytes(pack: Pack) -> None:
    assert render(summary_of(SEED, pack)) == render(summary_of(SEED, pack))


def test_hostile_words_are_words() -> None:
    page = assert_inert(render(small(HOSTILE)))
    assert page.text.count(flat(HOSTILE)) >= 6
    assert "<U+202E>5 mg<U+2066>" in page.text


@given(st.text(min_size=1))
def test_no_text_changes_the_page_around_it(text: str) -> None:
    page, plain = assert_inert(render(small(text))), Page(render(small("a")))
    assert page.tags == plain.tags
    assert [(tag, name) for tag, name, _ in page.attributes] == [
        (tag, name) for tag, name, _ in plain.attributes
    ]
    assert flat(text) in page.text


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_lists_are_closed_whatever_the_depths_are(depths: list[int]) -> None:
    page = assert_inert(render(small("It is so.", *depths)))
    assert page.tags.count("li") == len(depths) + 3


@given(st.text())
def test_a_style_string_means_the_text_and_nothing_more(text: str) -> None:
    written = quoted(text)
    assert re.fullmatch(r"([A-Za-z0-9]|\\[0-9A-F]+ )*", written)
    again = re.sub(r"\\([0-9A-F]+) ", lambda found: chr(int(found[1], 16)), written)
    assert again == text


def source(*, doi: str = "", url: str = "") -> Source:
    return Source(id="s", kind="other", title="T", checked=date(2026, 1, 1), doi=doi, url=url)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "http://a.test/", 'https://a.test/"onclick=', "https://a.test/ b"],
)
def test_an_address_that_is_no_plain_https_address_is_only_words(url: str) -> None:
    written = Page(reference(source(url=url), f"T. {url}."))
    assert all(value.startswith("https://a.test/") for value in written.values("href"))
    assert {name for _, name, _ in written.attributes} <= {"href", "rel"}
    assert written.text == flat(f"T. {url}.")


def test_a_doi_leads_to_doi_org_and_nowhere_else() -> None:
    doi = '10.1/<x>"&(a)'
    written = Page(reference(source(doi=doi), f"T. doi:{doi}."))
    assert written.values("href") == ["https://doi.org/10.1/%3Cx%3E%22%26%28a%29"]
    assert written.text == f"T. doi:{doi}."
