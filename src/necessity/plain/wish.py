"""Whether plain mode is wished for. Nothing is imported here: every review asks."""

from collections.abc import Mapping

_NAMES = ("ACCESSIBLE", "NECESSITY_PLAIN")
_NO = {"", "0", "no", "false"}


def wished(environ: Mapping[str, str]) -> bool:
    """Whether the environment asks for it."""
    return any(environ.get(name, "").lower() not in _NO for name in _NAMES)
