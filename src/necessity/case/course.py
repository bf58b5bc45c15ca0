"""What stands of a log: entries that undo and redo others, followed to the end. Pure.

Nothing is ever erased. An entry `undone` names the entry that it turns round, `redone` the one that
it brings back; a new act ends what could be redone.
"""

from dataclasses import dataclass

from necessity.case.audit import SEAL_BROKEN
from necessity.case.model import Entry

ROW_ACTS = frozenset({"row_added", "row_copied", "row_moved", "row_removed"})
"""What is done to whole rows of a list."""
ACTS = frozenset({"answered", "changed", "withdrawn"}) | ROW_ACTS
"""What can be undone."""
RECORDS = frozenset(
    {"record_added", "record_changed", "record_removed", "excerpt_added", "excerpt_removed"}
)
"""What was done to the papers of the chart."""
BESIDE = frozenset({"opinion_added", SEAL_BROKEN}) | RECORDS
"""What stands whatever is undone, and does not stop it; every other entry stops it."""
UNDONE, REDONE, OPENED = "undone", "redone", "opened"
EDITED, CARRIED_OVER = "edited", "carried_over"
COMPLETED, AMENDED = "completed", "amended"
KNOWN = ACTS | BESIDE | {UNDONE, REDONE, OPENED, EDITED, CARRIED_OVER, COMPLETED, AMENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a log stands with its undoing."""

    standing: tuple[Entry, ...] = ()
    """Every entry but those undone."""
    line: tuple[Entry, ...] = ()
    """What can be undone, the last one first to go."""
    undone: tuple[Entry, ...] = ()
    """What can be redone, the last one first to come back."""
    stray: tuple[Entry, ...] = ()
    """Entries that undo or redo what they cannot."""


def course(log: tuple[Entry, ...]) -> Course:
    """Follow a log through undoing and redoing; a new act ends what could be redone."""
    line: list[int] = []
    back: list[int] = []
    gone: set[int] = set()
    stray: list[Entry] = []
    for at, entry in enumerate(log):
        if entry.did in {UNDONE, REDONE}:
            source, target = (line, back) if entry.did == UNDONE else (back, line)
            if source and log[source[-1]].n == entry.of:
                gone ^= {source[-1]}
                target.append(source.pop())
            else:
                stray.append(entry)
        elif entry.did not in BESIDE:
            back.clear()
            line.append(at)
            if entry.did not in ACTS:
                line.clear()
    return Course(
        standing=tuple(entry for at, entry in enumerate(log) if at not in gone),
        line=tuple(log[at] for at in line),
        undone=tuple(log[at] for at in back),
        stray=tuple(stray),
    )
