"""The rows of a list as lines of a table: one column for each question, cut to the width. Pure.

The main questions of a list are those that are no mere context. They always have their columns; the
others get what room is left, and only where a row has something there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from necessity.answers import Unknown, row_id
from necessity.interview.state import Interview
from necessity.pack.questions import Calculated, Group, Item
from necessity.pack.reading import shown
from necessity.tui.words import answered_line, cut

SIGNS = ". open  - not asked or not needed"
_GAP = 2
_NARROWEST = 8
"""Columns that a cell keeps, however little room there is."""
_HEADING = 24
_WIDEST = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a table shows."""

    head: str
    lines: dict[int, str]
    """By the numbers of the rows, in their order."""
    left_out: tuple[str, ...] = ()
    """Names of the main questions for which there was no room."""


def columns(interview: Interview, group: Group, width: int) -> Columns:
    """All rows of a list, each in one line of at most `width` letters."""
    rows = interview.rows.get(group.id, ())
    found = {item.id: [_cell(interview, item, row) for row in rows] for item in group.item}
    numbers = ["no.", *map(str, rows)]
    room = width - max(map(len, numbers)) - _GAP
    shown_items, left_out = _chosen(group, found, room)
    table = [numbers, *([item.name, *found[item.id]] for item in shown_items)]
    widths = _widths([_wanted(column) for column in table], width)
    lines = [_line(cells, widths) for cells in zip(*table, strict=True)]
    return Columns(
        head=lines[0],
        lines=dict(zip(rows, lines[1:], strict=True)),
        left_out=tuple(item.name for item in left_out),
    )


def cells(interview: Interview, group: Group) -> dict[int, list[str]]:
    """What every row says, question by question, in words; what is not asked is left out."""
    return {
        row: [f"{item.name}: {_said(cell)}" for item, cell in _told(interview, group, row)]
        for row in interview.rows.get(group.id, ())
    }


def _told(interview: Interview, group: Group, row: int) -> Iterator[tuple[Item, str]]:
    for item in group.item:
        cell = _cell(interview, item, row)
        if cell != "-":
            yield item, cell


def _said(cell: str) -> str:
    return "open" if cell == "." else cell


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (f"{cut(cell, width):<{width}}" for cell, width in zip(cells, widths, strict=True))
    return (" " * _GAP).join(fitted).rstrip()


def _cell(interview: Interview, item: Item, row: int) -> str:
    id_ = row_id(item.id, row)
    if isinstance(item, Calculated) and id_ not in interview.answers:
        value = interview.judge.counted(item.id, row)
        return "-" if isinstance(value, Unknown) else shown(value, item)
    step = interview.step(id_)
    if step is None:
        return "-"
    open_ = "." if step.needed else "-"
    return open_ if step.answer is None else " ".join(answered_line(step).split())


def _chosen(
    group: Group, found: dict[str, list[str]], room: int
) -> tuple[list[Item], tuple[Item, ...]]:
    """The questions that get a column, in the order of the pack; the main ones that get none."""
    told = [item for item in group.item if not found[item.id] or set(found[item.id]) != {"-"}]
    main = [item for item in told if not item.context or item is group.item[0]]
    most = max((room + _GAP) // (_NARROWEST + _GAP), 1)
    chosen = main[:most]
    for item in told:
        wanted = [_wanted([each.name, *found[each.id]]) for each in [*chosen, item]]
        says = any(cell not in {"-", "."} for cell in found[item.id])
        if (
            item.context
            and says
            and item not in chosen
            and sum(wanted) + _GAP * len(chosen) <= room
        ):
            chosen.append(item)
    return [item for item in group.item if item in chosen], tuple(main[most:])


def _wanted(column: Sequence[str]) -> int:
    """Letters that a column would like: its cells whole, of its heading what stands over them."""
    head, *cells = column
    return min(max([*map(len, cells), min(len(head), _HEADING)]), _WIDEST)


def _widths(wanted: list[int], width: int) -> list[int]:
    """The widest columns give way first."""
    while sum(wanted) + _GAP * (len(wanted) - 1) > width and max(wanted) > _NARROWEST:
        wanted[wanted.index(max(wanted))] -= 1
    return wanted


def state_words(interview: Interview, group: Group) -> str:
    """How many rows there are, and whether others may come."""
    rows = interview.rows.get(group.id, ())
    name = group.name
    if interview.facts.closed(group.id):
        more = "There are no others."
    else:
        more = f'It is open: "{group.more}" is not answered with no.'
    return f"{name[:1].upper()}{name[1:]}: {len(rows)} of at most {group.at_most}. {more}"
