"""A text to a condition, or the column where it cannot go on. Pure.

Recursive descent by hand: small enough to read, and it knows what it expected where.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from necessity.conditions.tree import (
    Against,
    And,
    Compare,
    Condition,
    Each,
    Has,
    In,
    Known,
    Literal,
    Not,
    Or,
    Test,
    Within,
)
from necessity.errors import ConditionError
from necessity.quantity import UNITS, Quantity, parse_quantity

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<date>\d{4}-\d{2}-\d{2})
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<op><=|>=|!=|=>|=<|==|[<>=])
    | (?P<punct>[(),])
    | (?P<word>[A-Za-z%][\w./%{}]*)
    )""",
    re.VERBOSE | re.ASCII,
)
_SPACE = " \t\n\r\f\v"
_LONGEST = 2000
"""Characters of a condition: what says more wants a name."""
_DEEPEST = 40
"""Brackets and "not" inside each other: a person has long lost count."""
_OPS = {"=", "!=", "<", "<=", ">", ">="}
_SLIPS = {"=>": ">=", "=<": "<=", "==": "="}
_KEYWORDS = {"and", "or", "not", "any", "all", "in", "has", "known", "within", "before"}
_WORDED = {">=": "at least", "<=": "at most", "=": "is"}


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip(_SPACE))
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            column = at + len(text[at:]) - len(text[at:].lstrip(_SPACE))
            raise ConditionError(text, column, f"I do not know the sign {text[column]!r}.")
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()


class _Parser:
    """A hand-written recursive descent: small enough to read, and it knows the column."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            said = f"A condition has at most {_LONGEST} characters; this one has {len(text)}."
            raise ConditionError(f"{text[:40]}...", 0, said)
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def fail(self, expected: str, hint: str = "") -> ConditionError:
        column = self.tokens[self.at].column if self.at < len(self.tokens) else len(self.text)
        return ConditionError(self.text, column, f"I expected {expected} here.", hint)

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, kind: str, expected: str) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind != kind or (kind == "word" and token.text in _KEYWORDS):
            raise self.fail(expected)
        self.at += 1
        return token.text

    def accept(self, text: str) -> bool:
        if self.peek() != text:
            return False
        self.at += 1
        return True

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise self.fail(f'"{text}"')

    def whole(self) -> Condition:
        found = self.condition()
        if self.at < len(self.tokens):
            raise self.fail('"and", "or" or the end')
        return found

    def condition(self) -> Condition:
        parts = [self.clause()]
        while self.accept("or"):
            parts.append(self.clause())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def clause(self) -> Condition:
        parts = [self.part()]
        while self.accept("and"):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def part(self) -> Condition:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fail(f"at most {_DEEPEST} brackets inside each other")
        found = self.deeper()
        self.depth -= 1
        return found

    def deeper(self) -> Condition:
        if self.accept("not"):
            return Not(self.part())
        if self.peek() == "(":
            return self.bracketed()
        for quantifier in ("any", "all"):
            if self.accept(quantifier):
                return Each(quantifier, self.take("word", "the name of a group"), self.bracketed())
        return self.test()

    def bracketed(self) -> Condition:
        self.expect("(")
        found = self.condition()
        self.expect(")")
        return found

    def test(self) -> Test:
        subject = self.take("word", "the id of a question")
        if self.accept("in"):
            return self.choice_of(subject)
        if self.accept("has"):
            return Has(subject, self.take("word", "a code"))
        if self.accept("known"):
            return Known(subject)
        if self.accept("within"):
            span = self.quantity()
            self.expect("before")
            return Within(subject, span, self.take("word", "the id of a date"))
        return self.compare(subject, self.operator())

    def compare(self, subject: str, op: str) -> Test:
        literal = self.literal()
        # no code has a dot in it, and every question's id but a group's has one
        if isinstance(literal, str) and "." in literal:
            return Against(subject, op, literal)
        return Compare(subject, op, literal)

    def operator(self) -> str:
        op = self.peek()
        if op in _SLIPS:
            right = _SLIPS[op]
            column = self.tokens[self.at].column + 1  # after "=", a value was expected
            hint = f'Write "{right}" for "{_WORDED[right]}".'
            raise ConditionError(self.text, column, "I expected a value here.", hint)
        if op not in _OPS:
            raise self.fail('"=", "<", "in", "has", "known" or "within"')
        self.at += 1
        return op

    def choice_of(self, subject: str) -> In:
        if not self.accept("("):
            return In(subject, value_set=self.take("word", "a value set or codes in brackets"))
        codes = [self.take("word", "a code")]
        while self.accept(","):
            codes.append(self.take("word", "a code"))
        self.expect(")")
        return In(subject, codes=tuple(codes))

    def literal(self) -> Literal:
        kind = self.tokens[self.at].kind if self.at < len(self.tokens) else ""
        if kind == "number":
            return self.quantity()
        if kind == "date":
            return self.date()
        return self.take("word", "a value")

    def date(self) -> date:
        try:
            found = date.fromisoformat(self.peek())
        except ValueError:
            raise self.fail("a day of the calendar") from None
        self.at += 1
        return found

    def quantity(self) -> Quantity:
        number = self.take("number", "a number")
        unit = self.peek() if self.peek() in UNITS else ""
        if unit:
            self.at += 1
        elif self.peek() not in {"", ")", ",", *_KEYWORDS}:
            raise self.fail("a unit", f"The units are: {', '.join(UNITS)}.")
        found = parse_quantity(f"{number} {unit}")
        if found is None:
            raise self.fail("a number of at most 12 digits")
        return found


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read a condition. Raises ConditionError with the column of the first slip.

    Cached: a pack's conditions are few and are read again for every judgement.
    """
    return _Parser(text).whole()
