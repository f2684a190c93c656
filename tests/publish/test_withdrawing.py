"""A person who withdraws stays out, whoever releases at the same moment and whatever is killed half way."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.package.dataset import FaultyPackage, load
from dashboard.package.library import Library
from publish import coded_study, files, refusals, release, states
from publish.files import Busy
from publish.release import NoPerson
from tests.conftest import ROOT
from tests.publish import studies
from tests.publish.test_lists import ask, state

pytestmark = pytest.mark.long


def register(study: Path) -> list[dict[str, Any]]:
    path = study / "releases.json"
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []


def is_out(study: Path, target: Path, person: str = "P0") -> bool:
    """Say whether every package a person is in is refused, and the one that is served is without her."""
    held = {entry["hash"] for entry in register(study) if any(person in g for g in entry["respondents"].values())}
    valid = {entry["hash"] for entry in register(study) if entry["state"] == "released"}
    refused = set(refusals.refused(target.parent))
    served = load(target).version
    return held <= refused and not held & valid and served in valid and served not in refused


@contextmanager
def held(module: Any, name: str, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a thread and stop it where it calls a function, until the block has ended."""
    there, on = threading.Event(), threading.Event()
    real = getattr(module, name)
    mine: list[int] = []

    def wait(*arguments: Any, **options: Any) -> Any:
        if threading.get_ident() in mine:
            there.set()
            assert on.wait(60)
        return real(*arguments, **options)

    monkeypatch.setattr(module, name, wait)
    done: list[object] = []

    def run() -> None:
        mine.append(threading.get_ident())
        done.append(work())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert there.wait(60)
        yield
    finally:
        on.set()
        thread.join(60)
    assert len(done) == 1


@pytest.mark.parametrize("where", [(release, "build"), (release, "report"), (states, "show"), (release, "open_marks")])
def test_who_withdraws_while_a_release_is_under_way_waits(
    where: tuple[Any, str], study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.released(study, target)
    (target.parent.parent / "other" / "probe").mkdir(parents=True)
    before = state(study, target.parent)
    with held(*where, monkeypatch, lambda: release.release(study, target)):
        with pytest.raises(Busy):
            release.withdraw(study, "P0", target)
        assert not (study / "withdrawn.csv").exists()
        with pytest.raises(Busy):
            release.release(study, target)
        with pytest.raises(Busy):  # another place, the same register
            release.withdraw(study, "P0", target.parent.parent / "other" / "probe")
        copied = shutil.copytree(study, study.parent / "copy" / "probe")
        with pytest.raises(Busy):  # another study, the same place
            release.release(copied, target)
        shutil.rmtree(copied)
    assert {p: c for p, c in state(study, target.parent).items() if p in before} == before
    release.withdraw(study, "P0", target)
    release.release(study, target)
    assert is_out(study, target)


@pytest.mark.parametrize("where", [(refusals, "refuse"), (coded_study, "load")])
def test_who_releases_while_somebody_withdraws_waits(
    where: tuple[Any, str], study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.released(study, target)
    (target.parent.parent / "other" / "probe").mkdir(parents=True)
    with held(*where, monkeypatch, lambda: (release.withdraw(study, "P0", target), release.release(study, target))):
        for other in (target, target.parent.parent / "other" / "probe"):
            with pytest.raises(Busy):
                release.release(study, other)
            with pytest.raises(Busy):
                release.withdraw(study, "P1", other)
    assert is_out(study, target)


def rename(study: Path, _: Path) -> None:
    """Put another folder in the study's place, in which somebody withdraws."""
    other = shutil.copytree(study, study.parent / "old")
    study.rename(study.parent / "moved")
    Path(other).rename(study)
    (study / "withdrawn.csv").write_text("respondent_id\nP0\n", encoding="utf-8")


def unlock(study: Path, target: Path) -> None:
    for lock in (study / ".lock", target.parent / ".probe.lock"):
        lock.unlink()
    release.withdraw(study, "P0", target)


MEANWHILE: dict[str, Callable[[Path, Path], object]] = {
    "a row by hand": lambda study, _: (study / "withdrawn.csv").write_text("respondent_id\nP0\n", encoding="utf-8"),
    "half a file saved": lambda study, _: (study / "segments.csv").write_text("segment_id,respondent_id,text\nS0,P"),
    "another folder": rename,
    "the locks removed and a withdrawal": unlock,
}


@pytest.mark.parametrize("what", MEANWHILE)
@pytest.mark.parametrize("where", ["build", "report"])
def test_what_changes_while_a_release_is_under_way_stops_it(
    what: str, where: str, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = release.release(study, target).version
    described = (study / "datapackage.json").read_text(encoding="utf-8")
    (study / "datapackage.json").write_text(described.replace("2026-01-02", "2026-03-01"), encoding="utf-8")
    told: list[tuple[int, str]] = []
    with held(release, where, monkeypatch, lambda: told.append(ask("release", study, "--to", target))):
        MEANWHILE[what](study, target)
        before = state(study)
    assert (told[0][0] == 2 and "Nichts wurde freigegeben" in told[0][1]) or "Fehler" in told[0][1], told
    assert state(study) == before and states.shown(target) == old


def test_who_has_withdrawn_is_no_difference_to_earlier_releases_for_a_check_either(study: Path, target: Path) -> None:
    """A withdrawal was killed before anything was refused, or the row was written by hand."""
    studies.released(study, target)
    (study / "withdrawn.csv").write_text("respondent_id\nP0\n", encoding="utf-8")
    assert ask("check", study)[0] == 0
    assert ask("release", study, "--to", target)[0] == 0
    assert is_out(study, target)


def test_a_row_written_by_hand_during_a_withdrawal_is_not_lost(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.released(study, target)
    told: list[tuple[int, str]] = []
    with held(refusals, "refused", monkeypatch, lambda: told.append(ask("withdraw", study, "P0", "--to", target))):
        (study / "withdrawn.csv").write_text("respondent_id\nP2\n", encoding="utf-8")
    assert told[0][0] == 2 and (study / "withdrawn.csv").read_text(encoding="utf-8") == "respondent_id\nP2\n"
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert is_out(study, target) and is_out(study, target, "P2")


def test_busy_is_told(study: Path, target: Path) -> None:
    with files.alone(study / ".lock"):
        status, said = ask("release", study, "--to", target)
    assert status == 2 and "gerade freigegeben oder zurückgezogen" in said


def test_two_studies_withdraw_into_one_list(tmp_path: Path) -> None:
    """Twenty at once, each of another study: no hash is lost."""
    data = tmp_path / "data"
    data.mkdir()
    hashes = [f"{n:064x}" for n in range(20)]
    threads = [threading.Thread(target=refusals.refuse, args=(data, [h])) for h in hashes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(refusals.refused(data)) == hashes


def test_folders_that_share_one_list_by_a_link_take_turns(tmp_path: Path) -> None:
    for name in ("a", "b", "shared"):
        (tmp_path / name).mkdir()
    (tmp_path / "shared" / "withdrawn.csv").write_text("sha256\n", encoding="utf-8")
    for name in "ab":
        (tmp_path / name / "withdrawn.csv").symlink_to(tmp_path / "shared" / "withdrawn.csv")
    hashes = [f"{n:064x}" for n in range(40)]
    threads = [
        threading.Thread(target=refusals.refuse, args=(tmp_path / "ab"[n % 2], [h])) for n, h in enumerate(hashes)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(refusals.refused(tmp_path / "a")) == hashes


@pytest.mark.parametrize("key", ["P\r0", "P\n0", "P\r\n0", 'P"0', "P,0", "P;0;;"])
def test_whatever_a_key_holds_the_list_can_be_read_again(key: str, tmp_path: Path, target: Path) -> None:
    tables = studies.small(60)
    for name in ("respondents", "segments"):
        header, rows = tables[name]
        tables[name] = (header, [tuple(key if cell == "P0" else cell for cell in row) for row in rows])
    study = studies.write(tmp_path / "probe", tables)
    for path in (study / "respondents.csv", study / "segments.csv"):
        path.write_bytes(path.read_bytes().replace(f",{key},".encode(), f',"{key}",'.encode()))
    path = study / "respondents.csv"
    path.write_bytes(path.read_bytes().replace(f"\n{key},".encode(), f'\n"{key}",'.encode()))
    release.release(study, target)
    assert key in coded_study.load(study).releases[0].everyone
    assert ask("withdraw", study, key, "--to", target)[0] == 0
    assert list(coded_study.load(study).withdrawn) == [key] and is_out(study, target, key)


def steps(folder: Path, *arguments: str) -> list[Path]:
    """Run a command killed at every step; return the folders as each kill left them."""
    left = killed(folder, str(folder), *arguments)
    shutil.rmtree(left[-1])  # the one that came to its end
    return left[:-1]


def killed(folder: Path, *arguments: str) -> list[Path]:
    """Run a command that is killed again and again; return the folders as each kill left them."""
    command = [sys.executable, "-m", "tests.publish.dying", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(folder.parent.glob(f"{folder.name}.*"), key=lambda p: int(p.suffix[1:]))


@pytest.mark.parametrize(
    "finished", [pytest.param(25, marks=pytest.mark.long), pytest.param(1, marks=pytest.mark.soak)]
)
def test_killed_at_any_step_a_withdrawal_protects_as_far_as_it_came(tmp_path: Path, finished: int) -> None:
    """Look at what each kill left; finish every one of them, or some of them."""
    folder = tmp_path / "case"
    study = studies.write(folder / "probe", studies.small(60))
    old = release.release(study, folder / "data" / "probe").version
    left = steps(folder, "withdraw", "@/probe", "P0", "--to", "@/data/probe")
    assert len(left) > 15
    seen = set()
    for number, case in enumerate(left):
        study, target = case / "probe", case / "data" / "probe"
        out = (study / "withdrawn.csv").exists()
        refused = old in refusals.refused(target.parent)
        entries = register(study)
        marked = entries[0]["state"] == "withdrawn"
        served = states.shown(target)
        assert states.lies(target, served) or (refused and served == old)
        seen.add((out, refused, marked, len(entries), served == old))
        assert out or not refused
        assert refused or not marked
        assert marked or len(entries) == 1
        assert served == old or served == entries[1]["hash"]
        if out:
            assert "P0" not in str(coded_study.persons(coded_study.load(study)))
            shown = Library(target.parent).open("probe")
            assert isinstance(shown, FaultyPackage) == (refused and served == old)
        if number % finished:
            continue
        # What comes next finishes it: the same withdrawal again, or a release.
        if out and number % 2:
            release.release(study, target)
        else:
            release.withdraw(study, "P0", target)
            release.release(study, target)
        assert is_out(study, target) and load(target).version != old
        assert sorted(path.name for path in target.parent.iterdir() if path.is_dir()) == [".fassungen", "probe"]
    assert seen >= {
        (False, False, False, 1, True),
        (True, False, False, 1, True),
        (True, True, False, 1, True),
        (True, True, True, 1, True),
        (True, True, True, 2, True),
        (True, True, True, 2, False),
    }


@pytest.mark.parametrize("step", [pytest.param(18, marks=pytest.mark.long), pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("plain", [False, True])
def test_killed_at_any_step_a_release_is_made_or_not_and_the_next_start_heals(
    step: int, plain: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    study, target = studies.write(folder / "probe", studies.small(60)), folder / "data" / "probe"
    old = release.release(study, target).version
    if plain:  # as releases were until they had states
        lying = states.states(target) / old
        shutil.rmtree(target)
        lying.rename(target)
        shutil.rmtree(target.parent / ".fassungen")
    described = (study / "datapackage.json").read_text(encoding="utf-8")
    (study / "datapackage.json").write_text(described.replace("2026-01-02", "2026-03-01"), encoding="utf-8")
    seen = set()
    for number, case in enumerate(steps(folder, "release", "@/probe", "--to", "@/data/probe")):
        study, target = case / "probe", case / "data" / "probe"
        served = load(target).version
        opened = Library(target.parent).open("probe")
        assert not isinstance(opened, FaultyPackage) and opened is not None and opened.version == served
        entries = {entry["hash"]: entry["state"] for entry in register(study)}
        new = [version for version in entries if version != old]
        assert served in entries  # the register knows whatever anybody sees
        seen.add((served == old, entries.get(new[0]) if new else None))
        if number % step:
            continue
        lay = bool(new) and states.lies(target, new[0])
        assert ask("check", study)[0] == 0
        healed = {entry["hash"]: entry["state"] for entry in register(study)}
        expected = {old: "released"}
        if served != old:
            expected |= {served: "released"}
        elif lay:
            expected |= {new[0]: "dropped"}
        assert healed == expected
        assert {path.stem[8:] for path in study.glob("release-*.html")} == {version[:8] for version in healed}
        done = release.release(study, target)
        assert load(target).version == done.version != old
        assert {entry["hash"]: entry["state"] for entry in register(study)} == {
            old: "released",
            done.version: "released",
        }
        assert {path.name for path in states.states(target).iterdir()} == {old, done.version}
        assert [path.name for path in target.iterdir()] == ["current"]
    assert seen >= {(True, None), (True, "pending"), (False, "pending"), (False, "released")}


def test_a_full_disk_at_any_step_is_a_kill_that_is_told(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.released(study, target)
    for step in range(8):
        left = iter(range(step, -1, -1))

        def full(_: int, left: Iterator[int] = left) -> None:
            if next(left, 0) == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            status, said = ask("withdraw", study, "P0", "--to", target)
        assert status == 2 and "der Datenträger ist voll" in said and "?" not in said and str(study.parent) in said
        refused, entries = refusals.refused(target.parent), register(study)
        assert bool(refused) <= (study / "withdrawn.csv").exists()
        assert (entries[0]["state"] == "withdrawn") <= bool(refused)
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert is_out(study, target)


def test_a_person_deleted_from_the_study_can_still_be_withdrawn(study: Path, target: Path) -> None:
    studies.released(study, target)
    for name in ("respondents", "segments", "codings"):
        path = study / f"{name}.csv"
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(r for r in rows if not r.startswith(("P0,", "S0,"))), encoding="utf-8")
    assert ask("release", study, "--to", target)[0] == 2  # one person less
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert is_out(study, target)
    with pytest.raises(NoPerson):
        release.withdraw(study, "P99", target)


def test_when_a_whole_group_withdraws_it_is_out_at_once_and_the_release_says_what_to_do(
    tmp_path: Path, target: Path
) -> None:
    tables = studies.small(60)
    header, people = tables["respondents"]
    tables["respondents"] = (header, [(p, "c" if p in ("P0", "P1") else g) for p, g in people])
    tables["groups"] = (tables["groups"][0], [*tables["groups"][1], ("c", "funktion", "Gruppe C")])
    study = studies.write(tmp_path / "probe", tables)
    release.release(study, target)
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    status, said = ask("withdraw", study, "P1", "--to", target, lang="en")
    assert status == 2 and "groups.csv, row 4: Everybody of the group “c”" in said and "released anew yet" in said
    assert all(entry["state"] == "withdrawn" for entry in register(study))
    assert set(refusals.refused(target.parent)) == {entry["hash"] for entry in register(study)}
    assert ask("check", study)[0] == 2
    for name, old, new in (("respondents", ",c\r\n", ",a\r\n"), ("groups", "c,funktion,Gruppe C\r\n", "")):
        path = study / f"{name}.csv"
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    assert ask("release", study, "--to", target)[0] == 0
    assert is_out(study, target) and is_out(study, target, "P1")


def test_a_slip_in_the_path_withdraws_nothing(study: Path, target: Path) -> None:
    """Else the person would be out here, and the package she is in go on being shown where it lies."""
    studies.released(study, target)
    (study.parent / "desk").mkdir()
    before = state(study, target.parent)
    for slip in ("dta", "dta", "desk"):
        status, said = ask("withdraw", study, "P0", "--to", study.parent / slip / "probe")
        assert status == 2 and slip in said
    assert state(study, target.parent) == before and not list((study.parent / "desk").iterdir())
    shutil.rmtree(target)  # taken away at once, by hand
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert is_out(study, target)


@pytest.mark.parametrize("released", [True, False])
def test_a_study_restored_from_a_backup_does_not_bring_a_withdrawn_person_back(
    released: bool, study: Path, target: Path
) -> None:
    """The backup is older than her withdrawal: its own lists do not know of it, the one beside the packages does."""
    studies.released(study, target)
    backup = Path(shutil.copytree(study, study.parent / "backup"))
    release.withdraw(study, "P0", target)
    if released:
        release.release(study, target)
        shutil.rmtree(target)
    shutil.rmtree(study)
    shutil.copytree(backup, study)
    described = (study / "datapackage.json").read_text(encoding="utf-8")
    (study / "datapackage.json").write_text(described.replace("2026-01-02", "2026-03-01"), encoding="utf-8")
    before = state(study, target.parent)
    status, said = ask("release", study, "--to", target)
    assert status == 2 and "hat sich jemand zurückgezogen" in said
    assert state(study, target.parent) == before
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert is_out(study, target)


@pytest.mark.parametrize("ear", ["full", "closed", "gone"])
def test_where_nobody_hears_it_a_withdrawal_is_carried_through(ear: str, study: Path, target: Path) -> None:
    studies.released(study, target)
    ends = os.pipe()
    os.close(ends[0])
    out = os.open("/dev/full", os.O_WRONLY) if ear == "full" else ends[1]
    command = [sys.executable, "-m", "publish", "withdraw", str(study), "P0", "--to", str(target)]
    if ear == "gone":
        command = ["sh", "-c", '"$@" >&- 2>&-', "sh", *command]
    done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, timeout=120, check=False)
    for end in {out, ends[1]}:
        os.close(end)
    assert done.returncode == 0
    assert is_out(study, target)


def test_leftovers_and_strange_locks_hold_nobody_up(study: Path, target: Path) -> None:
    studies.released(study, target)
    place, lock = states.states(target), study / ".lock"
    building = place / f".{load(target).version}.new"
    inside = sorted(p.name for p in study.iterdir())
    building.symlink_to(study)
    assert release.release(study, target).unchanged
    assert sorted(p.name for p in study.iterdir()) == inside and not building.is_symlink()
    building.write_text("half")
    (place / f".{'0' * 64}.old").mkdir()
    (study / ".releases.json.new").write_text("half")
    assert release.release(study, target).unchanged
    assert [path.name for path in place.iterdir()] == [load(target).version]
    lock.unlink()
    os.mkfifo(lock)
    assert release.release(study, target).unchanged
    lock.unlink()
    lock.symlink_to(study.parent / "made")
    assert ask("withdraw", study, "P0", "--to", target)[0] == 2
    assert not (study.parent / "made").exists()


def test_a_group_that_withdrew_is_told_in_words_by_every_command(study: Path) -> None:
    people = coded_study.persons(coded_study.load(study))["a"]
    (study / "withdrawn.csv").write_text("respondent_id\n" + "\n".join(people), encoding="utf-8")
    for command in (("check", study), ("preview", study), ("release", study, "--to", study.parent / "data" / "probe")):
        status, said = ask(*command)
        assert status == 2 and "„a“ haben sich alle zurückgezogen" in said


@pytest.mark.parametrize("closed", ["study", "packages", "package"])
def test_where_nothing_may_be_written_no_step_comes_before_the_one_it_rests_on(closed: str) -> None:
    """A folder that may only be read stops the withdrawal in words; what is protected is as much as before or more."""
    with tempfile.TemporaryDirectory() as place:
        study = studies.write(Path(place) / "probe", studies.small(60))
        target = Path(place) / "data" / "probe"
        release.release(study, target)
        shut = {"study": study, "packages": target.parent, "package": target}[closed]
        with not_root(Path(place)):
            shut.chmod(0o555)
            status, said = ask("withdraw", study, "P0", "--to", target)
            shut.chmod(0o755)
        refused, entries = refusals.refused(target.parent), register(study)
        assert bool(refused) <= (study / "withdrawn.csv").exists()
        assert (entries[0]["state"] == "withdrawn") <= bool(refused)
        assert status == 2 and "keine Berechtigung" in said and str(place) in said


@contextmanager
def not_root(place: Path) -> Iterator[None]:
    """Be somebody to whom permissions apply, who owns what lies in a folder."""
    if os.geteuid():
        yield
        return
    if any(not folder.stat().st_mode & 0o001 for folder in ROOT.parents):
        pytest.skip("root is told nothing by permissions, and nobody else reads this checkout")
    for path in (place, *place.rglob("*")):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
