"""How text may get into a widget or onto a terminal: one way, and every other one is a fault.

The one way is `Content(visible(...))`, or `Content.assemble` of such, for a widget, and
`visible(...)` for a line that a command prints. Words of our own stand as literals, or as constants
in capitals that are literals. JSON in ASCII is printed as it is: it escapes everything itself.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

VISIBLE = {"visible", "visible_line"}
SAFE_MODULES = {"necessity.visible", "necessity.tui.terminal.charset"}
WIDGETS = {"Static", "Input"}
"""The only widgets of the framework; all others take markup, or draw what is no character."""
FROM = {
    "textual.widgets": WIDGETS,
    "textual.content": {"Content"},
    "rich.segment": {"Segment"},
    "rich.style": {"Style"},
}
"""All that may be imported where text is made."""
WITHOUT_TEXT = {
    "textual", "textual.actions", "textual.app", "textual.binding", "textual.color",
    "textual.containers",
    "textual.driver", "textual.filter", "textual.geometry", "textual.keys", "textual.message",
    "textual.message_pump",
    "textual.screen", "textual.scroll_view", "textual.strip", "textual.theme", "textual.timer",
}  # fmt: skip
NEVER_CALLED = {
    "notify", "open_url", "copy_to_clipboard", "panic", "suspend", "from_markup", "escape",
    "print", "run_action", "render_str", "deliver_text", "deliver_binary", "save_screenshot",
    "deliver_screenshot", "from_text", "from_rich_text",
}  # fmt: skip
NEVER_SET = {
    "title", "sub_title", "border_title", "border_subtitle", "tooltip", "placeholder", "label",
    "content", "visual", "renderable", "markup",
}  # fmt: skip
NEVER_DEFINED = {"render", "render_lines", "visualize", "__rich__", "__rich_console__", "markup"}
SILENCED = {"open_url", "copy_to_clipboard", "notify"}
"""Defined once, in `terminal/app.py`, to do nothing."""
HOLDS_THE_TERMINAL = {f"tui/terminal/{name}.py" for name in ("driver", "writer", "launcher")}
HOLDS_THE_TERMINAL |= {"tui/terminal/reader.py"}


@dataclass(frozen=True)
class Module:
    """One file, and the constants that it can name."""

    name: str
    """Below `necessity`, as tui/app.py."""
    tree: ast.Module
    constants: Mapping[str, ast.expr]
    ours: frozenset[str] = frozenset()
    """Widgets of our own that are made from WIDGETS."""

    @property
    def screens(self) -> bool:
        return self.name.startswith("tui/")


def constants_of(tree: ast.Module) -> dict[str, ast.expr]:
    """Names in capitals, with what they are."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }


def with_names(module: Module) -> Module:
    """Know the names too that stand for safe text wherever in the module something is called so."""
    assigned: dict[str, list[ast.expr]] = {}
    bound: Counter[str] = Counter()
    for node in ast.walk(module.tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(node, ast.Assign):
                assigned.setdefault(target.id, []).append(node.value)
        bound.update([node.arg] if isinstance(node, ast.arg) else [])
        stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        bound.update([_name(node)] if stored else [])
    names = {
        name: values[0]
        for name, values in assigned.items()
        if bound[name] == len(values) and all(safe(module, value) for value in values)
    }
    return replace(module, constants={**names, **module.constants})


def widgets_of(tree: ast.Module) -> set[str]:
    """Classes made from a widget that takes text."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and {_name(base) for base in node.bases} & WIDGETS
    }


def faults(module: Module) -> Iterator[str]:
    """Every place where text might get past `visible`."""
    module = with_names(module)
    for node in ast.walk(module.tree):
        for rule in _SCREENS if module.screens else _COMMANDS:
            for said in rule(module, node):
                yield f"{module.name}:{getattr(node, 'lineno', 0)} {said}"


# -- what is safe -------------------------------------------------------------------------------


def _name(node: ast.AST) -> str:
    """The last part of a name: `charset.visible` is visible."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def safe(module: Module, node: ast.AST) -> bool:
    """Whether an expression is text that acts on nothing."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id) if id in module.constants:
            return safe(module, module.constants[id])
        case ast.BinOp(left, ast.Add(), right):
            return safe(module, left) and safe(module, right)
        case ast.IfExp(_, body, orelse):
            return safe(module, body) and safe(module, orelse)
        case ast.JoinedStr(values):
            return all(safe(module, value) for value in values)
        case ast.FormattedValue(value):
            return safe(module, value)
        case ast.Call(function, [_], []):
            return _name(function) in VISIBLE and _dotted(function) in {
                *VISIBLE,
                "charset.visible",
            }
    return False


def content(module: Module, node: ast.AST) -> bool:
    """Whether an expression is `Content` of safe text."""
    if not isinstance(node, ast.Call) or node.keywords:
        return False
    match _dotted(node.func):
        case "Content":
            return len(node.args) == 1 and safe(module, node.args[0])
        case "Content.assemble":
            return all(_part(module, part) for part in node.args)
    return False


def _part(module: Module, node: ast.AST) -> bool:
    if isinstance(node, ast.Tuple) and node.elts:
        return safe(module, node.elts[0]) or content(module, node.elts[0])
    return safe(module, node) or content(module, node)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return getattr(node, "id", "?")


def _json(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and _dotted(node.func) == "json.dumps"
        and not any(keyword.arg in {"ensure_ascii", "cls", None} for keyword in node.keywords)
    )


# -- the rules ----------------------------------------------------------------------------------


def _imports(_module: Module, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name.split(".")[0] in {"textual", "rich"}:
                yield f"imports {alias.name} as a whole"
    found = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    if isinstance(node, ast.ImportFrom) and found.split(".")[0] in {"textual", "rich"}:
        for alias in node.names:
            if found not in WITHOUT_TEXT and alias.name not in FROM.get(found, set()):
                yield f"imports {alias.name} of {found}"
            if alias.asname:
                yield f"imports {alias.name} under another name"


def _visible_is_ours(module: Module, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module not in SAFE_MODULES:
        yield from (
            f"{alias.name} of {node.module} is not ours"
            for alias in node.names
            if (alias.asname or alias.name) in VISIBLE
        )
    elif isinstance(node, ast.ImportFrom):
        yield from (
            f"{alias.name} is called {alias.asname}"
            for alias in node.names
            if alias.asname in VISIBLE
        )
    bound = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id
    bound = node.arg if isinstance(node, ast.arg) else bound
    bound = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else bound
    home = module.name in {"visible.py", "tui/terminal/charset.py"}
    if bound in VISIBLE and not home:
        yield f"{bound} is made anew"


def _calls(module: Module, node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    name, args = _name(node.func), node.args
    if name in NEVER_CALLED and (args or node.keywords or name != "notify"):  # a condition's
        yield f"calls {name}"
    for keyword in node.keywords:
        yield from _keyword(module, name, keyword)
    if name == "exit" and len(args) > 2:
        yield "leaves with a text"
    if name == "update" and args and not all(content(module, arg) for arg in args):
        yield "update() takes Content(visible(...)); a set is joined with |="
    if name in {"insert_text_at_cursor", "Segment"} and not (args and safe(module, args[0])):
        yield f"{name} takes visible(...)"
    if name == "Strip" and not all(_segments(arg) for arg in args):
        yield "a Strip is made of Segments"
    if name in module.ours and args:
        yield f"{name} is given a text"


def _keyword(module: Module, name: str, keyword: ast.keyword) -> Iterator[str]:
    match keyword.arg:
        case "markup" if not (isinstance(keyword.value, ast.Constant) and not keyword.value.value):
            yield "markup is on"
        case "message" if name == "exit":
            yield "leaves with a text"
        case "value" | "placeholder" if name in {"Input", *module.ours}:
            if not safe(module, keyword.value):
                yield f"{keyword.arg} takes visible(...)"
        case "tooltip" | "title" | "border_title" if name not in {
            "Binding",
            "Theme",
            "Form",
            "About",
        }:
            if not safe(module, keyword.value):
                yield f"{keyword.arg} is given a text"


def _segments(node: ast.AST) -> bool:
    return isinstance(node, ast.List) and all(
        isinstance(each, ast.Call) and _name(each.func) == "Segment" for each in node.elts
    )


def _widgets(module: Module, node: ast.AST) -> Iterator[str]:
    """A widget of the framework is made without markup, and with words of our own or none."""
    made: list[ast.Call] = []
    if isinstance(node, ast.Call) and _name(node.func) == "Static":
        made = [node]
    elif isinstance(node, ast.ClassDef) and "Static" in {_name(base) for base in node.bases}:
        made = [
            call
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and _dotted(call.func).endswith("?.__init__")
        ]
        if not made:
            yield f"{node.name} does not say that it has no markup"
    for call in made:
        if not any(keyword.arg == "markup" for keyword in call.keywords):
            yield "a Static is made with markup"
        text = [*call.args[:1], *(k.value for k in call.keywords if k.arg in {"content", None})]
        if not all(safe(module, each) or content(module, each) for each in text):
            yield "a Static is made with a text"


def _contents(module: Module, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _dotted(node.func).split(".")[0] == "Content":
        if not content(module, node):
            yield "Content takes visible(...)"
    elif isinstance(node, ast.Name) and node.id == "Content" and isinstance(node.ctx, ast.Store):
        yield "Content is made anew"


def _assignments(module: Module, node: ast.AST) -> Iterator[str]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    for target in targets:
        value = getattr(node, "value", None)
        if isinstance(target, ast.Attribute) and target.attr in NEVER_SET:
            yield f"sets {target.attr}"
        shown = value is not None and safe(module, value)
        if isinstance(target, ast.Attribute) and target.attr == "value" and not shown:
            yield "a field takes visible(...)"
        if _name(target) in {"TITLE", "SUB_TITLE"} and not isinstance(value, ast.Constant):
            yield f"{_name(target)} is no literal"


def _definitions(module: Module, node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    if node.name in NEVER_DEFINED:
        yield f"defines {node.name}"
    if node.name in SILENCED and module.name != "tui/terminal/app.py":
        yield f"defines {node.name}"
    if node.name == "render_line" and _name(node.returns or ast.Name("")) != "Strip":
        yield "render_line draws no Strip"


def _writes(module: Module, node: ast.AST) -> Iterator[str]:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return
    if node.func.attr not in {"write", "writelines"}:
        return
    if _dotted(node.func) in {"sys.stdout.write", "sys.stderr.write"}:
        if not all(safe(module, arg) for arg in node.args):
            yield "writes what is not visible(...)"
    elif module.name not in HOLDS_THE_TERMINAL:
        yield f"writes by {_dotted(node.func)}"


def _prints(module: Module, node: ast.AST) -> Iterator[str]:
    """What a command says."""
    if not isinstance(node, ast.Call):
        return
    how, said = _dotted(node.func), list(node.args)
    if how == "print":
        said += [keyword.value for keyword in node.keywords if keyword.arg in {"sep", "end", None}]
    if how in {"print", "sys.stdout.write", "sys.stderr.write"}:
        if not all(safe(module, each) or _json(each) for each in said):
            yield f"{how} of what is not visible(...)"
    elif how in {"sys.stdout.writelines", "sys.stderr.writelines", "input"}:
        yield f"{how} is not asked for"
    elif _name(node.func) == "ArgumentParser":
        yield "argparse shows what was typed as it is: _Parser does not"


Rule = Callable[[Module, ast.AST], Iterator[str]]
_SCREENS: tuple[Rule, ...] = (
    _imports,
    _visible_is_ours,
    _calls,
    _widgets,
    _contents,
    _assignments,
    _definitions,
    _writes,
)
_COMMANDS: tuple[Rule, ...] = (_visible_is_ours, _prints)
