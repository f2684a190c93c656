"""What `check` tells that is easily overlooked: tables nobody reads, damaged letters."""

from pathlib import Path

import pytest

from publish import advice, coded_study
from tests.publish import studies
from tests.publish.test_lists import ask


def checked(study: Path, lang: str = "de") -> str:
    return "\n".join(advice.notes(coded_study.load(study), lang))


def test_a_table_in_a_spreadsheet_is_not_read_and_told(study: Path) -> None:
    assert "Nicht gelesen" not in checked(study)
    (study / "quotes.xlsx").write_bytes(b"")
    (study / "interviews.xlsx").write_bytes(b"")
    assert "Nicht gelesen: quotes.xlsx." in checked(study) and "Not read: quotes.xlsx." in checked(study, "en")


@pytest.mark.parametrize("text", ["Grün", "Größe", "„Nähe“", "Ärger – viel", "São Paulo", "SÃO"])
def test_damaged_letters_are_told(study: Path, text: str) -> None:
    path = study / "categories.csv"
    plain = path.read_text(encoding="utf-8")
    label = next(line for line in plain.splitlines() if line.startswith("bus,")).split(",")[2]
    path.write_text(plain.replace(f",{label}", f",{text}"), encoding="utf-8")
    assert "Zerstörte" not in checked(study)
    damaged = "".join(c.encode().decode("cp1252") if c not in "Ãã" else c for c in text)
    path.write_text(plain.replace(f",{label}", f",{damaged}"), encoding="utf-8")
    assert ("Zerstörte Umlaute" in checked(study)) is (damaged != text)


def test_after_a_release_it_is_said_where_to_look(tmp_path: Path, target: Path) -> None:
    study = studies.write(tmp_path / "probe", studies.small(60))
    status, said = ask("release", study, "--to", target)
    assert status == 0 and f"?study={target.name}" in said
