"""The last release is taken back by her word that nobody has it: as if it had never been, and never again."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard.package.dataset import FaultyPackage, load
from dashboard.package.library import Library
from publish import files, refusals, release, states, undo
from publish.files import Busy
from publish.register import TooFewChanged
from publish.release import Refused
from publish.undo import ElsewhereToo, NothingToUndo
from tests.publish import studies
from tests.publish.test_lists import ask
from tests.publish.test_release import with_person
from tests.publish.test_withdrawing import held, register, steps

pytestmark = pytest.mark.long


def back(study: Path, target: Path) -> undo.Undone:
    return undo.undo(study, target, undo.last(study, target).hash)


def states_of(study: Path) -> dict[str, str]:
    return {entry["hash"]: entry["state"] for entry in register(study)}


def test_the_state_before_is_shown_again_and_the_undone_one_never(study: Path, target: Path) -> None:
    first = release.release(study, target).version
    library = Library(target.parent)
    studies.retitle(study)
    second = release.release(study, target)
    done = back(study, target)
    assert (done.release.hash, done.shown) == (second.version, first)
    assert load(target).version == first and not states.lies(target, second.version)
    assert states_of(study) == {first: "released", second.version: "undone"}
    library.refresh()
    assert library.open("probe").version == first  # type: ignore[union-attr]
    assert isinstance(library.open_state("probe", second.version), FaultyPackage)
    assert "nie weitergegeben" in second.report.read_text(encoding="utf-8")
    with pytest.raises(Refused):
        release.release(study, target)
    studies.retitle(study, "Eine dritte")
    third = release.release(study, target)
    assert "nach Angabe der Forscherin" in third.report.read_text(encoding="utf-8")
    assert list(states_of(study).values()) == ["released", "undone", "released"]


def test_where_it_was_the_first_nothing_is_shown(study: Path, target: Path) -> None:
    first = release.release(study, target).version
    library = Library(target.parent)
    assert back(study, target).shown == ""
    assert not target.exists() and refusals.refused(target.parent) == [first]
    library.refresh()
    assert "probe" not in library.studies
    with pytest.raises(NothingToUndo):
        back(study, target)
    studies.retitle(study)
    assert release.release(study, target).version == load(target).version


def test_what_was_undone_does_not_count_against_her(study: Path, target: Path) -> None:
    release.release(study, target)
    with_person(study, 1)
    with pytest.raises(TooFewChanged):
        release.release(study, target)
    back(study, target)
    done = release.release(study, target)
    assert not any(rule == "difference" for rule in done.package.protection.rules.values())


def test_only_the_last_and_only_where_it_lies(study: Path, target: Path, tmp_path: Path) -> None:
    release.release(study, target)
    other = tmp_path / "other" / "probe"
    with pytest.raises(ElsewhereToo):
        back(study, other)
    assert ask("undo", study, "--to", other, "--never-handed-out")[0] == 2
    release.release(study, other)
    back(study, target)
    for place in (target, other):
        assert not place.exists() and refusals.refused(place.parent)


def test_a_place_that_cannot_be_reached_keeps_the_release(study: Path, target: Path, tmp_path: Path) -> None:
    release.release(study, target)
    release.release(study, tmp_path / "stick" / "probe")
    shutil.rmtree(tmp_path / "stick")
    before = (study / "releases.json").read_bytes()
    status, said = ask("undo", study, "--to", target, "--never-handed-out")
    assert status == 2 and "stick" in said and (study / "releases.json").read_bytes() == before


def test_nothing_happens_without_her_word(study: Path, target: Path) -> None:
    version = release.release(study, target).version
    for lang, words in (("de", "niemand prüfen"), ("en", "Nobody can check")):
        status, said = ask("undo", study, "--to", target, lang=lang)
        assert status == 2 and words in said and "--never-handed-out" in said
    assert load(target).version == version and states_of(study) == {version: "released"}
    status, said = ask("undo", study, "--to", target, "--never-handed-out")
    assert status == 0 and version[:8] in said


def test_a_plain_package_of_an_earlier_register_is_undone(study: Path, target: Path) -> None:
    version = release.release(study, target).version
    lying = states.states(target) / version
    shutil.rmtree(target)
    lying.rename(target)
    entries = json.loads((study / "releases.json").read_text(encoding="utf-8"))
    for name in ("places", "undone_on"):
        del entries[0][name]
    (study / "releases.json").write_text(json.dumps(entries), encoding="utf-8")
    back(study, target)
    assert not target.exists() and refusals.refused(target.parent) == [version]


def test_who_releases_meanwhile_waits(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release.release(study, target)
    with held(refusals, "refuse", monkeypatch, lambda: back(study, target)):
        for work in (lambda: release.release(study, target), lambda: release.withdraw(study, "P0", target)):
            with pytest.raises(Busy):
                work()


def test_a_place_that_is_busy_lets_the_undo_wait_for_the_next_start(study: Path, target: Path) -> None:
    version = release.release(study, target).version
    with files.alone(target.parent / ".probe.lock"), pytest.raises(Busy):
        back(study, target)
    assert states_of(study) == {version: "undoing"} and load(target).version == version
    assert ask("check", study)[0] == 0
    assert states_of(study) == {version: "undone"} and not target.exists()


@pytest.mark.parametrize("first", [True, False])
def test_killed_at_any_step_an_undo_is_carried_through_by_the_next_start(first: bool, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    study, target = studies.write(folder / "probe", studies.small(60)), folder / "data" / "probe"
    release.release(study, target)
    if not first:
        studies.retitle(study)
        release.release(study, target)
    seen = set()
    for case in steps(folder, "undo", "@/probe", "--to", "@/data/probe", "--never-handed-out"):
        study, target = case / "probe", case / "data" / "probe"
        entries = register(study)
        last = entries[-1]
        refused = last["hash"] in refusals.refused(target.parent)
        seen.add((last["state"], refused))
        assert last["state"] != "undone" or refused
        if last["state"] == "released":
            assert load(target).version == last["hash"]
            continue
        shown = Library(target.parent).open("probe")
        assert isinstance(shown, FaultyPackage) or shown is None or shown.version in {e["hash"] for e in entries}
        assert ask("check", study)[0] == 0
        assert register(study)[-1]["state"] == "undone" and last["hash"] in refusals.refused(target.parent)
        assert not states.lies(target, last["hash"])
        assert target.exists() == (not first)
        assert first or load(target).version == entries[0]["hash"]
        assert "nie weitergegeben" in (study / f"release-{last['hash'][:8]}.html").read_text(encoding="utf-8")
    assert seen >= {("released", False), ("undoing", False), ("undoing", True), ("undone", True)}
