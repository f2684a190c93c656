"""A package that was withdrawn may have been kept: it tells on nobody but the one who withdrew."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish import coded_study, register, release, undo
from publish.command import app
from publish.register import TooFewChanged
from tests.publish import studies

pytestmark = pytest.mark.long

PEOPLE = 16


def with_people(study: Path, numbers: Sequence[int]) -> None:
    """Write the study anew with these persons; even numbers are in one group, odd ones in the other."""
    tables = studies.small(24)
    kept = {f"P{n}" for n in numbers}
    persons = tables["respondents"]
    segments = tables["segments"]
    there = {row[0] for row in segments[1] if row[1] in kept}
    tables["respondents"] = (persons[0], [row for row in persons[1] if row[0] in kept])
    tables["segments"] = (segments[0], [row for row in segments[1] if row[0] in there])
    tables["codings"] = (tables["codings"][0], [row for row in tables["codings"][1] if row[0] in there])
    version = "1.0.0"
    if (study / "datapackage.json").exists():
        version = coded_study.load(study).description["version"]
    studies.write(study, tables, version=version)
    if (study / "releases.json").exists():
        studies.next_version(study)


def begun(tmp_path: Path) -> tuple[Path, Path]:
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    with_people(study, range(PEOPLE))
    release.release(study, target)
    return study, target


def test_one_who_comes_is_not_told_on_by_a_withdrawal_at_the_same_time(tmp_path: Path) -> None:
    study, target = begun(tmp_path)
    with_people(study, [*range(PEOPLE), PEOPLE])  # one more in the first group
    with pytest.raises(TooFewChanged):
        release.release(study, target)
    release.withdraw(study, "P1", target)  # of the other group
    with pytest.raises(TooFewChanged) as error:
        release.release(study, target)
    assert error.value.group_id == "a" and error.value.version == "1.0.0"


def test_nor_by_a_release_between_that_was_taken_back(tmp_path: Path) -> None:
    study, target = begun(tmp_path)
    release.withdraw(study, "P1", target)
    studies.next_version(study)
    done = release.release(study, target)
    undo.undo(study, target, undo.last(study, target).hash)
    with_people(study, [*range(PEOPLE), PEOPLE])
    with pytest.raises(TooFewChanged):
        release.release(study, target)
    with_people(study, [*range(PEOPLE), *range(PEOPLE, PEOPLE + 6, 2)])  # three more, enough for the threshold
    assert release.release(study, target).version != done.version


def test_the_group_of_the_one_who_withdrew_goes_through_without_her_alone(tmp_path: Path) -> None:
    study, target = begun(tmp_path)
    release.withdraw(study, "P1", target)
    studies.next_version(study)
    assert release.release(study, target).package.counts


def test_what_was_taken_back_stays_taken_back_when_somebody_withdraws(tmp_path: Path) -> None:
    study, _ = begun(tmp_path)
    [entry] = coded_study.load(study).releases
    undone = replace(entry, state="undone", undone_on="2026-01-03")
    assert register.without(undone, {"P1"}) == undone
    assert register.without(entry, {"P1"}).state == "withdrawn"


def test_the_command_asks_nobody_where_nobody_sits(tmp_path: Path) -> None:
    study, target = begun(tmp_path)
    done = CliRunner().invoke(app, ["withdraw", str(study), "P1", "--to", str(target)])
    assert "Zurückgezogen" in done.output, done.output
