"""What may look where: back along the flow, and into the rows of a list."""

from collections.abc import Iterator

from necessity.conditions import Each
from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import Finding, Subject
from necessity.pack.questions import Calculated, Group


@rule("forward-reference")
def forward_reference(subject: Subject) -> Iterator[Finding]:
    """Gates and calculations rest only on questions that stand earlier in the flow.

    A row item may look at earlier items of its own row, not through the rows of its list: they
    are not all there yet.
    """
    for look in subject.looks:
        written, at, _ = look
        if written.before is None:
            continue
        if isinstance(at, Each) and at.group == written.row:
            message = f'It looks through the rows of "{at.group}", and stands in one of them.'
            yield Finding(written.spot, written.key, message)
        for id_ in look.named:
            if subject.order.get(id_, -1) >= written.before:
                yield Finding(written.spot, written.key, *_later(id_, written.spot.name))
    yield from _arguments(subject)


def _arguments(subject: Subject) -> Iterator[Finding]:
    for n, (spot, item, _) in enumerate(subject.items):
        for id_ in item.arguments if isinstance(item, Calculated) else ():
            if subject.order.get(id_, -1) >= n:
                yield Finding(spot, "calculate", *_later(id_, item.id))


def _later(id_: str, own: str) -> tuple[str, str]:
    if id_ == own:
        return "It looks at itself.", ""
    return f'"{id_}" is asked only later.', f'Move "{id_}" in front of it.'


@rule("group-outside-any")
def group_outside_any(subject: Subject) -> Iterator[Finding]:
    """A condition says which rows of a list it means: `any tx (...)` or `all tx (...)`.

    An item of a list has one answer for each row. Only the gate of a row item may leave that out:
    it speaks of its own row.
    """
    grouped = subject.pack.grouped
    for look in subject.looks:
        spot, key, group = look.written.spot, look.written.key, look.group
        for id_ in () if isinstance(look.at, Each) else look.named:
            if grouped.get(id_, group) != group:
                yield Finding(spot, key, *_which_row(id_, grouped[id_]))
    for spot, item, group in subject.items:
        for id_ in item.arguments if isinstance(item, Calculated) else ():
            if grouped.get(id_, group) != group:
                message, _ = _which_row(id_, grouped[id_])
                yield Finding(spot, "calculate", message, "A calculation takes single answers.")


def _which_row(id_: str, group: str) -> tuple[str, str]:
    hint = f'Write "any {group} (...)" or "all {group} (...)" around it.'
    return f'"{id_}" has an answer for each row of "{group}".', hint


@rule("group-in-group")
def group_in_group(subject: Subject) -> Iterator[Finding]:
    """A list inside a list would never be asked: rows hold single answers."""
    for spot, item, group in subject.items:
        if isinstance(item, Group) and group:
            message = f'A list cannot stand inside the list "{group}".'
            yield Finding(spot, "type", message, "Put it beside that list.")
