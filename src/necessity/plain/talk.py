"""One reviewer at one case, line by line: the same desk as the screen's, spoken.

Every line is a command or an answer. What came of it is said in sentences, and then the next
question, so that what is on disk is always at least what was said to be taken.
"""

from necessity.answers import Answer, Unknown, question_of
from necessity.interview.state import Interview, Step
from necessity.pack.questions import Group, Text
from necessity.pack.reading import shown
from necessity.plain.asking import asked, short
from necessity.plain.choosing import Unclear, chosen
from necessity.plain.commands import NAMES
from necessity.plain.doing import Doer
from necessity.plain.speaker import Speaker
from necessity.plain.typed import Doing, Saying, understood
from necessity.plain.wording import worded
from necessity.session import Session
from necessity.tui.banner import banner
from necessity.tui.desk import Desk
from necessity.tui.leaving import Left
from necessity.tui.prompts import Kind, Prompt
from necessity.tui.words import Line, flags_of, saved_words, standing_lines

_TURNING = {Doing("undo"), Doing("redo")}
"""They say themselves what became of the answer."""
_WORD_ASKED = {Kind.SIGN, Kind.OVER, Kind.LOSE}
_WORDS = 'Commands are words: "keys" shows them, "?" helps with the question.'


class Talk:
    """A conversation about one case."""

    def __init__(self, session: Session, speaker: Speaker) -> None:
        self.session, self.speaker = session, speaker
        self.desk = Desk(session)
        self._doer = Doer(self.desk, speaker)
        self._asked: Prompt | None = None
        """The prompt that was said whole last."""
        self._doubted = ""
        """A text that is also a command, refused once."""
        self._banner = ""
        self._seen: set[str] = set()

    def run(self) -> Left:
        """Talk until the case is left. Raises EOFError."""
        self.session.save()
        pack = self.desk.interview.pack
        saved = "" if self.session.problem else f", {saved_words(self.session.case.saved)}"
        self.speaker.say(f"Case {self.session.name}: {pack.title} {pack.version}{saved}.", _WORDS)
        self._tell(self.desk.interview)
        while self.desk.left is None:
            self._ask()
            self._hear(self.speaker.ask())
        return self.desk.left

    @property
    def _free(self) -> bool:
        """Whether any text may be an answer here."""
        if self.desk.prompt.field != "text":
            return False
        step = self.desk.step
        question = self.desk.prompt.kind is Kind.QUESTION and step is not None
        return not question or (step is not None and isinstance(step.question, Text))

    def _ask(self) -> None:
        """Ask; what was asked already only in short."""
        prompt = self.desk.prompt
        if prompt is self._asked and not self._doer.again:
            self.speaker.say(short(prompt))
        else:
            self.speaker.say(*asked(prompt, self.desk.interview, free=self._free))
        self._asked, self._doer.again = prompt, False

    def _hear(self, line: str) -> None:
        """Do what a line says, and tell what came of it."""
        before, step = self.desk.interview, self.desk.step
        understanding: Doing | Saying | None = None
        try:
            understanding = understood(line, self.desk.prompt, free=self._free)
            self._does(understanding)
        except Unclear as reason:
            self.desk.message = str(reason)
        if self.desk.left is None:
            if understanding not in _TURNING and step is not None:
                self._repeat(before, step, said=isinstance(understanding, Saying))
            self._tell(before)

    def _does(self, understanding: Doing | Saying) -> None:
        desk = self.desk
        if isinstance(understanding, Doing):
            self._doer.do(understanding)
        elif not understanding.text.strip():
            desk.given(desk.prompt.current)
        elif desk.prompt.field == "text":
            self._check_meant(understanding.text)
            desk.given(understanding.text)
        else:
            desk.given(chosen(understanding.text, desk.prompt))

    def _check_meant(self, text: str) -> None:
        """Raise Unclear, once, where a command was typed without its colon into a text."""
        word, before = text.strip().lower(), self._doubted
        typed = self.desk.prompt.kind in _WORD_ASKED  # there it is asked for as it is
        self._doubted = "" if typed or word not in NAMES else word
        if self._doubted != before and self._doubted:
            raise Unclear(f'Type :{word} for the command, or "{word}" again to keep it as a text.')

    # -- what came of it --------------------------------------------------------------------

    def _repeat(self, before: Interview, step: Step, *, said: bool) -> None:
        """Tell the answer that was taken: it may have been a number or a few letters."""
        old, new = before.answers.get(step.id), self.desk.interview.answers.get(step.id)
        after = self.desk.interview
        if after.rows != before.rows and isinstance(step.question, Group):
            self.speaker.say("Taken: yes.")
        elif new is None or (new is old and after.place == before.place):
            return
        elif old is None or old.value != new.value:
            self.speaker.say(f"Taken: {_said(after, new)}.")
        elif old.note != new.note:
            self.speaker.say("The note is kept." if new.note else "The note is taken away.")
        elif said:
            self.speaker.say(f"Kept: {_said(after, new)}.")

    def _tell(self, before: Interview) -> None:
        """Say what followed, each once."""
        desk = self.desk
        say = self.speaker.say
        say(*(f"Worked out: {each}." for each in desk.news))
        message = worded(desk.message)
        say(f"{message[:1].upper()}{message[1:]}")
        changed = (line for line in standing_lines(desk.interview) if line.key in desk.changed)
        say(*(f"Now {line.name}: {line.word}.{_more(line)}" for line in changed))
        known = flags_of(before.standings)
        raised = (flag for flag in flags_of(desk.interview.standings) if flag not in known)
        say(*(f"Flag: {flag}" for flag in raised))
        desk.message, desk.news, desk.changed = "", (), frozenset()
        self._tell_banner()

    def _tell_banner(self) -> None:
        """Say what is not as it should be with the file, whenever that changes."""
        said = banner(self.session, self._seen)
        if said != self._banner:
            again = f"All is {saved_words(self.session.case.saved)}." * _unsaved(self._banner)
            self.speaker.say(worded(said) or again)
        self._banner = said
        self._seen |= set(self.session.cautions)


def _unsaved(said: str) -> bool:
    """Whether that sentence said that something was not saved."""
    return said.startswith("NOT SAVED")


def _said(interview: Interview, answer: Answer) -> str:
    said = shown(answer.value, interview.pack.questions[question_of(answer.id)[0]])
    return f"not known ({said})" if isinstance(answer.value, Unknown) else said


def _more(line: Line) -> str:
    """What it waits for, or the condition it is met on; of several the first, and how many."""
    every = line.waits or line.conditions
    if not every:
        return ""
    first = f" It waits for {every[0]}" if line.waits else f" Condition: {every[0].rstrip('.')}"
    return f"{first} and {len(every) - 1} more." if len(every) > 1 else f"{first}."
