"""What is taken along is in the language of its words; what was said keeps its own."""

import io
import json
import re
import shutil

import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.answers.reader import Reader
from dashboard.exports import handout, paragraph, slides, whole
from dashboard.kept import stage
from dashboard.kept.whole import whole as collect
from tests.conftest import FIRST_STUDY
from tests.exports.folios import opened, portfolio
from tests.exports.test_files import faults_of_accessibility

SAID = "z.vergleichsring"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A study whose own language is English, opened by an address that names no language."""
    folder = shutil.copytree(FIRST_STUDY, tmp_path_factory.mktemp("english") / FIRST_STUDY.name)
    path = folder / "datapackage.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    description["study"]["default_language"] = "en"
    path.write_text(json.dumps(description), encoding="utf-8")
    return opened(folder, "")


@pytest.fixture(params=["study in English", "German study in English", "German"])
def case(request: pytest.FixtureRequest, english: Reader) -> tuple[Reader, str, str]:
    """Return a view, the language of its words, and that of its quotes."""
    if request.param == "study in English":
        return english, "en", "en"
    language = "de" if request.param == "German" else "en"
    return opened(FIRST_STUDY, language), language, "de"


def test_every_file_names_both_languages(case: tuple[Reader, str, str]) -> None:
    view, language, spoken = case
    made = portfolio(view, ["t.landkreise-kommunen", SAID])
    words = made.shown[1].quotes[0].quote.text
    quoted = {"de": f"„{words}“", "en": f"“{words}”"}[spoken]
    shown = stage.document(made, "/n", "/b", {})
    assert f'<html lang="{language}">' in shown and set(re.findall('<blockquote lang="(.*?)">', shown)) == {spoken}
    assert quoted in shown and quoted in paragraph.text(made).decode()
    file = whole.html(portfolio(view, []), collect(view.answers, view.links)).decode()
    data = json.loads(re.search('<script type="application/json" id="data">(.*?)</script>', file, re.DOTALL)[1])  # type: ignore[index]
    assert f'<html lang="{language}">' in file and data["spoken"] == spoken
    assert quoted in [quote["quoted"] for quote in data["quotes"]]
    paper = handout.pdf(made)
    assert PdfReader(io.BytesIO(paper)).trailer["/Root"]["/Lang"] == language
    assert faults_of_accessibility(paper) == []
    tags = {"de": "de-DE", "en": "en-GB"}
    for slide in Presentation(io.BytesIO(slides.pptx(made))).slides:
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
            said = "".join(run.itertext())
            assert run.find("{*}rPr").get("lang") == tags[spoken if words[:20] in said else language]
