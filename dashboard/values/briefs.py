"""What a text says of a view: at most three sentences, each by rule, of the counts that are told."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.values import sentences
from dashboard.values.board import may_be_by_all, named_by_all, persons
from dashboard.values.comparisons import SideBySide

MOST = 3
"""Sentences of a view, and topics one of them names; how many more there are stands in words."""


def of_topic(cells: Sequence[Finding], below: Sequence[Finding], printed: str, texts: Texts) -> tuple[str, ...]:
    """State one topic: the counts of all groups, what is not told of them, and what lies beneath was named most."""
    if len(cells) == 1:
        said = (sentences.sentence(cells[0], texts), printed)
    else:
        figures = [f for f in cells if f.is_figure and f.state != "suppressed"]
        said = (sentences.lead(figures, texts) if figures else "", _not_told(cells, texts, this=bool(figures)))
    return tuple(one for one in (*said, sentences.most_named(below, texts)) if one)


def of_topics(found: Sequence[Finding], texts: Texts) -> tuple[str, ...]:
    """State many topics: what most persons of each group named, what every group, what nobody, what is not told."""
    topics = [cells for cells in _by_topic(found) if any(f.is_figure for f in cells)]
    groups = {f.group_id: f for cells in topics for f in cells}
    most = [part for group in groups for part in _most([f for f in found if f.group_id == group], texts)]
    if not most:
        return _one_sentence(_untold(found, texts))
    kept_back = any(f.is_withheld or f.state == "range" for f in found)
    by_all = texts.brief_by_all[any(map(may_be_by_all, topics))].format(sum(map(named_by_all, topics)), len(topics))
    nobody = [cells[0] for cells in topics if all(f.state == "not_named" for f in cells)]
    second = [by_all] if len(groups) > 1 else []
    second += [texts.brief_nobody.format(_some(nobody, texts))] if nobody else []
    first = texts.brief_most[kept_back].format(", ".join(most))
    return (first, *_one_sentence(second), *_one_sentence(_untold(found, texts)))


def of_pairs(side: SideBySide, texts: Texts) -> tuple[str, ...]:
    """State two groups: on how many topics one person turns the order, and the topics where most would have to."""
    first = side.compared[0]
    pair = sorted((first.smaller, first.larger), key=lambda f: f.position)
    groups = texts.listed([_among(f, texts) for f in pair])
    counts = texts.brief_pairs.format(**side.counts, reliable=len(side.reliable), groups=groups)
    steady = sorted(side.reliable, key=lambda c: -c.turn)[:MOST]
    if not steady:
        return (counts,)
    topics = [sorted((c.smaller, c.larger), key=lambda f: f.position) for c in steady]
    return (counts, texts.brief_turn.format(together(topics, texts)), texts.reliable_note)


def of_partners(
    named: Mapping[str, Sequence[Sequence[Finding]]], every: Sequence[Finding], texts: Texts
) -> tuple[str, ...]:
    """State what was counted by partner: `named` are the topics of each, that of most persons first."""
    first = sorted((topics[0] for topics in named.values()), key=lambda cells: -persons(cells))
    said = (texts.brief_partners.format(texts.listed(list(named))),) if named else ()
    return (*said, *of_some(first, every, texts))


def of_some(topics: Sequence[Sequence[Finding]], every: Sequence[Finding], texts: Texts) -> tuple[str, ...]:
    """State the first of some topics side by side, then what is not told of `every` finding of the view."""
    told = [cells for cells in topics if all(f.is_figure and f.state != "suppressed" for f in cells)][:MOST]
    said = [f"{together(told, texts)}."] if told else of_topic(topics[0], (), "", texts) if topics else ()
    return (*said, *_one_sentence([*_vague([f for cells in told for f in cells], texts), *_untold(every, texts)]))


def of_single(topics: Iterable[Finding], texts: Texts) -> tuple[str, ...]:
    """State by group what exactly one person named."""
    groups: dict[str, list[Finding]] = {}
    for finding in topics:
        groups.setdefault(finding.group_id, []).append(finding)
    parts = [f"{_among(some[0], texts)} {_some(some, texts)}" for some in groups.values()]
    return (texts.brief_single.format("; ".join(parts)),) if parts else ()


def together(topics: Sequence[Sequence[Finding]], texts: Texts) -> str:
    """Write topics side by side: the first names its groups, the larger count first, the others the counts alone."""
    first = sorted(topics[0], key=lambda f: -(f.low or 0))
    order = [f.group_id for f in first]
    partners = {cells[0].partner for cells in topics}
    parts = []
    for number, some in enumerate(topics):
        same = sorted(order) == sorted(f.group_id for f in some)
        cells = sorted(some, key=lambda f: order.index(f.group_id)) if same else some
        counts = [_count(f, texts, named=not (number and same)) for f in cells]
        tells = cells[0].partner and (len(partners) > 1 or not number)
        about = texts.about_partner.format(cells[0].partner) if tells else ""
        several = len(cells) > 1 or (cells[0].high or 0) > 1
        named = texts.brief_by[2 if number else several]
        parts.append(f"{texts.quoted.format(cells[0].category)}{about}{named}{texts.listed(counts)}")
    return ", ".join(parts)


def _count(finding: Finding, texts: Texts, *, named: bool) -> str:
    persons = _dative(finding, texts) if named else ""
    if not finding.high:
        return texts.lead_nobody.format(finding.asked, persons).strip()
    number = sentences.told(finding, texts)
    return texts.lead_part.format(number, finding.asked, persons).strip()


def _most(of_group: Sequence[Finding], texts: Texts) -> list[str]:
    """Name the topics the largest number of persons of a group named; nothing where nobody named one."""
    exact = [f for f in of_group if f.state == "counted"]
    largest = max((f.low or 0 for f in exact), default=0)
    if not largest:
        return []
    named = [f for f in exact if f.low == largest]
    bases = sorted({f.asked for f in named})
    counts = [texts.of.format(largest, base) for base in bases]
    each = texts.brief_each[len(named) > 1].format(texts.brief_or.join(counts))
    return [f"{_among(named[0], texts)}{texts.brief_on}{_some(named, texts)} ({each})"]


def _some(findings: Sequence[Finding], texts: Texts) -> str:
    """Name the first topics, then how many more there are."""
    labels = [texts.quoted.format(f.category) for f in findings]
    more = len(labels) - MOST
    return texts.listed([*labels[:MOST], *([texts.count(texts.brief_more, more)] if more > 0 else [])])


def _among(finding: Finding, texts: Texts) -> str:
    return texts.among.format(_dative(finding, texts))


def _vague(cells: Sequence[Finding], texts: Texts) -> list[str]:
    """Say of counts known within a range that the study tells no more."""
    ranges = dict.fromkeys(sentences.told(f, texts) for f in cells if f.state == "range")
    return [texts.brief_range.format(texts.listed(list(ranges)))] if ranges else []


def _dative(finding: Finding, texts: Texts) -> str:
    return texts.members(finding.group, finding.group_dative).dative


def _not_told(cells: Sequence[Finding], texts: Texts, *, this: bool) -> str:
    """Say of one topic in one sentence which counts are vague, kept back or missing, and who was not asked."""
    about = texts.about_partner.format(cells[0].partner) if cells and cells[0].partner and not this else ""
    topic = texts.this_topic if this else texts.quoted.format(cells[0].category) + about if cells else ""
    parts = _vague(cells, texts)
    parts += dict.fromkeys(texts.brief_below.format((f.high or 0) + 1) for f in cells if f.state == "withheld")
    for state, words in texts.brief_missing.items():
        groups = [texts.members(f.group, f.group_dative).nominative for f in cells if f.state == state]
        parts += [words.format(texts.listed(groups), topic)] if groups else []
    nobody = [f for f in cells if f.state == "nobody_above"]
    asked = [f"{f.asked} {_dative(f, texts)}" for f in nobody]
    parts += (
        [texts.brief_nobody_above.format(texts.listed(asked), texts.quoted.format(nobody[0].parent))] if asked else []
    )
    unasked = [
        texts.lead_part.format(f.respondents - f.asked, f.respondents, _dative(f, texts))
        for f in cells
        if f.asked < f.respondents and (f.is_figure or f.state == "not_asked")
    ]
    parts += [texts.brief_unasked.format(texts.listed(unasked))] if unasked else []
    return " ".join(_one_sentence(parts))


def _untold(found: Sequence[Finding], texts: Texts) -> list[str]:
    """Say of many topics on how many counts are kept back or missing, and on how many not all were asked."""
    kinds = (
        (texts.brief_kept_back, {f.category_id for f in found if f.is_withheld}),
        (texts.brief_elsewhere, {f.category_id for f in found if f.state == "elsewhere"}),
        (texts.brief_by_partner, {f.category_id for f in found if f.state == "not_by_partner"}),
        (
            texts.brief_not_all,
            {f.category_id for f in found if f.asked < f.respondents and (f.is_figure or f.state == "not_asked")},
        ),
    )
    return [texts.count(words, len(topics)) for words, topics in kinds if topics]


def _one_sentence(parts: Sequence[str]) -> tuple[str, ...]:
    said = "; ".join(parts)
    return (f"{said[0].upper()}{said[1:]}.",) if said else ()


def _by_topic(found: Sequence[Finding]) -> list[list[Finding]]:
    topics: dict[str, list[Finding]] = {}
    for finding in found:
        topics.setdefault(finding.category_id, []).append(finding)
    return list(topics.values())
