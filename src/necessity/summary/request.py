"""What a request for information asks for, from an interview. Pure.

Each fact is asked once and numbered: first a short list that can settle everything that is open,
then what may stand in for some of it, then what only a physician reviewer can judge. Answers are
not repeated, but for the name of a row that a question is about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from necessity import __version__
from necessity.answers import AnswerId, question_of
from necessity.citations import Numbering, vancouver
from necessity.decide.ruling import Determination, Outcome, Ruling, Standing, conditions
from necessity.decide.settle import ways_to_settle
from necessity.interview.state import Interview
from necessity.pack.model import Criterion, Note, Policy
from necessity.summary.asking import help_of, looked_at, so_far, words_of
from necessity.summary.request_model import Asked, Cited, Confirm, ForPolicy, Open, Request

Ways = tuple[tuple[AnswerId, ...], ...]
_KEPT = 200
"""So many short lists are kept while the open determinations are gone through."""


def ways_of(standing: Standing, determination: Determination) -> Ways:
    """Every set of answers that can settle a determination; () when it is decided."""
    return ways_to_settle(standing, determination)


def request(interview: Interview, case: str) -> Request:
    """Write what to ask; the same interview always gives the same request."""
    return _Asking(interview).request(case)


def shortest(every: Sequence[Ways], position: Mapping[str, int]) -> frozenset[AnswerId]:
    """A short list of answers that holds at least one way of each."""
    lists: list[tuple[int, frozenset[AnswerId]]] = [(0, frozenset())]
    for ways in every:
        found = {
            kept | set(way): cost + index
            for cost, kept in reversed(lists)
            for index, way in reversed(list(enumerate(ways)))
        }
        ranked = sorted(
            ((cost, kept) for kept, cost in found.items()),
            key=lambda each: (len(each[1]), each[0], _ordered(each[1], position)),
        )
        lists = ranked[:_KEPT] or lists
    return lists[0][1]


def _ordered(answers: Iterable[AnswerId], position: Mapping[str, int]) -> list[AnswerId]:
    """Answers in the order in which the pack asks."""
    return sorted(answers, key=lambda answer: (position[question_of(answer)[0]], answer))


class _Asking:
    """Numbers the facts and the lines of one interview."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.pack = interview.pack
        self.numbering = Numbering(interview.pack)
        self.opens = [
            (standing, determination, ways_of(standing, determination))
            for standing in interview.standings
            for determination in standing.determinations
        ]
        self.looks: dict[AnswerId, set[str]] = {}
        """The questions that the lines which wait for a fact look at."""

    @cached_property
    def lists(self) -> tuple[list[AnswerId], list[AnswerId], list[AnswerId]]:
        """What to send, what may stand in for it, what a physician reviewer judges."""
        every = [ways for _, _, ways in self.opens if ways]
        first = shortest(every, self.pack.position)
        told = frozenset(answer for ways in every for way in ways for answer in way)
        ordered = _ordered(told, self.pack.position)
        judged = [answer for answer in ordered if self._judged(answer)]
        return (
            [answer for answer in ordered if answer in first and answer not in judged],
            [answer for answer in ordered if answer not in first and answer not in judged],
            judged,
        )

    @cached_property
    def numbers(self) -> dict[AnswerId, int]:
        """The number of each fact."""
        every = (answer for found in self.lists for answer in found)
        return {answer: number for number, answer in enumerate(every, 1)}

    def _judged(self, answer: AnswerId) -> bool:
        return self.pack.questions[question_of(answer)[0]].role == "physician"

    def request(self, case: str) -> Request:
        """Put it together: policies first, since they give the lines their letters."""
        policies = tuple(self._policy(standing) for standing in self.interview.standings)
        lines = [line for each in policies for opened in each.opens for line in opened.lines]
        send, instead, judged = (
            tuple(self._asked(answer, lines) for answer in found) for found in self.lists
        )
        pack, confirm = self.pack, tuple(self._confirm())
        return Request(
            case=case,
            title=pack.title,
            made_with=f"necessity {__version__}, questions of {pack.id} {pack.version}",
            send=send,
            instead=instead,
            judged=judged,
            policies=policies,
            confirm=confirm,
            references=tuple(
                (number, vancouver(pack.sources[id_]))
                for id_, number in self.numbering.references.items()
            ),
        )

    # -- policies ---------------------------------------------------------------------------

    def _policy(self, standing: Standing) -> ForPolicy:
        policy = standing.policy
        known = policy.source in self.pack.sources
        return ForPolicy(
            id=policy.id,
            title=policy.title,
            version=policy.version,
            read=f"{policy.read:%d %b %Y}" if policy.read else "",
            reference=self.numbering.reference(policy.source) if known else None,
            opens=tuple(self._open(*found) for found in self.opens if found[0] is standing),
        )

    def _open(self, standing: Standing, determination: Determination, ways: Ways) -> Open:
        return Open(
            asks=determination.spec.asks,
            ways=tuple(tuple(sorted(self.numbers[answer] for answer in way)) for way in ways),
            lines=tuple(self._waiting(standing, determination, ways)),
            decided=determination.outcome is not Outcome.UNDETERMINED,
        )

    def _waiting(
        self, standing: Standing, determination: Determination, ways: Ways
    ) -> Iterator[Cited]:
        told = dict.fromkeys(answer for way in ways for answer in way)
        leaves = {leaf.criterion.id: leaf.criterion for leaf in _leaves(determination.ruling)}
        for criterion in leaves.values():
            looks = looked_at(self.pack, criterion.met_when)
            waits = [answer for answer in told if question_of(answer)[0] in looks]
            for answer in waits:
                self.looks.setdefault(answer, set()).update(looks)
            if waits:
                numbers = tuple(sorted(self.numbers[answer] for answer in waits))
                yield self._cited(standing.policy, criterion, numbers)

    def _cited(
        self, policy: Policy, of: Criterion | Note, waits_for: tuple[int, ...] = ()
    ) -> Cited:
        return Cited(
            policy=policy.id,
            letter=self.numbering.letter(policy, of),
            text=of.text,
            references=self.numbering.literature(policy, of),
            waits_for=waits_for,
        )

    # -- facts and conditions ---------------------------------------------------------------

    def _asked(self, answer: AnswerId, lines: Sequence[Cited]) -> Asked:
        number = self.numbers[answer]
        waiting = {line.letter: line for line in lines if number in line.waits_for}
        return Asked(
            number=number,
            answer=answer,
            text=words_of(self.interview, answer, self.looks.get(answer, ())),
            help=help_of(self.interview, answer),
            so_far=so_far(self.interview, answer),
            lines=tuple(waiting.values()),
        )

    def _confirm(self) -> Iterator[Confirm]:
        found: dict[str, list[Cited]] = {}
        for standing in self.interview.standings:
            for safeguard in conditions(standing):
                note = safeguard.note
                text = note.otherwise or note.text
                found.setdefault(text, []).append(self._cited(standing.policy, note))
        yield from (Confirm(text=text, lines=tuple(lines)) for text, lines in found.items())


def _leaves(ruling: Ruling) -> Iterator[Ruling]:
    """The lines of an open determination that wait for facts themselves."""
    if ruling.outcome is not Outcome.UNDETERMINED:
        return
    if not ruling.parts:
        yield ruling
    for part in ruling.parts:
        yield from _leaves(part)
