"""Which quotes a package holds: released ones with a basis, few of each person, none beside a withheld figure."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from publish.coded_study import CodedStudy
from publish.counting import Place

MOST_PER_PERSON = 3


@dataclass(frozen=True, slots=True)
class PublicQuote:
    """A quote as the package holds it. Its id comes from its words: nothing joins two quotes of one person."""

    quote_id: str
    category_id: str
    group_id: str
    text: str
    partners: tuple[str, ...]
    basis: str
    shows: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The quotes of a release, how many moved up, and the ids in `quotes.csv` of those that stay behind, by reason."""

    quotes: tuple[PublicQuote, ...]
    moved_up: int
    over_limit: tuple[str, ...]
    nowhere_visible: tuple[str, ...]


RELEASED = """
select q.quote_id, s.respondent_id, q.category_id, q.text, q.basis, m.group_id,
    coalesce(list(distinct sp.partner_id order by sp.partner_id) filter (sp.partner_id is not null), []),
    q.shows_de, coalesce(q.shows_en, q.shows_de)
from quotes q
join segments s using (segment_id)
join members m on m.respondent_id = s.respondent_id and m.set_id = $set_id
left join segment_partners sp on sp.segment_id = q.segment_id
where q.state = 'released'
group by q.row, q.quote_id, s.respondent_id, q.category_id, q.text, q.basis, m.group_id, q.shows_de, q.shows_en
order by q.row
"""


def choose(
    study: CodedStudy,
    visible: Collection[Place],
    parents: Mapping[str, str | None],
    set_id: str,
    most: int = MOST_PER_PERSON,
) -> Chosen:
    """Choose and place the released quotes. `visible`: cells that are shown with persons in them."""
    rows = study.db.execute(RELEASED, {"set_id": set_id}).fetchall()
    of_person: Counter[str] = Counter()
    quotes: dict[str, PublicQuote] = {}
    moved, over, nowhere = 0, list[str](), list[str]()
    for given, respondent, category, text, basis, group, partners, *shows in rows:
        place = category
        while place is not None and Place(place, group, "") not in visible:
            place = parents[place]
        if place is None:
            nowhere.append(given)
            continue
        if of_person[respondent] == most:
            over.append(given)
            continue
        of_person[respondent] += 1
        moved += place != category
        shown = tuple(p for p in partners if Place(place, group, p) in visible)
        name = "z-" + hashlib.sha256(f"{study.study_id}\n{text}".encode()).hexdigest()[:12]
        quotes[name] = PublicQuote(name, place, group, text, shown, basis, (shows[0], shows[1]))
    # sorted by a hash: the order tells nothing of persons or sources
    return Chosen(tuple(quotes[name] for name in sorted(quotes)), moved, tuple(over), tuple(nowhere))
