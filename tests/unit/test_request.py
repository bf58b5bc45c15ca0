"""The request for information: every missing fact once, in neutral words, alike in both forms."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import pack as small_pack

from conftest import PACK_FOLDER
from necessity.answers import AnswerId, Unknown, question_of
from necessity.case.store import FileStore
from necessity.decide.ruling import conditions
from necessity.interview.state import Interview
from necessity.opening import Wish, open_file
from necessity.pack.model import Pack
from necessity.pack.reading import shown
from necessity.session import Session, new_case
from necessity.summary import letter
from necessity.summary.asking import NOT_ESTABLISHED, STATED
from necessity.summary.combining import factors, ways_words
from necessity.summary.request import request, shortest, ways_of
from necessity.summary.request_model import Asked, Request
from necessity.transcript import give
from necessity.tui.exporting import export, said
from necessity.visible import visible

EXAMPLES = sorted((PACK_FOLDER / "examples").glob("*.toml"))
SEED = PACK_FOLDER / "examples" / "seed-case.toml"
VERDICT = re.compile(r"\b(approv|den(y|ies|ied|ial)|reject|refus|declin|adverse)", re.IGNORECASE)


def interview_of(path: Path, pack: Pack, *sets: str, policies: tuple[str, ...] = ()) -> Interview:
    return open_file(path, pack, Wish(sets=sets, policies=policies)).interview


def asked_of(path: Path, pack: Pack, *sets: str) -> Request:
    return request(interview_of(path, pack, *sets), path.stem)


@pytest.fixture(scope="module")
def seed(pack: Pack) -> Request:
    return asked_of(SEED, pack)


def flat(text: str) -> str:
    return " ".join(text.split())


def only(asked: Request, answer: str) -> Asked:
    (found,) = [each for each in asked.asked if each.answer == answer]
    return found


# -- what is asked --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_missing_fact_is_asked_exactly_once(path: Path, pack: Pack) -> None:
    interview = interview_of(path, pack)
    asked = request(interview, path.stem)
    answers = [each.answer for each in asked.asked]
    every = [ways_of(s, d) for s in interview.standings for d in s.determinations]
    assert set(answers) == {answer for ways in every for way in ways for answer in way}
    assert len(answers) == len(set(answers))
    assert [each.number for each in asked.asked] == list(range(1, len(answers) + 1))
    first = {each.answer for each in (*asked.send, *asked.judged)}
    assert all(any(first.issuperset(way) for way in ways) for ways in every if ways)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_fact_says_which_line_waits_for_it(path: Path, pack: Pack) -> None:
    asked = asked_of(path, pack)
    lines = [line for policy in asked.policies for each in policy.opens for line in each.lines]
    for each in asked.asked:
        assert each.lines
        assert set(each.lines) <= set(lines)
        assert all(each.number in line.waits_for for line in each.lines)
    letters = {line.letter: (line.policy, line.text) for line in lines}
    assert all(letters[line.letter] == (line.policy, line.text) for line in lines)
    numbers = {n for line in lines for n in line.references}
    assert numbers <= {number for number, _ in asked.references}


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_policy_that_is_decided_needs_nothing_more(path: Path, pack: Pack) -> None:
    interview = interview_of(path, pack)
    asked = request(interview, path.stem)
    written = flat(letter.text(asked))
    for standing, policy in zip(interview.standings, asked.policies, strict=True):
        outcomes = [d.outcome != "undetermined" for d in standing.determinations]
        assert [each.decided for each in policy.opens] == outcomes
        assert all(bool(each.ways) != each.decided for each in policy.opens)
    settled = sum(all(each.decided for each in policy.opens) for policy in asked.policies)
    assert written.count("Nothing more is needed for this policy.") == settled


def test_the_golden_request(seed: Request) -> None:
    assert [each.answer for each in seed.send] == [
        "pt.age",
        "dx.muscle_biopsy",
        "dx.indication_status",
        "sev.dysphagia",
        "tx",
        "safety.iga_recorded",
        "safety.severe_reaction",
    ]
    assert not seed.judged
    assert only(seed, "pt.age").so_far == "not in the record"
    words = flat(letter.text(seed))
    assert "Needed: 7, and one of 6, 10, 11." in words
    assert "Needed for: consensus [b]; fda-label [e]; blue-cross-nc [o]." in words


def test_a_list_is_asked_for_in_plain_words(seed: Request, pack: Pack) -> None:
    assert only(seed, "tx").text == (
        "Whether there are treatments besides those already named; if so, for each: drug, "
        "outcome of the treatment. If there are none, please say so."
    )
    none_yet = only(asked_of(PACK_FOLDER / "examples" / "external-appeal.toml", pack), "tx")
    assert none_yet.text.startswith("Whether there are treatments; if so, for each: drug, ")


def test_what_a_physician_reviewer_judges_is_not_asked_of_a_clinic(pack: Pack) -> None:
    asked = asked_of(PACK_FOLDER / "examples" / "loading-with-reason.toml", pack)
    assert [each.answer for each in asked.judged] == ["dose.judgement"]
    assert not asked.send
    written = letter.text(asked)
    assert letter.NOTHING in flat(written)
    assert "WHAT TO SEND" not in written


def test_a_fact_in_a_row_names_the_row(pack: Pack) -> None:
    asked = asked_of(SEED, pack, "tx#2.outcome=?illegible", "tx#3.outcome=?not_in_record")
    found = only(asked, "tx#2.outcome")
    assert found.text == "Treatment 2: Tacrolimus. How did it go?"
    assert found.so_far == "illegible"


def test_an_answer_that_establishes_nothing_is_called_so(pack: Pack) -> None:
    asked = asked_of(SEED, pack, "safety.anti_iga=not_done")
    assert only(asked, "safety.anti_iga").so_far == NOT_ESTABLISHED


def test_a_policy_that_takes_records_only_asks_for_the_record(pack: Pack) -> None:
    strict = replace(pack.policies["ontario-adult"], documented_only=True)
    other = replace(pack, policies={**pack.policies, "ontario-adult": strict})
    asked = request(interview_of(SEED, other, policies=("ontario-adult",)), "seed")
    assert only(asked, "dx.subtype").so_far == STATED


def test_conditions_stand_under_their_own_heading_each_once(seed: Request, pack: Pack) -> None:
    standings = interview_of(SEED, pack).standings
    wanted = [note.note.otherwise for standing in standings for note in conditions(standing)]
    assert [each.text for each in seed.confirm] == list(dict.fromkeys(wanted))
    written = letter.text(seed)
    before, _, after = written.partition("TO BE CONFIRMED BEFORE TREATMENT")
    for text in wanted:
        assert flat(text) in flat(after)
        assert flat(text) not in flat(before)


# -- the words ------------------------------------------------------------------------------


def pack_words(asked: Request) -> set[str]:
    """What the letter quotes: questions, help, lines, titles, references."""
    quoted = {asked.title, *(text for _, text in asked.references)}
    for each in asked.asked:
        quoted |= {each.text, each.help}
    for policy in asked.policies:
        quoted |= {policy.title, *(o.asks for o in policy.opens)}
        quoted |= {line.text for opened in policy.opens for line in opened.lines}
    for confirm in asked.confirm:
        quoted |= {confirm.text, *(line.text for line in confirm.lines)}
    return quoted - {""}


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_letter_is_neutral(path: Path, pack: Pack) -> None:
    asked = asked_of(path, pack)
    words = " ".join(block.text for block in letter.letter(asked))
    for quoted in sorted(pack_words(asked), key=len, reverse=True):
        words = words.replace(quoted.rstrip("."), "")
    assert not VERDICT.search(words)
    assert not re.search(r"\b(not met|criteria met|in favour)\b", words)
    assert words.rstrip().endswith("a person decides.")


def test_no_question_asked_in_the_golden_letter_speaks_of_a_verdict(seed: Request) -> None:
    assert not VERDICT.search(re.sub(r"FDA approves", "", letter.text(seed)))


def test_answers_are_not_repeated(seed: Request, pack: Pack) -> None:
    interview = interview_of(SEED, pack)
    asked = " ".join(f"{each.text} {each.so_far}" for each in seed.asked)
    given = [
        shown(answer.value, pack.questions[question_of(id_)[0]])
        for id_, answer in interview.standing_answers.items()
        if not isinstance(answer.value, Unknown)
    ]
    telling = [words for words in given if words not in {"yes", "no"}]
    assert len(telling) > 10
    assert not [words for words in telling if words in asked]


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_forms_say_the_same_within_80_columns(path: Path, pack: Pack) -> None:
    asked = asked_of(path, pack)
    plain, marked = letter.text(asked), letter.markdown(asked)
    unmarked = flat(re.sub(r"\\(.)", r"\1", marked))
    # a long address is cut into lines
    joined = "".join(plain.split())
    for block in letter.letter(asked):
        assert "".join(block.text.split()).lower() in joined.lower()
        assert flat(block.text) in unmarked
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert plain.isascii()
    assert letter.text(asked) == letter.text(asked_of(path, pack))


@given(st.text(min_size=1))
def test_nothing_hostile_reaches_a_terminal_or_a_browser(text: str) -> None:
    asked = Asked(number=1, answer=AnswerId("a"), text=text, help=text, so_far=text, lines=())
    whole = Request(
        case=text,
        title=text,
        made_with=text,
        send=(asked,),
        instead=(),
        judged=(),
        policies=(),
        confirm=(),
        references=((1, text),),
    )
    for written in (letter.text(whole), letter.markdown(whole)):
        assert visible(written) == written
    assert not re.search(r"(?<!\\)[<>\[\]`*_]", letter.markdown(whole).replace("**", ""))


# -- alternatives ---------------------------------------------------------------------------

FAMILIES = st.lists(
    st.frozensets(st.integers(1, 7), min_size=1, max_size=4), min_size=1, max_size=8
).map(lambda sets: frozenset(s for s in sets if not any(o < s for o in sets)))


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ([(1,)], "1"),
        ([(1, 2, 3)], "1, 2 and 3"),
        ([(9,), (5,)], "one of 5, 9"),
        ([(1, 2), (1, 3, 4)], "1, and either 2, or 3 and 4"),
        ([(1, 2), (3, 4)], "either 1 and 2, or 3 and 4"),
        (
            [(1, 2, 4), (1, 2, 5), (1, 3, 6, 4), (1, 3, 6, 5)],
            "1, and either 2, or 3 and 6, and one of 4, 5",
        ),
        ([(1, 2), (1, 3), (2, 3)], "either 1 and 2, or 1 and 3, or 2 and 3"),
    ],
)
def test_alternatives_in_few_words(ways: list[tuple[int, ...]], words: str) -> None:
    assert ways_words(ways) == words


@given(FAMILIES)
def test_factors_mean_what_the_sets_mean(family: frozenset[frozenset[int]]) -> None:
    found = factors(family)
    assert {frozenset().union(*parts) for parts in product(*found)} == family


@given(st.lists(FAMILIES, min_size=1, max_size=3))
def test_the_list_to_send_is_the_shortest(families: list[frozenset[frozenset[int]]]) -> None:
    every = [
        tuple(tuple(AnswerId(str(n)) for n in sorted(way)) for way in sorted(family, key=sorted))
        for family in families
    ]
    found = shortest(every, {str(n): n for n in range(1, 8)})
    least = min(len(frozenset().union(*parts)) for parts in product(*families))
    assert len(found) == least
    assert all(any(found.issuperset(way) for way in ways) for ways in every)


# -- written beside the case ----------------------------------------------------------------


def session_of(path: Path, pack: Pack, folder: Path, policies: tuple[str, ...]) -> Session:
    interview = interview_of(path, pack, policies=policies)
    case = new_case(path.stem, pack, policies, "r")
    clock = lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # noqa: E731
    session = Session(case, pack, store=FileStore(folder), clock=clock, user="r")
    give(session, interview)
    return session


def test_the_export_writes_private_files_and_names_them(pack: Pack, tmp_path: Path) -> None:
    session = session_of(SEED, pack, tmp_path, ("consensus",))
    message = export(session)
    assert len(message) <= 78
    assert message.startswith("Written: seed-case.summary.txt, .md, .html and .request.txt, .md")
    written = sorted(path.name for path in tmp_path.glob("seed-case.[sr]*"))
    assert written == [
        f"seed-case.{n}"
        for n in ("request.md", "request.txt", "summary.html", "summary.md", "summary.txt")
    ]
    for name in written:
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        assert "seed-case" in (tmp_path / name).read_text()


def test_no_request_is_written_when_nothing_is_missing(pack: Pack, tmp_path: Path) -> None:
    path = PACK_FOLDER / "examples" / "loading-justified.toml"
    session = session_of(path, pack, tmp_path, ("consensus",))
    assert "request" not in export(session)
    assert not list(tmp_path.glob("*.request.*"))
    old = tmp_path / "loading-justified.request.txt"
    old.write_text("please send")
    assert "request" in export(session)
    assert letter.NOTHING in flat(old.read_text())


@pytest.mark.parametrize("case", ["a", "2026-1122-001", "x" * 81])
def test_what_is_said_of_the_files_fits_one_line(case: str) -> None:
    endings = [".summary.txt", ".summary.md", ".summary.html", ".request.txt", ".request.md"]
    for folder in (Path("/tmp"), Path("/home/reviewer/.local/share/necessity/cases")):  # noqa: S108
        assert len(said(case, endings, folder)) <= 78
    assert said("a", endings[:3], Path("/c")) == "Written: a.summary.txt, .md, .html in /c"


def test_a_policy_without_a_known_source_is_named_without_a_reference() -> None:
    pack = small_pack()
    case = new_case("c", pack, ("p",), "r")
    session = Session(case, pack, store=FileStore(Path("/nowhere")), clock=lambda: None, user="r")
    asked = request(session.interview, "c")
    assert asked.policies[0].reference is None
    assert "REFERENCES" not in letter.text(asked)
