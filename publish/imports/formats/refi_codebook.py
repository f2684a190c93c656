"""A REFI-QDA codebook (.qdc): codes and sets of codes, nothing coded."""

from collections.abc import Mapping

from publish.imports.opening import HEAD, File
from publish.imports.project import Project, Unreadable
from publish.imports.refi import refi_codes, xml
from publish.steps import Listener

NAME = "REFI-QDA codebook"


class RefiCodebook:
    """Reads `.qdc`, of version 1.0 and of the drafts before it."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether this is XML whose root is a codebook."""
        return file.kind == "xml" and root_of(file) == "CodeBook"

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        """Return codes alone. Raise Unreadable for what is no XML or has no code."""
        listen("export", 0, 1)
        root = xml.parse(file.path.read_bytes(), "CodeBook", file.name)
        codes = refi_codes.tree(xml.below(root, "Codes", "Code"))
        if not codes.codes:
            raise Unreadable("no_codes", file.name)
        elements = list(xml.below(root, "Sets", "Set"))
        sets, dangling = refi_codes.code_sets(elements, codes)
        listen("export", 1, 1)
        tool = (root.get("origin") or "").strip()
        told = refi_codes.told(codes.counts, {"read_sets": len(elements), "dropped_dangling_links": dangling})
        return Project(NAME, tool, codes=codes.codes, code_sets=sets, told=told)


def root_of(file: File) -> str:
    """Return the name of the root element of an XML file."""
    with file.path.open("rb") as opened:
        return xml.root_of(opened.read(HEAD))
