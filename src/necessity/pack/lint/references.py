"""Names that must stand for something: questions, codes, value sets, calculations, sources."""

from collections.abc import Collection, Iterable, Iterator

from necessity.calculations.registry import REGISTRY
from necessity.citations import citation
from necessity.conditions import Compare, Each, Has, In, parse
from necessity.errors import ConditionError
from necessity.pack.lint.rules import rule
from necessity.pack.lint.subject import CLAIMS, VALUE_SETS, Finding, Spot, Subject
from necessity.pack.questions import Calculated, Choice, QuantityQuestion
from necessity.pack.reading import YES_NO, nearest
from necessity.quantity import UNITS


@rule("bad-condition")
def bad_condition(subject: Subject) -> Iterator[Finding]:
    """A condition that cannot be read; the caret stands under the first slip.

    Until it is mended, what it looks at is not checked.
    """
    for written in subject.conditions:
        try:
            parse(written.text)
        except ConditionError as error:
            shown = str(ConditionError(error.text, error.column, error.message))
            yield Finding(written.spot, written.key, shown, error.hint)


@rule("unknown-question")
def unknown_question(subject: Subject) -> Iterator[Finding]:
    """A condition or a calculation names a question that the pack does not ask."""
    known = subject.pack.questions
    for look in subject.looks:
        for id_ in look.named:
            if id_ not in known:
                yield Finding(look.written.spot, look.written.key, _no_question(id_, known))
    for spot, item, _ in subject.items:
        for id_ in item.arguments if isinstance(item, Calculated) else ():
            if id_ not in known:
                yield Finding(spot, "calculate", _no_question(id_, known))
    yield from _quoted(subject, known)


def _quoted(subject: Subject, known: Collection[str]) -> Iterator[Finding]:
    for spot, one in subject.contradictions():
        for id_ in one.facts:
            if id_ not in known:
                yield Finding(spot, "facts", _no_question(id_, known))
        if one.each and one.each not in subject.pack.groups:
            near = nearest(one.each, subject.pack.groups)
            yield Finding(spot, "each", f'There is no list "{one.each}".{near}')


def _no_question(id_: str, known: Iterable[str]) -> str:
    return f'There is no question "{id_}".{nearest(id_, known)}'


@rule("unknown-code")
def unknown_code(subject: Subject) -> Iterator[Finding]:
    """A condition names an option that its question does not have: it could never be true.

    That goes for every code of a value set too: it is an option of some question, and of each
    question that a condition compares with the set.
    """
    for written, at, _ in subject.looks:
        item = None if isinstance(at, Each) else subject.pack.questions.get(at.id)
        if isinstance(item, Choice | Calculated) and item.options:
            for message in _strange(subject, at, item):
                yield Finding(written.spot, written.key, message)
    every = {code for _, item, _ in subject.items for code in getattr(item, "codes", ())}
    for n, value_set in enumerate(subject.pack.value_sets.values()):
        for code in value_set.codes:
            if code not in every:
                message = f'No question has the option "{code}".{nearest(code, every)}'
                yield Finding(Spot(VALUE_SETS, value_set.id, ("value_set", n)), "codes", message)


def _strange(subject: Subject, at: object, item: Choice | Calculated) -> Iterator[str]:
    match at:
        case In(value_set=name) if name:
            found = subject.pack.value_sets.get(name)
            strange = [code for code in (found.codes if found else ()) if code not in item.codes]
            if strange:
                yield f'Of "{name}", "{item.id}" has no option {", ".join(strange)}.'
        case In(codes=codes):
            yield from (_no_option(code, item) for code in codes if code not in item.codes)
        case Has(code=code) if code not in item.codes:
            yield _no_option(code, item)
        case Compare(literal=str(code)) if code not in item.codes and code not in YES_NO:
            yield _no_option(code, item)


def _no_option(code: str, item: Choice | Calculated) -> str:
    near = nearest(code, item.codes)
    return f'"{item.id}" has no option "{code}".{near}\nThe options are: {", ".join(item.codes)}.'


@rule("unknown-value-set")
def unknown_value_set(subject: Subject) -> Iterator[Finding]:
    """A condition names a value set that value-sets.toml does not have.

    Codes that are meant as they stand go in brackets: `tx.drug in (first, second)`.
    """
    known = subject.pack.value_sets
    for written, at, _ in subject.looks:
        if isinstance(at, In) and at.value_set and at.value_set not in known:
            message = f'There is no value set "{at.value_set}".{nearest(at.value_set, known)}'
            yield Finding(written.spot, written.key, message)


@rule("unknown-calculation")
def unknown_calculation(subject: Subject) -> Iterator[Finding]:
    """A calculated question names a calculation that the program does not have."""
    for spot, item, _ in subject.items:
        if isinstance(item, Calculated):
            name = item.calculate.partition("(")[0].strip()
            if name not in REGISTRY:
                message = f'There is no calculation "{name}".{nearest(name, REGISTRY)}'
                yield Finding(spot, "calculate", message, 'Calculations read "name(id, id)".')


@rule("unknown-unit")
def unknown_unit(subject: Subject) -> Iterator[Finding]:
    """A question is answered in a unit that is not on the program's list of UCUM codes."""
    for spot, item, _ in subject.items:
        if not isinstance(item, QuantityQuestion | Calculated):
            continue
        more = item.units if isinstance(item, QuantityQuestion) else ()
        for key, unit in (("unit", item.unit), *(("units", unit) for unit in more)):
            if unit not in UNITS:
                message = f'I do not know the unit "{unit}".{nearest(unit, UNITS)}'
                yield Finding(spot, key, message, f"The units are: {', '.join(UNITS)}.")


@rule("unknown-source")
def unknown_source(subject: Subject) -> Iterator[Finding]:
    """A citation begins with the id of a source, then a space and the place in it.

    A policy's `source` and a claim's `sources` are ids alone.
    """
    known = subject.pack.sources
    for spot, key, source in _cited(subject):
        if source not in known:
            message = f'There is no source "{source}".{nearest(source, known)}'
            yield Finding(spot, key, message)


def _cited(subject: Subject) -> Iterator[tuple[Spot, str, str]]:
    lines = [(spot, item.cites) for spot, item, _ in subject.items]
    lines += [(spot, criterion.cites) for spot, _, criterion in subject.criteria()]
    lines += [(spot, note.cites) for spot, _, note in subject.notes()]
    for spot, cites in lines:
        yield from ((spot, "cites", citation(text).source) for text in cites)
    for spot, policy in subject.policies():
        yield spot, "source", policy.source
    for n, claim in enumerate(subject.pack.claims.values()):
        spot = Spot(CLAIMS, claim.id, ("claim", n))
        yield from ((spot, "sources", source) for source in claim.sources)
