"""An undo, a withdrawal or a release killed at any moment: old or new is shown, all records are in step, it heals."""

from pathlib import Path

import pytest

from dashboard.package.dataset import FaultyPackage, load
from dashboard.package.library import Library
from publish import refusals, release, states
from tests.publish import studies
from tests.publish.test_lists import ask
from tests.publish.test_withdrawing import is_out, killed, register

pytestmark = pytest.mark.long
MOMENTS = [3, pytest.param(50, marks=pytest.mark.soak)]


def case(tmp_path: Path, releases: int) -> tuple[Path, list[str]]:
    """Release a study once or twice; return the folder of both and the hashes."""
    folder = tmp_path / "case"
    study = studies.write(folder / "probe", studies.small(60))
    hashes = [release.release(study, folder / "data" / "probe").version]
    if releases > 1:
        studies.retitle(study)
        hashes.append(release.release(study, folder / "data" / "probe").version)
    return folder, hashes


def shown(target: Path) -> str:
    """Return the hash of what the dashboard shows, "" for nothing: never half of something."""
    opened = Library(target.parent).open("probe")
    if isinstance(opened, FaultyPackage):
        assert states.shown(target) in refusals.refused(target.parent)
        return ""
    return opened.version if opened else ""


def in_step(study: Path, target: Path) -> None:
    """Look at register, reports, states and list as the next command of whatever kind left them."""
    assert ask("check", study)[0] == 0
    entries = {entry["hash"]: entry["state"] for entry in register(study)}
    refused = set(refusals.refused(target.parent))
    assert set(entries.values()) <= {"released", "undone", "withdrawn", "dropped"}
    assert {path.stem[8:] for path in study.glob("release-*.html")} == {version[:8] for version in entries}
    assert {version for version, state in entries.items() if state in ("undone", "withdrawn")} <= refused
    assert not {version for version, state in entries.items() if state == "released"} & refused
    seen = shown(target)
    assert not seen or entries[seen] == "released"


@pytest.mark.parametrize("number", MOMENTS)
@pytest.mark.parametrize("releases", [1, 2])
def test_an_undo(number: int, releases: int, tmp_path: Path) -> None:
    folder, hashes = case(tmp_path, releases)
    left = killed(
        folder, "--moments", str(number), str(folder), "undo", "@/probe", "--to", "@/data/probe", "--never-handed-out"
    )
    assert len(left) == number
    for each in left:
        study, target = each / "probe", each / "data" / "probe"
        assert shown(target) in ("", *hashes)
        in_step(study, target)
        state = register(study)[-1]["state"]
        assert state in ("released", "undone")
        if state == "released":
            assert load(target).version == hashes[-1]
            assert ask("undo", study, "--to", target, "--never-handed-out")[0] == 0
            in_step(study, target)
        assert register(study)[-1]["state"] == "undone" and not states.lies(target, hashes[-1])
        assert shown(target) == (hashes[0] if releases > 1 else "")


@pytest.mark.parametrize("number", MOMENTS)
def test_a_withdrawal(number: int, tmp_path: Path) -> None:
    folder, (old,) = case(tmp_path, 1)
    left = killed(folder, "--moments", str(number), str(folder), "withdraw", "@/probe", "P0", "--to", "@/data/probe")
    assert len(left) == number
    for each in left:
        study, target = each / "probe", each / "data" / "probe"
        now = shown(target)
        assert now != old or old not in refusals.refused(target.parent)
        assert ask("check", study)[0] == 0
        assert ask("withdraw", study, "P0", "--to", target)[0] == 0
        in_step(study, target)
        assert is_out(study, target) and shown(target) not in ("", old)


@pytest.mark.parametrize("number", MOMENTS)
def test_a_release(number: int, tmp_path: Path) -> None:
    folder, (old,) = case(tmp_path, 1)
    studies.retitle(folder / "probe")
    left = killed(folder, "--moments", str(number), str(folder), "release", "@/probe", "--to", "@/data/probe")
    assert len(left) == number
    for each in left:
        study, target = each / "probe", each / "data" / "probe"
        assert shown(target)
        in_step(study, target)
        assert ask("release", study, "--to", target)[0] == 0
        in_step(study, target)
        assert shown(target) != old
