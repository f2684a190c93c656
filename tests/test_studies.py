"""Many studies beside each other: found by typing, opened off the event loop, let go of when nobody reads them."""

import asyncio
import gc
import json
import shutil
import weakref
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import check
from dashboard.package.dataset import Dataset
from dashboard.package.library import Library
from dashboard.selection.pages import PAGES
from dashboard.texts import DE, EN
from dashboard.web import studies
from tests.conftest import FIRST_STUDY, seal
from tests.packages import make
from tests.pages import open_page, read
from tests.test_routes import ask

pytestmark = pytest.mark.long

Add = Callable[..., None]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Serve the first study, and beside it copies with changed study blocks."""
    shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path))

    def added(name: str, **study: Any) -> None:
        path = shutil.copytree(FIRST_STUDY, tmp_path / name) / "datapackage.json"
        whole = json.loads(path.read_text(encoding="utf-8"))
        whole["name"] = name
        whole["study"] |= study
        path.write_text(json.dumps(whole), encoding="utf-8")
        seal(path.parent)

    studies._library.cache_clear()
    yield added
    studies._library.cache_clear()


def test_up_to_eight_studies_are_a_list_and_more_are_found_by_typing(add: Add) -> None:
    for n in range(7):
        add(f"weitere-{n}", title_de=f"Titel {n}", title_en=f"Title {n}")
    opened = open_page("overview")
    assert opened.html.count('aria-current="true"') >= 1 and "Titel 6</a>" in opened.html
    assert [box.label for box in opened.app.sidebar.selectbox] == [DE.partner]
    add("weitere-7", title_de="Ämter", title_en="Offices")
    studies.refresh()
    for texts, titles in (
        (DE, ["Ämter", *(f"Titel {n}" for n in range(7)), "Zusammenarbeit im Landkreis"]),
        (EN, ["Offices", *(f"Title {n}" for n in range(7)), "Working together in the county"]),
    ):
        opened = open_page("overview", lang=[texts.language])
        box = opened.app.sidebar.selectbox[0]
        assert box.label == texts.find_study and "</a></li>" in opened.html
        assert [option.casefold() for option in box.options] == [title.casefold() for title in titles], box.options
        assert f'aria-label="{texts.studies}"' not in opened.html


def test_a_chosen_study_opens_and_keeps_its_own_filters(add: Add) -> None:
    for n in range(8):
        add(f"weitere-{n}", title_de=f"Titel {n}", default_language="en" if n == 3 else "de")
    app = open_page("quotes", group=["dez"]).app
    app.sidebar.selectbox[0].set_value("weitere-3").run()
    read(app)
    assert app.query_params == {"study": "weitere-3", "lang": "de"}
    app.sidebar.text_input[0].set_value("Kommunen").run()
    assert app.query_params["q"] == "Kommunen"
    app.sidebar.selectbox[0].set_value(FIRST_STUDY.name).run()
    assert app.query_params == {"group": "dez"}
    app.sidebar.selectbox[0].set_value("weitere-3").run()
    assert app.query_params == {"study": "weitere-3", "lang": "de", "q": "Kommunen"}


def test_studies_of_one_title_are_told_apart(add: Add) -> None:
    for n in range(8):
        add(f"weitere-{n}")
    options = open_page("overview").app.sidebar.selectbox[0].options
    assert len(set(options)) == 9 and all(f"(weitere-{n})" in " ".join(options) for n in range(8))


def test_a_link_to_a_study_of_another_language_keeps_the_reader_s(add: Add) -> None:
    add("zweite", default_language="en")
    assert '"/?study=zweite&lang=de"' in unescape(open_page("overview").html)
    assert '"/?study=zweite"' in unescape(open_page("overview", lang=["en"]).html)
    assert '"/?lang=en"' in unescape(open_page("overview", study=["zweite"]).html)


@pytest.mark.parametrize("page", PAGES)
def test_a_session_that_waits_for_its_reader_keeps_no_study_open(page: str, add: Add) -> None:
    add("zweite")
    opened = open_page(page, category=["landkreise-kommunen"])
    dataset = studies.library().open(FIRST_STUDY.name)
    assert isinstance(dataset, Dataset)
    left = weakref.ref(dataset)
    del dataset
    studies.library()._close(FIRST_STUDY.name)
    opened.app.session_state["something"] = "else"
    gc.collect()
    assert left() is None


def test_a_study_is_opened_off_the_event_loop(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("zweite")
    opened, open_it = [], Library.open

    def seen(library: Library, name: str) -> Any:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        opened.append(name)
        return open_it(library, name)

    monkeypatch.setattr(Library, "open", seen)
    assert ask("/vortrag/fassung", study="zweite")[0] == 200
    assert ask("/vortrag", study="zweite", deck=["o"])[0] == 200
    assert ask("/healthz")[2] == b"2 studies\n"
    # More than once a request: what is handed out is asked for again, lest it was withdrawn meanwhile.
    assert set(opened) == {"zweite"} and len(opened) <= 7


def test_where_the_first_study_cannot_be_opened_the_next_is_first(add: Add, tmp_path: Path) -> None:
    add("zweite", title_de="Die zweite")
    path = tmp_path / FIRST_STUDY.name / "findings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",exact,", ",exakt,", 1), encoding="utf-8")
    assert "Die zweite" in open_page("overview").html
    assert ask("/healthz")[2] == b"1 studies\n"
    assert DE.faulty_title in open_page("overview", study=[FIRST_STUDY.name]).html
    path = tmp_path / "zweite" / "findings.csv"
    path.write_text("", encoding="utf-8")
    studies._library.cache_clear()
    assert DE.faulty_title in open_page("overview").html
    assert ask("/healthz")[0] == 503


def test_a_faulty_package_tells_the_web_nothing_of_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "Frau Schmitz-Ohnegleichen"
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path))
    folder = make(tmp_path, words=lambda word: f"{secret} <b>{word}")
    changes: dict[str, Callable[[str], str]] = {
        "findings.csv": lambda text: text.replace(",exact,", f",{secret},", 1).replace("bereich-0", "4711-0815", 1),
        "quotes.csv": lambda text: text.replace("quote_id", secret, 1),
        "datapackage.json": lambda text: text.replace('"created": "', f'"created": "{secret} ', 1),
    }
    for file, change in changes.items():
        before = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(change(before), encoding="utf-8")
        assert (folder / file).read_text(encoding="utf-8") != before

    def told() -> Iterator[str]:
        studies._library.cache_clear()
        for language in ("de", "en"):
            page = open_page("overview", study=[folder.name], lang=[language]).html
            assert page.count("<li>") > 20 and secret not in page and "4711-0815" not in page
            yield page
        assert check.main([str(folder)]) == 2
        assert secret in capsys.readouterr().err

    assert all("datapackage.json" in page for page in told())
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{secret} ", "").replace("<b>", ""), encoding="utf-8")
    assert all("groups.csv" in page and "label_de" in page for page in told())
