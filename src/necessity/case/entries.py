"""The log as it stands in a case file: written and read, one line for each entry. Pure."""

from collections.abc import Iterator

from necessity.case.audit import head
from necessity.case.model import Change, Entry
from necessity.case.table import Table
from necessity.case.toml import inline, pairs, text

HEADER = "[audit]"
_ENTRIES = 10_000
"""Of a log: years of work on one case are some hundred."""

# -- writing --------------------------------------------------------------------------------


def written(log: tuple[Entry, ...]) -> str:
    """The last block of a case file, as it is saved."""
    return block(log, head(log))


def block(log: tuple[Entry, ...], named: str) -> str:
    """The same with the seal that the file names as the last; "" names none."""
    lines = [HEADER, *pairs(head=named), "entry = ["]
    return "\n".join([*lines, *(f"    {_line(entry)}," for entry in log), "]"])


def _line(entry: Entry) -> str:
    line = inline(
        n=entry.n,
        at=entry.at,
        by=entry.by,
        did=entry.did,
        what=entry.what,
        was=entry.was,
        now=entry.now,
        why=entry.why,
        note=entry.note,
        rests_on=entry.rests_on,
        how=entry.how,
        role=entry.role,
        giver=entry.giver,
        of=entry.of or None,
    )
    changes = ", ".join(map(_change, entry.changes))
    more = [f"changes = [{changes}]"] if changes else []
    return ", ".join([line.removesuffix(" }"), *more, *pairs(seal=entry.seal)]) + " }"


def _change(change: Change) -> str:
    """Here an empty text is not the same as none."""
    parts = {"what": change.what, "was": change.was, "now": change.now}
    said = (f"{key} = {text(value)}" for key, value in parts.items() if value is not None)
    return f"{{ {', '.join(said)} }}"


# -- reading --------------------------------------------------------------------------------


def read_log(audit: Table) -> tuple[str, tuple[Entry, ...]]:
    """The last seal as the file names it, and every entry. Raises CaseError."""
    if len(audit.data.get("entry", ())) > _ENTRIES:
        raise audit.fail("entry", f"there are more than {_ENTRIES} of them")
    named, log = audit.text("head"), tuple(map(_entry, audit.tables("entry")))
    audit.done()
    return named, log


def _entry(table: Table) -> Entry:
    entry = Entry(
        n=table.whole("n") or 0,
        at=table.time("at"),
        by=table.text("by"),
        did=table.text("did"),
        what=table.text("what"),
        was=table.text("was"),
        now=table.text("now"),
        why=table.text("why"),
        note=table.text("note"),
        rests_on=table.texts("rests_on"),
        how=table.text("how"),
        role=table.text("role"),
        giver=table.text("giver"),
        of=table.whole("of") or 0,
        changes=tuple(_changes(table)),
        seal=table.text("seal"),
    )
    table.done()
    return entry


def _changes(table: Table) -> Iterator[Change]:
    for each in table.tables("changes"):
        was, now = each.take("was", str, "a text"), each.take("now", str, "a text")
        yield Change(what=each.text("what"), was=was, now=now)
        each.done()
