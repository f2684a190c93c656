"""What 200 packages cost beside two, in one run: start, first answer, memory, and the CPU of a filter change.

Makes the packages in a temporary folder (copies of the two shipped ones), starts the real server on 2 and on 200 of
them and speaks Streamlit's own protocol with it.

    .venv/bin/python benchmarks/library.py [NUMBER]
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
SHIPPED = ("landkreis-schnittstellen", "demo-zusammenarbeit")
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS, CHANGES = 15, 40


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and how many seconds it took to answer."""

    port: int
    pid: int
    started: float

    def cpu(self) -> float:
        """Return the CPU seconds the process has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Return the megabytes the process holds."""
        return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def packages(folder: Path, number: int) -> None:
    """Put copies of the shipped packages into a folder under other names, beside themselves."""
    for name in SHIPPED:
        shutil.copytree(ROOT / "data" / name, folder / name)
    for n in range(number - len(SHIPPED)):
        source = ROOT / "data" / SHIPPED[n % 2]
        path = shutil.copytree(source, folder / f"untersuchung-{n:03}") / "datapackage.json"
        whole = json.loads(path.read_text(encoding="utf-8"))
        whole["name"] = path.parent.name
        whole["study"]["title_de"] += f" {n}"
        path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """Start the dashboard on the packages in a folder and wait until it serves them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = time.perf_counter()
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.address=127.0.0.1",
            f"--server.port={port}",
            "--runner.postScriptGC=false",
        ],
        cwd=ROOT,
        env=os.environ | {"BEFUNDATLAS_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            while time.perf_counter() < begin + 600:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield Server(port, process.pid, time.perf_counter() - begin)
        finally:
            process.kill()


@contextmanager
def reader(server: Server) -> Iterator[ClientConnection]:
    """Open a session as a browser does."""
    address = f"127.0.0.1:{server.port}"
    with connect(f"ws://{address}/_stcore/stream", origin=f"http://{address}", max_size=None) as socket:  # type: ignore[arg-type]
        yield socket


def run(socket: ClientConnection, query: str) -> float:
    """Ask for the overview with the parameters of an address; return seconds until it has been sent."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    begin = time.perf_counter()
    socket.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(socket.recv(timeout=120))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - begin


def change(server: Server, socket: ClientConnection) -> float:
    """Return the CPU milliseconds of a filter change, from many."""
    used = server.cpu()
    for n in range(CHANGES):
        run(socket, "group=dez" if n % 2 else "")
    return 1000 * (server.cpu() - used) / CHANGES


def main() -> int:
    """Measure, print, and return 0 when every criterion holds."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        servers = []
        for name, many in (("few", 2), ("many", number)):
            (Path(temporary) / name).mkdir()
            packages(Path(temporary) / name, many)
            servers.append(stack.enter_context(serving(Path(temporary) / name)))
        few, many = servers
        sockets = [stack.enter_context(reader(server)) for server in servers]
        first = run(sockets[1], "")
        other = run(sockets[1], "study=untersuchung-000")
        fresh = many.memory()
        for n in range(number - 2):
            with reader(many) as visitor:
                run(visitor, f"study=untersuchung-{n:03}")
        visited = many.memory()
        costs = {server: [change(server, socket)] for server, socket in zip(servers, sockets, strict=True)}
        for _ in range(ROUNDS):
            for server, socket in zip(servers, sockets, strict=True):
                costs[server].append(change(server, socket))
    two, all_of_them = (statistics.median(costs[server][1:]) for server in servers)
    print(
        f"start, until the health check answers: {few.started:.1f} s with 2 packages, "
        f"{many.started:.1f} s with {number}"
    )
    print(f"first answer: {first:.2f} s; another study, opened for it: {other:.2f} s")
    print(f"memory: {fresh:.0f} MB after two studies, {visited:.0f} MB after all {number}")
    print(f"CPU of a filter change: {two:.1f} ms with 2 packages, {all_of_them:.1f} ms with {number}\n")
    criteria = [
        (f"{number} packages start in under 10 s: {many.started:.1f} s", many.started < 10),
        (f"the first answers at once (1 s): {first:.2f} s", first < 1),
        (f"memory under 1 GB: {visited:.0f} MB", visited < 1000),
        (
            f"a filter change costs at most 1.2 times that with two: {all_of_them / two:.2f} times",
            all_of_them <= 1.2 * two,
        ),
    ]
    for words, holds in criteria:
        print(f"{'PASS' if holds else 'FAIL'}  {words}")
    return 0 if all(holds for _, holds in criteria) else 1


if __name__ == "__main__":
    sys.exit(main())
