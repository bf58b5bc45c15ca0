"""A file is read whole and as it is, or the refusal names why it is not."""

import os
import time
import tomllib
from pathlib import Path

import pytest
from disks import Counting
from kept import case_of, said

from necessity.case.bare import Bare
from necessity.case.layout import write
from necessity.case.model import Case
from necessity.case.source import bytes_of
from necessity.case.store import load, read_file
from necessity.errors import CaseError
from necessity.pack.document import TOO_DEEP, fault

UNTOUCHED = "\n  Nothing was loaded and nothing was changed."
FIRST = case_of([said("tx_any", value=True)])


def refusal(path: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith(UNTOUCHED)
    return str(caught.value).removeprefix(f"{path}: ").removesuffix(UNTOUCHED)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(tmp_path) == "it is a folder, not a file."
    assert refusal(tmp_path / "pipe") == "it is a pipe or a device, not a file."
    assert refusal(Path("/dev/zero")) == "it is a pipe or a device, not a file."
    assert refusal(tmp_path / "device") == "it is a symbolic link, not a file."
    assert refusal(tmp_path / "loop") == "it is a symbolic link, not a file."
    assert refusal(tmp_path / "none") == "No such file or directory."
    assert refusal(tmp_path / "none" / "x") == "No such file or directory."
    assert refusal(tmp_path / "a\0b") == "embedded null byte."
    assert refusal(Path("/")) == "it is a folder, not a file."


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_a_file_that_is_swapped_meanwhile_is_neither_waited_for_nor_followed(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "c-1.case.toml"
    path.write_text("")
    disk = Counting()

    def swap(name: str, *_: object) -> None:
        if name == "open":
            path.unlink()
            os.mkfifo(path) if kind == "pipe" else path.symlink_to("/etc/passwd")

    disk.before = swap
    reason = "it is a pipe or a device" if kind == "pipe" else "Too many levels of symbolic links"
    with pytest.raises(CaseError, match=reason):
        bytes_of(path, disk)


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_that_is_being_written_is_read_again_once(tmp_path: Path, times: int) -> None:
    path = tmp_path / "c-1.case.toml"
    path.write_text("a" * 1000)
    disk = Counting()

    def grow(name: str, count: int, _: object) -> None:
        if name == "begin" and count <= times:  # after it was looked at, before it is read
            with path.open("a") as file:
                file.write("b")
            os.utime(path, ns=(count, count))

    disk.before = grow
    if times == 1:
        assert bytes_of(path, disk) == b"a" * 1000 + b"b"
        return
    with pytest.raises(CaseError) as caught:
        bytes_of(path, disk)
    assert str(caught.value) == (
        f"{path}: it is being changed while I read it. Try again in a moment.{UNTOUCHED}"
    )


def test_a_very_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "c-1.case.toml"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    assert refusal(path) == "it is larger than 5000000 bytes."


def test_other_encodings(tmp_path: Path) -> None:
    path, page = tmp_path / "c-1.case.toml", write(*FIRST)
    path.write_text(page, encoding="utf-8-sig")
    assert load(path) == FIRST[0]
    path.write_text(page.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert load(path) == FIRST[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("a = 1\n".encode("utf-16"), "it is not UTF-8 but UTF-16. Save it as UTF-8."),
        ("a = 1\n".encode("utf-32"), "it is not UTF-8 but UTF-32. Save it as UTF-8."),
        (
            "a = 1\n".encode("utf-16-le"),
            "it holds a NUL (byte 1): it is UTF-16, or no text. Save it as UTF-8.",
        ),
        (b"x = '\xe9'", "it is not UTF-8 (byte 5). Save it so."),
        (b"a = 1\rb = 2\r", "its lines end with CR alone. Save it with LF or CR LF at their ends."),
        (b".".join([b'"a b"'] * 18) + b"= 1", "a key in it has more than 16 parts."),
        (b" . ".join([b"'+'"] * 5000) + b"= 1", "a key in it has more than 16 parts."),
        (b"[" + b".".join([b"a"] * 17) + b"]", "a key in it has more than 16 parts."),
        (b"a = " + b"[" * 33, f"{TOO_DEEP}."),
        (b"a = " + b"{a = [" * 30_000, f"{TOO_DEEP}."),
        (b"a = 1\n" * 200_000, "it has more than 150000 lines and values."),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "c-1.case.toml"
    path.write_bytes(data)
    assert refusal(path) == reason


@pytest.mark.parametrize(
    "text",
    [
        f'a = "{"." * 500}"\n',
        f"a = 1 # {'a.' * 500}\n",
        f'a = """\n{"[" * 500}\n"""\n',
        f"a = '''\n{'{' * 500}\n'''\n",
        f'a = "\\"{"." * 500}"\n',
        f"a = [{'1.5, ' * 500}]\n",
        f"a = [{'[], ' * 500}]\n",
        "".join(f"[a.b{n}]\nc.d.e = {{ f.g = 1.5 }}\n" for n in range(100)),
        f"{'.'.join('a' * 16)} = 1\n",
        f"a = {'[' * 16}{']' * 16}\n",
    ],
)
def test_dots_and_brackets_in_texts_are_no_depth(text: str) -> None:
    assert tomllib.loads(text)
    assert fault(text) == ""


@pytest.mark.parametrize(
    "part",
    ['"', "'", '\\"""', '"""\\', '"\\', "''' ''", '"a\n', "[]", "a=1\n", "é.\n", "\\", '""" "'],
)
def test_any_text_is_gone_through_once(part: str) -> None:
    text = part * (1_900_000 // len(part))
    begun = time.process_time()
    fault(text)
    assert time.process_time() - begun < 10  # a second; what looks twice takes hours


def test_too_little_memory_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c-1.case.toml"
    path.write_text("a = 1\n")

    def full(_: bytes) -> str:
        raise MemoryError

    monkeypatch.setattr("necessity.case.source.decoded", full)
    assert refusal(path) == "there is not enough memory to read it."


def test_a_file_cut_short_is_refused_or_shows_at_its_log(tmp_path: Path) -> None:
    path, page = tmp_path / "c-1.case.toml", write(*FIRST)
    for end in range(0, page.index("[audit]"), 7):
        path.write_text(page[:end])
        try:
            assert load(path).log == ()
        except CaseError as error:
            assert str(error).endswith(UNTOUCHED)  # noqa: PT017 - either will do


def test_either_kind_of_file(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[answers]\ntx_any = "yes"\n')
    assert isinstance(read_file(path), Bare)
    assert refusal(path) == "format: it is missing."
    path.write_text(write(*FIRST))
    assert isinstance(read_file(path), Case)
