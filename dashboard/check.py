"""`python -m dashboard.check FOLDER`: what a findings package holds, printed against computed, and its faults."""

import argparse
import sys
from pathlib import Path

from dashboard.package import withdrawn
from dashboard.package.dataset import Dataset, FaultyPackage, load
from dashboard.package.fault_texts import describe

WORDS = {
    "de": {
        "good": "{} ist in Ordnung, Fassung {}.",
        "bad": "{}: {} Fehler.",
        "row": "Zeile {}",
        "counts": "{groups} Gruppen, {categories} Kategorien, {findings} Befunde ohne Partner, "
        "{by_partner} Befunde nach Partner, {partners} Partner, {quotes} Zitate",
        "elsewhere": "In der Untersuchung, nicht in diesem Paket: {}",
        "printed": "Gedruckte Prozentwerte verglichen: {}, gleich: {}, verschieden: {}",
        "differs": "{}, {}: {} von {} ergibt {} %, gedruckt sind {} %",
    },
    "en": {
        "good": "{} is in order, version {}.",
        "bad": "{}: {} faults.",
        "row": "row {}",
        "counts": "{groups} groups, {categories} categories, {findings} findings regardless of partner, "
        "{by_partner} findings by partner, {partners} partners, {quotes} quotes",
        "elsewhere": "In the study, not in this package: {}",
        "printed": "Printed percentages compared: {}, equal: {}, different: {}",
        "differs": "{}, {}: {} of {} is {}%, printed is {}%",
    },
}


def main(arguments: list[str] | None = None) -> int:
    """Check one folder. Return 0 when it can be opened, 2 when it cannot."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.check", description=__doc__)
    parser.add_argument("folder", type=Path, help="a findings package, as below data/")
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="language of the messages")
    options = parser.parse_args(arguments)
    try:
        dataset = load_shown(options.folder)
    except FaultyPackage as error:
        print(faults(error, options.lang), file=sys.stderr)
        return 2
    print(_summary(dataset, options.lang))
    return 0


def load_shown(folder: Path) -> Dataset:
    """Load a package that a server would show: the list beside it does not refuse it. Raise FaultyPackage."""
    dataset = load(folder)
    for path in (folder.absolute(), folder.resolve()):  # it may be reached by a link, or given as ".."
        if fault := withdrawn.read(path.parent).against(dataset.version):
            raise FaultyPackage(folder, [fault])
    return dataset


def _summary(dataset: Dataset, language: str) -> str:
    words = WORDS[language]
    differing = [value for value in dataset.printed if value.printed != value.computed]
    counts = {
        name: dataset.db.execute(question).fetchall()[0][0]
        for name, question in {
            "groups": "select count(*) from groups",
            "categories": "select count(*) from categories",
            "findings": "select count(*) from findings where partner_id is null and reason <> 'elsewhere'",
            "by_partner": "select count(*) from findings where partner_id is not null and reason <> 'elsewhere'",
            "partners": "select count(*) from partners",
            "quotes": "select count(*) from quotes",
        }.items()
    }
    elsewhere = dataset.db.execute(
        "select category_id || ', ' || group_id from findings where reason = 'elsewhere' order by all"
    ).fetchall()
    compared = len(dataset.printed)
    lines = [
        words["good"].format(dataset.study.study_id, dataset.version[:8]),
        words["counts"].format(**counts),
        *([words["elsewhere"].format("; ".join(place for (place,) in elsewhere))] if elsewhere else []),
        words["printed"].format(compared, compared - len(differing), len(differing)),
    ]
    lines += [
        "  " + words["differs"].format(v.category_id, v.group_id, v.named, v.base, v.computed, v.printed)
        for v in differing
    ]
    return "\n".join(lines)


def faults(error: FaultyPackage, language: str) -> str:
    """Return every fault of a folder, a line each: file, row, what is wrong, what to do."""
    words = WORDS[language]
    lines = [words["bad"].format(error.folder, len(error.faults))]
    for fault in error.faults:
        what, remedy = describe(fault, language)
        place = ", ".join([fault.file, *([words["row"].format(fault.row)] if fault.row else [])] if fault.file else [])
        lines.append(f"  {place}: {what} {remedy}" if place else f"  {what} {remedy}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
