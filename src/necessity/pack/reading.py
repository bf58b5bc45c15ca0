"""A text to the answer of one question, or a refusal that says what would be one. Pure."""

from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from necessity.answers import REASON_WORDS, Reason, Unknown, Value
from necessity.errors import AnswerRefused
from necessity.pack.questions import (
    Boolean,
    Calculated,
    Choice,
    Date,
    Group,
    Item,
    QuantityQuestion,
    Text,
)
from necessity.period import Period, read_day
from necessity.quantity import UNITS, Quantity, number_text, parse_quantity, shown_quantity

YES_NO = {"yes": True, "no": False}


_LONGEST_NAME = 120
"""Characters: no id, key or code is longer. What is longer is shown by its beginning."""


def nearest(word: str, known: object) -> str:
    """Write "Did you mean ...?", or nothing when nothing is near."""
    if len(word) > _LONGEST_NAME:
        return ""
    found = get_close_matches(word, [str(item) for item in known], n=1)  # type: ignore[attr-defined]
    return f' Did you mean "{found[0]}"?' if found else ""


def read(text: str, question: Item, *, beyond_range: bool = False) -> Value | Unknown:
    """Read an answer as `answers.write` writes it.

    `beyond_range` keeps a number outside the range where the pack allows it (`override`).
    Raises AnswerRefused with what was found and what was expected.
    """
    if text.startswith("?"):
        return _unknown(text, question)
    value = _value(text, question)
    check(value, question, beyond_range=beyond_range)
    return value


def _unknown(text: str, question: Item) -> Unknown:
    names = [str(reason) for reason in REASON_WORDS]
    if text[1:] not in names:
        near = nearest(text[1:], names)
        message = (
            f'{question.id}: "{_begun(text)}" is no reason for not knowing.{near} '
            f"The reasons are: {', '.join('?' + name for name in names)}."
        )
        raise AnswerRefused(message)
    return Unknown(Reason(text[1:]))


def _value(text: str, question: Item) -> Value:
    match question:
        case Boolean() | Group() | Calculated(result="boolean"):
            if text not in YES_NO:
                raise _refused(question, text, '"yes" or "no"')
            return YES_NO[text]
        case Choice(many=True):
            return _codes(text, question)
        case Choice() | Calculated(result="choice"):
            return text
        case QuantityQuestion() | Calculated():
            quantity = parse_quantity(text)
            if quantity is None:
                raise _refused(question, text, f"a number in {_units(question)}")
            bare = quantity.unit == "1" and not text.rstrip().endswith(" 1")
            return Quantity(quantity.value, question.unit, quantity.sign) if bare else quantity
        case Date():
            day = read_day(text)
            if day is None:
                raise _refused(question, text, _EXPECTED[date])
            return day
        case Text():
            return normalized(text.removeprefix("\\"))
    raise TypeError(question)


_KINDS: dict[str, type] = {
    "boolean": bool,
    "choice": str,
    "quantity": Quantity,
    "date": date,
    "text": str,
    "group": bool,
}
_EXPECTED: dict[type, str] = {
    bool: '"yes" or "no"',
    str: "one text",
    tuple: "a list of options",
    Quantity: "a number with its unit",
    date: "a day such as 2026-11-18, or only its month (2026-11) or year (2026)",
}


def normalized(text: str) -> str:
    """Line ends as LF; everything else stays as it was typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _codes(text: str, question: Choice) -> tuple[str, ...]:
    """Codes in the order of the options, however they were written: the answer is the same."""
    codes = dict.fromkeys(part.strip() for part in text.split(",") if part.strip())
    places = {code: place for place, code in enumerate(question.codes)}
    return tuple(sorted(codes, key=lambda code: places.get(code, len(places))))


def check(value: Value, question: Item, *, beyond_range: bool = False) -> None:
    """Raise AnswerRefused unless this value may answer this question."""
    kind = _KINDS[question.result if isinstance(question, Calculated) else question.type]
    if isinstance(question, Choice) and question.many:
        kind = tuple
    if type(value) is not kind and not (kind is date and isinstance(value, Period)):
        raise _refused(question, str(value), _EXPECTED[kind])
    match question:
        case Choice():
            _check_codes(value if isinstance(value, tuple) else (value,), question)
        case Calculated(result="choice"):
            if value not in question.codes:
                raise _refused(question, str(value), f"one of {', '.join(question.codes)}")
        case QuantityQuestion() if isinstance(value, Quantity):
            _check_quantity(value, question, beyond_range=beyond_range)
        case Calculated() if isinstance(value, Quantity) and value.unit != question.unit:
            raise _refused(question, str(value), f"a number in {question.unit}")


def _check_codes(codes: tuple[object, ...], question: Choice) -> None:
    for code in codes:
        if code not in question.codes:
            near = nearest(str(code), question.codes)
            message = (
                f'{question.id}: there is no option "{_begun(str(code))}".{near} '
                f"The options are: {', '.join(question.codes)}."
            )
            raise AnswerRefused(message)
    alone = [code for code in codes if question.option(str(code)).exclusive]
    if not codes or (alone and len(codes) > 1):
        found = ", ".join(str(code) for code in codes) or "nothing"
        wanted = f'"{alone[0]}" alone, or the others without it' if alone else "at least one option"
        raise _refused(question, found, wanted)


def _check_quantity(value: Quantity, question: QuantityQuestion, *, beyond_range: bool) -> None:
    if value.unit not in (question.unit, *question.units):
        raise _refused(question, str(value), f"a number in {_units(question)}")
    if value.sign and not question.comparator:
        raise _refused(question, str(value), f'a number without "{value.sign}"')
    if question.whole and value.value != int(value.value):
        raise _refused(question, str(value), "a whole number")
    if in_range(value, question) or (beyond_range and question.override):
        return
    hint = "" if not question.override else " It may be kept with a reason, as an override."
    raise _refused(question, str(value), f"a number {range_words(question)}", hint)


def in_range(value: Quantity, question: QuantityQuestion) -> bool:
    """Whether the value lies within the question's range (a negative number never does)."""
    if question.range is None:
        return value.value >= 0
    if UNITS[value.unit].dimension != UNITS[question.unit].dimension:
        return value.value >= 0
    low, high = (Quantity(limit, question.unit).base for limit in question.range)
    return low <= value.base <= high


def possible_values(question: Item) -> tuple[Value, ...]:
    """A few values that this question allows: every option, both of yes and no, a range's marks."""
    match question:
        case Boolean():
            return (True, False)
        case Choice(many=True):
            return tuple((option.code,) for option in question.options)
        case Choice():
            return question.codes
        case QuantityQuestion(range=(low, high)):
            marks = (low, low + (high - low) / 8, (low + high) / 2, high)
            steps = (mark.to_integral_value() for mark in marks) if question.whole else marks
            return tuple(Quantity(mark, question.unit) for mark in dict.fromkeys(steps))
        case QuantityQuestion():
            return (Quantity(Decimal(1), question.unit), Quantity(Decimal(1000), question.unit))
        case Date():
            return (date(2000, 1, 1),)
        case Text():
            return ("said",)
    return (False,)


def range_words(question: QuantityQuestion) -> str:
    """Write "from 2 to 300 kg"."""
    low, high = question.range or (Decimal(0), Decimal(10) ** 9)
    return f"from {number_text(low)} to {shown_quantity(Quantity(high, question.unit))}"


def _units(question: QuantityQuestion | Calculated) -> str:
    more = question.units if isinstance(question, QuantityQuestion) else ()
    return " or ".join(UNITS[unit].shown or "plain numbers" for unit in (question.unit, *more))


def _refused(question: Item, found: str, wanted: str, hint: str = "") -> AnswerRefused:
    said = f'I found "{_begun(found)}" and expected {wanted}.{hint}'
    return AnswerRefused(f"{question.id}: {said}")


def _begun(text: str) -> str:
    """A text, or the beginning of a long one."""
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."


def shown(value: Value | Unknown, question: Item) -> str:
    """Words for a person: an option's text, "yes", "71.5 kg", a reason for not knowing."""
    match value:
        case Unknown(reason):
            return REASON_WORDS.get(reason, str(reason))
        case bool():
            return "yes" if value else "no"
        case Quantity():
            return shown_quantity(value)
        case tuple():
            return "; ".join(_option_text(code, question) for code in value)
        case date():
            return f"{value.day} {value:%b %Y}"
        case Period():
            return value.words
    return _option_text(value, question)


def _option_text(code: str, question: Item) -> str:
    options = question.options if isinstance(question, Choice | Calculated) else ()
    return next((option.text for option in options if option.code == code), code)
