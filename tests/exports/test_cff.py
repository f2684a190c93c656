"""CITATION.cff of a study: by the rules of the format, in ZIP and by address; nothing in it is invented or markup."""

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dashboard.answers.reader import Reader
from dashboard.exports import cff
from dashboard.exports.study_files import STUDY_FILES
from dashboard.html import linked
from dashboard.package.dataset import load
from dashboard.package.record import UNRECORDED, Contributor, Licence, Record, doi_of, read_record
from dashboard.selection.selection import Selection
from dashboard.values import citations, method
from dashboard.web import studies
from tests.conftest import FIRST_STUDY
from tests.exports.folios import HOSTILE, STUDIES, opened
from tests.test_routes import ask

pytestmark = pytest.mark.long

TEXT = {"type": "string", "minLength": 1}
DOI = {"type": "string", "pattern": r"^10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-\.\(\)\[\]\\]+$"}
URL = {"type": "string", "pattern": r"^(https|http|ftp|sftp)://.+"}


def closed(needed: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def several(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": of}


PERSON = closed(("family-names",), **dict.fromkeys(("family-names", "given-names", "affiliation"), TEXT))
ENTITY = closed(("name",), name=TEXT)
AUTHORS = several({"anyOf": [PERSON, ENTITY]})
SCHEMA = closed(
    ("authors", "cff-version", "message", "title"),
    **{
        "cff-version": {"const": "1.2.0"},
        "message": TEXT,
        "type": {"enum": ["software", "dataset"]},
        "title": TEXT,
        "authors": AUTHORS,
        "version": TEXT,
        "date-released": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "doi": DOI,
        "keywords": several(TEXT),
        "license": {"enum": list(cff.SPDX)},
        "license-url": URL,
        "identifiers": several(
            closed(("type", "value"), type={"enum": ["doi", "url", "swh", "other"]}, value=TEXT, description=TEXT)
        ),
        "references": several(
            closed(
                ("authors", "title", "type"),
                type={"enum": ["book", "generic"]},
                title=TEXT,
                authors=AUTHORS,
                publisher=ENTITY,
                year={"type": "integer"},
                isbn={"type": "string", "pattern": r"^[0-9\- ]{10,17}X?$"},
                doi=DOI,
                url=URL,
            )
        ),
    },
)
"""What the Citation File Format 1.2.0 asks for and allows, as far as we write it."""
FULL = Record(
    contributors=(
        Contributor("Dr. A. Koch", "A.", "Koch", "Landkreis Musterland", roles=("author",)),
        Contributor("Institut", organization="Institut", roles=("creator",)),
        Contributor("B. Blum", roles=("editor",)),
    ),
    doi="10.5281/zenodo.12345",
    keywords=("Landkreise", "Landkreise", "Interviews"),
    spatial="Baden-Württemberg",
    temporal="2025-03/2025-09",
    licences=(Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),),
)


def read(content: bytes) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(content.decode())
    jsonschema.validate(said, SCHEMA)
    return said


def recorded(record: Record, **more: Any) -> Reader:
    view = opened(STUDIES[0])
    dataset = view.answers.dataset
    study = replace(dataset.study, record=record, **more)
    answers = type(view.answers)(replace(dataset, study=study), "de")
    return replace(view, answers=answers)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("study", STUDIES)
def test_each_study_has_one(study: str, language: str) -> None:
    view = opened(study, language)
    said = read(cff.cff(view.answers))
    assert said["type"] == "dataset" and said["version"] == view.answers.study.package_version
    assert said["date-released"] == view.answers.study.created[:10] and "doi" not in said
    assert said["identifiers"][0]["value"] == f"sha256:{view.answers.dataset.version}"
    assert ("erfunden" in said["title"] or "invented" in said["title"]) == (study == STUDIES[1])


def test_the_first_study_names_its_author_and_its_book_and_claims_no_doi_of_its_own() -> None:
    said = read(cff.cff(opened(STUDIES[0]).answers))
    assert said["authors"] == [{"family-names": "Grüninger", "given-names": "Sandra"}]
    (book,) = said["references"]
    assert book["type"] == "book" and book["doi"] == "10.1007/978-3-658-05140-2" and "year" not in book
    assert "license" not in said and "Kreisverwaltung" in said["keywords"]
    demo = read(cff.cff(opened(STUDIES[1]).answers))
    assert demo["license"] == "CC0-1.0" and demo["authors"] == [{"name": "nicht dokumentiert"}]
    assert "references" not in demo


def test_what_a_package_tells_arrives_in_file_page_citation_and_source() -> None:
    view = recorded(FULL, sources=())
    said = read(cff.cff(view.answers))
    koch = {"family-names": "Koch", "given-names": "A.", "affiliation": "Landkreis Musterland"}
    assert said["authors"] == [koch, {"name": "Institut"}] and said["doi"] == FULL.doi
    assert said["keywords"] == ["Landkreise", "Interviews"] and said["license"] == "CC-BY-4.0"
    shown = method.page(view.answers, Selection(), view.links)
    assert [words for _, words in shown.record] == [
        "Dr. A. Koch (Landkreis Musterland) und Institut",
        "B. Blum",
        "https://doi.org/10.5281/zenodo.12345",
        "Landkreise, Landkreise, Interviews",
        "Baden-Württemberg",
        "2025-03 – 2025-09",
    ]
    assert shown.citation.startswith("Koch, A.; Institut: ") and shown.citation.endswith("doi.org/10.5281/zenodo.12345")
    assert "author = {Koch, A. and Institut}" in shown.bibtex and "doi = {10.5281/zenodo.12345}" in shown.bibtex
    described = json.loads(linked.dataset(view, "x"))
    assert [one["name"] for one in described["creator"]] == ["Dr. A. Koch", "Institut"]
    assert [one["@type"] for one in described["creator"]] == ["Person", "Organization"]
    assert described["contributor"][0]["name"] == "B. Blum" and described["identifier"].endswith(FULL.doi)
    assert described["spatialCoverage"] == "Baden-Württemberg" and described["temporalCoverage"] == "2025-03/2025-09"


def test_what_is_not_known_is_left_out_everywhere() -> None:
    view = recorded(UNRECORDED, sources=())
    said = read(cff.cff(view.answers))
    assert said["authors"] == [{"name": "nicht dokumentiert"}] and not {"doi", "keywords", "license"} & said.keys()
    shown = method.page(view.answers, Selection(), view.links)
    assert shown.record == () and "author" not in shown.bibtex
    assert not {"creator", "identifier", "keywords", "spatialCoverage"} & json.loads(linked.dataset(view, "x")).keys()
    assert read_record({"study": {}, "contributors": "x", "keywords": 3, "id": 7, "licenses": [1]}) == UNRECORDED


@pytest.mark.parametrize("text", [*HOSTILE, "a: b", "- x", "#x", "'", '"', "\\", "x\u2028y: z\x85", "&a *a !b %c"])
def test_no_word_of_a_study_is_markup(text: str) -> None:
    record = replace(
        FULL, contributors=(Contributor(text, roles=("author",)), Contributor("x", text, text)), keywords=(text,)
    )
    said = read(cff.cff(recorded(record).answers))
    assert len(said["authors"]) == 1 and set(said) <= set(SCHEMA["properties"])
    assert "\n" not in said["keywords"][0] and "\u202e" not in said["keywords"][0]


def test_a_package_without_any_of_it_opens(tmp_path: Path) -> None:
    folder = shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    path = folder / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole.pop("contributors") and whole.pop("keywords") and whole["study"].pop("coverage")
    path.write_text(json.dumps(whole), encoding="utf-8")
    record = load(folder).study.record
    assert (record.contributors, record.doi, record.keywords, record.spatial) == ((), "", (), "")
    assert read(cff.cff(opened(folder).answers))["authors"][0]["family-names"] == "Grüninger"


@pytest.mark.parametrize("study", STUDIES)
def test_it_lies_in_the_archive_and_at_an_address(study: str, tmp_path: Path) -> None:
    view = opened(study)
    archived = STUDY_FILES["paket"].make(view.answers, Selection())
    with zipfile.ZipFile(io.BytesIO(archived)) as archive:
        assert archive.read(f"{study}/CITATION.cff") == cff.cff(view.answers)
        archive.extractall(tmp_path)
    assert load(tmp_path / study).version == view.answers.dataset.version
    status, headers, body = ask("/CITATION.cff", study=study, lang="en")
    assert status == 200 and headers["content-type"].startswith("application/yaml")
    assert "CITATION.cff" in headers["content-disposition"] and "If you use these data" in read(body)["message"]
    assert ask("/CITATION.cff", study="keine")[0] == 404
    page = ask("/methode", study=study)[2].decode()
    href = re.search(r'href="([^"]*CITATION\.cff[^"]*)"', page)
    assert href and "fassung=" in href[1]
    studies.WRITTEN.clear()


def test_of_a_preview_nothing_is_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = studies.read({"study": [STUDIES[0]]}, "")
    assert isinstance(seen, Reader)
    monkeypatch.setattr("dashboard.web.routes.opened_for", lambda *_: recorded(UNRECORDED, preview=True))
    assert ask("/CITATION.cff")[0] == 403


@pytest.mark.parametrize("written", ["10.5281/zenodo.1", "doi:10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"])
def test_a_doi_is_one_however_it_is_written(written: str) -> None:
    assert doi_of(written) == "10.5281/zenodo.1"
    assert doi_of(written.replace("10.5281", "105281")) == doi_of(f"{written} x") == doi_of("") == ""


def test_who_the_source_names_is_not_named_twice() -> None:
    view = opened(STUDIES[0])
    words = ("T", "1", "Grüninger, Zwischen", "")
    said = citations.text(*words, view.texts, view.answers.study.record)
    assert said.startswith("T. ") and said.count("Grüninger") == 1
