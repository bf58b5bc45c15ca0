"""Disks of which a call fails, is the last one before a power cut, or is looked at."""

import os
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from necessity.case.disk import Disk

CALLS = tuple(name for name in vars(Disk) if not name.startswith("_"))
LOCKING = ("flock", "cut", "begin")
"""Without them a case is saved all the same."""


class Counting(Disk):
    """Counts every call, and lets `before` do what it likes in front of each."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.before: Callable[[str, int, tuple[Any, ...]], None] = lambda *_: None

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in CALLS:
            return found

        def call(*given: Any, **more: Any) -> Any:
            self.calls.append(name)
            self.before(name, Counter(self.calls)[name], given)
            return found(*given, **more)

        return call

    def again(self) -> None:
        """Count from the beginning, and fail no more."""
        self.calls.clear()
        self.before = lambda *_: None

    def fail(self, name: str, number: int, error: int, *, ever: bool = False) -> None:
        """Let the nth call of that name fail, or (`ever`) that one and all after it."""

        def before(called: str, count: int, _: tuple[Any, ...]) -> None:
            if called == name and (count == number or (ever and count > number)):
                raise OSError(error, os.strerror(error))

        self.calls.clear()
        self.before = before


class Slow(Counting):
    """Takes its time for each call, as a server far away does."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.before = lambda *_: time.sleep(seconds)
