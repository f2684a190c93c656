"""A Spark Connect server for the tests, started by them; without .venv-spark they are skipped, and say so."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

MOST = 30.0
"""For how many seconds a server may start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.spark)
            # Spark's client warns of versions and of retries: nothing of ours.
            item.add_marker(pytest.mark.filterwarnings("default"))


@contextmanager
def serving(prefix: Sequence[str] = ()) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run Sail; give its address, and the process to be killed."""
    pytest.importorskip("pysail", reason="needs .venv-spark (make .venv-spark/done)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*prefix, sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True
    ) as server:
        try:
            until = time.monotonic() + MOST
            while True:
                with suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                if server.poll() is not None or time.monotonic() > until:
                    pytest.skip("Sail does not start here")
                time.sleep(0.1)
            yield f"sc://127.0.0.1:{port}", server
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    with serving() as (address, _):
        yield address


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """Apache Spark itself where somebody runs one: its address in BEFUNDATLAS_TEST_SPARK."""
    address = os.environ.get("BEFUNDATLAS_TEST_SPARK", "")
    if not address:
        pytest.skip("no Apache Spark at BEFUNDATLAS_TEST_SPARK (docs/gross.md says how to start one)")
    yield address


@pytest.fixture
def humble() -> Iterator[str]:
    """Give the address of a server that may read what its owner may and no more, whoever runs the tests."""
    prefix: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("needs setpriv: whoever is root may read everything")
        without = "-dac_override,-dac_read_search"
        prefix = ["setpriv", "--bounding-set", without, "--inh-caps", without]
    with serving(prefix) as (address, _):
        yield address
