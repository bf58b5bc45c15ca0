"""Weights, cut-offs and formula of the 2017 EULAR/ACR classification criteria for myositis.

Weights are integer tenths: 0.7 + 0.8 must be 1.5. Two tables, without and with muscle biopsy.
The class goes by the published cut-offs of the score. The probability is only ever "about":
its constants rest on memory, and at 5.3, 5.5 and 7.5 without biopsy it falls just below the
cut-off that the rounded score reaches.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

WEIGHTS = {
    "age_18_39": (13, 15),
    "age_ge_40": (21, 22),
    "prox_upper": (7, 7),
    "prox_lower": (8, 5),
    "neck_flexors_weaker": (19, 16),
    "legs_prox_weaker": (9, 12),
    "heliotrope": (31, 32),
    "gottron_papules": (21, 27),
    "gottron_sign": (33, 37),
    "dysphagia": (7, 6),
    "anti_jo1": (39, 38),
    "enzymes_raised": (13, 14),
    "bx_endomysial": (0, 17),
    "bx_perimysial_perivascular": (0, 12),
    "bx_perifascicular_atrophy": (0, 19),
    "bx_rimmed_vacuoles": (0, 31),
}
"""Tenths without and with muscle biopsy. Skin items add up; one age band counts."""

CUT_OFFS = {"definite": (75, 87), "probable": (55, 67), "possible": (53, 65)}
"""The least score of a class in tenths, without and with muscle biopsy."""

MIDPOINTS = (Decimal("5.33"), Decimal("6.49"))
"""Score at an even chance, without and with biopsy. From memory; the cut-offs bear them out."""

RASH = ("heliotrope", "gottron_papules", "gottron_sign")


def iim_score(items: Iterable[str], *, biopsy: bool) -> Decimal:
    """Add the weights of the items present, with or without muscle biopsy; not capped.

    Keys are those of WEIGHTS. KeyError for another key, ValueError for two age bands.
    """
    present = set(items)
    if {"age_18_39", "age_ge_40"} <= present:
        message = "only one age band counts"
        raise ValueError(message)
    return Decimal(sum(WEIGHTS[item][biopsy] for item in present)) / 10


def iim_class(score: Decimal, *, biopsy: bool) -> str:
    """Class by score: definite, probable, possible or not_iim."""
    for name, least in CUT_OFFS.items():
        if score * 10 >= least[biopsy]:
            return name
    return "not_iim"


def iim_about(score: Decimal, *, biopsy: bool) -> Decimal:
    """Give the probability to four places, for print after "about"; never to classify by."""
    return iim_chance(score, biopsy=biopsy).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def iim_chance(score: Decimal, *, biopsy: bool) -> Decimal:
    """Give 1 / (1 + exp(midpoint - score)) to 28 digits, in decimals throughout."""
    with localcontext(Context(prec=28)):
        return 1 / (1 + (MIDPOINTS[biopsy] - score).exp())


def biopsy_needed(items: Iterable[str], *, biopsy: bool) -> bool:
    """Whether features of a muscle biopsy are expected: none recorded, and no typical rash."""
    return not biopsy and not set(items) & set(RASH)
