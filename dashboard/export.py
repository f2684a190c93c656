"""`python -m dashboard.export FOLDER --pdf out.pdf --pptx out.pptx --xlsx out.xlsx --html out.html`: a study as files.

`--ods`, `--docx` and `--odt` likewise: OpenDocument tables, a text with pictures and tables for Word and OpenDocument.

Without a deck of its own the study is shown by its overview, every topic, its groups, partners and limits.
Exit status 2 and every fault in words where the folder is no findings package.
"""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from dashboard import check, settings
from dashboard.answers.answers import Answers
from dashboard.answers.reader import read
from dashboard.exports import forms, slides, whole
from dashboard.exports.slide_template import UnfitTemplate
from dashboard.kept.presentation import Portfolio, portfolio
from dashboard.kept.whole import whole as collect
from dashboard.package.dataset import FaultyPackage
from dashboard.selection import deck
from dashboard.selection.address import Links
from dashboard.texts import LANGUAGES

ENDINGS = ("html", "pdf", "pptx", "xlsx", "ods", "docx", "odt")


def main(arguments: list[str] | None = None) -> int:
    """Write the files asked for; return the exit status."""
    asked = _asked(arguments)
    files = {ending: path for ending in ENDINGS if (path := getattr(asked, ending))}
    try:
        dataset = check.load_shown(asked.folder)
    except FaultyPackage as error:
        print(check.faults(error, asked.lang or "de"), file=sys.stderr)
        return 2
    if dataset.study.preview:
        print(LANGUAGES[asked.lang or dataset.study.default_language].take_preview, file=sys.stderr)
        return 2
    public = settings.address()
    opened = read(dataset, {"lang": [asked.lang or ""]})
    answers, links = opened.answers, replace(opened.links, whole=lambda path: public and public + path)
    decks = {row["deck_id"]: list(row["views"]) for row in answers.decks()}
    if asked.deck and asked.deck not in decks:
        print(f"{asked.deck}: {', '.join(decks) or '–'}", file=sys.stderr)
        return 2
    codes = decks[asked.deck] if asked.deck else _all(answers)
    items = [item for code in codes if (item := deck.read(code, links.known))]
    chosen = portfolio(answers, links, items, date.today().isoformat())
    try:
        for ending, path in files.items():
            path.write_bytes(_made(ending, chosen, answers, links, asked.template))
            print(path)
    except UnfitTemplate as error:
        print(f"{asked.template}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; at least one file is asked for."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.export", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", choices=("de", "en"), help="default: the study's own")
    parser.add_argument("--deck", help="a deck the study ships, by its id; default: all of it")
    for ending in ENDINGS:
        parser.add_argument(f"--{ending}", type=Path, metavar="FILE")
    parser.add_argument("--template", type=Path, metavar="FILE.pptx", help="the master of the slides; default: our own")
    asked = parser.parse_args(arguments)
    if not any(getattr(asked, ending) for ending in ENDINGS):
        parser.error(f"{', '.join(f'--{ending}' for ending in ENDINGS[:-1])} or --{ENDINGS[-1]} is missing")
    return asked


def _made(ending: str, chosen: Portfolio, answers: Answers, links: Links, template: Path | None) -> bytes:
    """Make a file; say what of slides does not fit into a template."""
    if ending == "html":
        return whole.html(chosen, collect(answers, links))
    if ending != "pptx" or template is None:
        return forms.make(ending, chosen)
    made, unfit = slides.of(chosen, template.read_bytes())
    for said in unfit:
        print(f"{template}: {said}", file=sys.stderr)
    return made


def _all(answers: Answers) -> list[str]:
    """Return every topic of a study as views, framed by overview and limits."""
    lowest = 1 if len(answers.study.levels) == 1 else 2
    topics = [f.category_id for f in answers.findings() if f.level == lowest]
    return ["o", *(f"t.{topic}" for topic in dict.fromkeys(topics)), "g", "p", "m"]


if __name__ == "__main__":
    sys.exit(main())
