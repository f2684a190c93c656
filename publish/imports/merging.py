"""Several files of one study into one project: documents by name, codes by path, nothing twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from publish.imports.project import Case, Code, Coding, Document, Passage, Path, Project, Range, Table, Told


def merged(projects: Sequence[Project]) -> Project:
    """Return one project of several files: at most one needs to hold codings, the others codebooks or respondents."""
    if len(projects) == 1:
        return projects[0]
    told = [*(one for project in projects for one in project.told), *_coded_twice(projects)]
    trees = _trees(projects)
    documents: dict[str, Document] = {}
    cases: list[Case] = []
    codes: dict[Path, Code] = {}
    numbers: dict[Passage, int] = {}
    codings: dict[Coding, None] = {}
    again = 0
    for project in projects:
        names = _take_documents(project, documents)
        cases += [replace(c, parts=tuple(Range(names[d], s, e) for d, s, e in c.parts)) for c in project.cases]
        moved = {code.path: trees(code.path) for code in project.codes}
        for code in project.codes:
            _take_code(replace(code, path=moved[code.path]), codes)
        places = [
            numbers.setdefault(passage._replace(document=names[passage.document]), len(numbers))
            for passage in project.passages
        ]
        here = [Coding(places[number], moved[code], coder) for number, code, coder in project.codings]
        again += sum(coding in codings for coding in here)
        codings |= dict.fromkeys(here)
    if again:
        told.append(Told("merged_files", again))
    coded = [project for project in projects if project.passages or project.asked] or list(projects)
    return replace(
        coded[0],
        documents=tuple(documents.values()),
        cases=tuple(cases),
        codes=tuple(in_order(codes)),
        code_sets={name: tuple(map(trees, s)) for p in projects for name, s in p.code_sets.items()},
        passages=tuple(numbers),
        codings=tuple(codings),
        table=joined([project.table for project in projects if project.table]),
        told=tuple(told),
        asked=tuple(column for project in projects for column in project.asked),
    )


def _coded_twice(projects: Sequence[Project]) -> list[Told]:
    """Tell of documents coded in several files: the same passage, in two formats, is not known to be the same."""
    having = Counter(d.name for project in projects if project.codings for d in project.documents)
    many = sum(number > 1 for number in having.values())
    return [Told("several_coded", many)] if many else []


def joined(tables: Sequence[Table]) -> Table | None:
    """Return the rows of all tables under all their headers; what a table has not is empty."""
    if not tables:
        return None
    header = tuple(dict.fromkeys(name for table in tables for name in table.header))
    rows = []
    for table in tables:
        for row in table.rows:
            cells = dict(zip(table.header, row, strict=True))
            rows.append(tuple(cells.get(name, "") for name in header))
    return Table(tables[0].name, header, tuple(dict.fromkeys(rows)))


def _trees(projects: Sequence[Project]) -> Callable[[Path], Path]:
    """Return what places a code in the tree of the codebook: a table may give its name alone, the codebook its path."""
    by_name: defaultdict[str, set[Path]] = defaultdict(set)
    flat = {code.path for p in projects if p.codings for code in p.codes if len(code.path) == 1}
    for project in projects:
        if not project.codings:
            for code in project.codes:
                by_name[code.path[-1]].add(code.path)
    known: dict[Path, Path] = {
        path: next(iter(found)) for path in flat if len(found := by_name.get(path[0], set())) == 1
    }
    return lambda path: known.get(path, path)


def _take_documents(project: Project, documents: dict[str, Document]) -> dict[str, str]:
    """Take the documents over; return the name each has now. Two texts under one name are two documents."""
    names = {}
    for document in project.documents:
        name, number = document.name, 2
        while _differs(documents.get(name), document):
            name, number = f"{document.name} ({number})", number + 1
        before = documents.get(name)
        text = before.text if before and before.text is not None else document.text
        values = {**(before.values if before else {}), **document.values}
        documents[name] = Document(name, text, values)
        names[document.name] = name
    return names


def _differs(one: Document | None, other: Document) -> bool:
    return one is not None and one.text is not None and other.text is not None and one.text != other.text


def _take_code(code: Code, codes: dict[Path, Code]) -> None:
    for length in range(1, len(code.path)):  # the codebook may have moved it below what stands there alone
        codes.setdefault(code.path[:length], Code(code.path[:length], codable=False))
    before = codes.get(code.path, code)
    definition = before.definition or code.definition
    codes[code.path] = Code(code.path, definition, before.codable or code.codable)


def in_order(codes: Mapping[Path, Code]) -> list[Code]:
    """Put each code behind its parent, in the order in which they came."""
    place = {path: number for number, path in enumerate(codes)}
    return sorted(codes.values(), key=lambda code: [place[code.path[: n + 1]] for n in range(len(code.path))])


def counted(project: Project) -> dict[Path, tuple[int, int]]:
    """Return for each code how many codings and how many documents have it."""
    codings: Counter[Path] = Counter()
    documents: defaultdict[Path, set[str]] = defaultdict(set)
    for coding in project.codings:
        codings[coding.code] += 1
        documents[coding.code].add(project.passages[coding.passage].document)
    return {code.path: (codings[code.path], len(documents[code.path])) for code in project.codes}
