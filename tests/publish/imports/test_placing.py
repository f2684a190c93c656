"""An import that dies, that meets another, or that is given nonsense: nothing half done stays unsaid."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish import coded_study, files
from publish.command import app
from publish.imports.importing import Done, follow
from tests.publish.imports.studies import MARKED, TEXT, WITH_PARTNERS, change, imported, project
from tests.publish.imports.test_again import released


class Killed(BaseException):
    """What no handler catches."""


def test_killed_at_any_file_it_says_so_and_the_same_import_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = TEXT | {"Anna": TEXT["Anna"].replace("sind schwierig", "sind sehr schwierig")}
    marked = [(n, w.replace("sind schwierig", "sind sehr schwierig"), p) for n, w, p in MARKED]
    real = files.replace

    def state(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    def begun(name: str) -> Path:
        to = tmp_path / name / "studie"
        imported(project(), to, **WITH_PARTNERS)
        released(to)
        return to

    whole = begun("whole")
    assert isinstance(follow([("export", project(marked, mended))], whole, "de"), Done)
    steps = 0
    while True:
        to = begun(f"killed-{steps}")
        before = state(to)
        left = steps

        def replace(path: Path, content: bytes) -> None:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            real(path, content)

        monkeypatch.setattr(files, "replace", replace)
        try:
            follow([("export", project(marked, mended))], to, "de")
            break
        except Killed:
            monkeypatch.setattr(files, "replace", real)
        with pytest.raises(coded_study.FaultyStudy) as error:
            coded_study.load(to)
        assert [fault.kind for fault in error.value.faults] == ["unfinished"]
        assert set(state(to)) - set(before) <= {"import.unfinished", "import-report.md"}
        assert isinstance(follow([("export", project(marked, mended))], to, "de"), Done)
        healed = state(to)
        assert {n: c for n, c in healed.items() if n.endswith(".csv")} == {
            n: c for n, c in state(whole).items() if n.endswith(".csv")
        }
        steps += 1
    assert steps >= 3


def test_of_two_at_once_one_is_told(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    with files.alone(to / ".lock"), pytest.raises(files.Busy):
        follow([("export", project())], to, "de")


def line(*parts: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *map(str, parts)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_table_comes_in_by_the_command_alone(tmp_path: Path) -> None:
    export = tmp_path / "export"
    rows = ["Dokument;Code;Segment", *(f'{name};{" > ".join(path)};"{words}"' for name, words, path in MARKED)]
    export.write_bytes("\r\n".join(rows).encode("cp1252"))
    to = tmp_path / "studie"
    code, said = line(export, "--to", to)
    assert code == 2 and "Codierungen gelesen: 8" in said and not (to / "codings.csv").exists(), said
    change(to, Partner='{ id = "partner", role = "partner" }')
    code, said = line(export, "--to", to)
    assert code == 0 and "Befragte Personen: 3" in said and "python -m publish check" in said, said
    assert CliRunner().invoke(app, ["check", str(to)]).exit_code == 0
    english = line(export, "--to", to, "--lang", "en")
    assert english[0] == 0 and "Respondents: 3" in english[1]


WRONG: dict[str, tuple[bytes | None, str]] = {
    "not there": (None, "gibt es nicht"),
    "empty": (b"", "leer"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "weder Text noch"),
    "prose": (b"Sehr geehrte Damen und Herren,\nanbei das Protokoll.\n", ""),
}


@pytest.mark.parametrize("kind", WRONG)
def test_nonsense_is_refused_with_status_2_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    content, words = WRONG[kind]
    if content is not None:
        (tmp_path / "export").write_bytes(content)
    code, said = line(tmp_path / "export", "--to", tmp_path / "studie")
    assert code == 2 and words in said and "Nichts wurde geändert." in said, said
    assert not (tmp_path / "studie").exists()


def test_a_mapping_in_another_encoding_is_named(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    (to / "import.toml").write_bytes("[persons]\n# für\n".encode("cp1252"))
    export = tmp_path / "export.csv"
    export.write_text("Dokument;Code;Segment\nAnna;A;x\n", encoding="utf-8")
    code, said = line(export, "--to", to)
    assert code == 2 and "import.toml" in said and "UTF-8" in said, said
