"""What becomes of each code: a topic of the tree, a partner, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.package.cells import Fault
from publish.imports.mapping import NAME, Answers, Mistaken
from publish.imports.merging import in_order
from publish.imports.naming import key_of, unused
from publish.imports.project import Code, Path, Project


@dataclass(frozen=True, slots=True)
class Topic:
    """A category of the study; `parent` None at the top."""

    id: str
    parent: str | None
    label: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Topics:
    """The tree and the partners, and what a coding of each code counts for; one under two parents counts for both.

    `lost`: why codings of a code count for nothing (`structural`, `ignore`, `partner_root`).
    """

    tree: tuple[Topic, ...]
    partners: tuple[Topic, ...]
    topics_of: Mapping[Path, tuple[str, ...]]
    partner_of: Mapping[Path, str]
    lost: Mapping[Path, str]


def split(project: Project, separator: str) -> Project:
    """Return a project whose code names are cut at a separator: "Coke::diet" lies below "Coke"."""
    if not separator:
        return project

    def cut(path: Path) -> Path:
        parts = tuple(part.strip() for name in path for part in name.split(separator))
        return tuple(part for part in parts if part) or path

    codes: dict[Path, Code] = {}
    for code in project.codes:
        path = cut(code.path)
        for length in range(1, len(path)):
            codes.setdefault(path[:length], Code(path[:length], codable=False))
        codes[path] = replace(code, path=path)
    return replace(
        project,
        codes=tuple(in_order(codes)),
        code_sets={name: tuple(map(cut, paths)) for name, paths in project.code_sets.items()},
        codings=tuple(coding._replace(code=cut(coding.code)) for coding in project.codings),
    )


def role_of(path: Path, answers: Answers) -> str:
    """Return the role of a code: its own, else that of the nearest code above whose role holds for what is below."""
    for length in range(len(path), 0, -1):
        row = answers.codes.get(key_of(path[:length]))
        if row and row.role and (length == len(path) or row.role != "structural"):
            return row.role
    return "topic"


def topics(project: Project, answers: Answers) -> Topics:
    """Return what the mapping makes of the codes. Raise Mistaken for parents that are none or go round in a circle."""
    roles = {code.path: role_of(code.path, answers) for code in project.codes}
    tree = _Tree(project, answers, roles)
    partners: dict[str, Topic] = {}
    partner_of: dict[Path, str] = {}
    lost = {path: role for path, role in roles.items() if role in ("structural", "ignore")}
    parents = {path[:-1] for path, role in roles.items() if role == "partner"}
    for path in (path for path, role in roles.items() if role == "partner"):
        top = next(n for n in range(1, len(path) + 1) if roles.get(path[:n]) == "partner")
        if path in parents and len(path) == top:
            lost[path] = "partner_root"
            continue
        itself = path[: top + 1] if path[:top] in parents else path[:top]
        row = answers.codes[key_of(itself)]
        partners.setdefault(row.id, Topic(row.id, None, row.label or itself[-1]))
        partner_of[path] = row.id
    return Topics(tuple(tree.rows()), tuple(partners.values()), tree.of, partner_of, lost)


@dataclass
class _Tree:
    """Places every topic below its parents; one with several stands below each, under ids of its own."""

    project: Project
    answers: Answers
    roles: Mapping[Path, str]
    of: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    _rows: dict[str, Topic] = field(default_factory=dict)
    _by_id: dict[str, Path] = field(default_factory=dict)

    def rows(self) -> Iterator[Topic]:
        for code in self.project.codes:
            self._by_id.setdefault(self.answers.codes[key_of(code.path)].id, code.path)
        headings = [*self.answers.headings.items()]
        sets = [(row.id, row.label or name) for name, row in self.answers.code_sets.items() if row.role == "topic"]
        used = {parent for row in self.answers.codes.values() for parent in row.under or ()}
        for heading, label in [*[h for h in headings if h[0] in used], *sets]:
            self._rows[heading] = Topic(heading, None, label)
        definitions = {code.path: code.definition for code in self.project.codes}
        for path in (code.path for code in self.project.codes if self.roles[code.path] == "topic"):
            self._place(path, definitions, ())
        yield from self._in_order()

    def _place(self, path: Path, definitions: Mapping[Path, str], above: Sequence[Path]) -> tuple[str, ...]:
        if path in self.of:
            return self.of[path]
        if path in above:
            raise Mistaken([Fault("mapping_circle", NAME, None, (key_of(path),))])
        row = self.answers.codes[key_of(path)]
        if (same := self._by_id[row.id]) != path and self.roles[same] == "topic":
            self.of[path] = self._place(same, definitions, (*above, path))  # two codes of one id are one topic
            return self.of[path]
        placed: list[str] = []
        for parent in self._parents(path, definitions, (*above, path)):
            wanted = row.id if not placed else f"{row.id}-{parent}" if parent else row.id
            topic_id = wanted if not placed and wanted not in self._rows else unused(wanted, self._rows)
            self._rows[topic_id] = Topic(topic_id, parent, row.label or path[-1], definitions[path])
            placed.append(topic_id)
        self.of[path] = tuple(placed)
        return self.of[path]

    def _parents(self, path: Path, definitions: Mapping[Path, str], above: Sequence[Path]) -> list[str | None]:
        row = self.answers.codes[key_of(path)]
        sets = [
            row.id
            for name, row in self.answers.code_sets.items()
            if row.role == "topic" and path in self.project.code_sets.get(name, ())
        ]
        if row.under is not None:
            found: list[str | None] = []
            for parent in row.under:
                if parent in self._rows and parent not in self._by_id:
                    found.append(parent)
                elif parent in self._by_id and self.roles[self._by_id[parent]] == "topic":
                    found += self._place(self._by_id[parent], definitions, above)
                else:
                    raise Mistaken([Fault("mapping_parent", NAME, None, (key_of(path), parent))])
            return [*found, *sets] or [None]
        nearest = next((path[:n] for n in range(len(path) - 1, 0, -1) if self.roles.get(path[:n]) == "topic"), None)
        if nearest is None:
            return list(sets) or [None]
        return [*self._place(nearest, definitions, above), *sets]

    def _in_order(self) -> Iterator[Topic]:
        below: dict[str | None, list[Topic]] = {}
        for row in self._rows.values():
            below.setdefault(row.parent, []).append(row)
        waiting = list(reversed(below.get(None, [])))
        while waiting:
            row = waiting.pop()
            yield row
            waiting += reversed(below.get(row.id, []))
