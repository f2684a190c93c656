"""The preview of an unprotected study is for whoever started it: for no other user, by no other name, no longer."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from benchmarks.served import Server, command, environment, free_port, wait_for
from tests.conftest import ROOT
from tests.soak import wire
from tests.soak.client import Tab
from tests.soak.report import Report

EXAMPLE = ROOT / "examples" / "demo-zusammenarbeit"
NOBODY = 65_534
PATHS = ("/vortrag?deck=o", "/vortrag?deck=t.austausch", "/vortrag/fassung", "/", "/kategorien", "/zitate")
COUNT = re.compile(r"\d+ von \d+")
"""A figure; of a preview every one is unprotected."""

ANOTHER_USER = """
import os, sys, socket
"127.0.0.1".encode("idna")  # read before this user may read no library any more
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
with socket.create_connection(("127.0.0.1", {port}), 20) as s:
    s.sendall(b"GET {path} HTTP/1.1\\r\\nhost: 127.0.0.1:{port}\\r\\nconnection: close\\r\\n\\r\\n")
    while part := s.recv(65536): sys.stdout.buffer.write(part)
for place in {places!r}:
    try: print("LISTED", os.listdir(place))
    except OSError: pass
"""


@dataclass(frozen=True)
class Preview:
    """A running preview: its server, the address that the console names, the folders it made."""

    server: Server
    process: subprocess.Popen[bytes]
    console: Path

    @property
    def link(self) -> str:
        """Return the address that is told to whoever started it."""
        found = re.search(r"http://127\.0\.0\.1:\d+\S*", self.console.read_text(encoding="utf-8"))
        return found[0].rstrip(".,)") if found else ""

    @property
    def token(self) -> str:
        """Return the longest random part of the address, "" for none."""
        parts = re.findall(r"[\w-]{12,}", self.link.split("/", 3)[-1])
        return max(parts, key=len, default="")


@contextmanager
def previewing(tmp_path: Path) -> Iterator[Preview]:
    """Start a preview of the invented study as a researcher does."""
    study, console, port = tmp_path / EXAMPLE.name, tmp_path / "console.txt", free_port()
    shutil.copytree(EXAMPLE, study)
    place = tmp_path / "temporary"
    place.mkdir(mode=0o755)
    run = [sys.executable, "-u", "-m", "publish", "preview", str(study), "--port", str(port)]
    own = environment() | {"TMPDIR": str(place)}
    with (
        console.open("wb") as output,
        subprocess.Popen(
            run, cwd=ROOT, env=own, stdout=output, stderr=subprocess.STDOUT, preexec_fn=_as_on_a_console
        ) as process,
    ):
        server, started = Server(f"http://127.0.0.1:{port}", process.pid, console), list[int]()
        try:
            wait_for(port, process, console)
            started = server.tree()[1:]
            yield Preview(server, process, console)
        finally:
            process.kill()
            for pid in started:  # the server, which may have outlived whoever started it
                if str(port) in command(pid):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)


def _as_on_a_console() -> None:
    """Obey Ctrl-C and the end of the console, which whatever runs behind a shell may have been told to ignore."""
    for sign in (signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, signal.SIG_DFL)


def _open(link: str) -> tuple[CookieJar, str]:
    """Follow the link of the console as a browser does; return its cookies and what it got."""
    jar = CookieJar()
    try:
        with build_opener(HTTPCookieProcessor(jar)).open(link, timeout=30) as answer:
            return jar, answer.read().decode()
    except HTTPError as error:
        with error:
            return jar, ""


def _cookies(jar: CookieJar) -> list[tuple[str, str]]:
    return [("cookie", "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar))] if len(jar) else []


async def _session(server: Server, headers: list[tuple[str, str]], host: str = "") -> str:
    """Open a session; return all that it is shown."""
    tab = Tab(server.address, headers=dict(headers), host=host, origin=f"http://{host}" if host else "")
    words = (await tab.open("kategorien")).words() if await tab.knock() == 101 else ""
    await tab.close()
    return words


def _nothing(report: Report, server: Server, who: str, headers: list[tuple[str, str]]) -> None:
    """Check that somebody gets no figure and no word of the study on any path."""
    for path in PATHS:
        answer = wire.get(server.port, path, headers=headers)
        bad = COUNT.search(answer.text) or (path.startswith("/vortrag") and answer.status == 200)
        report.check(not bad, f"{who} reads the preview", f"{path}: {answer.status} {answer.text[:60]!r}")
    answer = wire.get(server.port, "/mitnehmen/txt?deck=o", method="POST", headers=headers, body=b"{}")
    report.check(answer.status >= 400, f"{who} takes the preview along", answer.status)


def test_others_than_whoever_started_it(report: Report, tmp_path: Path) -> None:
    with previewing(tmp_path) as preview:
        server, token = preview.server, preview.token
        report.say(f"the console names {preview.link.replace(token, '…') if token else preview.link}")
        report.check(token, "the console names no one-time token")
        _nothing(report, server, "another client", [])
        report.check(not COUNT.search(wire.awaited(_session(server, []))), "another client opens a session")
        cookies = _researcher(report, preview)
        again, _ = _open(preview.link) if token else (CookieJar(), "")
        if token:
            _nothing(report, server, "whoever uses the token a second time", _cookies(again))
            guessed, _ = _open(preview.link.replace(token, "A" * len(token)))
            _nothing(report, server, "whoever guesses a token", _cookies(guessed))
        for host in (
            "attacker.example",
            f"attacker.example:{server.port}",
            f"127.0.0.1.attacker.example:{server.port}",
        ):
            _nothing(report, server, "a rebound host", [("host", host), *cookies])
            words = wire.awaited(_session(server, cookies, host))
            report.check(not COUNT.search(words), "a rebound host opens a session", host)
        seen = [command(int(p.name)) for p in Path("/proc").iterdir() if p.name.isdigit()]
        report.check(not token or not any(token in line for line in seen), "the token stands in a command line")
        report.check(token not in preview.console.read_text().replace(preview.link, "", 1) if token else True,
                     "the token is logged again")  # fmt: skip


def _researcher(report: Report, preview: Preview) -> list[tuple[str, str]]:
    """Follow the link of the console; whoever started the preview must be able to read it."""
    jar, _ = _open(preview.link)
    cookies = _cookies(jar)
    words = wire.awaited(_session(preview.server, cookies))
    report.check(COUNT.search(words), "whoever started the preview cannot read it", words[:80])
    return cookies


def test_another_user_of_the_computer(report: Report, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("not probed: becoming another user of the computer needs root")
    with previewing(tmp_path) as preview:
        places = [str(path) for path in (tmp_path / "temporary").iterdir()]
        report.check(places, "no folder of the preview is found: nothing was probed")
        for folder in (tmp_path, *tmp_path.parents):
            if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
                folder.chmod(0o755)
        for path in PATHS:
            filled = ANOTHER_USER.format(nobody=NOBODY, port=preview.server.port, path=path, places=places)
            got = subprocess.run([sys.executable, "-c", filled], capture_output=True, timeout=60, check=False)
            said = got.stdout.decode(errors="replace")
            report.check(not got.returncode, "another user was not probed", got.stderr[-300:])
            report.check(not COUNT.search(said), "another user of the computer reads the preview", path)
            report.check("LISTED" not in said, "another user lists the folder of the preview", said[-100:])


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL], ids=lambda s: s.name)
def test_after_its_end(report: Report, tmp_path: Path, sign: signal.Signals) -> None:
    with previewing(tmp_path) as preview:
        below = preview.server.tree()
        preview.process.send_signal(sign)
        end = time.monotonic() + 20
        while time.monotonic() < end and (alive := [pid for pid in below if Path(f"/proc/{pid}/exe").exists()]):
            time.sleep(0.2)
        answer = wire.get(preview.server.port, "/vortrag?deck=o", patience=5)
        report.check(not answer.status, "the preview is served after its end", f"{sign.name}: {answer.status}")
        report.check(not alive, "processes of the preview live on", f"{sign.name}: {[command(p)[:60] for p in alive]}")
        left = list((tmp_path / "temporary").rglob("*.csv"))
        if sign == signal.SIGKILL:  # nobody is left to take it away; nobody else may look at it
            shut = all(folder.stat().st_mode & 0o077 == 0 for folder in (tmp_path / "temporary").iterdir())
            report.say(f"{sign.name}: {len(left)} files stay, closed to other users: {shut}")
            report.check(shut, "the unprotected package stays on the disk, open to others", left[:2])
        else:
            report.check(not left, "the unprotected package stays on the disk", f"{sign.name}: {left[:2]}")
