"""A REFI-QDA project (.qdpx, or its description .qde alone), whatever tool wrote it."""

from collections.abc import Mapping

from publish.imports.archive import Archive
from publish.imports.formats.refi_codebook import root_of
from publish.imports.opening import File
from publish.imports.project import Document, Project, Told, Unreadable
from publish.imports.refi import refi_codes, refi_sources, xml
from publish.imports.refi.refi_codes import Tree, key
from publish.imports.refi.refi_passages import Coded, fitted
from publish.imports.refi.refi_persons import Persons
from publish.imports.refi.refi_sources import Found, Texts
from publish.steps import Listener

NAME = "REFI-QDA project"
DROPPED = {
    "dropped_memos": ("Notes", "Note"),
    "dropped_links": ("Links", "Link"),
    "dropped_graphs": ("Graphs", "Graph"),
}


class RefiProject:
    """Reads what MAXQDA, ATLAS.ti, NVivo, QualCoder and others export for one another."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether this is an archive with one description of a project, or such a description."""
        return file.kind == "archive" or (file.kind == "xml" and root_of(file) == "Project")

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        """Return everything but notes, links and graphs.

        Raise Unreadable for a broken file, for places that fit no text, and where no coding leads to a code.
        """
        listen("export", 0, 1)
        archive = Archive(file.path) if file.kind == "archive" else None
        description = archive.projects[0] if archive else ""
        content = archive.read(description) if archive else file.path.read_bytes()
        root = xml.parse(content, "Project", file.name)
        listen("export", 0, 1)
        codes = refi_codes.tree(xml.below(root, "CodeBook", "Codes", "Code"))
        found = refi_sources.read(list(xml.below(root, "Sources")), Texts(archive, description))
        if not codes.codes and not found.elements:
            raise Unreadable("empty_project", file.name)
        coded, told = _coded(root, found, codes, file, listen)
        persons = Persons(root, found, coded.ranges)
        sets, dangling = refi_codes.code_sets(list(xml.below(root, "Sets", "Set")), codes)
        persons.counts["dropped_dangling_links"] += dangling
        return Project(
            NAME,
            _tool(root),
            tuple(Document(name, coded.text_of(name), persons.values[name]) for name in found.elements),
            persons.cases,
            codes.codes,
            sets,
            tuple(coded.passages),
            tuple(coded.codings),
            told=(*_told(root, codes, found, coded, persons), *told),
        )


def _coded(
    root: xml.Element, found: Found, codes: Tree, file: File, listen: Listener
) -> tuple[Coded, tuple[Told, ...]]:
    """Return what is coded, and what the report says of its places."""
    number = len(found.selections)
    listen("places", 0, number)
    whole, places = fitted(found, _tool(root), file.name)
    coded = Coded(found, codes, _users(root), _tool(root))
    for index, one in enumerate(found.selections):
        coded.add(one, places.get(index))
    listen("places", number, number)
    lost = coded.counts["dropped_dangling_codings"] + coded.counts["dropped_ambiguous_codings"]
    if lost and not coded.codings:
        raise Unreadable("all_dangling", file.name, lost)
    return coded, whole.told


def _tool(root: xml.Element) -> str:
    return (root.get("origin") or "").strip()


def _users(root: xml.Element) -> dict[str, str]:
    """Return what coders are called, by GUID."""
    return {
        key(user.get("guid")): (user.get("name") or user.get("id") or "").strip()
        for user in xml.below(root, "Users", "User")
    }


def _told(root: xml.Element, codes: Tree, found: Found, coded: Coded, persons: Persons) -> tuple[Told, ...]:
    """Say what was read, kept, merged, left out and dropped."""
    paths = {"read_users": ("Users", "User"), **DROPPED}
    more = {kind: sum(1 for _ in xml.below(root, *path)) for kind, path in paths.items()}
    more |= {"kept_passages": len(coded.passages), "kept_codings": len(coded.codings)}
    return refi_codes.told(codes.counts, found.counts, coded.counts, persons.counts, more)
