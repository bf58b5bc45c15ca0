"""The papers of the chart in a case that is being worked on: entered, quoted, logged, saved."""

from collections.abc import Callable
from dataclasses import replace

from necessity.answers import AnswerId
from necessity.case import records
from necessity.case.atwork import AtWork
from necessity.case.audit import append
from necessity.case.model import Case
from necessity.case.records import About, Done
from necessity.errors import EventRefused


class Charting(AtWork):
    """The part of a session that keeps what answers rest on."""

    user: str

    def add_record(self, about: About) -> str:
        """Enter a paper; give its id. Raises EventRefused."""
        return self._charted(lambda case: records.added(case, about))

    def change_record(self, id_: str, about: About) -> None:
        """Correct what is told of a paper. Raises EventRefused."""
        self._charted(lambda case: records.changed(case, id_, about))

    def remove_record(self, id_: str) -> None:
        """Take a paper away that nothing rests on; the log keeps it. Raises EventRefused."""
        self._charted(lambda case: records.removed(case, id_))

    def quote(self, id_: str, words: str, at: str = "") -> str:
        """Quote words of a paper; give the excerpt's id. Raises EventRefused."""
        return self._charted(lambda case: records.quoted(case, id_, words, at))

    def requote(self, excerpt: str, words: str, at: str = "") -> None:
        """Correct an excerpt. Raises EventRefused."""
        self._charted(lambda case: records.requoted(case, excerpt, words, at))

    def unquote(self, excerpt: str) -> None:
        """Take an excerpt away that nothing rests on; the log keeps it. Raises EventRefused."""
        self._charted(lambda case: records.unquoted(case, excerpt))

    def citable(self) -> tuple[str, ...]:
        """What an answer may rest on: what was cited or entered last is the first."""
        return records.recent(self.interview.answers.values(), self.case)

    def _charted(self, act: Callable[[Case], Done]) -> str:
        self._check_open()
        answers = tuple(self.interview.answers.values())  # the case's own are those last saved
        case, entry = act(replace(self.case, answers=answers))
        log = append(self.case.log, replace(entry, by=self.user, at=self._clock()))
        self._become(replace(self.case, records=case.records, log=log), self.interview)
        self.save()
        return entry.what

    def _check_cited(self, id_: AnswerId, rests_on: tuple[str, ...]) -> None:
        """Refuse what is no record of this case, unless the answer rests on it already."""
        before = self.interview.answers.get(id_)
        held = before.rests_on if before else ()
        records.check_cited(self.case, (each for each in rests_on if each not in held))

    # -- who may change it ------------------------------------------------------------------

    def _check_ours(self) -> None:
        if self.held:
            raise EventRefused(f"Nothing is changed: {self.held}")

    def _check_open(self) -> None:
        self._check_ours()
        if self.case.status == "completed":
            raise EventRefused("This case is completed. Its answers are kept as they are.")
