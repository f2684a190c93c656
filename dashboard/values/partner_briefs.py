"""Partners in few words: how many topics were named, which by all groups, with whom one was, which are not told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.texts import Texts
from dashboard.values.board import Topics, field_address, may_be_by_all, named_by_all, persons

Choice = tuple[str, str]
"""Words and address; no address where it is chosen already."""


@dataclass(frozen=True, slots=True)
class ByAll:
    """What all groups named with regard to a partner: (topic, address of its field); `open` are topics not told."""

    label: str
    said: str
    topics: tuple[Choice, ...]
    open: str


@dataclass(frozen=True, slots=True)
class Whom:
    """With regard to whom a topic was named: (partner, address of its field); `open` says of whom that is not told."""

    title: str
    partners: tuple[Choice, ...]
    open: str


def brief(counted: Sequence[Sequence[Finding]], texts: Texts, *, by_all: bool) -> str:
    """Say how many topics were named with regard to a partner, how many by all groups, and where that is not told.

    Of topics that lie under another one the upper ones count.
    """
    upper = _upper(counted)
    everyone, open_ = sum(map(named_by_all, upper)), sum(map(may_be_by_all, upper))
    several = bool(upper) and len(upper[0]) > 1
    parts = [
        "" if by_all else texts.count(texts.topics_named, len(upper)),
        texts.count(texts.by_all_named, everyone)
        if by_all
        else texts.of_them_by_all.format(everyone)
        if several
        else "",
        texts.count(texts.by_all_open, open_) if open_ and several else "",
    ]
    return ", ".join(part for part in parts if part)


def by_all(partner: str, found: Topics, topics: Sequence[str], links: Links, texts: Texts) -> ByAll:
    """Name what all groups named with regard to a partner, and where that is not told."""
    upper = _upper([found[topic] for topic in topics if topic in found])
    named = [cells[0] for cells in upper if named_by_all(cells)]
    told_not = [texts.quoted.format(cells[0].category) for cells in upper if may_be_by_all(cells)]
    said = texts.count(texts.by_all_named, len(named)) if named or told_not else ""
    return ByAll(
        label=links.known.partners[partner],
        said=said,
        topics=tuple((first.category, field_address(first.category_id, partner, links)) for first in named),
        open=texts.by_all_where.format(texts.listed(told_not)) if told_not else "",
    )


def whom(topic: str, found: Mapping[str, Topics], links: Links, texts: Texts) -> Whom:
    """Name the partners somebody named a topic with regard to, those of the most persons first."""
    cells = {partner: some[topic] for partner, some in found.items()}
    named = [partner for partner, some in cells.items() if any(f.is_figure and f.low for f in some)]
    maybe = [partner for partner, some in cells.items() if partner not in named and any(f.high for f in some)]
    labels = links.known.partners
    return Whom(
        title=texts.whom_title.format(next(iter(cells.values()))[0].category),
        partners=tuple(
            (labels[partner], field_address(topic, partner, links))
            for partner in sorted(named, key=lambda partner: -persons(cells[partner]))
        ),
        open=texts.by_all_where.format(texts.listed([labels[partner] for partner in maybe])) if maybe else "",
    )


def _upper(counted: Sequence[Sequence[Finding]]) -> list[Sequence[Finding]]:
    """Leave out topics that lie under another one of them, and what nobody named."""
    ids = {cells[0].category_id for cells in counted}
    return [cells for cells in counted if cells[0].parent_id not in ids and any(f.high for f in cells)]
