"""A preview is read by the browser its address was given to, on this computer, while it runs, and by nobody else."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.served import Server
from dashboard.texts import DE, EN
from dashboard.web import visitors
from dashboard.web.headers import HEADERS
from dashboard.web.visitors import Key
from publish import preview
from tests.conftest import ROOT
from tests.publish import studies
from tests.test_visitors import EVERYWHERE, ask, handshake

pytestmark = pytest.mark.long
PATHS = (*EVERYWHERE, "/mitnehmen/csv?deck=o", "/?zugang=", "/?zugang=x", "/vortrag?deck=o&zugang=x")


@dataclass(frozen=True)
class Preview:
    """A running preview: how it was started, what it printed, where its files lie."""

    server: Server
    process: subprocess.Popen[str]
    entry: str
    temporary: Path

    @property
    def host(self) -> str:
        return urlsplit(self.server.address).netloc


@contextmanager
def previewing(folder: Path, lang: str = "de") -> Iterator[Preview]:
    study = studies.write(folder / "probe", studies.small(12))
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "publish", "preview", str(study), "--port", str(port), "--lang", lang]
    hostile = {"BEFUNDATLAS_HOSTS": "attacker.example", "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}
    with (
        (folder / "log.txt").open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=os.environ | hostile | {"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
        ) as process,
    ):  # fmt: skip
        try:
            assert process.stdout
            entry = re.findall(r"http://\S+", process.stdout.readline())[0]
            end = time.monotonic() + 40
            while time.monotonic() < end and process.poll() is None:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.1)
            server = Server(f"http://127.0.0.1:{port}", process.pid, folder / "log.txt")
            yield Preview(server, process, entry, temporary)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert "Traceback" not in (folder / "log.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.fixture(scope="module")
def cookie(shown: Preview) -> str:
    """Visit the printed address as the researcher's browser does; return the cookie it gets."""
    parts = urlsplit(shown.entry)
    status, headers, _ = ask(shown.server, f"/?{parts.query}", shown.host)
    assert status == 303 and headers["location"] == "/" and HEADERS.items() <= headers.items()
    value, *attributes = headers["set-cookie"].split("; ")
    assert {a.lower() for a in attributes} == {"httponly", "path=/", "samesite=strict"}
    return value


def test_the_address_opens_it_once(shown: Preview, cookie: str) -> None:
    query = urlsplit(shown.entry).query
    assert len(query) > 40
    for path in (f"/?{query}", f"/vortrag?deck=o&{query}", f"/?{query.upper()}"):
        status, headers, body = ask(shown.server, path, shown.host)
        assert status == 403 and "set-cookie" not in headers
        assert all(words.refused["closed"][0] in body for words in (DE, EN))
    assert ask(shown.server, f"/?{query}", shown.host, Cookie=cookie)[0] == 303


@pytest.mark.parametrize("path", PATHS)
def test_another_user_of_the_computer_reads_nothing(path: str, shown: Preview, cookie: str) -> None:
    name, value = cookie.split("=")
    for forged in ("", f"{name}=", f"{name}={'x' * len(value)}", f"{name}=ü", f"{name}={value[:-1]}", f"other={value}"):
        sent = {"Cookie": forged} if forged else {}
        for method in ("GET", "POST", "HEAD"):
            status, headers, body = ask(shown.server, path, shown.host, method, **sent)
            assert status == 403 and HEADERS.items() <= headers.items() and "Gruppe A" not in body
            assert "set-cookie" not in headers
        assert handshake(shown.server, shown.host, f"http://{shown.host}", **sent) == 403
    allowed = ask(shown.server, path, shown.host, "POST" if "mitnehmen" in path else "GET", Cookie=cookie)[0]
    assert allowed == 403 if "mitnehmen" in path else allowed in (200, 303, 404)


def test_a_rebound_name_reads_nothing_even_with_the_cookie(shown: Preview, cookie: str) -> None:
    port = urlsplit(shown.server.address).port
    for host in ("attacker.example", f"attacker.example:{port}", "192.0.2.7", socket.gethostname(), "0.0.0.0"):
        for path in PATHS:
            assert ask(shown.server, path, host, Cookie=cookie)[0] == 421
        assert handshake(shown.server, host, f"http://{host}", Cookie=cookie) == 403
    for origin in ("http://attacker.example", "http://127.0.0.1:9999", "http://localhost:9999", "null"):
        assert handshake(shown.server, shown.host, origin, Cookie=cookie) == 403
        assert ask(shown.server, "/vortrag?deck=o", shown.host, Origin=origin, Cookie=cookie)[0] == 421


def test_the_researcher_reads_everything(shown: Preview, cookie: str) -> None:
    assert ask(shown.server, "/healthz", shown.host, Cookie=cookie)[2] == "1 studies\n"
    assert re.search(r"3\s(von|der)\s[36]", ask(shown.server, "/vortrag?deck=b.bus.a", shown.host, Cookie=cookie)[2])
    assert handshake(shown.server, shown.host, f"http://{shown.host}", Cookie=cookie) == 101
    local = f"localhost:{urlsplit(shown.server.address).port}"
    assert handshake(shown.server, local, f"http://{local}", Cookie=cookie) == 101


def test_nothing_another_user_could_read_tells_the_word(shown: Preview) -> None:
    word = urlsplit(shown.entry).query.removeprefix(f"{preview.ENTRY}=")
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            assert word.encode() not in (process / "cmdline").read_bytes()
            assert word.encode() not in (process / "environ").read_bytes()
    kept = next(shown.temporary.glob("befundatlas-*"))
    assert kept.stat().st_mode & 0o077 == 0
    assert not [p for p in kept.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = urlsplit(shown.server.address).port
    assert re.findall(rf"([0-9A-F]+):{port:04X} [0-9A-F]+:0000 0A", listening) == ["0100007F"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_after_its_end_nobody_reads(end: signal.Signals, tmp_path: Path) -> None:
    """Killed too: the server ends when whoever started it is gone. What a browser still holds opens no other one."""
    with previewing(tmp_path, "en") as running:
        query = urlsplit(running.entry).query
        cookie = ask(running.server, f"/?{query}", running.host)[1]["set-cookie"].split(";")[0]
        if end == signal.SIGINT:
            os.killpg(running.process.pid, end)
        else:
            running.process.send_signal(end)
        running.process.wait(30)
        patience = time.monotonic() + 30
        while time.monotonic() < patience:
            try:
                ask(running.server, "/healthz", running.host)
            except OSError:
                break
            time.sleep(0.1)
        with pytest.raises(OSError):
            ask(running.server, "/healthz", running.host, Cookie=cookie)
        assert bool(list(running.temporary.glob("befundatlas-*"))) == (end == signal.SIGKILL)
    if end != signal.SIGKILL:
        return
    with previewing(tmp_path) as another:
        name = f"befundatlas-vorschau-{urlsplit(another.server.address).port}"
        stale = f"{name}={cookie.split('=')[1]}"
        assert ask(another.server, "/healthz", another.host, Cookie=stale)[0] == 403
        assert ask(another.server, f"/?{query}", another.host)[0] == 403


def test_a_key_opens_for_the_first_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Key()
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "server": ("127.0.0.1", 8502), "query_string": b"zugang=", "headers": [],
    }  # fmt: skip
    for said in (b"zugang=", b"", b"zugang=wort"):
        assert key.enter({**scope, "query_string": said}) is None  # before it has its word nothing opens it
    monkeypatch.setattr(key, "_word", "wort")
    assert key.enter({**scope, "query_string": b"zugang=wort", "method": "HEAD"}) is None
    assert key.enter({**scope, "query_string": b"zugang=wort&zugang=x"})
    assert key.enter({**scope, "query_string": b"zugang=wort"}) is None


def test_both_sides_name_the_parameter_alike() -> None:
    assert preview.ENTRY == visitors.ENTRY
