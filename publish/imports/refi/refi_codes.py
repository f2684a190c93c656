"""What a REFI-QDA project and a REFI-QDA codebook have in common: the tree of codes, sets of codes, GUIDs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.imports.project import Code, Path, Told
from publish.imports.refi import xml

TRUE = ("true", "1")


@dataclass(frozen=True, slots=True)
class Tree:
    """The codes of a file. `by_guid`: the path of each; None where a GUID was given to two codes."""

    codes: tuple[Code, ...]
    by_guid: Mapping[str, Path | None]
    counts: Mapping[str, int]


def key(guid: str | None) -> str:
    """Return a GUID as it is compared: without braces, in small letters; "" for none."""
    return (guid or "").strip().strip("{}").lower()


def distinct(name: str, taken: set[str]) -> str:
    """Return a name nobody has yet: "Interview", "Interview (2)"; it is taken then."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    taken.add(found)
    return found


ORDER = ("read", "kept", "merged")


def told(*counts: Mapping[str, int]) -> tuple[Told, ...]:
    """Return what is not nought: what was read, kept and merged, then what is missing or doubtful, then dropped."""
    whole: Counter[str] = Counter()
    for one in counts:
        whole.update(one)
    return tuple(Told(kind, whole[kind]) for kind in sorted(whole, key=_rank) if whole[kind])


def _rank(kind: str) -> tuple[int, str]:
    start = kind.partition("_")[0]
    return (ORDER.index(start) if start in ORDER else len(ORDER) + (start == "dropped"), kind)


def tree(codes: Iterator[xml.Element]) -> Tree:
    """Read codes and all below them; codes of the same path become one, with the first definition that is given."""
    found: dict[Path, Code] = {}
    by_guid: dict[str, Path | None] = {}
    counts: Counter[str] = Counter()
    top: Path = ()
    waiting: list[tuple[Path, xml.Element]] = [(top, code) for code in codes][::-1]
    while waiting:
        above, element = waiting.pop()
        counts["read_codes"] += 1
        counts["dropped_colours"] += element.get("color") is not None
        name, guid = (element.get("name") or "").strip(), key(element.get("guid"))
        counts["unnamed_codes"] += not name
        path = (*above, name or guid or "?")
        definition = (xml.text(element, "Description") or element.get("description") or "").strip()
        code = Code(path, definition, (element.get("isCodable") or "true").strip().lower() in TRUE)
        if path in found:
            counts["merged_codes"] += 1
            before = found[path]
            code = Code(path, before.definition or definition, before.codable or code.codable)
        found[path] = code
        if guid:
            doubled = by_guid.get(guid, path) != path
            counts["doubled_guids"] += doubled
            by_guid[guid] = None if doubled else path
        waiting += [(path, child) for child in xml.children(element, "Code")][::-1]
    counts["kept_codes"] = len(found)
    return Tree(tuple(found.values()), by_guid, counts)


def code_sets(sets: list[xml.Element], codes: Tree) -> tuple[dict[str, tuple[Path, ...]], int]:
    """Return the codes of each set that has any, and how many members there are not."""
    found: dict[str, dict[Path, None]] = {}
    dangling = 0
    for element in sets:
        for member in xml.children(element, "MemberCode"):
            path = codes.by_guid.get(key(member.get("targetGUID") or member.get("guid")))
            if path is None:
                dangling += 1
            else:
                found.setdefault((element.get("name") or "").strip(), {})[path] = None
    return {name: tuple(paths) for name, paths in found.items()}, dangling
