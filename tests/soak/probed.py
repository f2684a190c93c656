"""The server that a probe attacks: with a data folder of its own, a public address, or without the rights of root."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.served import Server, serving
from tests.browser.conftest import ADDRESS

NO_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root reads every file; without these two a mode counts for root too."""


@contextmanager
def probed(
    log: Path, data: Path | None = None, *, prefix: Sequence[str] = (), public: str = ADDRESS
) -> Iterator[Server]:
    """Start the dashboard behind `prefix` (as `setpriv …`)."""
    settings = {"BEFUNDATLAS_DATA": str(data or ""), "BEFUNDATLAS_ADRESSE": public}
    with serving(settings={n: v for n, v in settings.items() if v}, log=log, prefix=prefix) as server:
        yield server


def without_privilege() -> tuple[str, ...]:
    """Return what to start a server with so that modes count; skip where that cannot be."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which(NO_PRIVILEGE[0]):
        pytest.skip("run by root, whom no mode stops, and there is no setpriv")
    return NO_PRIVILEGE
