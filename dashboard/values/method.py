"""Methode und Grenzen: who was asked, how is it counted, and how far do the figures carry?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.answers import queries
from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.package.record import Contributor
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import paragraphs
from dashboard.values import citations, statements, tables
from dashboard.values.about import absent, asked, caution, source, title, version
from dashboard.values.sayings import Saying, sayings
from dashboard.values.shown import Shown, write_out
from dashboard.values.statements import Statement

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A percentage the study printed otherwise than its counts give."""

    category: str
    href: str
    group: str
    count: str
    computed: str
    printed: str
    note: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A category of the code tree, as the codebook lists it; `remark` says where its details stand."""

    label: str
    href: str
    level: int
    definition: str
    remark: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the study was made and how far it carries.

    `example` names the topic `sayings` are on. `switch` is (words, address) to the other percentages. `compared` says
    how many printed percentages were compared, "" where the study printed none. `codebook` is (category of the first
    level, those below), `questions` (what is asked, SQL), `sources` are in the study's own language, `glossary` is
    (term, meaning), `record` (term, words) of what the package tells catalogues, `cff` where its citation lies as a
    file, `downloads` (words, address).
    """

    statement: Statement | None
    sayings: tuple[Saying, ...]
    example: str
    asked: tuple[str, ...]
    caution: str
    items: tuple[Pair, ...]
    limits: tuple[str, ...]
    compared: str
    differences: tuple[Difference, ...]
    switch: Pair
    levels: str
    codebook: tuple[tuple[str, tuple[Topic, ...]], ...]
    no_definition: str
    questions: tuple[Pair, ...]
    holds: str
    sources: tuple[str, ...]
    record: tuple[Pair, ...]
    spoken: str
    citation: str
    bibtex: str
    cff: str
    glossary: tuple[Pair, ...]
    downloads: tuple[Pair, ...]


def page(answers: Answers, selection: Selection, links: Links) -> Method:
    """Say who was asked, how it was coded and counted, what the figures do not carry, and how to cite them."""
    texts, study, here = answers.texts, answers.study, links.at(selection)
    gone = absent(answers)
    found = answers.findings(selection.cleared())
    address = links.whole(links.lasting().page("overview", selection.cleared()))
    words = (title(answers), version(answers), source(answers), address)
    levels = texts.listed([level.in_language(texts.language) for level in study.levels])
    example, judged = _sayings(answers, selection, found)
    withheld = [texts.limits_withheld] if any(f.is_withheld for f in found) else []
    return Method(
        statement=statements.of_study(answers),
        sayings=judged,
        example=answers.texts.may_example.format(answers.texts.quoted.format(example)) if judged else "",
        asked=tuple(asked(answers, selection, between=", ", ending=".")),
        caution=caution(answers),
        items=_items(answers),
        limits=(*texts.limits, *([] if "partners" in gone else [texts.limits_partners]), *withheld),
        compared=_compared(answers, found),
        differences=tuple(_difference(answers, f, here) for f in found if f.differs),
        switch=(
            texts.printed_off if answers.printed else texts.printed_on,
            here.shown("method", printed=not answers.printed),
        ),
        levels=texts.codebook_text.format(len(study.levels), levels),
        codebook=tuple(
            (top.label, tuple(_topic(answers, f, here) for f in top.below)) for top in tables.codebook(found)
        ),
        no_definition="" if any(f.definition for f in found) else texts.no_definition,
        questions=tuple((question, queries.sql(name)) for name, question in texts.questions if name not in gone),
        holds=_holds(answers, selection, found),
        sources=(*(citations.publication(one, texts) for one in study.sources), *study.licenses),
        spoken=study.default_language,
        record=_record(answers),
        citation=citations.text(*words, texts, study.record),
        bibtex=citations.bibtex(study.study_id, *words, study.created, texts, study.record),
        cff="" if study.preview else here.beside("/CITATION.cff"),
        glossary=_glossary(answers, found),
        downloads=() if study.preview else _downloads(answers, here),
    )


def _record(answers: Answers) -> tuple[Pair, ...]:
    """Return (term, words) of what the package tells catalogues, as far as it tells it."""
    texts, record = answers.texts, answers.study.record
    others = [one for one in record.contributors if one not in record.authors]
    told = (
        (texts.record_authors, texts.listed([_named(one) for one in record.authors])),
        (texts.record_others, texts.listed([_named(one) for one in others])),
        (texts.record_doi, f"{citations.DOI_AT}{record.doi}" if record.doi else ""),
        (texts.record_keywords, ", ".join(record.keywords)),
        (texts.record_spatial, record.spatial),
        (texts.record_temporal, record.temporal.replace("/", " – ")),
    )
    return tuple((term, words) for term, words in told if words)


def _named(one: Contributor) -> str:
    return f"{one.title} ({one.organization})" if one.organization not in ("", one.title) else one.title


def _downloads(answers: Answers, links: Links) -> tuple[Pair, ...]:
    """Return (words, address) of what can be taken along of the study and the selection."""
    texts = answers.texts
    files = (
        ("paket", texts.download_package),
        ("auswahl-excel", texts.download_excel),
        ("auswahl", texts.download_plain),
    )
    return tuple((words, links.file(name)) for name, words in files)


def _sayings(answers: Answers, selection: Selection, found: Sequence[Finding]) -> tuple[str, tuple[Saying, ...]]:
    """Judge sentences on the topic that is chosen, else the first the study opens with, that has exact figures."""
    for category in (selection.category, *(lead.category_id for lead in answers.study.lead)):
        own = [f for f in found if f.category_id == category]
        if judged := sayings(answers, own):
            return own[0].category, judged
    return "", ()


def _items(answers: Answers) -> tuple[Pair, ...]:
    language, unknown = answers.language, answers.texts.undocumented
    return tuple(
        (item.label.in_language(language), item.text.in_language(language) if item.text else unknown)
        for item in answers.study.method
    )


def _glossary(answers: Answers, found: Sequence[Finding]) -> tuple[Pair, ...]:
    """Return the terms of the pages the study has, with those for counts kept back where some are."""
    texts, gone = answers.texts, absent(answers)
    limit = max(((f.high or 0) + 1 for f in found if f.state == "withheld"), default=0)
    kept_back = texts.glossary_withheld if limit else ()
    return tuple(
        (term.format(limit), meaning.format(limit))
        for term, meaning in (*texts.glossary, *kept_back)
        if not (term == texts.not_by_partner and "partners" in gone)
        and not (term in texts.inferred and "quotes" in gone)
    )


def _compared(answers: Answers, found: Sequence[Finding]) -> str:
    printed, different = len(answers.dataset.printed), sum(f.differs for f in found)
    if not printed:
        return ""
    return answers.texts.difference_text.format(compared=printed, equal=printed - different, different=different)


def _difference(answers: Answers, finding: Finding, links: Links) -> Difference:
    texts = answers.texts
    return Difference(
        category=finding.category,
        href=links.figure(finding.category_id, finding.group_id),
        group=finding.short,
        count=texts.of.format(finding.low, finding.base),
        computed=texts.percent(finding.share or 0),
        printed=texts.percent(finding.printed or 0),
        note=finding.printed_note,
    )


def _topic(answers: Answers, finding: Finding, links: Links) -> Topic:
    return Topic(
        label=finding.category,
        href=links.category(finding.category_id),
        level=finding.level,
        definition=finding.definition,
        remark=answers.texts.details_elsewhere if finding.details == "elsewhere" else "",
    )


def _holds(answers: Answers, selection: Selection, found: Sequence[Finding]) -> str:
    """Say what the package holds: topics, of how many only figures, quotes, which version."""
    topics = {f.category_id: f for f in found if f.level == 2}.values()
    texts, elsewhere = answers.texts, sum(f.details == "elsewhere" for f in topics)
    quotes = len(answers.quotes(selection.cleared()))
    said = texts.holds_text.format(categories=len(topics), quotes=quotes, version=version(answers))
    missing = texts.holds_elsewhere.format(categories=len(topics), elsewhere=elsewhere) if elsewhere else ""
    return paragraphs([said, missing])


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out how far the study carries."""
    texts = answers.texts
    by_partner = [] if "partners" in absent(answers) else [texts.limits_partners]
    whole = statements.of_study(answers)
    said = [f"{whole.text} ({whole.source})"] if whole else []
    return write_out(
        answers,
        selection,
        links,
        title=texts.limits_title,
        points=[f"{caution(answers)} {texts.not_projected}", *texts.limits[1:], *by_partner, *said],
        question=texts.question_overview,
        brief=[*said, *texts.limits[2:]],
        sentence_leads=False,
    )
