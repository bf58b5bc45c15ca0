"""What a terminal may do to the program, check by check, and the test that does it.

Numbers are those of the plan for terminals. "home" is a terminal of its own, "ssh" a login through
a server of the test's own. Each is done to the program itself; where a small app on the same
driver does it too, and quicker or further, its test stands there as well.

1  signs, no backslashes        test_1_signs_that_are_typed_are_signs_and_are_kept,
                                test_1_signs_are_signs_where_the_terminal_shows_them
2  another locale               test_every_terminal_with_every_locale,
                                test_2_and_words_where_it_may_not
3  40 by 10                     test_3_a_window_that_is_too_small_says_so_and_goes_on_when_it_grows
4  the line is cut              test_4_whatever_ends_the_line_it_is_gone_and_what_was_typed_is_kept,
                                test_4_when_the_connection_is_cut_it_saves_and_is_gone
5  SIGTERM                      test_5_told_to_end_it_keeps_what_was_typed_and_gives_back,
                                test_5_a_signal_saves_and_gives_the_terminal_back
6  a burst                      test_6_a_burst_is_one_answer_after_the_other,
                                test_three_answers_in_one_packet_are_three_answers
7  a byte that is no character  test_7_and_8_and_9_what_is_no_text_is_not_typed
8  replies and unknown keys     test_7_and_8_and_9_what_is_no_text_is_not_typed
9  a paste with ESC and ^Q      test_7_and_8_and_9_what_is_no_text_is_not_typed,
                                test_9_twenty_lines_of_a_chart_are_one_note
10 a client that stands still   test_10_a_client_that_stands_still_does_not_keep_it,
                                test_10_a_frozen_client_does_not_keep_it,
                                test_a_terminal_that_stands_still_does_not_keep_it
11 nothing to do                test_with_nothing_to_do_it_sends_nothing_and_takes_no_time,
                                test_11_with_nothing_to_do_nothing_is_sent
12 no input                     test_12_without_input_it_says_so_and_leaves,
                                test_12_without_a_terminal_it_says_so_at_once
13 tmux                         test_13_in_tmux_it_is_drawn_resized_and_survives_a_detached_client,
                                test_13_in_tmux_it_is_drawn_typed_into_and_resized
14 Backspace and arrows         test_14_and_puttys_keys_move_and_type_nothing,
                                test_what_was_typed_stands_in_the_field_however_the_line_cut_it
15 hostile texts                test_every_text_everywhere
16 state without colour         test_16_what_is_chosen_is_told_without_colour,
                                test_without_colours_none_is_sent_and_nothing_is_missing
17 LANG=C                       test_17_a_sign_is_spelled_where_the_terminal_may_not_show_it
18 TERM=dumb                    test_18_a_terminal_without_a_screen_is_refused_in_words
19 stderr is no terminal        test_19_with_its_errors_in_a_file_it_says_so_and_leaves
20 no other screen              test_20_nothing_of_the_case_stays_where_there_is_no_other_screen
21 killed while it saves        test_killed
22 a full disk                  test_full_disk,
                                test_a_full_disk_is_told_until_there_is_room_again
23 a second session             test_the_second_who_opens_it_only_reads
24 nobody there                 test_it_is_blanked_and_enter_brings_the_same_back,
                                test_it_leaves_by_itself_with_everything_saved
25 the same by other means      test_the_golden_case_by_keys_alone_equals_its_replay,
                                test_the_golden_case_by_lines_alone_equals_its_replay,
                                test_an_example_by_keys_equals_its_replay,
                                test_an_example_by_lines_equals_its_replay
"""

import os
import re
import shlex
import signal
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from real import (
    FIRST,
    PROGRAM,
    SECOND,
    Login,
    begun_at_home,
    case_text,
    foreign,
    running,
    second,
    still,
    until_changed,
)
from screen import Screen, wait_until_gone
from sshd import Server, serving
from test_tokenizer import NEVER_TYPED
from tmux import Terminal

from necessity.visible import visible

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
F1, F2, F3, F4 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"
NOTE = "Note to this answer:"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def test_every_check_of_the_list_has_its_test() -> None:
    """A name stands for a test, or for the file that holds several."""
    there = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE)
    } | {path.stem for path in TESTS.rglob("test_*.py")}
    listed = re.findall(r"^(\d+) ", __doc__ or "", re.MULTILINE)
    assert [int(number) for number in listed] == list(range(1, 26))
    named = set(re.findall(r"test_\w+", __doc__ or ""))
    assert len(named) > 30
    assert not {name for name in named - there if not any(t.startswith(name) for t in there)}


def drafts(folder: Path) -> dict[str, str]:
    """What was typed and not entered, by its question."""
    return {each["id"]: each["text"] for each in tomllib.loads(case_text(folder)).get("draft", [])}


def note_open(screen: Screen) -> None:
    """Open the note of the first question."""
    screen.send("\x14")
    screen.wait_for(NOTE)


# -- 1, 17: signs -------------------------------------------------------------------------------


@pytest.mark.slow
def test_1_signs_that_are_typed_are_signs_and_are_kept(server: Server, tmp_path: Path) -> None:
    with Login().begun(server, tmp_path) as screen:
        note_open(screen)
        screen.send("onset \u2264 7 d, 38.5 \u00b0C, 5 \u00b5g")
        screen.wait_for("| onset \u2264 7 d, 38.5 \u00b0C, 5 \u00b5g ")
        screen.send("\r")
        screen.wait_for("Note: onset \u2264 7 d, 38.5 \u00b0C, 5 \u00b5g")
        assert "\\u" not in screen.text
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        assert tomllib.loads(case_text(tmp_path))["answer"][0]["note"].startswith("onset \u2264 7")


def test_17_a_sign_is_spelled_where_the_terminal_may_not_show_it(
    server: Server, tmp_path: Path
) -> None:
    with Login(lang="C").begun(server, tmp_path) as screen:
        note_open(screen)
        screen.send("onset \u2264 7 d, 38.5 \u00b0C")
        screen.wait_for("| onset <= 7 d, 38.5 degC")
        screen.send("\r")
        screen.wait_for("Note: onset <= 7 d, 38.5 degC")
        assert screen.raw.isascii()
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
    assert (
        "onset \u2264 7 d, 38.5 \u00b0C" in tomllib.loads(case_text(tmp_path))["answer"][0]["note"]
    )


# -- 4, 5, 10: the ways out ---------------------------------------------------------------------


def client(number: int) -> Callable[[Server, Path, Screen], None]:
    """End the program at the reviewer's own machine."""
    return lambda _server, _folder, screen: screen.process.send_signal(number)


def session(server: Server, folder: Path, _screen: Screen) -> None:
    """Kill the server's process of this connection."""
    pid = running(server, folder)[0]
    while (above := _parent(pid)) != server.pid:
        pid = above
    os.kill(pid, signal.SIGKILL)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(client(signal.SIGKILL), id="client killed"),
        pytest.param(client(signal.SIGHUP), id="client hung up", marks=pytest.mark.slow),
        pytest.param(session, id="session killed", marks=pytest.mark.slow),
    ],
)
def test_4_whatever_ends_the_line_it_is_gone_and_what_was_typed_is_kept(
    server: Server, tmp_path: Path, end: Callable[[Server, Path, Screen], None]
) -> None:
    with Login().begun(server, tmp_path) as screen:
        screen.send("2026-11-1")
        screen.wait_for("| 2026-11-1 ")
        pids = running(server, tmp_path)
        assert len(pids) >= 2
        end(server, tmp_path, screen)
        for pid in pids:
            wait_until_gone(pid, 4)
    assert drafts(tmp_path) == {"req.date": "2026-11-1"}


@pytest.mark.slow
def test_4_a_killed_tmux_server_keeps_what_was_typed(tmp_path: Path) -> None:
    arguments = ["--cases", str(tmp_path / "cases"), "--policy", "consensus", "review", "c-1"]
    with Terminal(tmp_path, shlex.join([*PROGRAM, *arguments])) as terminal:
        terminal.wait_for(FIRST)
        terminal.type("2026-11-1")
        terminal.wait_for("| 2026-11-1 ")
        pids = _on(tmp_path)
        assert pids
        terminal.kill()
        for pid in pids:
            wait_until_gone(pid, 4)
    assert drafts(tmp_path) == {"req.date": "2026-11-1"}


def _on(folder: Path) -> list[int]:
    """Processes of the program on a folder's cases, wherever they run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"necessity" in said and str(folder / "cases").encode() in said:
            found.append(int(entry.parent.name))
    return found


@pytest.mark.slow
def test_4_after_it_the_case_opens_with_what_was_typed(server: Server, tmp_path: Path) -> None:
    with Login().begun(server, tmp_path) as screen:
        screen.send("2026-11-1")
        screen.wait_for("| 2026-11-1 ")
        pids = running(server, tmp_path)
        screen.process.kill()
        for pid in pids:
            wait_until_gone(pid, 4)
    with Login().over(server, tmp_path, "review", "c-1") as screen:
        screen.wait_for(FIRST, "| 2026-11-1 ", 'You began: "2026-11-1". It is not entered.')
        screen.send("8\r")
        screen.wait_for(SECOND)
    assert not drafts(tmp_path)


@pytest.mark.slow
def test_5_told_to_end_it_keeps_what_was_typed_and_gives_back(
    server: Server, tmp_path: Path
) -> None:
    with Login().begun(server, tmp_path) as screen:
        screen.send("2026-11-1")
        screen.wait_for("| 2026-11-1 ")
        os.kill(running(server, tmp_path)[-1], signal.SIGTERM)
        assert screen.left() == 143
        assert screen.sane
        assert screen.modes == {7, 25}
        assert FIRST not in screen.words
        screen.wait_for("Stopped from outside. Your answers are saved in")
    assert drafts(tmp_path) == {"req.date": "2026-11-1"}


@pytest.mark.slow
def test_10_a_client_that_stands_still_does_not_keep_it(server: Server, tmp_path: Path) -> None:
    """Pages are turned until the line is full; then the program is told to end."""
    with Login(size=(200, 60)).begun(server, tmp_path) as screen:
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        screen.send("\x1b[B\x1b[B ")
        screen.wait_for("(*) 2")
        pids = running(server, tmp_path)
        screen.process.send_signal(signal.SIGSTOP)
        for pid in pids[-1:]:
            for _ in range(20):
                os.kill(pid, signal.SIGWINCH)
                time.sleep(0.02)
        os.kill(pids[-1], signal.SIGTERM)
        for pid in pids:
            wait_until_gone(pid, 6)
        screen.process.send_signal(signal.SIGCONT)
    assert drafts(tmp_path) == {"req.type": "continuation"}


def test_12_without_input_it_says_so_and_leaves(tmp_path: Path) -> None:
    command = f"exec {shlex.join([*PROGRAM, '--cases', str(tmp_path)])} </dev/null"
    with Screen(["sh", "-c", command]) as screen:
        assert screen.left(4) == 2
        assert "The interview needs a terminal, and the input is none." in screen.words


def test_19_with_its_errors_in_a_file_it_says_so_and_leaves(tmp_path: Path) -> None:
    command = f"exec {shlex.join([*PROGRAM, '--cases', str(tmp_path)])} 2>{tmp_path}/log"
    with Screen(["sh", "-c", command]) as screen:
        assert screen.left(4) == 2
        assert b"\x1b" not in screen.raw
    assert (
        "The interview needs a terminal, and the error output is none."
        in (tmp_path / "log").read_text()
    )


# -- 6 to 9, 14: typing -------------------------------------------------------------------------


@pytest.mark.slow
def test_6_a_burst_is_one_answer_after_the_other(server: Server, tmp_path: Path) -> None:
    with Login().begun(server, tmp_path) as screen:
        screen.send("2026-11-19\x7f8\r2\r")
        until_changed(screen, FIRST)
        still(screen)
        until_changed(screen, SECOND)
        screen.send("\x11")
        screen.send("\x11")
        assert screen.left() == 0
    answers = {each["id"]: each["value"] for each in tomllib.loads(case_text(tmp_path))["answer"]}
    assert str(answers["req.date"]) == "2026-11-18"
    assert answers["req.type"] == "continuation"


@pytest.mark.slow
def test_7_and_8_and_9_what_is_no_text_is_not_typed(server: Server, tmp_path: Path) -> None:
    with Login().begun(server, tmp_path) as screen:
        note_open(screen)
        screen.send(b"5\xe96")
        screen.wait_for("| 5\ufffd6 ")
        for junk in NEVER_TYPED:
            screen.send(b"\x15x" + junk + b"y")
            screen.wait_for("| xy ")
        screen.send(b"\x15\x1b[200~a\x1b[0m\x11b\x1b[201~c")
        screen.wait_for("| a[0mbc ")
        assert not foreign(bytes(screen.raw))


PUTTY = {
    "default": {
        "home": "\x1b[1~", "end": "\x1b[4~", "insert": "\x1b[2~", "delete": "\x1b[3~",
        "pages": "\x1b[5~ \x1b[6~",
        "functions": "\x1b[11~ \x1b[12~ \x1b[15~ \x1b[17~ \x1b[18~ \x1b[19~ \x1b[20~ \x1b[21~"
        " \x1b[23~ \x1b[24~ \x1b[25~",
    },
    "Linux": {
        "home": "\x1b[1~", "end": "\x1b[4~", "insert": "\x1b[2~", "delete": "\x1b[3~",
        "pages": "\x1b[5~ \x1b[6~", "functions": "\x1b[[A \x1b[[B \x1b[[E \x1b[17~ \x1b[24~",
    },
    "Xterm-R6": {
        "home": "\x1b[1~", "end": "\x1b[4~", "insert": "\x1b[2~", "delete": "\x1b[3~",
        "pages": "\x1b[5~ \x1b[6~", "functions": f"{F1} {F2} \x1b[15~ \x1b[17~ \x1b[24~",
    },
    "VT400": {
        "home": "\x1b[1~", "end": "\x1b[4~", "insert": "\x1b[2~", "delete": "\x1b[3~",
        "pages": "\x1b[5~ \x1b[6~", "functions": f"{F1} {F2} \x1b[15~ \x1b[17~ \x1b[24~",
    },
    "VT100+": {
        "home": "\x1b[1~", "end": "\x1b[4~", "insert": "\x1b[2~", "delete": "\x1b[3~",
        "pages": "\x1b[5~ \x1b[6~",
        "functions": f"{F1} {F2} \x1bOT \x1bOU \x1bOV \x1bOW \x1bOX \x1bOY \x1bOZ \x1bO[",
    },
    "SCO": {
        "home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[L", "delete": "\x7f",
        "pages": "\x1b[I \x1b[G",
        "functions": "\x1b[N \x1b[O \x1b[Q \x1b[R \x1b[S \x1b[T \x1b[U \x1b[V \x1b[W \x1b[X \x1b[Y",
    },
}  # fmt: skip
"""What PuTTY sends, by its settings. F3 and F4 are left out: here they undo and redo. As VT400 its
six keys above the arrows send each other's; what they type is the same: nothing."""
HELP = ("\x1b[11~", "\x1b[[A", F1)


@pytest.mark.slow
@pytest.mark.parametrize("name", PUTTY)
def test_14_and_puttys_keys_move_and_type_nothing(
    server: Server, tmp_path: Path, name: str
) -> None:
    keys = PUTTY[name]
    with Login("xterm").begun(server, tmp_path) as screen:
        note_open(screen)
        for left, right in (("\x1b[D", "\x1b[C"), ("\x1bOD", "\x1bOC")):
            screen.send(f"\x15ac{left}b{right}d")
            screen.wait_for("| abcd ")
        screen.send(f"{keys['home']}x{keys['end']}y\x7fz\x08\x1bOk")
        screen.wait_for("| xabcd+ ")
        for sent in (*keys["functions"].split(), *keys["pages"].split(), keys["insert"]):
            screen.send(sent)
            if sent in HELP:
                screen.wait_for("q close")
                screen.send("q")
                screen.wait_for(NOTE)
            assert "| xabcd+ " in " ".join(still(screen, 0.1).split()), repr(sent)
        screen.send(f"{keys['home'] if name != 'SCO' else keys['end']}{keys['delete']}")
        screen.wait_for("| abcd+ " if name != "SCO" else "| xabcd ")
        screen.send("\x05\x15\x1bOp\x1bOq\x1bOy\x1bOn\x1bOx")  # the number pad in application mode
        screen.wait_for("| 019.8 ")
        screen.send("\x1bOM")
        screen.wait_for("Note: 019.8", FIRST)
        assert not foreign(bytes(screen.raw))


CHART = [
    *("Na\t140 mmol/L", "K\t4.1 mmol/L", "\x1b[31mCK\x1b[0m 4,200 U/L", "weight 70\x08\x08 kg"),
    *(
        "\x1b]0;title\x07aldolase 9.1",
        "\x1b]52;c;cHduZWQ=\x1b\\",
        "MMT-8\u202e 110/150",
        "\x11\x03",
    ),
    *("\x9b2Jrash: heliotrope", "q", "x", "\x1b[6n", "line with \u200bzero", "", "   ", "\x07"),
    *("ANA 1:320 \u2265 1:160", "U+0000 \x00 here", "\x1b[200~inside", "last line \x7f"),
]


def test_9_twenty_lines_of_a_chart_are_one_note(server: Server, tmp_path: Path) -> None:
    assert len(CHART) == 20
    with Login().begun(server, tmp_path) as screen:
        note_open(screen)
        screen.send(f"\x1b[200~{chr(13).join(CHART)}\x1b[201~")
        screen.wait_for("pasted lines were joined into one.")
        said = re.search(r"(\d+) pasted lines were joined into one", screen.words)
        screen.send("\r")
        screen.wait_for("Note: Na 140 mmol/L K 4.1 mmol/L")
        screen.send("2026-11-18\r")
        screen.wait_for(SECOND)
        assert not foreign(bytes(screen.raw))
        screen.send("\x11")
        assert screen.left() == 0
    note = tomllib.loads(case_text(tmp_path))["answer"][0]["note"]
    assert said
    assert int(said[1]) == sum(bool(re.search(r"[^\s\x00-\x1f]", line)) for line in CHART)
    assert "\n" not in note
    assert visible(note) == note
    words = re.findall(r"[A-Za-z0-9/:.,-]{2,}", " ".join(CHART).replace("\x1b[200~", " "))
    assert not [word for word in words if word not in note]
    assert "\u2265 1:160" in note


# -- 13: tmux -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_13_in_tmux_it_is_drawn_resized_and_survives_a_detached_client(tmp_path: Path) -> None:
    arguments = ["--cases", str(tmp_path / "cases"), "--policy", "consensus", "review", "c-1"]
    with Terminal(tmp_path, shlex.join([*PROGRAM, *arguments])) as terminal:
        terminal.wait_for(FIRST)
        terminal.type("2026-11-18")
        terminal.press("BSpace", "8", "Enter")
        terminal.wait_for(SECOND)
        attach = ["tmux", "-S", str(tmp_path / "tmux"), "attach", "-t", "t"]
        with Screen(attach, size=(60, 20)) as screen:
            screen.wait_for(SECOND, "( ) 1")
            screen.process.kill()
        terminal.press("Down", "Down", "Space")
        terminal.wait_for("(*) 2")
        terminal.resize(100, 30)
        terminal.wait_for(SECOND, "(*) 2")
        assert len(terminal.quiet_screen.splitlines()) == 30
        terminal.press("Enter")
        terminal.wait_for("req" if "req" in terminal.words else "Which")
        terminal.press("C-q")
        terminal.wait_for("LEFT 0")
        assert SECOND not in terminal.screen


# -- 16, 20: the screen -------------------------------------------------------------------------


def test_16_what_is_chosen_is_told_without_colour(tmp_path: Path) -> None:
    """The dump has no colours at all: every state has its own signs."""
    with begun_at_home(tmp_path) as screen:
        second(screen)
        screen.wait_for("( ) 1", "( ) 2")
        dumps = [still(screen)]
        for key in ("\x1b[B ", "\x1b[B ", "\x1b[B"):
            screen.send(key)
            dumps.append(still(screen))
        assert len(set(dumps)) == len(dumps)
        assert [dump.count("(*)") for dump in dumps] == [0, 1, 1, 1]
        assert [dump.count("> ") for dump in dumps] == [0, 1, 1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["q", "terminated", "killed"])
def test_20_nothing_of_the_case_stays_where_there_is_no_other_screen(
    tmp_path: Path, how: str
) -> None:
    """Nor above it, where the window can be scrolled back."""
    canary = "CANARY7f3a"
    with begun_at_home(tmp_path) as screen:
        note_open(screen)
        screen.send(f"{canary}\r")
        screen.wait_for(f"Note: {canary}")
        for key in ("\x17", "q", "\x0f", "q", "\x16", "q"):
            screen.send(key)
            still(screen, 0.15)
        for size in ((60, 20), (80, 24)):
            screen.resize(*size)
            still(screen)
        match how:
            case "q":
                screen.send("\x11")
                still(screen, 0.1)
                screen.send("\x11")
            case "terminated":
                screen.process.send_signal(signal.SIGTERM)
            case _:
                os.kill(screen.inner, signal.SIGKILL)
        screen.left()
        time.sleep(0.1)
        shown = pyte.HistoryScreen(80, 24, history=10_000)
        pyte.ByteStream(shown).feed(bytes(screen.raw))
    above: list[Any] = list(shown.history.top)
    lines = ["".join(line[x].data for x in sorted(line)) for line in above]
    for line in (*shown.display, *lines):
        assert canary not in line
        assert "Case c-1" not in line
        assert FIRST not in line
