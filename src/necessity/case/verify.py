"""Whether a case fits its log: the seals, the replay, the spelling, the last seal. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from necessity.case.audit import SEAL_BROKEN, breaks, head, unnoted
from necessity.case.course import EDITED, KNOWN, course
from necessity.case.edited import complete, main_ones, parted, quoted
from necessity.case.entries import HEADER, block
from necessity.case.ledger import of_case, of_log
from necessity.case.model import Case

CUT_OFF = (
    "What was cut off at the end of a log does not show in the log: compare this last seal with "
    "one that was printed before (a summary prints it), with --head SEAL."
)
_WHOLE_TEXT = 10**6
_OUTSIDE = {EDITED: "edited outside the program", SEAL_BROKEN: "a broken seal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found, in sentences; of each kind none when it is as it should be."""

    case: str
    entries: int
    head: str
    """The seal of the last entry."""
    seals: tuple[str, ...]
    replay: tuple[str, ...]
    spelling: tuple[str, ...]
    """Of the lines of the log as they stand in the file."""
    compared: tuple[str, ...] = ()
    """Of a last seal that was printed before."""
    notes: tuple[str, ...] = ()
    """What could not be looked at."""

    @property
    def whole(self) -> bool:
        """Whether nothing differs."""
        return not (self.seals or self.replay or self.spelling or self.compared)


def verify(case: Case, text: str, printed: str = "") -> Verified:
    """Hold a case against its log, and the log against the text of its file.

    `printed` is a last seal from elsewhere, such as a summary; "" compares none.
    """
    if not case.log:
        lacking = ("there is no log: nothing says how this case came about.",)
        return Verified(case=case.id, entries=0, head="", seals=lacking, replay=(), spelling=())
    return Verified(
        case=case.id,
        entries=len(case.log),
        head=head(case.log),
        seals=tuple(_seals(case)),
        replay=tuple(_replay(case)),
        spelling=tuple(_spelling(case, text)),
        compared=tuple(_compared(case, printed)) if printed else (),
        notes=() if complete(of_log(case.log)) else (_EARLIER,),
    )


_EARLIER = (
    "This log was begun by an earlier version, which kept answers and rows in it and no more: "
    "notes, what answers rest on and determinations cannot be compared."
)


def head_words(case: Case) -> str:
    """The log in two lines of a summary, so that it can be compared later; "" without a log."""
    if not case.log:
        return ""
    said = [f"{len(case.log)} entries, the last seal is {head(case.log)}."]
    for did, words in _OUTSIDE.items():
        numbers = [str(entry.n) for entry in case.log if entry.did == did]
        said += [f"Entry {', '.join(numbers)}: {words}."] if numbers else []
    compare = f"To compare it with the file: necessity verify {case.id} --head {head(case.log)}"
    return " ".join([*said, compare])


def _seals(case: Case) -> Iterator[str]:
    new = {found.at for found in unnoted(case.log)}
    for found in breaks(case.log):
        later = "" if found.at in new else " A later entry notes it."
        yield f"{found.words}{later}"
    if case.head != head(case.log) and (case.head or complete(of_log(case.log))):
        named = f"names {case.head}" if case.head else "names none"
        yield (
            f"the last entry has the seal {head(case.log)}, and the file {named} as the last: "
            "entries were cut off, or the head was changed."
        )


def _replay(case: Case) -> Iterator[str]:
    for entry in course(case.log).stray:
        yield f"audit entry {entry.n} turns round entry {entry.of}, which did not stand there."
    for entry in case.log:
        if entry.did not in KNOWN:
            yield f'audit entry {entry.n} did "{entry.did}", which this program does not know.'
    _, changes = parted(of_log(case.log), of_case(case))
    for change in main_ones(changes):
        log, file = (quoted(text, _WHOLE_TEXT) for text in (change.was, change.now))
        yield f"{change.what}: the log says {log}, the file says {file}."


def _spelling(case: Case, text: str) -> Iterator[str]:
    """The first line of the log that is not as the program writes it: any byte that was changed."""
    found = text.split("\n")
    wanted = [*block(case.log, case.head).split("\n"), ""]
    if HEADER not in found:
        yield f"the file has no line {HEADER}: its log is not written as the program writes it."
        return
    start = len(found) - 1 - found[::-1].index(HEADER)
    for line, (is_, should) in enumerate(_longest(found[start:], wanted), start + 1):
        if is_ != should:
            yield f"line {line} of the file is not written as the program writes its log."
            return


def _longest(one: list[str], other: list[str]) -> Iterator[tuple[str | None, str | None]]:
    for at in range(max(len(one), len(other))):
        yield (one[at] if at < len(one) else None, other[at] if at < len(other) else None)


def _compared(case: Case, printed: str) -> Iterator[str]:
    seals = [entry.seal for entry in case.log]
    if printed not in seals:
        yield f"no entry has the seal {printed}: the log was cut off before it, or is another one."


def since(case: Case, printed: str) -> str:
    """How many entries came after a seal that was printed before, where it is there."""
    seals = [entry.seal for entry in case.log]
    if printed not in seals:
        return ""
    more = len(seals) - 1 - seals.index(printed)
    added = {0: "nothing was", 1: "1 entry was"}.get(more, f"{more} entries were")
    return f"the seal {printed} is that of entry {seals.index(printed) + 1}: {added} added since."
