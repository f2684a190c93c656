"""Packages whose every text means harm: refused in words, or shown and written out as nothing but text."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.proto.Element_pb2 import Element

from benchmarks.served import Server
from tests.conftest import FIRST_STUDY
from tests.soak import inert, states, wire
from tests.soak.addresses import ENDINGS
from tests.soak.client import Tab
from tests.soak.ids import many_views
from tests.soak.judge import judge_log
from tests.soak.packages import PLACES, build, checked, words_of, write_description
from tests.soak.payloads import KINDS, MARKDOWN
from tests.soak.probed import probed
from tests.soak.report import Report

SECRET = "NUR-FUER-MICH-4711"
LARGE = 12_000_000
VIEWS = many_views(FIRST_STUDY.name)
TAKEN = ["o", "t.landkreise-kommunen", "b.instrumente-akteure", "z.vergleichsring", "g", "p", "m"]


def accepted(report: Report, folder: Path, kind: str) -> dict[str, list[str]]:
    """Return the payloads of a kind that the loader takes, by place; note refusals without words."""
    taken: dict[str, list[str]] = {place: [] for place in PLACES}
    for place in PLACES:
        for number, payload in enumerate(KINDS[kind]):
            word = words_of([payload], numbered=kind != "invisible")
            status, told = checked(build(folder / f"{kind}-{place}-{number}", {place: word}))
            report.check(status in (0, 2), "the loader breaks", f"{kind} in {place}: {payload[:40]!r}: {told[:100]}")
            if status == 2:
                report.check(len(told) > 40 and "Traceback" not in told, "refused without words", payload[:40])
                report.check(len(told) < 200_000, "refused with too many words", f"{len(told)} for {payload[:40]!r}")
            elif status == 0:
                taken[place].append(payload)
    for payload in set(taken["description"]) - set(taken["words"]):
        report.problem("what is refused in a cell is taken in the description", f"{payload[:40]!a}")
    return taken


def test_hostile_packages(report: Report, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for kind in KINDS:
        taken = accepted(report, tmp_path / "tried", kind)
        told = ", ".join(f"{len(taken[place])} of {len(KINDS[kind])} in {place}" for place in PLACES)
        report.say(f"{kind}: taken {told}")
        if kind == "invisible":
            for place in ("labels", "description"):
                report.check(not taken[place], f"texts that show nothing are taken in {place}", f"{taken[place]!a}")
        words = {place: words_of(some, numbered=kind != "invisible") for place, some in taken.items() if some}
        status, said = checked(build(data / f"hostile-{kind}", words))
        report.check(status == 0, "taken alone, refused together", f"{kind}: {said[:200]}")
    with probed(tmp_path / "log.txt", data) as server:
        for kind in KINDS:
            crawl(report, server, f"hostile-{kind}")
            take_along(report, server, f"hostile-{kind}")
        judge_log(report, server)


def _tell(report: Report, where: str, wrong: str, study: str) -> None:
    kind, _, example = wrong.partition(": ")
    report.problem(f"{where}: {kind}", f"{study} {example}")


def crawl(report: Report, server: Server, study: str) -> None:
    """Read every page, and the deck for the projector, and check what a browser is given."""
    for language in ("de", "en"):
        for page in states.PAGES:
            query = f"study={study}&lang={language}" + (
                "&category=landkreise-kommunen&group=lr" if page == "befund" else ""
            )
            wire.awaited(_page(report, server, page, f"{query}&deck=o&deck=z.vergleichsring" if page else query))
        deck = [("study", study), ("lang", language), *(("deck", code) for code in VIEWS)]
        answer = wire.get(server.port, "/vortrag", *deck)
        report.check(answer.status == 200, "a package that was taken has no deck", f"{study}: {answer.status}")
        for wrong in inert.html(answer.text, 1) if answer.status == 200 else []:
            _tell(report, "deck", wrong, study)


async def _page(report: Report, server: Server, page: str, query: str) -> None:
    tab = Tab(server.address)
    report.check(await tab.knock() == 101, "a reader is refused")
    run = await tab.open(page, query)
    await tab.close()
    report.check(run.finished and run.elements, "a package that was taken has no page", f"/{page}?{query}")
    for wrong in run.wrong:
        report.problem(wrong, f"/{page}?{query}")
    for element in run.elements:
        for wrong in _element(element):
            _tell(report, "page", wrong, f"/{page}?{query}")


def _element(element: Element) -> list[str]:
    """Return what is wrong with one element: in markup of ours, or in a label that Streamlit reads as Markdown."""
    kind = element.WhichOneof("type") or ""
    if kind == "bidi_component":
        sent = json.loads(element.bidi_component.json or "{}")
        return inert.html(sent.get("html", ""), 0) if isinstance(sent, dict) else []
    if kind in ("html", "markdown"):
        return inert.html(getattr(element, kind).body, 0)
    label = str(getattr(getattr(element, kind, None), "label", ""))
    return [f"a label is read as Markdown ({kind})" for payload in MARKDOWN if payload in label]


def take_along(report: Report, server: Server, study: str) -> None:
    """Take every kind of file along and look inside."""
    for ending in ENDINGS:
        codes = TAKEN if ending not in ("png", "svg") else TAKEN[1:2]
        answer = wire.take(server.port, ending, codes, study)
        if answer.status != 200:
            report.problem(f"{ending}: {answer.status or answer.lost}", f"{study}: {answer.text[:80]}")
            continue
        report.check(answer.seconds < 30, f"{ending} takes more than 30 s", f"{study}: {answer.seconds:.0f} s")
        for wrong in inert.file(ending, answer.body, scripts=1):
            _tell(report, ending, wrong, study)


def test_the_study_itself_passes(report: Report, tmp_path: Path) -> None:
    """The checks find nothing where nothing is: else they say nothing about hostile packages."""
    with probed(tmp_path / "log.txt") as server:
        crawl(report, server, FIRST_STUDY.name)
        take_along(report, server, FIRST_STUDY.name)


@pytest.mark.parametrize("place", ["description", "question_de", "method", "sources", "licenses", "levels", "version"])
def test_megabytes_of_description(report: Report, tmp_path: Path, place: str) -> None:
    folder = build(tmp_path / "data" / "long-words", {})
    description = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    _fill(description, place, "viel " * (LARGE // 5))
    write_description(folder, description, hashed=False)
    status, told = checked(folder)
    report.say(f"{LARGE / 1e6:.0f} MB in {place}: {'refused' if status == 2 else 'taken'}: {told[:120]!r}")
    report.check(len(told) < 20_000, "refused with megabytes of words", len(told))
    if status == 0 and place != "description":
        report.problem("megabytes of a text of the description are taken", place)
    if status == 0:
        with probed(tmp_path / "log.txt", folder.parent) as server:
            for ending in ("pdf", "html", "txt"):
                answer = wire.take(server.port, ending, ["o", "m"], folder.name)
                report.say(f"{ending}: {answer.status}, {answer.seconds:.1f} s, {len(answer.body) / 1e6:.1f} MB")
                report.check(
                    answer.status == 200 and answer.seconds < 15, f"{ending} fails or takes long", answer.seconds
                )


def _fill(description: dict[str, object], place: str, text: str) -> None:
    study = description["study"]
    assert isinstance(study, dict)
    if place in ("sources", "licenses"):
        description[place] = [{"title": text}]
    elif place == "method":
        study["method"][0] |= {"text_de": text, "text_en": text}
    elif place == "levels":
        study["levels"][0] |= {"label_de": text, "label_en": text}
    elif place in study:
        study[place] = text
    else:
        description[place] = text


def test_a_faulty_package_tells_nobody_its_cells(report: Report, tmp_path: Path) -> None:
    folder = build(tmp_path / "data" / "faulty", {})
    for file, column in (("quotes.csv", "dez,inferred"), ("findings.csv", ",exact,")):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(column, f"{SECRET},{SECRET}" if "dez" in column else f",{SECRET},", 1), encoding="utf-8"
        )
    status, told = checked(folder)
    report.check(status == 2 and SECRET in told, "the command line does not tell the cell", told[:200])
    with probed(tmp_path / "log.txt", folder.parent) as server:
        for path in ("/", "/vortrag", "/methode"):
            answer = wire.get(server.port, path, ("study", "faulty"), ("deck", "o"))
            report.check(SECRET not in answer.text, "the faulty cell is told to everyone", path)
        words = wire.awaited(_words(server, "study=faulty"))
        report.check(SECRET not in words, "the faulty cell is told to everyone", "the page of its faults")
        report.check(words, "nothing is said about a faulty package")


async def _words(server: Server, query: str, pages: Sequence[str] = ("",)) -> str:
    said = []
    for page in pages:
        tab = Tab(server.address)
        await tab.knock()
        said.append((await tab.open(page, query)).words())
        await tab.close()
    return "\n".join(said)
