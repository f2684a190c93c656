"""Page, plain page, JSON, CSV and pictures of every finding say the same, and nothing of what is kept back."""

import csv
import io
import itertools
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from dashboard.answers.findings import Finding
from dashboard.answers.reader import Reader
from dashboard.exports import drawing, forms, link_picture, spreadsheet, workbook
from dashboard.exports.link_picture import LinkPicture
from dashboard.kept.presentation import portfolio
from dashboard.selection.deck import Item
from dashboard.selection.pages import PAGES
from dashboard.selection.selection import Selection
from dashboard.texts.share import percent
from dashboard.values import categories, finding
from dashboard.values.tables import Cell
from dashboard.web import studies
from publish import coded_study
from publish.counting import Place, count
from tests.conftest import ROOT
from tests.exports import folios
from tests.test_routes import ask

pytestmark = pytest.mark.long

FIRST, DEMO = "landkreis-schnittstellen", "demo-zusammenarbeit"
SCHEMA = json.loads((ROOT / "docs" / "figures.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
Answer = dict[str, Any]


def reader(study: str, parameters: dict[str, list[str]] | None = None) -> Reader:
    opened = studies.read({"study": [study], **(parameters or {})}, "")
    assert isinstance(opened, Reader)
    return opened


def figures(at: str, **parameters: Any) -> Answer:
    status, _, body = ask(at, **parameters)
    assert status == 200
    said: Answer = json.loads(body)
    return said


def chosen(study: str) -> Iterator[dict[str, Any]]:
    """Return one selection of each kind, and some of a few kinds."""
    known = reader(study).known
    topic, group, partner = list(known.categories)[1], next(iter(known.groups)), next(iter(known.partners))
    yield from ({}, {"category": topic}, {"group": group, "lang": "en"}, {"partner": partner, "printed": "1"})
    yield from (
        {"q": "mit", "sort": "side"},
        {"set": list(known.sets)[-1], "open": "all"},
        {"category": "nie", "q": "☃"},
    )


@pytest.mark.parametrize("study", [FIRST, DEMO])
@pytest.mark.parametrize("page", [page for page in PAGES.values() if "json" in page.files], ids=lambda page: page.name)
def test_the_schema_describes_every_answer(page: Any, study: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for parameters in chosen(study):
        VALIDATOR.validate(figures(page.file("json"), study=study, **parameters))
    studies.WRITTEN.clear()


@cache
def every_state() -> str:
    """Return one answer, made of several, that holds a figure of every state there is, and two quotes."""
    said = figures("/kategorien.json", study=DEMO)
    said["figures"] += figures("/kategorien.json", study=FIRST)["figures"]
    said["figures"] += figures("/befund.json", category="landkreise-kommunen", partner="kommunen")["figures"]
    said["figures"] += figures("/kategorien.json", category="landkreise-kommunen", partner="kommunen")["figures"]
    said["figures"] += figures("/einzelstimmen.json")["figures"]
    said["figures"] += figures("/befund.json", category="dezernenten-berater", partner="kommunen")["figures"]
    said["quotes"] = figures("/zitate.json")["quotes"][:2]
    said["statements"] = figures("/kategorien.json")["statements"]
    VALIDATOR.validate(said)
    assert len({figure["state"] for figure in said["figures"]}) >= 7
    return json.dumps(said)


def of(said: Answer, *states: str) -> Answer:
    return next(figure for figure in said["figures"] if figure["state"] in states)


MUTATIONS: dict[str, Callable[[Answer], object]] = {
    "a field nobody described": lambda a: a.update(more=1),
    "a field of the study nobody described": lambda a: a["study"].update(coder="x"),
    "a figure with a respondent": lambda a: of(a, "counted").update(respondent_id="p1"),
    "no caution": lambda a: a.pop("caution"),
    "no hash": lambda a: a["study"].pop("hash"),
    "half a hash": lambda a: a["study"].update(hash=a["study"]["hash"][:32]),
    "an address that is none": lambda a: a.update(address="befund"),
    "another language": lambda a: a.update(language="fr"),
    "a page there is not": lambda a: a.update(page="method"),
    "a count that is kept back": lambda a: of(a, "withheld").update(named_low=2, named_high=2),
    "a bound that is kept back": lambda a: of(a, "suppressed").update(named_high=2),
    "a share that is kept back": lambda a: of(a, "withheld").update(percent_of_base=12),
    "a printed share that is kept back": lambda a: of(a, "suppressed").update(printed_percent=12),
    "kept back for another reason": lambda a: of(a, "withheld").update(reason="exact"),
    "an absence that is 0": lambda a: of(a, "elsewhere", "not_by_partner").update(named_low=0, named_high=0),
    "a count of nothing": lambda a: of(a, "counted").update(named_low=None),
    "half a person": lambda a: of(a, "counted").update(named_low=1.5),
    "fewer than nobody": lambda a: of(a, "counted").update(named_low=-1),
    "somebody where nobody was": lambda a: of(a, "not_named").update(named_high=1),
    "nobody asked": lambda a: of(a, "counted").update(asked=0),
    "more than all": lambda a: of(a, "counted").update(percent_of_base=101),
    "a state there is not": lambda a: of(a, "counted").update(state="hidden"),
    "a reason there is not": lambda a: of(a, "counted").update(reason="guessed"),
    "a label for an id": lambda a: of(a, "counted").update(group_id="Landräte"),
    "a partner without a name": lambda a: of(a, "counted").update(partner_id="kommunen", partner=None),
    "a figure without words": lambda a: of(a, "counted").update(words=""),
    "a quote by somebody": lambda a: a["quotes"][0].update(respondent="Frau M."),
    "a statement without a place": lambda a: a["statements"][0].pop("location"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_schema_refuses_what_no_page_says(name: str) -> None:
    said = json.loads(every_state())
    MUTATIONS[name](said)
    assert not VALIDATOR.is_valid(said)


@pytest.mark.long
@pytest.mark.parametrize("study", [FIRST, DEMO])
def test_every_finding_is_the_same_in_all_channels(study: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its set and partner: in the page's value, its plain page, its JSON and CSV, and the pictures' words."""
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    here, number = reader(study), 0
    views: list[list[Cell]] = []
    for set_id, partner in itertools.product(here.known.set_groups, ("", *here.known.partners)):
        parameters = {name: [said] for name, said in (("study", study), ("set", set_id), ("partner", partner)) if said}
        view = reader(study, parameters)
        table = categories.page(view.answers, view.selection, view.links).table
        cells = [cell for row in table.rows for cell in row.cells if cell.finding.state != "not_counted"]
        agree("/kategorien", parameters, cells)
        shown = on_plain_page(ask("/kategorien", **parameters)[2].decode())
        assert shown == {(c.finding.category_id, c.finding.group_id): (c.sentence, c.text) for c in cells}
        counted = [f for f in view.answers.findings(view.selection) if f.is_figure]
        assert {c.finding for c in cells} >= set(counted)
        for _, some in itertools.groupby(cells, key=lambda cell: cell.finding.category_id):
            topic = list(some)
            drawn_the_same(parameters, topic)
            introduced_the_same(parameters, topic)
        views.append(cells)
        number += len(counted)
    assert number >= 86
    in_spreadsheets(here, views)
    studies.WRITTEN.clear()


def in_spreadsheets(here: Reader, views: Sequence[Sequence[Cell]]) -> None:
    """Expect the figures of pages in a sheet each, of Excel and OpenDocument, all of them and no others."""
    made = folios.portfolio(here, ["o"])
    shown = tuple(replace(made.shown[0], cells=tuple(cells), table=None, parts=()) for cells in views)
    for data in (workbook.xlsx(replace(made, shown=shown)), spreadsheet.ods(replace(made, shown=shown))):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, cells in enumerate(views, start=1):
            written = book.get_sheet_by_index(number).to_python()
            rows = [row for row in written if len(row) > 7 and row[7] and row[6] != here.texts.fact_count]
            assert len(rows) == len(cells)
            for row, cell in zip(rows, cells, strict=True):
                f = cell.finding
                assert row[:3] == [f.category, f.group, f.partner] and row[6:9] == [
                    cell.text,
                    cell.sentence,
                    f.location,
                ]
                exact = f.low if f.state in ("counted", "not_named") else ""
                ranged = f"{f.low}–{f.high}" if f.state == "range" and not f.is_withheld else exact
                share = "" if f.share is None else f.share / 100
                assert row[3:6] == [ranged, f.base if f.is_figure and not f.is_withheld else "", share]


def on_plain_page(html: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return sentence and words of each figure of a table, by its topic and group."""
    figure = r'<a class="figure" href="[^"]*category=([\w-]+)&amp;group=([\w-]+)[^"]*" data-go title="([^"]*)">'
    found = re.findall(figure + r'.*?<span class="value[^>]*>([^<]*)<', html, re.DOTALL)
    return {(topic, group): (unescape(said), unescape(words)) for topic, group, said, words in found}


@pytest.mark.parametrize(("study", "topic"), [(FIRST, "landkreise-kommunen"), (DEMO, "austausch")])
def test_a_figure_in_full_is_the_same_in_all_channels(study: str, topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    for more in ({}, {"partner": ["kommunen"]}, {"lang": ["en"]}):
        parameters = {"study": [study], "category": [topic], **more}
        here = reader(study, parameters)
        cells = [figure.cell for figure in finding.page(here.answers, here.selection, here.links).figures]
        assert cells
        agree("/befund", parameters, cells)
        drawn_the_same(parameters, cells)
        introduced_the_same(parameters, cells)
        plain = unescape(ask("/befund", **parameters)[2].decode())
        for cell in cells:
            assert f'<p class="said">{cell.sentence}' in plain and f"<dd>{cell.text}" in plain


TELLING = ("/befund", "/befund.json", "/befund.svg", "/befund.vorschau.png")
NUMBERS = ("named_low", "named_high", "asked", "base", "percent_of_base", "printed_percent")


def agree(path: str, parameters: dict[str, list[str]], cells: Sequence[Cell]) -> None:
    """Expect the figures of a page in its JSON and CSV, all of them and no others, in its order."""
    said = figures(f"{path}.json", **parameters)["figures"]
    rows = list(csv.DictReader(io.StringIO(ask(f"{path}.csv", **parameters)[2].decode(), newline="")))
    assert len(said) == len(rows) == len(cells)
    for cell, one, row in zip(cells, said, rows, strict=True):
        f, where = cell.finding, ("category_id", "group_id", "state")
        assert [one[name] for name in where] == [row[name] for name in where] == [getattr(f, name) for name in where]
        printed = None if f.is_withheld else f.printed
        told = [*(f.told or (None, None)), f.asked or None, f.base or None, f.share, printed]
        assert [one[name] for name in NUMBERS] == told == [int(row[n]) if row[n] else None for n in NUMBERS]
        assert one["words"] == row["words"] == cell.text and one["sentence"] == cell.sentence


def drawn_the_same(parameters: dict[str, list[str]], cells: Sequence[Cell]) -> None:
    """Expect the figures of one topic in the words of its picture."""
    topic = {"category": [cells[0].finding.category_id]}
    drawing = ask("/befund.svg", **(parameters | topic))[2].decode()
    drawn = [unescape(words) for words in re.findall("<text[^>]*>(.*?)</text>", drawing)]
    described = unescape(re.findall("<desc>(.*?)</desc>", drawing)[0])
    for cell in cells:
        assert any(words.endswith(f" {cell.persons}") for words in drawn) and cell.sentence in described


def introduced_the_same(parameters: dict[str, list[str]], cells: Sequence[Cell]) -> None:
    """Expect the figures of one topic, and no other number of persons, in the picture that introduces its page."""
    asked = parameters | {"category": [cells[0].finding.category_id]}
    picture = of_link(asked)
    drawn = [unescape(words).replace("\u00a0", " ") for words in re.findall("<text[^>]*>(.*?)</text>", picture.svg)]
    head = ask("/befund", **asked)[2].decode().split("</head>")[0]
    (alt,) = (unescape(said) for said in re.findall('og:image:alt" content="([^"]*)"', head))
    assert alt == picture.alt == unescape(re.findall("<desc>(.*?)</desc>", picture.svg)[0])
    assert all(cell.persons in drawn and cell.sentence in alt for cell in cells)
    said = " ".join([cells[0].finding.statement, *(f"{c.sentence} {c.persons} {c.plain}" for c in cells)])
    count = re.compile(r"(?<![Ww]eniger als )(?<!\d)\d+(?:–\d+)? (?:von|der|of|of the) \d+")
    assert set(count.findall(alt + " ".join(drawn))) <= set(count.findall(said)), asked


def of_link(parameters: dict[str, list[str]]) -> LinkPicture:
    """Return the drawing behind the picture that introduces the page of a figure."""
    here = reader(parameters.get("study", [FIRST])[0], parameters)
    return link_picture.made(portfolio(here.answers, here.links, [Item.of("finding", here.selection)], "2026-11-23"))


def kept_back(here: Reader) -> list[tuple[str, Finding]]:
    """Return (set, finding) of every count that is kept back."""
    return [
        (set_id, f)
        for set_id in here.known.set_groups
        for partner in ("", *here.known.partners)
        for f in here.answers.findings(Selection(set_id=set_id, partner=partner))
        if f.is_withheld
    ]


def tells(text: str, named: int, f: Finding) -> bool:
    """Say whether a text tells how many named it, or their share."""
    bases = "|".join({str(f.asked), str(f.base)})
    shares = "|".join(str(percent(named, base)) for base in (f.asked, f.base))
    counts = rf"(?<![\d–])0*{named}\s+(von|der|of|of the|/)\s+({bases})\b"
    spoken = rf'"?named(_low|_high)?"?\s*[:=]\s*"?{named}\b'
    return bool(re.search(rf"{counts}|{spoken}|(?<!\d)({shares})\s*%", text))


def channels(study: str, set_id: str, f: Finding, language: str) -> dict[str, str]:
    """Return everything the server sends about one finding: source and headers."""
    asked = {"study": study, "category": f.category_id, "group": f.group_id, "lang": language}
    asked |= {"set": set_id} if set_id else {}
    asked |= {"partner": f.partner_id} if f.partner_id else {}
    sent = {}
    for at in ("/befund", "/befund.json", "/befund.csv", "/befund.svg", "/kategorien", "/kategorien.json"):
        status, headers, body = ask(at, **asked)
        assert status == 200
        heads = {name: told for name, told in headers.items() if name not in ("content-length", "etag")}
        style = re.sub(r"<style>.*?</style>", "", body.decode(), flags=re.DOTALL)
        sent[at] = unescape(f"{heads} {style}")
    picture = of_link({name: [said] for name, said in asked.items()})
    return sent | {"/befund.vorschau.png": unescape(f"{picture.svg} {picture.alt}").replace("\u00a0", " ")}


@pytest.mark.long
def test_of_a_hundred_counts_that_are_kept_back_none_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    here = reader(DEMO)
    true = count(coded_study.load(ROOT / "examples" / DEMO).source)
    every = kept_back(here)
    assert len(every) > 700
    for number, (set_id, f) in enumerate(every[:: len(every) // 100][:100]):
        named = true[Place(f.category_id, f.group_id, f.partner_id)].named
        for at, text in channels(DEMO, set_id, f, "en" if number % 2 else "de").items():
            if at.startswith("/befund"):  # what lies beneath a topic has counts of its own
                assert not tells(text, named, f), (at, f.category_id, f.group_id, f.partner_id, named)
            assert not re.search('<circle|class="(named|not_named|off_topic)" d="M', text) or at == "/kategorien"
        studies.WRITTEN.clear()


@pytest.mark.long
def test_of_counts_that_are_kept_back_none_is_in_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pictures draw is asked as SVG above."""
    dot = drawing.render_png('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="9"/>')
    monkeypatch.setattr(drawing, "render_png", lambda _: dot)
    true = count(coded_study.load(ROOT / "examples" / DEMO).source)
    here, there = reader(DEMO), reader(DEMO, {"lang": ["en"]})
    every = kept_back(here)
    for number, (set_id, f) in enumerate(every[:: len(every) // 20][:20]):
        named = true[Place(f.category_id, f.group_id, f.partner_id)].named
        view = f"b.{f.category_id}.{f.group_id}.{f.partner_id}.{set_id}".rstrip(".")
        made = folios.portfolio(there if number % 2 else here, [view])
        for ending in ("ods", "xlsx", "odt", "docx"):
            text = words_of(forms.make(ending, made))
            assert len(text) > 500 and not tells(text, named, f), (ending, view)
        for data in (workbook.xlsx(made), spreadsheet.ods(made)):
            rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python()
            told = [row for row in rows if len(row) > 7 and row[1] == made.shown[0].figures[0].finding.group]
            assert told and all(row[3:6] == ["", "", ""] for row in told)
    counted = next(f for f in here.answers.findings() if f.state == "counted" and f.of is None and (f.low or 0) > 2)
    made = folios.portfolio(here, [f"b.{counted.category_id}.{counted.group_id}"])
    assert all(tells(words_of(forms.make(e, made)), counted.low or 0, counted) for e in ("ods", "xlsx", "odt", "docx"))


def words_of(data: bytes) -> str:
    """Return all words of an office file, alternative texts too."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [n for n in parts.namelist() if re.fullmatch(r"content\.xml|word/document\.xml|xl/[\w/]*\.xml", n)]
        markup = "".join(parts.read(name).decode() for name in names if "style" not in name and "theme" not in name)
    described = re.findall(r' (?:descr|title)="([^"]*)"', markup)
    return unescape(" ".join([*re.split(r"<[^>]*>", markup), *described]))


@pytest.mark.long
def test_a_count_that_is_told_is_found() -> None:
    """What looks for counts that are kept back finds those that are not, in each channel."""
    for f in [f for f in reader(DEMO).answers.findings() if f.state == "counted" and f.of != 1][:10]:
        sent = channels(DEMO, "", f, "de")
        assert all(tells(sent[at], f.low or 0, f) for at in TELLING)


@pytest.mark.parametrize("page", [page for page in PAGES.values() if "json" in page.files], ids=lambda page: page.name)
def test_no_list_tells_a_count_that_is_kept_back(page: Any) -> None:
    here = reader(DEMO)
    withheld = {(f.category_id, f.group_id, f.partner_id) for _, f in kept_back(here)}
    for parameters in ({}, {"set": "groesse"}, {"partner": "kommunen"}):
        said = figures(page.file("json"), study=DEMO, **parameters)["figures"]
        body = ask(page.file("csv"), study=DEMO, **parameters)[2].decode()
        rows = list(csv.DictReader(io.StringIO(body, newline="")))
        told = [*said, *(row for row in rows if "named_low" in row)]
        for row in told:
            if (row["category_id"], row["group_id"], row["partner_id"] or "") in withheld:
                assert not any(row[name] for name in ("named_low", "named_high", "percent_of_base", "printed_percent"))
                assert row["state"] in ("withheld", "suppressed")
        assert len(said) == len(rows) or page.name == "quotes"


def test_the_schema_is_closed() -> None:
    objects = [SCHEMA, *(one for one in _every(SCHEMA) if one.get("type") == "object")]
    assert len(objects) > 6
    assert all(one["additionalProperties"] is False and one["required"] == list(one["properties"]) for one in objects)


def _every(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _every(inner)
