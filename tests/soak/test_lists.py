"""The list of withdrawn packages, in every form somebody's editor makes of it: what it names is not shown."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.served import Server
from dashboard.package.dataset import load
from tests.conftest import FIRST_STUDY
from tests.soak import wire
from tests.soak.judge import judge_log
from tests.soak.probed import probed, without_privilege
from tests.soak.report import Report
from tests.soak.test_faults import SOON, until

NAME, OTHER = FIRST_STUDY.name, "demo-zusammenarbeit"
HEAD = "hash,date\n"

LISTS: dict[str, Callable[[str], bytes]] = {
    "as written": lambda h: f"{HEAD}{h},2026-11-24\n".encode(),
    "hash alone": lambda h: h.encode(),
    "capitals": lambda h: f"{HEAD}{h.upper()},x\n".encode(),
    "semicolon": lambda h: f"hash;date\n{h};2026-11-24\n".encode(),
    "tab": lambda h: f"hash\tdate\n{h}\tx\n".encode(),
    "leading blank": lambda h: f"{HEAD} {h},x\n".encode(),
    "trailing blank": lambda h: f"{HEAD}{h} ,x\n".encode(),
    "no-break space": lambda h: f"{HEAD}\u00a0{h}\u00a0,x\n".encode(),
    "zero width": lambda h: f"{HEAD}\u200b{h},x\n".encode(),
    "byte order mark": lambda h: f"\ufeff{h},x\n".encode(),
    "quoted": lambda h: f'{HEAD}"{h}","x"\n'.encode(),
    "quotes of one kind": lambda h: f"{HEAD}'{h}',x\n".encode(),
    "typographic quotes": lambda h: f"{HEAD}„{h}“,x\n".encode(),
    "other column first": lambda h: f"date,hash\n2026-11-24,{h}\n".encode(),
    "apostrophe of Excel": lambda h: f"{HEAD}'{h},x\n".encode(),
    "lines of Windows": lambda h: f"hash,date\r\n{h},x\r\n".encode(),
    "lines of old Macs": lambda h: f"hash,date\r{h},x\r".encode(),
    "UTF-16 LE": lambda h: f"{HEAD}{h},x\n".encode("utf-16"),
    "UTF-16 BE": lambda h: b"\xfe\xff" + f"{HEAD}{h},x\n".encode("utf-16-be"),
    "UTF-16 without mark": lambda h: f"{HEAD}{h},x\n".encode("utf-16-le"),
    "UTF-32": lambda h: f"{HEAD}{h},x\n".encode("utf-32"),
    "latin-1": lambda h: f"{HEAD}{h},für Frau Müller\n".encode("latin-1"),
    "latin-1 before": lambda h: f"{HEAD}Zurückgezogen\n{h},x\n".encode("latin-1"),
    "NUL bytes": lambda h: f"{HEAD}\0\0{h}\0,x\n".encode(),
    "open quote before": lambda h: f'{HEAD}"offen,x\n{h},x\n'.encode(),
    "very long line before": lambda h: f"{HEAD}{'x' * 200_000},x\n{h},x\n".encode(),
    "cut short": lambda h: f"{HEAD}{h[:40]}".encode(),
    "wrapped": lambda h: f"{HEAD}{h[:32]}\n{h[32:]},x\n".encode(),
    "sha256: before": lambda h: f"{HEAD}sha256:{h},x\n".encode(),
    "after megabytes": lambda h: HEAD.encode() + b"x,y\n" * 2_000_000 + h.encode() + b",x\n",
    "compressed": lambda h: b"\x1f\x8b\x08\x00\x00\x00\x00\x00" + h.encode()[:0] + b"\x03\xff" * 20,
    "nothing but noise": lambda _: bytes(range(256)) * 4,
    "empty": lambda _: b"",
}
HARMLESS = {"empty"}
"""Names nobody for certain: nothing need be hidden."""


def shown(server: Server, study: str = NAME) -> bool:
    """Say whether anything of a study is shown."""
    answer = wire.get(server.port, "/vortrag", ("study", study), ("deck", "o"), ("deck", "m"))
    return answer.status == 200 and f'data-study="{study}"' in answer.text


def prepared(tmp_path: Path) -> tuple[Path, str]:
    for study in (NAME, OTHER):
        shutil.copytree(FIRST_STUDY.parent / study, tmp_path / "data" / study)
    return tmp_path / "data", load(FIRST_STUDY).version


def test_lists_while_running(report: Report, tmp_path: Path) -> None:
    data, version = prepared(tmp_path)
    with probed(tmp_path / "log.txt", data) as server:
        for name, write in LISTS.items():
            report.check(
                until(lambda: shown(server), SOON) < float("inf"), "the study is not there before the list", name
            )
            fresh = tmp_path / "fresh.csv"
            fresh.write_bytes(write(version))
            fresh.replace(data / "withdrawn.csv")
            if name in HARMLESS:
                time.sleep(5)
                report.say(f"{name}: {'shown' if shown(server) else 'hidden'}")
            else:
                late = until(lambda: not shown(server), SOON)
                report.check(late < float("inf"), "a withdrawn package is shown", f"list: {name}")
            report.check(
                server.lives() and wire.get(server.port, "/vortrag/fassung").status, "the server is gone", name
            )
            (data / "withdrawn.csv").unlink()
        judge_log(report, server)


@pytest.mark.parametrize("name", ["capitals", "byte order mark", "UTF-16 LE", "latin-1 before", "NUL bytes"])
def test_lists_at_the_start(report: Report, tmp_path: Path, name: str) -> None:
    data, version = prepared(tmp_path)
    (data / "withdrawn.csv").write_bytes(LISTS[name](version))
    with probed(tmp_path / "log.txt", data) as server:
        report.check(not shown(server), "a withdrawn package is shown after a start")
        report.check(wire.get(server.port, "/healthz").status in (200, 503), "the list stops the start")
        judge_log(report, server)


def test_a_list_that_cannot_be_read(report: Report, tmp_path: Path) -> None:
    prefix = without_privilege()
    data, version = prepared(tmp_path)
    with probed(tmp_path / "log.txt", data, prefix=prefix) as server:
        (data / "withdrawn.csv").write_bytes(LISTS["as written"](version))
        (data / "withdrawn.csv").chmod(0)
        report.check(until(lambda: not shown(server), SOON) < float("inf"), "a list without rights hides nothing")
        (data / "withdrawn.csv").unlink()
        (data / "withdrawn.csv").mkdir()
        report.check(
            until(lambda: not shown(server), SOON) < float("inf"), "a folder in place of the list hides nothing"
        )
        (data / "withdrawn.csv").rmdir()
        (data / "withdrawn.csv").symlink_to("withdrawn.csv")
        report.check(
            until(lambda: not shown(server), SOON) < float("inf"), "a link to itself in place of the list hides nothing"
        )
        (data / "withdrawn.csv").unlink()
        (data / "withdrawn.csv").symlink_to(tmp_path / "nowhere.csv")
        report.check(
            until(lambda: not shown(server), SOON) < float("inf"), "a dead link in place of the list hides nothing"
        )
        judge_log(report, server)
