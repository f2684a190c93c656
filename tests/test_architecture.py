"""What the import contracts cannot see: how a page may be written."""

import ast
from pathlib import Path

import pytest

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
    import re

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
