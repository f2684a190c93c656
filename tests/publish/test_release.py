"""A release is whole or not at all, repeatable, protected against its predecessors, and tells on nobody."""

import csv
import errno
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.package.dataset import FaultyPackage, load
from dashboard.package.library import Library
from dashboard.selection.pages import PAGES
from dashboard.texts import DE
from publish import coded_study, files, release
from publish.command import app
from publish.package import unprotected
from publish.register import TooFewChanged
from publish.release import NotOurs, Refused, Undecided
from publish.warner import marks
from tests.conftest import ROOT
from tests.pages import open_page
from tests.publish import studies
from tests.publish.test_lists import ask

pytestmark = pytest.mark.long

QUOTES = ("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on")
DEMO = ROOT / "examples" / "demo-zusammenarbeit"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publish", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.long
def test_the_demo_is_made_and_released_byte_for_byte(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        import make_demo
    finally:
        sys.path.pop(0)
    made = tmp_path / "demo-zusammenarbeit"
    make_demo.make(made)
    assert {p.name: p.read_bytes() for p in made.iterdir()} == {
        p.name: p.read_bytes() for p in DEMO.iterdir() if not p.name.startswith(("release", "."))
    }
    done = run("release", made, "--to", tmp_path / "data" / "demo-zusammenarbeit")
    assert done.returncode == 0, done.stderr
    shipped = ROOT / "data" / "demo-zusammenarbeit"
    assert {p.name: p.read_bytes() for p in studies.lying(tmp_path / "data" / made.name).iterdir()} == {
        p.name: p.read_bytes() for p in shipped.iterdir()
    }
    assert load(shipped).study.synthetic


def test_a_release_opens_and_is_the_same_again(study: Path, target: Path) -> None:
    first = release.release(study, target)
    again = release.release(study, target)
    assert first.version == again.version == load(target).version
    assert again.unchanged and not first.unchanged
    assert len(json.loads((study / "releases.json").read_text())) == 1
    assert first.report.read_text().count(first.version) == 2


def test_a_package_says_of_each_file_how_long_it_is_and_its_hash(study: Path, target: Path) -> None:
    studies.released(study, target)
    described = json.loads((studies.lying(target) / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    files = {path.name: path.read_bytes() for path in studies.lying(target).iterdir() if path.suffix == ".csv"}
    assert {r["path"]: (r["bytes"], r["hash"]) for r in described} == {
        name: (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") for name, content in files.items()
    }


def test_a_group_is_bent_as_the_study_says(study: Path, target: Path) -> None:
    path = study / "groups.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    bent = [f"{header},dative_de", f"{rows[0]},allen Befragten", *(f"{row}," for row in rows[1:])]
    path.write_text("\n".join(bent) + "\n", encoding="utf-8")
    release.release(study, target)
    question = "select dative_de from groups where dative_de is not null"
    assert load(target).db.execute(question).fetchall() == [("allen Befragten",)]


def test_the_target_must_be_the_studys_own_folder(study: Path, tmp_path: Path) -> None:
    with pytest.raises(NotOurs):
        release.release(study, tmp_path / "data" / "other")
    (tmp_path / "data" / "probe").mkdir(parents=True)
    (tmp_path / "data" / "probe" / "thesis.txt").write_text("precious")
    with pytest.raises(NotOurs):
        release.release(study, tmp_path / "data" / "probe")
    assert (tmp_path / "data" / "probe" / "thesis.txt").read_text() == "precious"
    (tmp_path / "data" / "probe" / "thesis.txt").rename(tmp_path / "thesis.txt")
    (tmp_path / "data" / "probe" / ".DS_Store").write_bytes(b"litter")
    assert release.release(study, tmp_path / "data" / "probe").version


def test_the_target_is_no_coded_study_and_no_link(study: Path, tmp_path: Path) -> None:
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "probe").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "probe").symlink_to(tmp_path / "loop" / "probe")
    shutil.copytree(study, tmp_path / "copy" / "probe")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.csv")}
    for target in (
        study,
        study / "probe",
        study / "data" / "probe",
        *(tmp_path / n / "probe" for n in ("link", "loop", "copy")),
    ):
        for command in (("release", study), ("withdraw", study, "P0")):
            told = CliRunner().invoke(app, [*map(str, command), "--to", str(target)])
            assert told.exit_code == 2 and "„probe“" in told.stderr and "Traceback" not in told.stderr
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.csv")} == before


def with_person(study: Path, number: int) -> None:
    """Add persons to group a who say what nobody's neighbour said."""
    studies.next_version(study)
    for n in range(number):
        for name, row in (
            ("respondents", f"N{n},a"), ("segments", f"T{n},N{n},Wort"), ("codings", f"T{n},bus"),
        ):  # fmt: skip
            with (study / f"{name}.csv").open("a", encoding="utf-8") as file:
                file.write(row + "\r\n")


def test_one_interview_more_is_refused_as_a_difference(study: Path, target: Path) -> None:
    studies.released(study, target)
    before = {p.name: p.read_bytes() for p in studies.lying(target).iterdir()}
    with_person(study, 1)
    with pytest.raises(TooFewChanged) as error:
        release.release(study, target)
    assert (error.value.group_id, error.value.changed) == ("a", 1)
    assert {p.name: p.read_bytes() for p in studies.lying(target).iterdir()} == before
    told = run("release", study, "--to", target)
    assert told.returncode == 2 and "„a“" in told.stderr and "Traceback" not in told.stderr


def test_four_interviews_more_hide_what_two_of_them_said(study: Path, target: Path) -> None:
    studies.released(study, target)
    with_person(study, 2)
    for n, leaf in ((2, "geld"), (3, "geld"), (4, "zeit")):
        for name, row in (("respondents", f"N{n},a"), ("segments", f"T{n},N{n},x"), ("codings", f"T{n},{leaf}")):
            with (study / f"{name}.csv").open("a", encoding="utf-8") as file:
                file.write(row + "\r\n")
    done = release.release(study, target)
    hidden = {p.category_id for p, rule in done.package.protection.rules.items() if rule == "difference"}
    assert hidden >= {"bus", "geld"}


def test_a_cell_published_elsewhere_is_shown_with_its_citation(study: Path, target: Path) -> None:
    for name, rows in (("codings", [f"S{n},zeit" for n in (0,)]), ("segments", [])):
        with (study / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.writelines(row + "\r\n" for row in rows)
    assert release.release(study, target).package.protection.rules
    shutil.rmtree(target)
    for path in (study / "releases.json", *study.glob("release-*.html")):
        path.unlink()
    (study / "published.csv").write_text(
        "category_id,group_id,partner_id,named,citation\nzeit,a,,1,Bericht 2025 S. 7\n", encoding="utf-8"
    )
    release.release(study, target)
    with (studies.lying(target) / "findings.csv").open(encoding="utf-8") as file:
        rows = {(r["category_id"], r["group_id"]): r for r in csv.DictReader(file)}
    assert (rows["zeit", "a"]["reason"], rows["zeit", "a"]["location"]) == ("exact", "Bericht 2025 S. 7")
    (study / "published.csv").write_text("category_id,group_id,named,citation\nzeit,a,2,x\n", encoding="utf-8")
    told = run("release", study, "--to", target)
    assert told.returncode == 2 and "published.csv, Zeile 2: gezählt sind 1" in told.stderr


def quoted(study: Path, *rows: tuple[str, ...]) -> None:
    with (study / "quotes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(QUOTES)
        writer.writerows(rows)


BASIS = ("released", "Einwilligung", "ich", "2026-01-01")


def test_quotes_only_released_three_a_person_where_their_cell_is_seen(study: Path, target: Path) -> None:
    with (study / "segments.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"X{n},P0,\r\n" for n in range(5))
        file.write("Y,P1,\r\nZ,P3,\r\n")
    with (study / "codings.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"X{n},bus\r\n" for n in range(5))
        file.write("Y,geld\r\nZ,mittel\r\n")
    quoted(
        study,
        *((f"Q{n}", f"X{n}", "bus", f"Der Bus kommt {n} Mal.", *BASIS) for n in range(5)),
        ("Q5", "Y", "geld", "Geld hilft immer.", *BASIS),
        ("Q6", "S4", "bus", "Entwurf.", "draft", "", "", ""),
    )
    done = release.release(study, target)
    chosen = done.package.chosen
    assert (len(chosen.quotes), chosen.over_limit, chosen.moved_up) == (4, ("Q3", "Q4"), 1)
    assert "Nicht gezeigt, weil von derselben Person schon drei da sind: Q3, Q4" in run("check", study).stdout
    with (studies.lying(target) / "quotes.csv").open(encoding="utf-8") as file:
        rows = {r["text"]: r for r in csv.DictReader(file)}
    assert "Entwurf." not in rows
    assert rows["Geld hilft immer."]["category_id"] == "mittel"
    assert len({r["quote_id"] for r in rows.values()}) == 4
    assert list(rows) != sorted(rows)


def test_a_release_waits_until_every_mark_is_decided(study: Path, target: Path) -> None:
    quoted(study, ("Q0", "S0", "bus", "Frau Yıldız fährt nach Tübingen.", *BASIS))
    with pytest.raises(Undecided) as error:
        release.release(study, target)
    assert {m.mark.kind for m in error.value.open_marks} == {"name", "place"}
    assert not target.exists()
    decisions = study / "decisions.csv"
    decisions.write_text(
        "quote_id,mark,decision,reason\nQ0,Frau Yıldız,replace,Name\nQ0,Tübingen,keep,Uni\n", encoding="utf-8"
    )
    with pytest.raises(Undecided) as error:
        release.release(study, target)
    assert [m.still_there for m in error.value.open_marks] == [True]
    quoted(study, ("Q0", "S0", "bus", "Eine Kollegin fährt nach Tübingen.", *BASIS))
    assert release.release(study, target).package.chosen.quotes
    assert "Uni" in next(study.glob("release-*.html")).read_text(encoding="utf-8")


def test_a_report_made_after_a_withdrawal_quotes_nothing_of_her(study: Path, target: Path) -> None:
    text = "Frau Meier fährt nach Tübingen."
    quoted(study, ("Q0", "S0", "bus", text, *BASIS), ("Q4", "S4", "bus", "Das geht um Ulm herum.", *BASIS))
    found = [("Q0", mark.text) for mark in marks(text)] + [("Q4", m.text) for m in marks("Das geht um Ulm herum.")]
    decided = [f"{quote},{mark},keep,Grund {mark}\n" for quote, mark in found]
    (study / "decisions.csv").write_text("quote_id,mark,decision,reason\n" + "".join(decided), encoding="utf-8")
    assert "Tübingen" in release.release(study, target).report.read_text(encoding="utf-8")
    release.withdraw(study, "P0", target)
    report = release.release(study, target).report.read_text(encoding="utf-8")
    assert "Tübingen" not in report and "Meier" not in report and "Ulm" in report


def test_a_withdrawn_person_is_gone_and_the_old_package_refused(study: Path, target: Path) -> None:
    old = release.release(study, target).version
    shutil.copytree(target, target.parent.parent / "kept" / "probe")
    told = run("withdraw", study, "P0", "--to", target)
    assert told.returncode == 0, told.stderr
    assert load(target).version != old
    assert old in (target.parent / "withdrawn.csv").read_text()
    assert "P0" not in (target.parent / "withdrawn.csv").read_text()
    opened = coded_study.load(study)
    for table in ("respondents", "members", "segments"):
        assert opened.db.execute(f"select count(*) from {table} where respondent_id = 'P0'").fetchall() == [(0,)]
    shutil.rmtree(target)
    shutil.copytree(target.parent.parent / "kept" / "probe", target)
    assert [f.kind for f in Library(target.parent).open("probe").faults] == ["withdrawn"]  # type: ignore[union-attr]
    assert run("withdraw", study, "P99", "--to", target).returncode == 2
    again = run("withdraw", study, "P0", "--to", target)
    assert again.returncode == 0 and "Unverändert" in again.stdout
    (study / "withdrawn.csv").unlink()
    (study / "releases.json").unlink()
    for report in study.glob("release-*.html"):
        report.unlink()
    with pytest.raises(Refused):
        release.release(study, target)


def test_a_full_disk_changes_nothing(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studies.released(study, target)
    before = {p: p.read_bytes() for p in [*studies.lying(target).iterdir(), study / "releases.json"]}
    with_person(study, 9)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        release.release(study, target)
    assert {p: p.read_bytes() for p in before} == before
    assert sorted(p.name for p in target.parent.iterdir() if p.is_dir()) == [".fassungen", "probe"]


@pytest.mark.parametrize("kills", [pytest.param(3, marks=pytest.mark.long), pytest.param(50, marks=pytest.mark.soak)])
def test_killed_at_any_moment_a_package_is_whole(study: Path, target: Path, kills: int) -> None:
    """Two versions are released in turn and killed at random; whatever is there opens and is one of the two."""
    chance = random.Random(7)
    versions = {release.release(study, target).version}
    other = Path(shutil.copytree(study, study.parent / "other" / "probe"))
    described = (other / "datapackage.json").read_text(encoding="utf-8")
    (other / "datapackage.json").write_text(described.replace('"Probe"', '"Noch eine Probe"'), encoding="utf-8")
    versions.add(release.release(other, target).version)
    assert len(versions) == 2
    # Each register knows the other's package, so that one may take the other's place.
    shutil.copy(other / "releases.json", study / "releases.json")
    started = time.monotonic()
    assert run("release", study, "--to", target).returncode == 0
    usual = time.monotonic() - started
    for n in range(kills):
        command = [sys.executable, "-m", "publish", "release", str((study, other)[n % 2]), "--to", str(target)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # mostly late, when it writes
        time.sleep(usual * chance.choice([chance.uniform(0, 1.1), chance.uniform(0.7, 1.05)]))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert load(target).version in versions
        for folder in (study, other):
            json.loads((folder / "releases.json").read_text())
    assert run("release", study, "--to", target).returncode == 0
    assert sorted(p.name for p in target.parent.iterdir() if p.is_dir()) == [".fassungen", "probe"]


@pytest.mark.long
def test_fifty_secrets_reach_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unique words in everything that is not released turn up in no file, no message and no log of a release."""
    tables = studies.small(60)
    secrets = [f"kanari{n:02d}vogel" for n in range(50)]
    give = iter(secrets)
    persons = [next(give) for _ in range(10)] + [f"P{n}" for n in range(50)]
    old = [row[0] for row in tables["respondents"][1]]
    name = dict(zip(old, persons, strict=True))
    tables["respondents"] = (("respondent_id", "funktion"), [(name[p], g) for p, g in tables["respondents"][1]])
    sources = [(next(give), next(give), next(give)) for _ in range(5)]
    tables["sources"] = (("source_id", "name", "memo"), sources)
    keys = {row[0]: next(give) if n < 8 else row[0] for n, row in enumerate(tables["segments"][1])}
    tables["segments"] = (
        ("segment_id", "respondent_id", "source_id", "locator", "text"),
        [(keys[s], name[p], sources[n % 5][0], next(give) if n < 5 else "", next(give) if n < 8 else "x")
         for n, (s, p, _) in enumerate(tables["segments"][1])],
    )  # fmt: skip
    tables["codings"] = (
        ("segment_id", "category_id", "coder"),
        [(keys[s], c, next(give) if n < 2 else "A") for n, (s, c) in enumerate(tables["codings"][1])],
    )
    drafts = [(f"Q{n}", keys["S0"], "bus", next(give), "draft", "", "", "") for n in range(2)]
    folder = studies.write(tmp_path / "probe", tables)
    quoted(folder, *drafts)
    assert next(give, None) is None
    target = tmp_path / "data" / "probe"
    told = [
        run("check", folder),
        run("release", folder, "--to", target),
        run("withdraw", folder, persons[10], "--to", target),
    ]
    assert [t.returncode for t in told] == [0, 0, 0], [t.stderr for t in told]
    for path in ("respondents", "segments", "codings"):
        text = (folder / f"{path}.csv").read_text(encoding="utf-8")
        (folder / f"{path}.csv").write_text(text + text.splitlines()[1] + ",\r\n", encoding="utf-8")
    broken = run("check", folder)
    assert broken.returncode == 2
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(target.parent))
    shown = "".join(open_page(page).html for page in PAGES).encode()
    outside = b"".join(p.read_bytes() for p in target.parent.rglob("*") if p.is_file())
    report = b"".join(p.read_bytes() for p in folder.glob("release-*.html"))
    said = "".join(t.stdout + t.stderr for t in (*told, broken)).encode()
    assert load(target).version.encode() in report
    found = [s for s in secrets for place in (outside, report, said, shown) if s.encode() in place.lower()]
    assert found == []


def test_new_makes_a_description_and_stops_at_an_old_one(tmp_path: Path) -> None:
    folder = studies.write(tmp_path / "Meine Studie", studies.small())
    (folder / "datapackage.json").unlink()
    assert run("new", folder).returncode == 0
    assert coded_study.load(folder).study_id == "meine-studie"
    assert run("new", folder, "--lang", "en").returncode == 2


def test_a_preview_says_so_on_every_page_and_offers_nothing_to_take_along(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted(study, *((f"Q{n}", f"S{4 * n}", "bus", f"Entwurf {n}.", "draft", "", "", "") for n in range(5)))
    with (study / "codings.csv").open("a", encoding="utf-8") as file:
        file.write("S0,zeit\r\n")
    folder = tmp_path / "preview" / "probe"
    folder.mkdir(parents=True)
    for name, content in unprotected(coded_study.load(study)).items():
        (folder / name).write_bytes(content)
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(folder.parent))
    monkeypatch.setenv("BEFUNDATLAS_PREVIEW", "1")
    for page in PAGES:
        opened = open_page(page)
        assert opened.html.count(DE.preview) >= 2
        assert not opened.app.get("download_button")
    assert open_page("quotes").html.count("Entwurf") >= 5
    assert re.search("1 der \\d+", open_page("categories").html)


def test_a_deck_travels_with_the_study(study: Path, target: Path) -> None:
    (study / "decks.csv").write_text("deck_id,label_de,view\nkurz,Kurz,o\nkurz,Kurz,b.verkehr\n", encoding="utf-8")
    release.release(study, target)
    rows = load(target).db.execute("select deck_id, view from decks order by sort").fetchall()
    assert rows == [("kurz", "o"), ("kurz", "b.verkehr")]
    (study / "decks.csv").write_text("deck_id,label_de,view\nkurz,Kurz,b.nichts\n", encoding="utf-8")
    told = run("release", study, "--to", target)
    assert told.returncode == 2 and "b.nichts" in told.stderr and "Traceback" not in told.stderr


def test_a_release_keeps_earlier_states_and_a_withdrawal_removes_hers(study: Path, target: Path) -> None:
    path = study / "datapackage.json"
    described = path.read_text(encoding="utf-8")
    versions = []
    for n in range(4):
        path.write_text(described.replace('"Probe"', f'"Probe {n}"'), encoding="utf-8")
        versions.append(release.release(study, target, keep=2).version)
    lying = target.parent / ".fassungen" / "probe"
    assert {place.name for place in lying.iterdir()} == set(versions[1:])
    assert next(state.version for state in Library(target.parent).states("probe")) == versions[-1]
    assert run("release", study, "--to", target, "--keep", "1").returncode == 0
    assert {place.name for place in lying.iterdir()} == set(versions[2:])
    release.withdraw(study, "P0", target)
    note = lying / "withdrawn.csv"  # on which day, for readers who ask for one of them
    assert list(lying.iterdir()) == [note]
    assert {line.split(",")[0] for line in note.read_text().splitlines()[1:]} == set(versions)
    assert set(versions) <= set((target.parent / "withdrawn.csv").read_text().split())
    done = release.release(study, target)
    assert {place.name for place in lying.iterdir()} == {done.version, note.name}


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.name != ".lock")


@pytest.mark.parametrize("there", [False, True])
def test_a_release_that_fails_leaves_nothing_in_a_new_place(
    there: bool, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folders nor a lock, which a slip in the path of a withdrawal would take for a place of the study."""
    target = tmp_path / "far" / "away" / "data" / "probe"
    if there:
        target.parent.mkdir(parents=True)
    before = everything(tmp_path)

    def refused(*_: object, **__: object) -> None:
        raise release.BadResult(FaultyPackage(target, []))

    for name in ("build", "check", "_finish"):
        with monkeypatch.context() as patched:
            patched.setattr(release, name, refused)
            assert ask("release", study, "--to", target)[0] == 2
        assert everything(tmp_path) == before
    with files.alone(study / ".lock"):
        assert ask("release", study, "--to", target)[0] == 2
    assert everything(tmp_path) == before
    assert ask("release", study, "--to", target)[0] == 0


def test_a_release_of_a_study_with_withdrawals_that_fails_leaves_nothing_in_a_new_place(
    study: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release.release(study, target)
    release.withdraw(study, "P0", target)
    assert len((target.parent / "withdrawn.csv").read_text(encoding="utf-8").splitlines()) == 2
    before = everything(tmp_path)
    new = tmp_path / "new" / "probe"
    monkeypatch.setattr(release, "check", lambda *_: stopped())
    assert ask("release", study, "--to", new)[0] == 2
    assert everything(tmp_path) == before
    monkeypatch.undo()
    assert ask("release", study, "--to", new)[0] == 0
    assert (new.parent / "withdrawn.csv").read_bytes() == (target.parent / "withdrawn.csv").read_bytes()


def stopped() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
