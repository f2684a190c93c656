"""An export and its mapping into the tables of a coded study."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.package.cells import CONTROLS, Fault
from publish.imports.mapping import NAME, NO_VALUE, Answers, Mistaken, Rule
from publish.imports.naming import slug
from publish.imports.persons import People
from publish.imports.project import Passage, Project, Told
from publish.imports.topics import Topics

NOBODY = "alle"
"""The set and the group of a study that has no groups."""


class Segment(NamedTuple):
    """A passage as the words of one person, and what it counts for."""

    person: str
    passage: Passage
    codings: tuple[tuple[str, str], ...]
    partners: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a study will hold; `groups`: (id, set, label, size); `members`: a person's groups, in the order of `sets`.

    `told`: what was left out on the way, and why.
    """

    sets: tuple[str, ...]
    groups: tuple[tuple[str, str, str, int], ...]
    members: Mapping[str, tuple[str, ...]]
    segments: tuple[Segment, ...]
    not_asked: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]


def build(project: Project, answers: Answers, people: People, topics: Topics) -> Built:
    """Return the study. Raise Mistaken where a person has two values of one variable that is used, or none."""
    persons = _persons(answers, people)
    values = _values(answers, people, persons)
    sets, groups, members = _groups(answers, persons, values)
    told: Counter[str] = Counter()
    segments = _segments(project, answers, people, topics, persons, told)
    coded = {(segment.person, topic) for segment in segments for topic, _ in segment.codings}
    not_asked = _not_asked(project, answers, people, topics, persons, values)
    # Who has a coding was asked, whatever a rule says
    parents = {topic.id: topic.parent for topic in topics.tree}
    reached = {(person, above) for person, topic in coded for above in _upwards(topic, parents)}
    kept = [pair for pair in not_asked if pair not in reached]
    told["asked_all_the_same"] += len(not_asked) - len(kept)
    notes = tuple(Told(kind, number) for kind, number in told.items() if number)
    if people.only_in_table:
        notes += (Told("only_in_table", len(people.only_in_table), (", ".join(people.only_in_table[:20]),)),)
    return Built(sets, groups, members, segments, tuple(kept), notes)


def _persons(answers: Answers, people: People) -> dict[str, str]:
    """Return the key of each raw name that is a person of the study."""
    return {
        raw: key
        for raw in people.values
        if (key := answers.keys.get(raw, "")) and (answers.uncoded == "asked" or raw not in people.uncoded)
    }


def _values(answers: Answers, people: People, persons: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what is known of each person; what the mapping says of her comes first."""
    used = {name for name, row in answers.groups.items() if row.set_id}
    used |= {rule.variable for rule in answers.rules if rule.variable}
    found: dict[str, dict[str, str]] = {key: {} for key in persons.values()}
    faults = {}
    for raw, key in persons.items():
        found[key] |= answers.values.get(raw, {})
    for raw, key in persons.items():
        given = answers.values.get(raw, {})
        for variable in used & (set(people.values[raw]) - set(given)):
            value = people.values[raw][variable]
            two = found[key].setdefault(variable, value) != value or (raw, variable) in people.conflicts
            if two and variable not in given and not _decided(answers, persons, key, variable):
                faults[key, variable] = Fault("two_values", NAME, None, (raw, variable))
    if faults:
        raise Mistaken(list(faults.values()))
    return found


def _decided(answers: Answers, persons: Mapping[str, str], key: str, variable: str) -> bool:
    return any(variable in answers.values.get(raw, {}) for raw, other in persons.items() if other == key)


def _groups(
    answers: Answers, persons: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, ...], tuple[tuple[str, str, str, int], ...], dict[str, tuple[str, ...]]]:
    used = {name: row for name, row in answers.groups.items() if row.set_id}
    members: dict[str, tuple[str, ...]] = dict.fromkeys(persons.values(), ())
    if not used:
        return (NOBODY,), ((NOBODY, NOBODY, "Alle Befragten", len(members)),), dict.fromkeys(members, (NOBODY,))
    groups: list[tuple[str, str, str, int]] = []
    faults: dict[tuple[str, str], Fault] = {}
    for name, row in used.items():
        labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for key in members:
            raw = values[key].get(name, NO_VALUE)
            group = row.values.get(raw, "")
            if not group:
                faults[name, raw] = Fault("no_group_for", NAME, None, (name, raw))
            members[key] += (group,)
            labels[group][raw] += 1
        groups += [
            (group, row.set_id, _called(group, labels[group]), labels[group].total())
            for group in dict.fromkeys(row.values.values())
            if group in labels
        ]
    if faults:
        raise Mistaken(list(faults.values()))
    return tuple(row.set_id for row in used.values()), tuple(groups), members


def _called(group: str, raws: Counter[str]) -> str:
    """Return what a group is called at first: the value it is named after, the only one, or its id."""
    named = [raw for raw, _ in raws.most_common() if slug(raw, "") == group]
    if named or len(raws) == 1:
        return (named or list(raws))[0] or "Ohne Angabe"
    return group.replace("-", " ").capitalize()


def _segments(
    project: Project,
    answers: Answers,
    people: People,
    topics: Topics,
    persons: Mapping[str, str],
    told: Counter[str],
) -> tuple[Segment, ...]:
    by_passage: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    partners: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for number, code, coder in project.codings:
        if code in topics.lost:
            told[f"dropped_{topics.lost[code]}"] += 1
        elif code in topics.partner_of:
            partners[number][topics.partner_of[code]] = "code"
            told["partner_codings"] += 1
        else:
            by_passage[number].extend([(topic, coder) for topic in topics.topics_of[code]])
    touching = _Touching(project, partners) if answers.partners_by == "overlap" else None
    found: list[Segment] = []
    for number, codings in by_passage.items():
        passage = project.passages[number]
        speaking = dict.fromkeys(persons[raw] for raw in people.speakers(passage) if raw in persons)
        if not speaking:
            told["dropped_nobody"] += len(codings)
        elif len(speaking) > 1:
            told["several_persons"] += 1
        about = {**(touching.of(number) if touching else {}), **partners.get(number, {})}
        passage, counted, of = _clean(passage), tuple(sorted(set(codings))), tuple(sorted(about.items()))
        found.extend(Segment(person, passage, counted, of) for person in speaking)
    alone = set(partners) - set(by_passage)
    if alone and not touching:
        told["partner_alone"] += len(alone)
    return tuple(sorted(found, key=_order))


def _order(segment: Segment) -> tuple[object, ...]:
    """Return what segments are put in order by: first where they stand."""
    document, start, end, words, place, _ = segment.passage
    return document, -1 if start is None else start, end or -1, place, words or "", segment.person, segment.codings


class _Touching:
    """Finds the partners of passages that overlap another: where places are known by these, else by the same words."""

    def __init__(self, project: Project, partners: Mapping[int, Mapping[str, str]]) -> None:
        self._passages = project.passages
        self._ranges: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for number, of in partners.items():
            passage = project.passages[number]
            for partner in of:
                if passage.start is not None and passage.end is not None:
                    self._ranges[passage.document].append((passage.start, passage.end, partner))
                elif passage.words:
                    self._words[passage.document, passage.words].add(partner)
        self._longest = {
            name: max(end - start for start, end, _ in of) for name, of in self._ranges.items() if not of.sort()
        }

    def of(self, number: int) -> dict[str, str]:
        """Return the partners that touch a passage, each as found by overlap."""
        passage = self._passages[number]
        if passage.start is None or passage.end is None:
            return dict.fromkeys(sorted(self._words.get((passage.document, passage.words or ""), ())), "overlap")
        of = self._ranges.get(passage.document, [])
        first = bisect_left(of, passage.start - self._longest.get(passage.document, 0), key=lambda one: one[0])
        last = bisect_left(of, passage.end, key=lambda one: one[0])
        return dict.fromkeys(sorted({p for _, end, p in of[first:last] if end > passage.start}), "overlap")


def _not_asked(
    project: Project,
    answers: Answers,
    people: People,
    topics: Topics,
    persons: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
) -> list[tuple[str, str]]:
    """Return the pairs of person and topic that the rules take out of the base."""
    known = {topic.id for topic in topics.tree}
    faults = [Fault("rule_topic", NAME, None, (t,)) for rule in answers.rules for t in rule.topics if t not in known]
    if faults:
        raise Mistaken(faults)
    of_document: defaultdict[str, set[str]] = defaultdict(set)
    for document in project.documents:
        for raw in people.speakers(Passage(document.name, None, None, None)):
            of_document[document.name].add(persons.get(raw, ""))
    everyone = list(values)

    def meant(rule: Rule) -> Iterable[str]:
        if rule.variable:
            return (key for key in everyone if values[key].get(rule.variable, NO_VALUE) in rule.values)
        return (key for name in rule.documents for key in of_document.get(name, ()))

    found: dict[tuple[str, str], None] = {}
    for rule in answers.rules:
        them = set(meant(rule))
        out = [key for key in everyone if (key in them) != rule.asked]
        found |= dict.fromkeys((key, topic) for key in out for topic in rule.topics)
    return list(found)


def _upwards(topic: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    above: str | None = topic
    while above is not None:
        yield above
        above = parents[above]


def _clean(passage: Passage) -> Passage:
    """Return a passage as a study holds it: no blanks around its words, no controls in them."""
    words, start, end = passage.words, passage.start, passage.end
    if words is not None:
        if start is not None and end is not None and end - start == len(words):
            start += len(words) - len(words.lstrip())
            end = max(end - len(words) + len(words.rstrip()), start)
        words = _plain(words).strip()
    place = passage.place and " ".join(_plain(passage.place).split())
    return Passage(passage.document, start, end, words, place, passage.speaker)


def _plain(text: str) -> str:
    """Return a text without controls; its lines end with a line feed."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", text) if CONTROLS.search(text) else text


def small_groups(groups: Sequence[tuple[str, str, str, int]], threshold: int) -> list[tuple[str, int]]:
    """Return the groups of fewer than twice the threshold: much of them would have to be withheld."""
    return [(group, size) for group, _, _, size in groups if size < 2 * threshold]
