"""How large a file may be before it is read, and in which letters. Pure.

What its TOML may look like `pack/document.py` says.
"""

from necessity.pack.document import LONGEST, fault

LARGEST = LONGEST
"""Bytes of a file."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decoded(data: bytes) -> str:
    """Read bytes as a text, a byte order mark or not. Raises ValueError with one sentence."""
    if len(data) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST} bytes")
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if name:
        raise ValueError(f"it is not UTF-8 but {name}. Save it as UTF-8")
    if b"\0" in data:
        where = f"byte {data.index(0)}"
        raise ValueError(f"it holds a NUL ({where}): it is UTF-16, or no text. Save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte {error.start}). Save it so") from error


def unreadable(text: str) -> str:
    """Why what is to be written could not be read again; "" when it could."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        return f"it would be larger than {LARGEST} bytes"
    return fault(text)
