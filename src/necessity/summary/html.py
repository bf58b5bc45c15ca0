"""A summary as one printable HTML file: no script, no picture, nothing that loads. Pure.

The text of a chart is hostile until it is escaped. Every word goes through `escaped`; the page
allows itself its own style sheet, named by its hash, and nothing else. Characters beyond ASCII are
written as references, so the bytes are the same whatever the terminal's encoding is.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from urllib.parse import quote

from necessity.pack.model import Source
from necessity.summary.model import FactTable, Part, Sentence, Summary
from necessity.summary.style import sheet
from necessity.visible import visible

KINDS = {
    "ruling": ("R", "a ruling: what a line of a policy comes to, [a]"),
    "fact": ("F", "a fact of the case: by a record of the chart, (1), or stated, not documented"),
    "claim": ("L", "a claim of the literature, [1]"),
    "reviewer": ("O", "the reviewer's own words"),
}
"""The letter before a sentence of each kind, and what it says."""
_NEEDS = {
    "known": ("known", "the policy looks at it, and it is known"),
    "missing": ("missing", "it is still needed"),
    "open": ("open", "it is not known, and can no longer change anything"),
    "not needed": (".", "the policy does not look at it"),
}
"""What stands in a cell of the table of facts, and what it says."""
_MARKS = re.compile(r"\[([a-z,]+)\]|\[([0-9,]+)\]|\(([0-9,]+)\)")
_PLACES = ("line", "reference", "record")
_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"
_HTTPS = re.compile(r"https://[!-~]+")


def render(summary: Summary) -> str:
    """Write it; ends with a line feed. ASCII."""
    page = "\n".join(_page(summary)) + "\n"
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def escaped(text: str) -> str:
    """The same words on one line, with nothing in them that a browser would act on."""
    return escape(visible(text).replace("\n", " "))


def _page(summary: Summary) -> Iterator[str]:
    style = sheet(visible(f"Case {summary.case}"), visible(summary.pack))
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )
    yield from ("<!DOCTYPE html>", '<html lang="en" dir="ltr">', "<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{escaped(f'{summary.title}: case {summary.case}')}</title>"
    yield from (f"<style>{style}</style>", "</head>", "<body>")
    yield from _head(summary)
    yield "<main>"
    for index, part in enumerate(summary.parts):
        yield from _part(index, part)
    yield from _facts(summary.facts)
    yield from _lists(summary)
    yield from ("</main>", "</body>", "</html>")


def _head(summary: Summary) -> Iterator[str]:
    yield from ("<header>", f"<h1>{escaped(summary.title)}</h1>")
    about = f"Case {summary.case}. {summary.pack}, {summary.status}."
    yield from (f"<p>{escaped(about)}</p>", '<div class="legend">')
    yield "<p>The letter before a sentence says what the sentence is:</p>"
    for kind, (letter, words) in KINDS.items():
        yield f'<p class="s {kind}">{_letter(letter)} {escaped(words)}.</p>'
    yield from ("</div>", "</header>", "<nav>", "<ul>")
    yield from (
        f'<li><a href="#part-{index}">{escaped(part.title)}</a></li>'
        for index, part in enumerate(summary.parts)
    )
    yield from ("</ul>", "</nav>")


# -- sentences ------------------------------------------------------------------------------


def _part(index: int, part: Part) -> Iterator[str]:
    yield from (f'<section id="part-{index}">', f"<h2>{escaped(part.title)}</h2>")
    yield from _nested(part.sentences)
    yield "</section>"


def _nested(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Lists in lists; a sentence never stands more than one step below the one before it."""
    level = -1
    for sentence in sentences:
        depth = min(sentence.depth, level + 1)
        if depth > level:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (level - depth)
        yield f"<li>{_sentence(sentence)}"
        level = depth
    yield "</li></ul>" * (level + 1)


def _sentence(sentence: Sentence) -> str:
    text = f'<span class="text">{escaped(sentence.text)}</span>'
    marks = f'<span class="marks">{_linked(sentence.marks)}</span>'
    return f'<p class="s {sentence.kind}">{_letter(KINDS[sentence.kind][0])} {text} {marks}</p>'


def _letter(letter: str) -> str:
    return f'<span class="kind">{letter}</span>'


def _linked(marks: str) -> str:
    """The marks, each number and letter leading to its place on this page."""
    return _MARKS.sub(_link, escaped(marks))


def _link(found: re.Match[str]) -> str:
    place, names = next((p, g) for p, g in zip(_PLACES, found.groups(), strict=True) if g)
    inner = ",".join(f'<a href="#{place}-{name}">{name}</a>' for name in names.split(","))
    return f"{found[0][0]}{inner}{found[0][-1]}"


# -- tables and lists -----------------------------------------------------------------------


def _facts(facts: FactTable | None) -> Iterator[str]:
    if facts is None:
        return
    yield from ("<section>", "<h2>Which policy needs which fact</h2>", '<div class="wide">')
    legend = "; ".join(f"{word} = {meaning}" for word, meaning in _NEEDS.values())
    names = "".join(f'<th scope="col">{escaped(policy)}</th>' for policy in facts.policies)
    yield f'<p class="note" id="needs">{escaped(legend)}.</p>\n<table aria-describedby="needs">'
    yield f'<thead><tr><th scope="col">fact</th>{names}</tr></thead><tbody>'
    for name, needs in facts.rows:
        cells = "".join(f'<td class="{need.split()[0]}">{_NEEDS[need][0]}</td>' for need in needs)
        yield f'<tr><th scope="row">{escaped(name)}</th>{cells}</tr>'
    yield from ("</tbody></table>", "</div>", "</section>")


def _lists(summary: Summary) -> Iterator[str]:
    yield from _policy_lines(summary)
    references = [
        (f"[{number}]", f"reference-{number}", reference(source, text))
        for number, source, text in summary.references
    ]
    yield from _list("References", references)
    records = [(f"({r.number})", f"record-{r.number}", escaped(r.text)) for r in summary.records]
    yield from _list("Records of the chart", records)
    if summary.log:
        yield from ("<section>", "<h2>Log of the case</h2>")
        yield from (f'<p class="note">{escaped(summary.log)}</p>', "</section>")


def _policy_lines(summary: Summary) -> Iterator[str]:
    """Each policy with its letters; what a line says stands in the sentences that cite it."""
    named: dict[str, list[str]] = {}
    for letter, line in summary.policies:
        words = f'<span id="line-{letter}">[{letter}]</span> {escaped(line.line)}'
        named.setdefault(f"{line.policy} {line.version}", []).append(words)
    if named:
        yield from ("<section>", "<h2>Policy lines</h2>")
        for policy, lines in named.items():
            yield f'<h3>{escaped(policy)}</h3>\n<p class="lines">{", ".join(lines)}</p>'
        yield "</section>"


def _list(title: str, entries: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    if entries:
        yield from ("<section>", f"<h2>{title}</h2>", "<ol>")
        for label, place, text in entries:
            inner = f'<span class="label">{label}</span> {text}'
            yield f'<li class="entry" id="{place}">{inner}</li>'
        yield from ("</ol>", "</section>")


def reference(source: Source, text: str) -> str:
    """A reference as it is printed, its DOI or its address leading there and nowhere else."""
    words = escaped(text)
    if source.doi:
        return _anchored(words, f"doi:{source.doi}", f"https://doi.org/{quote(source.doi)}")
    return _anchored(words, source.url, source.url) if _HTTPS.fullmatch(source.url) else words


def _anchored(words: str, part: str, address: str) -> str:
    before, found, after = words.partition(escaped(part))
    link = f'<a rel="noopener noreferrer" href="{escape(address)}">{found}</a>'
    return f"{before}{link}{after}" if found else words
