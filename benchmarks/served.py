"""A server of our own on a free port: started as a reader of the README starts it, watched through /proc."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
START = 60
"""Seconds a server has to open its port."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, what it logs."""

    address: str
    pid: int
    log: Path

    @property
    def host(self) -> str:
        """Return name and port, as a request names them."""
        return urlsplit(self.address).netloc

    @property
    def port(self) -> int:
        """Return the port alone."""
        return urlsplit(self.address).port or 80

    def cpu(self) -> float:
        """Return the CPU seconds the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Return the megabytes the process keeps in memory."""
        return resident(self.pid)

    def memory_of_all(self) -> float:
        """Return the megabytes that the process and all below it keep in memory."""
        return sum(map(resident, self.tree()))

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

    def descriptors(self) -> int:
        """Return how many files and sockets the process has open."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())

    def soft_limit(self) -> int:
        """Return how many files and sockets the process may open at present."""
        limits = Path(f"/proc/{self.pid}/limits").read_text(encoding="ascii")
        return int(limits.split("Max open files")[1].split()[0])

    def logged(self) -> str:
        """Return what it has logged so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def log_size(self) -> float:
        """Return the megabytes logged so far."""
        return self.log.stat().st_size / 1e6

    def lives(self) -> bool:
        """Say whether the process has not ended."""
        with suppress(OSError):
            return " Z " not in Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8", errors="replace")
        return False


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
    """Return a port nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a server: none of our settings or Streamlit's comes from outside."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("BEFUNDATLAS", "STREAMLIT"))}
    return plain | dict(settings or {})


@contextmanager
def serving(
    script: str = "app.py",
    *,
    options: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    log: Path | None = None,
    folder: Path = ROOT,
    before: Callable[[], None] | None = None,
    prefix: Sequence[str] = (),
) -> Iterator[Server]:
    """Start `streamlit run script` in `folder` and wait until its port is open. Asks for nothing.

    `settings` are environment variables. `before` runs in the new process; `prefix` is a command that starts another
    one in its own place (as `setpriv …`). At the end all is ended that the server has started.
    """
    port = free_port()
    run = [sys.executable, "-m", "streamlit", "run", script, "--server.address=127.0.0.1", f"--server.port={port}"]
    with tempfile.TemporaryDirectory() as place:
        written = log or Path(place) / "log.txt"
        with (
            written.open("wb") as output,
            subprocess.Popen(
                [*prefix, *run, *options],
                cwd=folder,
                env=environment(settings),
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=before,
            ) as process,
        ):
            server = Server(f"http://127.0.0.1:{port}", process.pid, written)
            try:
                wait_for(port, process, written)
                yield server
            finally:
                below = server.tree()[1:]
                process.kill()
                for pid in below:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a process listens at a port. Raises RuntimeError with what it has logged where it does not."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server does not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
