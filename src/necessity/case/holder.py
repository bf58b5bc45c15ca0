"""Who has a case open: what a lock file says, and how it is said to the next who comes."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from necessity.case.process import Process, this


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What stands in a lock file."""

    process: Process
    since: str = ""
    """ISO 8601, with its zone."""
    mark: str = ""
    """Random: tells this lock from another of the same process."""
    kernel: bool = False
    """Whether the kernel holds it: then it ends with the process, however that ends."""

    def written(self) -> bytes:
        """One line of JSON."""
        own = {"since": self.since, "mark": self.mark, "kernel": self.kernel}
        return f"{json.dumps({**asdict(self.process), **own})}\n".encode()

    def gone(self, *, given: bool) -> bool:
        """Whether it surely holds nothing any more.

        `given` says that the kernel gave its lock to the one who asks: then nobody on this
        computer has it, though a process with that number may run.
        """
        return self.process.dead or (given and self.kernel and self.process.here)


NOBODY = Holder(process=Process(user="", host="", machine="", boot="", pid=0, began=""))


def myself(*, kernel: bool) -> Holder:
    """What this process writes into a lock file."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(process=this(), since=now, mark=os.urandom(8).hex(), kernel=kernel)


def holder(data: bytes) -> Holder:
    """Read a lock file; whatever it does not say, or says otherwise than we do, is unknown."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    found = found if isinstance(found, dict) else {}
    texts = {key: _text(found.get(key)) for key in ("user", "host", "machine", "boot", "began")}
    pid = found.get("pid")
    pid = pid if type(pid) is int and 0 <= pid < 2**31 else 0
    return Holder(
        process=Process(pid=pid, **texts),
        since=_text(found.get("since")),
        mark=_text(found.get("mark")),
        kernel=found.get("kernel") is True,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= 255 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Somebody else has the case open. It can be read; what is said of them is their own word."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: datetime | None = None
    breakable: bool = False
    """Whether `take(..., over=True)` can take it over: nothing but a file says that it is held."""

    def __str__(self) -> str:
        """One sentence, without the name of the case; its words come from a file."""
        who = self.user or "Somebody"
        where = f" on {self.host}" if self.host else ""
        process = f" (process {self.pid})" if self.pid else ""
        since = f" since {self.since.astimezone():%Y-%m-%d %H:%M}" if self.since else ""
        return f"{who} has it open{where}{process}{since}."


def held_by(found: Holder, *, breakable: bool) -> Held:
    """Say who holds it."""
    process = found.process
    return Held(
        user=process.user,
        host=process.host,
        pid=process.pid,
        since=_time(found.since),
        breakable=breakable,
    )


def _time(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
