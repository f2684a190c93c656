"""What is being made now: whoever asks for the same meanwhile waits for it, and it is made once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Making(Generic[T]):
    """Work by its name, as long as it takes: a link in a large channel is asked for by hundreds in the same second."""

    def __init__(self) -> None:
        self._doing: dict[Hashable, asyncio.Task[T]] = {}
        self._waiting: Counter[Hashable] = Counter()

    async def once(self, name: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do some work, or wait for who does it already. It ends when nobody waits any more."""
        if name not in self._doing:
            self._doing[name] = asyncio.create_task(work())
        doing = self._doing[name]
        self._waiting[name] += 1
        try:
            return await asyncio.shield(doing)
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._doing[name]
                doing.cancel()
