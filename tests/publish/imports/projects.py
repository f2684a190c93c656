"""Random projects, as a reader may give them: for writers of every format, which a reader must read back."""

from collections.abc import Sequence

from hypothesis import strategies as st

from publish.imports.project import Case, Code, Coding, Document, Passage, Path, Project, Range

LETTERS = "aAzZäÖß0 9.,'\"&<>;:()%–„“éłжא中😀👩‍👩‍👧"
NAMES = st.text(LETTERS.replace(" ", ""), min_size=1, max_size=12)
TEXTS = st.text(LETTERS + "\n", min_size=1, max_size=80).filter(lambda text: bool(text.strip()))


@st.composite
def projects(
    draw: st.DrawFn,
    *,
    coders: Sequence[str] = ("",),
    deep: bool = True,
    containers: bool = False,
    cases: bool = False,
    texts_missing: bool = False,
) -> Project:
    """Draw a project. `deep`: codes below codes; `containers`: what has codes below it may be not codable.

    Every name of a code stands once in the tree; texts have `\\n`; each passage is coded and lies within its text.
    """
    texts = draw(st.lists(st.one_of(st.none(), TEXTS) if texts_missing else TEXTS, min_size=1, max_size=4))
    names = draw(st.lists(NAMES, min_size=len(texts), max_size=len(texts), unique=True))
    documents = tuple(Document(name, text) for name, text in zip(names, texts, strict=True))
    codes = draw(_codes(deep, containers))
    passages = draw(st.lists(_passages(documents), max_size=8, unique=True)) if any(texts) else []
    codable = [code.path for code in codes if code.codable]
    kinds = st.tuples(st.sampled_from(codable), st.sampled_from(coders))
    codings = tuple(
        Coding(number, code, coder)
        for number in range(len(passages))
        for code, coder in draw(st.lists(kinds, min_size=1, max_size=3, unique=True))
    )
    found = draw(_cases(documents)) if cases else ()
    return Project("test", "", documents, found, codes, passages=tuple(passages), codings=codings)


@st.composite
def _codes(draw: st.DrawFn, deep: bool, containers: bool) -> tuple[Code, ...]:
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    paths: list[Path] = []
    for name in names:
        above = draw(st.sampled_from([(), *paths])) if deep else ()
        paths.append((*above, name))
    above_others = {path[:-1] for path in paths}
    made = {
        path: Code(path, draw(NAMES), not (containers and path in above_others and draw(st.booleans())))
        for path in paths
    }
    in_order: list[Code] = []
    waiting = [path for path in paths if len(path) == 1][::-1]
    while waiting:
        path = waiting.pop()
        in_order.append(made[path])
        waiting += [below for below in paths if below[:-1] == path][::-1]
    return tuple(in_order)


@st.composite
def _passages(draw: st.DrawFn, documents: Sequence[Document]) -> Passage:
    document = draw(st.sampled_from([document for document in documents if document.text]))
    text = document.text or ""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Passage(document.name, start, end, text[start:end])


@st.composite
def _cases(draw: st.DrawFn, documents: Sequence[Document]) -> tuple[Case, ...]:
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    variables = st.dictionaries(NAMES, NAMES, max_size=2)
    parts = st.lists(st.sampled_from([Range(document.name) for document in documents]), max_size=2, unique=True)
    return tuple(Case(name, tuple(draw(parts)), draw(variables)) for name in names)
