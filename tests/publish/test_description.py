"""Of a coded study's description a package holds what is listed, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.package.dataset import load
from publish import coded_study, release
from publish.description import PUBLIC
from publish.package import unprotected
from tests.publish import studies
from tests.publish.test_lists import ask

pytestmark = pytest.mark.long

CANARY = "kanarivogel"
METHOD = {"label_de": "Auswertung", "label_en": "Analysis", "text_de": "Im Team", "text_en": "As a team"}
KNOWN: dict[str, Any] = {
    "id": "https://doi.org/10.5281/zenodo.12345",
    "keywords": ["Landkreise"],
    "contributors": [{"title": "Dr. A. Koch", "givenName": "A.", "familyName": "Koch", "roles": ["author"]}],
    "sources": [{"title": "A. Koch (2026)", "author": "A. Koch", "year": 2026, "doi": "10.1/x"}],
    "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
    "study": {
        "synthetic": True,
        "coverage": {"spatial": "Baden-Württemberg", "temporal": "2025-03/2025-09"},
        "subject_de": "mit Bussen",
        "subject_en": "with buses",
        "levels": [{"label_de": "Ort", "label_en": "Place"}, {"label_de": "Weg", "label_en": "Way"}],
        "method": [METHOD, METHOD | {"text_de": None, "text_en": None}],
        "lead": {
            "title_de": "L",
            "title_en": "L",
            "note_de": "N",
            "note_en": "N",
            "findings": [{"category_id": "bus"}],
        },
    },
}
PLACES = [
    "contributors[0].email", "contributors[0].notes", "study.coverage.place",
    "x-notes", "profile", "image", "intern", "sources[0].email", "sources[0].memo", "licenses[0].note",
    "study.intern", "study.preview", "study.levels[1].memo", "study.method[0].by", "study.lead.note",
    "study.lead.findings[0].coder", "study.disclosure.reason", "study.title", "study.titel_de",
]  # fmt: skip


def put(whole: Any, place: str, value: object) -> None:
    """Set a value at a place like "study.levels[1].memo"."""
    *way, last = place.replace("[", ".[").split(".")
    for step in way:
        whole = whole[int(step[1:-1])] if step.startswith("[") else whole[step]
    whole[last] = value


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = studies.write(tmp_path / "probe", studies.small(60))
    describe(folder, KNOWN)
    return folder


def describe(folder: Path, more: dict[str, Any]) -> dict[str, Any]:
    path = folder / "datapackage.json"
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    whole |= more | {"study": whole["study"] | more.get("study", {})}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return whole


@pytest.mark.parametrize("value", [CANARY, [CANARY], {CANARY: {CANARY: [CANARY]}}], ids=["text", "list", "object"])
def test_what_is_not_listed_stays_behind_and_is_named(value: object, study: Path, tmp_path: Path) -> None:
    whole = describe(study, {})
    for place in PLACES:
        put(whole, place, value)
    whole["resources"] = [{"name": CANARY, "path": "respondents.csv"}]
    whole["$schema"] = CANARY
    (study / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    assert set(coded_study.load(study).left_behind) == set(PLACES)
    target = tmp_path / "data" / "probe"
    done = release.release(study, target)
    published = [
        *(p.read_text(encoding="utf-8") for p in studies.lying(target).iterdir()),
        done.report.read_text(encoding="utf-8"),
    ]
    previewed = [content.decode() for content in unprotected(coded_study.load(study)).values()]
    assert not [text for text in (*published, *previewed) if CANARY in text]
    assert not load(target).study.preview
    for language, words in (("de", "bleibt zurück"), ("en", "stays behind")):
        said = ask("check", study, lang=language)[1]
        assert words in said and all(place in said for place in PLACES)


def test_what_is_listed_arrives_as_it_was_given(study: Path, tmp_path: Path) -> None:
    assert coded_study.load(study).left_behind == ()
    assert "bleibt zurück" not in ask("check", study)[1]
    target = tmp_path / "data" / "probe"
    release.release(study, target)
    whole = json.loads((studies.lying(target) / "datapackage.json").read_text(encoding="utf-8"))
    assert {key: whole[key] for key in KNOWN if key != "study"} == {key: KNOWN[key] for key in KNOWN if key != "study"}
    assert {key: whole["study"][key] for key in KNOWN["study"]} == KNOWN["study"]


def test_nothing_is_nothing(study: Path, tmp_path: Path) -> None:
    """null in place of a text, a list or an object is what was left out."""
    more: dict[str, Any] = {"title": None, "sources": None, "keywords": [None]}
    describe(study, more | {"study": {"title_en": None, "lead": None, "synthetic": None, "levels": None}})
    release.release(study, tmp_path / "data" / "probe")
    assert load(tmp_path / "data" / "probe").study.title.en == "Probe"


def test_a_fact_on_the_method_may_be_a_bare_year_and_german_alone(study: Path, tmp_path: Path) -> None:
    label = {"label_de": "Jahr der Interviews", "label_en": "Year of the interviews"}
    items = [label | {"text_de": 2026, "text_en": None}, label | {"text_de": "Im Team"}, label | {"text_de": None}]
    describe(study, {"study": {"method": items}})
    release.release(study, tmp_path / "data" / "probe")
    whole = json.loads((studies.lying(tmp_path / "data" / "probe") / "datapackage.json").read_text(encoding="utf-8"))
    assert [(item["text_de"], item["text_en"]) for item in whole["study"]["method"]] == [
        ("2026", "2026"), ("Im Team", "Im Team"), (None, None),
    ]  # fmt: skip


def test_what_nobody_says_is_null_or_absent(tmp_path: Path) -> None:
    folder = studies.write(tmp_path / "probe", studies.small(60))
    describe(folder, {"id": None, "contributors": [], "keywords": None})
    release.release(folder, tmp_path / "data" / "probe")
    whole = json.loads((studies.lying(tmp_path / "data" / "probe") / "datapackage.json").read_text(encoding="utf-8"))
    assert not {"id", "contributors", "keywords"} & whole.keys()
    assert whole["study"]["coverage"] == {"spatial": None, "temporal": None}
    assert load(tmp_path / "data" / "probe").study.record.authors == ()


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"id": "10.5281.zenodo"}, "no_doi"),
        ({"id": "https://doi.org/zenodo"}, "no_doi"),
        ({"study": {"coverage": {"temporal": "Frühjahr 2025"}}}, "no_period"),
        ({"study": {"coverage": {"temporal": "2025-3"}}}, "no_period"),
        ({"contributors": [{"roles": ["author"]}]}, "missing_property"),
    ],
)
def test_what_catalogues_could_not_read_is_a_fault(more: dict[str, Any], kind: str, study: Path) -> None:
    describe(study, more)
    with pytest.raises(coded_study.FaultyStudy) as error:
        coded_study.load(study)
    assert [fault.kind for fault in error.value.faults] == [kind]
    for language in ("de", "en"):
        status, said = ask("check", study, lang=language)
        assert status == 2 and "datapackage.json" in said


def test_an_id_need_not_be_a_doi(study: Path) -> None:
    describe(
        study, {"id": "urn:uuid:0b8f6b2e-1f0f-4f53-9df3-0f2d1f0d1a11", "contributors": [{"organization": "Kreis"}]}
    )
    loaded = coded_study.load(study)
    assert loaded.left_behind == () and loaded.description["id"].startswith("urn:")


def test_all_the_packages_shipped_describe_is_listed() -> None:
    """What the packages in data/ say of themselves could have been said by a coded study."""
    from publish.description import public
    from tests.conftest import FIRST_STUDY

    for folder in FIRST_STUDY.parent.iterdir():
        if not folder.name.startswith("."):
            left: list[str] = []
            public(json.loads((folder / "datapackage.json").read_text(encoding="utf-8")), left, [])
            assert left == []
    assert "email" not in PUBLIC["contributors"][0]
