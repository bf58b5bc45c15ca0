"""A small pack, built in Python: a gate, a list, a calculation and one policy."""

from decimal import Decimal

from necessity.pack.model import Criterion, DeterminationSpec, Note, Pack, Policy, ValueSet
from necessity.pack.questions import (
    Boolean,
    Choice,
    Group,
    Option,
    QuantityQuestion,
    Section,
    Text,
)

OUTCOMES = (Option(code="failed", text="It failed"), Option(code="worked", text="It worked"))


def pack(*criteria: Criterion, safeguards: tuple[Note, ...] = ()) -> Pack:
    """Questions about treatments and a test; a policy with these criteria, the first one asked."""
    lines = criteria or (Criterion(id="tried", text="Something failed", met_when=FAILED),)
    policy = Policy(
        id="p",
        title="A policy",
        version="1",
        source="s",
        determination=(DeterminationSpec(id="d", asks="Is it so?", criterion=lines[0].id),),
        criterion=lines,
        safeguard=safeguards,
    )
    items = (
        Boolean(type="boolean", id="tx_any", text="Any treatment?"),
        Group(
            type="group",
            id="tx",
            text="Treatment",
            enable_when="tx_any = yes",
            item=(
                Text(type="text", id="tx.drug", text="Which?"),
                Choice(type="choice", id="tx.outcome", text="How did it end?", options=OUTCOMES),
            ),
        ),
        Choice(
            type="choice",
            id="lab.done",
            text="Was it measured?",
            options=(
                Option(code="value", text="Yes"),
                Option(code="not_done", text="No", judged="unknown"),
            ),
        ),
        QuantityQuestion(
            type="quantity",
            id="lab.iga",
            text="IgA?",
            unit="mg/dL",
            units=("g/L",),
            range=(Decimal(0), Decimal(5000)),
            comparator=True,
            enable_when="lab.done = value",
        ),
        QuantityQuestion(
            type="quantity",
            id="pt.weight",
            text="Weight?",
            unit="kg",
            range=(Decimal(2), Decimal(300)),
            override=True,
        ),
    )
    return Pack(
        id="small",
        title="A small pack",
        version="1",
        digest="sha256:0",
        sections=(Section(id="one", title="One", item=items),),
        value_sets={"bad": ValueSet(id="bad", text="Bad", codes=("failed",))},
        policies={"p": policy},
    )


FAILED = "any tx (tx.outcome in bad)"
