"""The files of a coded study as an import leaves them: what is counted anew, what a researcher wrote stays."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.package.cells import LONGEST_LABEL
from publish import files
from publish.imports.before import LEFT, Before, Found, Row, find_again, renamed, words_by
from publish.imports.build import Built, Segment
from publish.imports.naming import Numbered
from publish.imports.project import Project, Told
from publish.imports.topics import Topic, Topics
from publish.tables import FILES


@dataclass(frozen=True, slots=True)
class Written:
    """The files of the study by name, in the order they are written, and what changed since the last import."""

    files: Mapping[str, bytes]
    told: tuple[Told, ...]


def write(project: Project, built: Built, topics: Topics, before: Before, between: str) -> Written:
    """Return every file the import owns or changes. What protects a quote comes first, should it be interrupted.

    `between`: what parts the columns, as `files.table` has it.
    """
    told: list[Told] = []
    sources = _sources(project, built, before, told)
    of_document = {name: source for source, name in sources.items()}
    last = [row.get("segment_id", "") for table in ("segments", "quotes") for row in before.of(table)]
    found = find_again(built.segments, of_document, before, last)
    tables: dict[str, tuple[Sequence[str], list[Row]]] = {}
    tables |= _quotes(built, found.keys, found.changed, before, told)
    tables["groups"] = _kept(
        "groups",
        [{"group_id": group, "set_id": of, "label_de": _label(label)} for group, of, label, _ in built.groups],
        before,
        hers=("label_de",),
    )
    tables["categories"] = _kept(
        "categories", list(map(_category, topics.tree)), before, hers=("label_de", "definition_de")
    )
    tables["respondents"] = _respondents(built, before, told)
    tables["sources"] = _kept("sources", [{"source_id": s, "name": name} for s, name in sources.items()], before)
    if topics.partners or before.of("partners"):
        rows = [{"partner_id": p.id, "label_de": _label(p.label)} for p in topics.partners]
        tables["partners"] = _kept("partners", rows, before, hers=("label_de",))
    if pairs := _not_asked(built, topics, before, told):
        tables["not_asked"] = (("respondent_id", "category_id"), pairs)
    _changes(before, tables, found, told)
    written = {f"{name}.csv": _csv(header, rows, between) for name, (header, rows) in tables.items()}
    return Written(written | _coded(built, found.keys, of_document, before, between), tuple(told))


def _coded(
    built: Built, keys: Sequence[str], of_document: Mapping[str, str], before: Before, between: str
) -> dict[str, bytes]:
    """Return the passages with their topics and partners: a million rows, so none of them is kept."""
    numbered = list(zip(keys, built.segments, strict=True))
    codings = ((key, topic, coder[:200]) for key, segment in numbered for topic, coder in segment.codings)
    found = {
        "segments.csv": files.table(
            ("segment_id", "respondent_id", "source_id", "start", "end", "locator", "text"),
            (_segment(key, segment, of_document) for key, segment in numbered),
            between,
        ),
        "codings.csv": files.table(("segment_id", "category_id", "coder"), codings, between),
    }
    if before.of("segment_partners") or any(segment.partners for segment in built.segments):
        about = ((key, *partner) for key, segment in numbered for partner in segment.partners)
        found["segment_partners.csv"] = files.table(("segment_id", "partner_id", "basis"), about, between)
    return found


def _csv(header: Sequence[str], rows: Sequence[Row], between: str) -> bytes:
    return files.table(header, ([row.get(name, "") for name in header] for row in rows), between)


def _label(name: str) -> str:
    """Return a name as it may be shown: one line, no markup, not too long."""
    words = re.sub(r"<(?=[A-Za-z/!])", "‹", " ".join(name.split()))
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def _category(topic: Topic) -> Row:
    definition = topic.definition.replace("\r\n", "\n").replace("\r", "\n").strip()[:10_000]
    row = {"category_id": topic.id, "parent_id": topic.parent or "", "label_de": _label(topic.label)}
    return row | ({"definition_de": definition} if definition else {})


def _segment(key: str, segment: Segment, of_document: Mapping[str, str]) -> tuple[object, ...]:
    passage = segment.passage
    source = of_document[passage.document]
    return key, segment.person, source, passage.start, passage.end, passage.place[:10_000], passage.words


def _kept(table: str, rows: list[Row], before: Before, hers: Sequence[str] = ()) -> tuple[list[str], list[Row]]:
    """Return rows with the cells they had: the import gives `hers` once, from then on they are the researcher's."""
    key = FILES[table][0].name
    earlier = before.by(table, key)
    found = []
    for row in _in_their_order(rows, key, earlier):
        old = earlier.get(row[key], {})
        found.append({**old, **{name: cell for name, cell in row.items() if name not in hers or name not in old}})
    named = dict.fromkeys([*before.headers.get(table, ()), *(name for row in rows for name in row)])
    return list(named), found


def _in_their_order(rows: list[Row], key: str, earlier: Mapping[str, Row]) -> list[Row]:
    """Put what was there before in the order it had, what is new behind it."""
    places = {name: place for place, name in enumerate(earlier)}
    return sorted(rows, key=lambda row: places.get(row[key], len(places)))


def _respondents(built: Built, before: Before, told: list[Told]) -> tuple[list[str], list[Row]]:
    """Return the persons with their groups; a group set she added by hand stays."""
    earlier = before.by("respondents", "respondent_id")
    added = [name for name in before.headers.get("respondents", ()) if name not in ("respondent_id", *built.sets)]
    groups = {row["group_id"]: row["set_id"] for row in before.of("groups") if row.get("set_id") in added}
    header = ["respondent_id", *built.sets, *(name for name in added if name in groups.values())]
    rows = [
        {
            **{name: cell for name, cell in earlier.get(person, {}).items() if name in header},
            "respondent_id": person,
            **dict(zip(built.sets, of, strict=True)),
        }
        for person, of in built.members.items()
    ]
    rows = _in_their_order(rows, "respondent_id", earlier)
    if gone := set(earlier) - set(built.members):
        told.append(Told("gone_persons", len(gone), (", ".join(sorted(gone)[:20]),)))
    return header, rows


def _sources(project: Project, built: Built, before: Before, told: list[Told]) -> dict[str, str]:
    """Return the name of each source by its key; a document that was renamed keeps its key."""
    known = {row.get("name", ""): row["source_id"] for row in before.of("sources")}
    names = [document.name for document in project.documents]
    fresh: dict[str, Counter[str]] = {name: Counter() for name in names if name not in known}
    for segment in built.segments:
        if segment.passage.document in fresh and segment.passage.words:
            fresh[segment.passage.document][segment.passage.words.strip()] += 1
    gone = {row["source_id"] for row in before.of("sources") if row.get("name", "") not in set(names)}
    words = {source: of for source, of in words_by(before, "source_id").items() if source in gone}
    again = renamed(fresh, words)
    told += [Told("renamed_document", 1, (name,)) for name in again]
    numbers = Numbered("D", 2, known.values())
    return {known.get(name) or again.get(name) or numbers.next(): name for name in names}


def _quotes(
    built: Built, keys: Sequence[str], changed: frozenset[str], before: Before, told: list[Told]
) -> dict[str, tuple[Sequence[str], list[Row]]]:
    """Return the quotes: a draft again where person or words changed, put aside where passage or code is gone."""
    if not before.of("quotes"):
        return {}
    coded = {(key, topic) for key, segment in zip(keys, built.segments, strict=True) for topic, _ in segment.codings}
    stay, leave, drafts = [], [], 0
    for row in before.of("quotes"):
        if (row.get("segment_id"), row.get("category_id")) not in coded:
            leave.append(row)
        elif row["segment_id"] in changed and row.get("state") != "draft":
            stay.append({**row, "state": "draft"})
            drafts += 1
        else:
            stay.append(row)
    if not (leave or drafts):
        return {}  # as it was, to the byte
    gone = {row.get("quote_id") for row in leave}
    decided = before.of("decisions")
    found: dict[str, tuple[Sequence[str], list[Row]]] = {}
    for name, rows, aside in (
        ("quotes", stay, leave),
        (
            "decisions",
            [r for r in decided if r.get("quote_id") not in gone],
            [r for r in decided if r.get("quote_id") in gone],
        ),
    ):
        if aside:
            left = f"{name}-{LEFT}"
            header = dict.fromkeys([*before.headers.get(left, ()), *before.headers[name]])
            found[left] = (list(header), [*before.of(left), *aside])
        if aside or name == "quotes":
            found[name] = (before.headers[name], rows)
    told += [Told(kind, number) for kind, number in (("quotes_drafts", drafts), ("quotes_left", len(leave))) if number]
    return found


def _not_asked(built: Built, topics: Topics, before: Before, told: list[Told]) -> list[Row]:
    """Return what the rules say and what she wrote by hand, as far as person and topic are still there."""
    by_rule = dict.fromkeys(built.not_asked)
    known = {topic.id for topic in topics.tree}
    by_hand = [
        (row["respondent_id"], row["category_id"])
        for row in before.of("not_asked")
        if row.get("respondent_id") in built.members and row.get("category_id") in known
    ]
    if others := [pair for pair in by_hand if pair not in by_rule]:
        told.append(Told("not_asked_by_hand", len(others)))
    return [{"respondent_id": p, "category_id": t} for p, t in sorted({**by_rule, **dict.fromkeys(by_hand)})]


def _changes(
    before: Before,
    tables: Mapping[str, tuple[Sequence[str], list[Row]]],
    found: Found,
    told: list[Told],
) -> None:
    """Say what a second import changed."""
    if not before.of("segments"):
        return
    old = {row["segment_id"] for row in before.of("segments")}
    new = set(found.keys) - old
    counts = {"new_segments": len(new), "changed_segments": len(found.changed), "gone_segments": len(found.gone)}
    told += [Told(kind, number) for kind, number in counts.items() if number]
    for table, column in (("categories", "category_id"), ("partners", "partner_id"), ("groups", "group_id")):
        now = {row[column] for row in tables[table][1]} if table in tables else set()
        if lost := {row[column] for row in before.of(table)} - now:
            told.append(Told(f"gone_{table}", len(lost), (", ".join(sorted(lost)[:20]),)))
