"""A server that runs out of files and sockets: it raises its limit, lets in no more than fit, and fills no disk."""

import asyncio
import resource
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.reader import Reader, Refused
from benchmarks.served import Server, serving
from dashboard.web.limits import Limits
from tests.test_routes import awaited
from tests.test_served import ask

pytestmark = pytest.mark.long


def allowed(soft: int, hard: int) -> Callable[[], None]:
    """Return what gives a new process so few files."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_the_limit_is_raised_at_the_start(tmp_path: Path) -> None:
    with serving(log=tmp_path / "log.txt", before=allowed(200, 3000)) as server:
        assert ask(server, "/healthz")[0] == 200
        limits = Path(f"/proc/{server.pid}/limits").read_text(encoding="ascii")
        assert limits.split("Max open files")[1].split()[0] == "3000"


def test_no_more_are_let_in_than_fit_and_those_inside_go_on(tmp_path: Path) -> None:
    fit = Limits().within(700).sessions

    async def crowd(server: Server) -> None:
        readers = [Reader(server.address) for _ in range(4 * fit)]
        entered = await asyncio.gather(*(reader.knock() for reader in readers), return_exceptions=True)
        inside = [reader for reader, error in zip(readers, entered, strict=True) if error is None]
        assert len(inside) == fit and all(error is None or isinstance(error, Refused) for error in entered)
        for reader in inside:
            assert not (await reader.open()).wrong
        assert server.descriptors() < 700
        assert (await asyncio.to_thread(ask, server, "/healthz"))[0] == 200
        for reader in inside:
            await reader.close()

    with serving(log=tmp_path / "log.txt", before=allowed(700, 700)) as server:
        awaited(crowd(server))
        assert "Traceback" not in server.logged(), server.logged()
        assert f"room for {fit} readers" in server.logged()


def test_where_nothing_is_left_the_log_stays_small_and_the_server_comes_back(tmp_path: Path) -> None:
    with serving(log=tmp_path / "log.txt", before=allowed(256, 256)) as server:
        place = urlsplit(server.address)
        assert ask(server, "/healthz")[0] == 200
        with ExitStack() as held:
            for _ in range(400):
                held.enter_context(socket.create_connection((place.hostname, place.port), timeout=5))
            time.sleep(5)
            assert "out of system resource" in server.logged()
            assert len(server.logged()) < 20_000 and "Traceback" not in server.logged()
        end = time.monotonic() + 30
        while ask(server, "/healthz")[0] != 200:
            assert time.monotonic() < end
            time.sleep(0.2)

        async def read() -> None:
            reader = Reader(server.address)
            assert not (await reader.open("/zitate")).wrong
            await reader.close()

        awaited(read())


def test_nobody_is_let_in_whose_page_could_not_be_built(tmp_path: Path) -> None:
    """Connections that say nothing hold nearly all: whoever comes then is told so, not let in and cut off."""

    async def knock(server: Server) -> int:
        reader = Reader(server.address)
        try:
            await reader.knock()
            assert not (await reader.open("/zitate")).wrong
        except Refused as error:
            return error.status
        finally:
            await reader.close()
        return 101

    with serving(log=tmp_path / "log.txt", before=allowed(700, 700)) as server:
        place = urlsplit(server.address)
        assert awaited(knock(server)) == 101
        with ExitStack() as held:
            while server.descriptors() < 697:
                held.enter_context(socket.create_connection((place.hostname, place.port), timeout=5))
                time.sleep(0.005)
            assert awaited(knock(server)) == 503
        end = time.monotonic() + 30
        while awaited(knock(server)) != 101:
            assert time.monotonic() < end
            time.sleep(0.2)
        assert "Traceback" not in server.logged() and "Exception ignored" not in server.logged()
