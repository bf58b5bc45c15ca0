"""A request for information as a letter, in plain text or Markdown. Pure.

The words stand in one place and both forms print all of them. It is neutral: it says what is
missing and why, never how a case will end.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from necessity.decide.settle import MOST
from necessity.summary.combining import ways_words
from necessity.summary.markdown import escaped
from necessity.summary.request_model import Asked, Cited, Confirm, ForPolicy, Open, Request
from necessity.summary.text import WIDTH
from necessity.visible import visible

TITLE = "Request for information"
BLANKS = ("To", "From", "Date")
OPENING = (
    'To complete the review of this case, please send what is listed under "What to send", each '
    "with the page of the record that shows it. The list can be enough; what it shows may raise a "
    "further question."
)
NOTHING = "Nothing more needs to be sent to complete the review of this case."
INSTEAD = (
    "Where something on the list cannot be had, some of this may take its place. Each policy below "
    "says what is enough for it."
)
JUDGED = "This is asked of the physician reviewer. Nothing needs to be sent for it."
CONFIRM = "Please see to these before treatment. They do not hold up the review."
ENOUGH = "Nothing more is needed for this."
UNNAMED = "It is open, and no short list of facts can settle it."
MORE = "Other combinations may do as well; these are the smallest."
CLOSING = "This letter decides nothing. When the answers are in, a person decides."

Kind = Literal["title", "blank", "heading", "subheading", "paragraph", "item", "under"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the letter. An `under` belongs to the item, or the paragraph, before it."""

    kind: Kind
    text: str
    label: str = ""


def text(request: Request) -> str:
    """Write it as plain text, 80 columns; ends with a line feed."""
    return "\n".join(line for block in letter(request) for line in _plain(block)) + "\n"


def markdown(request: Request) -> str:
    """Write it as Markdown; ends with a line feed."""
    lines = "\n".join(line for block in letter(request) for line in _marked(block))
    return re.sub(r"\n{3,}", "\n\n", f"{lines}\n")


# -- the words ------------------------------------------------------------------------------


def letter(request: Request) -> Iterator[Block]:
    """Everything the letter says, in order."""
    yield Block("title", TITLE, f"Case {request.case}")
    yield Block("paragraph", f"{request.title}. Prepared with {request.made_with}.")
    yield from (Block("blank", blank) for blank in BLANKS)
    yield Block("paragraph", OPENING if request.send else NOTHING)
    yield from _asked("What to send", "", request.send)
    yield from _asked("Instead", INSTEAD, request.instead)
    yield from _asked("For the physician reviewer", JUDGED, request.judged)
    yield from _confirm(request.confirm)
    yield Block("heading", "Policy by policy")
    for policy in request.policies:
        yield from _policy(policy)
    if request.references:
        yield Block("heading", "References")
    yield from (Block("item", words, f"[{number}]") for number, words in request.references)
    yield Block("paragraph", CLOSING)


def _asked(title: str, words: str, asked: Sequence[Asked]) -> Iterator[Block]:
    if asked:
        yield Block("heading", title)
    if asked and words:
        yield Block("paragraph", words)
    for each in asked:
        yield Block("item", each.text, f"{each.number}.")
        if each.help:
            yield Block("under", f"What counts, and where to look: {each.help}")
        if each.so_far:
            yield Block("under", f"So far: {each.so_far}.")
        yield Block("under", f"Needed for: {_policies(each.lines)}.")


def _policies(lines: Sequence[Cited]) -> str:
    letters: dict[str, list[str]] = {}
    for line in lines:
        letters.setdefault(line.policy, []).append(line.letter)
    return "; ".join(f"{policy} [{','.join(found)}]" for policy, found in letters.items())


def _confirm(confirm: Sequence[Confirm]) -> Iterator[Block]:
    if confirm:
        yield Block("heading", "To be confirmed before treatment")
        yield Block("paragraph", CONFIRM)
    for each in confirm:
        yield Block("item", each.text, "-")
        for line in each.lines:
            yield Block("under", f"{line.policy}: {_line(line)}")


def _policy(policy: ForPolicy) -> Iterator[Block]:
    read = f", read on {policy.read}" if policy.read else ""
    number = f" [{policy.reference}]" if policy.reference else ""
    named = f"{policy.title} ({policy.id}, version {policy.version}{read}){number}"
    yield Block("subheading", named)
    if all(opened.decided for opened in policy.opens):
        yield Block("paragraph", "Nothing more is needed for this policy.")
        return
    for opened in policy.opens:
        yield from _open(opened)


def _open(opened: Open) -> Iterator[Block]:
    words = f"Needed: {ways_words(opened.ways)}." if opened.ways else UNNAMED
    yield Block("item", f"{opened.asks} {ENOUGH if opened.decided else words}", "-")
    if len(opened.ways) >= MOST:
        yield Block("under", MORE)
    for line in opened.lines:
        numbers = ", ".join(str(number) for number in line.waits_for)
        yield Block("under", f"{_line(line)} It waits for {numbers}.")


def _line(line: Cited) -> str:
    numbers = f" [{','.join(str(number) for number in line.references)}]" if line.references else ""
    return f"[{line.letter}]{numbers} {line.text.rstrip('.')}."


# -- the two forms --------------------------------------------------------------------------


def _plain(block: Block) -> list[str]:
    match block.kind:
        case "title":
            words, label = block.text.upper(), visible(block.label)
            gap = WIDTH - len(words) - len(label)
            return [f"{words}{' ' * gap}{label}"] if gap > 0 else [words, label]
        case "blank":
            return [*([""] if block.text == BLANKS[0] else []), f"{block.text + ':':<6}{'_' * 50}"]
        case "heading":
            return ["", block.text.upper()]
        case "item":
            return _wrapped(block.text, f"  {block.label:<5} ", " " * 8)
        case "under":
            return _wrapped(block.text, " " * 8, " " * 8)
    return ["", *_wrapped(block.text, "", "")]


def _wrapped(words: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        visible(words.replace("\n", " ")),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def _marked(block: Block) -> list[str]:
    words = escaped(block.text)
    match block.kind:
        case "title":
            return [f"# {words}", "", f"**{escaped(block.label)}**"]
        case "blank":
            return ["", f"{words}: {escaped('_' * 30)}"]
        case "heading":
            return ["", f"## {words}", ""]
        case "subheading":
            return ["", f"### {words}", ""]
        case "item":
            label = block.label if block.label[-1] in "-." else f"- {escaped(block.label)}"
            return [f"{label} {words}"]
        case "under":
            return [f"    - {words}"]  # as deep as "10. " needs
    return ["", words, ""]
