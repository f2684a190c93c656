"""MAXQDA: the list of coded segments as a workbook, in any language of its surface, old and new."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from publish.imports.opening import File
from publish.imports.project import DOCUMENT_GROUP, Document, Project, Told
from publish.imports.tables import choosing, codings
from publish.imports.tables.columns import fit, named
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "MAXQDA"
FIELDS = tuple(field for field in codings.FIELDS if field not in ("codes", "category", "reference", "id", "code path"))


class CodedSegments:
    """Begin and end are numbers of paragraphs: the place, not characters. Weights, comments and colours are dropped."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has the columns of coded segments."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, codes and coded segments. Raise Unreadable for a list without one."""

        def of(sheet: Sheet) -> Project:
            found = fit(file.name, sheet, FIELDS, ("document", "code", "text"), columns)
            if found.asked:
                return Project(FORMAT, "MAXQDA", asked=found.asked)
            project = codings.read(
                file.name, sheet, found, codings.Layout(FORMAT, "MAXQDA", group_in_name=True), listen
            )
            return _with_gaps(_with_groups(project))

        return choosing.read(FORMAT, file, _fits, columns, of)


def _fits(sheet: Sheet) -> bool:
    # Nobody else has a document, a code, a passage and where it begins, or a group and a weight, in one row.
    return (
        named(sheet, ("document", "code", "text"))
        and not named(sheet, ("codes",))
        and ((named(sheet, ("begin", "end")) and named(sheet, ("weight",))) or named(sheet, ("document group",)))
    )


def _with_groups(project: Project) -> Project:
    """Call documents by their names alone where that tells them apart; "group\\document" in one cell is both, too."""
    names = [document.name for document in project.documents]
    in_names = not any(DOCUMENT_GROUP in document.values for document in project.documents)
    if in_names and not all(re.fullmatch(r"[^\\]+\\[^\\]+", name) for name in names):
        return project
    groups = {
        d.name: d.name.partition("\\")[0] if in_names else d.values.get(DOCUMENT_GROUP, "") for d in project.documents
    }
    short = {name: name.removeprefix(f"{group}\\") if group else name for name, group in groups.items()}
    many = Counter(short.values())
    called = {name: alone if many[alone] == 1 else name for name, alone in short.items()}
    return replace(
        project,
        documents=tuple(
            Document(
                called[d.name], d.text, {DOCUMENT_GROUP: groups[d.name], **d.values} if groups[d.name] else d.values
            )
            for d in project.documents
        ),
        passages=tuple(p._replace(document=called[p.document]) for p in project.passages),
    )


def _with_gaps(project: Project) -> Project:
    """Say which numbers are missing between those the documents' names begin with: not coded, they are not listed."""
    numbers = [re.match(r"[0-9]{1,6}(?![0-9])", document.name) for document in project.documents]
    found = sorted({int(number[0]) for number in numbers if number})
    if len(found) < 3 or not all(numbers):
        return project
    missing = [
        number for before, after in pairwise(found) if after - before < 100 for number in range(before + 1, after)
    ]
    if not missing or len(missing) > len(found):  # numbers of another kind: years, postcodes
        return project
    told = Told("gaps", len(missing), (", ".join(map(str, missing)),))
    return replace(project, told=(*project.told, told))
