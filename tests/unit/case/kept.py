"""A small pack with every kind of question, and cases of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from necessity.answers import Answer, AnswerId, Given, Unknown, Value
from necessity.case.model import Case, PackRef, RowNumbers
from necessity.interview import engine
from necessity.interview.state import Interview
from necessity.pack.model import Criterion, DeterminationSpec, Note, Pack, Policy
from necessity.pack.questions import (
    Boolean,
    Calculated,
    Choice,
    Date,
    Group,
    Option,
    QuantityQuestion,
    Section,
    Text,
)

AT = datetime(2026, 11, 20, 14, 5, 11, tzinfo=UTC)
GIVEN = Given(by="jlee", at=AT)

_ITEMS = (
    Boolean(type="boolean", id="tx_any", text="Was anything tried before?"),
    Group(
        type="group",
        id="tx",
        text="Treatments",
        more="Any other treatment?",
        enable_when="tx_any = yes",
        item=(
            Text(type="text", id="tx.drug", text="Which drug?"),
            Choice(
                type="choice",
                id="tx.outcome",
                text="How did it end?",
                short="outcome",
                options=(
                    Option(code="failed", text="It failed"),
                    Option(code="worked", text="It worked"),
                ),
            ),
            Date(type="date", id="tx.stop", text="When was it stopped?"),
        ),
    ),
    Choice(
        type="choice",
        id="dx.rash",
        text="Which rash?",
        many=True,
        options=(
            Option(code="heliotrope", text="Heliotrope"),
            Option(code="gottron", text="Gottron's papules"),
        ),
    ),
    QuantityQuestion(
        type="quantity",
        id="lab.iga",
        text="Serum IgA?",
        unit="mg/dL",
        units=("g/L",),
        comparator=True,
        range=(Decimal(0), Decimal(5000)),
    ),
    QuantityQuestion(
        type="quantity", id="sev.mrc", text="MRC?", unit="1", range=(Decimal(0), Decimal(5))
    ),
    QuantityQuestion(
        type="quantity", id="pt.weight", text="Weight?", unit="kg", range=(Decimal(2), Decimal(300))
    ),
    QuantityQuestion(
        type="quantity",
        id="pt.height",
        text="Height?",
        unit="cm",
        range=(Decimal(40), Decimal(230)),
    ),
    Calculated(
        type="calculated",
        id="pt.bmi",
        text="Body mass index",
        calculate="bmi(pt.weight, pt.height)",
        result="quantity",
        unit="kg/m2",
    ),
)

_POLICY = Policy(
    id="p",
    title="A policy",
    version="1",
    source="s",
    determination=(DeterminationSpec(id="d", asks="Is it so?", criterion="tried"),),
    criterion=(
        Criterion(
            id="tried",
            text="Something failed",
            met_when="any tx (tx.outcome = failed)",
            cites=("s page 1",),
        ),
    ),
    safeguard=(
        Note(id="iga", text="IgA is known", met_when="lab.iga known", otherwise="Measure IgA."),
    ),
)

PACK = Pack(
    id="small",
    title="A small pack",
    version="1",
    digest="sha256:0",
    sections=(Section(id="one", title="One", item=_ITEMS),),
    policies={"p": _POLICY},
)


def said(id_: str, value: Value | Unknown, note: str = "") -> Answer:
    """One answer."""
    return Answer(id=AnswerId(id_), value=value, given=GIVEN, note=note)


def case_of(answers: Iterable[Answer] = (), **more: object) -> tuple[Case, Interview]:
    """A case with these answers, in the order in which a file has them, and its interview."""
    interview = engine.opened(PACK, (), answers)
    rows = {
        group: RowNumbers(order=order, minted=interview.minted[group])
        for group, order in interview.rows.items()
    }
    ordered = (*interview.standing_answers.values(), *interview.set_aside.values())
    parts: dict[str, object] = {
        "id": "c-1",
        "pack": PackRef(id="small", version="1", digest="sha256:0"),
        "policies": ("p",),
        "reviewer": "J. Lee, RN",
        "opened": AT,
        "saved": AT,
        "place": interview.place,
        "answers": ordered,
        "rows": rows,
    }
    return Case(**{**parts, **more}), interview  # type: ignore[arg-type]
