"""What the two guides show works: commands, examples, lists of columns and formats; both say the same."""

import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner, Result

from publish import coded_study, tables
from publish.command import app
from publish.counting import Count, Place, count
from publish.imports.formats import READERS
from tests.conftest import ROOT

pytestmark = pytest.mark.long

GUIDES = {
    language: (ROOT / "docs" / name).read_text(encoding="utf-8")
    for language, name in (("de", "veroeffentlichen.md"), ("en", "publishing.md"))
}
PROGRAM = ".venv/bin/python -m publish "
TOPICS = {"de": "absprachen", "en": "agreements"}
each_guide = pytest.mark.parametrize("language", GUIDES)


def fenced(text: str, kind: str) -> list[str]:
    """Return the blocks of a kind; "" is the plain ones."""
    return [inside for of, inside in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE) if of == kind]


def commands(text: str) -> list[str]:
    return [line for block in fenced(text, "sh") for line in block.splitlines()]


def run(line: str, *more: str) -> Result:
    done = CliRunner().invoke(app, [*line.removeprefix(PROGRAM).split(), *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def write_workbook(path: Path, content: str) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(content.splitlines()):
            sheet.write_row(number, 0, [int(cell) if cell.isdecimal() else cell for cell in line.split(";")])


def write_study(folder: Path, text: str) -> None:
    """Write the five files of the guide, with its quotes and decisions."""
    files = re.findall(r"`(\w+\.csv)`: [^`]*?(?:`[^`]*`[^`]*?)*\n```\n(.*?)```", text, re.DOTALL)
    folder.mkdir()
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")
    assert {f"{name}.csv" for name in tables.NEEDED} == {name for name, _ in files}
    quotes, decisions = re.findall(r"```\n(quote_id,.*?)```", text, re.DOTALL)
    (folder / "quotes.csv").write_text(quotes, encoding="utf-8")
    (folder / "decisions.csv").write_text(decisions, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where the commands of a guide are given; a preview ends at once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("publish.preview.serve", lambda *_: 0)
    return tmp_path


def imported(home: Path, language: str) -> str:
    """Import the example of a guide with the answers it shows; return what the first run wrote."""
    export, persons = fenced(GUIDES[language], "")[:2]
    write_workbook(home / "interviews.xlsx", export)
    write_workbook(home / "persons.xlsx", persons)
    line = next(line for line in commands(GUIDES[language]) if " import " in line)
    asked = run(line, "--lang", language)
    assert asked.exit_code == 2 and "?" in asked.output, asked.output
    mapping = home / "my-study" / "import.toml"
    first = mapping.read_text(encoding="utf-8")
    mapping.write_text(fenced(GUIDES[language], "toml")[0], encoding="utf-8")
    done = run(line, "--lang", language)
    assert done.exit_code == 0, done.output
    return first


@each_guide
def test_every_command_of_the_guide_runs_in_its_order(home: Path, language: str) -> None:
    imported(home, language)
    write_study(home / "my-tables", GUIDES[language])
    old = shutil.copytree(ROOT / "data" / "landkreis-schnittstellen", home / "data" / "old-study")
    description = (old / "datapackage.json").read_text(encoding="utf-8")
    (old / "datapackage.json").write_text(
        description.replace("landkreis-schnittstellen", "old-study", 1), encoding="utf-8"
    )
    (home / "my-statements.csv").write_text(
        "category_id,statement_de,statement_en,location\n,Wir sprechen miteinander.,We talk.,S. 3\n", encoding="utf-8"
    )
    needs = {"release": "--yes", "undo": "--never-handed-out"}
    for line in commands(GUIDES[language]):
        if line.startswith("make "):
            assert f"\n{line.split()[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
            continue
        assert line.startswith(PROGRAM)
        name = line.removeprefix(PROGRAM).split()[0]
        done = run(line, "--lang", language)
        if name in needs:
            assert done.exit_code == 2 and needs[name] in done.output, done.output
            done = run(line, needs[name], "--lang", language)
        assert done.exit_code == 0, (line, done.output)
    assert (home / "my-study.qdc").is_file() and not (home / "data" / "my-study" / "current").exists()


@each_guide
def test_the_answers_of_the_guide_are_those_the_first_run_asks_for(home: Path, language: str) -> None:
    asked = tomllib.loads(imported(home, language))
    answered = tomllib.loads(fenced(GUIDES[language], "toml")[0])
    assert answered.keys() - asked.keys() == {"headings", "not_asked"}
    open_ = {place for place, value in flat(asked).items() if value == "?"}
    assert {place[-1] for place in open_} == {"uncoded", "set", "role"} and len(open_) == 4
    same = {place: value for place, value in flat(asked).items() if place not in open_ and place[0] != "codes"}
    changed = {place[-1] for place, value in same.items() if flat(answered)[place] != value}
    people = dict(line.split(";") for line in fenced(GUIDES[language], "")[1].splitlines()[1:])
    assert changed <= set(people.values())
    study = coded_study.load(home / "my-study")
    label = {"de": "leitungen", "en": "managers"}[language]
    assert count(study.source)[Place(TOPICS[language], label, "")] == Count(
        1, 3
    )  # one of three, one of whom is not coded


def flat(told: Mapping[str, object], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    found: dict[tuple[str, ...], object] = {}
    for key, value in told.items():
        found |= flat(value, (*above, key)) if isinstance(value, dict) else {(*above, key): value}
    return found


@each_guide
def test_the_five_files_of_the_guide_are_a_study(home: Path, language: str) -> None:
    study = home / "guide"
    write_study(study, GUIDES[language])
    assert run(f"new {study}").exit_code == 0
    assert count(coded_study.load(study).source)[Place("zusammenarbeit", "leitung", "")] == Count(1, 2)
    checked = run(f"check {study}")
    assert checked.exit_code == 0 and "Keine offene Markierung" in checked.output
    line = f"release {study} --to {home / 'data' / 'guide'}"
    asked = run(line)  # three persons: nearly everything is withheld
    assert asked.exit_code == 2 and "--yes" in asked.output and not (home / "data" / "guide").exists()
    released = run(line, "--yes")
    assert released.exit_code == 0, released.output


@each_guide
def test_the_list_of_columns_is_that_of_the_reader(language: str) -> None:
    without = r": (this person.*?below it|who has.*?writes it\))"
    listed = {
        name: set(re.findall(r"`(\w+)`", re.sub(without, "", rest)))
        for name, rest in re.findall(r"^\| `(\w+)\.csv`\*? \|(.*)\|$", GUIDES[language], re.MULTILINE)
    }
    known = {table: {column.name for column in columns} for table, columns in tables.FILES.items()}
    assert listed == known


@each_guide
def test_the_list_of_formats_is_that_of_the_readers(language: str) -> None:
    yes, no = {"de": ("ja", "nein"), "en": ("yes", "no")}[language]
    listed = re.findall(rf"^\| `([^`]+)` \| ({yes}|{no}) \|", GUIDES[language], re.MULTILINE)
    assert dict(listed) == {name: yes if reader.TRIED else no for name, reader in READERS.items()}


ALIKE = {
    "headings": r"^(#+) ",
    "points": r"^( *- )",
    "rows of tables": r"^\| (`[^`]+`)",
    "sections of the mapping": r"^ *- (`\[\S+`)",
    "names of columns, files and options": r"`((?:\w+_\w+|[\w-]+\.(?:csv|json|toml|md|html)|--[\w-]+)[^`]*)`",
}
"""What stands in both guides; names may come in another order."""


@pytest.mark.parametrize("what", ALIKE)
def test_both_guides_have_the_same(what: str) -> None:
    german, english = (re.findall(ALIKE[what], text, re.MULTILINE) for text in GUIDES.values())
    if what.startswith("names"):
        german, english = sorted(set(german)), sorted(set(english))
    assert german == english


def test_both_guides_have_the_same_commands() -> None:
    german, english = GUIDES.values()
    assert commands(german) == commands(english) and fenced(german, "bat") == fenced(english, "bat")
    assert fenced(german, "")[2:] == fenced(english, "")[2:]  # the first two are the example, told in each language


@each_guide
def test_the_files_and_commands_it_names_exist(language: str) -> None:
    text = GUIDES[language]
    for line in "".join(fenced(text, "bat")).splitlines():
        assert all((ROOT / word).is_file() for word in line.split() if word.endswith(".lock"))
    for name in re.findall(r"`((?:docs|examples|data|publish)/[\w./-]+)`", text):
        assert (ROOT / name).exists() or name.startswith(("data/my-study", "data/withdrawn", "data/.fassungen")), name
    known = {c.name or (c.callback and c.callback.__name__.removesuffix("_study")) for c in app.registered_commands}
    assert set(re.findall(r"-m publish (\w+)", text)) == known
