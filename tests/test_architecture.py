"""What the import contracts cannot see: how a page may be written."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.selection.pages import PAGES as PAGES_OF
from dashboard.texts import DE, EN
from dashboard.values import page_of
from tests.conftest import ROOT

PAGES = sorted((ROOT / "pages").glob("*.py"))
MAY_IMPORT = {"streamlit", "dashboard.web", "dashboard.kept"}


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> ast.Module:
    return ast.parse(Path(request.param).read_text(encoding="utf-8"))


def test_there_are_pages() -> None:
    assert len(PAGES) >= 3


def test_a_page_imports_what_shows_and_nothing_that_stores(page: ast.Module) -> None:
    for node in ast.walk(page):
        if isinstance(node, ast.Import):
            assert all(name.name in MAY_IMPORT for name in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.module in MAY_IMPORT


def test_a_page_has_no_functions_and_no_memory_of_its_own(page: ast.Module) -> None:
    for node in ast.walk(page):
        assert not isinstance(node, ast.FunctionDef | ast.ClassDef)
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("session_state", "query_params")


def test_a_page_holds_no_words_of_its_own(page: ast.Module) -> None:
    docstring = ast.get_docstring(page, clean=False)
    assert docstring and "?" in docstring
    for node in ast.walk(page):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != docstring:
            assert " " not in node.value and node.value.isascii(), node.value


def test_a_page_is_short() -> None:
    for path in PAGES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 20, path.name


def test_templates_hold_no_words_of_their_own() -> None:
    for path in (ROOT / "dashboard" / "html" / "templates").glob("*.html"):
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", text)) - {"Befundatlas"}
        assert not words, (path.name, words)


def test_the_start_page_leads_to_no_heavy_element() -> None:
    source = (ROOT / "pages" / "overview.py").read_text(encoding="utf-8")
    assert "plotly" not in source and "dataframe" not in source


def test_no_cache_is_without_a_bound() -> None:
    source = (ROOT / "dashboard" / "web" / "navigation.py").read_text(encoding="utf-8")
    assert source.count("@lru_cache(") == source.count("@lru_cache(maxsize=")
    assert "cache_data" not in source


CODE = sorted(path for folder in ("dashboard", "publish", "pages") for path in (ROOT / folder).rglob("*.py"))
WORDS = {
    ROOT / "dashboard" / "package" / "fault_texts.py",
    ROOT / "publish" / "texts.py",
    *(ROOT / "publish" / "imports").glob("*texts.py"),
    *(ROOT / "dashboard" / "texts").glob("*.py"),
}


def test_nothing_is_too_long_to_be_read() -> None:
    long = []
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path not in WORDS and len(path.read_text(encoding="utf-8").splitlines()) > 300:
            long.append(path.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path.name}: {node.name}")
            if isinstance(node, ast.ClassDef):
                members = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
                if len(members) > 12:
                    long.append(f"{path.name}: {node.name}")
    assert not long


def test_settings_are_read_in_one_place_and_the_readme_lists_them() -> None:
    readers = [path for path in CODE if re.search(r"\bos\.environ|getenv", path.read_text(encoding="utf-8"))]
    assert {path.relative_to(ROOT).as_posix() for path in readers} == {"dashboard/settings.py", "publish/preview.py"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in settings.PUBLIC:
        assert re.search(rf"^\|.*`{name}`.*\|.*\|$", readme, re.MULTILINE), name
    assert set(re.findall(r"BEFUNDATLAS_[A-Z_]+", readme)) <= set(settings.PUBLIC)


def test_what_goes_by_pages_goes_by_their_names() -> None:
    for page in PAGES_OF.values():
        assert (ROOT / "pages" / f"{page.name}.py").exists()
        assert (ROOT / "dashboard" / "html" / "templates" / f"{page.name}.html").exists()
        assert getattr(DE, page.name) and getattr(EN, page.name)
        assert not page.letter or (page_of(page.name).page and page_of(page.name).shown)
    letters = [page.letter for page in PAGES_OF.values() if page.letter]
    assert len(letters) == len(set(letters)) and "z" not in letters
    assert {path.stem for path in PAGES} == set(PAGES_OF)


def test_what_makes_files_loads_no_database_and_no_server() -> None:
    """Each process that makes files imports this: with pandas and DuckDB it would be ended after every file."""
    asked = "import sys, dashboard.exports.forms, dashboard.exports.whole; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"pandas", "duckdb", "streamlit", "starlette"} & set(loaded.split())
