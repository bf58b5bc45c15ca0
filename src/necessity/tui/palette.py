"""Everything that can be gone to, done or read, found by clinical words. Pure.

One list for all of it: what can be done, questions, policies and their lines. A line is found when
every word that was typed stands in it, or in what belongs to it: the help and the options of a
question, other words for an action, the title of the policy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from necessity.answers import question_of
from necessity.decide.explain import mark
from necessity.decide.ruling import NoteRuling, Standing
from necessity.decide.why import why, why_line
from necessity.interview.state import Interview
from necessity.pack.questions import Choice
from necessity.tui.listing import END, overview
from necessity.tui.prompts import Row

DO, POLICY, LINE, NOTE = "do:", "policy:", "line:", "note:"
"""How the keys of rows begin that are no questions."""
NOTHING = "Nothing here has these words."


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done: what it is called where it is asked for, and what it does."""

    name: str
    call: str
    """The key, or the command."""
    does: str
    label: str = ""
    """Its short name, where that is not the command."""


WORDS = {
    "back": "previous before return",
    "skip": "next later forward",
    "next": "skip later forward",
    "unknown": "missing absent not in the record unavailable",
    "note": "comment remark",
    "why": "reason rationale because turns on",
    "policies": "coverage payer standing criteria determination",
    "rulings": "coverage payer criteria tree",
    "missing": "request for information outstanding needed",
    "overview": "all questions answers review",
    "summary": "report letter determination request for information print",
    "request": "request for information letter missing",
    "export": "request for information letter write print file save html markdown",
    "clear": "withdraw delete answer erase",
    "rest": "source evidence document record excerpt quote chart paper",
    "rests": "source evidence document record excerpt quote chart paper",
    "rows": "list table prior treatments therapies drugs reorder copy",
    "remove": "delete row",
    "undo": "revert",
    "redo": "again",
    "leave": "quit exit save",
    "quit": "leave exit save",
    "complete": "sign close finish determine determination",
    "opine": "sign determine peer medical director second opinion",
    "physician": "sign determine peer medical director second opinion",
    "amend": "reopen correct completed",
    "take_over": "lock held open elsewhere",
    "takeover": "lock held open elsewhere",
    "help": "keys help",
    "keys": "help commands",
}
"""Other words for what can be done."""


def found(interview: Interview, actions: Iterable[Action], words: str) -> list[Row]:
    """What has all these words; without any, every question."""
    wanted = words.lower().split()
    if not wanted:
        return overview(interview)
    parts = {
        "What can be done": _actions(actions, wanted),
        "Questions": _questions(interview, words),
        "Questions with these words in their help or their options": _aside(interview, wanted),
        "Policies and their lines": _policies(interview, wanted),
    }
    rows: list[Row] = []
    for title, inside in parts.items():
        lines = list(inside)
        heading = Row(key=f"part {title}", text=title, heading=True)
        rows += [heading, *lines] if lines else []
    return rows


def _has(text: str, wanted: Sequence[str]) -> bool:
    text = text.lower()
    return all(word in text for word in wanted)


def _begin(text: str, wanted: Sequence[str]) -> bool:
    """Whether each begins a word of the text: what is done is not to be found by chance."""
    begins = [word.strip(",:;()") for word in text.lower().split()]
    return all(any(begin.startswith(word) for begin in begins) for word in wanted)


def _actions(actions: Iterable[Action], wanted: Sequence[str]) -> list[Row]:
    """Those first that are called so; then those that do something with these words."""
    ranked: list[tuple[bool, Row]] = []
    for each in actions:
        called = f"{each.name} {each.label} {WORDS.get(each.name, '')}".replace("_", " ")
        if _begin(f"{called} {each.does}", wanted):
            does = f"{each.label}: {each.does}" if each.label else each.does
            row = Row(key=f"{DO}{each.name}", text=f"{does} ({each.call})")
            ranked.append((not _begin(called, wanted), row))
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


def _questions(interview: Interview, words: str) -> Iterator[Row]:
    for row in overview(interview, words):
        if not row.heading:
            yield row


def _aside(interview: Interview, wanted: Sequence[str]) -> Iterator[Row]:
    """Questions that have the words only in what belongs to them."""
    there = {row.key for row in overview(interview, " ".join(wanted))}
    has = {
        item.id
        for item in interview.pack.questions.values()
        if _has(f"{item.name} {item.text} {item.help} {_options(item)}", wanted)
    }
    for row in overview(interview):
        question = question_of(row.key)[0] if row.reachable and row.key != END else ""
        if question in has and row.key not in there:
            yield Row(key=row.key, text=row.text.strip())


def _options(item: object) -> str:
    return " ".join(option.text for option in item.options) if isinstance(item, Choice) else ""


def _policies(interview: Interview, wanted: Sequence[str]) -> Iterator[Row]:
    for standing in interview.standings:
        policy = standing.policy
        if _has(f"{policy.id} {policy.title}", wanted):
            words = "; ".join(dict.fromkeys(each.words for each in standing.determinations))
            yield Row(key=f"{POLICY}{policy.id}", text=f"{policy.id}: {policy.title}: {words}")
    for standing in interview.standings:
        yield from _lines(standing, wanted)


def _lines(standing: Standing, wanted: Sequence[str]) -> Iterator[Row]:
    id_ = standing.policy.id
    for ruling in standing.rulings.values():
        if _has(f"{id_} {ruling.criterion.text}", wanted):
            text = f"{id_}: {ruling.criterion.text} {mark(ruling)}"
            yield Row(key=f"{LINE}{id_}:{ruling.criterion.id}", text=text)
    for note in (*standing.safeguards, *standing.flags):
        if _has(f"{id_} {note.note.text}", wanted):
            yield Row(key=f"{NOTE}{id_}:{note.note.id}", text=f"{id_}, note: {note.note.text}")


# -- what is read ---------------------------------------------------------------------------


def page(interview: Interview, key: str) -> tuple[str, list[str]]:
    """The title and the lines of a policy, or of a line of it."""
    kind, _, rest = key.partition(":")
    id_, _, part = rest.partition(":")
    standing = next(each for each in interview.standings if each.policy.id == id_)
    title = f"{standing.policy.title} ({id_} {standing.policy.version})"
    if f"{kind}:" == LINE:
        return title, why_line(standing, part)
    if f"{kind}:" == NOTE:
        notes = (*standing.safeguards, *standing.flags)
        return title, list(_note(next(each for each in notes if each.note.id == part)))
    return title, why((standing,))


def _note(ruling: NoteRuling) -> Iterator[str]:
    note = ruling.note
    yield note.text
    if note.otherwise:
        yield f"Where it is not known to be so: {note.otherwise}"
    if ruling.carried:
        yield "It is a condition of this case now."
    elif ruling.raised:
        yield "It is a flag of this case now."
    yield from (f"Source: {cite}" for cite in note.cites)
