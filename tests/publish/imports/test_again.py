"""A second export: what was decided stays, what changed is named."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish import coded_study
from publish.counting import count
from publish.imports.importing import Asked, Done, follow
from publish.imports.project import Code, Coding, Document, Passage, Project
from tests.publish.imports.studies import CODES, MARKED, TEXT, WITH_PARTNERS, change, column, imported, project, rows

pytestmark = pytest.mark.long

QUOTES = ("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on")


def write(to: Path, table: str, header: tuple[str, ...], *cells: tuple[str, ...]) -> None:
    with (to / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *cells])


def released(to: Path) -> None:
    """Release a quote of each passage with a topic, and decide a mark of the first."""
    segments = {row["segment_id"]: row["text"] for row in rows(to, "segments")}
    quotes = [
        (
            f"Q{n}",
            row["segment_id"],
            row["category_id"],
            segments[row["segment_id"]],
            "released",
            "Ja",
            "AK",
            "2026-05-20",
        )
        for n, row in enumerate(rows(to, "codings"), start=1)
    ]
    write(to, "quotes", QUOTES, *quotes)
    write(
        to, "decisions", ("quote_id", "mark", "decision", "reason"), *((q[0], "Landkreis", "keep", "x") for q in quotes)
    )
    write(to, "not_asked", ("respondent_id", "category_id"), ("P03", "schule"))
    write(to, "withdrawn", ("respondent_id",), ("P04",))


def states(to: Path) -> dict[str, str]:
    return {row["text"]: row["state"] for row in rows(to, "quotes")}


def renumbered(found: Project) -> Project:
    """Return the same project as a tool writes it another time: everything in another order."""
    last = len(found.passages) - 1
    return replace(
        found,
        documents=found.documents[::-1],
        passages=found.passages[::-1],
        codings=tuple(coding._replace(passage=last - coding.passage) for coding in found.codings[::-1]),
        codes=tuple(sorted(found.codes, key=lambda code: code.path)),
    )


def test_the_same_export_in_another_order_changes_no_key(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    released(to)
    before = {
        name: (to / f"{name}.csv").read_bytes() for name in ("quotes", "segments", "codings", "decisions", "withdrawn")
    }
    done = follow([("export", renumbered(project()))], to, "de")
    assert isinstance(done, Done)
    assert {name: (to / f"{name}.csv").read_bytes() for name in before} == before
    assert "Seit dem letzten Import" not in done.report


def test_what_changed_is_named_and_what_was_decided_stays(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    released(to)
    labels = (to / "categories.csv").read_text(encoding="utf-8").replace(";Schule", ";Schulen im Kreis")
    (to / "categories.csv").write_text(labels, encoding="utf-8")
    keys = {row["text"]: row["segment_id"] for row in rows(to, "segments")}
    # A document renamed, a text mended, a person and a code added, a coding taken away
    texts = {"Anna": TEXT["Anna"], "Ben B.": TEXT["Ben"], "Cem": TEXT["Cem"], "Eva": "Ganz neu."}
    texts["Dora"] = "Vorab.\nDie Schulen laufen.\nMit dem Landkreis nie."
    marked = [
        *(
            (name if name != "Ben" else "Ben B.", words, path)
            for name, words, path in MARKED
            if words not in ("Schulen laufen.", "Die Schulen sind schwierig.")
        ),
        ("Dora", "Die Schulen laufen.", ("Schule",)),
        ("Eva", "Ganz neu.", ("Neues",)),
    ]
    values = {"Anna": "Leitung", "Ben B.": "Leitung", "Cem": "Team", "Dora": "Team", "Eva": "Extern"}
    found = renumbered(project(marked, texts, [*CODES, ("Neues",)], values))
    asked = follow([("export", found)], to, "de")
    assert isinstance(asked, Asked) and asked.questions == (("unmapped", "accept"),)
    mapping = (to / "import.toml").read_text(encoding="utf-8")
    offered = mapping[mapping.index("[unmapped]") :]
    assert '"Ben B." = "P02"' in offered and '"Eva" = "P05"' in offered  # renamed is no new person
    assert '"Extern" = "extern"' in offered and '"Neues" = { id = "neues", role = "topic" }' in offered
    change(to, accept='"yes"')
    done = follow([("export", found)], to, "de")
    assert isinstance(done, Done)
    now = {row["text"]: row["segment_id"] for row in rows(to, "segments")}
    assert now["Die Schulen laufen."] == keys["Schulen laufen."]  # mended
    assert all(now[words] == key for words, key in keys.items() if words in now)
    assert states(to) == {words: "released" for words in now if words not in ("Ganz neu.", "Die Schulen laufen.")} | {
        "Schulen laufen.": "draft"
    }
    assert column(to, "quotes-left", "text") == ["Die Schulen sind schwierig."]
    assert len(rows(to, "decisions-left")) == 1 and len(rows(to, "decisions")) == 5
    assert "Schulen im Kreis" in column(to, "categories", "label_de")
    assert column(to, "sources", "name").count("Ben B.") == 1 and "Ben" not in column(to, "sources", "name")
    assert rows(to, "not_asked") == [{"respondent_id": "P03", "category_id": "schule"}]
    for line in (
        "Dokument umbenannt, als dasselbe erkannt: Ben B.",
        "wieder Entwürfe: 1",
        "quotes-left.csv: 1",
        "Neue Stellen: 1",
        "Text sich geändert hat: 1",
        "nicht mehr codiert sind: 1",
    ):
        assert line in done.report, line
    assert coded_study.load(to).withdrawn == {"P04": ""}
    before = {path.name: path.read_bytes() for path in to.iterdir() if path.suffix in (".csv", ".toml")}
    assert isinstance(follow([("export", found)], to, "de"), Done)
    assert {path.name: path.read_bytes() for path in to.iterdir() if path.suffix in (".csv", ".toml")} == before


def test_her_own_notes_in_the_mapping_stay(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    path = to / "import.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"Cem" = "P03"', '"Cem" = "P03"  # am Telefon'), encoding="utf-8"
    )
    texts = TEXT | {"Eva": "Neu."}
    found = project(
        [*MARKED, ("Eva", "Neu.", ("Schule",))], texts, values={**dict.fromkeys(TEXT, "Team"), "Eva": "Team"}
    )
    assert isinstance(follow([("export", found)], to, "de"), Asked)
    change(to, accept='"yes"')
    assert isinstance(follow([("export", found)], to, "de"), Done)
    assert '"Cem" = "P03"  # am Telefon' in path.read_text(encoding="utf-8")
    assert "unmapped" not in path.read_text(encoding="utf-8")


def test_a_code_that_was_renamed_keeps_its_id(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    marked = [(name, words, ("Bildung",) if path == ("Schule",) else path) for name, words, path in MARKED]
    codes = [
        ("Zusammenarbeit",),
        ("Zusammenarbeit", "Absprachen"),
        ("Bildung",),
        ("Partner",),
        ("Partner", "Landkreis"),
    ]
    assert isinstance(follow([("export", project(marked, codes=codes))], to, "de"), Asked)
    assert '"Bildung" = { id = "schule", role = "topic" }' in (to / "import.toml").read_text(encoding="utf-8")


def test_a_quote_whose_person_changed_is_a_draft_again(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    released(to)
    change(to, Ben='"P01"')
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done)
    assert {state for words, state in states(to).items() if words in TEXT["Ben"]} == {"draft"}
    assert {state for words, state in states(to).items() if words not in TEXT["Ben"]} == {"released"}


def test_a_withdrawn_key_that_is_nobody_any_more_is_an_error(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    released(to)
    change(to, Dora='"P44"')
    with pytest.raises(coded_study.FaultyStudy) as error:
        follow([("export", project())], to, "de")
    assert {fault.kind for fault in error.value.faults} == {"unknown_person"}


WORDS = st.text(st.sampled_from("aä 🙂.\n"), min_size=3, max_size=30).filter(lambda text: text.strip())


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Documents of random words, passages anywhere in them, also nested, equal and doubled."""
    texts = draw(st.lists(WORDS, min_size=1, max_size=4))
    codes = [("A",), ("A", "B"), ("C",), ("C", "B")]
    passages: dict[Passage, int] = {}
    codings: dict[Coding, None] = {}
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(texts) - 1))
        start = draw(st.integers(0, len(texts[at]) - 1))
        end = draw(st.integers(start, len(texts[at])))
        place = Passage(f"D{at}", start, end, texts[at][start:end])
        number = passages.setdefault(place, len(passages))
        codings[Coding(number, draw(st.sampled_from(codes)), draw(st.sampled_from(["", "X"])))] = None
    documents = tuple(Document(f"D{n}", text) for n, text in enumerate(texts))
    return Project("t", "", documents, (), tuple(map(Code, codes)), {}, tuple(passages), tuple(codings))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=projects())
def test_every_random_project_is_counted_as_by_hand(tmp_path_factory: pytest.TempPathFactory, found: Project) -> None:
    to = tmp_path_factory.mktemp("random") / "studie"
    asked = follow([("export", found)], to, "de")
    assert isinstance(asked, Asked)
    change(to, **({"uncoded": '"asked"'} if asked.questions else {}))
    assert isinstance(follow([("export", found)], to, "de"), Done)
    first = {path.name: path.read_bytes() for path in to.iterdir() if path.is_file()}
    by_hand = {
        topic: {found.passages[c.passage].document for c in found.codings if c.code[: len(path)] == path}
        for topic, path in (("a", ("A",)), ("b", ("A", "B")), ("c", ("C",)), ("c-b", ("C", "B")))
    }
    counts = count(coded_study.load(to).source)
    assert {place.category_id: one.named for place, one in counts.items()} == {t: len(p) for t, p in by_hand.items()}
    assert {one.asked for one in counts.values()} == {len(found.documents)}
    assert isinstance(follow([("export", renumbered(found))], to, "de"), Done)
    again = {path.name: path.read_bytes() for path in to.iterdir() if path.is_file()}
    assert first["segments.csv"] == again["segments.csv"] and first["codings.csv"] == again["codings.csv"]
