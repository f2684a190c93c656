"""The topics of a study as a REFI-QDA codebook: valid, always the same, and the same tree when read again."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from publish.command import app
from publish.imports.codebook_export import codes_of, guid, write
from publish.imports.project import Code
from tests.conftest import FIRST_STUDY, ROOT
from tests.publish.imports.qdpx import read
from tests.publish.imports.test_refi_round_trip import names, trees
from tests.publish.imports.test_refi_samples import sample

DEMO = ROOT / "examples" / "demo-zusammenarbeit"


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(sample("schema/Codebook.xsd")))


@settings(max_examples=40, deadline=None)
@given(trees(), st.data())
def test_any_tree_comes_back(paths: list[tuple[str, ...]], data: st.DataObject) -> None:
    codes = [Code(path, data.draw(st.just("") | names), data.draw(st.booleans())) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), write(codes))
    assert sorted(found.codes, key=repr) == sorted(codes, key=repr)
    assert found.tool == "Befundatlas"


@settings(max_examples=30, deadline=None)
@given(trees())
def test_it_is_valid_to_the_standard(paths: list[tuple[str, ...]]) -> None:
    schema().assertValid(etree.fromstring(write(Code(path, "Was es ist") for path in paths)))


@pytest.mark.parametrize("folder", [FIRST_STUDY, DEMO])
def test_a_study_comes_back(folder: Path, tmp_path: Path) -> None:
    codes = codes_of(folder)
    assert len(codes) > 20 and any(len(code.path) > 1 for code in codes)
    found = read(tmp_path, write(codes))
    assert found.codes == codes
    schema().assertValid(etree.fromstring(write(codes)))


def test_a_code_keeps_its_guid_and_shares_it_with_none() -> None:
    assert guid(("a", "b")) == guid(("a", "b")) and len({guid(("a", "b")), guid(("a,b",)), guid(("a", "b", ""))}) == 3
    assert write([Code(("a",))]) == write([Code(("a",))]) and b"Sets" not in write([Code(("a",))])


def test_two_topics_of_one_label_stay_two(tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(DEMO, study)
    path = study / "categories.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    label = header.split(",").index("label_de")
    parent = header.split(",").index("parent_id")
    tops = [n for n, row in enumerate(rows) if not row.split(",")[parent] and '"' not in row][:2]
    cells = [rows[n].split(",") for n in tops]
    cells[1][label] = cells[0][label]
    rows[tops[1]] = ",".join(cells[1])
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    paths = [code.path for code in codes_of(study)]
    assert (cells[0][label],) in paths and (f"{cells[0][label]} (2)",) in paths and len(set(paths)) == len(paths)


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["codebook", *map(str, arguments)])
    return result.exit_code, result.output


def test_the_command_writes_once(tmp_path: Path) -> None:
    target = tmp_path / "a.qdc"
    code, said = run(FIRST_STUDY, "--qdc", target)
    assert code == 0 and "45" in said and target.read_bytes() == write(codes_of(FIRST_STUDY))
    before = target.read_bytes()
    code, said = run(DEMO, "--qdc", target, "--lang", "en")
    assert code == 2 and "is there already" in said and target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.qdc"]


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tmp_path):
        code, said = run(folder, "--qdc", tmp_path / "a.qdc")
        assert code == 2 and said.strip() and "Traceback" not in said
    code, said = run(FIRST_STUDY, "--qdc", tmp_path / "nowhere" / "a.qdc")
    assert code == 2 and "nicht vorhanden" in said
    assert not list(tmp_path.iterdir())
