"""The page of the chart over a question: what its answer rests on, and every paper. No Textual.

The screen shows `prompt` and `message`, and calls one method for each key. `forms` keeps what was
begun in a form, whatever page is looked at meanwhile.
"""

from collections.abc import Callable

from necessity.decide.explain import name_of
from necessity.errors import EventRefused, NecessityError
from necessity.interview.state import Step
from necessity.session import Session
from necessity.tui.charted import STATED, entry_words, found, source_words, whole
from necessity.tui.papers import Form, about_of, paper_form, quote_form
from necessity.tui.prompts import YES_NO, Kind, Prompt, Row
from necessity.tui.walk import Walk
from necessity.tui.words import answered_line, cut

NEW = "new"
Forms = dict[str, Form]
"""By what they are for: `new`, `quote R1`, `correct R1`, `correct R1.2`."""
_NONE = "No record of the chart is entered yet: n enters one."
_CLOSED = "This case is completed. Its answers are kept as they are."
_WHICH = "There is no record yet: n enters one."
_SAID = 60
"""Letters of an answer that is repeated."""


class Chart:
    """What is chosen and done on that page."""

    def __init__(
        self, walk: Walk, keep: Callable[[tuple[str, ...]], None], forms: Forms, width: int
    ) -> None:
        """`keep` lets the answer rest on what is marked. Raises EventRefused."""
        self._walk = walk
        self._keep = keep
        self._forms = forms
        self._room = 2 * max(width - 17, 20)
        """Columns that two lines of the list have for certain, wherever they break."""
        self._doing = ""
        """The form that is filled in; "" at the list."""
        self._drop = ""
        """What is asked about whether it is to go."""
        self._warned = False
        self.here = ""
        """The entry that the cursor stands on."""
        self.done = False
        """Set when the page is to close."""
        self.message = ""
        self.held = walk.resting
        """What the answer rests on now."""
        self.marks = self.held
        self.prompt = self._list()

    @property
    def _session(self) -> Session:
        return self._walk.session

    @property
    def listing(self) -> bool:
        """Whether the list is shown: there letters are keys."""
        return self.prompt.kind is Kind.REST

    @property
    def closed(self) -> bool:
        """Whether nothing may change here."""
        return self._session.closed

    @property
    def first(self) -> bool:
        """Whether the field that is asked is the first of its form."""
        return bool(self._doing) and not self._forms[self._doing].at

    # -- the list ---------------------------------------------------------------------------

    def _list(self) -> Prompt:
        ids = tuple(dict.fromkeys((*self.held, *self.marks, *self._session.citable())))
        case, step = self._session.case, self._walk.step
        return Prompt(
            kind=Kind.REST,
            text=_asks(step),
            context="" if step is None else step.text,
            help="" if ids else _NONE,
            field="list" if step is None else "many",
            rows=tuple(Row(key=id_, text=entry_words(case, id_, self._room)) for id_ in ids),
            chosen=self.marks,
            notes=tuple(self._begun()),
        )

    def _begun(self) -> list[str]:
        names = {NEW: "A new record is begun and not entered: n goes on with it."}
        return [
            names.get(key, f"{form.title}: begun and not entered.")
            for key, form in self._forms.items()
        ]

    def mark(self, marked: str) -> None:
        """Take note of what is marked; where nothing may change, say so and mark it as it was."""
        self.message, self._warned = "", False
        if self._may():
            self.marks = tuple(filter(None, marked.split(", ")))
        else:
            self.prompt = self._list()

    def _may(self) -> bool:
        """Whether something may change; says why not."""
        if self._session.held:
            self.message = f"Nothing is changed: {self._session.held}"
        elif self._session.case.status == "completed":
            self.message = _CLOSED
        return not self.message

    def given(self, text: str) -> None:
        """Take what was entered, as the prompt means it."""
        self.message = ""
        try:
            if self._doing:
                self._take(text)
            elif self._drop:
                self._dropped(text)
            else:
                self._kept()
            if self._session.problem and self.message:
                self.message += f" NOT SAVED: {self._session.problem}"
        except NecessityError as refusal:
            self.message = str(refusal)

    def _kept(self) -> None:
        if self.marks != self.held:
            self._keep(self.marks)
        self.done = True

    def back(self, draft: str) -> None:
        """Leave what is asked, a field at a time; what was typed stays in its form."""
        self.message = ""
        if self._doing:
            form = self._forms[self._doing]
            form.keep(draft)
            if form.at:
                form.at -= 1
                self.prompt = form.prompt()
            else:
                self._leave()
        elif self._drop:
            self._to_list(self._drop)
        elif self.marks != self.held and not self._warned:
            self._warned = True
            self.message = "What is marked is not kept yet. Enter keeps it, Escape again does not."
        else:
            self.done = True

    def _leave(self) -> None:
        doing, form = self._doing, self._forms[self._doing]
        if form.unchanged:
            del self._forms[doing]
        self._to_list(self.here)

    def _to_list(self, here: str) -> None:
        self._doing = self._drop = ""
        self._warned = False
        self.here = here
        self.prompt = self._list()

    # -- papers and their words -------------------------------------------------------------

    def new(self) -> None:
        """Enter a new paper."""
        self._open(NEW, paper_form)

    def quote(self) -> None:
        """Quote words of the paper that the cursor stands on."""
        held = found(self._session.case, self.here)
        if held is None:
            self.message = _WHICH
        else:
            self._open(f"quote {held[0].id}", lambda: quote_form(held[0]))

    def correct(self) -> None:
        """Correct what the cursor stands on."""
        held = found(self._session.case, self.here)
        if held is None:
            self.message = _WHICH
        else:
            record, excerpt = held
            form = quote_form(record, excerpt) if excerpt else paper_form(record)
            self._open(f"correct {self.here}", lambda: form)

    def _open(self, doing: str, made: Callable[[], Form]) -> None:
        self.message = ""
        if self._may():
            self._doing = doing
            self.prompt = self._forms.setdefault(doing, made()).prompt()

    def _take(self, text: str) -> None:
        form = self._forms[self._doing]
        if not form.take(text):
            self.prompt = form.prompt()
            return
        said = self._enter(form)
        del self._forms[self._doing]
        self._to_list(self.here)
        self.message = said

    def _enter(self, form: Form) -> str:
        """Have a filled form in the case; say what was done. Raises EventRefused."""
        session, values = self._session, form.values
        what, _, id_ = self._doing.partition(" ")
        if what == NEW:
            self.here = session.add_record(about_of(values))
            return f"{self.here} is entered. q quotes its words.{self._marks_it()}"
        if what == "quote":
            self.here = session.quote(id_, str(values["words"]), str(values["where"]))
            return f"{self.here} is entered.{self._marks_it()}"
        if "." in id_:
            session.requote(id_, str(values["words"]), str(values["where"]))
        else:
            session.change_record(id_, about_of(values))
        return f"{id_} is corrected; the log keeps what it was."

    def _marks_it(self) -> str:
        return "" if self._walk.step is None else " Space marks it for this answer."

    def whole(self) -> list[str]:
        """All that is known of the paper that the cursor stands on."""
        held = found(self._session.case, self.here)
        return whole(self._session.interview.answers.values(), held[0]) if held else [_WHICH]

    # -- taking away ------------------------------------------------------------------------

    def take_away(self) -> None:
        """Ask whether what the cursor stands on is to go; not while something rests on it."""
        self.message = ""
        held = found(self._session.case, self.here)
        if held is None:
            self.message = _WHICH
        elif self._may():
            record, excerpt = held
            ids = {self.here} if excerpt else {record.id, *(each.id for each in record.excerpt)}
            self.message = self._resting(ids)
            if not self.message:
                self._drop = self.here
                self.prompt = self._asked(len(ids) - 1)

    def _asked(self, excerpts: int) -> Prompt:
        more = f" with its {excerpts} {'excerpt' if excerpts == 1 else 'excerpts'}" * bool(excerpts)
        return Prompt(
            kind=Kind.DROP,
            text=f"Take {self._drop} away{more}?",
            context=entry_words(self._session.case, self._drop, self._room),
            help="The log of the case keeps what it was.",
            field="one",
            rows=YES_NO,
            yes_no=True,
        )

    def _resting(self, ids: set[str]) -> str:
        """Why these cannot go; "" when they can."""
        interview = self._session.interview
        names = [
            f'"{name_of(interview.judge, answer.id)}"'
            for answer in interview.answers.values()
            if ids & set(answer.rests_on)
        ]
        names += [
            f'"{name_of(interview.judge, id_)}" (not answered yet)'
            for id_, waiting in self._walk.waiting.items()
            if ids & set(waiting)
        ]
        if not names:
            return ""
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        rests = "rest" if more else "rests"
        return f"{names[0]}{more} {rests} on it. Let it rest on something else first."

    def _dropped(self, text: str) -> None:
        if text == "yes":
            id_ = self._drop
            held = found(self._session.case, id_)
            if held is None:
                raise EventRefused(f'There is no "{id_}" any more.')
            (self._session.unquote if held[1] else self._session.remove_record)(id_)
            self.marks = tuple(each for each in self.marks if found(self._session.case, each))
            gone = [key for key in self._forms if f"{key.partition(' ')[2]}.".startswith(f"{id_}.")]
            for key in gone:
                del self._forms[key]
            self._to_list("")
            self.message = f"{id_} is taken away; the log keeps it."
        else:
            self._to_list(self._drop)


def _asks(step: Step | None) -> str:
    if step is None:
        return "The records of the chart"
    if step.answer is None:
        return "What will the answer rest on? What is marked waits for it."
    bare = f" It is {STATED}." if source_words(step.answer) == "stated" else ""
    return f'What does the answer "{cut(answered_line(step), _SAID)}" rest on?{bare}'
