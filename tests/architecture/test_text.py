"""Text is never interpreted: nothing reaches a widget or a terminal but through `visible`."""

import ast
from pathlib import Path

import pytest
from text_rules import Module, constants_of, faults, safe, widgets_of

SOURCE = Path(__file__).parents[2] / "src" / "necessity"


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


TREES = {path.relative_to(SOURCE).as_posix(): parsed(path) for path in SOURCE.rglob("*.py")}
OURS = frozenset(name for tree in TREES.values() for name in widgets_of(tree))


def module(name: str, tree: ast.Module) -> Module:
    """A module, with the constants that it imports from the others."""
    known = constants_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("necessity."):
            there = TREES.get(f"{str(node.module).removeprefix('necessity.').replace('.', '/')}.py")
            found = constants_of(there) if there else {}
            names = {alias.name for alias in node.names if not alias.asname}
            known |= {name: value for name, value in found.items() if name in names}
    return Module(name=name, tree=tree, constants=known, ours=OURS | widgets_of(tree))


@pytest.mark.parametrize("name", sorted(TREES))
def test_text_gets_in_by_no_other_way(name: str) -> None:
    assert not list(faults(module(name, TREES[name])))


BAD = {
    "a text": "Static(title, markup=False)",
    "an f-string": "Static(f'Case {id}', markup=False)",
    "markup left on": "Static('')",
    "markup on": "Static('', markup=True)",
    "markup by a name": "Static('', markup=on)",
    "a subclass with markup": "class Line(Static):\n def __init__(self): super().__init__('')",
    "a subclass that says nothing": "class Line(Static): pass",
    "a text in ours": "class Line(Static):\n def __init__(self, t):"
    " super().__init__(t, markup=False)\nLine(title)",
    "label": "from textual.widgets import Label\nLabel(title)",
    "button": "from textual.widgets import Button\nButton('[b]')",
    "list": "from textual.widgets import OptionList\nOptionList(title)",
    "option": "from textual.widgets.option_list import Option\nOption(title)",
    "select": "from textual.widgets import Select\nSelect([])",
    "tab": "from textual.widgets import Tab\nTab(title)",
    "Markdown": "from textual.widgets import Markdown\nMarkdown(title)",
    "a widget under another name": "from textual.widgets import Static as S\nS(title)",
    "all widgets": "import textual.widgets\ntextual.widgets.Label(title)",
    "rich text": "from rich.text import Text\nText(title)",
    "rich markup": "from rich.markup import escape\nescape(title)",
    "markup of the framework": "from textual.markup import escape",
    "update with a text": "self.update(title)",
    "update with an f-string": "self.update(f'Case {title}')",
    "update with Content of a text": "self.update(Content(title))",
    "Content of a part that is not visible": "Content('Case ' + title)",
    "Content of an f-string": "Content(f'Case {title}')",
    "Content of one visible part of two": "Content(f'{visible(a)} {b}')",
    "Content of a choice": "Content(visible(a) if a else b)",
    "Content of a stripped text": "Content(visible(a).strip(b))",
    "Content of another's visible": "Content(a.visible(b))",
    "visible of someone else": "from elsewhere import visible\nContent(visible(a))",
    "visible that is none": "from necessity.tui.words import cut as visible",
    "visible for another": "from necessity.visible import code_points as visible",
    "visible of our own": "def visible(a): return a",
    "visible in between": "visible = str\nContent(visible(a))",
    "visible as an argument": "def show(visible): Content(visible(a))",
    "from markup": "Content.from_markup(title)",
    "from markup with a part": "Content.from_markup('[b]$x', x=title)",
    "another Content": "Content.from_text(title)",
    "styled": "Content.styled(title, 'bold')",
    "assembled of a text": "Content.assemble(('Case', 'bold'), title)",
    "assembled of a styled text": "Content.assemble((title, 'bold'))",
    "a constant that is none": "TITLE_OF = read()\nContent(TITLE_OF)",
    "segment": "Segment(title, bold)",
    "strip": "Strip(parts)",
    "border title": "self.border_title = title",
    "tooltip": "self.tooltip = title",
    "tooltip at once": "Key(tooltip=title)",
    "title": "self.title = title",
    "title of the app": "self.app.sub_title = 'x'",
    "title of the class": "class A(App):\n TITLE = name",
    "notify": "self.notify('x', markup=False)",
    "notify by the app": "self.app.notify(title)",
    "open_url": "self.app.open_url(title)",
    "copied": "self.app.copy_to_clipboard(title)",
    "notify of our own": "class A(App):\n def notify(self, m): return m",
    "a last word": "self.exit(0, 0, title)",
    "a last message": "self.exit(message=title)",
    "panic": "self.app.panic(title)",
    "render": "class A(Widget):\n def render(self): return self.name",
    "render_line": "class A(Widget):\n def render_line(self, y): return self.name",
    "a value": "self.query_one(Entry).value = draft",
    "a value at once": "Input(value=draft)",
    "a placeholder": "Input(placeholder=draft)",
    "inserted": "self.insert_text_at_cursor(event.text)",
    "printed": "print('x')",
    "written": "sys.stderr.write(title)",
    "written to the driver": "self.app._driver.write('x')",
    "written past it": "os.write(1, data)",
    "an action of a text": "self.run_action(title)",
}
GOOD = {
    "Content(visible)": "self.update(Content(visible(title)))",
    "Content of a literal": "self.update(Content('Keys'))",
    "Content of a constant": "_KEYS = 'Enter'\nself.update(Content(_KEYS))",
    "Content of parts": "Content(f'{visible(a)}: ' + visible_line(b))",
    "Content of a choice": "Content(visible(a) if a else '')",
    "assembled": "Content.assemble('Case ', (visible(a), 'bold'), Content(visible(b)))",
    "visible by its module": "Content(charset.visible(a))",
    "a widget": "Static('', id='title', markup=False)",
    "a widget of our own": "class Line(Static):\n"
    " def __init__(self): super().__init__('', markup=False)\nLine(id='x')",
    "segment": "Strip([Segment(visible(text), bold)])",
    "a value": "self.value = self._shown = visible_line(held)",
    "no value": "entry.value = ''",
    "a method of ours": "self.query_one(Line).say(title)",
    "left": "self.exit(0)",
    "told": "sys.stderr.write(visible(line))",
    "a key": "Binding('q', 'quit', label, tooltip=does)",
}
BAD_COMMANDS = {
    "a text": "print(title)",
    "an f-string": "print(f'{path}: {visible(title)}')",
    "two": "print(visible(a), b)",
    "an error": "print(error, file=sys.stderr)",
    "an end": "print('x', end=title)",
    "joined": "print('; '.join(found))",
    "JSON that is not ASCII": "print(json.dumps(a, ensure_ascii=False))",
    "written": "sys.stdout.write(rendered)",
    "lines": "sys.stdout.writelines(found)",
    "asked": "input(title)",
    "argparse": "argparse.ArgumentParser(prog='x')",
    "visible of our own": "visible = str\nprint(visible(a))",
    "a name for two things": "shown = visible(a)\nshown = b\nprint(shown)",
    "a name of an argument": "shown = visible(a)\ndef say(shown): print(shown)",
    "a name of a loop": "for shown in found: print(shown)",
}
GOOD_COMMANDS = {
    "visible": "print(visible(str(error)), file=sys.stderr)",
    "parts": "print(f'{visible(a)}\\n')",
    "JSON": "print(json.dumps(a, indent=2))",
    "nothing": "print()",
    "a literal": "print('done')",
    "written": "sys.stdout.write(visible(rendered))",
    "a file": "file.write(text)",
    "a name for it": "shown = visible(a)\nprint(shown)",
}


def found(snippet: str, name: str) -> list[str]:
    return list(faults(module(name, ast.parse(snippet))))


@pytest.mark.parametrize("snippet", BAD.values(), ids=BAD)
def test_it_bites_in_a_screen(snippet: str) -> None:
    assert found(snippet, "tui/screens/made.py")


@pytest.mark.parametrize("snippet", GOOD.values(), ids=GOOD)
def test_it_lets_the_one_way_be_in_a_screen(snippet: str) -> None:
    assert not found(snippet, "tui/screens/made.py")


@pytest.mark.parametrize("snippet", BAD_COMMANDS.values(), ids=BAD_COMMANDS)
def test_it_bites_in_a_command(snippet: str) -> None:
    assert found(snippet, "commands.py")


@pytest.mark.parametrize("snippet", GOOD_COMMANDS.values(), ids=GOOD_COMMANDS)
def test_it_lets_the_one_way_be_in_a_command(snippet: str) -> None:
    assert not found(snippet, "commands.py")


def test_only_the_last_door_holds_the_terminal() -> None:
    snippet = "self.write(modes.ON)"
    assert not found(snippet, "tui/terminal/driver.py")
    assert found(snippet, "tui/terminal/app.py")


def test_a_constant_is_followed_to_where_it_stands() -> None:
    there = "from necessity.tui.listing import LEGEND"
    made = module("tui/screens/made.py", ast.parse(there))
    assert safe(made, ast.Name("LEGEND"))
    assert not safe(made, ast.Name("OVERVIEW"))
