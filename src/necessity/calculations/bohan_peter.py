"""The class of Bohan and Peter (1975), from what has been shown.

An item counts when a finding shows it. A test that was not done, or that came out equivocal,
shows nothing: that is an answer, not a gap. An item of which nothing is recorded is a gap, and
then there is a class only when both ways of filling it lead to the same one.
The exclusions that belong to the criteria (neurological disease, dystrophy, granulomatous or
infectious myositis, metabolic or endocrine myopathy, myasthenia gravis) are not part of the class.
"""

from itertools import product

from necessity.calculations.arguments import chose
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth

WITH_RASH = ("not_met", "possible_dm", "probable_dm", "definite_dm", "definite_dm")
WITHOUT_RASH = ("not_met", "not_met", "possible_pm", "probable_pm", "definite_pm")
"""The class for 0, 1, 2, 3 or 4 of weakness, enzymes, EMG and biopsy. Rash alone: not met."""

RASH = ("heliotrope", "gottron_papules", "gottron_sign")


@calculation(
    version=1,
    source=(
        "Bohan A, Peter JB. N Engl J Med 1975;292:344-7 and 403-7, as tabulated in PMC4386581 "
        "(table 1) and ISRN Rheumatology 2013, article 509354 (table 1)"
    ),
    unverified=(
        "That a test not done, or an equivocal biopsy, counts as not shown: this project's choice."
    ),
)
def bohan_peter(
    rash: Argument, weakness: Argument, enzymes: Argument, emg: Argument, muscle_biopsy: Argument
) -> Argument:
    """Class by rash and the number of items shown; codes as the pack's questions have them.

    definite_dm, probable_dm, possible_dm, definite_pm, probable_pm, possible_pm or not_met.
    """
    shown = (
        chose(weakness, "proximal", "proximal_and_distal", unknown=("pattern_not_stated",)),
        chose(enzymes, "raised"),
        chose(emg, "myopathic_irritable"),
        chose(muscle_biopsy, "supports"),
    )
    classes = {
        (WITH_RASH if with_rash else WITHOUT_RASH)[sum(items)]
        for with_rash in _ways(chose(rash, *RASH))
        for items in product(*map(_ways, shown))
    }
    return classes.pop() if len(classes) == 1 else NOT_KNOWN


def _ways(item: Truth) -> tuple[bool, ...]:
    """List what an item may turn out to be."""
    return (False, True) if item is Truth.UNKNOWN else (item is Truth.TRUE,)
