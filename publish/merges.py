"""What putting groups or categories together would save: tried one by one, each counted and attacked anew."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from publish import coded_study
from publish.coded_study import CodedStudy, FaultyStudy
from publish.disclosure import Unprotectable
from publish.package import Package, QuotedCorrection, WrongPublished, build
from publish.programmes import MOST_WORK, Contradiction, Effort, TooHard
from publish.register import Release, TooFewChanged
from publish.steps import Listener

MOST_TRIED, SECONDS = 24, 60
"""How many merges are tried, and after how many seconds no further one is begun."""
PAIRS_FIRST, TOLD = 6, 3


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of a set, or two categories without any below them that stand below the same one.

    Or all groups of a set (`kept` is its id), or no figures by partner.
    """

    kind: Literal["group", "category", "set", "partners"]
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many figures a release would withhold, of those where somebody named something: zeros hide what is lost."""

    withheld: int
    figures: int

    @property
    def part(self) -> float:
        """Return the share, 0 where there are no figures."""
        return self.withheld / self.figures if self.figures else 0.0


def share(package: Package, *, partners: bool) -> Share:
    """Return what is withheld of the figures by partner, or of those regardless of partner."""
    places = [p for p, c in package.counts.items() if c.named and bool(p.partner_id) == partners]
    return Share(sum(place in package.protection.rules for place in places), len(places))


@dataclass(frozen=True, slots=True)
class Saving:
    """What a release would withhold after a merge, of the figures regardless of partner and of those by partner."""

    merge: Merge
    topics: Share
    partners: Share


def best(study: CodedStudy, past: Sequence[Release], package: Package, tell: Listener) -> list[Saving]:
    """Return the three merges after which most figures on topics are shown; then what gives up more, if it helps."""
    before = share(package, partners=False), share(package, partners=True)
    tried = list(_candidates(study, package))[:MOST_TRIED]
    until = time.monotonic() + SECONDS
    found: list[Saving] = []
    for number, merge in enumerate(tried):
        tell("merge", number, len(tried))
        if time.monotonic() > until:
            break
        try:
            merged = build(_merged(study, merge), past, Effort(MOST_WORK // 10))
        except (Unprotectable, TooFewChanged, QuotedCorrection, WrongPublished, FaultyStudy, Contradiction, TooHard):
            continue  # her data, or what she released before, do not allow it
        saving = Saving(merge, share(merged, partners=False), share(merged, partners=True))
        if (saving.topics.part, saving.partners.part) < (before[0].part, before[1].part):
            found.append(saving)
    pairs = sorted((one for one in found if one.merge.gone), key=_worth)
    return pairs[:TOLD] + [one for one in found if not one.merge.gone]


def _worth(one: Saving) -> tuple[object, ...]:
    """Return what merges are put in order by: most shown first."""
    shown = one.topics.figures - one.topics.withheld, one.partners.figures - one.partners.withheld
    return -shown[0], -shown[1], one.topics.withheld, one.merge.kind, one.merge.kept, one.merge.gone


def _candidates(study: CodedStudy, package: Package) -> Iterator[Merge]:
    """Give the merges worth trying: by turns of groups and of categories, those with most withheld cells first."""
    ask = study.db.execute
    told = {cell for row in ask("select category_id, group_id from published").fetchall() for cell in row}
    groups = ask("select group_id, set_id from groups order by sort, row").fetchall()
    categories = ask(
        "select category_id, coalesce(parent_id, ''), coalesce(sensitive, 'no') from categories "
        "where category_id not in (select parent_id from categories where parent_id is not null) order by sort, row"
    ).fetchall()
    by_group = Counter(place.group_id for place in package.protection.rules)
    by_category = Counter(place.category_id for place in package.protection.rules)
    of_groups = [Merge("group", a, b) for (a, x), (b, y) in combinations(groups, 2) if x == y and not {a, b} & told]
    of_categories = [
        Merge("category", a, b)
        for (a, *of_a), (b, *of_b) in combinations(categories, 2)
        if of_a == of_b and not {a, b} & told and by_category[a] + by_category[b]
    ]
    of_groups.sort(key=lambda m: -(by_group[m.kept] + by_group[m.gone]))
    of_categories.sort(key=lambda m: -(by_category[m.kept] + by_category[m.gone]))
    yield from of_groups[:PAIRS_FIRST]
    sets = Counter(of for _, of in groups)
    yield from (Merge("set", of, "") for of, number in sets.items() if number > 2 and not told)
    if any(place.partner_id for place in package.counts):
        yield Merge("partners", "", "")
    of_groups = of_groups[PAIRS_FIRST:]
    for n in range(max(len(of_groups), len(of_categories))):
        yield from of_groups[n : n + 1]
        yield from of_categories[n : n + 1]


def _merged(study: CodedStudy, merge: Merge) -> CodedStudy:
    """Return a copy of a study in which the second stands for the first."""
    copy = coded_study.copied(study)
    if merge.kind == "partners":
        copy.db.execute("update partners set counted = 'no'")
        return copy
    if merge.kind == "set":
        groups = copy.db.execute("select group_id from groups where set_id = ? order by sort, row", [merge.kept])
        first, *others = (group for (group,) in groups.fetchall())
        for other in others:
            _put("group", copy, first, other)
    else:
        _put(merge.kind, copy, merge.kept, merge.gone)
    return copy


def _put(kind: Literal["group", "category"], copy: CodedStudy, kept: str, gone: str) -> None:
    """Let one group or category stand for another."""
    table, name = ("groups" if kind == "group" else "categories"), f"{kind}_id"
    for other in ("members",) if kind == "group" else ("codings", "quotes", "not_asked"):
        copy.db.execute(f"update {other} set {name} = ? where {name} = ?", [kept, gone])
    copy.db.execute(f"delete from {table} where {name} = ?", [gone])
    if kind == "category" and copy.engine:  # what it keeps still has the old id
        copy.db.execute("insert into merged values (?, ?)", [gone, kept])
