"""The sentence of every figure: alternative text, tooltip, caption and copy are this string."""

from collections.abc import Sequence

from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.texts import Texts, paragraphs
from dashboard.texts.share import percent
from dashboard.values.comparisons import Comparison

SMALLEST_BASE_FOR_PERCENT = 10
MOST_GROUPS = 4
"""Groups a sentence on a page lists; the figures of more are read off the table."""


def sentence(finding: Finding, texts: Texts) -> str:
    """State one finding in full: how many of whom named what, with regard to whom."""
    template = getattr(texts, f"said_{_template(finding)}")
    n = texts.number(finding.low, finding.high) if finding.low is not None and finding.high is not None else ""
    with_percent = finding.state == "counted" and (finding.low or 0) > 1 and finding.base >= SMALLEST_BASE_FOR_PERCENT
    rest = finding.respondents - finding.asked
    said: str = template.format(
        n=n,
        limit=(finding.high or 0) + 1,
        asked=finding.asked,
        of=finding.base,
        share=f" ({share(finding, texts)})" if with_percent else "",
        **_group(finding, texts),
        category=texts.quoted.format(finding.category),
        above=texts.quoted.format(finding.parent),
        partner=texts.about_partner.format(finding.partner) if finding.partner else "",
        rest=texts.count(texts.others_not_asked, rest) if rest and finding.asked else "",
    )
    return said


def _group(finding: Finding, texts: Texts) -> dict[str, str]:
    """Return what a sentence may call the group: by its name, or its persons in the case it needs."""
    persons = texts.members(finding.group, finding.group_dative)
    return {
        "group": finding.group,
        "group_plural": persons.nominative,
        "group_genitive": persons.genitive,
        "group_dative": persons.dative,
        "group_asked": persons.asked,
    }


def _template(finding: Finding) -> str:
    """Choose the sentence's form from the state and, for "davon", the size of its base."""
    if not finding.is_figure:
        return finding.state
    if finding.of is None:
        counted = "one" if finding.low == 1 else "many"
        return {"counted": counted, "not_named": "nobody"}.get(finding.state, finding.state)
    if finding.state == "range" or finding.is_withheld:
        return f"of_{finding.state}"
    if finding.of == 1:
        return "of_one" if finding.low else "of_one_not"
    return {0: "of_many_nobody", 1: "of_many_one"}.get(finding.low or 0, "of_many")


def lead(findings: Sequence[Finding], texts: Texts, *, this: bool = False) -> str:
    """State one category for all groups in one sentence, the larger count first, withheld ones last.

    `this` says "this topic" instead of its name, where the name stands above as a heading.
    """
    figures = sorted((f for f in findings if f.is_figure), key=lambda f: (f.is_withheld, -(f.low or 0)))
    if not figures:
        return " ".join(sentence(f, texts) for f in findings)
    first = figures[0]
    about = texts.about_partner.format(first.partner) if first.partner else ""
    topic = texts.this_topic if this else texts.quoted.format(first.category)
    shown = [f for f in figures if f.state != "suppressed"]
    suppressed = [f for f in figures if f.state == "suppressed"]
    if not shown:
        return texts.lead_suppressed.format(topic, about)
    if len(shown) > 1 and not any(f.high for f in shown):
        said = texts.lead_all_nobody.format(texts.listed([_asked(f, texts) for f in shown]), topic, about)
    else:
        parts = [_lead_part(f, texts) for f in shown]
        template = texts.lead_one if len(shown) == 1 and shown[0].high in (0, 1) else texts.lead_many
        said = template.format(texts.listed(parts), topic, about)
    said = said[0].upper() + said[1:]
    if suppressed:
        said += " " + texts.lead_others_suppressed.format(
            texts.listed([_group(f, texts)["group_plural"] for f in suppressed])
        )
    return said


def _lead_part(finding: Finding, texts: Texts) -> str:
    if not finding.high:
        return texts.lead_nobody.format(finding.asked, _group(finding, texts)["group_dative"])
    return texts.lead_part.format(told(finding, texts), finding.asked, _group(finding, texts)["group_dative"])


def told(finding: Finding, texts: Texts) -> str:
    """Write how many persons named it inside a sentence: "9", "8–9", "weniger als 3"."""
    high = finding.high or 0
    return texts.withheld.format(high + 1) if finding.is_withheld else texts.number(finding.low or 0, high)


def _asked(finding: Finding, texts: Texts) -> str:
    return f"{finding.asked} {_group(finding, texts)['group_dative']}"


def introduction(own: Sequence[Finding], below: Sequence[Finding], texts: Texts) -> str:
    """State a category for all groups, then the sub-categories named most in the largest group."""
    if any(f.is_figure for f in own):
        said = lead(own, texts, this=True) if len(own) <= MOST_GROUPS else ""
        return paragraphs([said, most_named(below, texts)])
    if any(f.is_figure for f in below):
        return texts.categories_intro
    return paragraphs(dict.fromkeys(sentence(f, texts) for f in own))


def most_named(below: Sequence[Finding], texts: Texts) -> str:
    """Name the two sub-categories most persons named, in the group where most named the category."""
    exact = [f for f in below if f.state == "counted" and (f.of or 0) > 1 and (f.low or 0) > 1]
    if not exact:
        return ""
    base = max(exact, key=lambda f: f.of or 0)
    first, *more = sorted((f for f in exact if f.group_id == base.group_id), key=lambda f: -(f.low or 0))[:2]
    said = [
        texts.most_first.format(
            first.low, first.of, _group(first, texts)["group_genitive"], texts.quoted.format(first.category)
        )
    ]
    said += [texts.most_second.format(f.low, texts.quoted.format(f.category)) for f in more]
    return ", ".join(said) + texts.most_end


def caution(findings: Sequence[Finding], of_study: str, texts: Texts) -> str:
    """Say how much hangs on one person for the bases shown: the study's own words, then the arithmetic."""
    bases = sorted({f.asked for f in findings if f.is_figure})
    if not bases:
        return of_study
    if bases == [1]:
        return paragraphs([of_study, texts.caution_one])
    points = [str(percent(1, base) or texts.caution_less) for base in bases]
    weight = texts.caution[any(percent(1, base) > 1 for base in bases)].format(
        texts.listed([str(base) for base in bases]),
        points[0] if len(set(points)) == 1 else _respectively(points, texts),
    )
    return paragraphs([of_study, weight])


def _respectively(points: list[str], texts: Texts) -> str:
    return texts.respectively.join([", ".join(points[:-1]), points[-1]])


def turning(comparison: Comparison, texts: Texts) -> str:
    """Say how many persons would turn the order of the two shares."""
    if comparison.turn == 0:
        return texts.turn_equal
    direction = "more" if comparison.more else "fewer"
    if comparison.turn == 1:
        return str(getattr(texts, f"turn_one_{direction}")).format(**_group(comparison.smaller, texts))
    return str(getattr(texts, f"turn_{direction}")).format(n=comparison.turn, **_group(comparison.smaller, texts))


def value(finding: Finding, texts: Texts) -> str:
    """Write the figure as a table cell: "9 von 15 (60 %)", "7 der 9 (78 %)" or the words for an absence."""
    if finding.state == "withheld":
        return texts.withheld.format((finding.high or 0) + 1)
    if finding.state == "not_counted":
        return texts.not_counted
    if finding.low is None or finding.high is None or finding.state not in ("counted", "range"):
        return str(getattr(texts, finding.state))
    written = persons(finding, texts)
    return written if finding.share is None or finding.of == 1 else f"{written} ({share(finding, texts)})"


def base(finding: Finding, texts: Texts) -> str:
    """Say how many of the group were asked about it."""
    return texts.fact_base_text.format(asked=finding.asked, respondents=finding.respondents, **_group(finding, texts))


def persons(finding: Finding, texts: Texts) -> str:
    """Write the figure of the base a table shows without percent: "9 von 15", "7 der 9"."""
    if finding.low is None or finding.high is None or finding.state not in ("counted", "range"):
        return value(finding, texts)
    if finding.of == 1:
        return texts.one_person
    form = texts.of if finding.of is None else texts.of_those
    return form.format(texts.number(finding.low, finding.high), finding.base)


def share(finding: Finding, texts: Texts) -> str:
    """Write the share of an exact count: computed, or as the study printed it where the reader asks for that."""
    if finding.show_printed and finding.printed is not None:
        return texts.printed.format(texts.percent(finding.printed))
    return "" if finding.share is None else texts.percent(finding.share)


def of_all(finding: Finding, texts: Texts) -> str:
    """Write a "davon" of all asked: "7 von 15 (47 %)"; "" where that is its base anyway or it is kept back."""
    if not finding.of or finding.of == finding.asked or finding.state not in ("counted", "range"):
        return ""
    shares = finding.share_of_asked or (0, 0)
    exact = finding.state == "counted" and not finding.show_printed
    return plain_value(finding, texts) + (f" ({texts.percent(shares[0])})" if exact else "")


def plain_value(finding: Finding, texts: Texts) -> str:
    """Write the figure without percent: "9 von 15"."""
    if finding.state in ("counted", "range") and finding.low is not None and finding.high is not None:
        return texts.of.format(texts.number(finding.low, finding.high), finding.asked)
    return value(finding, texts)


def why_range(finding: Finding, below: Sequence[Finding], texts: Texts) -> str:
    """Say why a count is known only within a range: what its sub-categories say and what they leave open."""
    parts = [
        texts.why_range_part.format(f.low, texts.quoted.format(f.category))
        for f in below
        if f.parent_id == finding.category_id and f.group_id == finding.group_id and f.low
    ]
    if finding.state != "range" or not parts:
        return ""
    return texts.why_range.format(parts=texts.listed(parts), low=finding.low, high=finding.high)


def footnote(finding: Finding, study: str, source: str, version: str, address: str, texts: Texts) -> str:
    """Return the sentence of a figure with its source, as the copy button copies it."""
    words = texts.footnote.format(source=source, study=study, version=version)
    return f"{sentence(finding, texts)} [{words} {address}]".replace(" ]", "]")


def speaker_in_brief(quote: Quote, texts: Texts) -> str:
    """Say whose words these are in a line that has no room: the group alone, and whether it is inferred."""
    if quote.group_basis == "inferred":
        return texts.inferred_in_brief.format(quote.group)
    return quote.group or texts.unassigned


def speaker(quote: Quote, texts: Texts) -> str:
    """Say whose words these are, and no more than is known."""
    if quote.group_basis == "inferred":
        return texts.inferred.format(quote.group)
    return texts.stated.format(quote.group) if quote.group else texts.unassigned
