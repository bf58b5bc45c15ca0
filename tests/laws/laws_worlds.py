"""Small random packs and cases, and every world of them tried: what brute force says."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

from necessity.answers import AnswerId, Reason, Unknown, Value, question_of, row_id
from necessity.decide.candidates import candidates
from necessity.decide.facts import Facts
from necessity.decide.judge import NOT_ASKED, Judge
from necessity.decide.ruling import Standing, rule, stand
from necessity.decide.supposed import Supposed
from necessity.decide.ways import MORE, Goal, Tried
from necessity.pack.model import Criterion, DeterminationSpec, Pack, Policy, ValueSet
from necessity.pack.questions import (
    Boolean,
    Calculated,
    Choice,
    Group,
    Item,
    Option,
    QuantityQuestion,
    Section,
)
from necessity.quantity import Quantity

CODES = ("red", "blue", "green", "not_done")
OPTIONS = tuple(
    Option(code=code, text=code, judged="unknown" if code == "not_done" else "") for code in CODES
)
OTHERS = 5
"""Numbers that brute force tries beside those that the search does."""
Sets = set[frozenset[AnswerId]]


def number(id_: str, unit: str, low: int, high: int, gate: str = "") -> QuantityQuestion:
    limits = (Decimal(low), Decimal(high))
    return QuantityQuestion(
        type="quantity", id=id_, text=id_, unit=unit, range=limits, enable_when=gate
    )


def random_pack(chance: Random) -> Pack:
    """Nine questions, some behind a gate, a list, a calculation; one policy of a few lines."""
    gates = ["", "a.one = yes", "not a.one = yes", "a.two in warm or a.one = no", "a.two known"]
    items: tuple[Item, ...] = (
        Boolean(type="boolean", id="a.one", text="one"),
        Choice(type="choice", id="a.two", text="two", options=OPTIONS),
        Boolean(type="boolean", id="a.three", text="three", enable_when=chance.choice(gates)),
        Choice(
            type="choice",
            id="a.many",
            text="many",
            options=(*OPTIONS[:3], Option(code="none", text="none", exclusive=True)),
            many=True,
            enable_when=chance.choice(gates),
        ),
        number("a.weight", "kg", 20, 200),
        number("a.height", "cm", 100, 200, chance.choice(gates)),
        Calculated(
            type="calculated",
            id="a.bmi",
            text="bmi",
            calculate="bmi(a.weight, a.height)",
            result="quantity",
            unit="kg/m2",
        ),
        Group(
            type="group",
            id="tx",
            text="Treatment",
            enable_when=chance.choice(gates),
            item=(
                Choice(type="choice", id="tx.drug", text="drug", options=OPTIONS[:3]),
                Boolean(type="boolean", id="tx.failed", text="failed"),
            ),
        ),
    )
    lines = tuple(_lines(chance))
    policy = Policy(
        id="p",
        title="p",
        version="1",
        source="s",
        determination=(DeterminationSpec(id="d", asks="?", criterion="top"),),
        criterion=lines,
    )
    return Pack(
        id="small",
        title="small",
        version="1",
        digest="sha256:0",
        sections=(Section(id="one", title="One", item=items),),
        value_sets={"warm": ValueSet(id="warm", text="warm", codes=("red", "green"))},
        policies={"p": policy},
    )


def _lines(chance: Random) -> Iterator[Criterion]:
    count = chance.randint(2, 4)
    names = tuple(f"line{n}" for n in range(count))
    key = chance.choice(["all_of", "any_of"])
    yield Criterion(id="top", text="top", **{key: names})  # type: ignore[arg-type]
    for name in names:
        yield Criterion(id=name, text=name, met_when=_condition(chance, 2))


def _condition(chance: Random, depth: int) -> str:
    kind = chance.choice(["and", "or", "not", "test", "test"]) if depth else "test"
    if kind in {"and", "or"}:
        parts = (_condition(chance, depth - 1) for _ in range(chance.randint(2, 3)))
        return "(" + f" {kind} ".join(parts) + ")"
    if kind == "not":
        return f"not {_condition(chance, depth - 1)}"
    return chance.choice(TESTS)


TESTS = (
    "a.one = yes",
    "a.one = no",
    "a.two in warm",
    "a.two = blue",
    "a.two != red",
    "a.three = yes",
    "a.many has red",
    "a.many in (blue, green)",
    "not (a.many has none)",
    "a.weight > 70 kg",
    "a.weight <= 120 kg",
    "a.bmi >= 30 kg/m2",
    "a.bmi < 20 kg/m2",
    "any tx (tx.drug = red and tx.failed = yes)",
    "any tx (tx.drug in warm)",
    "all tx (tx.failed = no)",
    "any tx (tx.drug = blue or tx.failed = no)",
)


def random_case(chance: Random, pack: Pack) -> Facts:
    """Some of the answers, up to two rows, an open or a closed list."""
    share = chance.choice([0.3, 0.6, 0.9])
    answers: dict[AnswerId, Value | Unknown] = {}
    rows = tuple(range(1, chance.randint(0, 2) + 1))
    for item in pack.questions.values():
        if not isinstance(item, Calculated | Group):
            inside = item.id.startswith("tx.")
            ids = [row_id(item.id, row) for row in rows] if inside else [AnswerId(item.id)]
            for id_ in ids:
                if chance.random() < share:
                    answers[id_] = chance.choice(every_value(item))
    if chance.random() < 0.5:
        answers[AnswerId("tx")] = False
    return Facts(answers, {"tx": rows})


def every_value(item: Item) -> tuple[Value | Unknown, ...]:
    """All options, and numbers at and around everything that is compared."""
    match item:
        case Boolean():
            return (True, False)
        case Choice(many=True):
            alone = tuple((option.code,) for option in item.options)
            return (*alone, ("red", "blue"), ("blue", "green"), ("red", "blue", "green"))
        case Choice():
            return (*item.codes, Unknown(Reason.NOT_KNOWN))
        case QuantityQuestion(range=(low, high), unit=unit):
            steps = [low + (high - low) * n / OTHERS for n in range(OTHERS + 1)]
            return tuple(Quantity(step.to_integral_value(), unit) for step in steps)
    raise TypeError(item)


def tried_values(judge: Judge, answer: AnswerId, *, given: bool) -> tuple[Tried, ...]:
    """Every value of an answer that varies: the given ones, or those that are missing."""
    item = judge.pack.questions[question_of(answer)[0]]
    if isinstance(item, Group):
        if given:
            return (MORE,) if judge.facts.closed("tx") else ()
        return () if judge.facts.closed("tx") else (MORE, False)
    now = judge.facts.answers.get(answer, NOT_ASKED)
    unknown = isinstance(now, Unknown) or now == "not_done"
    if unknown is given:
        return ()
    values = (*every_value(item), *candidates(judge, answer))
    told = (v for v in values if not isinstance(v, Unknown) and v != "not_done")
    return tuple(dict.fromkeys(value for value in told if value != now))


def every_answer(pack: Pack, facts: Facts) -> list[AnswerId]:
    """All that could be asked of a case, its rows included."""
    found = []
    for item in pack.questions.values():
        if isinstance(item, Calculated):
            continue
        if item.id.startswith("tx."):
            found += [row_id(item.id, row) for row in facts.rows.get("tx", ())]
        else:
            found.append(AnswerId(item.id))
    return found


def brute(standing: Standing, answers: list[AnswerId], goal: Goal, *, given: bool) -> Sets:
    """Every smallest set of these answers that some values of theirs bring to the goal."""
    judge = standing.judge
    choices = [(None, *tried_values(judge, answer, given=given)) for answer in answers]
    found: Sets = set()
    for values in product(*choices):
        changes = {a: v for a, v in zip(answers, values, strict=True) if v is not None}
        names = frozenset(changes)
        if any(other <= names for other in found):
            continue
        supposed = Supposed(judge, changes)
        if rule(standing.policy, "top", supposed).judged.truth in goal:
            found = {other for other in found if not names <= other} | {names}
    return found


def standing_of(pack: Pack, facts: Facts) -> Standing:
    return stand(pack.policies["p"], Judge(pack, facts))
