"""Answers to the text of an answers file, and that text to an interview as `replay` makes it. Pure.

Whatever is called a witness has gone this way: it was written, read again and judged.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from necessity.answers import AnswerId, Unknown, Value, question_of, write
from necessity.case.bare import answers_of, read_bare
from necessity.case.table import parse
from necessity.decide.facts import Facts
from necessity.interview import engine
from necessity.interview.state import Interview
from necessity.pack.model import Pack

Answers = Mapping[AnswerId, Value | Unknown]


@dataclass(frozen=True)
class Witness:
    """An answers file, and the case it makes, judged by every policy."""

    name: str
    """What it shows, or the name of the example it is."""
    text: str
    interview: Interview
    file: str = ""
    """Of an example: its file."""


def witness(pack: Pack, name: str, facts: Facts) -> Witness:
    """Write, read again and judge. Raises CaseError when `replay` would not take it."""
    text = written(pack, name, facts)
    bare = read_bare(parse(text, name), name)
    given, _ = answers_of(bare, pack)
    rows = {group: numbers.order for group, numbers in bare.rows.items()}
    minted = {group: numbers.minted for group, numbers in bare.rows.items()}
    interview = engine.opened(pack, tuple(pack.policies), given, rows, minted)
    return Witness(name, text, interview)


def expecting(made: Witness, *determinations: tuple[str, str]) -> Witness:
    """The same file, saying how these determinations come out, so that `--expect` checks it."""
    lines = [
        f"\n[expect.{policy}.{id_}]\noutcome = {json.dumps(str(determination.outcome))}\n"
        for standing in made.interview.standings
        for determination in standing.determinations
        for policy, id_ in determinations
        if (standing.policy.id, determination.id) == (policy, id_)
    ]
    return Witness(made.name, made.text + "".join(lines), made.interview, made.file)


def written(pack: Pack, name: str, facts: Facts) -> str:
    """The text of an answers file; rows are counted from 1, as such a file counts them."""
    closed = [group for group in pack.groups if facts.closed(group)]
    head = [f"name   = {json.dumps(name)}"]
    head += [f"closed = {json.dumps(closed)}"] if closed else []
    plain = {
        id_: v for id_, v in facts.answers.items() if "#" not in id_ and id_ not in pack.groups
    }
    lines = [f"{id_} = {_quoted(plain[id_])}" for id_ in _in_order(pack, plain)]
    rows = [line for group in pack.groups for line in _rows(pack, group, facts)]
    return "\n".join([*head, "", "[answers]", *lines, *rows, ""])


def _rows(pack: Pack, group: str, facts: Facts) -> Iterator[str]:
    for row in facts.rows.get(group, ()):
        yield f"\n[[answers.{group}]]"
        inside = {id_: v for id_, v in facts.answers.items() if id_.startswith(f"{group}#{row}.")}
        for id_ in _in_order(pack, inside):
            yield f"{id_.partition('.')[2]} = {_quoted(inside[id_])}"


def _in_order(pack: Pack, answers: Answers) -> list[AnswerId]:
    return sorted(answers, key=lambda id_: (pack.position[question_of(id_)[0]], id_))


def _quoted(value: Value | Unknown) -> str:
    return json.dumps(write(value))
