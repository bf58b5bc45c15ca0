"""How the dose and the time of an earlier drug compare with what is usual. Guidance, no criterion.

Usual doses are those of two reviews; times are mostly from memory. What cannot be compared stays
unknown: doses by body surface, infusions given in courses, drugs of which only a highest dose was
read (ciclosporin, hydroxychloroquine), and most drugs in children.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from necessity.calculations.arguments import number, over, quantity
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, truth
from necessity.quantity import Quantity

ADULT_FROM = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The lower end of a usual dose; of two figures either is enough."""

    per_kg: Fraction | None = None
    """mg/kg a day."""
    fixed: Fraction | None = None
    """In `unit`."""
    unit: str = "mg/d"


ADULTS = {
    "prednisone": Usual(per_kg=Fraction(1, 2), fixed=Fraction(40)),
    "methotrexate": Usual(fixed=Fraction(15), unit="mg/wk"),
    "azathioprine": Usual(per_kg=Fraction(2)),
    "mycophenolate": Usual(fixed=Fraction(2000)),
    "tacrolimus": Usual(per_kg=Fraction(6, 100), fixed=Fraction(4)),
}
CHILDREN = {"prednisone": Usual(per_kg=Fraction(1))}

LEAST_WEEKS = {
    "prednisone": 4,
    "methotrexate": 12,
    "azathioprine": 12,
    "mycophenolate": 12,
    "tacrolimus": 12,
    "ciclosporin": 12,
    "hydroxychloroquine": 12,
    "tofacitinib": 12,
    "baricitinib": 12,
}
"""Lower end of a usual trial in adults. Drugs given in courses have no such time here; in children
SHARE intensifies within 12 weeks, which is no least time."""


def per_kg(dose: Fraction | None, kg: Fraction | None) -> Fraction | None:
    """Turn mg a day into mg/kg a day."""
    return over(dose, kg)


def reaches_usual(usual: Usual | None, dose: Argument, kg: Fraction | None) -> Truth:
    """Whether a dose reaches the lower end; `kg` turns mg a day into mg/kg a day.

    A dose by weight is compared by weight. Of a weekly drug only a weekly dose is compared: a
    daily one is more likely a slip than a dose.
    """
    if usual is None or not isinstance(dose, Quantity) or dose.sign:
        return Truth.UNKNOWN
    if dose.unit == "mg/kg/d":
        return _reaches(number(dose, "mg/kg/d"), usual.per_kg)
    if usual.unit == "mg/wk" and dose.unit != "mg/wk":
        return Truth.UNKNOWN
    enough = _reaches(number(dose, usual.unit), usual.fixed)
    if usual.per_kg is None or enough is Truth.TRUE:
        return enough
    return _reaches(per_kg(number(dose, "mg/d"), kg), usual.per_kg)


def usual_dose(drug: str, dose: Argument, years: Fraction | None, kg: Fraction | None) -> Truth:
    """Compare at this age; while the age is not known, only what holds for child and adult."""
    grown = reaches_usual(ADULTS.get(drug), dose, kg)
    young = reaches_usual(CHILDREN.get(drug), dose, kg)
    if years is None:
        return grown if grown is young else Truth.UNKNOWN
    return grown if years >= ADULT_FROM else young


@calculation(
    version=1,
    source=(
        "Usual doses: PMC11646336 (table 2), PMC7388349 (table 5) and BSR 2022 (rheumnow.com). "
        "Adults: prednisone 0.5-1 mg/kg a day, usually 40-60 mg; methotrexate 15-25 mg a week; "
        "azathioprine 2-3 mg/kg a day; mycophenolate 2-3 g a day (0.5 g twice a day in renal "
        "impairment); tacrolimus 0.06 mg/kg a day, or 2-3 mg twice a day. Children: prednisolone "
        "1-2 mg/kg a day. Compared with the lower end"
    ),
    unverified=(
        "That reaching either of two figures is enough, and that age and weight now stand for "
        "those at treatment: this project's own choices."
    ),
)
def dose_adequacy(drug: Argument, max_dose: Argument, age: Argument, weight: Argument) -> Argument:
    """Say reached_usual_dose or below_usual_dose for the highest dose of a drug.

    Age in years, weight in kg, which a dose in mg a day of a drug given by weight is divided by.
    """
    if not isinstance(drug, str):
        return NOT_KNOWN
    reached = usual_dose(drug, max_dose, number(age, "a"), number(weight, "kg"))
    words = {Truth.TRUE: "reached_usual_dose", Truth.FALSE: "below_usual_dose"}
    return words.get(reached, NOT_KNOWN)


@calculation(
    version=1, source="From the start to the stop, or to the date of the request while still given"
)
def treatment_weeks(
    status: Argument, start: Argument, stop: Argument, request_date: Argument
) -> Argument:
    """Count the completed weeks of a treatment; not known when its end lies before its start."""
    ends = {"ongoing": request_date, "stopped": stop}
    end = ends.get(status, NOT_KNOWN) if isinstance(status, str) else NOT_KNOWN
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        return NOT_KNOWN
    return quantity(Fraction((end - start).days // 7), "wk")


@calculation(
    version=1,
    source=(
        "Prednisone 4 to 6 weeks at 1 mg/kg a day in adults (PMC7388349, table 5); compared with "
        "the lower end, whatever the dose was"
    ),
    unverified=(
        "From memory: azathioprine 12 to 24 weeks; mycophenolate, tacrolimus, ciclosporin and JAK "
        "inhibitors 12 weeks. Set by this project: methotrexate and hydroxychloroquine 12 weeks. "
        "That the age now stands for the age at treatment: this project's own choice."
    ),
)
def treatment_duration(drug: Argument, weeks: Argument, age: Argument) -> Argument:
    """Say shorter or as_long_as against the usual trial of a drug in adults (weeks, years)."""
    lasted, years = number(weeks, "wk"), number(age, "a")
    if not isinstance(drug, str) or lasted is None or years is None or years < ADULT_FROM:
        return NOT_KNOWN
    least = LEAST_WEEKS.get(drug)
    if least is None:
        return NOT_KNOWN
    return "as_long_as" if lasted >= least else "shorter"


def _reaches(dose: Fraction | None, least: Fraction | None) -> Truth:
    return Truth.UNKNOWN if dose is None or least is None else truth(dose >= least)
