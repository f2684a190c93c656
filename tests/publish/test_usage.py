"""What is typed wrongly, and the pages of `--help`, are told in the reader's language."""

import pytest
import typer.main
from typer.testing import CliRunner, Result

from publish.command import app
from publish.telling import COMMAND, callable_here
from publish.usage_texts import COMMANDS, PARAMETERS, WORDS

ALL = typer.main.get_command(app).commands  # type: ignore[attr-defined]
WRONG = {
    "release": ("Es fehlt ORDNER: der Ordner der Codierstudie", "FOLDER is missing: the folder of the coded study"),
    "release x": ("Es fehlt --to PAKET: das Befundpaket", "--to PACKAGE is missing: the findings package"),
    "import x": ("Es fehlt --to ORDNER: der Ordner der Codierstudie", "--to FOLDER is missing"),
    "release x --to": ("Nach --to fehlt der Wert: das Befundpaket", "After --to the value is missing"),
    "release x --to y --yes=3": ("--yes nimmt keinen Wert.", "--yes takes no value."),
    "release x --to y --keep 300": ("--keep nimmt eine ganze Zahl (0 bis 100).", "a whole number (0 to 100)."),
    "release x --to y --keep viele": ("--keep nimmt eine ganze Zahl (0 bis 100).", "a whole number (0 to 100)."),
    "preview x --port abc": ("--port nimmt eine ganze Zahl.", "--port takes a whole number."),
    "check x --lang fr": ("--lang nimmt de oder en.", "--lang takes de or en."),
    "release x --to y --kepp 3": ("Gemeint ist vielleicht: --keep\n", "Perhaps this was meant: --keep\n"),
    "release x y z --to q": ("Das gehört nicht in den Aufruf: y z\n", "does not belong into the call: y z\n"),
    "relase x": ("Den Befehl „relase“ gibt es nicht.\nGemeint ist vielleicht: release\n", "no command “relase”.\n"),
    "völlig anders": ("Den Befehl „völlig“ gibt es nicht.\nAufruf:", "There is no command “völlig”.\nUsage:"),
    "--foo": ("Die Angabe „--foo“ gibt es nicht.", "There is no option “--foo”."),
}


def call(line: str, *after_the_first: str) -> Result:
    first, *rest = line.split() or [""]
    return CliRunner().invoke(app, [first, *after_the_first, *rest] if first else [])


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_call_is_told_with_how_it_is_called(line: str) -> None:
    for language, words in zip(("de", "en"), WRONG[line], strict=True):
        done = call(line, "--lang", language)
        assert done.exit_code == 2 and words in done.stderr, done.stderr
        assert f"\n{WORDS[language]['usage']} " in done.stderr and not done.stdout


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_of_help_is_in_one_language(language: str) -> None:
    other = COMMANDS["en" if language == "de" else "de"]
    for name, command in ALL.items():
        page = call(f"{name} --help", "--lang", language).stdout
        said = " ".join(page.split())
        assert COMMANDS[language][name] in said and other[name] not in said
        assert all(one.opts[0] in page for one in command.params if one.opts[0].startswith("-"))
        assert max(map(len, page.splitlines()[1:])) <= 100
    for line in ("", "--help"):
        done = call(line)
        assert done.exit_code == (0 if line else 2)
        assert done.output.startswith(f"{WORDS['de']['usage']} {callable_here(COMMAND)} ")
        assert all(one in done.output for one in ALL) and COMMANDS["de"]["publish"] in done.output


def test_each_word_of_help_is_there_in_both_languages_and_belongs_to_something() -> None:
    assert COMMANDS["de"].keys() == COMMANDS["en"].keys() == {"publish", *ALL}
    assert WORDS["de"].keys() == WORDS["en"].keys() and PARAMETERS["de"].keys() == PARAMETERS["en"].keys()
    used = {"help"}
    for name, command in ALL.items():
        for one in command.params:
            used.add(f"{name}.{one.name}" if f"{name}.{one.name}" in PARAMETERS["de"] else str(one.name))
    assert used == PARAMETERS["de"].keys()
