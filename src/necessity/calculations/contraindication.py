"""What the labels contraindicate on account of IgA or an earlier reaction, and what they do not.

Two limbs: an anaphylactic or severe systemic reaction to human immunoglobulin; or IgA deficiency
with antibodies to IgA and a history of hypersensitivity, all three. IgA deficiency alone is not a
labelled contraindication; with antibodies to IgA it is a higher risk that the label names. No
label text was seen that asks for IgA to be measured: that is good practice, or a payer's rule.
"""

from necessity.calculations.arguments import chose, said
from necessity.calculations.registry import NOT_KNOWN, Argument, calculation
from necessity.logic import Truth, all_of, any_of

_LABELS = (
    "US labels of Octagam 10 % (octagamusa.com), Gammagard Liquid and Alyglo: severe systemic "
    "reaction to human immunoglobulin; or IgA deficiency with antibodies to IgA and a history of "
    "hypersensitivity"
)
_OTHER_LABELS = "That the labels of the other products say the same: from memory."


def iga_limb(deficient: Truth, antibodies: Truth, hypersensitivity: Truth) -> Truth:
    """Whether the limb of the label that concerns IgA holds: all three."""
    return all_of((deficient, antibodies, hypersensitivity))


def iga_standing(deficient: Truth, antibodies: Truth, hypersensitivity: Truth) -> str | None:
    """Say how it stands by IgA as far as it is recorded; None when nothing can be said."""
    match deficient, antibodies, hypersensitivity:
        case Truth.FALSE, _, _:
            return "no_issue"
        case Truth.TRUE, Truth.FALSE, _:
            return "deficiency_alone"
        case Truth.TRUE, Truth.UNKNOWN, _:
            return "antibodies_unknown"
        case Truth.TRUE, Truth.TRUE, Truth.TRUE:
            return "contraindicated"
        case Truth.TRUE, Truth.TRUE, Truth.FALSE:
            return "higher_risk"
    return None


@calculation(version=1, source=_LABELS, unverified=_OTHER_LABELS)
def label_contraindication(
    deficient: Argument, anti_iga: Argument, hypersensitivity: Argument, severe_reaction: Argument
) -> Argument:
    """Say present or none: a severe reaction, or all three of the limb that concerns IgA."""
    antibodies = chose(anti_iga, "positive", unknown=("not_done",))
    limb = iga_limb(said(deficient), antibodies, said(hypersensitivity))
    found = any_of((said(severe_reaction), limb))
    return {Truth.TRUE: "present", Truth.FALSE: "none"}.get(found, NOT_KNOWN)


@calculation(version=1, source=_LABELS, unverified=_OTHER_LABELS, from_recorded=True)
def iga_risk(deficient: Argument, anti_iga: Argument, hypersensitivity: Argument) -> Argument:
    """Say how it stands by IgA as recorded; antibodies that nobody measured are a standing too.

    contraindicated, higher_risk, antibodies_unknown, deficiency_alone or no_issue.
    """
    antibodies = chose(anti_iga, "positive", unknown=("not_done",))
    return iga_standing(said(deficient), antibodies, said(hypersensitivity)) or NOT_KNOWN
