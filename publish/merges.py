"""What putting two groups or two categories together would save: tried one by one, each counted and attacked anew."""

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
TOLD = 3


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of a set, or two categories without any below them that stand below the same one."""

    kind: Literal["group", "category"]
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class Saving:
    """What a release would withhold after a merge."""

    merge: Merge
    cells: int
    withheld: int


def best(study: CodedStudy, past: Sequence[Release], package: Package, tell: Listener) -> list[Saving]:
    """Return the three merges after which most figures more are shown."""
    shown = len(package.counts) - len(package.protection.rules)
    share = len(package.protection.rules) / len(package.counts)
    tried = list(_candidates(study, package))[:MOST_TRIED]
    until = time.monotonic() + SECONDS
    found: list[tuple[int, Saving]] = []
    for number, merge in enumerate(tried):
        tell("merge", number, len(tried))
        if time.monotonic() > until:
            break
        try:
            merged = build(_merged(study, merge), past, Effort(MOST_WORK // 10))
        except (Unprotectable, TooFewChanged, QuotedCorrection, WrongPublished, FaultyStudy, Contradiction, TooHard):
            continue  # her data, or what she released before, do not allow it
        saving = Saving(merge, len(merged.counts), len(merged.protection.rules))
        if saving.withheld / saving.cells < share:
            found.append((saving.cells - saving.withheld - shown, saving))
    found.sort(key=lambda one: (-one[0], one[1].withheld, one[1].merge.kind, one[1].merge.kept, one[1].merge.gone))
    return [saving for _, saving in found[:TOLD]]


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
    for n in range(max(len(of_groups), len(of_categories))):
        yield from of_groups[n : n + 1]
        yield from of_categories[n : n + 1]


def _merged(study: CodedStudy, merge: Merge) -> CodedStudy:
    """Return a copy of a study in which the second stands for the first."""
    copy = coded_study.copied(study)
    table = "groups" if merge.kind == "group" else "categories"
    name = f"{merge.kind}_id"
    for other in ("members",) if merge.kind == "group" else ("codings", "quotes", "not_asked"):
        copy.db.execute(f"update {other} set {name} = ? where {name} = ?", [merge.kept, merge.gone])
    copy.db.execute(f"delete from {table} where {name} = ?", [merge.gone])
    if merge.kind == "category" and study.engine:  # what it keeps still has the old id
        copy.db.execute("insert into merged values (?, ?)", [merge.gone, merge.kept])
    return copy
