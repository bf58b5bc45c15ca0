"""A person's own determination, asked step by step on the last page. No Textual here.

The reviewer's closes the case; a physician reviewer's stands beside it, before or after. Nothing
of it is kept before it is signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from necessity.case.model import Role
from necessity.decide.ruling import OUTCOME_WORDS, Determination, Outcome
from necessity.tui.ending import recommended
from necessity.tui.inner import (
    agree_prompt,
    determine_prompt,
    name_prompt,
    reason_prompt,
    sign_prompt,
    words_prompt,
)
from necessity.tui.prompts import OPINING, Kind, Prompt
from necessity.tui.turning import Turning
from necessity.tui.walk import changes
from necessity.tui.words import determination_name

SIGNATURE: dict[Role, str] = {"reviewer": "complete", "physician": "sign"}
"""The word that is typed to sign."""


@dataclass(slots=True, kw_only=True)
class Begun:
    """What was said so far, and where among the steps it is."""

    role: Role
    determinations: Sequence[Determination]
    recommended: str
    by: str = ""
    agrees: bool | None = None
    own: dict[str, Outcome] = field(default_factory=dict)
    words: str = ""
    reason: str = ""
    at: int = 0

    @property
    def steps(self) -> list[Kind | Determination]:
        """What is asked, in order; each determination by itself where they differ."""
        first = [Kind.NAME, Kind.AGREE] if self.role == "physician" else [Kind.AGREE]
        each = [] if self.agrees else self.determinations
        return [*first, *each, Kind.WORDS, Kind.REASON, Kind.SIGN]

    @property
    def several(self) -> bool:
        """Whether more than one policy judges."""
        return len({each.policy for each in self.determinations}) > 1

    @property
    def differing(self) -> list[str]:
        """Each determination on which the person and the program differ, in words."""
        return [
            f"{determination_name(each, 1 + self.several)}: {OUTCOME_WORDS[self.own[key_of(each)]]}"
            for each in self.determinations
            if self.own.get(key_of(each), each.outcome) is not each.outcome
        ]

    def prompt(self) -> Prompt:
        """What is asked at this step."""
        step = self.steps[self.at]
        match step:
            case Determination():
                place = self.determinations.index(step) + 1, len(self.determinations)
                return determine_prompt(step, place, self.own.get(key_of(step), step.outcome))
            case Kind.NAME:
                return name_prompt(self.by)
            case Kind.AGREE:
                return agree_prompt(self.recommended, agrees=self.agrees)
            case Kind.WORDS:
                return words_prompt(self.said, self.words)
            case Kind.REASON:
                return reason_prompt(self.said, self.reason)
        said = (self.said, *([f"In your own words: {self.words}"] if self.words else []))
        return sign_prompt(SIGNATURE[self.role], (*said, f"Your reason: {self.reason}"))

    @property
    def said(self) -> str:
        """The determination in one line."""
        return f"Your determination: {'; '.join(self.differing) or 'as the program'}."

    def take(self, text: str) -> None:
        """Take what was said at this step, and go on to the next."""
        step = self.steps[self.at]
        match step:
            case Determination():
                self.own[key_of(step)] = Outcome(text)
            case Kind.NAME:
                self.by = text
            case Kind.AGREE:
                self.agrees = text == "yes"
                self.own = {} if self.agrees else self.own
            case Kind.WORDS:
                self.words = text
            case Kind.REASON:
                self.reason = text
        self.at += 1


def key_of(determination: Determination) -> str:
    """`policy.determination`."""
    return f"{determination.policy}.{determination.id}"


class Opining(Turning):
    """The part of the desk where people determine."""

    _begun: Begun | None = None

    @changes
    def complete(self) -> None:
        """Ask for the reviewer's own determination."""
        if self.prompt.kind is Kind.END and self.session.case.status == "completed":
            self.message = (
                "This case is completed already. a: a physician reviewer adds theirs. m: amend it."
            )
        else:
            self._begin("reviewer")

    @changes
    def opine(self) -> None:
        """Ask for a physician reviewer's determination."""
        self._begin("physician")

    def _begin(self, role: Role) -> None:
        if self.prompt.kind is not Kind.END:
            self.message = "That is on the last page: o (or Ctrl+O), End, Enter goes there."
            return
        found = [each for standing in self.interview.standings for each in standing.determinations]
        proposed = recommended(self.interview)
        self._begun = Begun(role=role, determinations=found, recommended=proposed)
        self.message, self.prompt = "", self._begun.prompt()

    def back(self, draft: str) -> None:
        """Within a determination, go to the step before."""
        if self._begun is not None and self.prompt.kind in OPINING and self._begun.at:
            self._begun.at -= 1
            self.message, self.prompt = "", self._begun.prompt()
        else:
            super().back(draft)

    def _opines(self, text: str) -> None:
        """Take one step of a determination."""
        begun, kind = self._begun, self.prompt.kind
        if begun is None:
            return
        if kind is Kind.SIGN:
            self._sign(begun, text.strip().lower())
        elif kind is Kind.NAME and not any(char.isalpha() for char in text):
            self.message = "Type the name of the physician reviewer, or Escape to leave it."
        elif kind is Kind.REASON and not text.strip():
            self.message = "Type it in a few words, or Escape to leave it."
        else:
            begun.take(text.strip())
            self.prompt = begun.prompt()

    def _sign(self, begun: Begun, text: str) -> None:
        word = SIGNATURE[begun.role]
        if text != word:
            self.message = f'Type the word "{word}", or Escape to leave the case as it is.'
            return
        physician = begun.role == "physician"
        if physician:
            self.session.add_opinion(begun.by, begun.words, begun.reason, begun.own)
        else:
            self.session.complete(begun.words, begun.reason, begun.own)
        self._begun = None
        done = "The determination is added." if physician else "The case is completed."
        failed = "Not saved: the case is as it was. Nothing was signed."
        self._arrive(failed if self.session.problem else done)
