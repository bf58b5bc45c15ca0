"""What turns on a question: criteria, safeguards, flags, gates, calculations, sentences. Pure.

Read off the pack alone; what *still* turns on it in one case is `interview/relevance.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from necessity.conditions import ids, parse
from necessity.pack.model import Pack, Policy, Say
from necessity.pack.questions import Calculated

PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
Kind = Literal["criterion", "safeguard", "flag", "gate", "section", "calculation", "sentence"]


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that turns on a question."""

    kind: Kind
    id: str
    policy: str = ""


def mentioned(pack: Pack, condition: str) -> frozenset[str]:
    """Every question a condition rests on, through calculations too."""
    return _inputs(pack, ids(parse(condition))) if condition else frozenset()


def _inputs(pack: Pack, questions: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    waiting = set(questions)
    while waiting:
        question = waiting.pop()
        if question in found:
            continue
        found.add(question)
        item = pack.questions.get(question)
        if isinstance(item, Calculated):
            waiting.update(item.arguments)
    return frozenset(found)


def _all(pack: Pack) -> Iterator[tuple[Use, frozenset[str]]]:
    for policy in pack.policies.values():
        yield from _of_policy(pack, policy)
    for section in pack.sections:
        if section.enable_when:
            yield Use("section", section.id), mentioned(pack, section.enable_when)
    for item in pack.questions.values():
        if item.enable_when:
            yield Use("gate", item.id), mentioned(pack, item.enable_when)
        if isinstance(item, Calculated):
            yield Use("calculation", item.id), frozenset(item.arguments)
    for say in pack.assessment.say:
        yield Use("sentence", say.claim or say.rulings or say.fact), said(pack, say)


def _of_policy(pack: Pack, policy: Policy) -> Iterator[tuple[Use, frozenset[str]]]:
    for criterion in policy.criterion:
        if criterion.met_when:
            met_when = mentioned(pack, criterion.met_when)
            yield Use("criterion", criterion.id, policy.id), met_when
    for note in (*policy.safeguard, *policy.flag):
        kind: Kind = "safeguard" if note in policy.safeguard else "flag"
        both = mentioned(pack, note.met_when) | mentioned(pack, note.applies_when)
        yield Use(kind, note.id, policy.id), both


def said(pack: Pack, say: Say) -> frozenset[str]:
    """Every question a sentence of the assessment rests on."""
    named = frozenset(PLACEHOLDER.findall(say.fact)) | ({say.each} if say.each else frozenset())
    return _inputs(pack, named) | mentioned(pack, say.when)


def uses(pack: Pack) -> dict[str, tuple[Use, ...]]:
    """What turns on each question; a question without an entry is used by nothing."""
    table: dict[str, list[Use]] = {}
    for use, questions in _all(pack):
        for question in sorted(questions):
            table.setdefault(question, []).append(use)
    return {question: tuple(found) for question, found in table.items()}
