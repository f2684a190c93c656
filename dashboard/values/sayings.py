"""„Darf ich sagen …?“: what may be said of a topic and what may not, each with its reason; by rule, never by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.texts import Texts, paragraphs
from dashboard.texts.share import percent
from dashboard.values import comparisons, sentences
from dashboard.values.about import subject
from dashboard.values.sentences import SMALLEST_BASE_FOR_PERCENT, plain_value, turning
from dashboard.values.statements import of as statement_of


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence somebody might say, whether the study carries it, and why."""

    sentence: str
    allowed: bool
    why: str


def sayings(answers: Answers, findings: Sequence[Finding]) -> tuple[Saying, ...]:
    """Judge three to five sentences on one topic, given its figures by group; () where it has none that are exact."""
    counted = [replace(f, of_low=None, of_high=None) for f in findings if f.state in ("counted", "not_named")]
    if not counted:
        return ()
    largest = max(counted, key=lambda f: ((f.low or 0) > 0, f.asked))
    return (
        *_of_study(findings[0], answers),
        Saying(sentences.sentence(largest, answers.texts), allowed=True, why=answers.texts.may_count),
        *(_of_those(findings, answers) or _for_all(largest, answers)),
        *_of_silence(counted, answers),
        *(_compared(counted, answers) or _missing(findings, answers)),
    )


def _of_study(finding: Finding, answers: Answers) -> list[Saying]:
    texts, stated = answers.texts, statement_of(finding, answers.texts)
    if not stated:
        return []
    why = texts.may_statement_why.format(finding.statement_location)
    return [Saying(texts.may_statement.format(stated.text), allowed=True, why=why)]


def _for_all(finding: Finding, answers: Answers) -> list[Saying]:
    """Judge the projection everybody is tempted to: a share of those asked said of all."""
    texts = answers.texts
    if not finding.low:
        return []
    rows = {row["group_id"]: row for group_set in answers.known().set_groups for row in answers.groups(group_set)}
    population = rows[finding.group_id]["population"]
    asked = texts.of.format(finding.asked, population) if population else str(finding.asked)
    persons = texts.members(finding.group, finding.group_dative)
    share = finding.share if finding.asked >= SMALLEST_BASE_FOR_PERCENT and (finding.low or 0) > 1 else None
    said = texts.may_share if share else texts.may_all
    sentence = said.format(
        share=texts.percent(share or 0),
        group=finding.group,
        group_genitive=persons.genitive,
        group_plural=persons.nominative,
        region=answers.study.region.in_language(answers.language),
        topic=texts.quoted.format(finding.category),
    )
    return [Saying(sentence, allowed=False, why=texts.may_all_why.format(asked))]


def _of_those(findings: Sequence[Finding], answers: Answers) -> list[Saying]:
    """Judge a share of those who named the topic above, said as one of all asked."""
    texts = answers.texts
    parts = [f for f in findings if f.state == "counted" and f.of and f.of < f.asked and (f.low or 0) > 1]
    if not parts:
        return []
    part = max(parts, key=lambda f: f.of or 0)
    share = texts.percent(percent(part.low or 0, part.base))
    sentence = texts.may_davon.format(
        share=share,
        group=part.group,
        group_genitive=texts.members(part.group, part.group_dative).genitive,
        topic=texts.quoted.format(part.category),
    )
    above = texts.quoted.format(part.parent)
    why = texts.may_davon_why.format(
        share=share,
        of=texts.of_those.format(part.low, part.of),
        above=above,
        all=sentences.of_all(replace(part, show_printed=False), texts),
    )
    return [Saying(sentence, allowed=False, why=why)]


def _missing(findings: Sequence[Finding], answers: Answers) -> list[Saying]:
    """Judge what is read into a count that is in the study and not in the package."""
    texts = answers.texts
    missing = next((f for f in findings if f.state == "elsewhere"), None)
    if missing is None:
        return []
    persons = texts.members(missing.group, missing.group_dative)
    topic = texts.quoted.format(missing.category)
    sentence = texts.may_missing.format(group=missing.group, group_genitive=persons.genitive, topic=topic)
    return [Saying(sentence, allowed=False, why=texts.may_missing_why)]


def _of_silence(counted: Sequence[Finding], answers: Answers) -> list[Saying]:
    """Judge what is read into silence: of a group nobody named it in, else of those who did not name it."""
    texts = answers.texts
    silent = next((f for f in counted if f.state == "not_named"), None)
    found = silent or max(counted, key=lambda f: f.asked - (f.low or 0))
    others = found.asked - (found.low or 0)
    if not others:
        return []
    said = texts.may_silent if silent else texts.may_others[others > 1]
    plural = texts.members(found.group, found.group_dative).nominative
    sentence = said.format(n=others, group_plural=plural, group=found.group, topic=texts.quoted.format(found.category))
    why = paragraphs([texts.may_silent_why, subject(answers) if silent else ""])
    return [Saying(sentence, allowed=False, why=why)]


def _compared(counted: Sequence[Finding], answers: Answers) -> list[Saying]:
    """Judge whether one group named it more often than another: as far as one person does not turn it."""
    texts = answers.texts
    asked = [f for f in counted if f.asked]
    if len(asked) < 2:
        return []
    fewer, *_, more = sorted(asked, key=lambda f: (f.low or 0) / f.asked)
    compared = comparisons.compare([fewer, more])
    if compared is None or not more.low:
        return []
    plural = {f.group_id: texts.members(f.group, f.group_dative).nominative for f in (fewer, more)}
    said = texts.may_more.format(plural[more.group_id], texts.quoted.format(more.category), plural[fewer.group_id])
    least = plain_value(fewer, texts) if fewer.low else texts.may_nobody.format(fewer.asked)
    reason = texts.may_more_why if compared.is_reliable else texts.may_turns
    why = reason.format(plain_value(more, texts), least, turning(compared, texts))
    return [Saying(said, allowed=compared.is_reliable, why=why)]


def judged(saying: Saying, texts: Texts) -> str:
    """Write a sentence with its verdict and the reason, as paper and notes have it."""
    return f"{saying.sentence} {texts.may_verdict[saying.allowed]} {saying.why}"
