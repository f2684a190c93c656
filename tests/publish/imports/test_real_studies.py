"""Real exports from file to findings package by commands alone; the figures their authors published come out."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish import coded_study
from publish.command import app
from publish.counting import Place, count
from tests.conftest import ROOT
from tests.publish.imports.studies import append, change, rows

SAMPLES = ROOT.parent / "shared" / "samples"
pytestmark = [
    pytest.mark.skipif(not SAMPLES.exists(), reason="the real files lie beside the project, not in it"),
    pytest.mark.long,
]


def run(*line: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(part) for part in line])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


ROLES = {
    "Software Architect/Designer": "architekten",
    "System Architect": "architekten",
    "Project Manager": "leitung",
    "Engineering Manager": "leitung",
    "Customer Engineer": "andere",
    "Phd Student": "andere",
    "Quality Assurance": "andere",
    "Researcher": "andere",
    "Student": "andere",
    "Software Developer": "entwickler",
}


def test_a_refi_project_with_variables_and_a_table_of_respondents(tmp_path: Path) -> None:
    to = tmp_path / "td"
    line = ("import", SAMPLES / "qdpx" / "aqda05_td-survey_variables.qdpx", "--to", to)
    line = (*line, "--respondents", SAMPLES / "tables" / "td-survey_respondents-dataset.csv")
    code, said = run(*line)
    assert code == 2 and "Offene Fragen: 9" in said
    mapping = (to / "import.toml").read_text(encoding="utf-8")
    assert '"Software Developer" = "table-role-software-developer"  # 68 Personen' in mapping
    # Both ways of calling it were cleaned by the authors in their table
    assert (
        '"Dropped out' in mapping and '"Unfinished bachelor" = "table-education-unfinished-bachelor"  # 10' in mapping
    )
    head, _, roles = mapping.partition('[groups."table: role"]')
    (to / "import.toml").write_text(
        re.sub(r'^set = "\?"', 'set = ""', head, flags=re.M) + '[groups."table: role"]' + roles, encoding="utf-8"
    )
    change(to, uncoded='"asked"', set='""')
    text = (to / "import.toml").read_text(encoding="utf-8")
    head, _, roles = text.partition('[groups."table: role"]')
    roles = roles.replace('set = ""', 'set = "rolle"', 1)
    for raw, group in ROLES.items():
        roles = re.sub(rf'^"{re.escape(raw)}" = "[^"]*"', f'"{raw}" = "{group}"', roles, flags=re.M)
    (to / "import.toml").write_text(head + '[groups."table: role"]' + roles, encoding="utf-8")
    change(
        to,
        **{
            "information to be provided > 1-customization options are necessary": '{ id = "customization-1", '
            'under = ["information-to-be-provided", "trigger-threshold"] }'
        },
    )
    topics = re.findall(r'^"[^"]* > ([1-5])-[^"]*" = \{ id = "([^"]+)"', text, flags=re.M)
    for scenario in "12345":
        of = [topic for number, topic in topics if number == scenario and not topic.startswith("1-customization")]
        append(to, f'\n[[asked]]\ntopics = {of}\nvariable = "scenario"\nvalues = ["s{scenario}"]\n'.replace("'", '"'))
    code, said = run(*line)
    assert code == 0, said
    assert "Befragte Personen: 103" in said and "Codierungen: 127 an 120 Stellen" in said
    assert "rolle: Architekten (architekten), 19" in said and "rolle: Software Developer (entwickler), 68" in said
    counts = count(coded_study.load(to).source)
    named = {
        topic: counts[Place(topic, "entwickler", "")] for topic in ("information-to-be-provided", "trigger-threshold")
    }
    assert {topic: (one.named, one.asked) for topic, one in named.items()} == {
        "information-to-be-provided": (25, 68),
        "trigger-threshold": (8, 68),
    }
    assert counts[Place("1-notifications-are-useful", "entwickler", "")].asked < 68
    before = {path.name: path.read_bytes() for path in to.iterdir()}
    assert run(*line)[0] == 0 and {path.name: path.read_bytes() for path in to.iterdir()} == before
    code, said = run("release", to, "--to", tmp_path / "data" / "td", "--yes")
    assert code == 0, said


@pytest.mark.parametrize(
    "file",
    ["tables/taguette152_serdif_highlights.xlsx", "db/taguette_serdif.sqlite3"],
)
def test_a_project_of_a_table_tool(tmp_path: Path, file: str) -> None:
    to = tmp_path / "serdif"
    assert run("import", SAMPLES / file, "--to", to)[0] == 2
    code, said = run("import", SAMPLES / file, "--to", to)
    assert code == 0 and "Befragte Personen: 17" in said and "Themen: 22" in said and "Codierungen: 1.930" in said
    by_tag = {row["category_id"]: 0 for row in rows(to, "categories")}
    for row in rows(to, "codings"):
        by_tag[row["category_id"]] += 1
    assert by_tag["moderator-assist"] == 174 and by_tag["simple-export"] == 70
    code, said = run("release", to, "--to", tmp_path / "data" / "serdif", "--yes")
    assert code == 0, said


def test_one_project_exported_twice_keeps_every_key(tmp_path: Path) -> None:
    """The two exports of one project share 1,263 ids of the tool, and not one person."""
    to = tmp_path / "serdif"
    first, second = (
        SAMPLES / "tables" / "taguette_serdif_all_tags_20220303.csv",
        SAMPLES / "tables" / "taguette152_serdif_highlights.xlsx",
    )
    for _ in range(2):
        code, said = run("import", first, "--to", to)
    assert code == 0, said
    keys = {(row["respondent_id"], row["text"]): row["segment_id"] for row in rows(to, "segments")}
    code, said = run("import", second, "--to", to)
    assert code == 0, said
    now = {(row["respondent_id"], row["text"]): row["segment_id"] for row in rows(to, "segments")}
    same = keys.keys() & now.keys()
    assert len(same) > 1_700 and all(now[key] == keys[key] for key in same)


def test_coded_segments_of_maxqda(tmp_path: Path) -> None:
    to = tmp_path / "maxqda"
    file = SAMPLES / "tables" / "maxqda12-pl_coded-segments.xls"
    code, said = run("import", file, "--to", to)
    assert code == 2 and "Codierungen gelesen: 402" in said
    assert "Wurde noch jemand befragt" in said and "14, 25" in (to / "import.toml").read_text(encoding="utf-8")
    change(to, also='["Wywiad 14"]')
    assert run("import", file, "--to", to)[0] == 2  # a key for the one who was added
    change(to, accept='"yes"')  # that she was asked is said already
    code, said = run("import", file, "--to", to)
    assert code == 0 and "Befragte Personen: 40" in said and "Codierungen: 402 an 401" in said, said
    code, said = run("release", to, "--to", tmp_path / "data" / "maxqda", "--yes")
    assert code == 0, said


def test_a_project_without_texts_keeps_its_codings(tmp_path: Path) -> None:
    to = tmp_path / "atlas"
    file = SAMPLES / "qdpx" / "atlasti8-mac_standard-project.qdpx"
    assert run("import", file, "--to", to)[0] == 2
    change(to, split='"::"', uncoded='"left out"', set='""')
    assert run("import", file, "--to", to)[0] == 2  # now the codes stand there
    code, said = run("import", file, "--to", to)
    assert code == 0 and "Codierungen: 14" in said, said
    assert {row["category_id"]: row["parent_id"] for row in rows(to, "categories")}["diet-coke"] == "coke"


REFUSED = {
    "native/atlasti23_survey-bundle.atlproj23": "ATLAS.ti-Projekt im eigenen Format",
    "native/maxqda20_annan.mx20": "MAXQDA-Projekt im eigenen Format",
    "negative/lens_corrupt.qdpx": "kein gültiges XML",
    "negative/lens_corrupt.qdc": "nur eine Spalte",
    "qdpx/nvivo-mac15_qc-project.qdpx": "262 Codes",
    "qdc/libreqda121_en_codebook.qdc": "5 Codes",
    "qdc/portableqda_doorstop-core-tests-files-exported.qdc": "8 Codes",
    "qdc/portableqda_portableQDA_test_compare_Diff_destAtlas.qdc": "2 Codes",
    "qdc/taguette152_serdif_codebook.qdc": "22 Codes",
    "tables/libreqda121_en_codebook.csv": "5 Codes",
    "tables/taguette152_serdif_codebook.xlsx": "22 Codes",
    "tables/taguette_serdif_codebook_20220303.csv": "22 Codes",
    "tables/td-survey_requirements-dataset.csv": "46 Zeilen",
    "tables/td-survey_respondents-dataset.csv": "103 Zeilen",
    "tables/qualcoder_case-attributes_123.csv": "3 Zeilen",
    "tables/qualcoder_case-attributes_456.xlsx": "3 Zeilen",
    **{
        f"tables/td-survey_atlasti-survey-import_s{n}.xlsx": f"{r} Zeilen"
        for n, r in enumerate((25, 21, 21, 13, 23), 1)
    },
}
"""What holds no coding by itself is named with what it holds; beside codings it is read as what it is."""


@pytest.mark.parametrize("file", REFUSED)
def test_what_is_no_study_by_itself_is_refused_in_the_right_words(tmp_path: Path, file: str) -> None:
    code, said = run("import", SAMPLES / file, "--to", tmp_path / "studie")
    assert code == 2 and REFUSED[file] in said and not (tmp_path / "studie").exists(), said


IMPORTED = {
    "tables/aqda05_td-survey_codings.csv": (64, 121),
    "tables/atlasti23_codes-report.txt": (64, 121),
    "tables/libreqda121_en_highlights.csv": (3, 10),
    "tables/libreqda121_en_highlights.xlsx": (3, 10),
    "tables/td-survey_requirements-and-respondents.csv": (64, 114),
    "tables/zotqda_fragments.csv": (2, 2),
    "negative/lens_doublebom.csv": (1, 1),
    "negative/lens_nobom.csv": (1, 1),
}


@pytest.mark.parametrize("file", IMPORTED)
def test_every_other_table_comes_in_whole(tmp_path: Path, file: str) -> None:
    to = tmp_path / "studie"
    code, said = run("import", SAMPLES / file, "--to", to)
    documents, codings = IMPORTED[file]
    assert code == 2 and f"Dokumente gelesen: {documents}" in said and f"Codierungen gelesen: {codings}" in said
    if "set = " in (to / "import.toml").read_text(encoding="utf-8"):
        change(to, set='""')
    code, said = run("import", SAMPLES / file, "--to", to)
    assert code == 0 and f"Befragte Personen: {documents}" in said, said
    coded_study.load(to)


def test_a_codebook_beside_a_flat_table_gives_the_tree(tmp_path: Path) -> None:
    to = tmp_path / "libre"
    files = [SAMPLES / "tables" / f"libreqda121_en_{name}.csv" for name in ("highlights", "codebook")]
    assert run("import", *files, "--to", to)[0] == 2
    code, said = run("import", *files, "--to", to)
    assert code == 0, said
    assert {row["category_id"]: row["parent_id"] for row in rows(to, "categories")}["skill-development"] == "benefits"


def test_every_sample_is_tried() -> None:
    tried = {*REFUSED, *IMPORTED}
    here = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.*") if path.parent != SAMPLES}
    above = {
        "qdpx/aqda05_td-survey_variables.qdpx", "qdpx/atlasti8-mac_standard-project.qdpx", "db/taguette_serdif.sqlite3",
        "tables/taguette152_serdif_highlights.xlsx", "tables/taguette_serdif_all_tags_20220303.csv",
        "tables/maxqda12-pl_coded-segments.xls", "schema/Codebook.xsd", "schema/Project.xsd",
    }  # fmt: skip
    assert here == tried | above
