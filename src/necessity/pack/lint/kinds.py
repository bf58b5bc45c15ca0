"""Whether a test fits the kind of answer it looks at, and its units."""

from collections.abc import Iterator, Mapping
from datetime import date

from necessity.calculations.registry import REGISTRY
from necessity.conditions import Against, Compare, Each, Has, In, Known, Test, Within, write
from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import Finding, Subject
from necessity.pack.questions import Calculated, Choice, Group, Item, QuantityQuestion
from necessity.pack.reading import YES_NO
from necessity.quantity import UNITS, Quantity

Slip = tuple[str, str]
"""What was found, and what to write."""

_WORDS = {
    "boolean": "yes or no",
    "choice": "one of its options",
    "many": "one or more of its options",
    "quantity": "a number",
    "date": "a day",
    "text": "words",
    "group": "rows",
}
_EQUAL = {"=", "!="}


def kind_of(item: Item) -> str:
    """What kind of answer it has: its type, "many" for a choice of several."""
    if isinstance(item, Calculated):
        return item.result
    return "many" if isinstance(item, Choice) and item.many else item.type


@rule("type-differs")
def type_differs(subject: Subject) -> Iterator[Finding]:
    """A test fits the answer it looks at, and a calculation gets as many answers as it takes.

    `<` does not fit a choice, nor `=` one of which several options may be chosen (write `has`).
    """
    questions = subject.pack.questions
    for look in subject.looks:
        for id_ in look.named:
            if id_ in questions and (slip := _slip(look.at, questions[id_])):
                yield Finding(look.written.spot, look.written.key, *slip)
        if isinstance(look.at, Against) and (slip := _beside(look.at, questions)):
            yield Finding(look.written.spot, look.written.key, *slip)
    for spot, item, _ in subject.items:
        if isinstance(item, Calculated):
            yield from (Finding(spot, *slip) for slip in _calculated(subject, item))


def _slip(at: Test | Each, item: Item) -> Slip | None:
    kind = kind_of(item)
    answered = f'"{item.id}" is answered with {_WORDS[kind]}.'
    match at:
        case Each():
            message = f'"{at.quantifier}" goes through the rows of a list; {answered}'
            return None if kind == "group" else (message, "")
        case _ if kind == "group":
            hint = f'Write "any {item.id} (...)" or "all {item.id} (...)".'
            return f'"{item.id}" is a list: a condition looks into its rows.', hint
        case Within() if kind != "date":
            return f'"within" compares days; {answered}', ""
        case In() | Has() if kind not in {"choice", "many"}:
            word = "in" if isinstance(at, In) else "has"
            return f'"{word}" looks for an option; {answered}', ""
        case Compare():
            return _compared(at, item, answered)
    return None


def _beside(at: Against, questions: Mapping[str, Item]) -> Slip | None:
    """Two answers are compared when they are numbers, days, or one option each."""
    first, second = questions.get(at.id), questions.get(at.other)
    if first is None or second is None:
        return None  # `unknown-question` says so
    kinds = kind_of(first), kind_of(second)
    if kinds[0] != kinds[1] or kinds[0] not in {"quantity", "date", "choice"}:
        words = f"{_WORDS[kinds[0]]} and {_WORDS[kinds[1]]}"
        return f'"{at.op}" compares two numbers or two days; I found {words}.', ""
    if at.op not in _EQUAL and kinds[0] == "choice":
        return f'"{at.op}" compares numbers or days; I found options.', ""
    return None


def _compared(at: Compare, item: Item, answered: str) -> Slip | None:
    kind = kind_of(item)
    if kind == "text":
        return f"I cannot compare words; {answered}", f'Write "{write(Known(at.id))}".'
    if at.op not in _EQUAL and kind not in {"quantity", "date"}:
        return f'"{at.op}" compares numbers or days; {answered}', ""
    if not _fits(at.literal, item):
        return f'I found "{write(at).split(maxsplit=2)[2]}"; {answered}', ""
    if kind == "many":
        return f'"{at.op}" compares one option; {answered}', _has(at)
    return None


def _has(at: Compare) -> str:
    return f'Write "{"not " * (at.op == "!=")}{at.id} has {at.literal}".'


def _fits(literal: Quantity | date | str, item: Item) -> bool:
    kind = kind_of(item)
    match literal:
        case Quantity():
            return kind == "quantity"
        case date():
            return kind == "date"
    if literal in YES_NO:  # of a choice only where it is one of its codes
        return kind == "boolean" or literal in getattr(item, "codes", ())
    return kind in {"choice", "many"}  # whether it is one of the codes is `unknown-code`'s


def _calculated(subject: Subject, item: Calculated) -> Iterator[tuple[str, str]]:
    known = REGISTRY.get(item.calculate.partition("(")[0].strip())
    if known and known.arguments != len(item.arguments):
        found = len(item.arguments)
        yield "calculate", f'"{known.name}" takes {known.arguments} answers; I found {found}.'
    for id_ in item.arguments:
        if isinstance(subject.pack.questions.get(id_), Group):
            yield "calculate", f'"{id_}" is a list: a calculation takes single answers.'
    if item.result == "choice" and not item.options:
        yield "result", 'A result of "choice" has options; I found none.'


@rule("unit-differs")
def unit_differs(subject: Subject) -> Iterator[Finding]:
    """A number in a condition carries the unit of its question, or one of its `units`.

    It must be convertible to the question's own unit exactly. Anything else would leave every
    case undetermined.
    """
    for written, at, _ in subject.looks:
        if isinstance(at, Within) and UNITS[at.span.unit].dimension != "time":
            message = f'"within" counts days; I found "{at.span}".'
            hint = "Write it in d or wk: months and years have no fixed number of days."
            yield Finding(written.spot, written.key, message, hint)
        elif isinstance(at, Compare) and isinstance(at.literal, Quantity):
            item = subject.pack.questions.get(at.id)
            if item and kind_of(item) == "quantity" and (slip := _unit(at.literal, item)):
                yield Finding(written.spot, written.key, *slip)


def _unit(literal: Quantity, item: Item) -> Slip | None:
    if not isinstance(item, QuantityQuestion | Calculated) or item.unit not in UNITS:
        return None
    units = (item.unit, *(item.units if isinstance(item, QuantityQuestion) else ()))
    if literal.unit not in units:
        right = Quantity(literal.value, item.unit)
        hint = f'Write "{right}", if that is meant.' if literal.unit == "1" else ""
        return f'"{item.id}" is answered in {" or ".join(units)}; I found "{literal}".', hint
    if UNITS[literal.unit].dimension != UNITS[item.unit].dimension:
        hint = f"Write it in {item.unit}."
        return f'"{literal}" cannot be converted to {item.unit}, the unit of "{item.id}".', hint
    return None
