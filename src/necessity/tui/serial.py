"""Keys one at a time: each is delivered only when the one before has had its whole effect.

Textual gives every key to the widget that has the focus at that moment, while the bindings of the
key before still wait in a queue. When a slow line bunches keys, digits so land in the wrong field
and a Backspace comes too late. Here a key waits until focused widget, its parents, screen and app
have nothing left to do.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_ROUNDS = 3
"""A binding may post to the app, which posts to a screen, which gives a widget the focus."""
_LONGEST = 2.0
"""Seconds after which the next key is delivered whatever is still going on."""


class SerialApp(App[int], inherit_bindings=False):
    """An app whose keys and pastes are handled strictly one after the other."""

    _serial_keys: asyncio.Queue[events.Key | events.Paste] | None = None
    _serial_task: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue what was typed; everything else takes its usual way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._serial_keys is None:
                self._serial_keys = asyncio.Queue()
                self._serial_task = asyncio.create_task(self._serial_deliver(self._serial_keys))
            self._serial_keys.put_nowait(event)
        else:
            await super().on_event(event)

    async def _serial_deliver(self, typed: "asyncio.Queue[events.Key | events.Paste]") -> None:
        while True:
            event = await typed.get()
            try:
                await self.deliver(event)
            except Exception as error:  # noqa: BLE001 - the way of every message that fails
                self._handle_exception(error)
            finally:
                typed.task_done()

    async def deliver(self, event: events.Key | events.Paste) -> None:
        """Give one key or paste its whole effect."""
        await super().on_event(event)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._serial_settle(), _LONGEST)

    async def _serial_settle(self) -> None:
        for _ in range(_ROUNDS):
            for node in list(self._serial_nodes()):
                done = asyncio.Event()
                if node.is_running and node.call_later(done.set):
                    await done.wait()

    def _serial_nodes(self) -> Iterator[MessagePump]:
        screen = self.screen
        focused = screen.focused
        if focused is not None:
            yield focused
            yield from (node for node in focused.ancestors if node not in {screen, self})
        yield screen
        yield self

    async def typed_through(self) -> None:
        """Wait until every key has had its effect."""
        if self._serial_keys is not None:
            await self._serial_keys.join()

    async def on_unmount(self) -> None:
        """Deliver nothing more."""
        if self._serial_task is not None:
            self._serial_task.cancel()
