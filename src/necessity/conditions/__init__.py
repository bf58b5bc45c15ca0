"""The little language between a policy line and a question: parse, write, ids. Pure.

    condition = clause { "or" clause }
    clause    = part { "and" part }
    part      = "not" part | "(" condition ")" | each | test
    each      = ("any" | "all") GROUP "(" condition ")"
    test      = ID ("=" | "!=" | "<" | "<=" | ">" | ">=") literal
              | ID "in" ( VALUE-SET | "(" CODE { "," CODE } ")" )
              | ID "has" CODE | ID "known" | ID "within" QUANTITY "before" ID
    literal   = QUANTITY | DATE | CODE | ID

No arithmetic, functions or variables: what it cannot say wants a name - a criterion, a value set
or a calculation. A language that could say more could not be linted, exported or explained.
"""

from necessity.conditions.parser import parse
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
    ids,
    second,
    tests,
    write,
)

__all__ = [
    "Against",
    "And",
    "Compare",
    "Condition",
    "Each",
    "Has",
    "In",
    "Known",
    "Literal",
    "Not",
    "Or",
    "Test",
    "Within",
    "ids",
    "parse",
    "second",
    "tests",
    "write",
]
