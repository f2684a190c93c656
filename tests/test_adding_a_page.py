"""Whoever adds a page writes it once: a value, a template, a page file, a line in the registry, its words."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIRST_STUDY, ROOT

TITLE = "Wie viele Kategorien?"
VALUE = """
from dataclasses import dataclass

from dashboard.values.shown import Shown, write_out


@dataclass(frozen=True, slots=True)
class HowMany:
    said: str


def page(answers, selection, links):
    return HowMany(f"{len(answers.known().categories)} Kategorien gibt es.")


def shown(answers, selection, links):
    said = page(answers, selection, links).said
    return write_out(answers, selection, links, title=answers.texts.how_many, points=[said])
"""
TEMPLATE = '<h1 tabindex="-1">{{ t.how_many }}</h1><p>{{ p.said }}</p>'
FILE = '"""How many?"""\n\nfrom dashboard.web import frame\n\nframe.page("how_many")\n'
TRIED = """
import io
from pathlib import Path
from pypdf import PdfReader
from pptx import Presentation
from tests.exports.folios import opened, portfolio
from tests.pages import open_page
from dashboard.exports import handout, slides
from dashboard.kept import stage

said = "45 Kategorien gibt es."
html = open_page("how_many").html
assert said in html and 'href="/zahl" data-go aria-current="page"' in html and 'data-keep="x"' in html, html
made = portfolio(opened("landkreis-schnittstellen"), ["x"])
assert said in open_page("present", deck=["x"]).html
assert said in stage.document(made, "/n", "/b", {})
shapes = [s.text_frame.text for slide in Presentation(io.BytesIO(slides.pptx(made))).slides for s in slide.shapes
          if s.has_text_frame]
assert any(said in text for text in shapes), shapes
assert said in "".join(page.extract_text() for page in PdfReader(io.BytesIO(handout.pdf(made))).pages)
print("found")
"""


def insert(path: Path, after: str, line: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert before.count(after) == 1, path
    path.write_text(before.replace(after, after + line), encoding="utf-8")


@pytest.mark.long
def test_a_page_is_written_once_and_is_on_screen_in_a_deck_on_a_slide_and_on_paper(tmp_path: Path) -> None:
    for name in ("dashboard", "pages", "tests", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(FIRST_STUDY, tmp_path / "data" / FIRST_STUDY.name)
    house = tmp_path / "dashboard"
    (house / "values" / "how_many.py").write_text(VALUE, encoding="utf-8")
    (house / "html" / "templates" / "how_many.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "pages" / "how_many.py").write_text(FILE, encoding="utf-8")
    insert(
        house / "selection" / "pages.py",
        'Page("overview", "/", "o", files=DATA),\n',
        '        Page("how_many", "/zahl", "x"),\n',
    )
    insert(house / "texts" / "words.py", "    overview: str\n", "    how_many: str\n")
    for language in ("german", "english"):
        path = house / "texts" / f"{language}.py"
        (words,) = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("    overview=")]
        insert(path, f"{words}\n", f'    how_many="{TITLE}",\n')
    done = subprocess.run(
        [sys.executable, "-c", TRIED], cwd=tmp_path, env={"PATH": "", "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "found" in done.stdout, done.stderr[-3000:]
