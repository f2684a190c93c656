"""publiccode.yml is well-formed, of this version, and invents nothing."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest
import yaml

from dashboard.exports.forms import FORMS
from dashboard.texts import LANGUAGES
from tests.conftest import ROOT

NEEDED = {"publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "description", "legal"}
NEEDED |= {"localisation"}
NOT_KNOWN_YET = {"url", "maintenance"}
"""The standard asks for them; where somebody adds them, they must be right."""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return said


def test_it_has_what_the_standard_asks_for(told: dict[str, Any]) -> None:
    assert told.keys() >= NEEDED
    assert told["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert told["softwareType"] == "standalone/web" and "web" in told["platforms"]
    assert re.match("https?://", told.get("url", "https://"))
    if "maintenance" in told:
        assert told["maintenance"]["type"] in ("internal", "contract", "community", "none")
    note = (ROOT / "publiccode.yml").read_text(encoding="utf-8").split("publiccodeYmlVersion")[0]
    assert all(f"`{key}`" in note for key in NOT_KNOWN_YET - told.keys())


def test_each_language_is_described(told: dict[str, Any]) -> None:
    assert set(told["description"]) == set(told["localisation"]["availableLanguages"]) == set(LANGUAGES)
    for said in told["description"].values():
        assert len(said["shortDescription"]) <= 150 <= len(said["longDescription"]) <= 10_000
        assert said["features"] and len(said["genericName"]) <= 35


def test_it_is_of_this_version_and_licence(told: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    released = re.search(r"^## (\d\S*) — (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released
    assert told["softwareVersion"] == project["version"] == released[1]
    assert told["releaseDate"] == released[2] and date.fromisoformat(told["releaseDate"])
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{told['legal']['license']} License")
    assert project["requires-python"] == f">={told['dependsOn']['open'][0]['versionMin']}"


def test_it_names_every_kind_of_document_that_is_made(told: dict[str, Any]) -> None:
    made = {form.media_type.split(";")[0] for form in FORMS.values() if form.media_type.startswith("application/")}
    assert made <= set(told["outputTypes"])
