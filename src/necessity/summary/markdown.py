"""A summary as Markdown. What Markdown would interpret in a text is escaped."""

import re
from collections.abc import Iterator

from necessity.summary.model import Summary
from necessity.visible import visible

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(summary: Summary) -> str:
    """Write it; ends with a line feed."""
    return "\n".join(_lines(summary)) + "\n"


def escaped(text: str) -> str:
    """The same words, with nothing in them that Markdown or HTML would act on."""
    return _SIGNS.sub(r"\\\1", visible(text).replace("\n", " "))


def _lines(summary: Summary) -> Iterator[str]:
    yield f"# {escaped(summary.title)}"
    yield from ("", f"Case {escaped(summary.case)}. {escaped(summary.pack)}, {summary.status}.")
    for part in summary.parts:
        yield from ("", f"## {escaped(part.title)}", "")
        for sentence in part.sentences:
            yield f"{'  ' * sentence.depth}- {escaped(f'{sentence.text} {sentence.marks}')}"
    yield from _facts(summary)
    yield from _list("Policy lines", list(summary.policy_lines()))
    yield from _list("References", [(f"[{n}]", text) for n, _, text in summary.references])
    yield from _list("Records of the chart", [(f"({r.number})", r.text) for r in summary.records])
    if summary.log:
        yield from ("", "## Log of the case", "", escaped(summary.log))


def _facts(summary: Summary) -> Iterator[str]:
    if summary.facts is None:
        return
    names = " | ".join(escaped(policy) for policy in summary.facts.policies)
    yield from ("", "## Which policy needs which fact", "", f"| fact | {names} |")
    yield f"| --- |{' --- |' * len(summary.facts.policies)}"
    for name, needs in summary.facts.rows:
        yield f"| {escaped(name)} | {' | '.join(needs)} |"


def _list(title: str, entries: list[tuple[str, str]]) -> Iterator[str]:
    if entries:
        yield from ("", f"## {title}", "")
        yield from (f"- {escaped(label)} {escaped(text)}" for label, text in entries)
