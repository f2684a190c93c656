"""What the processes of `test_pool` do: a module of its own, for they import all that stands beside their work."""

import os
import time
from pathlib import Path

from dashboard.web import pool


def slowly(folder: Path) -> bytes:
    (folder / str(os.getpid())).touch()
    time.sleep(0.5)
    return pid()


def pid() -> bytes:
    return str(os.getpid()).encode()


HOARD: list[bytes] = []


def hoard(megabytes: int) -> bytes:
    HOARD.append(os.urandom(1024) * 1024 * megabytes)
    return pid()


def waste(megabytes: int) -> bytes:
    """Take much, keep the last bit of it and free the rest."""
    taken = [os.urandom(2000) for _ in range(500 * megabytes)]
    HOARD.append(taken[-1])
    return pid()


def die() -> bytes:
    os._exit(1)


def without_priorities() -> bytes:
    """As on Windows, where these do not exist."""
    for name in ("nice", "getppid", "fork", "kill"):
        delattr(os, name)
    pool._modest()
    return b"made"
