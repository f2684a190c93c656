"""A view written out: what a page says, as slides, handouts and spreadsheets take it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values import briefs, comparisons, sentences, statements
from dashboard.values.about import caution
from dashboard.values.cards import Card, cards
from dashboard.values.sayings import Saying, sayings
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell, Row, Table, printed_note, table
from dashboard.values.tables import cells as written

MOST_QUOTES = 6
MOST_POINTS = 12
MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """One view written out. `cells` are one topic's figures by group, `table` the topics beneath, `points` sentences.

    `statement` is what the study says on its topic, None where nothing, `remark` what else one must know of the cells,
    `location` where the study says it, `question` one to discuss.
    `brief` is what a text says of it after the statement, in at most three sentences.
    `sentence_leads`: without a statement or figures of its own the sentence is the headline, not the title. `parts` are
    (headline, category ids) of a table whose topics stand under several headlines. What a page does not know is added
    when the view is kept: its `code` in decks, which of its screens are `left_out` there, its `path`, the `address`
    where others can read it ("" where nobody else can reach the server), what is selected, how many of each group were
    asked (`spelled` with full names), and the presenter's own `note`, which stands on the slide where she wants it.
    """

    title: str
    statement: Statement | None
    sentence: str
    remark: str
    cells: tuple[Cell, ...]
    table: Table | None
    points: tuple[str, ...]
    quotes: tuple[Card, ...]
    caution: str
    location: str
    question: str
    brief: tuple[str, ...] = ()
    sentence_leads: bool = True
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sayings: tuple[Saying, ...] = ()
    code: str = ""
    left_out: tuple[int, ...] = ()
    path: str = ""
    address: str = ""
    selection: str = ""
    bases: str = ""
    spelled: str = ""
    note: str = ""
    note_on_slide: bool = False

    def part_of(self, category_id: str) -> str:
        """Return the headline a topic of the table stands under, "" where the view has one for all."""
        return next((headline for headline, topics in self.parts if category_id in topics), "")

    def parted(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """Return rows of the table by the headline they stand under."""
        return [(headline, list(part)) for headline, part in groupby(rows, lambda row: self.part_of(row.category_id))]

    @property
    def headline(self) -> str:
        """Return what leads: what the study says, else the sentence of the figures, else the title."""
        if self.statement:
            return self.statement.text
        return self.sentence if self.sentence and (self.cells or self.sentence_leads) else self.title

    @property
    def under(self) -> str:
        """Return what stands under a headline that is a statement: its topic, and whose it is; "" else."""
        return f"{self.title} · {self.statement.source}" if self.statement else ""

    @property
    def figures(self) -> tuple[Cell, ...]:
        """Return every figure of the view, once."""
        rows = () if self.table is None else tuple(cell for row in self.table.rows for cell in row.cells)
        counted = (*self.cells, *(cell for cell in rows if cell.finding.state != "not_counted"))
        return tuple({(c.finding.category_id, c.finding.group_id, c.finding.partner): c for c in counted}.values())


def write_out(
    answers: Answers,
    selection: Selection,
    links: Links,
    *,
    title: str,
    statement: Statement | None = None,
    sentence: str = "",
    cells: Sequence[Finding] = (),
    below: Sequence[Finding] = (),
    points: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
    question: str = "",
    brief: Sequence[str] = (),
    sentence_leads: bool = True,
    parts: Sequence[tuple[str, tuple[str, ...]]] = (),
    judged: Sequence[Saying] = (),
) -> Shown:
    """Write a view out: `cells` are the figures its sentence states, `below` those of its table."""
    texts, figures = answers.texts, [*cells, *below]
    own = written(cells, texts, below)
    elsewhere = bool(cells) and cells[0].details == "elsewhere" and not below and not quotes
    printed = printed_note(own, texts) if len(own) == 1 else ""
    return Shown(
        title=title,
        statement=statement,
        sentence=sentence,
        remark=next((cell.why for cell in own if cell.why), texts.no_details if elsewhere else ""),
        cells=own,
        table=table(below, texts) if below else None,
        points=tuple(points[:MOST_POINTS]),
        quotes=cards(answers, selection, links, quotes[:MOST_QUOTES]),
        caution=caution(answers, figures),
        location=_places([*(f.location for f in figures), *(q.location for q in quotes)]),
        question=question,
        brief=tuple(brief) or (briefs.of_topic(cells, below, printed, texts) if cells else ()),
        sentence_leads=sentence_leads and bool(sentence),
        parts=tuple(parts),
        sayings=tuple(judged),
    )


def _places(locations: Sequence[str]) -> str:
    """Return where in the study something stands, each place once, as many as a line holds."""
    places = dict.fromkeys(place for location in locations for place in location.split("; ") if place)
    return "; ".join(list(places)[:MOST_PLACES])


def topics(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out a topic with what lies beneath it, or all topics of a selection."""
    texts, found = answers.texts, answers.findings(selection)
    if not selection.category:
        listed = [f for f in found if f.selected and f.level <= 2]
        said = selection.sentence(answers.known(selection.set_id), texts)
        return write_out(
            answers,
            selection,
            links,
            title=texts.categories_title,
            sentence=said,
            below=listed,
            brief=briefs.of_topics(listed, texts),
            sentence_leads=False,
        )
    own = [f for f in found if f.category_id == selection.category]
    below = [f for f in found if f.parent_id == selection.category]
    counted = [f for f in own if f.state != "not_counted"]
    return write_out(
        answers,
        selection,
        links,
        title=answers.known().categories[selection.category],
        statement=statements.of(own[0], texts) if own else None,
        sentence=said_of(counted, texts),
        cells=counted,
        below=[*own, *below] if below else [],
        quotes=answers.quotes(selection),
        question=question_of(counted, texts),
        brief=() if counted else briefs.of_topics(below, texts),
        judged=sayings(answers, counted),
    )


def said_of(cells: Sequence[Finding], texts: Texts) -> str:
    """State one topic's figures by group in one sentence."""
    return sentences.sentence(cells[0], texts) if len(cells) == 1 else sentences.lead(cells, texts) if cells else ""


def question_of(cells: Sequence[Finding], texts: Texts) -> str:
    """Ask what one might discuss; never why one group named a topic more often where one person would turn that."""
    if not cells:
        return ""
    topic = texts.quoted.format(cells[0].category)
    compared = comparisons.compare(cells) if len(cells) == 2 else None
    if compared and compared.is_reliable:
        return texts.question_difference.format(topic)
    if not any(f.high for f in cells):
        return texts.question_nobody_topic.format(topic)
    return texts.question_topic.format(topic)
