"""A summary as plain text, 80 columns, ASCII chrome."""

import textwrap
from collections.abc import Iterator
from string import ascii_uppercase

from necessity.summary.model import Sentence, Summary
from necessity.visible import visible

WIDTH = 80


def render(summary: Summary) -> str:
    """Write it; ends with a line feed."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    title, case = visible(summary.title).upper(), visible(f"Case {summary.case}")
    gap = WIDTH - len(title) - len(case)
    yield from [f"{title}{' ' * gap}{case}"] if gap > 0 else [title, case]
    yield f"{visible(summary.pack)}, {summary.status}"
    for part in summary.parts:
        yield from ("", part.title.upper())
        for sentence in part.sentences:
            yield from _sentence(sentence)
    yield from _facts(summary)
    yield from _list("POLICY LINES", summary.policy_lines())
    yield from _list("REFERENCES", ((f"[{n}]", text) for n, _, text in summary.references))
    records = ((f"({record.number})", record.text) for record in summary.records)
    yield from _list("RECORDS OF THE CHART", records)
    if summary.log:
        yield from ("", "LOG OF THE CASE")
        yield from textwrap.wrap(
            visible(summary.log), WIDTH, initial_indent="  ", subsequent_indent="  "
        )


def _facts(summary: Summary) -> Iterator[str]:
    if summary.facts is None:
        return
    letters = ascii_uppercase[: len(summary.facts.policies)]
    yield from ("", "WHICH POLICY NEEDS WHICH FACT", f"  {summary.FACT_LEGEND}")
    for letter, policy in zip(letters, summary.facts.policies, strict=True):
        yield f"  {letter} = {visible(policy)}"
    yield f"  {' '.join(letters)}"
    for name, needs in summary.facts.rows:
        yield f"  {' '.join(summary.FACT_SIGNS[need] for need in needs)}  {visible(name)}"


def _sentence(sentence: Sentence) -> list[str]:
    indent = "  " * (sentence.depth + 1)
    text = visible(f"{sentence.text} {sentence.marks}".replace("\n", " "))
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"{indent}- ",
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
        break_long_words=True,
    )


def _list(title: str, entries: Iterator[tuple[str, str]]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield from ("", title)
    for label, text in found:
        yield from textwrap.wrap(
            visible(text),
            WIDTH,
            initial_indent=f"  {label:<5} ",
            subsequent_indent=" " * 8,
            break_on_hyphens=False,
        )
