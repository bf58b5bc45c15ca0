"""The keys as a person wants them: the defaults with some of them given otherwise. Pure.

A letter is for where no text is typed, a Ctrl key for everywhere. What is given otherwise takes the
place of the default of its kind; the other kind stays. Keys that a terminal sends as something
else, that a text field needs, and those that always lead out cannot be given away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from necessity.pack.reading import nearest
from necessity.tui.keys import KEYS, NAMES, Key, Keys, key_of, shown_key

FIXED = {"cancel"}
"""Escape always leaves what is only begun."""
_SIGNS = {sign: name for name, sign in NAMES.items() if len(sign) == 1}
_CTRL = frozenset("bdefgklnoprtvwxy")
"""Ctrl keys that reach the program, and that no field, no way out and no multiplexer needs."""
_IN_FIELDS = {"ctrl+e": "rest", "ctrl+d": "remove"}
"""A text field has these for itself, and gives them up for one action each."""
_EXPECTED = (
    'I expected a letter or a sign, such as "w", or a Ctrl key, such as "ctrl+w". Digits, '
    "capitals and the space bar choose; function keys, Alt and the other Ctrl keys do not reach "
    "every program."
)


_SPOKEN = {
    r"\bv(?= shows the summary\b)": "summary",
    r"\bc(?= completes\.)": "complete",
    r"(?<=conditions: )p(?= shows)|(?<=condition: )p(?= shows)": "policies",
    r"(?<= raised: )p(?= shows)|(?<= Key )p(?= shows how)": "policies",
    r"(?<=\d: )p(?=\)$)|(?<= more: )p$": "policies",
    r"\bq(?= again (leaves|writes it))": "leave",
    r"\bt(?= \(or F5\))": "take_over",
    r"\ba(?=: a physician reviewer adds)": "opine",
    r"\bm(?=: amend it\.)": "amend",
    r"\bo(?= \(or Ctrl\+)": "overview",
    r"(?<=until )b(?=, . say otherwise)": "back",
    r"(?<=until ., )r(?= say otherwise)|(?<=, )r(?= say otherwise)": "rest",
}
_SPOKEN_CTRL = {
    r"Ctrl\+K(?=: not known)": "unknown",
    r"Ctrl\+N(?=: skip)": "skip",
    r"Ctrl\+R(?=: take the answer)": "clear",
    r"Ctrl\+O(?=\), End)": "overview",
}
"""Where sentences of the desk name a key. So long that no text of a case is taken for one."""


def respelled(text: str, keys: Keys) -> str:
    """A sentence with the keys as they are."""
    if keys == KEYS:
        return text
    for pattern, action in _SPOKEN.items():
        text = re.sub(pattern, key_of(action, keys).call, text)
    for pattern, action in _SPOKEN_CTRL.items():
        ctrl = shown_key(key_of(action, keys).ctrl.split(",")[0])
        text = re.sub(pattern, ctrl, text)
    return text


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: with which action, what is said, and in one word of what kind."""

    action: str
    message: str
    slug: str


def changed(wanted: Mapping[str, object], keys: Keys = KEYS) -> tuple[Keys, list[Wrong]]:
    """The keys with these given otherwise, and all that is wrong with them."""
    wrong: list[Wrong] = []
    actions = {key.action: key for key in keys}
    for action, given in wanted.items():
        if action not in actions or action in FIXED:
            wrong.append(_no_action(action, actions))
            continue
        found = given if isinstance(given, list) else [given]
        bad = [each for each in found if _kind(each, action) is None]
        if bad or not found or len({_kind(each, action) for each in found}) < len(found):
            wrong.append(_no_key(action, bad[0] if bad else given))
            continue
        for each in found:
            actions[action] = _with(actions[action], str(each).lower(), str(each))
    fitted = tuple(actions.values())
    return fitted, [*wrong, *_twice(fitted, wanted)]


def _kind(given: object, action: str) -> str | None:
    """letter, or ctrl; None for what can be no key here."""
    if not isinstance(given, str):
        return None
    if given.isascii() and len(given) == 1 and (given.islower() or given in _SIGNS):
        return "letter"
    low = given.lower()
    free = low.startswith("ctrl+") and low[5:] in _CTRL and len(low) == len("ctrl+x")
    return "ctrl" if free and _IN_FIELDS.get(low, action) == action else None


def _with(key: Key, low: str, given: str) -> Key:
    if low.startswith("ctrl+"):
        kept = [name for name in key.ctrl.split(",") if name and not name.startswith("ctrl+")]
        kept += [name for name in key.ctrl.split(",") if name in {"ctrl+c", "ctrl+q"}]
        return replace(key, ctrl=",".join([low, *kept]))
    return replace(key, letter=_SIGNS.get(given, given))


def _no_action(action: str, actions: Mapping[str, Key]) -> Wrong:
    if action in FIXED:
        return Wrong(action, "Escape always does this, and it cannot be given otherwise.", "fixed")
    names = [name for name in actions if name not in FIXED]
    message = f'There is no action "{action}".{nearest(action, names)}'
    return Wrong(action, f"{message}\nThe actions are: {', '.join(names)}.", "unknown-key")


def _no_key(action: str, given: object) -> Wrong:
    said = f'"{given}"' if isinstance(given, str) else str(given)
    return Wrong(action, f"I found {said}. {_EXPECTED}", "no-key")


def _twice(keys: Keys, wanted: Mapping[str, object]) -> Iterator[Wrong]:
    """Keys that two actions have, of which one was given otherwise."""
    first: dict[str, Key] = {}
    for key in sorted(keys, key=lambda key: key.action in wanted):
        for name in filter(None, key.keys.split(",")):
            if name in first and key.action in wanted:
                other = first[name].action
                message = (
                    f'{shown_key(name)} is the key of "{other}" already. Give "{other}" another '
                    "one too."
                )
                yield Wrong(key.action, message, "key-taken")
            first.setdefault(name, key)
