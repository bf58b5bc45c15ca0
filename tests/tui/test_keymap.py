"""Keys given otherwise: taken, refused in the author's words, and shown everywhere alike."""

from pathlib import Path

import pytest
from small_pack import PACK, reviewing

from necessity import settings
from necessity.cli import main
from necessity.settings import SettingsError, read
from necessity.tui import firsttime
from necessity.tui.app import NecessityApp
from necessity.tui.cabinet import Cabinet
from necessity.tui.keymap import changed, respelled
from necessity.tui.keys import KEYS, footer, help_lines, key_of, map_lines
from necessity.tui.prompts import Kind, Prompt

ASKED = Prompt(kind=Kind.QUESTION, text="?", field="text")


def refused(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(text.encode(), "config.toml")
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_a_letter_a_ctrl_key_or_both_are_taken_and_the_other_kind_stays() -> None:
    said = b'hint = false\n[keys]\nwhy = "h"\npolicies = ["y", "ctrl+y"]\nhelp = "ctrl+p"\n'
    found = read(said, "f")
    assert not found.hint
    assert key_of("why", found.keys).keys == "h,ctrl+w"
    assert key_of("policies", found.keys).keys == "y,ctrl+y"
    assert key_of("help", found.keys).keys == "question_mark,ctrl+p,f1"
    assert [key.action for key in found.keys] == [key.action for key in KEYS]


def test_two_actions_may_change_their_keys_and_signs_are_keys() -> None:
    keys, wrong = changed({"why": "u", "unknown": "w", "find": ";"})
    assert not wrong
    assert (key_of("why", keys).letter, key_of("find", keys).letter) == ("u", "semicolon")
    assert key_of("find", keys).call == ";"


def test_footer_help_hint_and_map_follow() -> None:
    keys, _ = changed({"why": "h", "help": "ctrl+p", "policies": "ctrl+y"})
    assert "P keys" in footer(ASKED, 78, keys)
    shown = "\n".join(help_lines(keys))
    assert "why        h      Ctrl+W" in shown
    assert set(map_lines(keys)) <= set(help_lines(keys))
    assert any("h says why" in line for line in firsttime.lines(keys))


def test_every_way_out_stays_whatever_is_given() -> None:
    keys, wrong = changed({"leave": ["g", "ctrl+l"], "repaint": "ctrl+x"})
    assert not wrong
    assert {"ctrl+q", "ctrl+c"} <= set(key_of("leave", keys).keys.split(","))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\nwhi = "h"', 'config.toml:2: keys: whi\n  There is no action "whi". Did you mean'),
        ('[keys]\nwhy = "7"', 'config.toml:2: keys: why\n  I found "7". I expected a letter'),
        ('[keys]\nwhy = "alt+w"', 'I found "alt+w". I expected'),
        ('[keys]\nwhy = "W"', 'I found "W". I expected'),
        ('[keys]\nwhy = "f7"', 'I found "f7". I expected'),
        ('[keys]\nwhy = "ctrl+s"', 'I found "ctrl+s". I expected'),
        ('[keys]\nwhy = "ctrl+d"', 'I found "ctrl+d". I expected'),
        ('[keys]\nwhy = ["a", "h"]', "I expected"),
        ("[keys]\nwhy = 3", "I found 3. I expected"),
        ("[keys]\nwhy = []", "I found []. I expected"),
        ('[keys]\nwhy = "b"', 'b is the key of "back" already. Give "back" another one too.'),
        ('[keys]\nwhy = "g"\nfind = "g"', 'g is the key of "why" already.'),
        ('[keys]\ncancel = "g"', "Escape always does this"),
        ('hints = true\n[keys]\nwhy = "h"', 'config.toml:1: hints\n  There is no key "hints". Did'),
        ('hint = "no"', 'I found "no" and expected true or false.'),
        ('keys = "w"', "I found no table."),
        ("[keys", "It is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, said: str) -> None:
    assert said in refused(text)


def test_all_that_is_wrong_is_named_at_once() -> None:
    found = refused('hints = 1\n[keys]\nwhi = "h"\nwhy = "7"')
    assert [found.count(slug) for slug in ("[unknown-key]", "[no-key]")] == [2, 1]


def test_sentences_that_name_a_key_follow_the_map() -> None:
    keys, _ = changed({"summary": "h", "policies": "y", "unknown": "ctrl+p"})
    said = "Nothing is left to go to. v shows the summary, c completes."
    assert respelled(said, keys) == said.replace("v shows", "h shows")
    assert respelled("House: met (3: p)", keys) == "House: met (3: y)"
    assert "Ctrl+P: not known" in respelled("Ctrl+K: not known. Ctrl+N: skip.", keys)
    assert respelled("p shows nothing of hers", keys) == "p shows nothing of hers"
    assert respelled(said, KEYS) == said


# -- the program --------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    (tmp_path / "CONFIG" / "necessity").mkdir(parents=True)
    return tmp_path


def test_the_map_is_printed_as_it_is_set(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    printed = capsys.readouterr().out
    assert "why        w      Ctrl+W" in printed
    assert all(f"\n{key.action} " in printed for key in KEYS)
    file = home / "CONFIG" / "necessity" / "config.toml"
    file.write_text('[keys]\nwhy = "h"\n', encoding="utf-8")
    assert main(["keys"]) == 0
    assert "why        h      Ctrl+W" in capsys.readouterr().out
    file.write_text('[keys]\nwhy = "hh"\n', encoding="utf-8")
    for command in (["keys"], ["review"], ["review", "--plain"]):
        assert main(command) == 2
        said = capsys.readouterr()
        assert f'{file}:2: keys: why\n  I found "hh".' in said.err
        assert not said.out


def test_the_hint_is_shown_once_to_each(home: Path) -> None:
    environ = {"XDG_STATE_HOME": str(home / "STATE")}
    assert settings.first_time(environ)
    settings.hint_shown(environ)
    assert not settings.first_time(environ)
    marker = home / "STATE" / "necessity" / "hint-shown"
    assert (marker.stat().st_mode & 0o777, marker.stat().st_size) == (0o600, 0)
    assert not settings.first_time({**environ, "NECESSITY_HINT": "0"})
    assert len(firsttime.lines()) == len(firsttime.PLAIN) == 5


@pytest.mark.slow
async def test_other_keys_do_what_they_say_and_the_hint_is_closed_by_enter() -> None:
    keys, _ = changed({"why": "h", "unknown": "w"})
    shown: list[int] = []
    async with reviewing() as reviewer:
        session = reviewer.session
    cabinet = Cabinet(pack=PACK, folder=Path("c"), policies=(), user="me", clock=lambda: None)
    app = NecessityApp(cabinet, session, keys=keys, hinted=lambda: shown.append(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "Reader"
        await pilot.press("enter")
        assert shown == [1]
        assert "h why" in str(app.screen.query_one("#keys").render())
        await pilot.press("w")
        assert app.screen.desk.prompt.kind is Kind.UNKNOWN  # type: ignore[attr-defined]
        await pilot.press("escape", "h")
        assert type(app.screen).__name__ == "Reader"


def test_the_example_of_the_readme_is_taken() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    found = read(text.partition("```toml\n")[2].partition("```")[0].encode(), "README.md")
    assert key_of("why", found.keys).letter == "h"
