"""Writes REFI-QDA projects for tests, apart from what reads them: from plain facts to the bytes a tool would give."""

import io
import uuid
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from publish.imports.formats import READERS
from publish.imports.opening import opened
from publish.imports.project import Project

HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'
PROJECT = "urn:QDA-XML:project:1.0"
Code = tuple[str, ...]


@dataclass
class Marked:
    """A span of code points of the raw text with its codings: code and coder."""

    start: int
    end: int
    codings: Sequence[tuple[Code, str]] = ()
    name: str = ""


@dataclass
class Source:
    """A text with its own line ends; `values`: variables; `case`: the cases it belongs to whole."""

    name: str
    text: str
    marked: Sequence[Marked] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def guid(*of: object) -> str:
    """Return a GUID made of words, always the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "|".join(map(str, of))))


def utf16(text: str, position: int) -> int:
    """Count UTF-16 units before a code point, as NVivo on Windows does."""
    return len(text[:position].encode("utf-16-le")) // 2


def points(text: str, position: int) -> int:  # noqa: ARG001
    """Count code points, as QualCoder and AQDA do."""
    return position


def codes_xml(codes: Iterable[Code], definitions: Mapping[Code, str] | None = None) -> str:
    """Write a tree: every code after its parent."""
    every, known = list(codes), definitions or {}

    def element(path: Code) -> str:
        inner = f"<Description>{escape(known[path])}</Description>" if path in known else ""
        inner += "".join(element(code) for code in every if code[:-1] == path)
        return f'<Code guid="{guid("code", path)}" name={quoteattr(path[-1])} isCodable="true">{inner}</Code>'

    return "".join(element(code) for code in every if len(code) == 1)


def selection_xml(source: Source, number: int, one: Marked, count: object) -> str:
    start, end = (count(source.text, position) for position in (one.start, one.end))  # type: ignore[operator]
    codings = "".join(
        f'<Coding guid="{guid("coding", source.name, number, k)}" creatingUser="{guid("user", coder)}">'
        f'<CodeRef targetGUID="{guid("code", code)}"/></Coding>'
        for k, (code, coder) in enumerate(one.codings)
    )
    return (
        f'<PlainTextSelection guid="{guid("selection", source.name, number)}" name={quoteattr(one.name)} '
        f'startPosition="{start}" endPosition="{end}"><Description/>{codings}</PlainTextSelection>'
    )


def source_xml(source: Source, count: object) -> str:
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid("variable", name)}"/><TextValue>{escape(value)}</TextValue>'
        "</VariableValue>"
        for name, value in source.values.items()
    )
    inner = "".join(selection_xml(source, n, one, count) for n, one in enumerate(source.marked))
    path = f"internal://{guid('source', source.name)}.txt"
    return (
        f'<TextSource guid="{guid("source", source.name)}" name={quoteattr(source.name)} plainTextPath="{path}">'
        f"{inner}{values}</TextSource>"
    )


def project_xml(
    sources: Sequence[Source],
    codes: Sequence[Code],
    users: Sequence[str] = (),
    origin: str = "",
    count: object = points,
    rest: str = "",
    cases: str = "",
    definitions: Mapping[Code, str] | None = None,
) -> str:
    """Write `project.qde`. `rest`: what follows the sources; `cases`: what lies before them."""
    variables = {name: None for source in sources for name in source.values}
    return (
        f"{HEADER}<Project xmlns={quoteattr(PROJECT)} name='x' origin={quoteattr(origin)}><Users>"
        + "".join(f'<User guid="{guid("user", user)}" name={quoteattr(user)}/>' for user in users)
        + f"</Users><CodeBook><Codes>{codes_xml(codes, definitions)}</Codes></CodeBook><Variables>"
        + "".join(
            f'<Variable guid="{guid("variable", name)}" name={quoteattr(name)} typeOfVariable="Text"/>'
            for name in variables
        )
        + f"</Variables>{cases}<Sources>{''.join(source_xml(source, count) for source in sources)}</Sources>{rest}"
        + "</Project>"
    )


def packed(description: str | bytes, texts: Mapping[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    """Pack a description and members by their names."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, description)
        for member, content in (texts or {}).items():
            archive.writestr(member, content)
    return whole.getvalue()


def qdpx(
    sources: Sequence[Source],
    codes: Sequence[Code],
    *,
    encoding: str = "utf-8",
    folder: str = "sources",
    **more: object,
) -> bytes:
    """Write a whole project. `encoding`: utf-8-sig puts a byte order mark before each text, as NVivo does."""
    texts = {f"{folder}/{guid('source', one.name)}.txt": one.text.encode(encoding) for one in sources}
    return packed(project_xml(sources, codes, **more), texts)  # type: ignore[arg-type]


def read(folder: Path, content: bytes | str, name: str = "export.bin") -> Project:
    """Read bytes as the import does: told apart, then by the reader that recognises them. Raise what it raises."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path)


def read_file(path: Path) -> Project:
    """Read a file with the first reader of ours that recognises it. Raise LookupError where none does."""
    file = opened(path)
    for name, reader in READERS.items():
        if name.startswith("REFI-QDA") and reader.recognises(file):
            return reader.read(file, {}, lambda *_: None)
    raise LookupError(file.kind)


def numbers(project: Project) -> dict[str, int]:
    """Return what is told, by its kind."""
    return {one.kind: one.number for one in project.told}


def coded(project: Project) -> list[tuple[str, int | None, int | None, str | None, Code, str]]:
    """Return codings with their passages, in an order of their own."""
    found = [
        (p.document, p.start, p.end, p.words, coding.code, coding.coder)
        for coding in project.codings
        for p in [project.passages[coding.passage]]
    ]
    return sorted(found, key=repr)
