"""A server of our own on a free port: started as a reader of the README starts it, watched through /proc."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
START = 40
"""Seconds a server has to open its port."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, what it logs."""

    address: str
    pid: int
    log: Path

    def cpu(self) -> float:
        """Return the CPU seconds the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Return the megabytes the process keeps in memory."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def descriptors(self) -> int:
        """Return how many files and sockets the process has open."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())

    def logged(self) -> str:
        """Return what it has logged so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serving(
    script: str = "app.py",
    *,
    options: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    log: Path | None = None,
    folder: Path = ROOT,
    before: Callable[[], None] | None = None,
) -> Iterator[Server]:
    """Start `streamlit run script` in `folder` and wait until its port is open. Asks for nothing.

    `settings` are environment variables; none of ours or Streamlit's comes from outside. `before` runs in the new
    process.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.address=127.0.0.1", f"--server.port={port}"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("BEFUNDATLAS", "STREAMLIT"))}
    with tempfile.TemporaryDirectory() as place:
        written = log or Path(place) / "log.txt"
        with (
            written.open("wb") as output,
            subprocess.Popen(
                [*command, *options],
                cwd=folder,
                env=plain | dict(settings or {}),
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=before,
            ) as process,
        ):
            try:
                _wait_for(port, process, written)
                yield Server(f"http://127.0.0.1:{port}", process.pid, written)
            finally:
                process.kill()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server does not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
