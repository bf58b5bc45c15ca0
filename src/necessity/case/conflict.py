"""The name of the copy in which a session goes on whose file another has changed. Pure.

Such a copy is a case of its own with its own id, so that it can be opened like any other.
"""

import re
from collections.abc import Iterator

_LONGEST = 81
"""Letters of an id."""
_COPY = re.compile(r"\.conflict-[0-9]+\Z")
_MOST = 1000


def copies(id_: str) -> Iterator[str]:
    """The ids of the first copy, the second and so on."""
    root = _COPY.sub("", id_)
    for number in range(1, _MOST):
        ending = f".conflict-{number}"
        yield f"{root[: _LONGEST - len(ending)].rstrip('.')}{ending}"


def conflict_words(name: str, copy: str) -> str:
    """What is said to the user, in two sentences."""
    return (
        f"{name} was changed by another program since it was opened here, and is left as it is. "
        f"From now on your answers are saved in {copy}."
    )
