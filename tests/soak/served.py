"""A server of its own for a probe: started as users start it, watched from outside through /proc."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import ADDRESS
from tests.conftest import ROOT

START = 60
"""Seconds a server has to open its port."""

NO_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root reads every file; without these two a mode counts for root too."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def tree(self) -> list[int]:
        """Return the process and all below it."""
        found = [self.pid]
        for pid in found:
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    found += map(int, (task / "children").read_text(encoding="ascii").split())
        return found

    def workers(self) -> list[int]:
        """Return the processes that make files: the children that run a spawned pool."""
        return [pid for pid in self.tree()[1:] if "spawn_main" in command(pid)]

    def memory(self) -> float:
        """Return the megabytes that the server and all below it keep in memory."""
        return sum(map(resident, self.tree()))

    def descriptors(self) -> int:
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())

    def soft_limit(self) -> int:
        """Return how many descriptors the process may open at present."""
        limits = Path(f"/proc/{self.pid}/limits").read_text(encoding="ascii")
        return int(limits.split("Max open files")[1].split()[0])

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def log_size(self) -> float:
        """Return the megabytes logged so far."""
        return self.log.stat().st_size / 1e6

    def lives(self) -> bool:
        return Path(f"/proc/{self.pid}/stat").exists() and " Z " not in Path(f"/proc/{self.pid}/stat").read_text()


def resident(pid: int) -> float:
    """Return the megabytes a process keeps in memory, 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return 0.0


def command(pid: int) -> str:
    """Return the command line of a process, "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(data: Path | None, public: str) -> dict[str, str]:
    """Return the environment without our own settings, with the data folder and the public address."""
    plain = {n: v for n, v in os.environ.items() if not n.startswith(("BEFUNDATLAS", "STREAMLIT"))}
    plain |= {"BEFUNDATLAS_ADRESSE": public} if public else {}
    return plain | ({"BEFUNDATLAS_DATA": str(data)} if data else {})


@contextmanager
def serving(
    log: Path, data: Path | None = None, *, prefix: Sequence[str] = (), public: str = ADDRESS
) -> Iterator[Server]:
    """Start the dashboard behind `prefix` (as `setpriv …`) on a free port and wait until the port is open."""
    port = free_port()
    run = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=127.0.0.1", f"--server.port={port}"]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*prefix, *run], cwd=ROOT, env=environment(data, public), stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        server = Server(port, process.pid, log)
        try:
            wait_for_port(port, process, log)
            yield server
        finally:
            below = server.tree()[1:]
            process.kill()
            for pid in below:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"the server does not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def without_privilege() -> tuple[str, ...]:
    """Return what to start a server with so that modes count; skip where that cannot be."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which(NO_PRIVILEGE[0]):
        pytest.skip("run by root, whom no mode stops, and there is no setpriv")
    return NO_PRIVILEGE
