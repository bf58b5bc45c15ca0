"""JSON Schemas of the files of a pack, so that an editor completes them and marks slips. Pure.

They say what `load.py` reads, from the same classes. What they cannot say (which ids there are,
whether a condition can be read) `necessity check` says. The schema of an answers file is made from
a pack, so that its questions, options and reasons are completed too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from necessity.answers import REASON_WORDS
from necessity.pack.load import Manifest
from necessity.pack.model import (
    Assessment,
    Change,
    Claim,
    Contradiction,
    Pack,
    Policy,
    Source,
    ValueSet,
)
from necessity.pack.questions import ITEM_TYPES, Boolean, Choice, Group, Item, Section

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""Names the dialect; nothing is fetched from there."""


def schemas(pack: Pack) -> dict[str, Schema]:
    """Every schema by the kind of file it is of."""
    made: dict[str, Callable[[], Schema]] = {
        "pack": _manifest,
        "section": _section,
        "policy": lambda: _of(Policy),
        "value-sets": lambda: _listed("value_set", ValueSet),
        "sources": lambda: _listed("source", Source),
        "claims": lambda: _listed("claim", Claim),
        "contradictions": lambda: _listed("contradiction", Contradiction),
        "assessment": lambda: _of(Assessment),
        "answers": lambda: answers(pack),
    }
    return {
        kind: {"$schema": DRAFT, "title": f"necessity {kind}", **make()}
        for kind, make in made.items()
    }


def _of(kind: Any) -> Schema:  # noqa: ANN401 - a class that is the schema of a table
    found = TypeAdapter(kind).json_schema()
    found.pop("title", None)
    return found


def _listed(key: str, kind: type) -> Schema:
    return _with_definitions({key: {"type": "array", "items": _of(kind)}}, required=[])


def _manifest() -> Schema:
    found = _of(Manifest)
    found["properties"]["change"] = {"type": "array", "items": _of(Change)}
    return found


def _section() -> Schema:
    section = _of(Section)
    items = {"anyOf": [_of(kind) for kind in ITEM_TYPES.values()]}
    properties = {
        **{key: section["properties"][key] for key in ("title", "enable_when")},
        "item": {"type": "array", "items": items},
    }
    return _with_definitions(properties, required=["title"])


def _with_definitions(properties: Schema, required: list[str]) -> Schema:
    """An object of these; definitions inside them move to the top, where references look."""
    definitions: Schema = {}
    _lift(properties, definitions)
    found = {"type": "object", "properties": properties, "required": required}
    return {**found, "additionalProperties": False, "$defs": definitions}


def _lift(part: object, definitions: Schema) -> None:
    if isinstance(part, dict):
        definitions.update(part.pop("$defs", {}))
        for value in part.values():
            _lift(value, definitions)
    elif isinstance(part, list):
        for value in part:
            _lift(value, definitions)


# -- answers ------------------------------------------------------------------------------------

_UNKNOWN = [f"?{reason}" for reason in REASON_WORDS]


def answers(pack: Pack) -> Schema:
    """What may stand under `[answers]` of an example: dotted ids are tables in tables."""
    flat: dict[str, Schema] = {}
    for _, item in pack.walk():
        if isinstance(item, Group):
            rows = {row.id.partition(".")[2]: _answer(row) for row in item.item}
            flat[item.id] = {"type": "array", "items": _table(_nested(rows))}
        elif item.id not in pack.grouped:
            flat[item.id] = _answer(item)
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "closed": {"type": "array", "items": {"enum": list(pack.groups)}},
            "answers": _table(_nested(flat)),
            "expect": {"type": "object"},
        },
        "required": ["answers"],
        "additionalProperties": False,
    }


def _nested(flat: Mapping[str, Schema]) -> Schema:
    tree: Schema = {}
    for id_, schema in flat.items():
        *tables, last = id_.split(".")
        here = tree
        for name in tables:
            here = here.setdefault(name, _table({}))["properties"]
        here[last] = schema
    return tree


def _table(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _answer(item: Item) -> Schema:
    about = {"title": item.name, "description": item.text}
    unknown: Schema = {"enum": _UNKNOWN}
    if isinstance(item, Boolean):
        return {**about, "anyOf": [{"enum": ["yes", "no", True, False]}, unknown]}
    if isinstance(item, Choice) and not item.many:
        return {**about, "anyOf": [{"enum": list(item.codes)}, unknown]}
    if isinstance(item, Choice):
        several = {"type": "array", "items": {"enum": list(item.codes)}}
        return {**about, "anyOf": [several, {"type": "string"}]}
    return {**about, "type": ["string", "number"]}
