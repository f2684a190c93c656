"""What was answered before, kept by what was asked and bounded in bytes."""

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Set
from typing import TypeVar, cast

T = TypeVar("T")
Key = tuple[Hashable, ...]
OF_AN_ENTRY = 300
"""Bytes an entry costs besides its key and value: its places in two dictionaries."""


class Cache:
    """Values nobody can change, shared between readers as they are; what was used longest ago makes room.

    What nobody asked for in a while goes too, where somebody calls `rest`. The first part of a key is the version of
    the package an answer is about, or several in one text.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Key, tuple[object, int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], T]) -> T:
        """Return the value of a key, made now if it is not kept. Two who ask at once may both make it."""
        with self._lock:
            if key in self._kept:
                kept, size, _ = self._kept.pop(key)
                self._kept[key] = (kept, size, time.monotonic())
                return cast("T", kept)
        value = make()
        size = measured((key, value)) + OF_AN_ENTRY
        if size > self.most:
            return value
        with self._lock:
            self._drop(key)
            # Room is made first: who reads `size` meanwhile, without the lock, never sees more than the most.
            while self.size + size > self.most:
                self._drop(next(iter(self._kept)))
            self._kept[key] = (value, size, time.monotonic())
            self.size += size
        return value

    def forget(self, version: str) -> None:
        """Forget all answers about one version of a package."""
        with self._lock:
            for key in [key for key in self._kept if version in str(key[0])]:
                self._drop(key)

    def rest(self, idle: float) -> None:
        """Forget what nobody asked for in the last `idle` seconds."""
        with self._lock:
            while self._kept and next(iter(self._kept.values()))[2] < time.monotonic() - idle:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: Key) -> None:
        _, size, _ = self._kept.pop(key, (None, 0, 0.0))
        self.size -= size


def measured(value: object) -> int:
    """Return the bytes a value takes with all it holds, each part once."""
    seen: set[int] = set()
    size, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if one is None or isinstance(one, bool | type) or id(one) in seen:
            continue
        seen.add(id(one))
        size += sys.getsizeof(one)
        if isinstance(one, str | bytes | int | float):
            continue
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, tuple | list | Set):
            waiting += one
        else:
            waiting += [getattr(one, name) for name in getattr(one, "__slots__", ())]
            waiting += [vars(one)] if hasattr(one, "__dict__") else []
    return size
