"""A file to a judged case: a case file or a bare answers file, with answers set on top of it.

Here the command line's `--set`, `--policy` and `--allow-unused` take effect. Nothing is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from necessity.answers import Answer, AnswerId, Given, How, question_of
from necessity.case.bare import Bare, answers_of
from necessity.case.edited import taken_up
from necessity.case.model import Case
from necessity.case.store import STANDARD_INPUT, read_file
from necessity.case.table import ANSWER_ID, begun, refused
from necessity.errors import AnswerRefused, EventRefused, UsageError
from necessity.interview.state import Interview
from necessity.pack.model import Pack
from necessity.pack.questions import Calculated
from necessity.pack.reading import nearest, read
from necessity.replay import Replayed
from necessity.session import interview_of, new_case

ALL = "all"
"""In place of a policy's id: every policy of the pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asks for beside the file."""

    policies: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    """`ID=TEXT`, each one answer given on top of the file's."""
    allow_unused: bool = False


def open_file(path: Path, pack: Pack, wish: Wish) -> Replayed:
    """Read and judge one file. Raises CaseError, AnswerRefused, UsageError."""
    found = read_file(path)
    if isinstance(found, Bare):
        return _bare(found, path, pack, wish)
    _same_pack(found, pack, path)
    notices = taken_up(found, "", None).notices if found.log else ()
    return replace(_judged(found, path, pack, wish), notices=notices)


def _bare(bare: Bare, path: Path, pack: Pack, wish: Wish) -> Replayed:
    given, unused = answers_of(bare, pack, allow_unused=wish.allow_unused)
    id_ = "stdin" if path == STANDARD_INPUT else path.stem.removesuffix(".case")
    # judged by what is asked for; else by the default policies and those it expects something of
    wanted = {*pack.judging, *(found.policy for found in bare.expected)}
    case = new_case(id_, pack, tuple(known for known in pack.policies if known in wanted), "")
    rows = {
        group: numbers
        for group, numbers in bare.rows.items()
        if group in pack.groups or not wish.allow_unused
    }
    case = replace(case, answers=given, rows=rows)
    replayed = _judged(case, path, pack, wish)
    return replace(replayed, expected=bare.expected, unused=unused)


def _same_pack(case: Case, pack: Pack, path: Path) -> None:
    if case.pack.id != pack.id:
        made = f'this case was made with the pack "{begun(case.pack.id)}", not "{pack.id}"'
        raise refused(str(path), "", f"{made}. Name its pack with --pack.")


def _judged(case: Case, path: Path, pack: Pack, wish: Wish) -> Replayed:
    known = {answer.id: answer for answer in case.answers}
    known.update((answer.id, answer) for answer in sets(wish.sets, pack))
    case = replace(case, policies=_chosen(case, path, pack, wish), answers=tuple(known.values()))
    return Replayed(file=str(path), case=case, interview=_interview(case, pack, path))


def _chosen(case: Case, path: Path, pack: Pack, wish: Wish) -> tuple[str, ...]:
    """Of the command line, else of the file, which is at fault when the pack has none so called."""
    if wish.policies:
        return policies(wish.policies, pack)
    try:
        return policies(case.policies, pack)
    except UsageError as error:
        raise refused(str(path), "policies", str(error)) from error


def _interview(case: Case, pack: Pack, path: Path) -> Interview:
    try:
        return interview_of(case, pack)
    except (AnswerRefused, EventRefused) as error:
        raise refused(str(path), "", str(error)) from error


def policies(chosen: Sequence[str], pack: Pack) -> tuple[str, ...]:
    """The policies to judge by. Raises UsageError with the nearest spelling."""
    if ALL in chosen:
        return tuple(pack.policies)
    for policy in chosen:
        if policy not in pack.policies:
            near = nearest(policy, pack.policies)
            raise UsageError(
                f'There is no policy "{begun(policy)}" in {pack.id}.{near} '
                f"The policies are: {', '.join(pack.policies)}."
            )
    return tuple(dict.fromkeys(chosen)) or pack.judging


def sets(texts: Iterable[str], pack: Pack) -> Iterable[Answer]:
    """Read every `ID=TEXT`. Raises UsageError, AnswerRefused."""
    for text in texts:
        id_, equals, value = text.partition("=")
        well_formed = equals and ANSWER_ID.fullmatch(id_.strip())
        question = question_of(id_.strip())[0] if well_formed else ""
        if question not in pack.questions:
            raise UsageError(
                f"--set {begun(text)}: write ID=TEXT, with the id of a question."
                f"{nearest(question, pack.questions) if question else ''}"
            )
        item = pack.questions[question]
        how = How.OVERRIDE if isinstance(item, Calculated) else How.MANUAL
        answer = read(value.strip(), item)
        yield Answer(id=AnswerId(id_.strip()), value=answer, given=Given(how=how))
