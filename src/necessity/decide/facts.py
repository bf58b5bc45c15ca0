"""What is known of a case: answers by id, the rows of each list, and which lists are closed. Pure.

An answer counts only while its question should have been asked, and a calculated value is worked
out here from the answers that count. Both are `Judge`'s business; this is only the look-up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from necessity.answers import AnswerId, Reason, Unknown, Value, question_of

NOTHING: Mapping[AnswerId, Value | Unknown] = {}


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers of a case, without who, when and why."""

    answers: Mapping[AnswerId, Value | Unknown] = field(default_factory=dict)
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Row numbers of each group, in the order they stand."""
    documented: frozenset[AnswerId] = frozenset()
    """The answers that rest on a record of the chart; the others are stated."""

    def closed(self, group: str) -> bool:
        """Whether the reviewer said that there are no others."""
        return self.answers.get(AnswerId(group)) is False

    def without(self, answer: AnswerId) -> "Facts":
        """The same facts less one answer; its row stays."""
        kept = {id_: value for id_, value in self.answers.items() if id_ != answer}
        return Facts(kept, self.rows, self.documented)

    def having(self, more: Mapping[AnswerId, Value | Unknown]) -> "Facts":
        """The same facts with these answers given (or given again)."""
        answers = {**self.answers, **more}
        return Facts(answers, rows_of(answers, self.rows), self.documented)

    def documented_only(self) -> "Facts":
        """The same facts for a policy that takes no one's word: what is stated is not known.

        That a list has no others is the reviewer's own word, and stays.
        """
        not_documented = Unknown(Reason.NOT_DOCUMENTED)
        answers = {
            id_: value if id_ in self.documented or id_ in self.rows else not_documented
            for id_, value in self.answers.items()
        }
        return Facts(answers, self.rows, self.documented)


def rows_of(
    answers: Iterable[AnswerId],
    known: Mapping[str, tuple[int, ...]] = NOTHING,  # type: ignore[assignment]
) -> dict[str, tuple[int, ...]]:
    """The rows that these answers speak of, after those already known."""
    rows = {group: list(numbers) for group, numbers in known.items()}
    for answer in answers:
        question, row = question_of(answer)
        numbers = rows.setdefault(question.partition(".")[0], []) if row is not None else []
        if row is not None and row not in numbers:
            numbers.append(row)
    return {group: tuple(numbers) for group, numbers in rows.items()}
