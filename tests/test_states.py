"""A package that has states is read where `current` says, or hidden with words; a running server follows it."""

import shutil
import threading
import time
from pathlib import Path

import pytest

from dashboard.package import earlier
from dashboard.package.dataset import Dataset, FaultyPackage, load
from dashboard.package.fault_texts import describe
from dashboard.package.files import current, located
from dashboard.package.library import Library
from publish import refusals, states
from tests.conftest import FIRST_STUDY, seal

pytestmark = pytest.mark.long

NAME = FIRST_STUDY.name


def lay(target: Path, title: str) -> str:
    """Lay a state of the first study that says another title; return its hash."""
    made = Path(shutil.copytree(FIRST_STUDY, target.parent.parent / title / NAME))
    path = made / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Zusammenarbeit", title), encoding="utf-8")
    seal(made)
    package = load(made)
    states.lay(states.prepare(package.files, target, package.version), target, package.version)
    return package.version


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / NAME


@pytest.fixture
def versions(target: Path) -> list[str]:
    """Lay two states and show the first."""
    laid = [lay(target, title) for title in ("Erstes", "Zweites")]
    states.show(target, laid[0])
    return laid


def version(library: Library) -> str:
    opened = library.open(NAME)
    assert isinstance(opened, Dataset), opened
    return opened.version


def kinds(library: Library) -> list[str]:
    opened = library.open(NAME)
    assert isinstance(opened, FaultyPackage)
    assert all(describe(fault, language) for fault in opened.faults for language in ("de", "en"))
    return [fault.kind for fault in opened.faults]


def test_what_current_names_is_read_and_its_files_are_taken_along(target: Path, versions: list[str]) -> None:
    package = load(target)
    assert package.version == versions[0] and package.folder == target
    assert dict(package.files) == {
        p.name: p.read_bytes() for p in sorted((states.states(target) / versions[0]).iterdir())
    }
    assert version(Library(target.parent)) == versions[0]
    assert load(FIRST_STUDY).version and located(FIRST_STUDY) == FIRST_STUDY


def test_a_running_server_follows(target: Path, versions: list[str]) -> None:
    library = Library(target.parent)
    assert version(library) == versions[0]
    for named in (versions[1], versions[0], versions[1]):
        states.show(target, named)
        assert library.refresh() and version(library) == named
    assert not library.refresh()


BROKEN = {
    "no_state": [
        "",
        "\n",
        "../geheim",
        "abc",
        "0" * 63,
        "G" * 64,
        "A" * 64,
        "0" * 65,
        "{0}\n{0}\n",
        "\ufeff{0}",
        "{0}/..",
        " ",
    ],
    "state_missing": ["0" * 64],
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in BROKEN.items() for line in lines])
def test_a_line_that_names_no_state_hides_the_study_and_what_is_served_stays(
    kind: str, line: str, target: Path, versions: list[str]
) -> None:
    library = Library(target.parent)
    assert version(library) == versions[0]
    (target / "current").write_text(line.replace("{0}", versions[0]), encoding="utf-8")
    kinds_now = [kind] if line else ["empty_file"]
    for _ in range(4):
        library.refresh()
    assert version(library) == versions[0]
    assert kinds(Library(target.parent)) == kinds_now
    states.show(target, versions[1])
    library.refresh()
    assert version(library) == versions[1]


def test_a_state_with_other_contents_than_its_name_says_is_not_shown(target: Path, versions: list[str]) -> None:
    path = states.states(target) / versions[0] / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"Erstes", b"Anderes"))
    assert kinds(Library(target.parent)) == ["state_differs"]
    (states.states(target) / versions[0] / "groups.csv").unlink()
    assert "no_file" in kinds(Library(target.parent))


@pytest.mark.parametrize("how", ["folder", "link", "state is a link", "state is a file"])
def test_what_is_no_line_and_no_folder_hides_the_study(
    how: str, tmp_path: Path, target: Path, versions: list[str]
) -> None:
    named = target / "current"
    state = states.states(target) / versions[0]
    if how in ("folder", "link"):
        named.unlink()
        named.mkdir() if how == "folder" else named.symlink_to(tmp_path / "else")
    else:
        state.rename(tmp_path / "moved")
        state.symlink_to(tmp_path / "moved") if "link" in how else state.write_text("x")
    expected = {"folder": "is_a_folder", "link": "no_plain_file"}.get(how, "state_missing")
    assert kinds(Library(target.parent)) == [expected]


def test_one_that_was_withdrawn_and_removed_is_told_as_withdrawn(target: Path, versions: list[str]) -> None:
    library = Library(target.parent)
    assert version(library) == versions[0]
    refusals.refuse(target.parent, [versions[0]])
    states.remove(target, [versions[0]])
    library.refresh()
    assert kinds(library) == ["withdrawn"]
    assert kinds(Library(target.parent)) == ["withdrawn"]


def test_a_plain_package_is_taken_over_and_at_no_moment_is_there_nothing(target: Path) -> None:
    """Whatever is done to the disk, before and after it a reader finds one of the two, whole."""
    shutil.copytree(FIRST_STUDY, target)
    old = load(target).version
    new = lay(target, "Zweites")
    library = Library(target.parent)
    seen: list[str] = []

    def look() -> None:
        for _ in range(20):
            seen.append(load(target).version)
            library.refresh()
            seen.append(version(library))

    reader = threading.Thread(target=look)
    reader.start()
    named = new
    while reader.is_alive():
        states.take_over(target, ())
        states.show(target, named)
        assert current(target) == named
        named = old if named == new else new
        time.sleep(0.15)
    reader.join()
    assert len(seen) == 40 and set(seen) == {old, new}
    assert sorted(path.name for path in target.iterdir()) == ["current"]
    assert sorted(path.name for path in states.states(target).iterdir()) == sorted([old, new])


def test_a_refused_plain_package_is_not_taken_over(target: Path) -> None:
    shutil.copytree(FIRST_STUDY, target)
    old = load(target).version
    states.take_over(target, [old])
    assert not states.lies(target, old)


def test_a_link_to_a_package_elsewhere_is_followed(tmp_path: Path, target: Path, versions: list[str]) -> None:
    other = tmp_path / "served" / NAME
    other.parent.mkdir()
    other.symlink_to(target)
    assert load(other).version == versions[0]
    assert version(Library(other.parent)) == versions[0]


def test_states_are_listed_and_opened_by_the_beginning_of_their_hash(target: Path, versions: list[str]) -> None:
    closed: list[str] = []
    library = Library(target.parent, closed.append)
    listed = library.states(NAME)
    assert [(state.version, state.current) for state in listed] == [(versions[0], True), (versions[1], False)]
    assert [state.study.title.de.split()[0] for state in listed] == ["Erstes", "Zweites"]
    for named in versions:
        for digits in (named[:8], named[:20], named):
            opened = library.open_state(NAME, digits)
            assert isinstance(opened, Dataset) and opened.version == named
            assert library.open_state(NAME, digits) is opened
    for digits in (
        "",
        versions[0][:7],
        versions[0].upper(),
        versions[0] + "0",
        "../" + versions[0][:8],
        "0" * 8,
        "........",
    ):
        assert library.open_state(NAME, digits) is None
    assert library.open_state("gibt-es-nicht", versions[0]) is None
    assert library.states("gibt-es-nicht") == () and not closed


def test_a_withdrawn_state_is_neither_listed_nor_opened(target: Path, versions: list[str]) -> None:
    closed: list[str] = []
    library = Library(target.parent, closed.append)
    assert isinstance(library.open_state(NAME, versions[1]), Dataset)
    refusals.refuse(target.parent, [versions[1]])
    library.refresh()
    assert closed == [versions[1]]
    assert refused(library, versions[1][:8]) == ["withdrawn"]
    states.remove(target, [versions[1]])
    assert refused(library, versions[1]) == ["withdrawn"], "also where it lies no more"
    assert [state.version for state in library.states(NAME)] == [versions[0]]
    (target.parent / "withdrawn.csv").write_bytes(b"sha256\nwer weiss\n")
    library.refresh()
    assert library.states(NAME) == () and refused(library, versions[0]) == ["list_unreadable"]


def test_of_a_state_that_is_withdrawn_nothing_is_kept_though_it_is_not_open(target: Path, versions: list[str]) -> None:
    closed: list[str] = []
    library = Library(target.parent, closed.append)
    refusals.refuse(target.parent, [versions[1]])
    library.refresh()
    assert closed == [versions[1]]


def refused(library: Library, digits: str) -> list[str]:
    opened = library.open_state(NAME, digits)
    assert isinstance(opened, FaultyPackage)
    return [fault.kind for fault in opened.faults]


def test_a_state_that_is_withdrawn_while_it_is_read_is_not_given_out(
    target: Path, versions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(target.parent)
    read = earlier._read

    def slowly(*where: Path) -> Dataset:
        opened = read(*where)
        refusals.refuse(target.parent, [versions[1]])
        library.refresh()
        return opened

    monkeypatch.setattr(earlier, "_read", slowly)
    assert refused(library, versions[1]) == ["withdrawn"]


def test_two_states_that_begin_alike_are_told_apart_by_more_digits(target: Path, versions: list[str]) -> None:
    twin = versions[1][:8] + ("0" * 56 if versions[1][8] != "0" else "1" * 56)
    (states.states(target) / twin).mkdir()
    library = Library(target.parent)
    assert library.open_state(NAME, versions[1][:8]) is None
    opened = library.open_state(NAME, versions[1][:9])
    assert isinstance(opened, Dataset) and opened.version == versions[1]


def test_of_withdrawn_states_the_day_is_told_and_nothing_else(target: Path, versions: list[str]) -> None:
    states.note_withdrawn(target, [versions[1]], "2026-03-04")
    states.note_withdrawn(target, [versions[1]], "2026-05-06")
    library = Library(target.parent)
    assert library.earlier.withdrawn_on(target) == (), "the list decides, not the note"
    refusals.refuse(target.parent, versions[1:])
    library.refresh()
    assert library.earlier.withdrawn_on(target) == ("2026-03-04",)


def test_at_most_four_earlier_states_stay_open(target: Path, versions: list[str]) -> None:
    closed: list[str] = []
    library = Library(target.parent, closed.append)
    laid = [*versions, *(lay(target, f"Nummer{n}") for n in range(4))]
    for named in laid:
        assert isinstance(library.open_state(NAME, named), Dataset)
    assert closed == laid[1:2], "the one shown is open anyway"
    assert len(library.states(NAME)) == 6


def test_a_state_that_is_not_what_its_name_says_is_told_and_a_plain_package_has_none(
    target: Path, versions: list[str]
) -> None:
    library = Library(target.parent)
    (states.states(target) / versions[1] / "quotes.csv").write_bytes(b"")
    opened = library.open_state(NAME, versions[1])
    assert isinstance(opened, FaultyPackage) and opened.faults
    (states.states(target) / ("1" * 64)).mkdir()
    (states.states(target) / ("2" * 64)).symlink_to(states.states(target) / versions[0])
    assert [state.version for state in library.states(NAME)] == versions
    assert library.open_state(NAME, "2" * 64) is None
    plain = Library(FIRST_STUDY.parent)
    assert plain.states(NAME) == () and plain.open_state(NAME, "0" * 8) is None
    shown = plain.open(NAME)
    assert isinstance(shown, Dataset) and plain.open_state(NAME, shown.version[:8]) is shown
