"""What one person, one group or nobody named, and what was not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.findings import Finding
from dashboard.sentences import plain_value, sentence
from dashboard.texts import Texts


@dataclass(frozen=True, slots=True)
class Mention:
    """A finding and the words that state it here."""

    finding: Finding
    words: str


def single(findings: Sequence[Finding], texts: Texts) -> list[Mention]:
    """Return what exactly one person of a group named."""
    return [Mention(f, sentence(f, texts)) for f in findings if f.state == "counted" and f.low == 1]


def one_group(findings: Sequence[Finding], texts: Texts) -> list[Mention]:
    """Return the categories persons of one group named and nobody of every other."""
    mentions = []
    for _, cells in groupby(findings, key=lambda f: f.category_id):
        figures = list(cells)
        named = [f for f in figures if f.state in ("counted", "range")]
        silent = [f for f in figures if f.state == "not_named"]
        if len(named) == 1 and silent and len(named) + len(silent) == len(figures):
            words = texts.one_group.format(
                category=texts.quoted.format(named[0].category),
                named=f"{named[0].short} {plain_value(named[0], texts)}",
                silent=texts.listed([f.short for f in silent]),
            )
            mentions.append(Mention(named[0], words))
    return mentions


def nobody(findings: Sequence[Finding], texts: Texts) -> list[Mention]:
    """Return what nobody of a group named."""
    return [Mention(f, sentence(f, texts)) for f in findings if f.state == "not_named"]


def unasked(findings: Sequence[Finding], texts: Texts) -> list[Mention]:
    """Return the topics about which not every respondent of a group was asked."""
    return [
        Mention(
            f,
            texts.unasked.format(
                category=texts.quoted.format(f.category),
                rest=f.respondents - f.asked,
                all=f.respondents,
                group=texts.dative(f.group),
            ),
        )
        for f in findings
        if f.asked < f.respondents and f.state != "not_counted" and f.of_low is None
    ]
