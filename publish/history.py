"""Earlier releases as an attacker holds them: their cells, and how they hang together with the cells of now.

Two ways to split the same persons meet in parts: whoever was in group A then and is in group B now. An earlier count is
the sum of its parts, so is a count of now; this holds whatever the groups are called, merged, split or moved.
The groups of these places are no groups of a package: "leitung (1.0.0 06d69bd6)", or a part: "leitung & team (0)".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.attack import Need
from publish.coded_study import CodedStudy, persons, sets
from publish.counting import Count, Place, codings, count
from publish.programmes import Domain, Equation
from publish.register import Release
from publish.structure import Past

Groups = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A set of an earlier release and one of now; `parts` are the persons of each (then, now), "" for neither.

    `crosses`: the one of now is another set, for the set of then is still there; in it nobody changed groups.
    """

    release: Release
    parts: Mapping[tuple[str, str], frozenset[str]]
    crosses: bool

    def small(self, threshold: int) -> dict[tuple[str, str], int]:
        """Return how many persons changed from one group to another, where they are too few to be told on."""
        if self.crosses:
            return {}
        became = {
            then: max((len(people), key[1] == then, key[1]) for key, people in self.parts.items() if key[0] == then)[2]
            for then in self.then
        }
        return {
            key: len(people)
            for key, people in self.parts.items()
            if key[0] and key[1] and became[key[0]] != key[1] and len(people) < threshold
        }

    @property
    def now(self) -> list[str]:
        """Return the groups of now."""
        return sorted({now for _, now in self.parts if now})

    @property
    def then(self) -> list[str]:
        """Return the groups of then."""
        return sorted({then for then, _ in self.parts if then})


@dataclass(frozen=True, slots=True)
class Correction:
    """Persons of an earlier release who are in another group now."""

    then: str
    now: str
    version: str
    people: frozenset[str]


def recall(releases: Sequence[Release], study: CodedStudy, counts: Mapping[Place, Count], threshold: int) -> Past:
    """Return what valid earlier releases and this one tell together.

    An earlier count that today's codings do not give for the same persons was coded anew and binds nothing.
    """
    past = Past()
    meetings = list(_meetings(releases, study))
    sizes = _count_parts(meetings, study)
    for number, meeting in enumerate(meetings):
        before = len(past.equations)
        cells = {Place(c[0], c[1], c[2]): c for c in meeting.release.cells}
        for category, partner in sorted({(p.category_id, p.partner_id) for p in counts}):
            places = (Place(category, then, partner) for then in meeting.then)
            told = {place.group_id: cells[place] for place in places if place in cells}
            truth = {key: sizes[number].get((category, *key, partner), 0) for key in meeting.parts if key[1]}
            _recall_cell(past, number, meeting, told, truth, category, partner, threshold)
        if meeting.small(threshold):
            past.equations.extend(_inside_parts(meeting, number, study, counts))
        if meeting.crosses:
            past.crossing.extend(past.equations[before:])
            del past.equations[before:]
    return past


def corrections(releases: Sequence[Release], study: CodedStudy, threshold: int) -> list[Correction]:
    """Return who changed groups since a release and is too few to be told on."""
    return [
        Correction(then, now, meeting.release.version, meeting.parts[then, now])
        for meeting in _meetings(releases, study)
        for then, now in sorted(meeting.small(threshold))
    ]


def _inside_parts(
    meeting: _Meeting, number: int, study: CodedStudy, counts: Mapping[Place, Count]
) -> Iterator[Equation]:
    """Return what holds for each person, so for each part: child <= parent <= sum of children, partner <= total."""
    ask = study.db.execute
    parents: dict[str, str | None] = dict(ask("select category_id, parent_id from categories").fetchall())
    coded = codings(study.source)
    known = {(place.category_id, place.partner_id) for place in counts}
    for then, now in (key for key in meeting.parts if key[1]):
        group = f"{then} & {now} ({number})"
        for category, partner in sorted(known):
            here, above = Place(category, group, partner), parents[category]
            if above is not None and (above, partner) in known:
                yield Equation("child", ((here, 1), (Place(above, group, partner), -1)))
            if partner:
                yield Equation("partner", ((here, 1), (Place(category, group, ""), -1)))
            below = [child for child, parent in parents.items() if parent == category]
            if below and category not in coded and all((child, partner) in known for child in below):
                yield Equation("children", ((here, 1), *((Place(child, group, partner), -1) for child in below)))


def _recall_cell(
    past: Past,
    number: int,
    meeting: _Meeting,
    told: Mapping[str, Sequence[Any]],
    truth: Mapping[tuple[str, str], int],
    category: str,
    partner: str,
    threshold: int,
) -> None:
    """Add what both tell of one category; `told`: cells of the release by group, `truth`: persons of each part."""
    parts = {key: Place(category, f"{key[0]} & {key[1]} ({number})", partner) for key in truth}
    for now in meeting.now:
        terms = [(place, -1) for key, place in parts.items() if key[1] == now]
        past.equations.append(Equation("parts", ((Place(category, now, partner), 1), *terms), exact=True))
    told_whole: set[str] = set()
    for then in meeting.then:
        cell = told.get(then)
        gone = meeting.parts.get((then, ""), frozenset())
        mine = {key: place for key, place in parts.items() if key[0] == then}
        present = sum(truth[key] for key in mine)
        if cell is None or not 0 <= cell[7] - present <= len(gone):
            continue
        before = Place(category, f"{then} ({meeting.release.version} {meeting.release.hash[:8]})", partner)
        terms = [(place, -1) for place in mine.values()]
        if gone:
            left = Place(category, f"{then} & – ({number})", partner)
            past.told[left], past.truth[left] = Domain(0, len(gone)), cell[7] - present
            past.needs[left] = Need(width=0)
            terms.append((left, -1))
        elif len(mine) == 1 and cell[6] != "withheld":
            told_whole.add(then)
        past.equations.append(Equation("before", ((before, 1), *terms), exact=True))
        _remember(past, before, cell, threshold)
    for now in meeting.now:
        if all(then in told_whole for then, here in parts if here == now):
            past.public.add(Place(category, now, partner))
    small = meeting.small(threshold)
    for key, place in parts.items():
        _remember_part(past, place, len(meeting.parts[key]), truth[key], secret=key in small)


def _remember_part(past: Past, place: Place, size: int, truth: int, *, secret: bool) -> None:
    """Keep a part of a group; of one that is secret every number must stay possible."""
    past.told[place], past.truth[place] = Domain(0, size), truth
    past.needs[place] = Need(low=0, high=size, width=size) if secret else Need(width=0)


def _remember(past: Past, place: Place, cell: Sequence[object], threshold: int) -> None:
    """Keep a cell of an earlier release: visible, or withheld with what must stay possible for it."""
    low, high, asked, named = (int(str(cell[n])) for n in (3, 4, 5, 7))
    if cell[6] != "withheld":
        past.known[place] = named
        return
    past.told[place], past.truth[place] = Domain(low, high), named
    if asked < threshold:
        past.needs[place] = Need(low=low, high=high, width=high - low)
    elif 0 < named < threshold:
        past.needs[place] = Need(low=max(1, low), high=min(threshold - 1, high), width=min(threshold - 2, high - low))
    else:
        past.needs[place] = Need(width=min(1, high - low))


def _meetings(releases: Sequence[Release], study: CodedStudy) -> Iterator[_Meeting]:
    """Pair each set of an earlier release with the set of now that splits alike, else with every set of now."""
    now_sets = _split(persons(study), sets(study))
    for release in releases:
        if not release.counts:
            continue
        for set_id, then in _split(release.respondents, release.sets).items():
            alike = [name for name, now in now_sets.items() if set(now.values()) == set(then.values())]
            for name in alike[:1] or now_sets:
                crosses = not alike and name != set_id and set_id in now_sets
                yield _Meeting(release, _parts(then, now_sets[name]), crosses)


def _split(respondents: Mapping[str, Sequence[str]], set_of: Mapping[str, str]) -> dict[str, Groups]:
    split: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for group, people in respondents.items():
        split[set_of.get(group, group)][group] = frozenset(people)
    return dict(split)


def _parts(then: Groups, now: Groups) -> dict[tuple[str, str], frozenset[str]]:
    were, are = frozenset().union(*then.values()), frozenset().union(*now.values())
    pairs = {(a, b): then[a] & now[b] for a in then for b in now}
    pairs |= {(a, ""): then[a] - are for a in then} | {("", b): now[b] - were for b in now}
    return {key: people for key, people in pairs.items() if people}


def _count_parts(meetings: Sequence[_Meeting], study: CodedStudy) -> list[dict[tuple[str, str, str, str], int]]:
    """Count all parts as if they were groups: per meeting (category, then, now, partner) -> persons who named it."""
    names = {f"{m} {n}": (m, key) for m, one in enumerate(meetings) for n, key in enumerate(one.parts) if key[1]}
    counted: list[dict[tuple[str, str, str, str], int]] = [{} for _ in meetings]
    if not names:
        return counted
    study.db.execute("begin")
    try:
        study.db.execute("delete from groups")
        study.db.execute("delete from members")
        for name, (m, key) in names.items():
            study.db.execute("insert into groups (group_id, set_id) values (?, 'parts')", [name])
            people = sorted(meetings[m].parts[key])
            study.db.execute("insert into members select unnest(?), 'parts', ?, 0", [people, name])
        found = count(study.source)
    finally:
        study.db.execute("rollback")
    for place, one in found.items():
        m, key = names[place.group_id]
        counted[m][place.category_id, *key, place.partner_id] = one.named
    return counted
