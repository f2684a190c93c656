"""The sources of a REFI-QDA project: their texts, and what was marked in them, as it stands in the file."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.imports.archive import Archive
from publish.imports.opening import decoded
from publish.imports.refi import xml
from publish.imports.refi.refi_codes import distinct, key

SOURCES = ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource")
MARKED = ("PlainTextSelection", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")


@dataclass(slots=True)
class Selection:
    """What was marked.

    `start`, `end`: as the tool counts, in the text of the key `text`, "" where there is none. `place`, `area`: to be
    shown. `words`: those the tool stored itself; `name`: what it calls the selection. `codings`: GUIDs of code, coder.
    """

    guid: str
    document: str
    text: str = ""
    start: int | None = None
    end: int | None = None
    place: str = ""
    area: str = ""
    words: str | None = None
    name: str = ""
    whole: bool = False
    codings: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """All sources read so far. `texts`: by key; that of a document's own text is its name, None where it is missing."""

    names: dict[str, str | None] = field(default_factory=dict)
    """The document of a source's GUID; None where two sources have the same."""
    elements: dict[str, xml.Element] = field(default_factory=dict)
    texts: dict[str, str | None] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    """Documents whose text is in the file, with nothing in it."""
    selections: list[Selection] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Texts:
    """The texts beside the description of a project. Without an archive there are none: no path leads to the disk."""

    def __init__(self, archive: Archive | None, description: str = "") -> None:
        self._archive = archive
        self._folder = description.rpartition("/")[0]
        by_name: dict[str, list[str]] = {}
        for name in archive.names if archive else ():
            by_name.setdefault(name.rpartition("/")[2].lower(), []).append(name)
        self._single = {name: members[0] for name, members in by_name.items() if len(members) == 1}

    def of(self, element: xml.Element) -> str | None:
        """Return the text an element holds or points to, with its own line ends; None where it is missing."""
        inline = xml.text(element, "PlainTextContent")
        path = element.get("plainTextPath")
        if inline or not path:
            return inline
        member = self._member(path)
        return decoded(self._archive.read(member)) if member and self._archive else None

    def _member(self, path: str) -> str | None:
        if self._archive is None:
            return None
        inside = re.sub("^[a-z]+://+", "", path.strip().replace("\\", "/"))
        for folder in ("sources/", ""):
            found = self._archive.find(f"{self._folder}/{folder}{inside}".lstrip("/"))
            if found:
                return found
        return self._single.get(inside.rpartition("/")[2].lower())


def read(holders: list[xml.Element], texts: Texts) -> Found:
    """Read every source; names become distinct, a source without one is called as its file."""
    found = Found()
    taken: set[str] = set()
    for element in (element for holder in holders for element in xml.children(holder, *SOURCES)):
        name = _name(element, taken, found.counts)
        guid = key(element.get("guid"))
        found.names[guid] = None if guid in found.names else name
        found.elements[name] = element
        found.counts["read_documents"] += 1
        _read_source(element, name, texts, found)
    return found


def _name(element: xml.Element, taken: set[str], counts: Counter[str]) -> str:
    name = (element.get("name") or "").strip()
    if not name:
        path = element.get("plainTextPath") or element.get("path") or element.get("richTextPath") or ""
        name = path.replace("\\", "/").rstrip("/").rpartition("/")[2] or key(element.get("guid")) or "?"
        counts["named_after_files"] += 1
    found = distinct(name, taken)
    counts["renamed_documents"] += found != name
    return found


def _read_source(element: xml.Element, name: str, texts: Texts, found: Found) -> None:
    """Read what one source holds: its text, selections, those of its transcripts, codings of the whole."""
    holders = [element, *xml.children(element, "Representation", "TextDescription", "Transcript")]
    held = {holder: texts.of(holder) for holder in holders}
    full = [holder for holder, text in held.items() if text is not None and text.strip()]
    if not full and any(text is not None for text in held.values()):
        found.empty.add(name)
        found.counts["texts_empty"] += 1
    main = full[0] if full else next((h for h in holders if h.get("plainTextPath")), element)
    found.texts[name] = held[main] if full else None
    found.counts["texts_missing"] += not full and name not in found.empty and _has_text(holders)
    marked: list[Selection] = []
    for number, holder in enumerate(holders):
        text = name if holder is main else f"{name}\0{number}"
        found.texts.setdefault(text, held[holder] if holder in full else None)
        marked += _marked(holder, name, text, texts, found.counts)
        if whole := _codings(holder, found.counts):
            marked.append(Selection("", name, whole=True, codings=whole))
    found.selections += _merged(marked, found.counts) if xml.name(element) == "PDFSource" else marked


def _has_text(holders: list[xml.Element]) -> bool:
    return xml.name(holders[0]) == "TextSource" or any(holder.get("plainTextPath") for holder in holders)


def _marked(holder: xml.Element, name: str, text: str, texts: Texts, counts: Counter[str]) -> Iterator[Selection]:
    points = {key(point.get("guid")): point for point in xml.children(holder, "SyncPoint")}
    for element in xml.children(holder, *MARKED, "TranscriptSelection"):
        counts["read_selections"] += 1
        counts["dropped_comments"] += bool((xml.text(element, "Description") or "").strip())
        one = Selection(key(element.get("guid")), name, name=(element.get("name") or "").strip())
        match xml.name(element):
            case "PlainTextSelection":
                one.text = text
                one.start, one.end = _number(element.get("startPosition")), _number(element.get("endPosition"))
            case "TranscriptSelection":
                ends = [points.get(key(element.get(end))) for end in ("fromSyncPoint", "toSyncPoint")]
                positions = [_number(end.get("position")) if end is not None else None for end in ends]
                if None not in positions:
                    one.text, one.start, one.end = text, positions[0], positions[1]
                one.place = _time(*(end.get("timeStamp") if end is not None else None for end in ends))
            case "AudioSelection" | "VideoSelection":
                one.place = _time(element.get("begin"), element.get("end"))
            case _:
                one.place, one.area = _page(element), _area(element)
        for words in xml.children(element, "Representation"):
            one.words = texts.of(words) or one.words
        one.codings = _codings(element, counts)
        yield one


def _codings(element: xml.Element, counts: Counter[str]) -> list[tuple[str, str]]:
    """Return the GUIDs of code and coder of the codings right below an element."""
    found = []
    for coding in xml.children(element, "Coding"):
        counts["read_codings"] += 1
        codes = [key(code.get("targetGUID")) for code in xml.children(coding, "CodeRef")] or [""]
        found += [(code, key(coding.get("creatingUser"))) for code in codes]
    return found


def _merged(marked: list[Selection], counts: Counter[str]) -> list[Selection]:
    """Make one of what ATLAS.ti writes twice: on the page, and again in the text of the page, with the same GUID."""
    pages = {one.guid: one for one in marked if one.guid and one.area}
    kept = []
    for one in marked:
        page = pages.get(one.guid)
        if page is None or page is one or page.text:
            kept.append(one)
            continue
        counts["merged_selections"] += 1
        counts["merged_codings"] += sum(coding in page.codings for coding in one.codings)
        page.text, page.start, page.end = one.text, one.start, one.end
        page.codings += [coding for coding in one.codings if coding not in page.codings]
    return kept


def _page(element: xml.Element) -> str:
    """Return the number of a page, counted from 1 as people do."""
    page = _number(element.get("page"))
    return "" if page is None else str(page + 1)


def _area(element: xml.Element) -> str:
    """Say where a part of a page or picture lies: two corners."""
    x, y, right, below = (_number(element.get(side)) for side in ("firstX", "firstY", "secondX", "secondY"))
    return f"{x},{y}–{right},{below}"


def _time(begin: str | None, end: str | None) -> str:
    """Return milliseconds as hours, minutes and seconds."""
    return "–".join(
        f"{ms // 3_600_000}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}"
        for ms in (_number(begin), _number(end))
        if ms is not None and ms >= 0
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and re.fullmatch(r"\s*[+-]?[0-9]{1,15}\s*", digits) else None
