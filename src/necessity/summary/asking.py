"""One missing fact in words that an office can act on, and where it is found. Pure."""

from collections.abc import Iterable

from necessity.answers import REASON_WORDS, AnswerId, Unknown, question_of
from necessity.decide.candidates import known
from necessity.decide.explain import row_name
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated, Group
from necessity.pack.uses import mentioned
from necessity.period import Period
from necessity.visible import visible

PARTLY = "only the month or the year is known; the day is what is missing"
STATED = "stated; the record that shows it is what is missing"
NOT_ESTABLISHED = "not established"
"""An answer that says no more than that, such as "not done"."""


def words_of(interview: Interview, answer: AnswerId, looked_at: Iterable[str] = ()) -> str:
    """What is asked; of a list, the items of each row that the lines in question look at."""
    question, row = question_of(answer)
    item = interview.pack.questions[question]
    if isinstance(item, Group):
        return _list(interview, item, frozenset(looked_at))
    if row is None:
        return item.text
    # a drug's name may have been typed by a person
    return visible(f"{row_name(interview.judge, question, row)}. {item.text}")


def _list(interview: Interview, group: Group, looked_at: frozenset[str]) -> str:
    more = " besides those already named" if interview.rows.get(group.id) else ""
    items = [item for item in group.item if not isinstance(item, Calculated)]
    named = [item.name for item in items if item is items[0] or item.id in looked_at]
    inner = f"Whether there are {group.name}{more}; if so, for each: {', '.join(named)}."
    return f"{inner} If there are none, please say so."


def help_of(interview: Interview, answer: AnswerId) -> str:
    """What counts as an answer and where it is found, in the words of the pack."""
    return interview.pack.questions[question_of(answer)[0]].help


def so_far(interview: Interview, answer: AnswerId) -> str:
    """What came of looking for it; the answer itself is not told. Empty when nobody looked."""
    given = interview.answers.get(answer)
    item = interview.pack.questions[question_of(answer)[0]]
    if given is None or isinstance(item, Group):
        return ""
    if isinstance(given.value, Unknown):
        return REASON_WORDS[given.value.reason]
    if isinstance(given.value, Period):
        return PARTLY
    return STATED if known(given.value, item) else NOT_ESTABLISHED


def looked_at(pack: Pack, condition: str) -> frozenset[str]:
    """Every question a condition rests on, those behind the gates of others too."""
    found: set[str] = set()
    waiting = set(mentioned(pack, condition))
    while waiting:
        question = waiting.pop()
        if question not in found:
            found.add(question)
            for gate in pack.gates[question]:
                waiting |= mentioned(pack, gate)
    return frozenset(found)
