"""Was sich geändert hat: which figures, topics and quotes came, went or changed with each release?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.answers.answers import Answers
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values.about import source, version
from dashboard.values.differences import Difference, different, figures, moved, told

MOST_RELEASES = 8
"""Releases that are compared with the one before; each costs opening a package."""
MOST_ROWS = 60
"""Figures of a release that stand in its table, those regardless of partners first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure then and now, as each package tells it."""

    topic: str
    group: str
    then: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release beside the one before it.

    `href` opens it, `points` are sentences, `counted` says how many figures changed, `more` what `rows` leave out.
    """

    title: str
    href: str
    is_shown: bool
    reasons: tuple[str, ...]
    points: tuple[str, ...]
    counted: str
    rows: tuple[Row, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed with each release, the last first. `single` says why there is nothing to compare, "" else.

    `withdrawn` says of each withdrawn state that it was, and when; `ask` whom to ask.
    """

    intro: str
    single: str
    releases: tuple[Release, ...]
    withdrawn: tuple[str, ...]
    ask: str


def page(
    answers: Answers, selection: Selection, links: Links, earlier: Iterable[Answers] = (), withdrawn: Sequence[str] = ()
) -> Changes:
    """Compare a state with those before it; `earlier`: opened one after the other, `withdrawn`: days, "" not known."""
    texts = answers.texts
    cleared = links.at(selection.cleared())
    found: list[Release] = []
    last = answers
    for before, _ in zip(earlier, range(MOST_RELEASES), strict=False):
        found.append(_release(last, before, cleared))
        last = before
    if found:
        found.append(_head(last, cleared, (texts.changes_first,)))
    study = answers.study
    return Changes(
        intro=texts.changes_intro.format(texts.date(study.created[:10]), version(answers)),
        single="" if found else texts.changes_single,
        releases=tuple(found),
        withdrawn=tuple(texts.changes_withdrawn[bool(day)].format(texts.date(day)) for day in withdrawn),
        ask=study.contact.in_language(texts.language) if study.contact else texts.changes_ask.format(source(answers)),
    )


def _head(answers: Answers, links: Links, points: Sequence[str]) -> Release:
    """Name a release and say what it brought, without figures."""
    texts, shown = answers.texts, answers.dataset.version == links.version
    here = links if shown else replace(links, version=answers.dataset.version).lasting()
    return Release(
        title=texts.changes_release.format(version(answers), texts.date(answers.study.created[:10])),
        href=here.page("overview"),
        is_shown=shown,
        reasons=(),
        points=tuple(points),
        counted="",
        rows=(),
        more="",
    )


def _release(now: Answers, then: Answers, links: Links) -> Release:
    """Say what a release changed of the one before it."""
    texts = now.texts
    found = different(figures(then, _everything(then)), figures(now, _everything(now)), texts)
    changed = [d for d in found if d.then and d.now]
    ordered = sorted(changed, key=lambda d: bool(d.place[2]))
    reasons = {c.category_id: c.words.in_language(texts.language) for c in now.study.changes}
    rows = tuple(_row(d, reasons.get(d.place[0], ""), texts) for d in ordered[:MOST_ROWS])
    in_rows = {d.place[0] for d in ordered[:MOST_ROWS]}
    points = [
        *_asked(now, then),
        *_others(now, then, texts.changes_new),
        *_others(then, now, texts.changes_gone),
        *_quotes(now, then),
        *([] if changed else [texts.changes_no_figures]),
    ]
    general = [c.words.in_language(texts.language) for c in now.study.changes if c.category_id not in in_rows]
    more = texts.count(texts.changes_more, len(changed) - MOST_ROWS) if len(changed) > MOST_ROWS else ""
    counted = texts.count(texts.changes_figures, len(changed)) if changed else ""
    return replace(_head(now, links, points), reasons=tuple(general), counted=counted, rows=rows, more=more)


def _everything(answers: Answers) -> list[Selection]:
    """Return the selections that together show every figure."""
    known = answers.known()
    return [Selection(set_id=one, partner=partner) for one in known.set_groups for partner in ("", *known.partners)]


def _others(of: Answers, other: Answers, forms: Mapping[str, str]) -> list[str]:
    """Name the topics, groups and partners one state has and another has not."""
    mine, theirs = _labels(of), _labels(other)
    named = {kind: [label for one, label in mine[kind].items() if one not in theirs[kind]] for kind in forms}
    quoted = of.texts.quoted
    return [
        forms[kind].format(of.texts.listed([quoted.format(one) for one in some]))
        for kind, some in named.items()
        if some
    ]


def _labels(answers: Answers) -> dict[str, Mapping[str, str]]:
    known = answers.known()
    groups = {row["group_id"]: row["label"] for row in _groups(answers)}
    return {"categories": known.categories, "groups": groups, "partners": known.partners}


def _asked(now: Answers, then: Answers) -> list[str]:
    """Say of each group whose number of respondents changed what it was and is."""
    texts = now.texts
    before = {row["group_id"]: row["respondents"] for row in _groups(then)}
    return [
        texts.changes_asked.format(row["label"], before[row["group_id"]], row["respondents"])
        for row in _groups(now)
        if before.get(row["group_id"], row["respondents"]) != row["respondents"]
    ]


def _groups(answers: Answers) -> list[dict[str, Any]]:
    return [row for set_id in answers.known().set_groups for row in answers.groups(set_id)]


def _quotes(now: Answers, then: Answers) -> list[str]:
    texts, found = now.texts, moved(then.quotes(), now.quotes())
    numbers = ((texts.changes_quotes_new, found.new), (texts.changes_quotes_gone, found.gone))
    said = [texts.count(forms, n) for forms, n in (*numbers, (texts.changes_quotes_changed, found.changed)) if n]
    return [f"{texts.listed(said)}."] if said else []


def _row(pair: Difference, reason: str, texts: Texts) -> Row:
    finding = pair.either
    about = texts.about_partner.format(finding.partner) if finding.partner else ""
    return Row(f"{finding.category}{about}", finding.short, told(pair.then, texts), told(pair.now, texts), reason)
