"""From a project and its answers to a study: what is counted, what is asked, what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish import coded_study
from publish.command import app
from publish.counting import Count, Place, count
from publish.imports.importing import Asked, Done, follow
from publish.imports.mapping import Mistaken
from publish.imports.project import Column, Passage, Project, Table, Told, Unreadable
from tests.publish.imports.studies import (
    CASES,
    MARKED,
    TEXT,
    WITH_PARTNERS,
    append,
    change,
    column,
    imported,
    project,
    rows,
)

pytestmark = pytest.mark.long


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_first_the_questions_then_the_study_then_the_same_again(tmp_path: Path) -> None:
    asked = follow([("export", project())], tmp_path / "studie", "de")
    assert isinstance(asked, Asked)
    assert asked.questions == (("persons", "uncoded"), ("groups", "role", "set"), ("codes", "Partner", "role"))
    assert not (tmp_path / "studie" / "codings.csv").exists()
    mapping = (tmp_path / "studie" / "import.toml").read_text(encoding="utf-8")
    assert "1 ohne eine einzige Codierung: Cem" in mapping
    assert '"Leitung" = "leitung"  # 2 Personen' in mapping
    assert '"Zusammenarbeit > Absprachen" = { id = "absprachen" }  # 2 Codierungen, 2 Dokumente' in mapping
    change(tmp_path / "studie", **WITH_PARTNERS)
    done = follow([("export", project())], tmp_path / "studie", "de")
    assert isinstance(done, Done)
    first = everything(tmp_path / "studie")
    again = follow([("export", project())], tmp_path / "studie", "de")
    assert isinstance(again, Done) and everything(tmp_path / "studie") == first


def test_persons_are_counted_as_by_hand(tmp_path: Path) -> None:
    imported(project(), tmp_path / "studie", **WITH_PARTNERS)
    counts = count(coded_study.load(tmp_path / "studie").source)
    assert counts[Place("zusammenarbeit", "leitung", "")] == Count(2, 2)
    assert counts[Place("absprachen", "leitung", "")] == Count(1, 2)
    assert counts[Place("zusammenarbeit", "team", "")] == Count(1, 2)
    assert counts[Place("absprachen", "leitung", "landkreis")] == Count(1, 2)
    assert counts[Place("schule", "team", "")] == Count(1, 2)


def test_who_was_not_asked_is_in_no_base(tmp_path: Path) -> None:
    imported(project(), tmp_path / "studie", **WITH_PARTNERS | {"uncoded": '"left out"'})
    assert column(tmp_path / "studie", "respondents", "respondent_id") == ["P01", "P02", "P04"]
    assert count(coded_study.load(tmp_path / "studie").source)[Place("schule", "team", "")] == Count(1, 1)


def test_a_partner_is_where_its_code_is_or_touches(tmp_path: Path) -> None:
    imported(project(), tmp_path / "code", **WITH_PARTNERS)
    assert [row["basis"] for row in rows(tmp_path / "code", "segment_partners")] == ["code"]
    imported(project(), tmp_path / "near", **WITH_PARTNERS | {"by": '"overlap"'})
    assert sorted(row["basis"] for row in rows(tmp_path / "near", "segment_partners")) == ["code", "overlap"]


def test_a_code_may_hold_together_or_be_ignored(tmp_path: Path) -> None:
    answers = WITH_PARTNERS | {
        "Zusammenarbeit": '{ id = "z", role = "structural" }',
        "Schule": '{ id = "s", role = "ignore" }',
    }
    done = imported(project(), tmp_path / "studie", **answers)
    assert [(row["category_id"], row["parent_id"]) for row in rows(tmp_path / "studie", "categories")] == [
        ("absprachen", "")
    ]
    assert {one.kind: one.number for one in done.built.told} == {
        "dropped_structural": 1,
        "dropped_ignore": 3,
        "partner_codings": 2,
        "partner_alone": 1,
    }


def test_a_code_stands_below_two_and_below_a_heading(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    assert isinstance(follow([("export", project())], to, "de"), Asked)
    change(to, **WITH_PARTNERS | {"Zusammenarbeit > Absprachen": '{ id = "absprachen", under = ["schule", "oben"] }'})
    append(to, '\n[headings]\noben = "Oben"\n')
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done)
    tree = {row["category_id"]: row["parent_id"] for row in rows(to, "categories")}
    assert tree == {"oben": "", "absprachen-oben": "oben", "zusammenarbeit": "", "schule": "", "absprachen": "schule"}
    segment = next(row["segment_id"] for row in rows(to, "segments") if row["text"].startswith("Mit dem"))
    assert {r["category_id"] for r in rows(to, "codings") if r["segment_id"] == segment} == {
        "absprachen",
        "absprachen-oben",
    }


def test_two_codes_of_one_id_are_one_topic(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS | {"Schule": '{ id = "zusammenarbeit", role = "topic" }'})
    tree = {row["category_id"]: row["parent_id"] for row in rows(to, "categories")}
    assert tree == {"zusammenarbeit": "", "absprachen": "zusammenarbeit"}
    assert count(coded_study.load(to).source)[Place("zusammenarbeit", "team", "")] == Count(1, 2)
    assert len([row for row in rows(to, "codings") if row["category_id"] == "zusammenarbeit"]) == 4


def test_names_may_hold_a_tree(tmp_path: Path) -> None:
    flat = [(name, words, ("::".join(path),)) for name, words, path in MARKED]
    found = project(flat, codes=sorted({path for *_, path in flat}))
    to = tmp_path / "studie"
    asked = follow([("export", found)], to, "de")
    assert isinstance(asked, Asked) and ("read", "split") in asked.questions
    change(to, split='"::"', uncoded='"asked"', set='"rolle"')
    assert isinstance(follow([("export", found)], to, "de"), Asked)  # now the codes stand there
    change(to, Partner='{ id = "partner", role = "topic" }')
    assert isinstance(follow([("export", found)], to, "de"), Done)
    tree = {row["category_id"]: row["parent_id"] for row in rows(to, "categories")}
    assert tree == {
        "partner": "",
        "landkreis": "partner",
        "schule": "",
        "zusammenarbeit": "",
        "absprachen": "zusammenarbeit",
    }


def test_sets_of_codes_become_topics_where_wished(tmp_path: Path) -> None:
    found = project(code_sets={"Alltag": (("Schule",),)})
    imported(found, tmp_path / "studie", **WITH_PARTNERS | {"Alltag": '{ id = "alltag", role = "topic" }'})
    tree = {row["category_id"]: row["parent_id"] for row in rows(tmp_path / "studie", "categories")}
    assert tree["schule"] == "alltag" and tree["alltag"] == ""


def test_cases_hold_parts_of_documents(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    done = imported(project(cases=CASES), to, set='"rolle"')
    assert done.built.members == {"P01": ("leitung",), "P02": ("leitung",), "P03": ("team",)}
    who = {row["text"]: row["respondent_id"] for row in rows(to, "segments")}
    assert who["Der Landkreis hilft."] == "P02" and who["Schulen? Gut."] == "P03"
    assert "Schulen laufen." not in who  # of nobody's case
    assert {one.kind: one.number for one in done.built.told}["dropped_nobody"] == 2


def test_a_pattern_names_persons_and_speakers(tmp_path: Path) -> None:
    texts = {"Gruppe 1": "B1: Wir reden.\nI: Und sonst?\nB2: Nichts.\nB1: Doch.", "Gruppe 2": "B3: Ja."}
    marked = [
        ("Gruppe 1", "Wir reden.", ("Reden",)),
        ("Gruppe 1", "Nichts.", ("Reden",)),
        ("Gruppe 2", "Ja.", ("Reden",)),
    ]
    found = project(marked, texts, [("Reden",)], {})
    to = tmp_path / "speakers"
    assert isinstance(follow([("export", found)], to, "de"), Asked)
    change(to, **{"from": '"speakers"', "pattern": "'^(\\w+):'"})
    text = (to / "import.toml").read_text(encoding="utf-8")
    (to / "import.toml").write_text(text[: text.index("# Der Schlüssel")], encoding="utf-8")
    assert isinstance(follow([("export", found)], to, "de"), Asked)
    change(to, I='""', accept='"yes"', uncoded='"asked"')
    assert isinstance(follow([("export", found)], to, "de"), Done)
    assert {row["text"]: row["respondent_id"] for row in rows(to, "segments")} == {
        "Wir reden.": "P01",
        "Nichts.": "P03",
        "Ja.": "P04",
    }


def test_a_table_of_respondents_is_joined(tmp_path: Path) -> None:
    table = Table(
        "liste.csv",
        ("kreis", "name"),
        (("Nord", "anna.docx"), ("Süd", "Ben"), ("Süd", "Cem"), ("Nord", "Dora"), ("Nord", "Emil")),
    )
    to = tmp_path / "studie"
    done = imported(project(values={}, table=table), to, **WITH_PARTNERS)
    assert done.built.groups == (("nord", "rolle", "Nord", 3), ("sued", "rolle", "Süd", 2))
    assert len(done.built.members) == 5  # Emil was asked and said nothing that was coded


def test_who_is_named_as_asked_is_not_asked_about_again(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    assert isinstance(follow([("export", project())], to, "de"), Asked)
    change(to, **WITH_PARTNERS | {"uncoded": '"left out"', "also": '["Emil"]'})
    asked = follow([("export", project())], to, "de")
    assert isinstance(asked, Asked) and asked.questions == (("unmapped", "accept"),)
    change(to, accept='"yes"')
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done) and list(done.built.members) == ["P01", "P02", "P04", "P05"]  # without Cem
    change(to, also='""')  # nobody, however it is written
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done) and list(done.built.members) == ["P01", "P02", "P04"]


def test_numbers_that_are_missing_are_asked_for_but_for_those_a_table_has(tmp_path: Path) -> None:
    texts = {f"0{n} Interview": "Ja." for n in (1, 2, 5)}
    marked = [(name, "Ja.", ("Reden",)) for name in texts]
    found = replace(project(marked, texts, [("Reden",)], {}), told=(Told("gaps", 2, ("3, 4",)),))
    follow([("export", found)], tmp_path / "ohne", "de")
    assert "fehlen: 3, 4." in (tmp_path / "ohne" / "import.toml").read_text(encoding="utf-8")
    table = Table("liste.csv", ("name", "rolle"), tuple((f"0{n} Interview", "x") for n in (1, 2, 4, 5)))
    follow([("export", replace(found, table=table))], tmp_path / "mit", "de")
    assert "fehlen: 3." in (tmp_path / "mit" / "import.toml").read_text(encoding="utf-8")


def test_two_files_with_codings_of_one_document_are_told_of(tmp_path: Path) -> None:
    again = replace(project(), passages=tuple(p._replace(start=None, end=None) for p in project().passages))
    to = tmp_path / "studie"
    files = [("a.qdpx", project()), ("b.xlsx", again)]
    assert isinstance(follow(files, to, "de"), Asked)
    change(to, **WITH_PARTNERS)
    done = follow(files, to, "de")
    assert isinstance(done, Done) and "mehrere Dateien Codierungen enthalten: 4." in done.report


def test_the_command_says_where_an_answer_goes_and_how_to_go_on(tmp_path: Path) -> None:
    export, to = tmp_path / "export.csv", tmp_path / "meine studie"
    lines = ["Dokumentgruppe;Dokumentname;Code;Anfang;Segment;Gewicht"]
    lines += [f"{'Nord' if n % 2 else 'Süd'};{n} Interview;Reden;1;Ja, das stimmt.;0" for n in range(1, 7)]
    export.write_text("\n".join(lines), encoding="utf-8")
    line = ["import", str(export), "--to", str(to)]
    said = CliRunner().invoke(app, line)
    assert 'Ist „Dokumentgruppe“ eine Befragtengruppe?  [groups."document group"] set = ' in said.output
    assert 'set = "?"  # Dokumentgruppe' in (to / "import.toml").read_text(encoding="utf-8")
    change(to, set='"kreis')
    text = (to / "import.toml").read_text(encoding="utf-8").splitlines()
    row = text.index('set = "kreis') + 1
    assert f"In Zeile {row} stimmt etwas" in CliRunner().invoke(app, line).output
    change(to, set='"kreis"')
    said = CliRunner().invoke(app, line)
    assert said.exit_code == 0 and f'-m publish check "{to}"' in said.output


def test_a_table_nobody_is_in_is_asked_about(tmp_path: Path) -> None:
    table = Table("liste.csv", ("a", "b"), (("x", "y"),))
    asked = follow([("export", project(table=table))], tmp_path / "studie", "de")
    assert isinstance(asked, Asked) and asked.questions == (("persons", "match"),)
    change(tmp_path / "studie", match='"c"')
    with pytest.raises(Mistaken) as error:
        follow([("export", project(table=table))], tmp_path / "studie", "de")
    assert error.value.faults[0].kind == "no_match_column"


def test_columns_nobody_could_tell_are_asked_for(tmp_path: Path) -> None:
    found = Project("table", asked=(Column("document", ("A", "B")),))
    asked = follow([("export", found)], tmp_path / "studie", "de")
    assert isinstance(asked, Asked) and asked.questions == (("columns", "document"),)
    change(tmp_path / "studie", document='"C"')
    with pytest.raises(Mistaken) as error:
        follow([("export", found)], tmp_path / "studie", "de")
    assert error.value.faults[0].kind == "column_not_there"


def test_two_values_of_one_person_are_a_question(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    assert isinstance(follow([("export", project())], to, "de"), Asked)
    change(to, **WITH_PARTNERS | {"Cem": '"P01"'})
    with pytest.raises(Mistaken) as error:
        follow([("export", project())], to, "de")
    assert [fault.kind for fault in error.value.faults] == ["two_values"]
    append(to, '\n[persons.values."Cem"]\nrole = "Leitung"\n')
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done) and done.built.members["P01"] == ("leitung",)


def test_values_are_merged_and_missing_ones_have_a_group(tmp_path: Path) -> None:
    values = {"Anna": "Leitung", "Ben": "leitung ", "Dora": "Team"}
    to = tmp_path / "studie"
    found = project(values=values)
    done = imported(found, to, **WITH_PARTNERS | {"leitung ": '"leitung"'})
    assert {group: size for group, _, _, size in done.built.groups} == {"leitung": 2, "team": 1, "ohne-angabe": 1}
    assert "Gruppe „team“ hat 1 Personen, weniger als 10" in done.report


def test_without_groups_all_are_one(tmp_path: Path) -> None:
    done = imported(project(values={}), tmp_path / "studie", uncoded='"asked"')
    assert done.built.groups == (("alle", "alle", "Alle Befragten", 4),)
    coded_study.load(tmp_path / "studie")


def test_a_rule_takes_persons_out_of_the_base(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    assert isinstance(follow([("export", project())], to, "de"), Asked)
    change(to, **WITH_PARTNERS)
    append(to, '\n[[asked]]\ntopics = ["schule"]\nvariable = "role"\nvalues = ["Leitung"]\n')
    append(to, '\n[[not_asked]]\ntopics = ["absprachen"]\ndocuments = ["Cem"]\n')
    done = follow([("export", project())], to, "de")
    assert isinstance(done, Done)
    # Dora of the team is coded with it: she was asked, whatever the rule says
    assert {tuple(row.values()) for row in rows(to, "not_asked")} == {("P03", "schule"), ("P03", "absprachen")}
    assert {one.kind: one.number for one in done.built.told}["asked_all_the_same"] == 1
    assert count(coded_study.load(to).source)[Place("schule", "team", "")] == Count(1, 1)


WRONG = {
    "no_toml": ("[persons]", "[persons"),
    "mapping_kind": ('"Ben" = "P02"', '"Ben" = 2'),
    "mapping_allowed": ('from = "documents"', 'from = "nobody"'),
    "mapping_unknown": ('{ id = "absprachen" }', '{ id = "absprachen", rolle = "topic" }'),
    "mapping_id": ('{ id = "absprachen" }', '{ id = "Ab sprachen" }'),
    "mapping_yes_or_no": ('set = "rolle"', 'set = "nein"'),
    "mapping_id_twice": ("[partners]", '[headings]\nschule = "Oben"\n[partners]'),
    "mapping_parent": ('{ id = "absprachen" }', '{ id = "absprachen", under = ["nichts"] }'),
    "mapping_circle": ('{ id = "absprachen" }', '{ id = "absprachen", under = ["absprachen"] }'),
    "mapping_pattern": ('from = "documents"\npattern = ""', 'from = "pattern"\npattern = "("'),
    "no_group_for": ('"Team" = "team"', '"Teem" = "team"'),
    "rule_topic": ("[partners]", '[[asked]]\ntopics = ["nichts"]\nvariable = "role"\nvalues = ["Team"]\n[partners]'),
    "mapping_rule": ("[partners]", '[[asked]]\ntopics = ["schule"]\n[partners]'),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_mapping_is_told_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    path = to / "import.toml"
    text = path.read_text(encoding="utf-8")
    assert WRONG[kind][0] in text
    path.write_text(text.replace(*WRONG[kind], 1), encoding="utf-8")
    before = everything(to)
    with pytest.raises(Mistaken) as error:
        found = follow([("export", project())], to, "de")
        assert isinstance(found, Asked) and kind == "no_group_for"  # offered as a new value
        raise Mistaken([])
    assert kind in [fault.kind for fault in error.value.faults] or kind == "no_group_for"
    if kind != "no_group_for":
        assert everything(to) == before


def test_nothing_coded_is_no_import(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as error:
        follow([("codebook", Project("codebook", codes=project().codes))], tmp_path / "studie", "de")
    assert error.value.fault.kind == "nothing_coded" and not (tmp_path / "studie").exists()


def test_what_the_study_cannot_hold_stops_before_anything_is_written(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    (to / "withdrawn.csv").write_text("respondent_id\nP99\n", encoding="utf-8")
    before = everything(to)
    with pytest.raises(coded_study.FaultyStudy) as error:
        follow([("export", project())], to, "de")
    assert [fault.kind for fault in error.value.faults] == ["unknown_person"] and everything(to) == before


def test_an_interrupted_import_is_told_and_healed(tmp_path: Path) -> None:
    to = tmp_path / "studie"
    imported(project(), to, **WITH_PARTNERS)
    whole = everything(to)
    (to / "codings.csv").write_text("segment_id,category_id\n", encoding="utf-8")
    (to / "import.unfinished").touch()
    with pytest.raises(coded_study.FaultyStudy) as error:
        coded_study.load(to)
    assert error.value.faults[0].kind == "unfinished"
    assert isinstance(follow([("export", project())], to, "de"), Done)
    assert everything(to) == whole


def test_the_description_begins_with_what_the_export_knows(tmp_path: Path) -> None:
    found = replace(project(), tool="Taguette 1.5.2")
    imported(found, tmp_path / "Meine Studie", **WITH_PARTNERS)
    description = json.loads((tmp_path / "Meine Studie" / "datapackage.json").read_text(encoding="utf-8"))
    assert description["name"] == "meine-studie"
    method = {item["label_de"]: item["text_de"] for item in description["study"]["method"]}
    assert method["Software"] == "Taguette 1.5.2" and method["Anonymisierung"] is None


def test_words_lose_the_blanks_around_them_and_keep_their_place(tmp_path: Path) -> None:
    found = project()
    wide = replace(found, passages=(Passage("Anna", 28, 51, TEXT["Anna"][28:51]), *found.passages[1:]))
    imported(wide, tmp_path / "studie", **WITH_PARTNERS)
    row = next(row for row in rows(tmp_path / "studie", "segments") if row["text"].startswith("Montags"))
    assert TEXT["Anna"][int(row["start"]) : int(row["end"])] == row["text"]
