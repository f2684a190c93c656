"""From a coded study to the files of a findings package: count, protect, choose quotes, write. All in memory."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.package.columns import FILES, OPTIONAL
from publish import coded_study, files, history, register
from publish.coded_study import CodedStudy, persons, require_groups
from publish.counting import Count, Place, codings, count
from publish.description import description, resource
from publish.disclosure import Protection, protect
from publish.history import Correction
from publish.programmes import Effort
from publish.quotes import Chosen, choose
from publish.register import Release
from publish.steps import Listener, unheard
from publish.structure import Earlier, Past, Structure


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a findings package and what the release report tells about them."""

    files: Mapping[str, bytes]
    counts: Mapping[Place, Count]
    protection: Protection
    structure: Structure
    chosen: Chosen
    published_elsewhere: Mapping[Place, str]
    corrections: Sequence[Correction] = ()


class QuotedCorrection(Exception):
    """Who changed groups has released quotes: under another group than before, they would be known as hers."""

    def __init__(self, correction: Correction) -> None:
        super().__init__(correction.now)
        self.correction = correction


class WrongPublished(Exception):
    """A cell said to be published elsewhere is counted otherwise here; `rows` are (row, counted)."""

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        super().__init__(str(rows))
        self.rows = rows


def build(
    study: CodedStudy, past: Sequence[Release], effort: Effort | None = None, tell: Listener = unheard
) -> Package:
    """Build the package of a study; `past` are its earlier releases.

    Raise Unprotectable, TooHard, TooFewChanged, QuotedCorrection or WrongPublished, and FaultyStudy where a whole group
    has withdrawn.
    """
    tell("count")
    require_groups(study)
    parents, depth = tree(study)
    counts = _published_counts(study, parents, depth)
    elsewhere = _published_elsewhere(study, counts)
    earlier, already = register.earlier(past, persons(study), counts, study.threshold)
    corrections = history.corrections(past, study, study.threshold)
    _require_no_quotes(study, corrections)
    before = history.recall(past, study, counts, study.threshold)
    fixed = frozenset(elsewhere) | ((already | before.public) & frozenset(counts))
    structure = _structure(study, parents, counts, earlier, fixed, before)
    protection = protect(counts, structure, study.threshold, effort, tell)
    visible = {place for place, c in counts.items() if place not in protection.rules and c.named}
    chosen = choose(study, visible, parents, coded_study.first_set(study))
    files = _files(study, counts, protection, chosen, elsewhere, depth, parents)
    return Package(files, counts, protection, structure, chosen, elsewhere, corrections)


def _require_no_quotes(study: CodedStudy, corrections: Sequence[Correction]) -> None:
    quoted = "select distinct respondent_id from quotes join segments using (segment_id) where state = 'released'"
    speakers = {person for (person,) in study.db.execute(quoted).fetchall()}
    for correction in corrections:
        if correction.people & speakers:
            raise QuotedCorrection(correction)


def unprotected(study: CodedStudy, tell: Listener = unheard) -> dict[str, bytes]:
    """Build the files of a preview: nothing withheld, every quote. They never leave the researcher's machine."""
    tell("count")
    require_groups(study)
    parents, depth = tree(study)
    counts = _published_counts(study, parents, depth)
    study.db.execute("update quotes set state = 'released', basis = coalesce(basis, 'preview')")
    first = coded_study.first_set(study)
    chosen = choose(study, {place for place, c in counts.items() if c.named}, parents, first, most=sys.maxsize)
    return _files(study, counts, Protection({}, {}, ()), chosen, {}, depth, parents, preview=True)


def tree(study: CodedStudy) -> tuple[dict[str, str | None], int]:
    """Return what stands above each category, in the study's order, and how many levels there are."""
    rows = study.db.execute("select category_id, parent_id from categories order by sort, row").fetchall()
    parents: dict[str, str | None] = dict(rows)
    return parents, max(len(_line(category, parents)) for category in parents)


def _line(category: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return a category and all above it, from below."""
    line = [category]
    while (above := parents[line[-1]]) is not None:
        line.append(above)
    return line


def _published_counts(study: CodedStudy, parents: Mapping[str, str | None], depth: int) -> dict[Place, Count]:
    """Count; in a tree of three levels the first is a heading over topics, as in the tables of a study."""
    heads = headings(parents, depth)
    return {p: c for p, c in count(study.source).items() if p.category_id not in heads}


def headings(parents: Mapping[str, str | None], depth: int) -> frozenset[str]:
    """Return the categories nobody is counted for: of three levels and more the first, where something stands below."""
    inner = {parent for parent in parents.values() if parent is not None}
    return frozenset(c for c, parent in parents.items() if depth >= 3 and parent is None and c in inner)


def _published_elsewhere(study: CodedStudy, counts: Mapping[Place, Count]) -> dict[Place, str]:
    rows = study.db.execute("select category_id, group_id, partner_id, named, citation, row from published").fetchall()
    cells = {Place(c, g, p or ""): (named, citation, row) for c, g, p, named, citation, row in rows}
    wrong = [
        (row, counts[place].named if place in counts else 0)
        for place, (named, _, row) in cells.items()
        if place not in counts or counts[place].named != named
    ]
    if wrong:
        raise WrongPublished(wrong)
    return {place: citation for place, (_, citation, _) in cells.items()}


def _structure(
    study: CodedStudy,
    parents: Mapping[str, str | None],
    counts: Mapping[Place, Count],
    earlier: Mapping[Place, Earlier],
    fixed: frozenset[Place],
    before: Past,
) -> Structure:
    groups = study.db.execute("select group_id, set_id from groups order by sort, row").fetchall()
    inner = {parent for parent in parents.values() if parent is not None}
    marked = {c for (c,) in study.db.execute("select category_id from categories where sensitive = 'yes'").fetchall()}
    return Structure(
        parents=parents,
        sets=dict(groups),
        closed=frozenset(inner - codings(study.source).keys()),
        # What lies below a marked category says no less.
        sensitive=frozenset(c for c in parents if marked.intersection(_line(c, parents))),
        fixed=fixed,
        earlier={place: e for place, e in earlier.items() if place in counts},
        past=before,
    )


def _files(
    study: CodedStudy,
    counts: Mapping[Place, Count],
    protection: Protection,
    chosen: Chosen,
    elsewhere: Mapping[Place, str],
    depth: int,
    parents: Mapping[str, str | None],
    *,
    preview: bool = False,
) -> dict[str, bytes]:
    tables = _tables(study, counts, protection, chosen, elsewhere, parents)
    persons = study.db.execute("select count(*) from respondents").fetchall()[0][0]
    whole = description(
        study.description, depth=depth, persons=persons, lead=_lead(study, counts, protection, parents, depth)
    )
    if preview:
        whole["study"]["preview"] = True
    # Optional columns stand there where a study uses one of them.
    used = {table: any(any(row[len(FILES[table]) :]) for row in rows) for table, rows in tables.items()}
    columns = {table: FILES[table] + (OPTIONAL[table] if used[table] else ()) for table in tables}
    written = {
        f"{table}.csv": files.table([c for c, _ in columns[table]], [row[: len(columns[table])] for row in rows])
        for table, rows in tables.items()
    }
    whole["resources"] = [resource(table, columns[table], written[f"{table}.csv"]) for table in tables]
    return {"datapackage.json": (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()} | written


def _tables(
    study: CodedStudy,
    counts: Mapping[Place, Count],
    protection: Protection,
    chosen: Chosen,
    elsewhere: Mapping[Place, str],
    parents: Mapping[str, str | None],
) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each file of the package."""
    ask = study.db.execute
    categories = ask("select * exclude (row) from categories order by sort, row").fetchall()
    partners = ask("select * exclude (row) from partners order by sort, row").fetchall()
    children = {parent for parent in parents.values() if parent}
    tables: dict[str, list[tuple[Any, ...]]] = {
        "groups": _groups(study),
        "categories": [
            (category, parent, de, en or de, definition_de, definition_en or definition_de,
             "here" if category in children else None, n, stated, stated_en or stated, location)
            for n, (category, parent, de, en, definition_de, definition_en, _, _, stated, stated_en, location)
            in enumerate(categories, start=1)
        ],
        "partners": [
            (partner, de, en or de, note_de, note_en or note_de, counted, n)
            for n, (partner, de, en, note_de, note_en, counted, _) in enumerate(partners, start=1)
        ],
        "findings": [_finding(place, c, protection, elsewhere) for place, c in sorted(counts.items())],
        "quotes": [
            (q.quote_id, q.category_id, q.group_id, "stated", q.text, None, n, *q.shows)
            for n, q in enumerate(chosen.quotes, start=1)
        ],
        "quote_partners": [(q.quote_id, partner, "study") for q in chosen.quotes for partner in q.partners],
    }  # fmt: skip
    decks = ask("select deck_id, label_de, coalesce(label_en, label_de), view from decks order by row").fetchall()
    if decks:
        tables["decks"] = [(*deck, n) for n, deck in enumerate(decks, start=1)]
    return tables


def _groups(study: CodedStudy) -> list[tuple[Any, ...]]:
    ask = study.db.execute
    sizes = dict(ask("select group_id, count(*) from members group by group_id").fetchall())
    groups = ask("select * exclude (row) from groups order by sort, row").fetchall()
    return [
        (
            group,
            set_id,
            de,
            en or de,
            short_de or de,
            short_en or short_de or en or de,
            sizes[group],
            population,
            n,
            dative,
        )
        for n, (group, set_id, de, en, short_de, short_en, population, _, dative) in enumerate(groups, start=1)
    ]


def _finding(place: Place, counted: Count, protection: Protection, elsewhere: Mapping[Place, str]) -> tuple[Any, ...]:
    told = protection.told.get(place)
    low, high = (told.low, told.high) if told else (counted.named, counted.named)
    if protection.rules.get(place) not in (None, "small"):
        low, high = 0, counted.asked
    reason = "withheld" if told else "exact"
    key = (place.category_id, place.group_id, place.partner_id or None)
    return (*key, low, high, counted.asked, reason, None, elsewhere.get(place))


def _lead(
    study: CodedStudy,
    counts: Mapping[Place, Count],
    protection: Protection,
    parents: Mapping[str, str | None],
    depth: int,
) -> list[str]:
    """Return the three topics with the most persons of one group, by the visible figures of the set shown first."""
    shown = {g for g, of in coded_study.sets(study).items() if of == coded_study.first_set(study)}
    heads = headings(parents, depth)
    topics = [c for c in parents if c not in heads and (parents[c] is None or parents[c] in heads)]
    most = {
        category: max(
            (c.named for p, c in counts.items()
             if p.category_id == category and p.group_id in shown and not p.partner_id and p not in protection.rules),
            default=0,
        )
        for category in topics
    }  # fmt: skip
    return sorted((c for c in topics if most[c]), key=lambda c: -most[c])[:3]
