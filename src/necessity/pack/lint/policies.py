"""The lines of a policy: what they may rest on, how they hang together, what they cite."""

from collections.abc import Iterator

from necessity.calculations.registry import REGISTRY
from necessity.conditions import Known, ids
from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import CLAIMS, Finding, Spot, Subject, readable
from necessity.pack.model import Criterion, Policy
from necessity.pack.questions import Calculated
from necessity.pack.reading import nearest


@rule("known-in-criterion")
def known_in_criterion(subject: Subject) -> Iterator[Finding]:
    """A criterion rests on nothing that a missing answer could turn round when it comes in.

    What is decided stays decided. `known` would break that, and so would a calculation that counts
    what is not known as absent or present, be it behind another calculation or behind a gate.
    """
    for written, at, _ in subject.looks:
        if written.spot.place[:1] == ("criterion",) and isinstance(at, Known):
            message = f'A criterion may not ask whether "{at.id}" is known.'
            yield Finding(written.spot, written.key, message, _ELSEWHERE)
    for spot, _, criterion in subject.criteria():
        for id_ in _rests_on(subject, criterion.met_when):
            if _from_recorded(subject, id_):
                message = f'It rests on "{id_}", which can change when a missing answer comes in.'
                yield Finding(spot, "met_when", message, _ELSEWHERE)


_ELSEWHERE = "A safeguard or a flag may."


def _from_recorded(subject: Subject, id_: str) -> bool:
    item = subject.pack.questions.get(id_)
    name = item.calculate.partition("(")[0].strip() if isinstance(item, Calculated) else ""
    return name in REGISTRY and REGISTRY[name].from_recorded


def _rests_on(subject: Subject, condition: str) -> list[str]:
    """Every question behind a condition: inputs of calculations and gates too."""
    read = readable(condition) if condition else None
    waiting = sorted(ids(read)) if read else []
    found: dict[str, None] = {}
    while waiting:
        id_ = waiting.pop(0)
        item = subject.pack.questions.get(id_)
        if item is None or id_ in found:
            continue
        found[id_] = None
        waiting += item.arguments if isinstance(item, Calculated) else ()
        gates = [gate for text in subject.pack.gates[id_] if (gate := readable(text))]
        waiting += sorted({name for gate in gates for name in ids(gate)})
    return list(found)


@rule("unknown-criterion")
def unknown_criterion(subject: Subject) -> Iterator[Finding]:
    """A determination, a criterion or a sentence names a criterion that is not there.

    A policy knows only its own criteria.
    """
    for spot, policy in subject.policies():
        for n, asked in enumerate(policy.determination):
            if asked.criterion not in policy.criteria:
                at = Spot(spot.file, asked.id, ("determination", n))
                yield Finding(at, "criterion", _no_criterion(asked.criterion, policy.criteria))
    for spot, policy, criterion in subject.criteria():
        for key, parts in (("all_of", criterion.all_of), ("any_of", criterion.any_of)):
            for part in parts:
                if part not in policy.criteria:
                    yield Finding(spot, key, _no_criterion(part, policy.criteria))
    every = {id_ for policy in subject.pack.policies.values() for id_ in policy.criteria}
    for spot, say in subject.says():
        if say.rulings and say.rulings not in every:
            yield Finding(spot, "rulings", _no_criterion(say.rulings, every))


def _no_criterion(id_: str, known: object) -> str:
    return f'There is no criterion "{id_}".{nearest(id_, known)}'


@rule("criterion-shape")
def criterion_shape(subject: Subject) -> Iterator[Finding]:
    """A criterion is a leaf with `met_when`, or `all_of` or `any_of` other lines: one of them."""
    for spot, _, criterion in subject.criteria():
        keys = ("met_when", "all_of", "any_of")
        found = [key for key in keys if getattr(criterion, key)]
        if len(found) != 1:
            message = f"I found {' and '.join(found) or 'none of them'}."
            hint = f"A criterion has exactly one of {', '.join(keys)}."
            yield Finding(spot, found[-1] if found else "met_when", message, hint)


def _parts(policy: Policy, criterion: Criterion) -> tuple[str, ...]:
    return tuple(id_ for id_ in (*criterion.all_of, *criterion.any_of) if id_ in policy.criteria)


@rule("criterion-loop")
def criterion_loop(subject: Subject) -> Iterator[Finding]:
    """A criterion leads back to itself through its parts, so it could never be decided."""
    seen: set[tuple[str, str]] = set()
    for spot, policy, criterion in subject.criteria():
        loop = _way(policy, criterion.id, criterion.id)
        if loop and (policy.id, criterion.id) not in seen:
            seen.update((policy.id, id_) for id_ in loop)
            key = "all_of" if loop[1] in criterion.all_of else "any_of"
            yield Finding(spot, key, f"It leads back to itself: {' -> '.join(loop)}.")


def _way(policy: Policy, start: str, goal: str) -> tuple[str, ...]:
    """One shortest way down from a line to another, both included; () when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for part in _parts(policy, policy.criteria[way[-1]]):
            if part == goal:
                return (*way, part)
            if part not in seen:
                seen.add(part)
                ways.append((*way, part))
    return ()


@rule("criterion-unused")
def criterion_unused(subject: Subject) -> Iterator[Finding]:
    """No determination rests on this criterion, and no sentence prints it.

    It looks like a rule and decides nothing.
    """
    printed = {say.rulings for _, say in subject.says()}
    for spot, policy, criterion in subject.criteria():
        roots = {asked.criterion for asked in policy.determination} | printed
        ways = (_way(policy, root, criterion.id) for root in roots if root in policy.criteria)
        if criterion.id not in roots and not any(ways):
            yield Finding(spot, "id", "No determination rests on it.")


@rule("no-citation")
def no_citation(subject: Subject) -> Iterator[Finding]:
    """Every criterion, every safeguard and every claim says where it comes from."""
    hint = 'Write cites = ["source-id place"].'
    lines = [(spot, criterion.cites) for spot, _, criterion in subject.criteria()]
    lines += [(spot, note.cites) for spot, _, note in subject.notes("safeguard")]
    for spot, cites in lines:
        if not cites:
            yield Finding(spot, "cites", "It cites nothing.", hint)
    for n, claim in enumerate(subject.pack.claims.values()):
        if not claim.sources:
            spot = Spot(CLAIMS, claim.id, ("claim", n))
            yield Finding(spot, "sources", "It names no source.", 'Write sources = ["source-id"].')
