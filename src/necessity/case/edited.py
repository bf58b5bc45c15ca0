"""A case file taken up again: what does not fit its log is said, and becomes an entry. Pure.

People edit these files, and may. Nothing that can be read is refused for it: all that differs from
the log becomes one `edited` entry of whoever opens the file, and a seal that does not fit becomes a
`seal_broken` entry. The chain goes on from there. Both are saved with the next save.

The logs of earlier versions did not hold notes, what an answer rests on, determinations and what
the case is. Where such a log is taken up, those lines are carried over into one entry, unsaid.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from necessity.case.audit import append, noting, unnoted
from necessity.case.course import CARRIED_OVER, EDITED, OPENED
from necessity.case.ledger import Ledger, differences, facts, of_case, of_log
from necessity.case.model import Case, Change, Entry

_NAMED = 3
"""Differences that a notice names; `necessity verify` names them all."""
_LONGEST = 60
_CARRIED = "the log of an earlier version did not hold these"
_NO_LOG = "the file came without a log"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """A case as it is gone on with."""

    case: Case
    notices: tuple[str, ...] = ()
    """What a person must know of it, in sentences."""


def taken_up(case: Case, by: str, at: datetime | None) -> TakenUp:
    """Note in the log what does not fit it. A case without a log gets one."""
    return _edited(_sealed(case, by, at) if case.log else _begun(case, by, at), by, at)


def _begun(case: Case, by: str, at: datetime | None) -> TakenUp:
    case = replace(case, opened=case.opened or at)
    said = tuple(Change(what=f"[{key}]", now=text) for key, text in facts(case).items())
    entry = Entry(n=0, did=OPENED, changes=said, by=by, at=at)
    return TakenUp(case=replace(case, log=append((), entry)))


def _sealed(case: Case, by: str, at: datetime | None) -> TakenUp:
    found = unnoted(case.log)
    if not found:
        return TakenUp(case=case)
    entry = replace(noting(found), by=by, at=at)
    words = f"The log of this case was changed outside the program: {entry.why}"
    log = append(case.log, entry)
    return TakenUp(case=replace(case, log=log), notices=(f"{words} It is noted in the log.",))


def _edited(taken: TakenUp, by: str, at: datetime | None) -> TakenUp:
    case, said = taken.case, of_log(taken.case.log)
    carried, changes = parted(said, of_case(case))
    log = case.log
    if carried:
        log = append(log, _entry(CARRIED_OVER, carried, _CARRIED, by, at))
    if changes:
        new = len(taken.case.log) == 1
        log = append(log, _entry(EDITED, changes, _NO_LOG if new else "", by, at))
        taken = replace(taken, notices=(*taken.notices, notice(changes, begun=new)))
    return replace(taken, case=replace(case, log=log))


def _entry(did: str, changes: list[Change], why: str, by: str, at: datetime | None) -> Entry:
    return Entry(n=0, did=did, changes=tuple(changes), why=why, by=by, at=at)


def complete(ledger: Ledger) -> bool:
    """Whether a log describes its case whole; those of earlier versions held the answers alone."""
    return "[pack]" in ledger


def parted(log: Ledger, case: Ledger) -> tuple[list[Change], list[Change]]:
    """What an earlier version's log could not hold, and what was changed by hand."""
    found = list(differences(log, case))
    if complete(log):
        return [], found
    whole = {change.what for change in found if change.was is None or change.now is None}
    carried: list[Change] = []
    by_hand: list[Change] = []
    for change in found:
        (by_hand if _held_before(change.what, whole) else carried).append(change)
    return carried, by_hand


def _held_before(what: str, whole: set[str]) -> bool:
    """Whether the log of an earlier version would say this: an answer, rows, that it is complete.

    `whole` are answers that it does not know at all: with them goes all that belongs to them.
    """
    if what.startswith("["):
        return what.startswith("[rows.") or what == "[status]"
    answer, _, part = what.partition(" ")
    return not part or answer in whole


# -- words ----------------------------------------------------------------------------------


def notice(changes: Iterable[Change], *, begun: bool = False) -> str:
    """All differences in one notice, the first of them by name."""
    said = list(main_ones(changes))
    first = "; ".join(_briefly(each) for each in said[:_NAMED])
    more = f"; and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
    if begun:
        return f"This file came without a log. What it holds is taken over as it is: {first}{more}."
    return (
        f"This file was changed outside the program, it does not fit its log: {first}{more}. "
        "What the file says counts, and the log keeps both."
    )


def main_ones(changes: Iterable[Change]) -> Iterator[Change]:
    """One change for each answer: when it is new or gone, so are its note and its giver."""
    changes = list(changes)
    whole = {each.what for each in changes if each.was is None or each.now is None}
    for each in changes:
        of, _, part = each.what.partition(" ")
        if not (part and of in whole):
            yield each


def _briefly(change: Change) -> str:
    return f"{change.what}: {quoted(change.was)}, now {quoted(change.now)}"


def quoted(text: str | None, longest: int = _LONGEST) -> str:
    """A text of a ledger in a sentence; what is JSON already needs no quotation marks."""
    if text is None:
        return "nothing"
    cut = text if len(text) <= longest else f"{text[: longest - 3]}..."
    return cut if text[:2] in {'["', '{"'} else f'"{cut}"'
