"""What the study says was found: its own claims, restated, each with where it says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.texts import Texts


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of the study; `source` marks it as the study's and says where it stands."""

    text: str
    source: str


def of(finding: Finding, texts: Texts) -> Statement | None:
    """Return what the study claims on the topic of a finding, None where it claims nothing."""
    if not finding.statement:
        return None
    return Statement(finding.statement, texts.statement_source.format(finding.statement_location))


def of_study(answers: Answers) -> Statement | None:
    """Return what the study as a whole says."""
    said = answers.study.statement
    if said is None:
        return None
    return Statement(said.words.in_language(answers.language), answers.texts.statement_source.format(said.location))


def answer(answers: Answers, findings: Iterable[Finding]) -> Statement | None:
    """Return the statements that answer the study's question, as one; None where none of their topics is selected."""
    texts = answers.texts
    stated = {f.category_id: f for f in findings if f.selected and f.statement}
    said = [stated[category] for category in answers.study.answer if category in stated]
    if not said:
        return None
    places = texts.listed(list(dict.fromkeys(f.statement_location for f in said)))
    return Statement(" ".join(f.statement for f in said), texts.statement_source.format(places))


def beginnings(text: str) -> list[str]:
    """Return a statement whole, then its first sentences, ever fewer: each says by its end that there is more."""
    sentences = re.split(r"(?<=[.!?…])\s+", text)
    return [text, *(" ".join(sentences[:n]) + " …" for n in range(len(sentences) - 1, 0, -1))]
